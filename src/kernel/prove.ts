/**
 * The search for a theorem: how deep definitions are unfolded, which citation is used, which hint is given. Nothing here can make something false
 * proved: theorems are made in theorem.ts alone, of whatever is chosen here.
 */
import type { Expr } from '../expr/ast.js'
import { type Assertion, type Proposition, sameTree, treeText } from '../proposition/proposition.js'
import { Unfolding } from '../proposition/unfolding.js'
import { tried } from './methods/methods.js'
import { type Choices, type Decision, type Theorem, conjunction, decided } from './theorem.js'

export type Outcome = Decision['outcome'] & {
  /** The terms of the assertion as far unfolded as the last attempt needed. */
  readonly unfolded: readonly Expr[]
}

/** Proves a proposition, or says why not. `cited` are theorems that it may rest on. */
export function prove(proposition: Proposition, cited: readonly Theorem[] = []): Outcome {
  const { assertion } = proposition
  if (assertion.kind === 'all') return eachPart(proposition, assertion.parts, cited)
  for (const theorem of assertion.kind === 'solves' ? cited : []) {
    if (theorem.proposition.assertion.kind !== 'solves') continue
    const found = atEachDepth(proposition, { cited: theorem })
    if (found.theorem) return found
  }
  return atEachDepth(proposition, {})
}

function eachPart(proposition: Proposition, parts: readonly Assertion[], cited: readonly Theorem[]): Outcome {
  const { context } = proposition
  const theorems: Theorem[] = []
  const unfolded: Expr[] = []
  for (const [k, assertion] of parts.entries()) {
    const form = assertion.kind === 'sign' ? equalForm(parts.slice(0, k), assertion.expr) : undefined
    const part = { context, assertion }
    const found = form ? atEachDepth(part, { form }) : prove(part, cited)
    unfolded.push(...found.unfolded)
    if (!found.theorem) return { ...found, unfolded }
    theorems.push(found.theorem)
  }
  if (theorems.length === 0) return { theorem: undefined, why: 'it claims nothing', noRule: true, unfolded }
  return { theorem: conjunction(proposition, theorems), unfolded }
}

/** The other side of an equation among these assertions whose one side this is. */
const equalForm = (parts: readonly Assertion[], expr: Expr): Expr | undefined =>
  parts.flatMap((part) => (part.kind === 'equal' && sameTree(part.lhs, expr) ? [part.rhs] : []))[0]

/** The first theorem as more and more definitions are unfolded; else the last answer. */
function atEachDepth(proposition: Proposition, choices: Choices): Outcome {
  const unfolding = new Unfolding(proposition.context)
  let decision = decided(proposition, remembered, choices)
  for (;;) {
    const { outcome, folded, terms } = decision
    if (outcome.theorem || outcome.nowhere || folded.size === 0) return { ...outcome, unfolded: terms }
    decision = decision.deeper(outermost(folded, unfolding))
  }
}

/** The names that no other one of these is built on, so that a name stays whole on both sides until all its users are gone. */
function outermost(names: ReadonlySet<string>, unfolding: Unfolding): ReadonlySet<string> {
  const used = (name: string): boolean =>
    [...names].some((other) => other !== name && unfolding.mentions(other, new Set([name])))
  return new Set([...names].filter((name) => !used(name)))
}

/** What was asked for on the way to other theorems, by its text; undefined for what was not found. */
const found = new Map<string, Theorem | undefined>()
const MOST_REMEMBERED = 2000

function remembered(proposition: Proposition): Theorem | undefined {
  const key = `${tried()} ${treeText(proposition)}`
  if (!found.has(key)) {
    const { theorem } = prove(proposition)
    if (found.size >= MOST_REMEMBERED) found.clear()
    found.set(key, theorem)
  }
  return found.get(key)
}
