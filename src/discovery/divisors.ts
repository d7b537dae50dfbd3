/**
 * Exact division and greatest common divisors of integer polynomials in many variables.
 *
 * The gcd is first confined to the variables that it can contain: a gcd at a point modulo a prime bounds its degree in each (the
 * degree of a factor cannot drop where the leading coefficient does not vanish). What remains is found by the heuristic of Char,
 * Geddes and Gonnet (J. Symbolic Comput. 7, 1989): put a large integer for a variable, take the gcd of the values, read it in that base. A
 * polynomial so read that divides both is the greatest common divisor; one that does not is tried again with a larger integer.
 */
import { gcd as integerGcd } from '../expr/rational.js'
import type { Monomial } from '../kernel/core/monomials.js'
import { KernelLimit } from '../kernel/core/outcome.js'
import type { Poly, Polynomials } from '../kernel/core/polynomials.js'
import { Point, commonDegree } from './residues.js'
import { compareExponents } from './ring.js'

const ATTEMPTS = 8

export class Divisors {
  constructor(readonly polys: Polynomials) {}

  /** a / b, or undefined when b does not divide a over the integers; b must not be zero. */
  quotient(a: Poly, b: Poly): Poly | undefined {
    const { monomials } = this.polys
    const [lead, by] = this.leading(b)
    if (b.terms.size === 1 && lead === monomials.one && by === 1n) return a
    const inverse = monomials.power(lead, -1)
    const rest = new Map(a.terms)
    const quotient = new Map<Monomial, bigint>()
    while (rest.size > 0) {
      // With one term below, the terms above are divided in any order.
      const [m, c] = b.terms.size === 1 ? firstOf(rest) : this.leading({ terms: rest, den: 1n })
      const factor = monomials.multiply(m, inverse)
      if (c % by !== 0n || monomials.exponents(factor).some((e) => e < 0)) return undefined
      const k = c / by
      quotient.set(factor, k)
      for (const [n, d] of b.terms) {
        const product = monomials.multiply(n, factor)
        const left = (rest.get(product) ?? 0n) - d * k
        if (left === 0n) rest.delete(product)
        else rest.set(product, left)
      }
    }
    return { terms: quotient, den: 1n }
  }

  /** The quotient where it is known to exist. */
  exact(a: Poly, b: Poly): Poly {
    const quotient = this.quotient(a, b)
    if (!quotient) throw new Error('an inexact division of polynomials')
    return quotient
  }

  /** The greatest common divisor, its leading coefficient positive. Throws KernelLimit when the heuristic gives up. */
  gcd(a: Poly, b: Poly): Poly {
    const { polys } = this
    if (polys.isZero(a)) return this.positive(b)
    if (polys.isZero(b)) return this.positive(a)
    const [x, y] = [polys.primitive(a), polys.primitive(b)]
    const content = integerGcd(x.coefficient.n, y.coefficient.n)
    const [ex, ey] = [polys.monomials.exponents(x.monomial), polys.monomials.exponents(y.monomial)]
    const monomial = polys.monomials.intern(ex.map((e, g) => Math.min(e, ey[g] ?? 0)))
    const core = this.coreGcd(x.core, y.core)
    return polys.times(polys.scale(core, { n: content, d: 1n }), monomial)
  }

  gcdOf(list: readonly Poly[]): Poly {
    let common = this.polys.zero
    for (const p of [...list].sort((a, b) => a.terms.size - b.terms.size)) {
      common = this.gcd(common, p)
      if (common.terms.size === 1 && common.terms.get(this.polys.monomials.one) === 1n) break
    }
    return common
  }

  /** The least common multiple. */
  lcm(a: Poly, b: Poly): Poly {
    return this.polys.multiply(this.exact(a, this.gcd(a, b)), b)
  }

  /** The entries divided by their greatest common divisor. */
  primitive(entries: ReadonlyMap<number, Poly>): Map<number, Poly> {
    const common = this.gcdOf([...entries.values()])
    return new Map([...entries].map(([k, p]) => [k, this.exact(p, common)]))
  }

  private positive(p: Poly): Poly {
    return p.terms.size > 0 && this.polys.primitive(p).coefficient.n < 0n ? this.polys.negate(p) : p
  }

  /** Of polynomials without a common integer or monomial factor of their own. */
  private coreGcd(a: Poly, b: Poly): Poly {
    const { polys } = this
    if (a.terms.size === 1 || b.terms.size === 1) return polys.one
    if (polys.key(a) === polys.key(b)) return a
    const outside = this.variableOutside(a, b)
    if (outside !== undefined) {
      return this.gcdOf([...polys.collect(a, outside).values(), ...polys.collect(b, outside).values()])
    }
    const [small, large] = a.terms.size <= b.terms.size ? [a, b] : [b, a]
    return this.quotient(large, small) ? small : this.heuristic(a, b)
  }

  /** A variable of a or b that their gcd is shown not to contain. */
  private variableOutside(a: Poly, b: Poly): number | undefined {
    const inA = this.polys.generatorsOf(a)
    const inB = this.polys.generatorsOf(b)
    const lone = [...inA.filter((g) => !inB.includes(g)), ...inB.filter((g) => !inA.includes(g))][0]
    if (lone !== undefined) return lone
    const point = new Point(1)
    return inA.find((g) => {
      const [x, y] = [this.univariate(a, g, point), this.univariate(b, g, point)]
      return (x[x.length - 1] !== 0 || y[y.length - 1] !== 0) && commonDegree(x, y) === 0
    })
  }

  private univariate(p: Poly, g: number, point: Point): number[] {
    const parts = this.polys.collect(p, g)
    const degree = Math.max(...parts.keys())
    return Array.from({ length: degree + 1 }, (_, e) => point.value(this.polys, parts.get(e) ?? this.polys.zero))
  }

  private heuristic(a: Poly, b: Poly): Poly {
    const { polys } = this
    const x = polys.generatorsOf(a).at(-1) as number
    const height = (p: Poly): bigint =>
      [...p.terms.values()].reduce((most, c) => (c > most ? c : -c > most ? -c : most), 0n)
    const [ha, hb] = [height(a), height(b)]
    let base = ha < hb ? 4n * ha + 31n : 4n * hb + 31n
    for (let k = 0; k < ATTEMPTS; k++) {
      const common = this.gcd(this.at(a, x, base), this.at(b, x, base))
      const candidate = polys.primitive(this.readInBase(common, x, base))
      const found = polys.times(candidate.core, candidate.monomial)
      if (this.quotient(a, found) && this.quotient(b, found)) return found
      base = (base * 73_794n) / 27_011n
    }
    throw new KernelLimit('a greatest common divisor that the heuristic does not find')
  }

  /** p with the integer `value` for generator g. */
  private at(p: Poly, g: number, value: bigint): Poly {
    let total = this.polys.zero
    for (const [e, part] of this.polys.collect(p, g)) {
      total = this.polys.add(total, this.polys.scale(part, { n: value ** BigInt(e), d: 1n }))
    }
    return total
  }

  /** The polynomial in g with coefficients below base/2 whose value at g = base is p. */
  private readInBase(p: Poly, g: number, base: bigint): Poly {
    const terms = new Map<Monomial, bigint>()
    for (const [m, c] of p.terms) {
      digits(c, base).forEach((digit, e) => {
        if (digit !== 0n) terms.set(this.polys.monomials.multiply(m, this.polys.monomials.of(g, e)), digit)
      })
    }
    return { terms, den: 1n }
  }

  private leading(p: Poly): [Monomial, bigint] {
    let best: [Monomial, bigint] | undefined
    for (const term of p.terms) {
      const larger =
        !best || compareExponents(this.polys.monomials.exponents(term[0]), this.polys.monomials.exponents(best[0])) > 0
      if (larger) best = term
    }
    return best as [Monomial, bigint]
  }
}

const firstOf = (terms: ReadonlyMap<Monomial, bigint>): [Monomial, bigint] =>
  terms.entries().next().value as [Monomial, bigint]

/** The digits of n in a base, each from -base/2 to base/2, lowest first. */
export function digits(n: bigint, base: bigint): bigint[] {
  const found: bigint[] = []
  let rest = n
  while (rest !== 0n) {
    let digit = rest % base
    if (2n * digit > base) digit -= base
    if (2n * digit < -base) digit += base
    found.push(digit)
    rest = (rest - digit) / base
  }
  return found
}
