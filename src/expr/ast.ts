/**
 * The expression language: an immutable tree that keeps the author's form (a - b stays a - b, x/y stays x/y), so that
 * the formula which is rendered is the formula which is checked. Nothing here simplifies.
 *
 * Shapes: `symbol` may carry indices (`u[i]`, `u[3]`); `index` is an index used as the number that it counts; `sum` binds its
 * index over 1..d for a symbolic width d, or all pairs i < j when `below` names the second index.
 *
 * `derivative` is an unevaluated diff(body, variable, order). It binds the name of its variable in its body: there the name is what
 * is moved, and the value is taken where `at` says, by default at the name's own value outside. With order 0 it is the body's value there.
 */
import type { FunctionName } from '../functions/registry/registry.js'
import { type Rational, ratio, toDecimal } from './rational.js'

export type Index = string | number
export interface Num {
  readonly kind: 'number'
  /** Non-negative and with a finite decimal expansion; other rationals are quotients. */
  readonly value: Rational
}
export interface Pi {
  readonly kind: 'pi'
}
export interface Sym {
  readonly kind: 'symbol'
  readonly name: string
  readonly indices: readonly Index[]
}
/** An index as a number, 1 to d. */
export interface IndexNumber {
  readonly kind: 'index'
  readonly name: string
}
export interface Add {
  readonly kind: 'add'
  readonly terms: readonly Expr[]
}
export interface Mul {
  readonly kind: 'multiply'
  readonly factors: readonly Expr[]
}
export interface Div {
  readonly kind: 'divide'
  readonly numerator: Expr
  readonly denominator: Expr
}
export interface Neg {
  readonly kind: 'negate'
  readonly argument: Expr
}
export interface Pow {
  readonly kind: 'power'
  readonly base: Expr
  readonly exponent: Expr
}
export interface Call {
  readonly kind: 'call'
  readonly fn: FunctionName
  readonly argument: Expr
}
/** A sum over an index from 1 to the width. */
export interface Sum {
  readonly kind: 'sum'
  readonly index: string
  /** With `below`, the sum runs over all pairs index < below. */
  readonly below?: string
  readonly body: Expr
}
/** A value for a bound name: a number, or for a family what its member is at each `index`. */
export interface Place {
  readonly by: Expr
  readonly index?: string
}
export interface Derivative {
  readonly kind: 'derivative'
  readonly body: Expr
  readonly variable: Sym
  readonly order: number
  readonly at?: Place
}
/** `value`, where `defined` has a value too: what a derivative that was carried out still asks of what was differentiated. */
export interface Where {
  readonly kind: 'where'
  readonly value: Expr
  readonly defined: Expr
}
/** A term: an immutable tree, as `parse` reads it from a formula. */
export type Expr = Num | Pi | Sym | IndexNumber | Add | Mul | Div | Neg | Pow | Call | Sum | Derivative | Where

/** The name of the symbol that stands for the width: sum(i, 1) = d. */
export const WIDTH = 'd'

export const PI: Pi = { kind: 'pi' }
export const symbol = (name: string, ...indices: Index[]): Sym => ({ kind: 'symbol', name, indices })
export const add = (...terms: Expr[]): Add => ({ kind: 'add', terms })
export const multiply = (...factors: Expr[]): Mul => ({ kind: 'multiply', factors })
export const divide = (numerator: Expr, denominator: Expr): Div => ({ kind: 'divide', numerator, denominator })
export const negate = (argument: Expr): Neg => ({ kind: 'negate', argument })
export const subtract = (a: Expr, b: Expr): Add => add(a, negate(b))
export const power = (base: Expr, exponent: Expr): Pow => ({ kind: 'power', base, exponent })
export const call = (fn: FunctionName, argument: Expr): Call => ({ kind: 'call', fn, argument })
export const sum = (index: string, body: Expr): Sum => ({ kind: 'sum', index, body })
export const sumPairs = (index: string, below: string, body: Expr): Sum => ({ kind: 'sum', index, below, body })
export const index = (name: Index): Expr => (typeof name === 'number' ? rational(name) : { kind: 'index', name })
export const derivative = (body: Expr, variable: Sym, order = 1, at?: Place): Derivative => ({
  kind: 'derivative',
  body,
  variable,
  order,
  ...(at && { at }),
})
export const where = (value: Expr, defined: Expr): Where => ({ kind: 'where', value, defined })
/** The value of `body` where `variable` is `by`. */
export const valueAt = (body: Expr, variable: Sym, by: Expr): Derivative => derivative(body, variable, 0, { by })

/** The expression for any exact rational: a literal where it has one, else a quotient; negated when negative. */
export function rational(value: Rational | number | bigint): Expr {
  const r = typeof value === 'object' ? value : ratio(value)
  const positive = r.n < 0n ? { n: -r.n, d: r.d } : r
  const literal: Expr =
    toDecimal(positive) !== undefined
      ? { kind: 'number', value: positive }
      : divide({ kind: 'number', value: ratio(positive.n) }, { kind: 'number', value: ratio(positive.d) })
  return r.n < 0n ? negate(literal) : literal
}

/** The value of an expression made only of literals, +, -, *, / and integer powers of such; undefined for anything else. */
export function constantValue(e: Expr): Rational | undefined {
  switch (e.kind) {
    case 'number':
      return e.value
    case 'negate': {
      const v = constantValue(e.argument)
      return v && ratio(-v.n, v.d)
    }
    case 'divide': {
      const a = constantValue(e.numerator)
      const b = constantValue(e.denominator)
      return a && b && b.n !== 0n ? ratio(a.n * b.d, a.d * b.n) : undefined
    }
    case 'add':
      return folded(e.terms, (a, b) => ratio(a.n * b.d + b.n * a.d, a.d * b.d))
    case 'multiply':
      return folded(e.factors, (a, b) => ratio(a.n * b.n, a.d * b.d))
    case 'power': {
      const k = constantValue(e.exponent)
      if (k?.d !== 1n || k.n > LARGEST_POWER || k.n < -LARGEST_POWER) return undefined
      const a = constantValue(e.base)
      if (!a || (a.n === 0n && k.n <= 0n) || longer(a)) return undefined
      return k.n >= 0n ? ratio(a.n ** k.n, a.d ** k.n) : ratio(a.d ** -k.n, a.n ** -k.n)
    }
    default:
      return undefined
  }
}

/** Whole powers that are multiplied out, of numbers up to this. */
const LARGEST_POWER = 64n
const LONGEST = 2n ** 256n
const longer = ({ n, d }: Rational): boolean => n > LONGEST || n < -LONGEST || d > LONGEST

/** All parts put together, as long as they are constants. */
function folded(parts: readonly Expr[], put: (a: Rational, b: Rational) => Rational): Rational | undefined {
  let value: Rational | undefined
  for (const part of parts) {
    const next = constantValue(part)
    if (!next || longer(next) || (value && longer(value))) return undefined
    value = value ? put(value, next) : next
  }
  return value
}

/** The direct sub-expressions, in reading order. */
export function children(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case 'number':
    case 'pi':
    case 'symbol':
    case 'index':
      return []
    case 'add':
      return e.terms
    case 'multiply':
      return e.factors
    case 'divide':
      return [e.numerator, e.denominator]
    case 'negate':
    case 'call':
      return [e.argument]
    case 'power':
      return [e.base, e.exponent]
    case 'sum':
      return [e.body]
    case 'derivative':
      return e.at ? [e.body, e.variable, e.at.by] : [e.body, e.variable]
    case 'where':
      return [e.value, e.defined]
  }
}

/** The distinct nodes of an expression, each after what it is made of. */
export function nodesOf(e: Expr): ReadonlySet<Expr> {
  const found = new Set<Expr>()
  const visit = (node: Expr): void => {
    if (found.has(node)) return
    for (const child of children(node)) visit(child)
    found.add(node)
  }
  visit(e)
  return found
}

/** How many nodes an expression has when it is written out, shared ones as often as they occur. */
export function sizeOf(e: Expr): number {
  const sizes = new Map<Expr, number>()
  const size = (node: Expr): number => {
    const known = sizes.get(node)
    if (known !== undefined) return known
    const result = children(node).reduce((total, child) => total + size(child), 1)
    sizes.set(node, result)
    return result
  }
  return size(e)
}

/** The same node over new sub-expressions, given in the order of `children`. The node itself when nothing changed. */
export function withChildren(e: Expr, next: readonly Expr[]): Expr {
  if (children(e).every((child, k) => child === next[k])) return e
  const [a, b, c] = next as [Expr, Expr, Expr]
  switch (e.kind) {
    case 'number':
    case 'pi':
    case 'symbol':
    case 'index':
      return e
    case 'add':
      return add(...next)
    case 'multiply':
      return multiply(...next)
    case 'divide':
      return divide(a, b)
    case 'negate':
      return negate(a)
    case 'call':
      return call(e.fn, a)
    case 'power':
      return power(a, b)
    case 'sum':
      return { ...e, body: a }
    case 'derivative':
      if (b.kind !== 'symbol') throw new TypeError('the variable of a derivative must stay a symbol')
      return derivative(a, b, e.order, e.at && { ...e.at, by: c })
    case 'where':
      return where(a, b)
  }
}
