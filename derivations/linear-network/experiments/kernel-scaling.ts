import {
  type Measurement,
  type Outcome,
  type Setting,
  experiment,
  exponentOf,
  gaussianWeights,
  pictures,
  spreadOf,
} from 'rederive/experiments'
import { gaussianStart, solve } from 'rederive/linear-network'

interface Wide extends Setting {
  readonly scaling: keyof typeof SCALINGS
  readonly activation: 'relu' | 'tanh'
  readonly width: number
}

const WIDTHS = [16, 64, 256, 1024, 4096]
/** From here on exponents are fitted: narrower networks have fewer neurons than there is to learn. */
const FROM = 256
const STEPS = 200
const INPUTS = 784
/** How the output scale, and the rates in its units, go with the width d; the weights of the last layer have variance 1. */
const SCALINGS = {
  kernel: { output: (d: number) => 1 / Math.sqrt(d), rate: () => 0.2 },
  'mean field': { output: (d: number) => 1 / d, rate: (d: number) => 0.2 * d },
} as const
/** How far a measured exponent may be from the predicted one. */
const CLOSE = 0.25

const CHANGES = { kernel: 'the tangent kernel', cosine: 'the cosine of the layers' } as const
type Change = keyof typeof CHANGES

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(mean(values.map((x) => x * x)))

/** By how much kernel and cosine of the theory's own model change in all, from 32 starts that are scaled in this way. */
function modelChanges(scaling: keyof typeof SCALINGS, width: number): Readonly<Record<Change, number[]>> {
  const seeds = Array.from({ length: 32 }, (_, k) => k + 1)
  const { output, rate } = SCALINGS[scaling]
  const changes = seeds.map((seed) => {
    const { u: u0, w: w0 } = gaussianStart({ width, seed })
    const solution = solve({ u0, w0, A: 1, C: 1, gamma: output(width), etaU: rate(width), etaW: rate(width) })
    const { D, P, Q } = solution.order
    const late = 40 * solution.order.tau
    return {
      kernel: D / (P + Q) - 1,
      cosine: Math.abs(solution.cosine(late)) - Math.abs(solution.cosine(0)),
    }
  })
  return { kernel: changes.map(({ kernel }) => kernel), cosine: changes.map(({ cosine }) => cosine) }
}

/** `rises`, `falls`, or neither, where the mean over starts or seeds does so at all widths that are fitted. */
const courseOf = (means: readonly number[]): string =>
  means.every((x) => x > 0) ? 'rises' : means.every((x) => x < 0) ? 'falls' : 'does neither at all widths'

/** The exponent of the width with which each of them changes in the model, as a root mean square over starts, over the widths that are fitted, and where the cosine goes. */
const predicted = Object.fromEntries(
  Object.keys(SCALINGS).map((scaling) => {
    const found = WIDTHS.filter((width) => width >= FROM).map((width) => ({
      width,
      ...modelChanges(scaling as keyof typeof SCALINGS, width),
    }))
    const exponent = (name: Change): number => exponentOf(found.map((one) => [one.width, rootMeanSquare(one[name])]))
    const course = courseOf(found.map(({ cosine }) => mean(cosine)))
    return [scaling, { kernel: exponent('kernel'), cosine: exponent('cosine'), course }]
  }),
) as Record<keyof typeof SCALINGS, Record<Change, number> & { readonly course: string }>

const KINDS = [
  ['kernel', 'relu'],
  ['kernel', 'tanh'],
  ['mean field', 'relu'],
] as const

/** Two places, and no sign before what is 0 in them. */
const shown = (x: number): string => x.toFixed(2).replace(/^-(0\.00)$/, '$1')

const exponentsOf = (outcomes: readonly Outcome<Wide>[], [scaling, activation]: (typeof KINDS)[number]) => {
  const fitted = outcomes.filter(
    ({ setting }) => setting.scaling === scaling && setting.activation === activation && setting.width >= FROM,
  )
  // As of the model, where the sign of the cosine's change is another one from start to start.
  const of = (name: Change): number =>
    exponentOf(
      fitted.map(({ setting, runs }) => [
        setting.width,
        rootMeanSquare(runs.map((values) => values[name] ?? Number.NaN)),
      ]),
    )
  const course = courseOf(fitted.map((one) => spreadOf(one, 'cosine').mean))
  return { kernel: of('kernel'), cosine: of('cosine'), course }
}

export default experiment<Wide>('kernel-scaling', {
  title: 'How far kernel and angle move as the width grows, in the kernel scaling and in the mean-field scaling',
  question:
    'A network with one hidden layer of 16 to 4,096 neurons learns MNIST for 200 steps, scaled as in the kernel limit, and as in the mean-field limit. With which power of the width do the tangent kernel and the cosine of the layers change?',
  prediction: `By the exact solution of the theory's own model, from starts that are scaled in the same way: ${(['kernel', 'mean field'] as const).map((scaling) => `in the ${scaling} scaling with the exponents ${shown(predicted[scaling].kernel)} (kernel) and ${shown(predicted[scaling].cosine)} (cosine)`).join('; ')}. Expected are the same exponents, within ${CLOSE}, from the width ${FROM} on. All of them are of root mean squares, over starts of the model and over seeds of the networks, so that they say nothing of the direction in which the cosine goes.`,
  setup:
    'A network 784-width-10 without biases, with ReLU in both scalings and with tanh in the kernel scaling, squared loss on targets of mean 0, 200 steps with batches of 128; Gaussian weights of variance 2/784 and 1. In the kernel scaling the output is multiplied by $d^{-1/2}$, in the mean-field scaling by $1/d$ and the rates by $d$; the rate of the last layer is 0.2, that of the first 2/784 of it.',
  settings: KINDS.flatMap(([scaling, activation]) => WIDTHS.map((width) => ({ scaling, activation, width }))),
  run: ({ scaling, activation, width: full }, seed, data, small) => {
    const width = small ? Math.min(full, 64) : full
    const { output, rate } = SCALINGS[scaling]
    const network = { widths: [INPUTS, width, 10], activation, outputScale: output(width) }
    const steps = small ? 5 : STEPS
    return {
      network,
      start: gaussianWeights(network, [Math.sqrt(2 / INPUTS), 1], seed),
      // The first layer's part of the kernel is larger by the size of a picture.
      training: { loss: 'squared', rates: [(2 * rate(width)) / INPUTS, rate(width)] },
      task: pictures(data('mnist'), 128, seed, { centred: true, tested: false }),
      steps,
      at: [0, steps],
    }
  },
  keep: (measurements) => {
    const [first, last] = [measurements[0], measurements.at(-1)] as [Measurement, Measurement]
    return {
      kernel: last.kernelChange,
      cosine: (last.alignments[0] as number) - (first.alignments[0] as number),
      loss: last.loss / first.loss,
    }
  },
  meanings: {
    kernel: 'change of the tangent kernel over its start',
    cosine: 'change of the cosine',
    loss: 'loss over that of the start',
  },
  figures: [
    {
      caption:
        'How far the tangent kernel moved, relative to its start, over the width: mean over seeds, the least and the most.',
      x: 'width',
      y: 'kernel',
      label: 'relative change of the kernel',
      by: ['scaling', 'activation'],
      log: true,
    },
    {
      caption:
        'The size of the change of the cosine of the layers over the width, without its sign. The cosine falls in the kernel scaling, where that of the model rises in the mean over its starts; in the mean-field scaling it rises from the width 64 on, as in the model. The line is the mean over seeds, and the marks are the least and the most; where these lie on both sides of zero their sizes need not enclose that of the mean. The exponents are those of root mean squares over seeds, which from the width 256 on differ from the sizes of these means by less than one in a hundred.',
      x: 'width',
      y: 'cosine',
      label: 'change of the cosine',
      by: ['scaling', 'activation'],
      log: true,
    },
  ],
  judge: (outcomes) => {
    const found = KINDS.map((kind) => ({ kind, exponents: exponentsOf(outcomes, kind) }))
    const far = found.flatMap(({ kind: [scaling, activation], exponents }) =>
      (Object.keys(CHANGES) as Change[])
        .filter((name) => !(Math.abs(exponents[name] - predicted[scaling][name]) < CLOSE))
        .map((name) => `${CHANGES[name]} (${scaling}, ${activation})`),
    )
    return {
      agrees: far.length === 0,
      said:
        far.length > 0
          ? `Further from the predicted exponents than ${CLOSE}: ${far.join(', ')}. The others are within that.`
          : `All exponents are within ${CLOSE} of the predicted ones.`,
      table: {
        head: [
          'scaling',
          'activation',
          'exponent of the kernel',
          'predicted',
          'exponent of the cosine',
          'predicted',
          'the mean cosine',
          'in the model',
        ],
        rows: found.map(({ kind: [scaling, activation], exponents }) => [
          scaling,
          activation,
          ...(['kernel', 'cosine'] as const).flatMap((name) => [
            shown(exponents[name]),
            shown(predicted[scaling][name]),
          ]),
          exponents.course,
          predicted[scaling].course,
        ]),
      },
    }
  },
  conclusion:
    'One may conclude that in these networks, too, it is the scaling and not the width alone that stills the kernel, and how fast: in the kernel scaling it moves as the inverse of the width, as the exact solution of a linear network with scalar data says, for ReLU and for tanh; by how much is another matter: the kernel of the model changes, as a root mean square over its 32 starts, by about 0.002, 0.0007 and 0.0001 at the widths 256, 1,024 and 4,096, and those of the ReLU networks by 0.26, 0.07 and 0.02, a hundred times more, since they have ten classes and 784 inputs to learn. With 64 starts the exponents of the model are -0.92 and -0.47: the second decimal of those in the prediction is that of its starts. The size of the change of the cosine falls as the root of that, with the exponent of the model, but one may not conclude that it is the change that the theory knows. In the model the cosine rises from some starts and falls from others, and rises in the mean: over 64 starts, twice as many as the prediction has, by 0.018, 0.008 and 0.003 at the widths 256, 1,024 and 4,096, where the root mean squares are 0.037, 0.020 and 0.010. In these networks it falls with every seed, and by nearly the same: with ReLU by 0.0015, 0.0009 and 0.0004, more than twenty times less than the root mean square of the model. So of the cosine the exponents agree, and neither the sign nor the size does. The judgement compares root mean squares with root mean squares and says where the mean goes; that was decided when the runs had been made, and the size of the mean over seeds, with which it was first compared, comes to the same. Nor may one conclude that a mean-field network of 4,096 neurons is near its limit: there the change of the cosine still grows with the width, where that of the model does so no longer, and it is small: 0.008, 0.015 and 0.023 at the widths 256, 1,024 and 4,096, where that of the model is 0.67, 0.69 and 0.70, though the kernel changes by about 1, and that of the model by 0.42. The model was followed to its end and the networks for 200 steps, after which the loss of the kernel scaling is 0.15, 0.20 and 0.21 at these widths with ReLU, and that of the mean-field scaling 0.35: how far a width lets the kernel move, and how much was learned by then, are not told apart here. The width from which exponents are fitted was chosen after a trial with one seed, in which narrower networks, with fewer neurons than there is to learn, followed no power; an exponent over little more than a decade is no limit.',
})
