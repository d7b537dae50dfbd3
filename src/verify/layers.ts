/**
 * How much of the definitions a proof needs. A defined name may be left as a free symbol: what holds for every value of it holds for the
 * one it has. So a claim is first tried with only those definitions unfolded that must be (what moves in time, what is differentiated
 * by), then step by step with those that nothing else in sight is built on. Shallow proofs are fast and say more.
 */
import type { Scope } from '../derivation/scope.js'
import type { Expr } from '../expr/ast.js'
import { namesOf } from '../expr/substitute.js'
import type { Answer } from '../kernel/proof.js'

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
  for (;;) {
    const answer = prove(current)
    const present = new Set(current.flatMap((e) => [...namesOf(e)]).filter((name) => scope.definition(name)))
    if (answer.proof || answer.nowhere || present.size === 0) return { answer, unfolded: current }
    // Only names that no other present name is built on, so that a name stays whole on both sides until all its users are gone.
    const used = (name: string): boolean =>
      [...present].some((other) => other !== name && scope.dependsOnNames(other, new Set([name])))
    const next = new Set([...present].filter((name) => !used(name)))
    current = current.map((e) => scope.expand(e, (name) => must(name) || next.has(name)))
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
