/** Simple points of intervals, which make short work of what is evaluated there. */
import { type Rational, ZERO, add, compare, ratio } from '../../expr/rational.js'

/** The rational of least denominator (and least size) strictly between two ends; undefined where there is none. */
export function simplest(low: Rational | undefined, high: Rational | undefined): Rational | undefined {
  if (low && high && compare(low, high) >= 0) return undefined
  const negative = (c: Rational | undefined): Rational | undefined => c && ratio(-c.n, c.d)
  if ((!low || low.n < 0n) && (!high || high.n > 0n)) return ZERO
  if (!low || low.n < 0n) return negative(simplest(negative(high), negative(low)) as Rational)
  // Now 0 <= low.
  const floor = low.n / low.d
  const next = ratio(floor + 1n)
  if (!high || compare(next, high) < 0) return next
  // floor <= low < high <= floor + 1.
  const inner = (c: Rational): Rational | undefined => {
    const rest = add(c, ratio(-floor))
    return rest.n === 0n ? undefined : ratio(rest.d, rest.n)
  }
  const deeper = simplest(inner(high), inner(low)) as Rational
  return add(ratio(floor), ratio(deeper.d, deeper.n))
}
