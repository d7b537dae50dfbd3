import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { solve } from 'rederive/linear-network'
import { accuracy, alignment, imbalance, kernelAlignment, relativeChange, squaredNorm } from './measures.js'
import { type Activation, type Network, type Weights, fanIn, gaussianWeights } from './network.js'
import { gaussian } from './random.js'
import { type Batch, type Loss, Trainer, type Training } from './trainer.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

async function trainer(network: Network, weights: Weights, training: Training): Promise<Trainer> {
  const made = await Trainer.of(network, weights, training)
  onTestFinished(() => made.dispose())
  return made
}

/** The same network in double precision, written anew. */
function outputsOf(
  { widths, activation, outputScale = 1 }: Network,
  weights: readonly ArrayLike<number>[],
  input: ArrayLike<number>,
): number[] {
  const shape = { linear: (x: number) => x, relu: (x: number) => Math.max(x, 0), tanh: Math.tanh }[activation]
  let value = Array.from(input)
  for (const [l, layer] of weights.entries()) {
    const width = widths[l + 1] as number
    const sums = Array.from({ length: width }, (_, j) =>
      value.reduce((sum, x, i) => sum + x * (layer[i * width + j] as number), 0),
    )
    value = sums.map((x) => (l < weights.length - 1 ? shape(x) : outputScale * x))
  }
  return value
}

function lossOf(
  network: Network,
  weights: readonly ArrayLike<number>[],
  { count, inputs, targets }: Batch,
  loss: Loss,
): number {
  const [from = 1, to = 1] = [network.widths[0], network.widths.at(-1)]
  let total = 0
  for (let n = 0; n < count; n++) {
    const output = outputsOf(network, weights, inputs.subarray(n * from, (n + 1) * from))
    const target = targets.subarray(n * to, (n + 1) * to)
    if (loss === 'squared') total += output.reduce((sum, f, k) => sum + (f - (target[k] as number)) ** 2, 0)
    else if (loss === 'logistic')
      total += output.reduce((sum, f, k) => sum + Math.log1p(Math.exp(-f * (target[k] as number))), 0)
    else {
      const most = Math.max(...output)
      const log = most + Math.log(output.reduce((sum, f) => sum + Math.exp(f - most), 0))
      total += output.reduce((sum, f, k) => sum + (target[k] as number) * (log - f), 0)
    }
  }
  return total / count
}

function batchOf({ widths }: Network, count: number, loss: Loss, of: number): Batch {
  const draw = gaussian(of)
  const [from = 1, to = 1] = [widths[0], widths.at(-1)]
  const inputs = Float32Array.from({ length: count * from }, draw)
  const targets = Float32Array.from({ length: count * to }, (_, k) =>
    loss === 'squared' ? draw() : loss === 'logistic' ? Math.sign(draw()) : k % to === Math.floor(k / to) % to ? 1 : 0,
  )
  return { count, inputs, targets }
}

const networks = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 5 }),
  activation: fc.constantFrom<Activation>('linear', 'relu', 'tanh'),
  outputScale: fc.constantFrom(0.5, 1, 3),
})

describe('a step of descent', () => {
  it('moves each weight by its rate times the derivative of the loss, by finite differences', async () => {
    await fc.assert(
      fc.asyncProperty(
        networks,
        fc.constantFrom<Loss>('squared', 'cross-entropy', 'logistic'),
        fc.integer({ min: 1, max: 10_000 }),
        async (network, loss, of) => {
          const weights = gaussianWeights(network, fanIn(network), of)
          const rates = weights.map((_, l) => 0.01 * (l + 1))
          const batch = batchOf(network, 5, loss, of + 1)
          const made = await Trainer.of(network, weights, { loss, rates })
          const before = await made.step(batch)
          const after = await made.weights()
          made.dispose()
          expect(before).toBeCloseTo(lossOf(network, weights, batch, loss), 4)
          for (const [l, layer] of weights.entries())
            for (let k = 0; k < layer.length; k++) {
              const moved = (by: number): number => {
                const changed = weights.map((each, m) =>
                  m === l ? Float64Array.from(each, (x, j) => (j === k ? x + by : x)) : each,
                )
                return lossOf(network, changed, batch, loss)
              }
              const h = 1e-5
              const [ahead, behind, here] = [moved(h), moved(-h), moved(0)]
              // Not across a kink of ReLU.
              if (Math.abs(ahead - 2 * here + behind) > 1e-8) continue
              const slope = (ahead - behind) / (2 * h)
              const step = ((layer[k] as number) - (after[l]?.[k] as number)) / (rates[l] as number)
              expect(Math.abs(step - slope)).toBeLessThan(2e-3 * (1 + Math.abs(slope)))
            }
        },
      ),
      { seed, numRuns: 25 },
    )
  })

  it('is refused for weights, rates and batches that do not fit', async () => {
    const network: Network = { widths: [2, 3, 1], activation: 'relu' }
    const weights = gaussianWeights(network, fanIn(network), 1)
    await expect(Trainer.of(network, weights, { loss: 'squared', rates: [1] })).rejects.toThrow(
      '2 layers need as many rates, found 1',
    )
    await expect(Trainer.of({ ...network, widths: [2, 1] }, weights, { loss: 'squared', rates: [1] })).rejects.toThrow(
      'a hidden layer',
    )
    await expect(
      Trainer.of({ ...network, widths: [3, 3, 1] }, weights, { loss: 'squared', rates: [1, 1] }),
    ).rejects.toThrow('3 x 3 values were expected, found 6')
    const made = await trainer(network, weights, { loss: 'squared', rates: [1, 1] })
    await expect(made.step({ count: 2, inputs: new Float32Array(3), targets: new Float32Array(2) })).rejects.toThrow(
      '2 x 2 values',
    )
    await expect(
      made.step({ count: 1, inputs: Float32Array.of(1e30, 1e30), targets: Float32Array.of(0) }),
    ).rejects.toThrow('the loss is no number any more after 0 steps')
  })
})

describe('the tangent kernel', () => {
  it('is the sum of products of the gradients of the outputs', async () => {
    await fc.assert(
      fc.asyncProperty(networks, fc.integer({ min: 1, max: 10_000 }), async (network, of) => {
        const weights = gaussianWeights(network, fanIn(network), of)
        const rates = weights.map((_, l) => 0.5 + l)
        const batch = batchOf(network, 3, 'squared', of + 1)
        const made = await Trainer.of(network, weights, { loss: 'squared', rates })
        const { kernel } = await made.tangentKernel(batch)
        made.dispose()
        const from = network.widths[0] as number
        const gradients = Array.from({ length: 3 }, (_, n) => {
          const input = batch.inputs.subarray(n * from, (n + 1) * from)
          return weights.flatMap((layer, l) =>
            Array.from(layer, (_, k) => {
              const moved = (by: number): number[] =>
                outputsOf(
                  network,
                  weights.map((each, m) =>
                    m === l ? Float64Array.from(each, (x, j) => (j === k ? x + by : x)) : each,
                  ),
                  input,
                )
              const [ahead, behind] = [moved(1e-6), moved(-1e-6)]
              return ahead.map((f, o) => (Math.sqrt(rates[l] as number) * (f - (behind[o] as number))) / 2e-6)
            }),
          )
        })
        const size = Math.max(...kernel.map(Math.abs), 1e-3)
        for (let a = 0; a < 3; a++)
          for (let b = 0; b < 3; b++) {
            const expected = (gradients[a] ?? []).reduce(
              (sum, g, k) => sum + g.reduce((inner, x, o) => inner + x * (gradients[b]?.[k]?.[o] as number), 0),
              0,
            )
            expect(Math.abs((kernel[a * 3 + b] as number) - expected)).toBeLessThan(1e-4 * size)
          }
      }),
      { seed, numRuns: 25 },
    )
  })
})

describe('on the model of the theory', () => {
  const gamma = 0.7
  const [etaU, etaW] = [0.3, 0.9]
  const start = (width: number, of: number): { readonly u: number[]; readonly w: number[] } => {
    const draw = gaussian(of)
    return { u: Array.from({ length: width }, draw), w: Array.from({ length: width }, draw) }
  }
  const network = (width: number): Network => ({ widths: [1, width, 1], activation: 'linear', outputScale: gamma })

  it('the measures are those of the theory: the angle, the kernel, the balance', async () => {
    for (const width of [1, 2, 7, 100]) {
      const { u, w } = start(width, width)
      const made = await trainer(network(width), [Float32Array.from(w), Float32Array.from(u)], {
        loss: 'squared',
        rates: [etaW, etaU],
      })
      const [W = [], U = []] = await made.weights()
      const dot = u.reduce((sum, x, i) => sum + x * (w[i] as number), 0)
      const [uu, ww] = [squaredNorm(u), squaredNorm(w)]
      expect(alignment(await made.product(0), W, U)).toBeCloseTo(Math.abs(dot) / Math.sqrt(uu * ww), 5)
      expect(imbalance(W, U, etaW, etaU)).toBeCloseTo((uu / etaU - ww / etaW) / (uu / etaU + ww / etaW), 5)
      const inputs = Float32Array.of(1, -2, 0.5)
      const { kernel } = await made.tangentKernel({ count: 3, inputs })
      const kappa = gamma ** 2 * (etaU * ww + etaW * uu)
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++) {
          const expected = kappa * (inputs[a] as number) * (inputs[b] as number)
          expect(Math.abs((kernel[3 * a + b] as number) / expected - 1)).toBeLessThan(1e-5)
        }
    }
  })

  it('trained with small steps, it follows the exact trajectory', async () => {
    const width = 50
    const { u, w } = start(width, 3)
    const [u0, w0] = [u, w].map((layer) => Float64Array.from(layer, (x) => x / Math.sqrt(width))) as [
      Float64Array,
      Float64Array,
    ]
    const inputs = Float32Array.of(1, -0.5, 2, 0.3)
    const targets = inputs.map((a) => 1.5 * a)
    const A = squaredNorm(inputs) / 4
    const C = inputs.reduce((sum, a, k) => sum + a * (targets[k] as number), 0) / 4
    const rate = 2e-4
    const steps = 2500
    const made = await trainer(network(width), [Float32Array.from(w0), Float32Array.from(u0)], {
      loss: 'squared',
      rates: [etaW * rate, etaU * rate],
    })
    const exact = solve({ u0, w0, gamma, etaU, etaW, A, C })
    for (let k = 1; k <= steps; k++) {
      await made.step({ count: 4, inputs, targets })
      if (k % 500 !== 0) continue
      const [W, U] = (await made.weights()) as [Float32Array, Float32Array]
      const slope = gamma * U.reduce((sum, x, i) => sum + x * (W[i] as number), 0)
      const expected = exact.slope(k * rate)
      expect(Math.abs(slope - expected)).toBeLessThan(1e-4 * Math.max(1, Math.abs(expected)))
    }
  })
})

describe('the logistic loss', () => {
  const network: Network = { widths: [1, 1, 1], activation: 'linear' }

  it.each([-400, -100, -20, -3, -0.5, 0, 0.5, 3, 20, 88, 100, 400, 1e6])(
    'and its slope are right where the output is at %d on the wrong side',
    async (margin) => {
      const rates = [0.25, 0]
      const made = await trainer(network, [Float32Array.of(margin), Float32Array.of(1)], { loss: 'logistic', rates })
      const batch: Batch = { count: 1, inputs: Float32Array.of(1), targets: Float32Array.of(-1) }
      const value = (m: number): number => Math.max(m, 0) + Math.log1p(Math.exp(-Math.abs(m)))
      const close = (found: number, expected: number): void =>
        expect(Math.abs(found - expected)).toBeLessThan(1e-37 + 3e-6 * Math.abs(expected))
      close(await made.loss(batch), value(margin))
      close(await made.step(batch), value(margin))
      const h = 1e-4
      const slope = (value(margin + h) - value(margin - h)) / (2 * h)
      const [[after = Number.NaN] = []] = await made.weights()
      expect(Math.abs((margin - after) / 0.25 - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(margin)))
    },
  )
})

describe('the accuracy', () => {
  it('is the share of rows whose largest output is at the label', () => {
    expect(accuracy([0, 1, 1, 0, 3, 2], [1, 0, 1], 2)).toBeCloseTo(2 / 3, 12)
    expect(accuracy([-1, -2], [0], 2)).toBe(1)
  })

  it('counts no row as right that has an output that is no number', () => {
    const none = Number.NaN
    expect(accuracy([none, none, 0, 1], [0, 1], 2)).toBe(0.5)
    for (const row of [
      [none, 1],
      [1, none],
    ])
      for (const label of [0, 1]) expect(accuracy(row, [label], 2)).toBe(0)
  })
})

describe('measures', () => {
  it('of a kernel beside itself, a multiple and another', () => {
    const kernel = Float64Array.of(2, 1, 0, 1, 2, 1, 0, 1, 3)
    expect(relativeChange(kernel, kernel)).toBe(0)
    expect(
      relativeChange(
        kernel.map((x) => 3 * x),
        kernel,
      ),
    ).toBeCloseTo(2, 12)
    expect(
      kernelAlignment(
        kernel,
        kernel.map((x) => 5 * x + 1),
        3,
      ),
    ).toBeCloseTo(1, 12)
    expect(kernelAlignment(kernel, Float64Array.of(1, 0, 1, 0, 1, 0, 1, 0, 1), 3)).toBeLessThan(0.9)
  })
})
