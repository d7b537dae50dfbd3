/**
 * Generators with a known bound, written as bound and rest: x >= c is c + y with y >= 0, the exponential of something that is never negative is 1 + y,
 * and a square root s of R with R >= q^2 is |q| + y. What is then left of unknown sign may have coefficients of one sign.
 *
 * Invariant: wherever the generator has its value, the rest has the sign that its own generator is given.
 */
import type { Domain } from '../../expr/domain.js'
import { type Rational, compare, ZERO } from '../../expr/rational.js'
import { integerRoot } from './algebraic-number.js'
import type { Fraction } from './fractions.js'
import type { Generator, Generators } from './generators.js'
import type { Poly, Polynomials } from './polynomials.js'
import { signByTerms } from './signs-by-terms.js'
import { NONNEGATIVE, NONPOSITIVE, POSITIVE, type Sign, negateSign, within } from './signs.js'
import { squareRoot } from './square-root.js'

/** One way to write a generator as a bound and a rest of known sign. */
export interface Shift {
  readonly generator: number
  /** The generator is value / below. */
  readonly value: Poly
  readonly below: Poly
  /** The generator that stands for the rest. */
  readonly rest: number
}

export class Shifts {
  private readonly polys: Polynomials
  private readonly known = new Map<number, readonly Shift[]>()

  constructor(
    private readonly generators: Generators,
    private readonly signOf: (f: Fraction) => Sign,
  ) {
    this.polys = generators.polys
  }

  /** p with the shift made, times the positive power of `below` (and of the generator, where it is inverted) that clears denominators. */
  shifted(p: Poly, { generator, value, below }: Shift): Poly | undefined {
    const { polys } = this
    let least = 0
    for (const m of p.terms.keys()) least = Math.min(least, polys.monomials.exponent(m, generator))
    if (least < 0 && !within(this.generators.at(generator).sign, NONNEGATIVE)) return undefined
    const parts = polys.collect(least < 0 ? polys.times(p, polys.monomials.of(generator, -least)) : p, generator)
    const degree = Math.max(...parts.keys())
    let result = polys.zero
    for (const [e, part] of parts) {
      const factor = polys.multiply(polys.power(value, e), polys.power(below, degree - e))
      result = polys.add(result, polys.multiply(part, factor))
    }
    return result
  }

  /** The ways to write generator g. */
  of(g: number): readonly Shift[] {
    const known = this.known.get(g)
    if (known) return known
    this.known.set(g, [])
    const found = this.findShifts(this.generators.at(g))
    this.known.set(g, found)
    return found
  }

  private findShifts(generator: Generator): Shift[] {
    const g = generator.index
    const { exponent, relation, domain } = generator
    if (exponent) {
      const s = this.signOf(exponent)
      if (within(s, NONNEGATIVE)) {
        return [this.shift(g, this.polys.one, 1n, `${g}:above one`, s)]
      }
      if (within(s, NONPOSITIVE)) {
        // exp of something that is never positive is 1 / (1 + y).
        const shifted = this.shift(g, this.polys.one, 1n, `${g}:inverse above one`, negateSign(s))
        return [{ ...shifted, value: this.polys.one, below: shifted.value }]
      }
    }
    const rooted = domain && rootOfDomain(domain, generator.root)
    if (rooted) {
      const shifts: Shift[] = []
      const { low, high } = rooted
      if (low && high && rooted.highOpen) shifts.push(this.between(g, low, high, rooted))
      if (low && compare(low, ZERO) !== 0) {
        const sign = rooted.lowOpen ? POSITIVE : NONNEGATIVE
        shifts.push(this.shift(g, this.polys.constant(low), 1n, `${g}:above low`, sign))
      }
      if (high && compare(high, ZERO) !== 0) {
        const sign = rooted.highOpen ? POSITIVE : NONNEGATIVE
        shifts.push(this.shift(g, this.polys.constant(high), -1n, `${g}:below high`, sign))
      }
      return shifts
    }
    if (relation && relation.degree === 2 && within(generator.sign, NONNEGATIVE)) {
      const shifts: Shift[] = []
      for (const q of this.boundsOf(relation.value)) {
        shifts.push(this.shift(g, q, 1n, `${g}:above ${this.polys.key(q)}`, NONNEGATIVE))
      }
      return shifts
    }
    return []
  }

  /** The q (with both signs) for which R >= q^2 is plain: q^2 is a term of R, or R itself a square. */
  private boundsOf(R: Poly): Poly[] {
    if (!this.generators.isReal(R)) return []
    const found: Poly[] = []
    const consider = (q: Poly | undefined): void => {
      if (!q) return
      const rest = this.polys.subtract(R, this.polys.multiply(q, q))
      if (within(signByTerms(this.generators, rest), NONNEGATIVE)) found.push(q, this.polys.negate(q))
    }
    for (const [m, c] of R.terms) {
      if (c > 0n) consider(squareRoot(this.polys, { terms: new Map([[m, c]]), den: R.den }))
    }
    consider(squareRoot(this.polys, R))
    return found
  }

  /** generator = bound + direction * rest, the rest of the given sign. */
  private shift(generator: number, bound: Poly, direction: 1n | -1n, key: string, sign: Sign): Shift {
    const rest = this.generators.slack(key, sign).index
    const moved = this.polys.scale(this.polys.generator(rest), { n: direction, d: 1n })
    return { generator, value: this.polys.add(bound, moved), below: this.polys.one, rest }
  }

  /** generator = (low + high y) / (1 + y) with y >= 0, for an interval that does not contain its end `high`. */
  private between(generator: number, low: Rational, high: Rational, domain: Domain): Shift {
    const { polys } = this
    const open = domain.lowOpen ? POSITIVE : NONNEGATIVE
    const rest = this.generators.slack(`${generator}:between`, open).index
    const y = polys.generator(rest)
    const value = polys.add(polys.constant(low), polys.scale(y, high))
    return { generator, value, below: polys.add(polys.one, y), rest }
  }
}

/** The domain of the root-th root of a quantity, where its ends are rational; undefined where nothing is known of them. */
function rootOfDomain(domain: Domain, root: number): Domain | undefined {
  if (root === 1) return domain
  const exact = (end: Rational | undefined): Rational | undefined => {
    if (!end || end.n < 0n) return undefined
    const [n, d] = [integerRoot(end.n, root), integerRoot(end.d, root)]
    return n ** BigInt(root) === end.n && d ** BigInt(root) === end.d ? { n, d } : undefined
  }
  const { low, high, ...rest } = domain
  const [below, above] = [exact(low), exact(high)]
  return { ...rest, ...(below && { low: below }), ...(above && { high: above }) }
}
