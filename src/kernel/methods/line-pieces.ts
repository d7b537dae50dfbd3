/**
 * The pieces of a line on which nothing that a term requires vanishes or changes its sign.
 *
 * Each required expression is brought to a quotient of polynomials in generators, and its numerator and the factors of its denominator, by elimination, to a polynomial in one
 * coordinate with integer coefficients. The real roots of their product are the breaks, each known by a rational interval that holds no other.
 */
import { type Domain, REAL } from '../../expr/domain.js'
import { printSymbol } from '../../expr/print.js'
import { type Rational, ZERO, compare } from '../../expr/rational.js'
import type { Coordinate, End } from './coordinate.js'
import { eliminated } from './elimination.js'
import type { Domains } from '../core/normalize.js'
import { Unsupported } from '../core/outcome.js'
import { RealRoots, type Univariate, commonDivisor, exactQuotient, product, squareFree } from './real-roots.js'
import type { Reduction } from '../core/reduction.js'
import type { Requirement } from './requirements.js'
import { NEGATIVE, POSITIVE, within } from '../core/signs.js'

/** Binary digits of the intervals of roots. */
const DIGITS = 48

/** A root, or an end of the domain, between two rationals. */
export interface Break {
  readonly low: Rational
  readonly high: Rational
}

/** What is between two neighbouring breaks. */
export interface Piece {
  readonly left: Break | undefined
  readonly right: Break | undefined
}

/** A square-free polynomial whose roots contain the zeros of all requirements, and the exact ends. */
export function criticalPolynomial(
  { variable, low, high }: Coordinate,
  requirements: readonly Requirement[],
  by: Reduction,
): Univariate | undefined {
  const key = printSymbol(variable)
  const domains: Domains = new Map([[key, between(low, high)]])
  const factors = by.compute(domains, (n) => {
    const found: Univariate[] = []
    const seen = new Set<string>()
    for (const { expr, must } of requirements) {
      const g = n.normalize(expr)
      if (n.fractions.isZero(g)) {
        if (must === 'kink' || must === 'nonnegative') continue
        throw new Unsupported('a requirement that fails everywhere')
      }
      const polynomials = [g.num, ...[...g.den.keys()].map((id) => n.fractions.factor(id))]
      for (const p of polynomials) {
        const text = n.polys.key(p)
        if (n.polys.asConstant(p) || seen.has(text)) continue
        seen.add(text)
        const q = eliminated(n, p, key)
        if (q) found.push(q)
        else {
          const sign = n.field.signs.of(p)
          // Signs that rest on requirements themselves would hide where these begin to fail.
          if (n.conditions.length > 0 || !(within(sign, POSITIVE) || within(sign, NEGATIVE)))
            throw new Unsupported('a requirement whose zeros are not found')
        }
      }
    }
    return found
  })
  if (!factors) return undefined
  for (const end of [low, high]) {
    if (end && compare(end.low, end.high) === 0) factors.push([-end.low.n, end.low.d])
  }
  let total: Univariate = [1n]
  for (const factor of factors) {
    const once = squareFree(factor)
    const common = commonDivisor(total, once)
    total = product(total, common.length > 1 ? exactQuotient(once, common) : once)
  }
  return total
}

/** The sign that an interval has, as a domain. */
export function between(low: End, high: End): Domain {
  if (low && compare(low.low, ZERO) >= 0) return { ...REAL, low: ZERO }
  if (high && compare(high.high, ZERO) <= 0) return { ...REAL, high: ZERO }
  return REAL
}

/** The ends of the domain and the roots between them, in order; a root that is not told apart from an inexact end counts as between. */
export function breaksIn(critical: Univariate, { low, high }: Coordinate): (Break | undefined)[] {
  const roots = new RealRoots(critical).isolate(DIGITS)
  const exact = (end: End): Rational | undefined => (end && compare(end.low, end.high) === 0 ? end.low : undefined)
  const [exactLow, exactHigh] = [exact(low), exact(high)]
  // An exact end is one of the roots.
  const holds = (root: Break, c: Rational): boolean =>
    compare(root.low, root.high) === 0
      ? compare(root.low, c) === 0
      : compare(root.low, c) < 0 && compare(c, root.high) < 0
  const first = exactLow ? roots.findIndex((root) => holds(root, exactLow)) + 1 : 0
  const last = exactHigh ? roots.findIndex((root) => holds(root, exactHigh)) : roots.length
  const inside = roots
    .slice(first, last)
    .filter((root) => exactLow || !low || compare(root.high, low.low) >= 0)
    .filter((root) => exactHigh || !high || compare(root.low, high.high) <= 0)
  return [low, ...inside, high]
}
