/**
 * The real roots of polynomials in one variable with integer coefficients, exactly: by Sturm's theorem each is the only one in an interval with
 * rational ends, and intervals can be halved as often as one likes. A polynomial is its coefficients, the constant one first, the last not 0.
 */
import { type Rational, add, compare, gcd, ratio } from '../../expr/rational.js'

export type Univariate = readonly bigint[]

/** A real root: the only one in (low, high), or low = high is the root itself. */
export interface Root {
  readonly low: Rational
  readonly high: Rational
}

/** Without trailing zeros and with coprime coefficients. */
export function primitivePart(p: Univariate): Univariate {
  let length = p.length
  while (length > 0 && p[length - 1] === 0n) length--
  const content = p.slice(0, length).reduce(gcd, 0n)
  return p.slice(0, length).map((c) => c / content)
}

/** A positive multiple of the remainder of a by b, primitive. */
function remainder(a: Univariate, b: Univariate): Univariate {
  const lead = b[b.length - 1] as bigint
  let rest = [...a]
  while (rest.length >= b.length) {
    const top = rest[rest.length - 1] as bigint
    const magnitude = lead < 0n ? -lead : lead
    const factor = lead < 0n ? -top : top
    const offset = rest.length - b.length
    rest = rest.map((c, k) => c * magnitude - (k >= offset ? factor * (b[k - offset] as bigint) : 0n))
    rest = [...primitivePart(rest)]
  }
  return rest
}

const derivative = (p: Univariate): Univariate => p.slice(1).map((c, k) => c * BigInt(k + 1))

export function commonDivisor(a: Univariate, b: Univariate): Univariate {
  let [x, y] = [primitivePart(a), primitivePart(b)]
  while (y.length > 0) [x, y] = [y, x.length < y.length ? x : remainder(x, y)]
  return x
}

/** a / b for a b that divides a up to a constant; primitive. */
export function exactQuotient(a: Univariate, b: Univariate): Univariate {
  const lead = b[b.length - 1] as bigint
  let rest = [...a]
  const quotient: bigint[] = new Array<bigint>(Math.max(0, a.length - b.length + 1)).fill(0n)
  for (let k = a.length - b.length; k >= 0; k--) {
    const top = rest[k + b.length - 1] as bigint
    rest = rest.map((c, j) => c * lead - (j >= k && j < k + b.length ? top * (b[j - k] as bigint) : 0n))
    for (let j = 0; j < quotient.length; j++) quotient[j] = (quotient[j] as bigint) * lead
    quotient[k] = top
  }
  return primitivePart(quotient)
}

/** Each root once. */
export const squareFree = (p: Univariate): Univariate =>
  p.length <= 2 ? primitivePart(p) : exactQuotient(p, commonDivisor(p, derivative(p)))

/** The product. */
export function product(a: Univariate, b: Univariate): Univariate {
  const result = new Array<bigint>(Math.max(0, a.length + b.length - 1)).fill(0n)
  a.forEach((x, j) => {
    b.forEach((y, k) => {
      result[j + k] = (result[j + k] as bigint) + x * y
    })
  })
  return result
}

/** -1, 0 or 1. */
export function signAt(p: Univariate, x: Rational): -1 | 0 | 1 {
  let value = 0n
  let below = 1n
  for (let k = p.length - 1; k >= 0; k--) {
    value = value * x.n + (p[k] as bigint) * below
    below *= x.d
  }
  return value > 0n ? 1 : value < 0n ? -1 : 0
}

/** The roots of a square-free polynomial and how many lie where. */
export class RealRoots {
  private readonly chain: readonly Univariate[]

  constructor(readonly polynomial: Univariate) {
    const chain: Univariate[] = [polynomial, derivative(polynomial)].filter((p) => p.length > 0)
    while (chain.length >= 2 && (chain[chain.length - 1] as Univariate).length > 1) {
      const [a, b] = chain.slice(-2) as [Univariate, Univariate]
      const next = remainder(a, b).map((c) => -c)
      if (next.length === 0) break
      chain.push(next)
    }
    this.chain = chain
  }

  /** The number of roots in the half-open interval (low, high]; undefined ends are infinite. */
  count(low: Rational | undefined, high: Rational | undefined): number {
    return this.variations(low, -1) - this.variations(high, 1)
  }

  private variations(x: Rational | undefined, side: -1 | 1): number {
    let changes = 0
    let before = 0
    for (const p of this.chain) {
      const top = p[p.length - 1] as bigint
      const atInfinity = (top > 0n ? 1 : -1) * (side === -1 && p.length % 2 === 0 ? -1 : 1)
      const s = x ? signAt(p, x) : atInfinity
      if (s === 0) continue
      if (before !== 0 && s !== before) changes++
      before = s
    }
    return changes
  }

  /** All real roots in increasing order, in disjoint intervals no wider than 2^-digits whose ends are no roots. */
  isolate(digits: number): Root[] {
    if (this.polynomial.length <= 1) return []
    const lead = this.polynomial[this.polynomial.length - 1] as bigint
    const magnitude = (c: bigint): bigint => (c < 0n ? -c : c)
    let largest = 0n
    for (const c of this.polynomial) if (magnitude(c) > largest) largest = magnitude(c)
    // Cauchy's bound, as a power of two.
    let bound = 2n
    while (bound * magnitude(lead) <= largest + magnitude(lead)) bound *= 2n
    const width = ratio(1n, 1n << BigInt(digits))
    const found: Root[] = []
    const visit = (low: Rational, high: Rational, roots: number): void => {
      if (roots === 0) return
      const narrow = compare(add(low, width), high) >= 0
      if (roots === 1 && signAt(this.polynomial, high) === 0) {
        found.push({ low: high, high })
        return
      }
      if (roots === 1 && narrow && signAt(this.polynomial, low) !== 0) {
        found.push({ low, high })
        return
      }
      const middle = ratio(low.n * high.d + high.n * low.d, 2n * low.d * high.d)
      const left = this.count(low, middle)
      visit(low, middle, left)
      visit(middle, high, roots - left)
    }
    const [low, high] = [ratio(-bound), ratio(bound)]
    visit(low, high, this.count(low, high))
    return found
  }
}
