/**
 * The solution of the Riccati equation (theory `closed-form`) as a quotient of sums of non-negative terms. With
 * e = exp(-t/tau), h = (1 - e)/D and
 *     N = 2 e + (D + B + 2 Q) h,   M = 2 e + (D - B + 2 P) h
 * numerator and denominator of the closed form, 1 + (B + 2 Q) T and 1 + (2 P - B) T with T = tanh(t/(2 tau))/D, are
 * N/(1 + e) and M/(1 + e). Whichever of D + B and D - B cancels is 4 P Q over the other, and h is gamma^2 A t when D =
 * 0. From z' = 2 (B + Q - P) T'/M^2 the part of the gap S* - S_0 that is left is 4 e/(N M), and the part that is closed
 * is h (4 e (P + Q) + (D + B + 2 Q)(D - B + 2 P) h)/(N M): these do not cancel either.
 */
import type { OrderParameters } from './order-parameters.js'

export interface Moment {
  /** xi^2, the square of the common factor; may be 0 or Infinity at the saddle. */
  readonly z: number
  /** z - 1, without cancellation. */
  readonly change: number
  /** sum p_i^2 = P z. */
  readonly growing: number
  /** sum q_i^2 = Q/z. */
  readonly decaying: number
  /** (S* - S)/(S* - S_0), from 1 to 0. */
  readonly left: number
  /** 1 - left. */
  readonly closed: number
}

/**
 * The solution at a time t >= 0, Infinity included, with relative errors of a few units in the last place and t/tau
 * units more where it is exponentially small or large. Throws RangeError for any other t.
 */
export function momentAt({ P, Q, B, D, gap, speed }: OrderParameters, t: number): Moment {
  if (!(t >= 0)) throw new RangeError(`the time must be at least 0, found ${t}`)
  const product = 2 * Math.sqrt(P) * Math.sqrt(Q)
  const larger = D + Math.abs(B)
  const smaller = larger === 0 ? 0 : product * (product / larger)
  const a = (B >= 0 ? larger : smaller) + 2 * Q
  const b = (B >= 0 ? smaller : larger) + 2 * P
  const exponent = D === 0 ? 0 : speed * D * t
  const e = Math.exp(-exponent)
  const h = exponent === 0 ? speed * t : -Math.expm1(-exponent) / D
  const up = a === 0 ? 0 : a * h
  const down = b === 0 ? 0 : b * h
  const N = 2 * e + up
  const M = 2 * e + down
  const z = a === 0 && b === 0 ? 1 : N / M
  const oneKind = a === 0 || b === 0
  const drift = P + Q === 0 ? 0 : (P + Q) * h
  return {
    z,
    change: gap === 0 ? 0 : M === Number.POSITIVE_INFINITY ? -1 : (2 * gap * h) / M,
    growing: P === 0 ? 0 : P * z,
    decaying: Q === 0 ? 0 : (Q * M) / N,
    left: oneKind ? 1 / (1 + drift) : ((2 * e) / N) * (2 / M),
    closed: oneKind ? saturating(drift) : ((4 * e * h) / N) * ((P + Q) / M) + (up / N) * (down / M),
  }
}

/** x/(1 + x): with one kind of modes, drifting away from the target, N or M is 2 e and the other 2 + 2 (P + Q) h. */
const saturating = (x: number): number => (x === Number.POSITIVE_INFINITY ? 1 : x / (1 + x))
