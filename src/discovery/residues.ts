/**
 * Polynomials at a point modulo a prime. A rank found there is a lower bound of the rank over Q(parameters), because a minor that
 * does not vanish at the point is not the zero polynomial. Nothing else is ever concluded from residues.
 */
import type { Poly, Polynomials } from '../kernel/core/polynomials.js'

/** The largest prime below 2^26, so that products are exact in doubles. */
export const PRIME = 67_108_859
const BIG_PRIME = BigInt(PRIME)

const reduce = (c: bigint): number => Number(((c % BIG_PRIME) + BIG_PRIME) % BIG_PRIME)

function power(base: number, exponent: number): number {
  let result = 1
  let square = base
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % PRIME
    square = (square * square) % PRIME
  }
  return result
}

export const inverse = (a: number): number => power(a, PRIME - 2)

/** A fixed, unstructured point; each number gives another one. */
export class Point {
  constructor(private readonly number: number) {}

  /** The residue of generator g. */
  at(g: number): number {
    return 1 + power((g + 2) * 7919 + this.number * 104_729, 65_537)
  }

  value(polys: Polynomials, p: Poly): number {
    let total = 0
    for (const [m, c] of p.terms) {
      let term = reduce(c)
      polys.monomials.exponents(m).forEach((e, g) => {
        if (e !== 0) term = (term * power(this.at(g), e)) % PRIME
      })
      total = (total + term) % PRIME
    }
    return total
  }
}

/** The degree of the greatest common divisor of two univariate polynomials, coefficients from the constant up. */
export function commonDegree(a: readonly number[], b: readonly number[]): number {
  let [x, y] = [trimmed(a), trimmed(b)]
  while (y.length > 0) [x, y] = [y, remainder(x, y)]
  return x.length - 1
}

function remainder(a: readonly number[], b: readonly number[]): number[] {
  const rest = [...a]
  const lead = inverse(b[b.length - 1] as number)
  for (let k = rest.length - b.length; k >= 0; k--) {
    const factor = ((rest[k + b.length - 1] as number) * lead) % PRIME
    if (factor === 0) continue
    b.forEach((c, j) => {
      rest[k + j] = ((rest[k + j] as number) + (PRIME - factor) * c) % PRIME
    })
  }
  return trimmed(rest)
}

function trimmed(a: readonly number[]): number[] {
  let length = a.length
  while (length > 0 && a[length - 1] === 0) length--
  return a.slice(0, length)
}
