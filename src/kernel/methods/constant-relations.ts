/**
 * Linear relations among constant angles (arctangents and arcsines of algebraic numbers, pi) and among constant logarithms.
 *
 * A rational combination C of angles with common denominator N: when exp(2 i N C), which is a product of powers of algebraic phases, reduces
 * to 1, C is a whole multiple of pi/N; when an enclosure shows |C| < pi/N, that multiple is 0. A rational combination L of logarithms of positive
 * numbers: when the product of their powers N L reduces to 1, N L = log 1 = 0.
 */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { type Rational, gcd, ratio } from '../../expr/rational.js'
import { Enclosure, NoEnclosure } from '../core/enclosure.js'
import type { Fraction } from '../core/fractions.js'
import type { Generator } from '../core/generators.js'
import type { Monomial } from '../core/monomials.js'
import type { Normalizer } from '../core/normalize.js'
import { symbolsOf } from '../../expr/substitute.js'

/** Powers of phases and of numbers beyond which no relation is looked for. */
const LARGEST_POWER = 400n
const BITS = 128

interface Linear {
  readonly angles: Map<Generator, Rational>
  readonly logarithms: Map<Generator, Rational>
}

/** Whether the fraction is shown to vanish: for each product of other generators, what it multiplies is a combination that vanishes. */
export function combinationsVanish(n: Normalizer, f: Fraction): boolean {
  const groups = new Map<Monomial, Linear>()
  const { monomials } = n.polys
  for (const [m, c] of f.num.terms) {
    const found = monomials
      .exponents(m)
      .flatMap((e, g) => (e === 1 && isConstantTerm(n.generators.at(g)) ? [n.generators.at(g)] : []))
    const [generator] = found
    if (!generator || found.length > 1) return false
    const rest = monomials.multiply(m, monomials.of(generator.index, -1))
    const group = groups.get(rest) ?? { angles: new Map(), logarithms: new Map() }
    const part = generator.kind === 'logarithm' ? group.logarithms : group.angles
    part.set(generator, ratio(c, f.num.den))
    groups.set(rest, group)
  }
  return [...groups.values()].every(
    ({ angles, logarithms }) => anglesVanish(n, angles) && logarithmsVanish(n, logarithms),
  )
}

const isPi = (g: Generator): boolean => g.expr.kind === 'pi'

/** pi, or the arctangent, arcsine or logarithm of a constant. */
function isConstantTerm(g: Generator): boolean {
  if (g.root !== 1) return false
  return isPi(g) || ((g.kind === 'opaque' || g.kind === 'logarithm') && !!g.argument && symbolsOf(g.expr).length === 0)
}

function commonDenominator(coefficients: Iterable<Rational>): bigint {
  let common = 1n
  for (const { d } of coefficients) common = (common / gcd(common, d)) * d
  return common
}

function anglesVanish(n: Normalizer, angles: ReadonlyMap<Generator, Rational>): boolean {
  if (angles.size === 0) return true
  const common = commonDenominator(angles.values())
  let phase = n.fractions.one
  for (const [g, c] of angles) {
    const power = 2n * c.n * (common / c.d)
    if (power > LARGEST_POWER || power < -LARGEST_POWER) return false
    // The phase of 2 pi c is 1.
    if (!isPi(g)) {
      const one = n.fractions.power(n.phaseOfInverse(g), 2)
      phase = n.fractions.multiply(phase, n.fractions.power(one, Number(power / 2n)))
    }
  }
  if (!n.fractions.isZero(n.fractions.subtract(phase, n.fractions.one))) return false
  const combination = ast.add(...[...angles].map(([g, c]) => ast.multiply(ast.rational(c), g.expr)))
  return isBelow(combination, ratio(1n, common))
}

/** Whether |e| < c pi. */
function isBelow(e: Expr, c: Rational): boolean {
  const enclosure = new Enclosure(BITS)
  try {
    const value = enclosure.of(e)
    const bound = enclosure.multiply(enclosure.pi(), enclosure.rational(c))
    return value.hi < bound.lo && -value.lo < bound.lo
  } catch (error) {
    if (error instanceof NoEnclosure) return false
    throw error
  }
}

function logarithmsVanish(n: Normalizer, logarithms: ReadonlyMap<Generator, Rational>): boolean {
  if (logarithms.size === 0) return true
  const common = commonDenominator(logarithms.values())
  let product = n.fractions.one
  for (const [g, c] of logarithms) {
    const power = c.n * (common / c.d)
    if (power > LARGEST_POWER || power < -LARGEST_POWER) return false
    product = n.fractions.multiply(product, n.fractions.power(g.argument as Fraction, Number(power)))
  }
  return n.fractions.isZero(n.fractions.subtract(product, n.fractions.one))
}
