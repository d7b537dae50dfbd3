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

/** By how much kernel and cosine of the theory's own model change in all, from a start that is scaled in this way. */
function modelChanges(scaling: keyof typeof SCALINGS, width: number): Record<Change, number> {
  const seeds = Array.from({ length: 32 }, (_, k) => k + 1)
  const { output, rate } = SCALINGS[scaling]
  const squares = seeds.map((seed) => {
    const { u: u0, w: w0 } = gaussianStart({ width, seed })
    const solution = solve({ u0, w0, A: 1, C: 1, gamma: output(width), etaU: rate(width), etaW: rate(width) })
    const { D, P, Q } = solution.order
    const late = 40 * solution.order.tau
    return {
      kernel: (D / (P + Q) - 1) ** 2,
      cosine: (Math.abs(solution.cosine(late)) - Math.abs(solution.cosine(0))) ** 2,
    }
  })
  const root = (name: Change): number => Math.sqrt(squares.reduce((sum, one) => sum + one[name], 0) / seeds.length)
  return { kernel: root('kernel'), cosine: root('cosine') }
}

/** The exponent of the width with which each of them changes in the model, over the widths that are fitted. */
const predicted = Object.fromEntries(
  Object.keys(SCALINGS).map((scaling) => {
    const found = WIDTHS.filter((width) => width >= FROM).map((width) => ({
      width,
      ...modelChanges(scaling as keyof typeof SCALINGS, width),
    }))
    const exponent = (name: Change): number => exponentOf(found.map((one) => [one.width, one[name]]))
    return [scaling, { kernel: exponent('kernel'), cosine: exponent('cosine') }]
  }),
) as Record<keyof typeof SCALINGS, Record<Change, number>>

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
  const of = (name: Change): number =>
    exponentOf(fitted.map((one) => [one.setting.width, Math.abs(spreadOf(one, name).mean)]))
  return { kernel: of('kernel'), cosine: of('cosine') }
}

export default experiment<Wide>('kernel-scaling', {
  title: 'How far kernel and angle move as the width grows, in the kernel scaling and in the mean-field scaling',
  question:
    'A network with one hidden layer of 16 to 4,096 neurons learns MNIST for 200 steps, scaled as in the kernel limit, and as in the mean-field limit. With which power of the width do the tangent kernel and the cosine of the layers change?',
  prediction: `By the exact solution of the theory's own model, from starts that are scaled in the same way: ${(['kernel', 'mean field'] as const).map((scaling) => `in the ${scaling} scaling with the exponents ${shown(predicted[scaling].kernel)} (kernel) and ${shown(predicted[scaling].cosine)} (cosine)`).join('; ')}. Expected are the same exponents, within ${CLOSE}, from the width ${FROM} on.`,
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
        'The size of the change of the cosine of the layers over the width. The change itself is below zero in the kernel scaling, and above zero in the mean-field scaling from the width 64 on. The line is the mean over seeds, and the marks are the least and the most; where these lie on both sides of zero their sizes need not enclose that of the mean.',
      x: 'width',
      y: 'cosine',
      label: 'change of the cosine',
      by: ['scaling', 'activation'],
      log: true,
    },
  ],
  judge: (outcomes) => {
    const found = KINDS.map((kind) => ({ kind, exponents: exponentsOf(outcomes, kind) }))
    const said = found.map(
      ({ kind: [scaling, activation], exponents }) =>
        `${scaling}, ${activation}: kernel ${shown(exponents.kernel)}, cosine ${shown(exponents.cosine)}`,
    )
    const far = found.flatMap(({ kind: [scaling, activation], exponents }) =>
      (Object.keys(CHANGES) as Change[])
        .filter((name) => !(Math.abs(exponents[name] - predicted[scaling][name]) < CLOSE))
        .map((name) => `${CHANGES[name]} (${scaling}, ${activation})`),
    )
    return {
      agrees: far.length === 0,
      said: `The measured exponents are (${said.join('; ')}).${far.length > 0 ? ` Further from the predicted ones than ${CLOSE}: ${far.join(', ')}.` : ''}`,
    }
  },
  conclusion:
    'One may conclude that in these networks, too, it is the scaling and not the width alone that stills the kernel, and how fast: in the kernel scaling it moves as the inverse of the width, and the cosine as the root of that, as the exact solution of a linear network with scalar data says, for ReLU and for tanh. One may not conclude that a mean-field network of 4,096 neurons is near its limit: there the change of the cosine still grows with the width, where that of the model does so no longer. The width from which exponents are fitted was chosen after a trial with one seed, in which narrower networks, with fewer neurons than there is to learn, followed no power; an exponent over little more than a decade is no limit.',
})
