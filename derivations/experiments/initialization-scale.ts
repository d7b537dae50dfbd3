import {
  type Measurement,
  type Point,
  type Setting,
  type Spread,
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
/** An accuracy that shows that something was learned, beside the 0.1 of chance. */
const LEARNED = 0.2

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
  prediction: `On its own model the theory lets the cosine of the layers rise by (scale: rise) ${predicted}. So alignment is expected for scales below 1, none for scales above 3, of what learns at all, and less of it, and a kernel that moves less relative to its start, the larger the scale.`,
  setup:
    'A ReLU network 784-256-256-256-10 without biases, cross-entropy, 800 steps with batches of 128; Gaussian weights whose deviation is the scale times $\\sqrt{2/\\text{fan-in}}$; rates 0.2, 0.2, 0.1, 1e-4, 1e-7 and 1e-13 for the six scales, since the kernel grows with the sixth power of large ones.',
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
      caption: 'Accuracy on the test set. At the two largest scales nothing was learned.',
      x: 'scale',
      y: 'accuracy',
      label: 'accuracy',
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
    // What has learned nothing says nothing of what learning does.
    const learned = outcomes.filter((one) => spreadOf(one, 'accuracy').mean > LEARNED)
    const rises = learned.map((one) => spreadOf(one, 'rise'))
    const kernels = learned.map((one) => spreadOf(one, 'kernel').mean)
    const wrong = learned.flatMap(({ setting: { scale } }, k) => {
      const rise = rises[k]?.mean as number
      return (scale < 1 && rise < RISE) || (scale > 3 && rise > RISE) ? [scale] : []
    })
    const isFalling = (values: readonly number[]): boolean =>
      values.every((one, k) => k === 0 || one < (values[k - 1] as number))
    const [less, falls] = [isFalling(rises.map(({ mean }) => mean)), isFalling(kernels)]
    const said = learned.map(({ setting: { scale } }, k) => `${scale}: ${spreadText(rises[k] as Spread)}`)
    const left = outcomes.filter((one) => !learned.includes(one)).map(({ setting }) => setting.scale)
    return {
      agrees: wrong.length === 0 && less && falls,
      said: `The mean cosine of adjacent layers rose by (scale: rise) ${said.join('; ')}${wrong.length > 0 ? `; not as predicted at ${wrong.join(', ')}` : ''}. It ${less ? 'rises the less the larger the scale is' : 'does not always rise less at a larger scale'}, and the relative change of the kernel ${falls ? 'falls' : 'does not fall'} from one scale to the next. ${left.length > 0 ? `At ${left.join(' and ')} nothing was learned in these steps, and nothing is said.` : ''}`,
    }
  },
  conclusion:
    'One may conclude that in this network a smaller start, at a rate at which it is stable, makes the layers turn toward each other more, and moves the kernel more. One may not conclude that the sizes are those of the theory, which knows no depth, no ReLU and no batches: at the usual scale it says 0.64, and next to nothing came. Nor does anything follow for scales of 10 and more: at a rate at which training is stable there, nothing is learned in these steps, so that a kernel that stays shows the rate and not the scale. A rise of 0.05, beside the chance alignment of random layers, counts as one. Rates, and how much of a rise is one, were chosen after a trial with one seed.',
})
