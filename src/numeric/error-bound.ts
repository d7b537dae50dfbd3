/**
 * Bounds of errors, kept as the logarithm (base 10) of the bound in a double: -Infinity for an exact value, NaN where
 * none is known. Sums and roundings of bounds are themselves rounded up.
 */
import type { Decimal } from 'decimal.js'
import type { FunctionName } from '../functions/registry/registry.js'

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

const HALF = Math.log10(2) + 1e-6

/** Where a function has an end, how far the argument is inside it. */
const ROOM: Partial<Record<FunctionName, (x: Decimal) => Decimal>> = {
  sqrt: (x) => x,
  asin: (x) => x.abs().minus(1).negated(),
  acos: (x) => x.abs().minus(1).negated(),
  acosh: (x) => x.minus(1),
}

/** Whether an argument with this error may lie at or beyond an end of the function's domain at which it still has a value. */
export function mayBeOutside(fn: FunctionName, x: Decimal, ex: number): boolean {
  const room = ROOM[fn]?.(x)
  return room !== undefined && ex >= log10(room) - HALF && ex !== EXACT
}

/**
 * The bound for v = f(x) from that of x, by the largest derivative nearby; NaN where x is not known well enough. At the
 * end of a root or an arc function, by their bounds of the kind |f(x) - f(y)| <= c |x - y|^(1/2).
 */
export function callError(fn: FunctionName, x: Decimal, ex: number, v: Decimal): number {
  if (ex === EXACT || Number.isNaN(ex)) return ex
  const lx = log10(x)
  const lv = log10(v)
  const small = ex < -HALF
  const inside = ex < lx - HALF
  const only = (condition: boolean, bound: number): number => (condition ? up(bound) : Number.NaN)
  const onePlus = plus(0, lv)
  switch (fn) {
    case 'abs':
    case 'sin':
    case 'cos':
    case 'atan':
    case 'tanh':
    case 'asinh':
      return ex
    case 'exp':
    case 'cosh':
    case 'sech':
      return only(small, lv + ex + 0.25)
    case 'sinh':
      return only(small, onePlus + ex + 0.25)
    case 'log':
      return only(inside, ex - lx + HALF)
    case 'tan':
      return only(ex + onePlus < -1, ex + plus(0, 2 * lv) + 0.2)
    case 'csch':
      return only(small && inside, ex + lv + onePlus + 0.75)
    case 'coth':
      return only(small && inside, ex + 2 * lv + 0.75)
    case 'atanh': {
      const room = log10(x.abs().minus(1))
      return only(ex < room - HALF, ex - room + HALF)
    }
    case 'sqrt':
    case 'asin':
    case 'acos':
    case 'acosh': {
      const room = log10((ROOM[fn] as (x: Decimal) => Decimal)(x))
      return up(mayBeOutside(fn, x, ex) ? plus(ex, room) / 2 + 0.5 : ex - room / 2 + 0.2)
    }
  }
}
