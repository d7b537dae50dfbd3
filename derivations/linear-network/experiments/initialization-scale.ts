import {
  type Measurement,
  type Outcome,
  type Setting,
  experiment,
  fallsClearly,
  fanIn,
  gaussianWeights,
  pictures,
  spreadOf,
  spreadText,
} from 'rederive/experiments'
import { gaussianStart, mechanism } from 'rederive/linear-network'

interface Start extends Setting {
  /** What the weights are multiplied by, beside the usual start of a ReLU network. */
  readonly scale: number
  /** The rate, in units of 1/max(1, scale^2). */
  readonly pace: number
}

/** Each start is given the best of its paces; the last of them is to be too large. */
const PACES: readonly (readonly [scale: number, paces: readonly number[]])[] = [
  [0.1, [0.1, 0.3, 0.5, 0.8]],
  [0.3, [0.1, 0.3, 0.5, 1]],
  [1, [0.03, 0.1, 0.3, 0.4]],
  [3, [0.01, 0.03, 0.1, 0.3]],
  [10, [0.01, 0.03, 0.1, 0.3]],
  [100, [0.01, 0.03, 0.1, 0.3]],
]
const WIDTHS = [784, 256, 256, 256, 10]
const STEPS = 400
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

const predicted = PACES.map(([scale]) => `by ${predictedRise(scale).toFixed(3)} at the scale ${scale}`).join(', ')

/** The outcome of each scale at its best pace, of the seeds that came to their end. */
const best = (outcomes: readonly Outcome<Start>[]): Outcome<Start>[] =>
  PACES.flatMap(([scale]) => {
    const of = outcomes.filter(({ setting, runs }) => setting.scale === scale && runs.length > 0)
    return [...of].sort((a, b) => spreadOf(b, 'accuracy').mean - spreadOf(a, 'accuracy').mean).slice(0, 1)
  })

const isAtEdge = ({ setting: { scale, pace } }: Outcome<Start>): boolean => {
  const paces = PACES.find(([one]) => one === scale)?.[1] ?? []
  return pace === paces[0] || pace === paces.at(-1)
}

export default experiment<Start>('initialization-scale', {
  title: 'A four-layer ReLU network on MNIST, from starts of three decades',
  question:
    'The theory knows a linear network with one hidden layer. Does the scale of the initialization decide in a deep nonlinear network on real data, too, whether the layers align, and how far the kernel moves?',
  prediction: `On its own model the theory lets the cosine of the layers rise ${predicted}. So at the rate that is best for each scale, and of what learns at all (an accuracy above ${LEARNED}), the mean cosine of adjacent layers is expected to rise by more than ${RISE} at each scale below 1, and by no more than ${RISE} at each scale above 3; and the change of the kernel relative to its start is expected to fall from each scale to the next. A fall counts where the difference of the means is larger than the larger of the two standard deviations. Where the best rate is the first or the last one that was tried, nothing agrees.`,
  setup:
    'A ReLU network 784-256-256-256-10 without biases, cross-entropy, 400 steps with batches of 128; Gaussian weights whose deviation is the scale times $\\sqrt{2/\\text{fan-in}}$; all layers with the rate $\\text{pace}/\\max(1, \\text{scale}^2)$, with four paces for each scale, of which the last one is to be too large. The best pace of each scale is chosen by the accuracy on the test set, the mean over the seeds that came to their end.',
  settings: PACES.flatMap(([scale, paces]) => paces.map((pace) => ({ scale, pace }))),
  run: ({ scale, pace }, seed, data, small) => {
    const network = { widths: small ? [784, 16, 16, 16, 10] : WIDTHS, activation: 'relu' as const }
    const rate = pace / Math.max(1, scale * scale)
    const steps = small ? 5 : STEPS
    return {
      network,
      start: gaussianWeights(network, fanIn(network, scale * Math.SQRT2), seed),
      training: { loss: 'cross-entropy', rates: Array(4).fill(rate) as number[] },
      task: pictures(data('mnist'), 128, seed),
      steps,
      at: [0, steps],
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
  meanings: {
    rise: 'rise of the mean cosine of adjacent layers',
    kernel: 'change of the tangent kernel over its start',
    size: 'size of the tangent kernel over its start',
    kept: 'alignment of the last hidden kernel with its start',
    accuracy: 'accuracy on the test set',
    loss: 'loss over that of the start',
  },
  figures: [
    {
      caption:
        'Accuracy on the test set after 400 steps, over the pace, for each scale: mean over seeds, the least and the most.',
      x: 'pace',
      y: 'accuracy',
      label: 'accuracy',
      by: 'scale',
    },
    {
      caption: 'How far the mean cosine of adjacent layers rose, over the pace, for each scale.',
      x: 'pace',
      y: 'rise',
      label: 'rise of the cosine',
      by: 'scale',
    },
    {
      caption: 'How far the tangent kernel moved, relative to its start, over the pace, for each scale.',
      x: 'pace',
      y: 'kernel',
      label: 'relative change of the kernel',
      log: true,
      by: 'scale',
    },
  ],
  mayDiverge: true,
  judge: (outcomes) => {
    const chosen = best(outcomes)
    // What has learned nothing says nothing of what learning does.
    const learned = chosen.filter((one) => spreadOf(one, 'accuracy').mean > LEARNED)
    const scales = (of: readonly Outcome<Start>[]): string => of.map(({ setting }) => setting.scale).join(', ')
    const wrong = learned.filter((one) => {
      const { scale } = one.setting
      const rise = spreadOf(one, 'rise').mean
      return (scale < 1 && rise <= RISE) || (scale > 3 && rise > RISE)
    })
    const kernels = learned.map((one) => spreadOf(one, 'kernel'))
    const falls = kernels.every((one, k) => k === 0 || fallsClearly(kernels[k - 1] as typeof one, one))
    const edge = chosen.filter(isAtEdge)
    const none = PACES.filter(([scale]) => !learned.some(({ setting }) => setting.scale === scale))
    return {
      agrees: learned.length > 1 && wrong.length === 0 && falls && edge.length === 0,
      said: [
        wrong.length === 0
          ? 'The cosine rises where it is to rise, and only there.'
          : `The cosine is not as predicted at ${scales(wrong)}.`,
        `The relative change of the kernel ${falls ? 'falls' : 'does not fall'} from each scale to the next.`,
        ...(edge.length > 0 ? [`At ${scales(edge)} the best pace is the first or the last one that was tried.`] : []),
        ...(none.length > 0
          ? [`At ${none.map(([scale]) => scale).join(', ')} nothing was learned, and nothing is said.`]
          : []),
      ].join(' '),
      table: {
        head: ['scale', 'best pace', 'rise of the cosine', 'change of the kernel', 'accuracy'],
        rows: chosen.map((one) => [
          String(one.setting.scale),
          String(one.setting.pace),
          ...['rise', 'kernel', 'accuracy'].map((name) => spreadText(spreadOf(one, name))),
        ]),
      },
    }
  },
  conclusion:
    'One may conclude that in this network, each start at the best of the rates that were tried, small starts turn the layers toward each other, the smaller the more, the usual one hardly, and large ones not at all, between which no order is seen; and that large starts learn less in these steps, 0.89 on the test set instead of 0.96, as does the smallest one, 0.93. One may not conclude that the tangent kernel moves less, relative to its start, the larger the start is: it does from 0.1 to 1, by nearly six orders of magnitude, but from 3 on it moves more than at 1, and to the same extent at 3, 10 and 100, where it shrinks to about a tenth of its size, as the runs say and no figure, so that the change cannot be much more than 1. At the scales 0.3, 1, 3, 10 and 100 a second pace is as good within the spread; with it the three large starts change by 0.72 and shrink to 0.36. There the three starts come to the same accuracy, too: at rates that fall with the square of the scale, a network whose output is homogeneous in its weights does the same from all starts that are large enough for the cross-entropy to see no more of its output than which class is largest. How far a kernel moves is a matter of the rate as well. The theory knows no depth, no ReLU and no batches, and its sizes are not seen: at the usual scale it lets the cosine rise by 0.64, and 0.01 came. A rise counts from 0.05 on, which is beyond what random layers do by chance. At the scale 0.3 and the pace 1, which is too large, two of the five seeds diverged, and one ended with a network that answers to nothing any more, whose kernel is 0 and whose accuracy is that of chance, 0.098: it is counted as a run that came to its end, and its numbers are in the means that the figures show there. The paces, and from where a rise counts, were chosen after trials with one or two seeds.',
})
