/** What functions declare of themselves, as the kernel reads it: where they have values and derivatives, and the signs of values. */
import type { Call, Expr } from '../../expr/ast.js'
import { constantValue, nodesOf } from '../../expr/ast.js'
import { parse } from '../../expr/parse.js'
import { applied } from '../../expr/spelling.js'
import { rewrite } from '../../expr/substitute.js'
import type { Requirement, SignOfValue } from '../../functions/registry/function.js'
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { ANY, NEGATIVE, NULL, POSITIVE, type Sign } from './signs.js'

const formulas = new Map<string, Expr>()

/** A formula in x, read once. */
export function formulaOf(text: string): Expr {
  let formula = formulas.get(text)
  if (!formula) {
    formula = parse(text)
    formulas.set(text, formula)
  }
  return formula
}

/** The same with formulas for the functions that are given by others. */
export const opened = (e: Expr): Expr =>
  rewrite(e, (node) => {
    const formula = node.kind === 'call' ? FUNCTIONS[node.fn].is : undefined
    return formula === undefined ? undefined : opened(applied(formulaOf(formula), (node as Call).argument))
  })

/** Where something may have a value and no derivative: where `edge` is 0. */
export interface Edge {
  readonly edge: Expr
  /** Whether there is no value where the edge is negative, and one where it is 0. */
  readonly root: boolean
  /** Whether that may be so. */
  readonly ends: boolean
}

/** The edges of a term itself, not of its parts. */
export function edgesOf(node: Expr): readonly Edge[] {
  if (node.kind === 'power') {
    const k = constantValue(node.exponent)
    return k?.d === 1n ? [] : [{ edge: node.base, root: k !== undefined, ends: true }]
  }
  if (node.kind !== 'call') return []
  const { bends = [], is } = FUNCTIONS[node.fn]
  if (is !== undefined) return [...nodesOf(applied(formulaOf(is), node.argument))].flatMap(edgesWithin(node.argument))
  const ends = endsOf(node.fn)
  return bends.map((text) => ({ edge: applied(formulaOf(text), node.argument), root: ends, ends }))
}

/** Those of a part of a formula, but not of the argument that is put into it. */
function edgesWithin(argument: Expr): (part: Expr) => readonly Edge[] {
  const inside = nodesOf(argument)
  return (part) => (inside.has(part) ? [] : edgesOf(part))
}

/** What a function asks of its argument to have a value. */
export const askedBy = ({
  fn,
  argument,
}: Call): readonly { readonly expr: Expr; readonly must: Requirement['must'] }[] =>
  FUNCTIONS[fn].domain.map(({ of, must }) => ({ expr: applied(formulaOf(of), argument), must }))

/** Whether the domain ends where a bend is 0. */
const endsOf = (fn: FunctionName): boolean => FUNCTIONS[fn].domain.some(({ must }) => must === 'nonnegative')

const SIGNS: Record<SignOfValue, Sign> = { none: 0, negative: NEGATIVE, zero: NULL, positive: POSITIVE }

/** The signs that a value may have, by those of the argument, which are asked for where they matter. */
export function signOfValue(fn: FunctionName, ofArgument: () => Sign): Sign {
  const { signs } = FUNCTIONS[fn]
  if (!signs) return ANY
  const [below, at, above] = [SIGNS[signs.negative], SIGNS[signs.zero], SIGNS[signs.positive]]
  if (below === at && at === above) return at
  const s = ofArgument()
  const found = (s & NEGATIVE ? below : 0) | (s & NULL ? at : 0) | (s & POSITIVE ? above : 0)
  return found || below | at | above
}

/** Whether there is something in a term that may jump. */
export const jumps = (e: Expr): boolean =>
  [...nodesOf(opened(e))].some((node) => node.kind === 'call' && FUNCTIONS[node.fn].jumps === true)
