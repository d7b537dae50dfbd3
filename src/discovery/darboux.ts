/**
 * Darboux polynomials of degree 1: f with D f = K f for a polynomial K, the cofactor. Those that share a cofactor form a linear space.
 *
 * With g the greatest common divisor of the components, D = g D', and f divides D f exactly when it divides g or D' f. The linear factors
 * of g are roots of g in one of its states. When D' is linear, D' f = lambda f, and lambda is an eigenvalue of the matrix of D';
 * otherwise the hyperplanes f = 0 that D' leaves invariant are searched for. Each cofactor found then gives its whole space by exact linear algebra.
 * Darboux polynomials and cofactors: Darboux 1878; Dumortier, Llibre and Artes, Qualitative Theory of Planar Differential Systems, ch. 8.
 */
import type { Poly } from '../kernel/core/polynomials.js'
import { eigenvaluesOf } from './eigenvalues.js'
import { invariantHyperplanes } from './hyperplanes.js'
import { nullSpace } from './null-space.js'
import { rootsOf } from './roots.js'
import type { VectorField } from './vector-field.js'

interface DarbouxSpace {
  /** Times the field's scale. */
  readonly cofactor: Poly
  readonly basis: readonly Poly[]
}

export interface DarbouxSpaces {
  readonly spaces: readonly DarbouxSpace[]
  readonly complete: boolean
  readonly why: string
}

/** All Darboux polynomials of degree 1 over Q(parameters), constants excluded, by cofactor. */
export function linearDarboux(field: VectorField): DarbouxSpaces {
  const { ring, divisors, rates } = field
  const { polys } = ring
  const known = ring.size
  const common = divisors.gcdOf(rates)
  if (polys.isZero(common)) return { spaces: [spaceOf(field, common)], complete: true, why: 'nothing moves' }
  const reduced = rates.map((rate) => divisors.exact(rate, common))
  const cofactors = new Map<string, Poly>()
  const note = (cofactor: Poly): void => void cofactors.set(polys.key(cofactor), cofactor)
  const factors = linearFactors(field, common)
  for (const f of factors.forms) note(divisors.exact(field.derivative(f), f))
  const reasons = factors.complete ? [] : ['the linear factors of what the rates have in common are not all known']
  let how: string
  if (reduced.every((rate) => ring.degree(rate) <= 1)) {
    const { roots, complete } = eigenvaluesOf(field, linearPart(field, reduced))
    for (const { num, den } of roots) note(polys.multiply(common, divisors.exact(num, den)))
    if (!complete) reasons.push('the eigenvalues in Q(parameters) are not all known')
    how =
      'all over Q(parameters), by the eigenvalues of the linear field that is left without the common factor of the rates'
  } else {
    const { forms, complete } = invariantHyperplanes(field, reduced)
    for (const form of forms) {
      const cofactor = cofactorOf(field, form)
      if (polys.generatorsOf(cofactor).every((g) => g < known)) note(cofactor)
      else reasons.push('the cofactors of a family of them vary with its members')
    }
    if (!complete) reasons.push('the search for invariant hyperplanes reached its bound')
    how = 'all over Q(parameters), by an exhaustive search for invariant hyperplanes'
  }
  return {
    spaces: [...cofactors.values()].map((cofactor) => spaceOf(field, cofactor)).filter(({ basis }) => basis.length > 0),
    complete: reasons.length === 0,
    why: reasons.length === 0 ? how : `not decided: ${reasons.join('; ')}`,
  }
}

/** All f of degree 1 with D f = cofactor * f. */
function spaceOf(field: VectorField, cofactor: Poly): DarbouxSpace {
  const { ring, divisors, rates } = field
  const { polys } = ring
  const units = [...ring.states.map((_, g) => polys.generator(g)), polys.one]
  const images = units.map((unit, g) => polys.subtract(rates[g] ?? polys.zero, polys.multiply(cofactor, unit)))
  // The constants come first: they are a solution of their own when the cofactor is zero.
  const order = units.map((_, k) => units.length - 1 - k)
  const basis = nullSpace(
    divisors,
    order.map((k) => ring.split(images[k] as Poly)),
  )
    .map((solution) => {
      const f = ring.sum([...solution].map(([j, c]) => polys.multiply(c, units[order[j] as number] as Poly)))
      return ring.sign(f) < 0 ? polys.negate(f) : f
    })
    .filter((f) => ring.degree(f) > 0)
  return { cofactor, basis: basis.reverse() }
}

/** The factors of degree 1 of p, up to factors in the parameters. */
function linearFactors(field: VectorField, p: Poly): { forms: Poly[]; complete: boolean } {
  const { ring, divisors } = field
  const { polys } = ring
  const forms: Poly[] = []
  let complete = true
  let rest = p
  for (let g = 0; g < ring.states.length && ring.degree(rest) > 0; g++) {
    if (!polys.generatorsOf(rest).includes(g)) continue
    const found = rootsOf(divisors, rest, g)
    complete &&= found.complete
    for (const { num, den } of found.roots) {
      const factor = polys.subtract(polys.multiply(den, polys.generator(g)), num)
      if (ring.degree(factor) === 1) forms.push(factor)
    }
    rest = divisors.gcdOf([...polys.collect(rest, g).values()])
  }
  return { forms, complete }
}

function linearPart({ ring }: VectorField, rates: readonly Poly[]): Poly[][] {
  const { monomials, zero } = ring.polys
  return rates.map((rate) => {
    const parts = ring.split(rate)
    return ring.states.map((_, g) => parts.get(monomials.of(g, 1)) ?? zero)
  })
}

/** The cofactor of a form: a polynomial in the unknowns left in it too. */
function cofactorOf(field: VectorField, form: Poly): Poly {
  const { ring, divisors } = field
  const parts = ring.split(form)
  const f = divisors.exact(form, divisors.gcdOf([...parts.values()]))
  return divisors.exact(field.derivative(f), f)
}
