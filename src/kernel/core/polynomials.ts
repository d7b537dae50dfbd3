/**
 * Laurent polynomials over the rationals in the generators, reduced by the generators' relations.
 *
 * Representation: integer coefficients by monomial, over one positive common denominator; no zero coefficient is stored.
 * Invariant (why a zero test may be trusted): at every real point where the original expression is defined, assigning each
 * generator its value is a ring homomorphism, because a relation g^n = value holds at each such point. So a polynomial that
 * reduces to no terms is zero at each such point. The converse need not hold: a non-empty polynomial proves nothing.
 */
import { type Rational, gcd, power as powerOf, ratio } from '../../expr/rational.js'
import { type Monomial, Monomials } from './monomials.js'
import { KernelLimit } from './outcome.js'
import { Work, wordsOf } from './work.js'

export interface Poly {
  readonly terms: ReadonlyMap<Monomial, bigint>
  readonly den: bigint
}

/** p = coefficient * monomial * core, the core with coprime integer coefficients, no monomial factor and a positive leading one. */
export interface Primitive {
  readonly coefficient: Rational
  readonly monomial: Monomial
  readonly core: Poly
}

const MAX_TERMS = 200_000
/** Largest power to which a sum is expanded. */
const MAX_POWER = 300
/** Largest number of binary digits of a coefficient that a power may have. */
const MAX_BITS = 100_000
/** What a product of two 64-bit words costs beside everything else that a product of terms costs. */
const WORD_SHARE = 1 / 32

export class Polynomials {
  readonly monomials: Monomials
  private readonly relations = new Map<number, Poly>()
  /** The generators that have one, the latest first. */
  private readonly related: number[] = []
  readonly zero: Poly = { terms: new Map(), den: 1n }
  readonly one: Poly

  /** Accounts for its steps in `work`, without a limit unless it is given. */
  constructor(private readonly work = new Work(Number.POSITIVE_INFINITY)) {
    this.monomials = new Monomials(work)
    this.one = this.constant({ n: 1n, d: 1n })
  }

  /** Declares generator `g`; with a relation, g^degree = value, where value has earlier generators only. */
  declare(g: number, relation?: { readonly degree: number; readonly value: Poly }): void {
    this.monomials.declare(g, relation?.degree, relation?.value.terms.size === 1)
    if (!relation) return
    this.relations.set(g, relation.value)
    this.related.unshift(g)
  }

  constant(c: Rational): Poly {
    return { terms: c.n === 0n ? new Map() : new Map([[this.monomials.one, c.n]]), den: c.d }
  }

  monomial(m: Monomial, c: Rational = { n: 1n, d: 1n }): Poly {
    return this.reduced(new Map([[m, c.n]]), c.d)
  }

  generator(g: number, exponent = 1): Poly {
    return this.monomial(this.monomials.of(g, exponent))
  }

  isZero(p: Poly): boolean {
    return p.terms.size === 0
  }

  /** The rational number that p is, or undefined when it is not constant. */
  asConstant(p: Poly): Rational | undefined {
    if (p.terms.size === 0) return ratio(0n)
    const only = p.terms.size === 1 ? p.terms.get(this.monomials.one) : undefined
    return only === undefined ? undefined : ratio(only, p.den)
  }

  add(a: Poly, b: Poly): Poly {
    if (a.terms.size === 0) return b
    return b.terms.size === 0 ? a : this.combined(a, b, 1n)
  }

  /** a + sign b. */
  private combined(a: Poly, b: Poly, sign: 1n | -1n): Poly {
    this.work.spend(a.terms.size + b.terms.size)
    const g = this.gcdOfDenominators(a.den, b.den)
    const scaleA = b.den / g
    const scaleB = sign * (a.den / g)
    const terms = scaled(a.terms, scaleA)
    for (const [m, c] of b.terms) accumulate(terms, m, scaleB === 1n ? c : c * scaleB)
    return { terms, den: a.den * scaleA }
  }

  sum(polys: readonly Poly[]): Poly {
    if (polys.length < 3) return polys.reduce((a, b) => this.add(a, b), this.zero)
    const den = polys.reduce((common, p) => (common / this.gcdOfDenominators(common, p.den)) * p.den, 1n)
    const terms = new Map<Monomial, bigint>()
    for (const p of polys) {
      this.work.spend(p.terms.size)
      const scale = den / p.den
      for (const [m, c] of p.terms) accumulate(terms, m, scale === 1n ? c : c * scale)
    }
    return { terms, den }
  }

  scale(p: Poly, c: Rational): Poly {
    if (c.n === 0n) return this.zero
    if (c.n === 1n && c.d === 1n) return p
    this.work.spend(p.terms.size)
    const g = gcd(c.n, p.den)
    return { terms: scaled(p.terms, c.n / g), den: (p.den / g) * c.d }
  }

  negate(p: Poly): Poly {
    return this.scale(p, { n: -1n, d: 1n })
  }

  subtract(a: Poly, b: Poly): Poly {
    if (b.terms.size === 0) return a
    return a.terms.size === 0 ? this.negate(b) : this.combined(a, b, -1n)
  }

  multiply(a: Poly, b: Poly): Poly {
    if (a.terms.size > b.terms.size) return this.multiply(b, a)
    if (a.terms.size === 0) return this.zero
    const words = wordsOf(a.terms.values()) * wordsOf(b.terms.values())
    this.work.spend(a.terms.size * b.terms.size * (1 + (words - 1) * WORD_SHARE))
    const terms = new Map<Monomial, bigint>()
    for (const [m, c] of a.terms) {
      for (const [n, k] of b.terms) accumulate(terms, this.monomials.multiply(m, n), c === 1n ? k : c * k)
      if (terms.size > MAX_TERMS) throw new KernelLimit(`a polynomial with over ${MAX_TERMS} terms`)
    }
    return this.reduced(terms, a.den * b.den)
  }

  times(p: Poly, m: Monomial): Poly {
    if (m === this.monomials.one) return p
    this.work.spend(p.terms.size)
    const terms = new Map<Monomial, bigint>()
    for (const [n, c] of p.terms) terms.set(this.monomials.multiply(m, n), c)
    return this.reduced(terms, p.den)
  }

  /** p^k; k may be negative for a single term. */
  power(p: Poly, k: number): Poly {
    if (k === 0) return this.one
    if (p.terms.size > 1 && k > MAX_POWER) throw new KernelLimit(`a sum to the power ${k}`)
    if (p.terms.size === 1) {
      const [[m, c]] = p.terms as unknown as [[Monomial, bigint]]
      if (c === 1n && p.den === 1n) return this.monomial(this.monomials.power(m, k))
      const bits = Math.max(c.toString(16).length, p.den.toString(16).length) * 4
      if (bits > 4 && bits * Math.abs(k) > MAX_BITS)
        throw new KernelLimit(`a number with more than ${MAX_BITS} binary digits`)
      const { n, d } = powerOf(ratio(c, p.den), k)
      return this.reduced(new Map([[this.monomials.power(m, k), n]]), d)
    }
    let result = this.one
    let square = p
    for (let rest = k; rest > 0; rest >>= 1) {
      if (rest & 1) result = this.multiply(result, square)
      if (rest > 1) square = this.multiply(square, square)
    }
    return result
  }

  /** p with content and monomial factor taken out; p must not be zero. */
  primitive(p: Poly): Primitive {
    this.work.spend(p.terms.size)
    let content = 0n
    let lead = -1
    let common: number[] | undefined
    for (const [m, c] of p.terms) {
      if (content !== 1n) content = gcd(content, c)
      if (m > lead) lead = m
      const e = this.monomials.exponents(m)
      if (common) lower(common, e)
      else common = [...e]
    }
    if ((p.terms.get(lead) as bigint) < 0n) content = -content
    const monomial = this.monomials.intern(common ?? [])
    if (content === 1n && monomial === this.monomials.one) {
      return { coefficient: ratio(1n, p.den), monomial, core: p.den === 1n ? p : { terms: p.terms, den: 1n } }
    }
    const inverse = this.monomials.power(monomial, -1)
    const terms = new Map<Monomial, bigint>()
    for (const [m, c] of p.terms) terms.set(this.monomials.multiply(m, inverse), c / content)
    return { coefficient: ratio(content, p.den), monomial, core: { terms, den: 1n } }
  }

  /** A text that two polynomials share exactly when they have the same terms. */
  key(p: Poly): string {
    const { coefficient, monomial, core } =
      p.terms.size === 0 ? { coefficient: ratio(0n), monomial: 0, core: p } : this.primitive(p)
    const terms = [...core.terms].sort(([a], [b]) => a - b).map(([m, c]) => `${m}:${c}`)
    return `${coefficient.n}/${coefficient.d};${monomial};${terms.join(' ')}`
  }

  /**
   * p times the powers of the related generators that clear their negative exponents, fully reduced. Zero exactly when this is, wherever
   * those generators are invertible, which a negative exponent already presupposes.
   */
  cleared(p: Poly): Poly {
    return this.clearing(p).cleared
  }

  /** That, and the power product by which p was multiplied. */
  clearing(p: Poly): { cleared: Poly; by: Monomial } {
    let cleared = p
    let by = this.monomials.one
    for (const g of this.related) {
      let least = 0
      for (const m of cleared.terms.keys()) least = Math.min(least, this.monomials.exponent(m, g))
      if (least === 0) continue
      const power = this.monomials.of(g, -least)
      cleared = this.times(cleared, power)
      by = this.monomials.multiply(by, power)
    }
    return { cleared, by }
  }

  /** p as a polynomial in generator g: exponent to coefficient. */
  collect(p: Poly, g: number): Map<number, Poly> {
    const parts = new Map<number, Map<Monomial, bigint>>()
    for (const [m, c] of p.terms) {
      const e = this.monomials.exponent(m, g)
      const rest = e === 0 ? m : this.monomials.multiply(m, this.monomials.of(g, -e))
      const part = parts.get(e) ?? new Map<Monomial, bigint>()
      part.set(rest, c)
      parts.set(e, part)
    }
    return new Map([...parts].map(([e, terms]) => [e, { terms, den: p.den }]))
  }

  /** The generators that occur in p. */
  generatorsOf(p: Poly): number[] {
    const occurs: boolean[] = []
    for (const m of p.terms.keys()) {
      const exponents = this.monomials.exponents(m)
      while (occurs.length < exponents.length) occurs.push(false)
      for (let g = 0; g < exponents.length; g++) if (exponents[g] !== 0) occurs[g] = true
    }
    return occurs.flatMap((found, g) => (found ? [g] : []))
  }

  private gcdOfDenominators(a: bigint, b: bigint): bigint {
    if (a === b) return a
    const words = wordsOf([a, b])
    this.work.spend(words * words)
    return gcd(a, b)
  }

  /** Applies the relation of the latest generator that has one to lower, to all terms that share the power at once; the rest follows in `multiply`. */
  private reduced(raw: Map<Monomial, bigint>, den: bigint): Poly {
    if (this.relations.size === 0) return { terms: raw, den }
    let groups: Map<Monomial, Map<Monomial, bigint>> | undefined
    for (const [m, c] of raw) {
      if (!this.monomials.isReducible(m)) continue
      groups ??= new Map()
      const lowered = this.loweredPower(m)
      const group = groups.get(lowered) ?? new Map<Monomial, bigint>()
      group.set(this.monomials.multiply(m, this.monomials.power(lowered, -1)), c)
      groups.set(lowered, group)
    }
    if (!groups) return { terms: raw, den }
    const kept = new Map<Monomial, bigint>()
    for (const [m, c] of raw) if (!this.monomials.isReducible(m)) kept.set(m, c)
    let result: Poly = { terms: kept, den }
    for (const [lowered, terms] of groups) {
      const exponents = this.monomials.exponents(lowered)
      const g = exponents.length - 1
      const times = (exponents[g] as number) / (this.monomials.relationDegree(g) as number)
      const value = this.power(this.relations.get(g) as Poly, times)
      result = this.add(result, this.multiply({ terms, den }, value))
    }
    return result
  }

  /** Of a reducible monomial, the largest power of its latest related generator that the relation replaces. */
  private loweredPower(m: Monomial): Monomial {
    const exponents = this.monomials.exponents(m)
    for (let g = exponents.length - 1; ; g--) {
      const e = exponents[g] as number
      const degree = this.monomials.relationDegree(g) ?? 0
      if (this.monomials.replaces(g, e)) return this.monomials.of(g, degree * Math.floor(e / degree))
    }
  }
}

/** The coefficients times c, in a map of their own. */
function scaled(terms: ReadonlyMap<Monomial, bigint>, c: bigint): Map<Monomial, bigint> {
  if (c === 1n) return new Map(terms)
  const result = new Map<Monomial, bigint>()
  for (const [m, k] of terms) result.set(m, k * c)
  return result
}

/** Lowers each exponent to that of another vector, where that is smaller. */
function lower(exponents: number[], by: readonly number[]): void {
  for (let g = exponents.length; g < by.length; g++) exponents.push(0)
  for (let g = 0; g < exponents.length; g++) {
    exponents[g] = Math.min(exponents[g] as number, g < by.length ? (by[g] as number) : 0)
  }
}

function accumulate(terms: Map<Monomial, bigint>, m: Monomial, c: bigint): void {
  const before = terms.get(m)
  if (before === undefined) terms.set(m, c)
  else if (before + c === 0n) terms.delete(m)
  else terms.set(m, before + c)
}
