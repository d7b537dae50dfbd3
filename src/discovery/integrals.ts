/**
 * All polynomial first integrals up to a degree. The derivative along the flow is linear on polynomials of bounded degree; its null space
 * is what is asked for. Columns are the monomials in graded order, so that one elimination serves every degree: the monomials
 * that depend on earlier ones are the leading monomials of the integrals.
 *
 * Degree by degree, products of integrals already found come first. Only leading monomials that these leave open are solved for, and each
 * gives an integral that no polynomial in the earlier ones equals.
 *
 * Exact dimension: the elimination at one point modulo a prime bounds it from above for generic parameters, and as many independent
 * integrals are exhibited.
 */
import type { Monomial } from '../kernel/core/monomials.js'
import type { Poly } from '../kernel/core/polynomials.js'
import { profile } from './elimination.js'
import { type Column, POINTS, dependency, nullSpace, profileAt } from './null-space.js'
import { Point } from './residues.js'
import type { VectorField } from './vector-field.js'

export interface Integral {
  readonly polynomial: Poly
  readonly degree: number
  /** Positions in the list of integrals of the generators that it is the product of; only itself for a generator. */
  readonly generators: readonly number[]
}

const MAX_MONOMIALS = 4000

/**
 * A basis of the first integrals of degree 1 to `degree`, by degree. Throws TooManyMonomials, and Error when
 * no generic point is found.
 */
export function firstIntegrals(field: VectorField, degree: number): Integral[] {
  const { ring, divisors } = field
  const monomials = monomialsUpTo(field, degree)
  const columns: Column[] = monomials.map((m) => ring.split(field.derivative(ring.polys.monomial(m))))
  for (let k = 0; k < POINTS; k++) {
    const point = new Point(k)
    const { dependent } = profileAt(divisors, columns, point)
    const found = integralsAt(field, monomials, columns, dependent, degree, point)
    if (found) return found
  }
  throw new Error('no generic point was found for the first integrals')
}

function integralsAt(
  field: VectorField,
  monomials: readonly Monomial[],
  columns: readonly Column[],
  dependent: ReadonlyMap<number, readonly number[]>,
  degree: number,
  point: Point,
): Integral[] | undefined {
  const { ring, divisors } = field
  const { polys } = ring
  const integrals: Integral[] = []
  for (let k = 1; k <= degree; k++) {
    const leading = [...dependent.keys()].filter((c) => ring.monomialDegree(monomials[c] as Monomial) === k)
    const wanted = new Set(leading.map((c) => monomials[c] as Monomial))
    // An integral of degree k is known, up to integrals of lower degree, by its coefficients at the leading monomials.
    const coordinates = (p: Poly): Column => new Map([...ring.split(p)].filter(([m]) => wanted.has(m)))
    const products = productsOf(field, integrals, k)
    const found = products.map(({ polynomial }) => coordinates(polynomial))
    let { pivots } = profileAt(divisors, found, point)
    if (pivots.length < leading.length && pivots.length < products.length) {
      const dependencies = nullSpace(divisors, found)
      if (dependencies.length !== products.length - pivots.length) return undefined
    }
    if (pivots.length > leading.length) return undefined
    pivots = pivots.slice(0, leading.length)
    integrals.push(...pivots.map((p) => products[p] as Integral))
    for (const c of open(
      leading,
      monomials,
      pivots.map((p) => found[p] as Column),
      field,
      point,
    )) {
      const solution = dependency(divisors, columns, [...(dependent.get(c) as readonly number[]), c], point)
      if (!solution) return undefined
      const terms = [...solution].map(([j, entry]) => polys.times(entry, monomials[j] as Monomial))
      const polynomial = ring.sum(terms)
      integrals.push({
        polynomial: ring.sign(polynomial) < 0 ? polys.negate(polynomial) : polynomial,
        degree: k,
        generators: [integrals.length],
      })
    }
  }
  return integrals
}

/** The leading monomials, by column, that the products leave open. */
function open(
  leading: readonly number[],
  monomials: readonly Monomial[],
  products: readonly Column[],
  { divisors }: VectorField,
  point: Point,
): number[] {
  const values = products.map(
    (column) => new Map([...column].map(([m, entry]) => [m, point.value(divisors.polys, entry)] as const)),
  )
  const units = leading.map((c) => new Map([[monomials[c] as Monomial, 1]]))
  const { pivots } = profile([...values, ...units])
  return pivots.filter((p) => p >= products.length).map((p) => leading[p - products.length] as number)
}

/** The products of degree exactly k of a generator and a basis element, each once. */
function productsOf({ ring }: VectorField, integrals: readonly Integral[], k: number): Integral[] {
  const found = new Map<string, Integral>()
  integrals.forEach((generator, g) => {
    if (generator.generators[0] !== g) return
    for (const other of integrals) {
      if (generator.degree + other.degree !== k) continue
      const generators = [g, ...other.generators].sort((a, b) => a - b)
      const key = generators.join(' ')
      if (found.has(key)) continue
      found.set(key, {
        polynomial: ring.polys.multiply(generator.polynomial, other.polynomial),
        degree: k,
        generators,
      })
    }
  })
  return [...found.values()]
}

/** What was asked for is more than can be searched. */
export class TooManyMonomials extends Error {
  override readonly name = 'TooManyMonomials'
}

/** The monomials in the states of degree 0 to `degree`, in graded order. */
function monomialsUpTo({ ring }: VectorField, degree: number): Monomial[] {
  const n = ring.states.length
  let count = 1
  for (let k = 1; k <= n; k++) count = (count * (degree + k)) / k
  if (count > MAX_MONOMIALS) {
    throw new TooManyMonomials(
      `${n} states have ${Math.round(count)} monomials up to degree ${degree}; the limit is ${MAX_MONOMIALS}: lower the degree`,
    )
  }
  let vectors: number[][] = [[]]
  for (let g = 0; g < n; g++) {
    vectors = vectors.flatMap((vector) => {
      const left = degree - vector.reduce((a, b) => a + b, 0)
      return Array.from({ length: left + 1 }, (_, e) => [...vector, e])
    })
  }
  return vectors.map((vector) => ring.polys.monomials.intern(vector)).sort((a, b) => ring.compare(a, b))
}
