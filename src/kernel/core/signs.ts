/**
 * Signs as sets: what signs a quantity may have. Bit 1 is negative, bit 2 zero, bit 4 positive.
 *
 * Invariant: a set holds the sign of the quantity at every point where the quantity has a value, and maybe more. So an operation on sets gives every
 * sign that the operation may have for some of their members, and a question is answered by all of them.
 */
import type { Domain } from '../../expr/domain.js'
import { type Rational, compare, ZERO } from '../../expr/rational.js'

export type Sign = number
export const NEGATIVE = 1
export const NULL = 2
export const POSITIVE = 4
export const NONNEGATIVE = POSITIVE | NULL
export const NONPOSITIVE = NEGATIVE | NULL
export const NONZERO = NEGATIVE | POSITIVE
export const ANY = 7

/** Whether every sign in `s` is one of `allowed`. */
export const within = (s: Sign, allowed: Sign): boolean => (s & ~allowed) === 0

export const negateSign = (s: Sign): Sign => (s & NULL) | (s & NEGATIVE ? POSITIVE : 0) | (s & POSITIVE ? NEGATIVE : 0)

export function multiplySigns(a: Sign, b: Sign): Sign {
  let result = 0
  if ((a | b) & NULL) result |= NULL
  if ((a & POSITIVE && b & POSITIVE) || (a & NEGATIVE && b & NEGATIVE)) result |= POSITIVE
  if ((a & POSITIVE && b & NEGATIVE) || (a & NEGATIVE && b & POSITIVE)) result |= NEGATIVE
  return result
}

export function addSigns(a: Sign, b: Sign): Sign {
  if (a & POSITIVE && b & NEGATIVE) return ANY
  if (a & NEGATIVE && b & POSITIVE) return ANY
  return ((a | b) & NONZERO) | (a & b & NULL)
}

export function powerSign(s: Sign, k: number): Sign {
  if (k === 0) return POSITIVE
  if (k % 2 !== 0) return k < 0 ? s & NONZERO : s
  return (s & NONZERO ? POSITIVE : 0) | (k > 0 ? s & NULL : 0)
}

export const signOfRational = (c: Rational): Sign => (c.n > 0n ? POSITIVE : c.n < 0n ? NEGATIVE : NULL)

export function signOfDomain(domain: Domain): Sign {
  let s = ANY
  if (domain.low) {
    const c = compare(domain.low, ZERO)
    if (c > 0 || (c === 0 && domain.lowOpen)) s &= POSITIVE
    else if (c === 0) s &= NONNEGATIVE
  }
  if (domain.high) {
    const c = compare(domain.high, ZERO)
    if (c < 0 || (c === 0 && domain.highOpen)) s &= NEGATIVE
    else if (c === 0) s &= NONPOSITIVE
  }
  return domain.nonzero ? s & NONZERO : s
}
