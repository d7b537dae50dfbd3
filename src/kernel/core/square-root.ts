/** Exact square roots of polynomials and of rational numbers, where there are any. A root is one only when nothing is left of what it is taken of less its square. */
import { type Rational, ratio } from '../../expr/rational.js'
import type { Monomial } from './monomials.js'
import type { Poly, Polynomials } from './polynomials.js'

/** q with q^2 = p, or undefined when p is not the square of a polynomial with rational coefficients. */
export function squareRoot(polys: Polynomials, p: Poly): Poly | undefined {
  if (p.terms.size === 0) return p
  const order = (a: Monomial, b: Monomial): number => {
    const x = polys.monomials.exponents(a)
    const y = polys.monomials.exponents(b)
    for (let g = 0; g < Math.max(x.length, y.length); g++) {
      const difference = (y[g] ?? 0) - (x[g] ?? 0)
      if (difference !== 0) return difference
    }
    return 0
  }
  const leading = (q: Poly): [Monomial, Rational] => {
    const m = [...q.terms.keys()].reduce((best, next) => (order(next, best) < 0 ? next : best))
    return [m, ratio(q.terms.get(m) as bigint, q.den)]
  }
  const [m, c] = leading(p)
  const root = rationalSquareRoot(c)
  if (!root || polys.monomials.exponents(m).some((e) => e % 2 !== 0)) return undefined
  const first = polys.monomials.intern(polys.monomials.exponents(m).map((e) => e / 2))
  let q = polys.monomial(first, root)
  let rest = polys.subtract(p, polys.multiply(q, q))
  const inverse = polys.monomials.power(first, -1)
  for (let step = 0; step <= p.terms.size; step++) {
    if (polys.isZero(rest)) return q
    const [n, k] = leading(rest)
    if (order(n, m) <= 0) return undefined
    const next = polys.monomial(polys.monomials.multiply(n, inverse), ratio(k.n * root.d, 2n * k.d * root.n))
    // (q + next)^2 = q^2 + (2 q + next) next
    rest = polys.subtract(rest, polys.multiply(next, polys.add(polys.scale(q, ratio(2n)), next)))
    q = polys.add(q, next)
  }
  return undefined
}

/** The exact non-negative square root of a non-negative rational, if it is rational. */
export function rationalSquareRoot(c: Rational): Rational | undefined {
  const n = integerSquareRoot(c.n)
  const d = integerSquareRoot(c.d)
  return n !== undefined && d !== undefined ? { n, d } : undefined
}

function integerSquareRoot(a: bigint): bigint | undefined {
  if (a < 0n) return undefined
  if (a < 2n) return a
  // Newton's iteration falls from any start above the root.
  let x = 1n << BigInt((a.toString(2).length >> 1) + 1)
  for (;;) {
    const y = (x + a / x) >> 1n
    if (y >= x) break
    x = y
  }
  while (x * x > a) x--
  while ((x + 1n) * (x + 1n) <= a) x++
  return x * x === a ? x : undefined
}
