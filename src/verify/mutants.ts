/** Small false edits of a formula, as an author might make them by mistake. Some leave it equal in value; the verifier finds out which. */
import * as ast from '../expr/ast.js'
import { type Expr, children, withChildren } from '../expr/ast.js'
import { print } from '../expr/print.js'
import * as rational from '../expr/rational.js'

export const MUTATIONS = ['flipped sign', 'changed coefficient', 'dropped term'] as const
export type Mutation = (typeof MUTATIONS)[number]

/** Every expression that one mutation of this kind makes of `e`, outermost places first, without repeats. */
export function mutants(e: Expr, mutation: Mutation): Expr[] {
  const made = new Map<string, Expr>()
  const queue: { node: Expr; put: (next: Expr) => Expr }[] = [{ node: e, put: (next) => next }]
  for (let place = queue.shift(); place; place = queue.shift()) {
    const { node, put } = place
    for (const edit of EDITS[mutation](node)) {
      const whole = put(edit)
      if (print(whole) !== print(e)) made.set(print(whole), whole)
    }
    const parts = node.kind === 'derivative' ? [node.body] : children(node)
    parts.forEach((part, k) => {
      const inner = (next: Expr): Expr => put(withPart(node, k, next))
      queue.push({ node: part, put: inner })
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

const negated = (e: Expr): Expr => (e.kind === 'negate' ? e.argument : ast.negate(e))

const EDITS: Record<Mutation, (node: Expr) => Expr[]> = {
  'flipped sign': (node) => {
    if (node.kind !== 'add') return node.kind === 'negate' ? [node.argument] : []
    return node.terms.map((term, k) => ast.add(...node.terms.map((other, l) => (k === l ? negated(term) : other))))
  },
  'changed coefficient': (node) => {
    if (node.kind === 'number') return [ast.rational(rational.add(node.value, rational.ONE))]
    if (node.kind === 'multiply') return [ast.multiply(ast.rational(2), ...node.factors)]
    return node.kind === 'symbol' && node.indices.length === 0 ? [ast.multiply(ast.rational(2), node)] : []
  },
  // A product has factors to lose where there is no sum.
  'dropped term': (node) => {
    if (node.kind === 'add')
      return without(node.terms).map((rest) => (rest.length === 1 ? (rest[0] as Expr) : ast.add(...rest)))
    if (node.kind !== 'multiply') return []
    return without(node.factors).map((rest) => (rest.length === 1 ? (rest[0] as Expr) : ast.multiply(...rest)))
  },
}
