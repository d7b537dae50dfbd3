/**
 * How the quantities of a network grow with its width d, computed from their formulas (theory `scaling`).
 *
 * Weights are independent and symmetric with Var u = d^k_u, Var w = d^k_w; gamma = d^g, eta_u = d^h_u, eta_w = d^h_w;
 * the moments of the data, hence m = C/A, do not depend on d.
 *
 * P and Q are sums of d independent squares, of s_u w_i + s_w u_i and of s_u w_i - s_w u_i. The two layers are
 * independent, so both squares have the same mean, and P and Q the same order: P - Q = 4 s_u s_w S_0 is smaller than
 * P + Q by a factor of order sqrt(d). So 4 P Q = (P + Q)^2 - (P - Q)^2 grows as (P + Q)^2. This does not need R to be
 * small, and it is not: R = eta_u |w|^2 - eta_w |u|^2 is of the order of P + Q unless the two terms have equal means.
 *
 * In v_0 - m a random sum of mean 0 meets a constant: they are uncorrelated, and the larger one decides.
 */
import { parse, ratio, type Rational, ZERO } from 'rederive/exact'
import { type Exponent, constant, exactly, printExponent, times, valueAt, variable } from './exponent.js'
import { type Growth, growthOf, scaleOf, symmetric } from './growth.js'

/** Exponents of the width: numbers, or texts such as `-1/2`. */
export interface Scaling {
  /** Of the output scale gamma. */
  readonly g: number | string
  /** Of the learning rates of u and w. */
  readonly hU: number | string
  readonly hW: number | string
  /** Of the variances of the entries of u and w. */
  readonly kU: number | string
  readonly kW: number | string
}

/** v_0: initial slope. PplusQ: strength of the modes. B: target. rate: 1/tau. Phi: feature number. */
export type Quantity = 'v0' | 'PplusQ' | 'B' | 'rate' | 'Phi'
/** The quantities whose growth with the width decides the phase. */
export const QUANTITIES: readonly Quantity[] = ['v0', 'PplusQ', 'B', 'rate', 'Phi']

/** Names of the exponents in formulas. */
export const SYMBOLS = { g: 'g', hU: 'h_u', hW: 'h_w', kU: 'k_u', kW: 'k_w' } as const satisfies Record<
  keyof Scaling,
  string
>

/** In order: each may use those before it. */
const FORMULAS: readonly (readonly [name: string, formula: string])[] = [
  ['s_u', 'sqrt(eta_u)'],
  ['s_w', 'sqrt(eta_w)'],
  ['C', 'm*A'],
  ['v0', 'gamma*sum(i, u[i]*w[i])'],
  ['P', 'sum(i, (s_u*w[i] + s_w*u[i])^2)'],
  ['Q', 'sum(i, (s_u*w[i] - s_w*u[i])^2)'],
  ['PplusQ', '2*(eta_u*sum(i, w[i]^2) + eta_w*sum(i, u[i]^2))'],
  ['B', '4*s_u*s_w*C/(gamma*A)'],
  ['D', 'sqrt(B^2 + 4*P*Q)'],
  ['rate', 'gamma^2*A*D'],
  ['Phi', '4*s_u*s_w*abs(v0 - m)/(gamma*PplusQ)'],
]

const GROWTHS: ReadonlyMap<string, Growth> = (() => {
  const deviation = (name: string): Exponent => times(variable(name), ratio(1, 2))
  const fixed = constant(ZERO)
  const scope = new Map<string, Growth>([
    ['gamma', scaleOf(variable(SYMBOLS.g))],
    ['eta_u', scaleOf(variable(SYMBOLS.hU))],
    ['eta_w', scaleOf(variable(SYMBOLS.hW))],
    ['u', symmetric('u', deviation(SYMBOLS.kU))],
    ['w', symmetric('w', deviation(SYMBOLS.kW))],
    ['A', scaleOf(fixed)],
    ['m', scaleOf(fixed, 0)],
  ])
  for (const [name, formula] of FORMULAS) scope.set(name, growthOf(parse(formula), scope))
  return scope
})()

/** The exponent of a quantity as a function of g, h_u, h_w, k_u, k_w. */
export function exponentOf(quantity: Quantity): Exponent {
  return (GROWTHS.get(quantity) as Growth).exponent
}

/** The same as text, such as `max(h_u + k_w, h_w + k_u) + 1`. */
export const exponentFormula = (quantity: Quantity): string => printExponent(exponentOf(quantity))

/** The exponents of a scaling as exact values by name. Throws RangeError for a text that is no number. */
const pointOf = (scaling: Scaling): Record<string, Rational> =>
  Object.fromEntries(Object.entries(SYMBOLS).map(([key, name]) => [name, exactly(scaling[key as keyof Scaling])]))

/** The exact exponent of every quantity. Throws RangeError as `pointOf`. */
export function exponentsAt(scaling: Scaling): Record<Quantity, Rational> {
  const point = pointOf(scaling)
  const entries = QUANTITIES.map((quantity) => [quantity, valueAt(exponentOf(quantity), point)])
  return Object.fromEntries(entries) as Record<Quantity, Rational>
}
