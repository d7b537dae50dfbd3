/**
 * Small edits of a formula, as an author might make them by mistake: each makes one change at one place of the tree. Some leave it equal
 * in value; the verifier finds out which.
 */
import * as ast from '../expr/ast.js'
import { type Expr, type Index, type Sym, children, withChildren } from '../expr/ast.js'
import { FUNCTIONS, type FunctionName } from '../functions/registry/registry.js'
import { print } from '../expr/print.js'
import * as rational from '../expr/rational.js'
import { freeIndices, renameIndices, symbolsOf } from '../expr/substitute.js'

export const FORMULA_EDITS = [
  'flipped sign',
  'changed coefficient',
  'changed exponent',
  'dropped term',
  'dropped factor',
  'replaced symbol',
  'exchanged symbols',
  'wrong function',
  'shifted index',
  'sum bounds',
] as const
export type FormulaEdit = (typeof FORMULA_EDITS)[number]

/** What the edits of one formula may take from the statement that it is part of. */
export interface Surroundings {
  /** Symbols that may be put for others of as many indices. */
  readonly symbols: readonly Sym[]
  /** Free indices. */
  readonly indices: readonly string[]
}

/** The symbols and free indices of the formulas of a statement, in order of appearance. */
export function surroundings(statement: readonly Expr[]): Surroundings {
  const symbols = new Map(statement.flatMap(symbolsOf).map((s) => [s.name, s] as const))
  return { symbols: [...symbols.values()], indices: [...new Set(statement.flatMap(freeIndices))] }
}

/** Where an edit is made. */
interface Place extends Surroundings {
  readonly node: Expr
  readonly parent: Expr | undefined
  /** Bound indices, innermost last. */
  readonly bound: readonly string[]
  readonly put: (next: Expr) => Expr
}

/** Every expression that one edit of this kind makes of `e`, outermost places first, without repeats; none of them is `e`. */
export function edits(e: Expr, edit: FormulaEdit, around: Surroundings = surroundings([e])): Expr[] {
  const made = new Map<string, Expr>()
  const queue: Place[] = [{ ...around, node: e, parent: undefined, bound: [], put: (next) => next }]
  for (let place = queue.shift(); place; place = queue.shift()) {
    const { node, put, bound } = place
    for (const next of EDITS[edit](place)) {
      const whole = put(next)
      if (print(whole) !== print(e)) made.set(print(whole), whole)
    }
    const inner = node.kind === 'sum' ? [...bound, node.index, ...(node.below ? [node.below] : [])] : bound
    const parts = node.kind === 'derivative' ? [node.body] : children(node)
    parts.forEach((part, k) => {
      queue.push({ ...around, node: part, parent: node, bound: inner, put: (next) => put(withPart(node, k, next)) })
    })
  }
  return [...made.values()]
}

function withPart(node: Expr, k: number, next: Expr): Expr {
  const parts = [...children(node)]
  parts[k] = next
  return withChildren(node, parts)
}

/** The list without each of its members in turn. */
const without = (parts: readonly Expr[]): Expr[][] => parts.map((_, k) => parts.filter((_other, l) => l !== k))
const joined = (parts: readonly Expr[], join: (...parts: Expr[]) => Expr): Expr =>
  parts.length === 1 ? (parts[0] as Expr) : join(...parts)
const negated = (e: Expr): Expr => (e.kind === 'negate' ? e.argument : ast.negate(e))
const one = ast.rational(1)
const two = ast.rational(2)
const isOne = (e: Expr): boolean => e.kind === 'number' && rational.compare(e.value, rational.ONE) === 0

const EDITS: Record<FormulaEdit, (place: Place) => Expr[]> = {
  'flipped sign': ({ node, parent }) => {
    if (node.kind === 'add')
      return node.terms.map((term, k) => ast.add(...node.terms.map((other, l) => (k === l ? negated(term) : other))))
    if (node.kind === 'negate') return parent?.kind === 'add' ? [] : [node.argument]
    // Where there is no sum, the whole; and an exponent or an argument.
    const signed = parent === undefined || parent.kind === 'call' || (parent.kind === 'power' && parent.base !== node)
    return signed ? [ast.negate(node)] : []
  },
  'changed coefficient': ({ node, parent }) => {
    if (parent?.kind === 'power' && parent.exponent === node) return []
    if (node.kind === 'number') return [ast.rational(rational.add(node.value, rational.ONE))]
    if (node.kind === 'multiply' || node.kind === 'divide') return [ast.multiply(two, node)]
    const inProduct = parent?.kind === 'multiply' || parent?.kind === 'divide'
    return ['symbol', 'call', 'sum', 'derivative', 'power'].includes(node.kind) && !inProduct
      ? [ast.multiply(two, node)]
      : []
  },
  'changed exponent': ({ node, parent }) => {
    if (node.kind === 'power') {
      const k = ast.constantValue(node.exponent)
      const next = k ? ast.rational(rational.add(k, rational.ONE)) : ast.add(node.exponent, one)
      return [ast.power(node.base, next), node.base]
    }
    const base = parent?.kind === 'power' && parent.base === node
    return node.kind === 'symbol' && !base ? [ast.power(node, two)] : []
  },
  'dropped term': ({ node }) => (node.kind === 'add' ? without(node.terms).map((rest) => joined(rest, ast.add)) : []),
  'dropped factor': ({ node }) => {
    if (node.kind === 'multiply') return without(node.factors).map((rest) => joined(rest, ast.multiply))
    if (node.kind !== 'divide') return []
    return [node.numerator, ...(isOne(node.numerator) ? [] : [ast.divide(one, node.denominator)])]
  },
  'replaced symbol': ({ node, symbols }) => {
    if (node.kind === 'derivative') {
      const others = symbols.filter((s) => s.name !== node.variable.name)
      return others.flatMap((s) => {
        const variable = inPlace(s, node.variable)
        return variable ? [ast.derivative(node.body, variable, node.order)] : []
      })
    }
    if (node.kind !== 'symbol') return []
    return symbols.flatMap((s) => inPlace(s, node) ?? []).filter((s) => s.name !== node.name)
  },
  'exchanged symbols': ({ node, symbols }) => {
    if (children(node).length < 2 || node.kind === 'derivative') return []
    const names = children(node).map((child) => new Set(symbolsOf(child).map((s) => s.name)))
    const pairs = symbols.flatMap((a, k) => symbols.slice(k + 1).map((b) => [a, b] as const))
    return pairs
      .filter(([a, b]) => a.indices.length === b.indices.length && isHere(names, a.name, b.name))
      .map(([a, b]) => exchanged(node, a.name, b.name))
  },
  'wrong function': ({ node }) => {
    if (node.kind !== 'call') return []
    const { lookAlikes = [] } = FUNCTIONS[node.fn]
    return lookAlikes.map((fn) => (fn === 'nothing' ? node.argument : ast.call(fn as FunctionName, node.argument)))
  },
  'shifted index': ({ node, bound, indices }) => {
    if (node.kind !== 'symbol') return []
    return node.indices.flatMap((index, k) => {
      const others = [...new Set([...indices, ...bound])].filter((other) => other !== index)
      const next = others.length > 0 ? others : [index === 'j' ? 'i' : 'j']
      const to = (other: Index): Sym => ast.symbol(node.name, ...node.indices.map((own, l) => (k === l ? other : own)))
      return next.map(to)
    })
  },
  'sum bounds': ({ node }) => {
    if (node.kind !== 'sum') return []
    const { index, below, body } = node
    const at = (name: string, to: Index): Expr => renameIndices(body, new Map([[name, to]]))
    // The diagonal too, all pairs of an order or none; or the first term left out.
    if (below === undefined) return [ast.subtract(node, at(index, 1))]
    return [ast.add(node, ast.sum(index, at(below, index))), ast.sum(index, ast.sum(below, body))]
  },
}

/** A symbol of one name with the indices of another, undefined when it takes another number of them. */
const inPlace = (s: Sym, of: Sym): Sym | undefined =>
  s.indices.length === of.indices.length ? ast.symbol(s.name, ...of.indices) : undefined

/** Whether both names occur among the children and not both within one. */
function isHere(names: readonly ReadonlySet<string>[], a: string, b: string): boolean {
  const all = (name: string): boolean => names.some((own) => own.has(name))
  return all(a) && all(b) && !names.some((own) => own.has(a) && own.has(b))
}

function exchanged(e: Expr, a: string, b: string): Expr {
  if (e.kind === 'symbol') {
    const name = e.name === a ? b : e.name === b ? a : e.name
    return name === e.name ? e : ast.symbol(name, ...e.indices)
  }
  return withChildren(
    e,
    children(e).map((child) => exchanged(child, a, b)),
  )
}
