/**
 * Invariant hyperplanes of a polynomial vector field D that is not linear: all f of degree 1 that divide D f, over Q(parameters).
 *
 * With a first state of coefficient 1, f = x_j + c_k x_k + ... + c, D f is put on the hyperplane (x_j = -c_k x_k - ... - c), and every
 * coefficient in the remaining states must vanish. These conditions on the unknown c are solved by substitution: an equation that is linear in an
 * unknown gives it, one with roots in the field splits into its roots and the rest, products split into their factors. Every
 * split is exhaustive, so what the search finishes is complete; where it stops it says so.
 */
import { KernelLimit } from '../kernel/core/outcome.js'
import type { Poly } from '../kernel/core/polynomials.js'
import { splitBy } from './ring.js'
import { rootsOf } from './roots.js'
import type { VectorField } from './vector-field.js'

export interface Hyperplanes {
  /** Each found f, perhaps with unknowns left that may have any value. */
  readonly forms: readonly Poly[]
  readonly complete: boolean
}

/** A set of conditions on the unknowns, and what they have made of the form. */
interface Case {
  readonly equations: readonly Poly[]
  /** Factors that were divided by. */
  readonly nonzero: readonly Poly[]
  readonly form: Poly
}

const MAX_CASES = 300
const MAX_TERMS = 400

/** The invariant hyperplanes of the field with these rates, without a common factor. */
export function invariantHyperplanes(field: VectorField, rates: readonly Poly[]): Hyperplanes {
  const { ring } = field
  const { polys } = ring
  const constant = ring.unknown()
  const coefficients = ring.states.map(() => ring.unknown())
  const search = new Search(field, (g) => g === constant || coefficients.includes(g))
  const forms: Poly[] = []
  ring.states.forEach((_, j) => {
    const tail = ring.sum([
      polys.generator(constant),
      ...coefficients.slice(j + 1).map((c, k) => polys.multiply(polys.generator(c), polys.generator(j + 1 + k))),
    ])
    const form = polys.add(polys.generator(j), tail)
    const onPlane = search.put(field.derivative(form, rates), j, polys.negate(tail), polys.one)
    forms.push(...search.attempt({ equations: [...ring.split(onPlane).values()], nonzero: [], form }))
  })
  return { forms, complete: search.complete }
}

class Search {
  complete = true
  private cases = 0

  constructor(
    private readonly field: VectorField,
    private readonly isUnknown: (g: number) => boolean,
  ) {}

  /** p with num/den for generator g, times the power of den that clears it. */
  put(p: Poly, g: number, num: Poly, den: Poly): Poly {
    const { polys } = this.field.ring
    const parts = polys.collect(p, g)
    const degree = Math.max(0, ...parts.keys())
    return this.field.ring.sum(
      [...parts].map(([e, part]) =>
        polys.multiply(part, polys.multiply(polys.power(num, e), polys.power(den, degree - e))),
      ),
    )
  }

  /** The forms of all solutions of a case; none, and not complete, where a polynomial outgrows its bounds. */
  attempt(given: Case): Poly[] {
    try {
      return this.solve(given)
    } catch (error) {
      if (error instanceof KernelLimit) return this.undecided()
      throw error
    }
  }

  private solve(given: Case): Poly[] {
    const { polys } = this.field.ring
    const { nonzero, form } = given
    if (++this.cases > MAX_CASES) return this.undecided()
    if (nonzero.some((p) => polys.isZero(p))) return []
    const equations = this.tidied(given.equations, nonzero)
    if (equations === 'contradiction') return []
    if (equations.length === 0) return [form]
    if (equations.some(({ terms }) => terms.size > MAX_TERMS)) return this.undecided()
    const split =
      this.monomial(equations) ?? this.linear(equations) ?? this.univariate(equations) ?? this.factors(equations)
    if (!split) return this.undecided()
    return split.flatMap(({ unknown, num, den, also, not }) => {
      const put = (p: Poly): Poly => (unknown === undefined ? p : this.put(p, unknown, num, den))
      return this.solve({
        equations: [...equations, ...also].map(put),
        nonzero: [...nonzero, ...not].map(put),
        form: put(form),
      })
    })
  }

  private undecided(): Poly[] {
    this.complete = false
    return []
  }

  private unknownsOf(p: Poly): number[] {
    return this.field.ring.polys.generatorsOf(p).filter(this.isUnknown)
  }

  /** The equations without zeros, repetitions, and factors that cannot vanish; shortest first. */
  private tidied(equations: readonly Poly[], nonzero: readonly Poly[]): Poly[] | 'contradiction' {
    const { divisors, ring } = this.field
    const { polys } = ring
    const found = new Map<string, Poly>()
    for (const equation of equations) {
      if (polys.isZero(equation)) continue
      let p = divisors.exact(equation, divisors.gcdOf([...splitBy(polys, equation, this.isUnknown).values()]))
      for (const factor of nonzero) {
        if (this.unknownsOf(factor).length === 0) continue
        for (let q = divisors.quotient(p, factor); q; q = divisors.quotient(p, factor)) p = q
      }
      if (this.unknownsOf(p).length === 0) return 'contradiction'
      const { core, monomial } = polys.primitive(p)
      const kept = polys.times(core, monomial)
      found.set(polys.key(kept), kept)
    }
    return [...found.values()].sort((a, b) => a.terms.size - b.terms.size)
  }

  /** A product with an unknown as a factor: the unknown is zero, or the rest is. */
  private monomial(equations: readonly Poly[]): Branch[] | undefined {
    const { polys } = this.field.ring
    for (const equation of equations) {
      const { monomial, core } = polys.primitive(equation)
      const present = this.unknownsOf(polys.monomial(monomial))
      if (present.length === 0) continue
      const branches = present.map((unknown) => ({ unknown, num: polys.zero, den: polys.one, also: [], not: [] }))
      if (this.unknownsOf(core).length === 0) return branches
      return [...branches, { ...this.nothing(), also: [core], not: present.map((g) => polys.generator(g)) }]
    }
    return undefined
  }

  /** An equation linear in an unknown whose coefficient is a nonzero number of the field. */
  private linear(equations: readonly Poly[]): Branch[] | undefined {
    const { polys } = this.field.ring
    for (const equation of equations) {
      for (const unknown of this.unknownsOf(equation)) {
        const parts = polys.collect(equation, unknown)
        const slope = parts.get(1)
        if (!slope || Math.max(...parts.keys()) > 1 || this.unknownsOf(slope).length > 0) continue
        return [{ unknown, num: polys.negate(parts.get(0) ?? polys.zero), den: slope, also: [], not: [] }]
      }
    }
    return undefined
  }

  /** An equation in one unknown: its roots in the field. */
  private univariate(equations: readonly Poly[]): Branch[] | undefined {
    for (const equation of equations) {
      const [unknown, another] = this.unknownsOf(equation)
      if (unknown === undefined || another !== undefined) continue
      const { roots, complete } = rootsOf(this.field.divisors, equation, unknown)
      if (!complete) this.complete = false
      return roots.map(({ num, den }) => ({ unknown, num, den, also: [], not: [] }))
    }
    return undefined
  }

  /** Any equation with a root for one unknown in terms of the others: that root, or the denominator vanishes, or the rest does. */
  private factors(equations: readonly Poly[]): Branch[] | undefined {
    const { divisors, ring } = this.field
    const { polys } = ring
    for (const equation of equations) {
      for (const unknown of this.unknownsOf(equation)) {
        const [root] = rootsOf(divisors, equation, unknown).roots
        if (!root) continue
        const { num, den } = root
        const factor = polys.subtract(polys.multiply(den, polys.generator(unknown)), num)
        const rest = divisors.exact(equation, factor)
        const branches: Branch[] = [{ unknown, num, den, also: [], not: [den] }]
        if (this.unknownsOf(den).length > 0) branches.push({ ...this.nothing(), also: [den, num] })
        if (this.unknownsOf(rest).length > 0) branches.push({ ...this.nothing(), also: [rest], not: [factor] })
        return branches
      }
    }
    return undefined
  }

  private nothing(): Branch {
    const { polys } = this.field.ring
    return { unknown: undefined, num: polys.zero, den: polys.one, also: [], not: [] }
  }
}

/** One way to satisfy an equation: `unknown` = num/den if there is one, with further equations and inequalities. */
interface Branch {
  readonly unknown: number | undefined
  readonly num: Poly
  readonly den: Poly
  readonly also: readonly Poly[]
  readonly not: readonly Poly[]
}
