/**
 * Quotients of polynomials. The denominator is kept as a product of registered factors, so that common denominators stay small
 * without any polynomial gcd; monomials of the denominator live in the numerator as negative exponents.
 *
 * Invariant: wherever the original expression is defined, every factor of the denominator is nonzero there and the value is
 * numerator / product. Two fractions are equal at all those points when the numerator of their difference reduces to zero.
 */
import { type Rational, divide as divideRational } from '../../expr/rational.js'
import type { Monomial } from './monomials.js'
import { NowhereDefined } from './outcome.js'
import { PolyMap } from './poly-map.js'
import type { Poly, Polynomials } from './polynomials.js'
import { squareRoot } from './square-root.js'

export type FactorId = number

export interface Fraction {
  readonly num: Poly
  /** Factor to positive exponent. */
  readonly den: ReadonlyMap<FactorId, number>
}

const NO_FACTORS: ReadonlyMap<FactorId, number> = new Map()

export class Fractions {
  private readonly factors: Poly[] = []
  private readonly factorIds = new PolyMap<FactorId>()
  readonly zero: Fraction
  readonly one: Fraction

  constructor(readonly polys: Polynomials) {
    this.zero = this.of(polys.zero)
    this.one = this.of(polys.one)
  }

  of(num: Poly): Fraction {
    return { num, den: NO_FACTORS }
  }
  constant(c: Rational): Fraction {
    return this.of(this.polys.constant(c))
  }
  monomial(m: Monomial): Fraction {
    return this.of(this.polys.monomial(m))
  }
  factor(id: FactorId): Poly {
    return this.factors[id] as Poly
  }
  isZero(f: Fraction): boolean {
    return this.polys.isZero(this.polys.cleared(f.num))
  }
  isPolynomial(f: Fraction): boolean {
    return f.den.size === 0
  }
  asConstant(f: Fraction): Rational | undefined {
    return f.den.size === 0 ? this.polys.asConstant(f.num) : undefined
  }

  add(a: Fraction, b: Fraction): Fraction {
    if (this.polys.isZero(a.num)) return b
    if (this.polys.isZero(b.num)) return a
    if (a.den.size === 0 && b.den.size === 0) return this.of(this.polys.add(a.num, b.num))
    const den = new Map(a.den)
    for (const [id, e] of b.den) den.set(id, Math.max(e, den.get(id) ?? 0))
    return { num: this.polys.add(this.lifted(a, den), this.lifted(b, den)), den }
  }
  /** The sum of several; those without a denominator are added at once. */
  sum(terms: readonly Fraction[]): Fraction {
    if (terms.every(({ den }) => den.size === 0)) return this.of(this.polys.sum(terms.map(({ num }) => num)))
    return terms.reduce((a, b) => this.add(a, b))
  }
  negate(a: Fraction): Fraction {
    return { num: this.polys.negate(a.num), den: a.den }
  }
  subtract(a: Fraction, b: Fraction): Fraction {
    if (a.den.size === 0 && b.den.size === 0) return this.of(this.polys.subtract(a.num, b.num))
    return this.add(a, this.negate(b))
  }

  multiply(a: Fraction, b: Fraction): Fraction {
    if (this.polys.isZero(a.num) || this.polys.isZero(b.num)) return this.zero
    if (a.den.size === 0 && b.den.size === 0) return this.of(this.polys.multiply(a.num, b.num))
    const [numA, denB] = this.cancelled(a.num, b.den)
    const [numB, denA] = this.cancelled(b.num, a.den)
    const den = new Map(denA)
    for (const [id, e] of denB) den.set(id, e + (den.get(id) ?? 0))
    return { num: this.polys.multiply(numA, numB), den }
  }

  /** 1/f. Throws NowhereDefined when f is identically zero. */
  invert(f: Fraction): Fraction {
    if (this.isZero(f)) throw new NowhereDefined('it divides by something that is identically zero')
    let num = this.polys.one
    for (const [id, e] of f.den) num = this.polys.multiply(num, this.polys.power(this.factor(id), e))
    const { coefficient, monomial, core } = this.polys.primitive(f.num)
    const inverse = divideRational({ n: 1n, d: 1n }, coefficient)
    num = this.polys.times(this.polys.scale(num, inverse), this.polys.monomials.power(monomial, -1))
    const [rest, den] = this.cancelled(num, this.asFactors(core))
    return { num: rest, den }
  }

  divide(a: Fraction, b: Fraction): Fraction {
    const shared = new Map<FactorId, number>()
    for (const [id, e] of a.den) {
      const other = b.den.get(id)
      if (other !== undefined) shared.set(id, Math.min(e, other))
    }
    if (shared.size === 0) return this.multiply(a, this.invert(b))
    const without = (f: Fraction): Fraction => ({
      num: f.num,
      den: new Map([...f.den].map(([id, e]) => [id, e - (shared.get(id) ?? 0)] as const).filter(([, e]) => e > 0)),
    })
    return this.multiply(without(a), this.invert(without(b)))
  }

  power(f: Fraction, k: number): Fraction {
    if (k < 0) return this.power(this.invert(f), -k)
    return { num: this.polys.power(f.num, k), den: new Map([...f.den].map(([id, e]) => [id, e * k])) }
  }

  /** f = coefficient * monomial * core * product of factor^exponent (negative for those below); f must not be zero. */
  decompose(f: Fraction): { coefficient: Rational; monomial: Monomial; factors: Map<FactorId, number> } {
    const { cleared, by } = this.polys.clearing(f.num)
    const { coefficient, monomial: left, core } = this.polys.primitive(cleared)
    const monomial = this.polys.monomials.multiply(left, this.polys.monomials.power(by, -1))
    const factors = new Map<FactorId, number>([...f.den].map(([id, e]) => [id, -e]))
    for (const [id, e] of this.asFactors(core)) {
      const total = e + (factors.get(id) ?? 0)
      if (total === 0) factors.delete(id)
      else factors.set(id, total)
    }
    return { coefficient, monomial, factors }
  }

  compose(parts: { coefficient: Rational; monomial: Monomial; factors: ReadonlyMap<FactorId, number> }): Fraction {
    let num = this.polys.monomial(parts.monomial, parts.coefficient)
    const den = new Map<FactorId, number>()
    for (const [id, e] of parts.factors) {
      if (e > 0) num = this.polys.multiply(num, this.polys.power(this.factor(id), e))
      else if (e < 0) den.set(id, -e)
    }
    return { num, den }
  }

  /** The registered factor of a primitive polynomial; none for the constant 1. A perfect square is registered as its root. */
  asFactors(core: Poly): Map<FactorId, number> {
    if (this.polys.asConstant(core)) return new Map()
    const known = this.factorIds.get(core)
    if (known !== undefined) return new Map([[known, 1]])
    const root = core.terms.size >= 3 ? squareRoot(this.polys, core) : undefined
    if (root) {
      // With relations among the generators a primitive polynomial may be a multiple of the square of a primitive one.
      const { coefficient, monomial, core: base } = this.polys.primitive(root)
      const plain = coefficient.d === 1n && coefficient.n ** 2n === 1n && monomial === this.polys.monomials.one
      if (plain) return new Map([...this.asFactors(base)].map(([id, e]) => [id, 2 * e]))
    }
    const id = this.factors.length
    this.factors.push(core)
    this.factorIds.set(core, id)
    return new Map([[id, 1]])
  }

  /** The numerator of f over the larger denominator `den`. */
  private lifted(f: Fraction, den: ReadonlyMap<FactorId, number>): Poly {
    let num = f.num
    for (const [id, e] of den) {
      const missing = e - (f.den.get(id) ?? 0)
      if (missing > 0) num = this.polys.multiply(num, this.polys.power(this.factor(id), missing))
    }
    return num
  }

  /** num / den with a common factor removed where the numerator is itself (a multiple of) a registered factor. */
  private cancelled(num: Poly, den: ReadonlyMap<FactorId, number>): [Poly, ReadonlyMap<FactorId, number>] {
    if (den.size === 0 || num.terms.size < 2) return [num, den]
    const { coefficient, monomial, core } = this.polys.primitive(num)
    const own = this.asFactors(core)
    if (![...own.keys()].some((id) => den.has(id))) return [num, den]
    const left = new Map(den)
    let rest = this.polys.monomial(monomial, coefficient)
    for (const [id, e] of own) {
      const common = Math.min(e, left.get(id) ?? 0)
      left.set(id, (left.get(id) ?? 0) - common)
      if (left.get(id) === 0) left.delete(id)
      if (e > common) rest = this.polys.multiply(rest, this.polys.power(this.factor(id), e - common))
    }
    return [rest, left]
  }
}
