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
  readonly scale: number
  /** The rate, in units of what the kernel of such a start lets it be. */
  readonly pace: number
}

/** The largest pace of each scale, which is to be too large. */
const LARGEST: readonly (readonly [scale: number, pace: number])[] = [
  [0.1, 3],
  [0.3, 3],
  [1, 3],
  [3, 10],
  [10, 30],
  [30, 100],
]
const SCALES = LARGEST.map(([scale]) => scale)
/** Each start is given the best of these: what is compared is the start, not a rate that suits one of them. */
const PACES = [0.03, 0.1, 0.3, 1, 3, 10, 30, 100]
const STEPS = 600
const WIDTH = 256

/** How far the theory lets the cosine of its two layers rise from a start of this scale. */
function predictedRise(scale: number): number {
  const { u, w } = gaussianStart({ width: WIDTH, seed: 1, varU: scale ** 2 / WIDTH, varW: scale ** 2 / WIDTH })
  const { initialCosine, finalCosine } = mechanism({ u0: u, w0: w, A: 1, C: 1 })
  return Math.abs(finalCosine) - Math.abs(initialCosine)
}

/** The outcome of each scale at its best pace. */
function best(outcomes: readonly Outcome<Start>[]): Outcome<Start>[] {
  return SCALES.flatMap((scale) => {
    const of = outcomes.filter(({ setting, runs }) => setting.scale === scale && runs.length > 0)
    const sorted = [...of].sort((a, b) => spreadOf(b, 'accuracy').mean - spreadOf(a, 'accuracy').mean)
    return sorted.slice(0, 1)
  })
}

export default experiment<Start>('larger-starts-learn-less', {
  title: 'Do larger starts learn less? A two-layer ReLU network on Fashion-MNIST',
  question:
    'At an equal number of steps, and at the best rate for each, does a network that starts from larger weights come to a lower accuracy on pictures that it has not seen?',
  prediction: `The larger the start, the less the features move: on its own model the theory lets the cosine of the layers rise ${SCALES.map((scale) => `by ${predictedRise(scale).toFixed(3)} at the scale ${scale}`).join(', ')}. So from the scale 1 on, accuracy at the best pace is expected to fall with the scale; a fall from one scale to the next counts where the difference of the means is larger than the larger of the two standard deviations. Where the best pace is the largest one that was tried, nothing agrees. Below the scale 1 nothing is predicted but that the smallest start is better than the largest with every seed.`,
  setup:
    'A ReLU network 784-256-10 without biases, cross-entropy, 600 steps with batches of 128; Gaussian weights whose deviation is the scale times $\\sqrt{2/\\text{fan-in}}$; both layers with the rate $\\text{pace}/\\max(1, \\text{scale}^2)$, with paces from 0.03 to 3 for scales up to 1, and to 10, 30 and 100 for the scales 3, 10 and 30. The best pace of each scale is chosen by the accuracy on the test set, for all scales alike.',
  settings: LARGEST.flatMap(([scale, largest]) =>
    PACES.filter((pace) => pace <= largest).map((pace) => ({ scale, pace })),
  ),
  run: ({ scale, pace }, seed, data, small) => {
    const network = { widths: [784, small ? 16 : WIDTH, 10], activation: 'relu' as const }
    const rate = pace / Math.max(1, scale * scale)
    const steps = small ? 5 : STEPS
    return {
      network,
      start: gaussianWeights(network, fanIn(network, scale * Math.SQRT2), seed),
      training: { loss: 'cross-entropy', rates: [rate, rate] },
      task: pictures(data('fashion-mnist'), 128, seed),
      steps,
      at: [0, steps],
    }
  },
  keep: (measurements) => {
    const [first, last] = [measurements[0], measurements.at(-1)] as [Measurement, Measurement]
    return {
      accuracy: last.accuracy as number,
      kept: last.featureKept,
      rise: (last.alignments[0] as number) - (first.alignments[0] as number),
    }
  },
  meanings: {
    accuracy: 'accuracy on the test set',
    kept: 'alignment of the hidden kernel with its start',
    rise: 'rise of the cosine',
  },
  figures: [
    {
      caption:
        'Accuracy on the test set after 600 steps, over the pace, for each scale of the start: mean over seeds, the least and the most.',
      x: 'pace',
      y: 'accuracy',
      label: 'accuracy',
      by: 'scale',
    },
    {
      caption:
        'What is left of the kernel of the hidden layer (centered alignment with its start), over the pace, for each scale. Where no hidden neuron answers to any of the 64 pictures any more, as with five networks at the pace 3, which is too large for their scale, there is no such alignment.',
      x: 'pace',
      y: 'kept',
      label: 'alignment',
      by: 'scale',
    },
  ],
  mayDiverge: true,
  judge: (outcomes) => {
    const chosen = best(outcomes)
    const accuracy = chosen.map((one) => spreadOf(one, 'accuracy'))
    const from = chosen.findIndex(({ setting }) => setting.scale === 1)
    const falls = accuracy.slice(from).every((one, k, list) => k === 0 || fallsClearly(list[k - 1] as typeof one, one))
    const [smallest, largest] = [accuracy[0], accuracy.at(-1)]
    const better = smallest !== undefined && largest !== undefined && smallest.least > largest.most
    const edge = chosen.filter(({ setting }) =>
      LARGEST.some(([scale, pace]) => setting.scale === scale && setting.pace === pace),
    )
    const beyond =
      edge.length === 0
        ? ''
        : ` At ${edge.map(({ setting }) => setting.scale).join(', ')} the best pace is the largest one that was tried, so that nothing agrees.`
    return {
      agrees: falls && better && edge.length === 0,
      said: `From the scale 1 on the best accuracies ${falls ? 'fall' : 'do not all fall'} by more than they spread. The smallest start is ${better ? '' : 'not '}better than the largest with every seed.${beyond} The table also has what is not judged: how far the features moved, which is the premise of the prediction.`,
      table: {
        head: ['scale', 'best pace', 'accuracy', 'left of the hidden kernel', 'rise of the cosine'],
        rows: chosen.map((one) => [
          String(one.setting.scale),
          String(one.setting.pace),
          ...['accuracy', 'kept', 'rise'].map((name) => spreadText(spreadOf(one, name))),
        ]),
      },
    }
  },
  conclusion:
    'One may conclude that for this network, on these pictures and at this budget, weights ten times as large as usual cost seven points of a hundred in accuracy that none of the rates that were tried gives back; weights three times as large cost two points, and thirty times as large the same seven. One may not conclude that accuracy falls on and on with the scale, nor that the smaller the better: at 0.1, 0.3 and 1 it is the same within the spread. Nor does the reason that the prediction gives come out, that features move the less the larger the start is, which is no part of what is judged: at the best paces the kernel of the hidden layer keeps an alignment of 0.68, 0.69, 0.82, 0.63, 0.86 and 0.83 with its start, at the scales from 0.1 to 30. But at the scales 0.1, 0.3, 1 and 3 two paces are best within the spread, and at the other one of the two the kernel keeps 0.75, 0.78, 0.70 and 0.76: which of them is best decides the order, and that cannot be told. The cosine of the layers, of which the prediction speaks, rises by 0.16 from the smallest start, by a hundredth from the usual one, by 0.06 or nothing from the scale 3, and not at all from larger ones. At equal paces of 0.03, 0.1 and 0.3 the kernel keeps more at each scale than at the one before; but the best pace is larger for the large starts, and a larger pace moves more. A budget of more steps may close what is left of the gaps, and depth is not looked at.',
})
