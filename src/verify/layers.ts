/**
 * How much of the definitions a proof needs. A defined name may be left as a free symbol: what holds for every value of it holds for the
 * one it has. So a claim is first tried with only those definitions unfolded that must be (what moves in time, what is differentiated
 * by), then one layer more at a time. Shallow proofs are fast and say more.
 */
import type { Scope } from '../derivation/scope.js'
import type { Expr } from '../expr/ast.js'
import { same } from '../expr/print.js'
import type { Answer } from '../kernel/proof.js'

const MAX_LAYERS = 12

export interface Layered {
  readonly answer: Answer
  /** The expressions as far unfolded as the proof needed, or all the way. */
  readonly unfolded: readonly Expr[]
}

/** The first proof that `prove` finds as more definitions are unfolded; else its last answer. `moving` names what may not stay hidden. */
export function layered(
  scope: Scope,
  expressions: readonly Expr[],
  moving: ReadonlySet<string>,
  prove: (unfolded: readonly Expr[]) => Answer,
): Layered {
  const must = (name: string): boolean => scope.dependsOn(name, moving)
  let current = expressions.map((e) => scope.expand(e, must))
  for (let layer = 0; ; layer++) {
    const answer = prove(current)
    if (answer.proof || answer.nowhere || layer === MAX_LAYERS) return { answer, unfolded: current }
    const next = current.map((e) => scope.expand(scope.unfold(e), must))
    if (next.every((e, k) => same(e, current[k] as Expr))) return { answer, unfolded: current }
    current = next
  }
}

/** A function that computes its value at the first call and remembers it. */
export function once<T>(compute: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: compute() }
    return made.value
  }
}
