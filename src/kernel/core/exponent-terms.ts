/**
 * Exponents and angles, term by term: exp(a + b) = exp(a) exp(b). A quotient is first divided, so that exp((x^2 + 1)/x) becomes exp(x) exp(1/x).
 *
 * Invariant: the terms that are handed on add up to the exponent wherever it is defined.
 */
import { type Rational, ratio } from '../../expr/rational.js'
import type { Field } from './field.js'
import type { Fraction } from './fractions.js'
import type { Monomial } from './monomials.js'
import type { Poly } from './polynomials.js'

/** Terms of a denominator by which an exponent is divided. */
const LARGEST_DENOMINATOR = 12

/** The product over the terms c m / den of f of what `term` makes of each. */
export function productOverTerms(
  field: Field,
  f: Fraction,
  term: (c: Rational, m: Monomial, den: Fraction) => Fraction,
): Fraction {
  const { polys, fractions } = field
  let product = fractions.one
  for (const { num, den } of divided(field, f)) {
    const below: Fraction = { num: polys.one, den }
    for (const [m, c] of num.terms) product = fractions.multiply(product, term(ratio(c, num.den), m, below))
  }
  return product
}

/** f as a polynomial and a proper fraction, by division in the first generator for which the denominator allows it. */
function divided({ polys, fractions }: Field, f: Fraction): Fraction[] {
  if (f.den.size === 0) return [f]
  let below = polys.one
  for (const [id, e] of f.den) below = polys.multiply(below, polys.power(fractions.factor(id), e))
  if (below.terms.size > LARGEST_DENOMINATOR) return [f]
  for (const g of polys.generatorsOf(below)) {
    const parts = polys.collect(below, g)
    const degree = Math.max(...parts.keys())
    const lead = polys.asConstant(parts.get(degree) ?? polys.zero)
    if (degree < 1 || Math.min(...parts.keys()) < 0 || !lead) continue
    if (polys.monomials.relationDegree(g) !== undefined) continue
    let [whole, rest] = [polys.zero, f.num]
    let [before, top] = [Number.POSITIVE_INFINITY, degree]
    for (;;) {
      const terms = polys.collect(rest, g)
      top = Math.max(...terms.keys())
      // A relation of another generator may bring powers of g back.
      if (!(top >= degree) || top >= before) break
      before = top
      const step = polys.scale(polys.times(terms.get(top) as Poly, polys.monomials.of(g, top - degree)), {
        n: lead.n < 0n ? -lead.d : lead.d,
        d: lead.n < 0n ? -lead.n : lead.n,
      })
      whole = polys.add(whole, step)
      rest = polys.subtract(rest, polys.multiply(step, below))
    }
    if (!(top >= degree)) return [fractions.of(whole), { num: rest, den: f.den }]
  }
  return [f]
}
