/**
 * Exponents as an experiment would find them: random Gaussian networks of growing width, with every quantity from the
 * exact solution. For each width the typical size of a quantity is its root mean square over the networks, which is
 * what the exponents of `scaling` are about; the mean of log |v_0| would be 1.6 times as noisy, as v_0 is often near 0.
 */
import { type Rational, toNumber } from 'rederive/exact'
import { exactly, isAffine } from './exponent.js'
import { type Draw, type DrawOptions, draws } from './gaussian.js'
import { type Line, fitLine } from './line-fit.js'
import { QUANTITIES, type Quantity, type Scaling, exponentOf, exponentsAt } from './scaling.js'

/** The exponent of a line fitted to logarithms over widths, beside the exact one. */
export interface MeasuredExponent extends Line {
  readonly exact: Rational
  /** The widths of the fit. */
  readonly widths: readonly number[]
}

/** Which networks exponents are measured on. */
export interface MeasureOptions extends DrawOptions {
  /** Networks drawn before with `draws`, to measure several scalings on the same ones. */
  readonly networks?: readonly (readonly Draw[])[]
}

/**
 * Fits of log2 of each quantity against log2 d. A quantity that is one power of d at every scaling (v_0, B) is fitted
 * on all widths; the others are sums of different powers, of which the smaller ones bend the line at small widths, and
 * are fitted on the upper half of the widths. A smaller power within 0.1 of the larger one still shows at d = 2^20.
 * Moments of the data: A = C = 1.
 */
export function measureExponents(scaling: Scaling, options: MeasureOptions = {}): Record<Quantity, MeasuredExponent> {
  const networks = options.networks ?? draws(options)
  const sizes = networks.map((sample) => typicalSizes(scaling, sample))
  const exact = exponentsAt(scaling)
  const entries = QUANTITIES.map((quantity) => {
    const from = isAffine(exponentOf(quantity)) ? 0 : Math.floor(networks.length / 2)
    const used = sizes.slice(from)
    const line = fitLine(used.map(({ x, of }) => ({ x, ...of[quantity] })))
    return [quantity, { ...line, exact: exact[quantity], widths: used.map(({ x }) => 2 ** x) }]
  })
  return Object.fromEntries(entries) as Record<Quantity, MeasuredExponent>
}

interface TypicalSizes {
  /** log2 d. */
  readonly x: number
  /** log2 of the root mean square of each quantity, and the variance of that. */
  readonly of: Readonly<Record<Quantity, { readonly y: number; readonly variance: number }>>
}

/** From networks of one width: sums of the squares, and of their squares, of every quantity. */
function typicalSizes(scaling: Scaling, sample: readonly Draw[]): TypicalSizes {
  const { width } = sample[0] as Draw
  const scales = scalesAt(scaling, width)
  const values = new Float64Array(QUANTITIES.length)
  const [squares, fourths] = [new Float64Array(QUANTITIES.length), new Float64Array(QUANTITIES.length)]
  for (const draw of sample) {
    measure(scales, draw, values)
    for (let k = 0; k < values.length; k++) {
      const square = (values[k] as number) ** 2
      squares[k] = (squares[k] as number) + square
      fourths[k] = (fourths[k] as number) + square * square
    }
  }
  const of = Object.fromEntries(
    QUANTITIES.map((quantity, k) => [quantity, logOfRms(squares[k] as number, fourths[k] as number, sample.length)]),
  )
  return { x: Math.log2(width), of: of as TypicalSizes['of'] }
}

type Scales = Readonly<Record<'gamma' | 'etaU' | 'etaW' | 'varU' | 'varW', number>>

function scalesAt({ g, hU, hW, kU, kW }: Scaling, width: number): Scales {
  const power = (exponent: number | string): number => width ** toNumber(exactly(exponent))
  return { gamma: power(g), etaU: power(hU), etaW: power(hW), varU: power(kU), varW: power(kW) }
}

/** The quantities of one network with A = C = 1, in the order of QUANTITIES. */
function measure({ gamma, etaU, etaW, varU, varW }: Scales, { uu, ww, uw }: Draw, out: Float64Array): void {
  const unit = 4 * Math.sqrt(etaU * etaW)
  const overlap = Math.sqrt(varU * varW) * uw
  const strength = 2 * (etaU * varW * ww + etaW * varU * uu)
  const fourPQ = (strength - unit * overlap) * (strength + unit * overlap)
  const B = unit / gamma
  out[0] = gamma * overlap
  out[1] = strength
  out[2] = B
  out[3] = gamma * gamma * Math.sqrt(B * B + fourPQ)
  out[4] = Math.abs(B - unit * overlap) / strength
}

/** log2 of the root mean square; its variance by the propagation of that of the mean square. */
function logOfRms(squares: number, fourths: number, count: number): { y: number; variance: number } {
  const mean = squares / count
  const spread = (fourths / count / mean ** 2 - 1) / Math.max(1, count - 1)
  return { y: Math.log2(mean) / 2, variance: spread < ROUNDING ? 0 : spread / (2 * Math.LN2) ** 2 }
}

/** A spread below this is rounding. */
const ROUNDING = 1e-14
