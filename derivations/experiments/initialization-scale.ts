import {
  type Measurement,
  type Point,
  type Setting,
  experiment,
  fanIn,
  gaussianWeights,
  measuredAt,
  pictures,
  spreadOf,
  spreadText,
} from 'rederive/experiments'
import { gaussianStart, mechanism } from 'rederive/linear-network'

interface Scale extends Setting {
  /** What the weights are multiplied by, beside the usual start of a ReLU network. */
  readonly scale: number
}

/** Factors of the start, and the rate at which each network is still stable: the kernel grows with the sixth power of large ones. */
const RATES: readonly (readonly [scale: number, rate: number])[] = [
  [0.1, 0.2],
  [0.3, 0.2],
  [1, 0.1],
  [3, 1e-4],
  [10, 1e-7],
  [100, 1e-13],
]
const WIDTHS = [784, 256, 256, 256, 10]
const STEPS = 800
/** A rise of the cosine that is one: beside the chance alignment of random layers, about 1/sqrt(256). */
const RISE = 0.05

/** By how much the theory lets the cosine of the two layers of its own model rise, from a start of this scale with a target of 1. */
function predictedRise(scale: number): number {
  const width = 256
  const { u, w } = gaussianStart({ width, seed: 1, varU: scale ** 2 / width, varW: scale ** 2 / width })
  const { initialCosine, finalCosine } = mechanism({ u0: u, w0: w, A: 1, C: 1 })
  return Math.abs(finalCosine) - Math.abs(initialCosine)
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

const predicted = RATES.map(([scale]) => `${scale}: ${predictedRise(scale).toFixed(3)}`).join('; ')

export default experiment<Scale>('initialization-scale', {
  title: 'A four-layer ReLU network on MNIST, from starts of three decades',
  question:
    'The theory knows a linear network with one hidden layer. Does the scale of the initialization decide in a deep nonlinear network on real data, too, whether the layers align, and whether the kernel moves at all?',
  prediction: `On its own model the theory lets the cosine of the layers rise by (scale: rise) ${predicted}. So alignment is expected for scales below 1, none for scales above 3, and less of it, and a kernel that moves less relative to its start, the larger the scale.`,
  settings: RATES.map(([scale]) => ({ scale })),
  run: ({ scale }, seed, data, small) => {
    const network = { widths: small ? [784, 16, 16, 16, 10] : WIDTHS, activation: 'relu' as const }
    const rate = RATES.find(([one]) => one === scale)?.[1] as number
    const steps = small ? 5 : STEPS
    return {
      network,
      start: gaussianWeights(network, fanIn(network, scale * Math.SQRT2), seed),
      training: { loss: 'cross-entropy', rates: Array(4).fill(rate) as number[] },
      task: pictures(data('mnist'), 128, seed),
      steps,
      at: small ? [0, steps] : measuredAt(steps, 2),
    }
  },
  keep: (measurements) => {
    const [first, last] = [measurements[0], measurements.at(-1)] as [Measurement, Measurement]
    return {
      rise: mean(last.alignments) - mean(first.alignments),
      kernel: last.kernelChange,
      size: last.kernelSize,
      kept: last.featureKept,
      accuracy: last.accuracy as number,
      loss: last.loss / first.loss,
    }
  },
  curves: (measurements) => {
    const over = (value: (one: Measurement) => number): Point[] =>
      measurements.slice(1).map((one) => [one.step, value(one)])
    return [
      { name: 'first two', line: over(({ alignments }) => alignments[0] as number) },
      { name: 'middle two', line: over(({ alignments }) => alignments[1] as number) },
      { name: 'last two', line: over(({ alignments }) => alignments[2] as number) },
    ]
  },
  figures: [
    {
      caption: 'The cosine of adjacent layers over the steps of training, of the first seed.',
      x: 'step',
      y: 'cosine',
    },
    {
      caption:
        'How far the mean cosine of adjacent layers rose, over the scale of the start: mean over seeds, and the least and the most.',
      x: 'scale',
      y: 'rise',
      label: 'rise of the cosine',
    },
    {
      caption: 'How far the tangent kernel moved, relative to its start.',
      x: 'scale',
      y: 'kernel',
      label: 'relative change of the kernel',
      log: true,
    },
  ],
  judge: (outcomes) => {
    const rises = outcomes.map((one) => spreadOf(one, 'rise'))
    const kernels = outcomes.map((one) => spreadOf(one, 'kernel').mean)
    const wrong = outcomes.flatMap(({ setting: { scale } }, k) => {
      const rise = rises[k]?.mean as number
      return (scale < 1 && rise < RISE) || (scale > 3 && rise > RISE) ? [scale] : []
    })
    const falls = kernels.every((one, k) => k === 0 || one < (kernels[k - 1] as number))
    const said = outcomes.map(
      ({ setting: { scale } }, k) => `${scale}: ${spreadText(rises[k] as (typeof rises)[number])}`,
    )
    return {
      agrees: wrong.length === 0 && falls,
      said: `The mean cosine of adjacent layers rose by (scale: rise) ${said.join('; ')}${wrong.length > 0 ? `; not as predicted at ${wrong.join(', ')}` : ''}. The relative change of the kernel ${falls ? 'falls' : 'does not fall'} from one scale to the next.`,
    }
  },
  conclusion:
    'One may conclude that in this network the scale of the start, each with a rate at which it is stable, takes training from one in which the layers turn toward each other to one in which they do not. One may not conclude that the sizes are those of the theory, which knows no depth, no ReLU and no batches; and the large starts were trained at rates so small that they had not ended. Rates, and how much of a rise is one, were chosen after a trial with one seed.',
})
