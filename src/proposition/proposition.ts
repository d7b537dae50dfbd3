/**
 * What is claimed, as data. A proposition is closed: every symbol that occurs in it is bound by its context, which says what it is, and
 * every text in it is an expression. Whoever proves, prints, attacks, exports or caches it reads this one tree and nothing else.
 *
 * A name in the tree is a reference to its binder: the nearest derivative, sum, limit or place around it that binds the name, else the
 * context. Names are unique in a context, so two things of one name cannot meet.
 */
import type { Expr, Sym } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import type { Domain } from '../expr/domain.js'
import type { Replacement } from '../expr/substitute.js'

/** A parameter, or a family of them: any real numbers of the domain. */
export interface Binder {
  readonly name: string
  /** 0 for a number, 1 for a family u[1], ..., u[d]. */
  readonly indices: number
  readonly domain: Domain
  /** Of a family: what is supposed of single members beyond that. */
  readonly members?: readonly { readonly index: number; readonly domain: Domain }[]
}

/** A name for a formula. Where the formula has a derivative around it, that derivative sees what the formula is made of. */
export interface Definition extends Replacement {
  /** What is declared of its values: no hypothesis, but something to be proved before it is known. */
  readonly domain: Domain
}

export interface Context {
  /** The width d is no binder: a whole number from 1, unless a number of that name is bound here. */
  readonly binders: readonly Binder[]
  /** Each name at most once, here or among the binders; users before what they use. */
  readonly definitions: readonly Definition[]
  /**
   * Symbols that are bound in the context and move with the time, by these rates. Each is a function of the time, nowhere a constant; diff by
   * the time is the total derivative along the flow.
   */
  readonly flow?: Motion
}

export type SignName = 'positive' | 'nonnegative' | 'negative' | 'nonpositive' | 'nonzero'

/** Where a variable goes. A place is approached from every side that its domain allows and where the expression is defined, or from one. */
export type Target = 'oo' | '-oo' | { readonly place: Expr; readonly side?: 'above' | 'below' }

/** The widths for which something is claimed. */
export type Widths = 'every' | readonly number[]

export type Assertion =
  /** Equal wherever both sides are defined. */
  | { readonly kind: 'equal'; readonly lhs: Expr; readonly rhs: Expr }
  /** Of that sign wherever it is defined. */
  | { readonly kind: 'sign'; readonly expr: Expr; readonly sign: SignName }
  /** d/dt expr = rate along the flow of the context. */
  | { readonly kind: 'along'; readonly expr: Expr; readonly rate: Expr }
  /**
   * The functions of the variable, put for the symbols of the rates, satisfy d symbol / d variable = rate. The rates speak of the symbols as
   * independent of each other and of the variable: a derivative by a symbol in a rate is taken before the function is put.
   */
  | {
      readonly kind: 'solves'
      readonly variable: Sym
      readonly rates: Motion['rates']
      readonly solution: readonly Replacement[]
      /** Values of the symbols where the variable is 0. */
      readonly initial: readonly Replacement[]
    }
  /** The limit exists and is the value. The variable is bound: what its own binder in the context says is where it may be. */
  | {
      readonly kind: 'limit'
      readonly expr: Expr
      readonly variable: Sym
      readonly target: Target
      readonly value: Expr | 'oo' | '-oo'
    }
  /** expr = sum of coefficients[k] variable^k + O(variable^n) at 0, n coefficients: its derivatives at 0. */
  | { readonly kind: 'taylor'; readonly expr: Expr; readonly variable: Sym; readonly coefficients: readonly Expr[] }
  /** expr = sum of coefficients[k] variable^(low + k) + higher order, as the variable goes to 0 from above. */
  | {
      readonly kind: 'expansion'
      readonly expr: Expr
      readonly variable: Sym
      readonly low: number
      readonly coefficients: readonly Expr[]
    }
  /** expr is positive and of exact order d^(max plus - max minus) as the width grows. An empty list stands for 0. */
  | { readonly kind: 'growth'; readonly expr: Expr; readonly plus: readonly Expr[]; readonly minus: readonly Expr[] }
  /** Putting the step for its symbols, all at once, multiplies the quantity by the factor. */
  | {
      readonly kind: 'step'
      readonly step: readonly Replacement[]
      readonly quantity: Expr
      readonly factor: Expr
      /** Free symbols that may have another value at each step. */
      readonly fresh: readonly string[]
    }
  /** Each member is conserved, and so many of all instances of the members are functionally independent; the free indices of a member are different numbers. */
  | { readonly kind: 'rank'; readonly family: readonly Expr[]; readonly rank: Expr; readonly widths: Widths }
  /** The polynomials in the states of degree 1 to `degree`, constants left out, with df/dt = cofactor f are the span of the family, of that dimension. */
  | {
      readonly kind: 'space'
      readonly family: readonly Expr[]
      readonly dimension: Expr
      readonly cofactor: Expr
      readonly degree: number
      readonly widths: Widths
    }
  /** Every part holds. */
  | { readonly kind: 'all'; readonly parts: readonly Assertion[] }

export type AssertionOf<K extends Assertion['kind']> = Extract<Assertion, { readonly kind: K }>

export interface Proposition {
  readonly context: Context
  readonly assertion: Assertion
}

/** An assertion, or each of its parts. */
export const assertionsIn = (assertion: Assertion): readonly Assertion[] =>
  assertion.kind === 'all' ? assertion.parts.flatMap(assertionsIn) : [assertion]

/** What is no free symbol of an assertion, which says how it is made: the names of its solutions. */
export const solvedIn = (assertion: Assertion): ReadonlySet<string> =>
  new Set(
    assertionsIn(assertion).flatMap((part) =>
      part.kind === 'solves' ? part.solution.map(({ symbol }) => symbol.name) : [],
    ),
  )

/** The terms that an assertion is made of, in reading order; what is bound by it included. */
export function termsOf(assertion: Assertion): readonly Expr[] {
  const replaced = (list: readonly Replacement[]): Expr[] => list.flatMap(({ symbol, by }) => [symbol, by])
  switch (assertion.kind) {
    case 'equal':
      return [assertion.lhs, assertion.rhs]
    case 'sign':
      return [assertion.expr]
    case 'along':
      return [assertion.expr, assertion.rate]
    case 'solves':
      return [
        assertion.variable,
        ...replaced(assertion.solution),
        ...assertion.rates.flatMap(({ symbol, rate }) => [symbol, rate]),
        ...replaced(assertion.initial),
      ]
    case 'limit':
      return [
        assertion.expr,
        assertion.variable,
        ...(typeof assertion.target === 'string' ? [] : [assertion.target.place]),
        ...(typeof assertion.value === 'string' ? [] : [assertion.value]),
      ]
    case 'taylor':
    case 'expansion':
      return [assertion.expr, assertion.variable, ...assertion.coefficients]
    case 'growth':
      return [assertion.expr, ...assertion.plus, ...assertion.minus]
    case 'step':
      return [...replaced(assertion.step), assertion.quantity, assertion.factor]
    case 'rank':
      return [...assertion.family, assertion.rank]
    case 'space':
      return [...assertion.family, assertion.dimension, assertion.cofactor]
    case 'all':
      return assertion.parts.flatMap(termsOf)
  }
}

/** A canonical text of a value made of objects, arrays, texts, numbers, bigints: equal exactly for equal trees. Absent and undefined fields are one. */
export function treeText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(treeText).join()}]`
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${treeText(field)}`)
    .join()}}`
}

/** Whether two propositions are the same tree. */
export const sameProposition = (a: Proposition, b: Proposition): boolean => sameTree(a, b)

/** Whether the texts of two trees are the same, found without them. */
export function sameTree(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a === 'string' && typeof b === 'string') return false
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return treeText(a) === treeText(b)
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, k) => sameTree(one, b[k]))
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  const named = (fields: Record<string, unknown>): string[] =>
    Object.keys(fields).filter((name) => fields[name] !== undefined)
  const names = named(left)
  return (
    names.length === named(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameTree(left[name], right[name]))
  )
}
