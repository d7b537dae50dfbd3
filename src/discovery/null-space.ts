/**
 * Null spaces over Q(parameters), exact and complete.
 *
 * The matrix at a point modulo a prime says which columns depend on which earlier ones; each such dependency involves few columns, and only
 * it is solved exactly, by elimination with rows kept primitive. The rank at the point bounds the rank from below, the
 * solved dependencies bound it from above, so the two agree only when both are right; an unlucky point is replaced by another.
 */
import type { Monomial } from '../kernel/core/monomials.js'
import type { Poly } from '../kernel/core/polynomials.js'
import type { Divisors } from './divisors.js'
import { type Profile, profile } from './elimination.js'
import { Point } from './residues.js'

/** Row, named by a monomial, to entry: a polynomial in the parameters. */
export type Column = ReadonlyMap<Monomial, Poly>

/** Column to entry: sum of entry * column = 0, the entries without a common factor. */
export type Dependency = ReadonlyMap<number, Poly>

export const POINTS = 5

/** The profile of the matrix at a point. */
export function profileAt(divisors: Divisors, columns: readonly Column[], point: Point): Profile {
  return profile(columns.map((column) => valuesAt(divisors, column, point)))
}

/** A basis of all dependencies among the columns. Throws Error when every point tried is unlucky. */
export function nullSpace(divisors: Divisors, columns: readonly Column[]): Dependency[] {
  for (let k = 0; k < POINTS; k++) {
    const point = new Point(k)
    const { dependent } = profileAt(divisors, columns, point)
    const found = [...dependent].map(([free, on]) => dependency(divisors, columns, [...on, free], point))
    if (found.every((one) => one !== undefined)) return found
  }
  throw new Error('no generic point was found for a matrix over Q(parameters)')
}

/** The dependency among the columns `support` that contains each of them, or undefined when there is no such one. */
export function dependency(
  divisors: Divisors,
  columns: readonly Column[],
  support: readonly number[],
  point: Point,
): Dependency | undefined {
  const rows = new Map<Monomial, Map<number, Poly>>()
  for (const c of support) {
    for (const [r, entry] of columns[c] as Column) {
      const row = rows.get(r) ?? new Map<number, Poly>()
      row.set(c, entry)
      rows.set(r, row)
    }
  }
  const weight = (row: ReadonlyMap<number, Poly>): number =>
    [...row.values()].reduce((total, entry) => total + entry.terms.size, 0)
  const equations = [...rows.values()].sort((a, b) => a.size - b.size || weight(a) - weight(b))
  const independent = profile(equations.map((row) => valuesAt(divisors, row, point))).pivots
  if (independent.length !== support.length - 1) return undefined
  const solution = solve(
    divisors,
    independent.map((k) => equations[k] as Map<number, Poly>),
    support,
  )
  const { polys } = divisors
  const holds = equations.every((row) => {
    let total = polys.zero
    for (const [c, entry] of row) total = polys.add(total, polys.multiply(entry, solution.get(c) as Poly))
    return polys.isZero(total)
  })
  return holds && [...solution.values()].every((entry) => !polys.isZero(entry)) ? solution : undefined
}

/** The solution, unique up to a factor, of independent homogeneous equations in one unknown more. */
function solve(
  divisors: Divisors,
  equations: readonly ReadonlyMap<number, Poly>[],
  unknowns: readonly number[],
): Map<number, Poly> {
  const { polys } = divisors
  let open = equations.map((row) => divisors.primitive(row))
  const solved: { pivot: number; row: Map<number, Poly> }[] = []
  const without = (row: Map<number, Poly>, pivot: number, lead: Map<number, Poly>): Map<number, Poly> => {
    const entry = row.get(pivot)
    if (!entry) return row
    const by = lead.get(pivot) as Poly
    const common = divisors.gcd(entry, by)
    const [scale, factor] = [divisors.exact(by, common), divisors.exact(entry, common)]
    const next = new Map<number, Poly>()
    for (const c of new Set([...row.keys(), ...lead.keys()])) {
      const kept = polys.multiply(scale, row.get(c) ?? polys.zero)
      const left = polys.subtract(kept, polys.multiply(factor, lead.get(c) ?? polys.zero))
      if (!polys.isZero(left)) next.set(c, left)
    }
    return divisors.primitive(next)
  }
  while (open.length > 0) {
    const candidates = open.flatMap((row) => [...row].map(([pivot, entry]) => ({ row, pivot, entry })))
    const cost = ({ row, entry }: (typeof candidates)[number]): number => entry.terms.size * 8 + row.size
    const { row: lead, pivot } = candidates.reduce((best, next) => (cost(next) < cost(best) ? next : best))
    open = open.filter((row) => row !== lead).map((row) => without(row, pivot, lead))
    for (const done of solved) done.row = without(done.row, pivot, lead)
    solved.push({ pivot, row: lead })
  }
  const pivots = new Set(solved.map(({ pivot }) => pivot))
  const free = unknowns.find((c) => !pivots.has(c)) as number
  let common = polys.one
  for (const { pivot, row } of solved) common = divisors.lcm(common, row.get(pivot) as Poly)
  const solution = new Map<number, Poly>([[free, common]])
  for (const { pivot, row } of solved) {
    const scale = divisors.exact(common, row.get(pivot) as Poly)
    solution.set(pivot, polys.negate(polys.multiply(scale, row.get(free) ?? polys.zero)))
  }
  return divisors.primitive(solution)
}

function valuesAt(divisors: Divisors, entries: ReadonlyMap<number, Poly>, point: Point): Map<number, number> {
  return new Map([...entries].map(([k, entry]) => [k, point.value(divisors.polys, entry)]))
}
