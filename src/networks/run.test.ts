import { describe, expect, it } from 'vitest'
import { solve } from 'rederive/linear-network'
import type { Dataset, Samples } from './data.js'
import { type Network, fanIn, gaussianWeights } from './network.js'
import { gaussian, uniform } from './random.js'
import { type Measurement, type Run, line, measured, measuredAt, pictures } from './run.js'
import { Diverged } from './trainer.js'

/** Small pictures of two classes that differ in their mean. */
function blobs(count: number): Dataset {
  const draw = gaussian(5)
  const samples = (size: number): Samples => {
    const labels = Uint8Array.from({ length: size }, (_, k) => k % 2)
    const inputs = Float32Array.from(
      { length: 4 * size },
      (_, k) => draw() + (labels[Math.floor(k / 4)] === 1 ? 1.5 : -1.5),
    )
    return { count: size, inputs, labels }
  }
  return { name: 'mnist', width: 4, classes: 2, train: samples(count), test: samples(100), hash: '0' }
}

async function all(run: Run): Promise<Measurement[]> {
  const found: Measurement[] = []
  for await (const one of measured(run)) found.push(one)
  return found
}

const network: Network = { widths: [4, 16, 8, 2], activation: 'relu' }
const run = (seed: number, steps = 60): Run => ({
  network,
  start: gaussianWeights(network, fanIn(network, Math.SQRT2), seed),
  training: { loss: 'cross-entropy', rates: [0.1, 0.1, 0.1] },
  task: pictures(blobs(64), 16, seed, { probes: 10 }),
  steps,
})

describe('a run', () => {
  it('learns, and is measured at its start, its end and between', async () => {
    const found = await all(run(1))
    expect(found.map(({ step }) => step)).toEqual(measuredAt(60))
    const [first, last] = [found[0], found.at(-1)] as [Measurement, Measurement]
    expect(first).toMatchObject({ kernelChange: 0, kernelSize: 1 })
    expect(first.featureKept).toBeCloseTo(1, 6)
    expect(last.loss).toBeLessThan(0.5 * first.loss)
    expect(last.accuracy).toBeGreaterThan(0.9)
    expect(last.alignments.length).toBe(2)
    expect(last.norms.length).toBe(3)
  })

  it('is the same for the same seed, and another for another', async () => {
    const [a, again, b] = [await all(run(2, 20)), await all(run(2, 20)), await all(run(3, 20))]
    expect(again).toEqual(a)
    expect(b).not.toEqual(a)
  })

  it('tells where it diverged, after what was measured', async () => {
    const wild = { ...run(1), training: { loss: 'squared' as const, rates: [1e6, 1e6, 1e6] } }
    const found: number[] = []
    await expect(async () => {
      for await (const { step } of measured(wild)) found.push(step)
    }).rejects.toThrow(/the loss is no number any more after \d+ steps/)
    expect(found[0]).toBe(0)
  })

  it('that diverges in its last step is not told as one that ended well', async () => {
    const wild = { ...run(1, 1), training: { loss: 'squared' as const, rates: [1e20, 1e20, 1e20] } }
    const found: number[] = []
    await expect(async () => {
      for await (const { step } of measured(wild)) found.push(step)
    }).rejects.toThrow(new Diverged(1))
    expect(found).toEqual([0])
  })

  it('is refused before it begins, for a loss that is none, or steps that are no whole number', async () => {
    const training = { loss: 'sqared' as 'squared', rates: [0.1, 0.1, 0.1] }
    await expect(all({ ...run(1), training })).rejects.toThrow(
      new RangeError('a loss is one of squared, cross-entropy, logistic, found sqared'),
    )
    for (const steps of [-1, 2.5, Number.NaN, undefined])
      await expect(all({ ...run(1), steps: steps as number, at: [0] })).rejects.toThrow(
        new RangeError(`steps are a whole number from 0, found ${steps}`),
      )
    expect((await all({ ...run(1), steps: 0, at: [0] })).length).toBe(1)
  })

  it('of the model of the theory moves its kernel and its angle as the theory says', async () => {
    const width = 30
    const draw = gaussian(9)
    const [u0, w0] = [0, 1].map(() => Float64Array.from({ length: width }, () => draw() / Math.sqrt(width))) as [
      Float64Array,
      Float64Array,
    ]
    const [rate, steps] = [2e-4, 2000]
    const inputs = [1, -0.5, 2]
    const exact = solve({ u0, w0, A: 5.25 / 3, C: (2 * 5.25) / 3 })
    const found = await all({
      network: { widths: [1, width, 1], activation: 'linear' },
      start: [Float32Array.from(w0), Float32Array.from(u0)],
      training: { loss: 'squared', rates: [rate, rate] },
      task: line(
        inputs,
        inputs.map((a) => 2 * a),
      ),
      steps,
      at: [0, 500, 1000, 2000],
    })
    for (const { step, alignments, kernelSize, loss } of found) {
      const t = step * rate
      expect(alignments[0]).toBeCloseTo(Math.abs(exact.cosine(t)), 3)
      expect(kernelSize).toBeCloseTo(exact.kernel(t) / exact.kernel(0), 2)
      expect(loss).toBeCloseTo(exact.loss(t), 2)
    }
  })
})

it('batches go through all samples once in each pass, in another order each time', () => {
  const data = blobs(64)
  const { batch } = pictures(data, 16, 3)
  const rows = (step: number): string[] => {
    const { inputs } = batch(step)
    return Array.from({ length: 16 }, (_, k) => inputs.subarray(4 * k, 4 * k + 4).join())
  }
  const [first, second] = [0, 1].map((pass) => [0, 1, 2, 3].flatMap((k) => rows(4 * pass + k))) as [string[], string[]]
  expect(new Set(first).size).toBe(64)
  expect([...second].sort()).toEqual([...first].sort())
  expect(second).not.toEqual(first)
  expect(() => pictures(data, 65, 1)).toThrow('a batch of 65 is more than the 64 samples')
  for (const size of [0, -1, 1.5, Number.NaN])
    expect(() => pictures(data, size, 1)).toThrow(
      new RangeError(`a size of a batch is a whole number from 1, found ${size}`),
    )
})

it('weights that cannot be held are refused before they are drawn', () => {
  const start = (...widths: number[]) => gaussianWeights({ widths }, [1, 1], 1)
  expect(() => start(1, 2 ** 30, 1)).toThrow(RangeError)
  expect(() => start(1, 100_000, 100_000)).toThrow(
    'a layer has less than 4 GiB of weights, 1073741823 of them at most, found 100000 x 100000',
  )
  expect(() => start(1, Number.NaN, 1)).toThrow('a width is a whole number from 1, found NaN')
})

it('random numbers have the moments that they should', () => {
  const [u, g] = [uniform(7), gaussian(7)]
  const mean = (draw: () => number, power: number): number => {
    let sum = 0
    for (let k = 0; k < 100_000; k++) sum += draw() ** power
    return sum / 100_000
  }
  expect(mean(u, 1)).toBeCloseTo(0.5, 2)
  expect(mean(u, 2)).toBeCloseTo(1 / 3, 2)
  expect(mean(g, 1)).toBeCloseTo(0, 1)
  expect(mean(g, 2)).toBeCloseTo(1, 1)
  expect(mean(g, 4)).toBeCloseTo(3, 0)
})
