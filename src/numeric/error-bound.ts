/**
 * Bounds of errors, kept as the logarithm (base 10) of the bound in a double: -Infinity for an exact value, NaN where
 * none is known. Sums and roundings of bounds are themselves rounded up.
 */
import { Decimal } from 'decimal.js'
import { HALF } from '../functions/registry/numeric.js'
import { FUNCTIONS, type FunctionName } from '../functions/registry/registry.js'

/** An exact value. */
export const EXACT = Number.NEGATIVE_INFINITY

/** log10 |x|, -Infinity for zero, NaN where x is not finite. Right to 1e-9, or to the last place of a double if that is coarser. */
export function log10(x: Decimal): number {
  if (!x.isFinite()) return Number.NaN
  if (x.isZero()) return EXACT
  const [first = 1, second = 0] = x.d
  return x.e - Math.floor(Math.log10(first) + 1e-12) + Math.log10(first + second / 1e7)
}

/** A bound, rounded up by more than log10 and sums of a few doubles are off. */
export const up = (bound: number): number => (bound === EXACT ? EXACT : bound + 1e-8 + Math.abs(bound) * 1e-15)

/** The bound of a sum of errors. */
export function plus(...bounds: readonly number[]): number {
  const most = Math.max(...bounds)
  if (!Number.isFinite(most)) return most
  return up(most + Math.log10(bounds.reduce((sum, bound) => sum + 10 ** (bound - most), 0)))
}

/** The bound for a product: |a| eb + |b| ea + ea eb. */
export const productError = (a: number, ea: number, b: number, eb: number): number =>
  plus(times(a, eb), times(b, ea), times(ea, eb))

/** Of a zero and anything, zero. */
const times = (a: number, b: number): number => (a === EXACT || b === EXACT ? EXACT : a + b)

/** The bound for a/b where |a/b| = 10^q; NaN where the divisor may be zero. */
export function quotientError(q: number, ea: number, b: number, eb: number): number {
  if (eb >= b) return Number.NaN
  return up(plus(ea, times(q, eb)) - b - Math.log10(1 - 10 ** (eb - b)))
}

/** The bound for b^x = v, v not zero, from the errors of both; NaN where it is not small beside v. */
export function powerError(b: number, eb: number, x: Decimal, ex: number, v: number): number {
  const relative = plus(
    times(log10(x), eb === EXACT ? EXACT : eb - b),
    times(Math.log10(2.31 * Math.abs(b) + 1e-6), ex),
  )
  return relative < -1 && !(eb > b - 1) ? up(v + relative + 0.1) : relative === EXACT ? EXACT : Number.NaN
}

/** How far inside its domain the argument of a function is; undefined where it has no ends. */
export const roomOf = (fn: FunctionName, x: Decimal): Decimal | undefined =>
  FUNCTIONS[fn].numeric.precise?.room?.of(x, LINE)

const LINE = {
  one: new Decimal(1),
  subtract: (a: Decimal, b: Decimal): Decimal => a.minus(b),
  abs: (a: Decimal): Decimal => a.abs(),
}

/** Whether an argument with this error may lie at or beyond an end of the function's domain at which it still has a value. */
export function mayBeOutside(fn: FunctionName, x: Decimal, ex: number): boolean {
  if (!FUNCTIONS[fn].numeric.precise?.room?.closed) return false
  const room = roomOf(fn, x)
  return room !== undefined && ex >= log10(room) - HALF && ex !== EXACT
}

/**
 * The bound for v = f(x) from that of x, by the largest derivative nearby; NaN where x is not known well enough. At the
 * end of a root or an arc function, by their bounds of the kind |f(x) - f(y)| <= c |x - y|^(1/2).
 */
export function callError(fn: FunctionName, x: Decimal, ex: number, v: Decimal): number {
  if (ex === EXACT || Number.isNaN(ex)) return ex
  const { movesBy, room: ends } = FUNCTIONS[fn].numeric.precise ?? {}
  const room = ends ? log10(ends.of(x, LINE)) : Number.NaN
  if (ends?.closed) return up(mayBeOutside(fn, x, ex) ? plus(ex, room) / 2 + 0.5 : ex - room / 2 + 0.2)
  if (!movesBy) return Number.NaN
  const lx = log10(x)
  const lv = log10(v)
  const [small, inside] = [ex < -HALF, ex < lx - HALF]
  return up(movesBy({ x: lx, error: ex, value: lv, onePlus: plus(0, lv), room, small, inside, plus }))
}
