/**
 * Factors of small polynomials: common contents, rational roots, quadratics with a square discriminant. Every split is checked by
 * multiplying out, so that relations among the generators cannot mislead; what is not found stays whole.
 */
import { type Rational, gcd, ratio } from '../expr/rational.js'
import type { Monomial } from './monomials.js'
import type { Poly, Polynomials } from './polynomials.js'

/** Terms of a polynomial that is looked at. */
const MOST_TERMS = 12
const MOST_STEPS = 60
/** Candidates for a rational root that are tried. */
const MOST_CANDIDATES = 400
/** Largest coefficient whose divisors are listed. */
const LARGEST_END = 1_000_000n

export class Factors {
  private readonly known = new Map<string, readonly Poly[]>()
  constructor(private readonly polys: Polynomials) {}

  /** Primitive polynomials whose product is the primitive `core`, or its negative. */
  of(core: Poly): readonly Poly[] {
    const key = this.polys.key(core)
    const known = this.known.get(key)
    if (known) return known
    const found = this.find(core)
    this.known.set(key, found)
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
    const root = polys.squareRoot(polys.subtract(polys.multiply(b, b), four))
    if (!root) return undefined
    const twice = polys.multiply(polys.scale(a, ratio(2n)), polys.generator(g, half))
    return polys.subtract(polys.add(twice, b), root)
  }

  /** p / q where it is a polynomial that the division of leading terms finds. */
  quotient(p: Poly, q: Poly): Poly | undefined {
    const { polys } = this
    const [m, c] = this.leading(q)
    const inverse = polys.monomials.power(m, -1)
    let rest = p
    let result = polys.zero
    for (let step = 0; step < MOST_STEPS; step++) {
      if (polys.isZero(rest)) return result
      const [n, k] = this.leading(rest)
      const term = polys.monomial(polys.monomials.multiply(n, inverse), ratio(k.n * c.d, k.d * c.n))
      result = polys.add(result, term)
      rest = polys.subtract(rest, polys.multiply(term, q))
    }
    return undefined
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
