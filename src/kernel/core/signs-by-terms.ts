/** The signs that follow from those of the generators alone: of a power product, and of a sum whose terms do not pull apart. */
import type { Generators } from './generators.js'
import type { Monomial } from './monomials.js'
import type { Poly } from './polynomials.js'
import { ANY, NEGATIVE, NULL, POSITIVE, type Sign, addSigns, multiplySigns, powerSign } from './signs.js'

/** The sign of a power product of real generators. */
export function signOfProduct(generators: Generators, m: Monomial): Sign {
  let s: Sign = POSITIVE
  generators.polys.monomials.exponents(m).forEach((e, g) => {
    if (e !== 0) s = multiplySigns(s, powerSign(generators.at(g).sign, e))
  })
  return s
}

/** The sign of a polynomial, as far as the signs of its terms show it. */
export function signByTerms(generators: Generators, p: Poly): Sign {
  if (!generators.isReal(p)) return ANY
  let total: Sign = NULL
  for (const [m, c] of p.terms) {
    total = addSigns(total, multiplySigns(c > 0n ? POSITIVE : NEGATIVE, signOfProduct(generators, m)))
    if (total === ANY) return ANY
  }
  return total
}
