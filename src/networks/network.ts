/** Networks without biases, and where their training starts. */
import { gaussian } from './random.js'

/** What stands between the layers, entry by entry. */
export type Activation = 'linear' | 'relu' | 'tanh'

/** f(x) = outputScale W_L s(W_{L-1} ... s(W_1 x)), s being the activation. */
export interface Network {
  /** Of the input, of each hidden layer, of the output. */
  readonly widths: readonly number[]
  readonly activation: Activation
  /** 1 unless given. */
  readonly outputScale?: number
}

/** Each layer's weights, that of the input first: `widths[l]` rows of `widths[l + 1]` numbers, a row for each neuron that the layer is given. */
export type Weights = readonly Float32Array[]

/** Numbers of a layer whose array of single precision still is below 4 GiB. */
const MOST = 2 ** 30 - 1

/** Throws RangeError that says what is wrong with a network. */
export function requireNetwork({ widths, activation, outputScale = 1 }: Network): void {
  const named: readonly string[] = ['linear', 'relu', 'tanh']
  if (widths.length < 3)
    throw new RangeError(
      `a network has an input, a hidden layer and an output at least; found widths ${widths.join(', ')}`,
    )
  requireWidths(widths)
  if (!named.includes(activation))
    throw new RangeError(`an activation is one of ${named.join(', ')}, found ${activation}`)
  if (!Number.isFinite(outputScale) || outputScale === 0)
    throw new RangeError(`the output scale is a number that is not 0, found ${outputScale}`)
}

function requireWidths(widths: readonly number[]): void {
  const bad = widths.find((width) => !Number.isInteger(width) || width < 1)
  if (bad !== undefined) throw new RangeError(`a width is a whole number from 1, found ${bad}`)
  const large = widths.findIndex((width, l) => width * (widths[l + 1] ?? 0) > MOST)
  if (large >= 0)
    throw new RangeError(
      `a layer has less than 4 GiB of weights, ${MOST} of them at most, found ${widths[large]} x ${widths[large + 1]}`,
    )
}

/**
 * Independent Gaussian weights: those of layer l have mean 0 and standard deviation `deviations[l]`. The same for the same seed on every
 * machine. Throws RangeError, before any is drawn, for widths that are none or of layers that are too large, and for another number of deviations than there are layers.
 */
export function gaussianWeights(
  { widths }: Pick<Network, 'widths'>,
  deviations: readonly number[],
  seed: number,
): Weights {
  requireWidths(widths)
  if (deviations.length !== widths.length - 1)
    throw new RangeError(`${widths.length - 1} layers need as many deviations, found ${deviations.length}`)
  const draw = gaussian(seed)
  return deviations.map((deviation, l) => {
    const size = (widths[l] as number) * (widths[l + 1] as number)
    return Float32Array.from({ length: size }, () => deviation * draw())
  })
}

/** Deviations of the usual start, 1/sqrt(fan-in) with a factor for each layer, or one for all. For ReLU the factor sqrt(2) keeps the size of what is passed on. */
export const fanIn = ({ widths }: Pick<Network, 'widths'>, factors: number | readonly number[] = 1): number[] =>
  widths
    .slice(0, -1)
    .map((width, l) => (typeof factors === 'number' ? factors : (factors[l] as number)) / Math.sqrt(width))
