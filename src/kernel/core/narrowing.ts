/** What a condition on a polynomial in one symbol says about that symbol: the least interval that holds all points where it is met. */
import { type Domain, intersection } from '../../expr/domain.js'
import { type Rational, add, compare, multiply, ratio } from '../../expr/rational.js'
import { integerCoefficients, rationalRoots } from './factors.js'
import type { Generator, Generators } from './generators.js'
import type { Poly, Polynomials } from './polynomials.js'
import { NEGATIVE, NULL, POSITIVE, type Sign } from './signs.js'

/** A scalar symbol, and the domain to which it is confined. */
export interface Confined {
  readonly name: string
  readonly domain: Domain
}

/** The symbol that alone stands in p, when it is a scalar that is no power of a finer generator. */
export function onlySymbol(polys: Polynomials, generators: Generators, p: Poly): Generator | undefined {
  const [g, ...others] = polys.generatorsOf(p)
  if (g === undefined || others.length > 0) return undefined
  const generator = generators.at(g)
  const scalar = generator.kind === 'symbol' && generator.expr.kind === 'symbol' && generator.expr.indices.length === 0
  return scalar && generator.root === 1 ? generator : undefined
}

/**
 * The symbol of a polynomial p with coprime integer coefficients that has one of the signs `allowed`, with the hull of where it has. Undefined where p has other
 * symbols or roots that are not rational, or where nothing is gained. `nothing` where it has such a sign nowhere.
 */
export function confinedBy(
  polys: Polynomials,
  generators: Generators,
  p: Poly,
  allowed: Sign,
): Confined | 'nothing' | undefined {
  const generator = onlySymbol(polys, generators, p)
  if (!generator?.domain) return undefined
  const coefficients = integerCoefficients(polys, p, generator.index)
  const distinct = coefficients && rationalRoots(coefficients).sort(compare)
  if (!distinct || !splits(coefficients, distinct)) return undefined
  const signAt = (x: Rational): Sign => {
    let [value, power] = [0n, 1n]
    for (const c of [...coefficients].reverse()) {
      value = value * x.n + c * power
      power *= x.d
    }
    return value > 0n ? POSITIVE : value < 0n ? NEGATIVE : NULL
  }
  const everywhere: Domain = { lowOpen: true, highOpen: true, integer: false, nonzero: false }
  // The open intervals between the roots, and the roots themselves, where the sign is allowed.
  const parts: Domain[] = []
  for (let k = 0; k <= distinct.length; k++) {
    const [low, high] = [distinct[k - 1], distinct[k]]
    const inside =
      low && high
        ? ratio(low.n * high.d + high.n * low.d, 2n * low.d * high.d)
        : low
          ? ratio(low.n + low.d, low.d)
          : ratio((high as Rational).n - (high as Rational).d, (high as Rational).d)
    if (signAt(inside) & allowed) parts.push({ ...everywhere, ...(low && { low }), ...(high && { high }) })
    if (high && allowed & NULL) parts.push({ ...everywhere, low: high, high, lowOpen: false, highOpen: false })
  }
  const met = parts.map((part) => intersection(generator.domain as Domain, part)).filter((part) => part !== undefined)
  const [first, last] = [met[0], met.at(-1)]
  if (!first || !last) return 'nothing'
  const domain: Domain = {
    ...generator.domain,
    ...(first.low && { low: first.low }),
    lowOpen: first.lowOpen,
    ...(last.high && { high: last.high }),
    highOpen: last.highOpen,
  }
  return { name: (generator.expr as { name: string }).name, domain }
}

/** Whether the polynomial is a constant times a product of x - r over these roots, each as often as it divides. */
function splits(coefficients: readonly bigint[], roots: readonly Rational[]): boolean {
  let rest = coefficients.map((c) => ratio(c))
  for (const r of roots) {
    for (;;) {
      const quotient: Rational[] = []
      let carry = ratio(0n)
      for (const c of [...rest].reverse()) {
        carry = add(multiply(carry, r), c)
        quotient.unshift(carry)
      }
      // The last sum is the value at r, the others are the quotient by x - r.
      if (quotient[0]?.n !== 0n || rest.length < 2) break
      rest = quotient.slice(1)
    }
  }
  return rest.length === 1
}
