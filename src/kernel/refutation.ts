/**
 * Refutations: what is true instead of a proposition, which cannot be true with it. It is looked for here, and shown by theorems that are made elsewhere, but
 * for two: that there is no limit, and a dimension that is counted.
 */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { fromDouble } from '../expr/rational.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import {
  type Assertion,
  type AssertionOf,
  type Definition,
  type Proposition,
  assertionsIn,
} from '../proposition/proposition.js'
import { Unfolding } from '../proposition/unfolding.js'
import { Unsupported } from './core/outcome.js'
import { IMAGINARY } from './core/field.js'
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
  try {
    return refuted(proposition)
  } catch (error) {
    // What is beyond the kernel refutes nothing.
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

function refuted(proposition: Proposition): Refutation | undefined {
  const { assertion, context } = proposition
  switch (assertion.kind) {
    case 'limit':
      for (const one of bySides(assertion)) {
        const found = refuteKind(proposition, one)
        if (found) return found
      }
      return refuteByAnother(proposition)
    case 'taylor':
    case 'expansion':
      return refuteByAnother(proposition)
    case 'growth':
      return refuteByAnother(proposition) ?? refuteBySign(proposition, assertion)
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

const LIMITS = 'the limit and the one claimed'

/** What is shown to hold in place of a claimed value, which is another wherever the two are not the same. */
export interface Instead {
  readonly theorem: Theorem
  readonly is: Expr
  readonly claimed: Expr
  /** What the two are. */
  readonly what: string
  /** What else the claim speaks of: it is about nothing where one of these has no value. */
  readonly beside?: readonly Expr[]
}

/** The finite limit, the coefficient or the exponent that the kernel finds where another is claimed; of a conjunction, in place of the first that it finds one for. */
export function instead(proposition: Proposition): Instead | undefined {
  const { assertion, context } = proposition
  const shown = (
    other: Exclude<Assertion, { kind: 'all' }>,
    is: Expr,
    claimed: Expr,
    what: string,
  ): Instead | undefined => {
    // What is written with the imaginary unit is no term that a proposition could have.
    if (namesOf(is).has(IMAGINARY)) return undefined
    const { theorem } = prove({ context, assertion: other })
    return theorem && { theorem, is, claimed, what }
  }
  switch (assertion.kind) {
    case 'limit':
      for (const one of bySides(assertion)) {
        const answer = prove({ context, assertion: one })
        if (answer.theorem || !answer.limit || typeof answer.limit === 'string' || typeof one.value === 'string')
          continue
        const found = shown({ ...one, value: answer.limit }, answer.limit, one.value, LIMITS)
        if (found) return found
      }
      return undefined
    case 'taylor':
    case 'expansion': {
      // A coefficient is determined by what is expanded: up to the first that is another, the expansion is shown with what it is.
      const answer = prove({ context, assertion })
      if (answer.theorem || !answer.coefficient) return undefined
      const { at, is } = answer.coefficient
      const coefficients = [...assertion.coefficients.slice(0, at), is]
      const order = at + (assertion.kind === 'expansion' ? assertion.low : 0)
      const what = `the coefficient of order ${order} and the one claimed`
      const found = shown({ ...assertion, coefficients }, is, assertion.coefficients[at] as Expr, what)
      return found && { ...found, beside: assertion.coefficients }
    }
    case 'growth': {
      const answer = prove({ context, assertion })
      if (answer.theorem || !answer.exponent) return undefined
      const { plus, minus } = answer.exponent
      const [is, claimed] = [answer.exponent, assertion].map((of) => differenceOfMaxima(of.plus, of.minus))
      return shown({ ...assertion, plus, minus }, is as Expr, claimed as Expr, 'the exponent and the one claimed')
    }
    case 'all':
      for (const part of assertion.parts) {
        const found = instead({ context, assertion: part })
        if (found) return found
      }
      return undefined
    default:
      return undefined
  }
}

/**
 * A refutation with numbers put for the symbols that are given one: what is false of them is false. Of something with families nothing is said.
 */
export function refuteAt(proposition: Proposition, values: Readonly<Record<string, unknown>>): Refutation | undefined {
  const { context, assertion } = proposition
  const bound = new Set(assertionsIn(assertion).flatMap((part) => ('variable' in part ? [part.variable.name] : [])))
  if (context.binders.some(({ indices }) => indices > 0)) return undefined
  const put = context.binders.flatMap(({ name, domain }): Definition[] => {
    const value = values[name]
    if (bound.has(name) || typeof value !== 'number' || !Number.isFinite(value)) return []
    return [{ symbol: ast.symbol(name), by: ast.rational(fromDouble(value)), domain }]
  })
  if (put.length === 0) return undefined
  const names = new Set(put.map(({ symbol }) => symbol.name))
  return refute({
    context: {
      ...context,
      binders: context.binders.filter(({ name }) => !names.has(name)),
      definitions: [...context.definitions, ...put],
    },
    assertion,
  })
}

const SIDES = ['above', 'below'] as const

/** A limit from both sides as two. */
function bySides(assertion: AssertionOf<'limit'>): readonly AssertionOf<'limit'>[] {
  const { target } = assertion
  if (typeof target === 'string' || target.side) return [assertion]
  return SIDES.map((side) => ({ ...assertion, target: { ...target, side } }))
}

/** That there is no limit, or that it is infinite where a finite one is claimed, or the other way round. */
function refuteKind(proposition: Proposition, assertion: AssertionOf<'limit'>): Refutation | undefined {
  const { context } = proposition
  const answer = prove({ context, assertion })
  if (answer.theorem || answer.limit === undefined) return undefined
  const { limit } = answer
  const { value } = assertion
  const shown = (one: Expr | 'oo' | '-oo'): string => (typeof one === 'string' ? one : print(one))
  if (limit === 'none') return new Refutation(TOKEN, proposition, 'none', shown(value), LIMITS, [], {})
  if (limit === value || (typeof limit !== 'string' && typeof value !== 'string')) return undefined
  const other = prove({ context, assertion: { ...assertion, value: limit } }).theorem
  return other && new Refutation(TOKEN, proposition, shown(limit), shown(value), LIMITS, [other], {})
}

/** max(plus) - max(minus) as a formula, where an empty list stands for 0. */
function differenceOfMaxima(plus: readonly Expr[], minus: readonly Expr[]): Expr {
  const larger = (a: Expr, b: Expr): Expr =>
    ast.divide(ast.add(a, b, ast.call('abs', ast.subtract(a, b))), ast.rational(2))
  const largest = (list: readonly Expr[]): Expr | undefined => (list.length === 0 ? undefined : list.reduce(larger))
  const [above = ast.rational(0), below] = [largest(plus), largest(minus)]
  return below ? ast.subtract(above, below) : above
}

/** What is never positive, or tends to something negative, grows as no power of the width. */
function refuteBySign(proposition: Proposition, { expr }: AssertionOf<'growth'>): Refutation | undefined {
  const { context } = proposition
  const shown = (found: string, ...uses: (Theorem | undefined)[]): Refutation | undefined => {
    const theorems = uses.flatMap((theorem) => theorem ?? [])
    if (theorems.length < uses.length) return undefined
    return new Refutation(TOKEN, proposition, found, 'positive', 'the sign and the one that a size has', theorems, {})
  }
  const never = prove({ context, assertion: { kind: 'sign', expr, sign: 'nonpositive' } }).theorem
  const wide = { kind: 'limit', expr, variable: ast.symbol(ast.WIDTH), target: 'oo' } as const
  if (never) {
    if (never.conditions.length === 0) return shown('nonpositive', never)
    // What has no values at large widths is nothing there, whatever sign it has at others.
    const nothing = { ...wide, expr: ast.multiply(ast.rational(0), expr), value: ast.rational(0) }
    return shown('nonpositive', never, prove({ context, assertion: nothing }).theorem)
  }
  const { theorem, ...answer } = prove({ context, assertion: { ...wide, value: ast.rational(0) } })
  const limit = theorem || !('limit' in answer) ? undefined : answer.limit
  if (limit === undefined || typeof limit === 'string') return undefined
  const sign = { kind: 'sign', expr: limit, sign: 'negative' } as const
  return shown(
    'negative in the end',
    prove({ context, assertion: { ...wide, value: limit } }).theorem,
    prove({ context, assertion: sign }).theorem,
  )
}

/** By what holds in place of what is claimed, where the two are never the same. */
function refuteByAnother(proposition: Proposition): Refutation | undefined {
  const found = instead(proposition)
  if (!found) return undefined
  const { theorem, is, claimed, what, beside = [] } = found
  const expr = beside.reduce(ast.where, ast.subtract(is, claimed) as Expr)
  const apart = prove({ context: proposition.context, assertion: { kind: 'sign', expr, sign: 'nonzero' } }).theorem
  return apart && new Refutation(TOKEN, proposition, print(is), print(claimed), what, [theorem, apart], {})
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
