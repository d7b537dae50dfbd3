/**
 * A polynomial in the kernel's generators to one in a single symbol, that vanishes wherever the first does: generators with a relation (roots, absolute
 * values, roots of rationals) are eliminated by the norm, the product over their conjugates.
 */
import type { Normalizer } from '../core/normalize.js'
import type { Poly } from '../core/polynomials.js'
import { type Univariate, primitivePart, product } from './real-roots.js'

const LARGEST_NORM = 600
const LARGEST_DEGREE = 80

/** Coefficients of a nonzero polynomial in the symbol whose zeros contain those of p where p is defined; undefined where none is found. */
export function eliminated(n: Normalizer, p: Poly, symbol: string): Univariate | undefined {
  const { polys, generators } = n
  const x = generators.find(symbol)
  let q = polys.cleared(p)
  for (;;) {
    const others = polys.generatorsOf(q).filter((g) => g !== x?.index)
    const g = others[others.length - 1]
    if (g === undefined) break
    const { relation } = generators.at(g)
    if (!relation && q.terms.size === 1) return ofProduct(n, q, symbol)
    const next = relation && norm(n, q, g, relation.degree, relation.value)
    if (!next || polys.isZero(next) || next.terms.size > LARGEST_NORM) return undefined
    q = polys.cleared(next)
  }
  if (polys.isZero(q)) return undefined
  if (!x) return [1n]
  const parts = polys.collect(q, x.index)
  const least = Math.min(...parts.keys())
  const degree = Math.max(...parts.keys()) - least
  if (degree > LARGEST_DEGREE) return undefined
  const dense = new Array<bigint>(degree + 1).fill(0n)
  for (const [e, part] of parts) dense[e - least] = [...part.terms.values()][0] as bigint
  // Where a zero at x = 0 was cancelled or a pole there cleared, x = 0 is kept as a zero.
  return withoutRoot(least === 0 ? dense : [0n, ...dense], x.root)
}

/** The zeros of a single term: an arc function vanishes with its argument, a logarithm where that is 1. */
function ofProduct(n: Normalizer, term: Poly, symbol: string): Univariate | undefined {
  const { polys, generators, fractions } = n
  let result: Univariate = [1n]
  for (const g of polys.generatorsOf(term)) {
    const { kind, key, argument, exponent } = generators.at(g)
    if (exponent || key === 'pi') continue
    const inner =
      kind === 'logarithm' && argument
        ? fractions.subtract(argument, fractions.one)
        : kind === 'opaque' && argument
          ? argument
          : fractions.of(polys.generator(g))
    const isKnown = kind === 'symbol' ? key === symbol : generators.at(g).relation || argument
    if (!isKnown) return undefined
    const factor = fractions.isZero(inner) ? undefined : eliminated(n, inner.num, symbol)
    if (!factor) return undefined
    result = product(result, factor)
  }
  return result
}

/** The product of q over the conjugates of generator g, g^degree = value. */
function norm(n: Normalizer, q: Poly, g: number, degree: number, value: Poly): Poly | undefined {
  const { polys } = n
  const parts = polys.collect(q, g)
  const part = (e: number): Poly => parts.get(e) ?? polys.zero
  const exponents = [...parts.keys()].sort((a, b) => a - b)
  const times = (...factors: Poly[]): Poly => factors.reduce((a, b) => polys.multiply(a, b))
  if (degree === 2) return polys.subtract(times(part(0), part(0)), times(part(1), part(1), value))
  if (exponents.length === 1) {
    const [k] = exponents as [number]
    return times(part(k), k === 0 ? polys.one : value)
  }
  if (exponents.length === 2 && exponents[0] === 0) {
    // a + b g^k = 0 gives (g^k)^m = (-a/b)^m with (g^k)^m a power of the value.
    const k = exponents[1] as number
    const m = degree / greatestCommon(degree, k)
    const b = polys.negate(part(k))
    return polys.subtract(polys.power(part(0), m), times(polys.power(b, m), polys.power(value, (k * m) / degree)))
  }
  if (degree !== 3) return undefined
  const [a, b, c] = [part(0), part(1), part(2)]
  const cubes = polys.add(times(a, a, a), polys.add(times(b, b, b, value), times(c, c, c, value, value)))
  return polys.subtract(cubes, polys.scale(times(a, b, c, value), { n: 3n, d: 1n }))
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b)
}

/** From a polynomial in y = x^(1/root) to one in x. */
function withoutRoot(p: Univariate, root: number): Univariate | undefined {
  if (root === 1) return primitivePart(p)
  if (root % 2 !== 0) return undefined
  // p = a(y^2) + y b(y^2): the norm is a^2 - y^2 b^2.
  const half = (parity: number): bigint[] => p.filter((_, k) => k % 2 === parity)
  const [a, b] = [half(0), half(1)]
  const square = product(a, a)
  const other = [0n, ...product(b, b)]
  const length = Math.max(square.length, other.length)
  const difference = Array.from({ length }, (_, k) => (square[k] ?? 0n) - (other[k] ?? 0n))
  const q = primitivePart(difference)
  return q.length === 0 ? undefined : withoutRoot(q, root / 2)
}
