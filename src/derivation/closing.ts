/** An assertion that is closed in a scope: its parts, what moves in it, and what its terms are made of. */
import { type Derivative, type Expr, type Sym, symbol } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { rewrite } from '../expr/substitute.js'
import { type Assertion, type AssertionOf, assertionsIn } from '../proposition/proposition.js'
import type { Scope } from './scope.js'

/** An assertion that is closed in a scope. */
export interface Closing {
  readonly scope: Scope
  readonly assertion: Assertion
  /** All names that it reaches, through definitions. */
  readonly reached: ReadonlySet<string>
  /** What moves, where the assertion is about that. */
  readonly flow: Motion | undefined
}

export const limitsIn = (assertion: Assertion) =>
  assertionsIn(assertion).filter(
    (part): part is AssertionOf<'limit'> | AssertionOf<'taylor'> | AssertionOf<'expansion'> =>
      part.kind === 'limit' || part.kind === 'taylor' || part.kind === 'expansion',
  )

/** The derivatives in terms, and the places, which are derivatives of order 0. */
export function derivativesIn(terms: readonly Expr[]): Derivative[] {
  const found: Derivative[] = []
  for (const e of terms)
    rewrite(e, (node) => {
      if (node.kind === 'derivative') found.push(node)
      return undefined
    })
  return found
}

/** What the flow moves and no formula defines. */
export const statesOf = (scope: Scope): readonly Sym[] =>
  (scope.flow?.rates ?? []).map(({ symbol }) => symbol).filter(({ name }) => !scope.definition(name))

/**
 * What a term is made of; where something of it moves, and the term asks how (or `moves` does), the time and what the rates are made of, too.
 */
export function reachedBy(scope: Scope, e: Expr, moves = false): ReadonlySet<string> {
  const reached = scope.reachedFrom(e)
  const { flow } = scope
  if (!flow) return reached
  const isState = (name: string): boolean => statesOf(scope).some((state) => state.name === name)
  // Also under a place, which puts something for what moves.
  const asks = derivativesIn([e, ...scope.bodies(reached)]).some(
    ({ body, variable, order }) =>
      order > 0 && variable.name === flow.variable.name && [...scope.reachedFrom(body)].some(isState),
  )
  if (!asks && !(moves && [...reached].some(isState))) return reached
  return new Set([...reached, flow.variable.name, ...flow.rates.flatMap(({ rate }) => [...scope.reachedFrom(rate)])])
}

export const reachedInMotion = (scope: Scope, name: string): ReadonlySet<string> => reachedBy(scope, symbol(name), true)
