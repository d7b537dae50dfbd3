/** Ways to show that a real quantity is zero where its normal form is not: by a power of a root in it, or by its exponential. */
import { ratio } from '../../expr/rational.js'
import type { Fraction } from '../core/fractions.js'
import type { Normalizer } from '../core/normalize.js'
import { NONNEGATIVE, NONPOSITIVE, within } from '../core/signs.js'

/** Terms beyond which a quantity is not raised to a power. */
const MOST_TERMS = 16
const LARGEST_POWER = 6

/** Whether f, real where it is defined, is zero wherever it is defined. Yes is a proof, no is none. */
export function vanishesOtherwise(n: Normalizer, f: Fraction): boolean {
  const num = { num: n.polys.cleared(f.num), den: new Map<number, number>() }
  if (!n.generators.isReal(num.num) || num.num.terms.size > MOST_TERMS) return false
  return byRoot(n, num) || byExponential(n, num)
}

/** a s + b = 0 for a root s of degree q: when (a s)^q = (-b)^q, and q is odd or a s and -b have one sign. */
function byRoot(n: Normalizer, { num }: Fraction): boolean {
  const { polys, generators } = n
  for (const g of polys.generatorsOf(num).reverse()) {
    const { relation, real } = generators.at(g)
    const parts = polys.collect(num, g)
    const [a, b] = [parts.get(1), parts.get(0)]
    if (!relation || !real || parts.size !== 2 || !a || !b || relation.degree > LARGEST_POWER) continue
    const q = relation.degree
    const left = polys.multiply(polys.power(a, q), relation.value)
    const right = polys.power(polys.negate(b), q)
    if (!n.vanishes(n.fractions.of(polys.subtract(left, right)))) continue
    if (q % 2 !== 0) return true
    const signA = n.field.signs.of(polys.multiply(a, polys.generator(g)))
    const signB = n.field.signs.of(polys.negate(b))
    const one = [NONNEGATIVE, NONPOSITIVE].some((half) => within(signA, half) && within(signB, half))
    if (one) return true
  }
  return false
}

/** exp(f) = 1, for an f with logarithms in it. */
function byExponential(n: Normalizer, { num }: Fraction): boolean {
  const { polys, fractions, generators } = n
  if (!polys.generatorsOf(num).some((g) => generators.at(g).kind === 'logarithm')) return false
  const { core } = polys.primitive(num)
  const exponential = n.exponentialOf(fractions.of(core))
  return exponential !== undefined && n.vanishes(fractions.subtract(exponential, fractions.constant(ratio(1n))))
}
