/**
 * Refutations: what is true instead of a proposition, which cannot be true with it. It is looked for here, and shown by theorems that are made elsewhere, but
 * for two: that there is no limit, and a dimension that is counted.
 */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import type { AssertionOf, Proposition } from '../proposition/proposition.js'
import { Unfolding } from '../proposition/unfolding.js'
import { boundDarbouxSpace } from './deciders/families.js'
import { proveAlong } from './proof.js'
import { prove } from './prove.js'
import { boundDomains } from './setting.js'
import type { Theorem } from './theorem.js'
import { widthsOf } from './deciders/widths.js'

const TOKEN: unique symbol = Symbol('refutation')

/** That a proposition is false, because something is true with which it cannot be. */
export class Refutation {
  readonly #kernel = true
  constructor(
    token: typeof TOKEN,
    readonly proposition: Proposition,
    /** What is true, and what is claimed instead. */
    readonly found: string,
    readonly claimed: string,
    /** What the two are. */
    readonly what: string,
    /** Theorems that show it; none where the kernel shows by itself that there is no limit, or counts a dimension. */
    readonly uses: readonly Theorem[],
    /** Where it is false, if only some values are meant. */
    readonly values: Readonly<Record<string, number>>,
  ) {
    if (token !== TOKEN) throw new Error('only the kernel makes refutations')
    Object.freeze(this)
  }
  static is(value: unknown): value is Refutation {
    return typeof value === 'object' && value !== null && #kernel in value
  }
}

/**
 * A refutation by what is true instead, where the kernel finds one: another limit than the one claimed, or none, another coefficient, another order of growth, or another dimension. That a
 * proposition is not proved refutes nothing.
 */
export function refute(proposition: Proposition): Refutation | undefined {
  const { assertion, context } = proposition
  switch (assertion.kind) {
    case 'limit': {
      const { target } = assertion
      const sides = typeof target === 'string' || target.side ? [target] : SIDES.map((side) => ({ ...target, side }))
      for (const one of sides) {
        const found = refuteLimit(proposition, { ...assertion, target: one })
        if (found) return found
      }
      return undefined
    }
    case 'taylor':
    case 'expansion':
      return refuteCoefficients(proposition, assertion)
    case 'growth':
      return refuteGrowth(proposition, assertion)
    case 'space':
      return refuteSpace(proposition, assertion)
    case 'all':
      for (const part of assertion.parts) {
        const found = refute({ context, assertion: part })
        if (found)
          return new Refutation(TOKEN, proposition, found.found, found.claimed, found.what, found.uses, found.values)
      }
      return undefined
    default:
      return undefined
  }
}

const SIDES = ['above', 'below'] as const

const LIMITS = 'the limit and the one claimed'

function refuteLimit(proposition: Proposition, assertion: AssertionOf<'limit'>): Refutation | undefined {
  const { context } = proposition
  const answer = prove({ context, assertion })
  if (answer.theorem || answer.limit === undefined) return undefined
  const { limit } = answer
  const shown = (value: Expr | 'oo' | '-oo'): string => (typeof value === 'string' ? value : print(value))
  if (limit === 'none') return new Refutation(TOKEN, proposition, 'none', shown(assertion.value), LIMITS, [], {})
  const { value } = assertion
  if (typeof limit !== 'string' && typeof value !== 'string')
    return instead(proposition, { ...assertion, value: limit }, limit, value, LIMITS)
  if (limit === value) return undefined
  const other = prove({ context, assertion: { ...assertion, value: limit } }).theorem
  return other && new Refutation(TOKEN, proposition, shown(limit), shown(value), LIMITS, [other], {})
}

/** A coefficient is determined by what is expanded: up to the first that is another, the expansion is shown with what it is. */
function refuteCoefficients(
  proposition: Proposition,
  assertion: AssertionOf<'taylor'> | AssertionOf<'expansion'>,
): Refutation | undefined {
  const answer = prove({ context: proposition.context, assertion })
  if (answer.theorem || !answer.coefficient) return undefined
  const { at, is } = answer.coefficient
  const coefficients = [...assertion.coefficients.slice(0, at), is]
  const order = at + (assertion.kind === 'expansion' ? assertion.low : 0)
  const what = `the coefficient of order ${order} and the one claimed`
  return instead(proposition, { ...assertion, coefficients }, is, assertion.coefficients[at] as Expr, what)
}

function refuteGrowth(proposition: Proposition, assertion: AssertionOf<'growth'>): Refutation | undefined {
  const answer = prove({ context: proposition.context, assertion })
  const [claimed] = assertion.plus
  if (answer.theorem || !answer.exponent || !claimed || assertion.plus.length + assertion.minus.length > 1)
    return undefined
  const exponent = ast.rational(answer.exponent)
  return instead(proposition, { ...assertion, plus: [exponent] }, exponent, claimed, 'the exponent and the one claimed')
}

/** By a theorem with another value in place of the claimed one, and one that the two are never the same. */
function instead(
  proposition: Proposition,
  other: Exclude<Proposition['assertion'], { kind: 'all' }>,
  is: Expr,
  claimed: Expr,
  what: string,
): Refutation | undefined {
  const { context } = proposition
  const { theorem } = prove({ context, assertion: other })
  const apart = prove({ context, assertion: { kind: 'sign', expr: ast.subtract(is, claimed), sign: 'nonzero' } })
  if (!theorem || !apart.theorem) return undefined
  return new Refutation(TOKEN, proposition, print(is), print(claimed), what, [theorem, apart.theorem], {})
}

/** Widths at which a dimension that is claimed for all is looked at. */
const FEW_WIDTHS: readonly number[] = [1, 2, 3]

/** A dimension that is another at some width, for whole values of the parameters that lie in their domains. */
function refuteSpace(proposition: Proposition, assertion: AssertionOf<'space'>): Refutation | undefined {
  const { context } = proposition
  const { flow } = context
  const unfolding = new Unfolding(context)
  const claimed = widthsOf(
    assertion.widths === 'every' ? FEW_WIDTHS : assertion.widths,
    assertion.dimension,
    'dimension',
  )
  if (!flow || !claimed) return undefined
  const expand = (e: Expr): Expr => unfolding.expand(e)
  const rates = flow.rates.map(({ symbol, rate }) => ({ symbol, rate: expand(rate) }))
  const family = assertion.family.map(expand)
  const cofactor = expand(assertion.cofactor)
  const domains = boundDomains(context)
  const terms = [...family, cofactor, ...rates.map(({ rate }) => rate)]
  const timed = terms.some((e) => namesOf(e).has(flow.variable.name))
  if (timed || terms.some((e) => differentiatedBy(e).size > 0)) return undefined
  // Its parameters are set to primes, which must be allowed.
  const states = new Set([flow.variable.name, ...rates.map(({ symbol }) => symbol.name)])
  const own = context.binders.filter(({ name }) => !states.has(name))
  if (own.some(({ domain }) => domain.high || (domain.low && domain.low.n > 3n * domain.low.d))) return undefined
  const members = family.every(
    (e) => proveAlong({ ...flow, rates }, e, ast.multiply(cofactor, e), domains).proof !== undefined,
  )
  if (!members) return undefined
  for (const { width, value } of claimed) {
    const claim = { cofactor, degree: assertion.degree, family, dimensions: [] }
    const bounds = boundDarbouxSpace(claim, { ...flow, rates }, width, domains)
    if (!bounds) continue
    // For generic parameters the family spans no less than here, and the space has no more.
    const [most, least] = own.length === 0 ? [bounds.lower, bounds.upper] : [bounds.upper, bounds.lower]
    if (value <= most && value >= least) continue
    const what = 'the dimension of the span out of that of the space and the claimed one'
    return new Refutation(TOKEN, proposition, `${bounds.lower} of ${bounds.upper}`, `${value}`, what, [], {
      [ast.WIDTH]: width,
    })
  }
  return undefined
}
