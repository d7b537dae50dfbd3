/**
 * Factors of small polynomials: common contents, rational roots, quadratics with a square discriminant. Every split is checked by
 * multiplying out, so that relations among the generators cannot mislead; what is not found stays whole.
 */
import { type Rational, gcd, ratio } from '../../expr/rational.js'
import type { Monomial } from './monomials.js'
import { PolyMap } from './poly-map.js'
import type { Poly, Polynomials } from './polynomials.js'
import { squareRoot } from './square-root.js'

/** Terms of a polynomial that is looked at. */
const MOST_TERMS = 12
const MOST_STEPS = 60
/** Candidates for a rational root that are tried. */
const MOST_CANDIDATES = 400
/** Largest coefficient whose divisors are listed. */
const LARGEST_END = 1_000_000n

interface Range {
  readonly low: number
  readonly high: number
}

const NOT_THERE: Range = { low: 0, high: 0 }

/** Whether each exponent lies in its range; those that a vector leaves out are 0. */
const isInside = (exponents: readonly number[], ranges: readonly Range[]): boolean =>
  exponents.length <= ranges.length &&
  ranges.every(({ low, high }, g) => low <= (exponents[g] ?? 0) && (exponents[g] ?? 0) <= high)

export class Factors {
  private readonly known = new PolyMap<readonly Poly[]>()
  constructor(private readonly polys: Polynomials) {}

  /** Primitive polynomials whose product is the primitive `core`, or its negative. */
  of(core: Poly): readonly Poly[] {
    const known = this.known.get(core)
    if (known) return known
    const found = this.find(core)
    this.known.set(core, found)
    return found
  }

  private find(core: Poly): readonly Poly[] {
    if (core.terms.size < 2 || core.terms.size > MOST_TERMS) return [core]
    const first = this.properFactor(core)
    const rest = first && this.quotient(core, first)
    if (!first || !rest) return [core]
    const pieces = [this.polys.primitive(first), this.polys.primitive(rest)]
    const plain = pieces.every(
      ({ coefficient: { n, d }, monomial }) => n * n === 1n && d === 1n && monomial === this.polys.monomials.one,
    )
    return plain ? pieces.flatMap((piece) => this.of(piece.core)) : [core]
  }

  /** A primitive polynomial of at least two terms that divides p and is neither p nor -p. */
  private properFactor(p: Poly): Poly | undefined {
    const free = this.polys.generatorsOf(p).filter((g) => this.polys.monomials.relationDegree(g) === undefined)
    for (const g of free) {
      const parts = this.polys.collect(p, g)
      const found = this.content(parts) ?? this.linear(p, g, parts) ?? this.quadratic(g, parts)
      if (!found) continue
      const { core } = this.polys.primitive(found)
      if (core.terms.size > 1 && !this.isUnit(this.quotient(p, core))) return core
    }
    return undefined
  }

  private isUnit(quotient: Poly | undefined): boolean {
    return !quotient || this.polys.asConstant(quotient) !== undefined
  }

  /** A coefficient that divides all others. */
  private content(parts: ReadonlyMap<number, Poly>): Poly | undefined {
    if (parts.size < 2) return undefined
    const shortest = [...parts.values()].reduce((a, b) => (b.terms.size < a.terms.size ? b : a))
    if (shortest.terms.size < 2) return undefined
    const { core } = this.polys.primitive(shortest)
    return [...parts.values()].every((part) => this.quotient(part, core)) ? core : undefined
  }

  /** g - r for a rational root r of a polynomial in g alone. */
  private linear(p: Poly, g: number, parts: ReadonlyMap<number, Poly>): Poly | undefined {
    const coefficients = integerCoefficients(this.polys, p, g, parts)
    if (!coefficients || coefficients.length < 3) return undefined
    const root = rationalRoots(coefficients)[0]
    if (!root) return undefined
    return this.polys.subtract(this.polys.generator(g), this.polys.constant(root))
  }

  /** 2 a g^h + b - sqrt(b^2 - 4 a c), where that root is a polynomial. */
  private quadratic(g: number, parts: ReadonlyMap<number, Poly>): Poly | undefined {
    const { polys } = this
    const degree = Math.max(...parts.keys())
    const half = degree / 2
    if (degree % 2 !== 0 || [...parts.keys()].some((e) => e !== 0 && e !== half && e !== degree)) return undefined
    const [a, b, c] = [degree, half, 0].map((e) => parts.get(e) ?? polys.zero) as [Poly, Poly, Poly]
    const four = polys.scale(polys.multiply(a, c), ratio(4n))
    const root = squareRoot(polys, polys.subtract(polys.multiply(b, b), four))
    if (!root) return undefined
    const twice = polys.multiply(polys.scale(a, ratio(2n)), polys.generator(g, half))
    return polys.subtract(polys.add(twice, b), root)
  }

  /** p / q where it is a polynomial that the division of leading terms finds. */
  quotient(p: Poly, q: Poly): Poly | undefined {
    const { polys } = this
    if (polys.isZero(p)) return p
    const ranges = this.rangesOfQuotient(p, q)
    if (ranges?.some(({ low, high }) => low > high)) return undefined
    const [m, c] = this.leading(q)
    const inverse = polys.monomials.power(m, -1)
    let rest = p
    let result = polys.zero
    for (let step = 0; step < MOST_STEPS; step++) {
      if (polys.isZero(rest)) return result
      const [n, k] = this.leading(rest)
      const next = polys.monomials.multiply(n, inverse)
      if (ranges && !isInside(polys.monomials.exponents(next), ranges)) return undefined
      const term = polys.monomial(next, ratio(k.n * c.d, k.d * c.n))
      result = polys.add(result, term)
      rest = polys.subtract(rest, polys.multiply(term, q))
    }
    return undefined
  }

  /**
   * Between which exponents of each generator the terms of p / q must lie: in a product the lowest exponents add, and so do the highest.
   * Undefined where a relation of a generator may lower them.
   */
  private rangesOfQuotient(p: Poly, q: Poly): readonly Range[] | undefined {
    const { monomials } = this.polys
    const [whole, part] = [this.rangesOf(p), this.rangesOf(q)]
    const count = Math.max(whole.length, part.length)
    const ranges: Range[] = []
    for (let g = 0; g < count; g++) {
      const { low, high } = whole[g] ?? NOT_THERE
      const { low: below, high: above } = part[g] ?? NOT_THERE
      const occurs = low !== 0 || high !== 0 || below !== 0 || above !== 0
      if (occurs && monomials.relationDegree(g) !== undefined) return undefined
      ranges.push({ low: low - below, high: high - above })
    }
    return ranges
  }

  /** The lowest and the highest exponent of each generator in p. */
  private rangesOf(p: Poly): Range[] {
    const { monomials } = this.polys
    const count = Math.max(...[...p.terms.keys()].map((m) => monomials.exponents(m).length))
    return Array.from({ length: count }, (_, g) => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (const m of p.terms.keys()) {
        const e = monomials.exponent(m, g)
        low = Math.min(low, e)
        high = Math.max(high, e)
      }
      return { low, high }
    })
  }

  private leading(p: Poly): [Monomial, Rational] {
    const { monomials } = this.polys
    const later = (a: Monomial, b: Monomial): boolean => {
      const [x, y] = [monomials.exponents(a), monomials.exponents(b)]
      for (let g = 0; g < Math.max(x.length, y.length); g++) {
        const difference = (x[g] ?? 0) - (y[g] ?? 0)
        if (difference !== 0) return difference > 0
      }
      return false
    }
    const m = [...p.terms.keys()].reduce((best, next) => (later(next, best) ? next : best))
    return [m, ratio(p.terms.get(m) as bigint, p.den)]
  }
}

/** The coefficients a_0, a_1, ... of a primitive polynomial in generator g alone; undefined where others occur. */
export function integerCoefficients(
  polys: Polynomials,
  p: Poly,
  g: number,
  parts: ReadonlyMap<number, Poly> = polys.collect(p, g),
): bigint[] | undefined {
  const degree = Math.max(...parts.keys())
  if (degree > 40 || Math.min(...parts.keys()) < 0) return undefined
  const coefficients = new Array<bigint>(degree + 1).fill(0n)
  for (const [e, part] of parts) {
    const c = polys.asConstant(part)
    if (c?.d !== 1n) return undefined
    coefficients[e] = c.n
  }
  return coefficients
}

/** The rational roots, each once, of a_0 + a_1 x + ...; only those that a bounded search finds. */
export function rationalRoots(coefficients: readonly bigint[]): Rational[] {
  const first = coefficients.find((c) => c !== 0n)
  const last = coefficients.at(-1)
  if (first === undefined || last === undefined || coefficients.length < 2) return []
  const found: Rational[] = coefficients[0] === 0n ? [ratio(0n)] : []
  const candidates = divisors(first).flatMap((n) =>
    divisors(last)
      .filter((d) => gcd(n, d) === 1n)
      .flatMap((d) => [ratio(n, d), ratio(-n, d)]),
  )
  for (const x of candidates.slice(0, MOST_CANDIDATES)) {
    // d^k times the value at n/d, by Horner's rule.
    let [value, power] = [0n, 1n]
    for (const c of [...coefficients].reverse()) {
      value = value * x.n + c * power
      power *= x.d
    }
    if (value === 0n) found.push(x)
  }
  return found
}

function divisors(n: bigint): bigint[] {
  const size = n < 0n ? -n : n
  if (size > LARGEST_END) return [1n, size]
  const found: bigint[] = []
  for (let k = 1n; k * k <= size; k++) if (size % k === 0n) found.push(k, ...(k * k === size ? [] : [size / k]))
  return found.sort((a, b) => Number(a - b))
}
