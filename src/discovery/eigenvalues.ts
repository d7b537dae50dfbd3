/** The characteristic polynomial of a matrix over the parameters, and its roots there. */
import type { Poly } from '../kernel/core/polynomials.js'
import { type Roots, rootsOf } from './roots.js'
import type { VectorField } from './vector-field.js'

/** The eigenvalues in the field Q(parameters) of a square matrix with polynomial entries, each once. */
export function eigenvaluesOf({ ring, divisors }: VectorField, matrix: readonly (readonly Poly[])[]): Roots {
  const { polys } = ring
  const x = ring.unknown()
  const n = matrix.length
  const coefficients = characteristic(matrix)
  const power = (k: number): Poly => (k === 0 ? polys.one : polys.generator(x, k))
  return rootsOf(divisors, ring.sum(coefficients.map((c, k) => polys.multiply(c, power(n - k)))), x)

  /** Faddeev and Le Verrier: the coefficients of x^n, x^(n-1), ..., 1. */
  function characteristic(a: readonly (readonly Poly[])[]): Poly[] {
    const found = [polys.one]
    let power: readonly (readonly Poly[])[] = a
    for (let k = 1; ; k++) {
      const trace = ring.sum(power.map((row, i) => row[i] as Poly))
      const c = divisors.exact(trace, ring.integer(-k))
      found.push(c)
      if (k === n) return found
      const shifted = power.map((row, i) => row.map((entry, j) => (i === j ? polys.add(entry, c) : entry)))
      power = a.map((row) =>
        row.map((_, j) => ring.sum(row.map((entry, l) => polys.multiply(entry, shifted[l]?.[j] as Poly)))),
      )
    }
  }
}
