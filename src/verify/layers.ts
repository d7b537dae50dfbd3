/**
 * How much of the definitions a proof needs. A defined name may be left as a free symbol: what holds for every value of it holds for the
 * one it has. So a claim is first tried with only those definitions unfolded that must be (what moves in time, what is differentiated
 * by), then step by step with those that nothing else in sight is built on. Shallow proofs are fast and say more. But a proof
 * under a condition says nothing where the name has the very value that the condition leaves out.
 */
import type { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import type { Condition } from '../kernel/generators.js'
import { type Answer, proveEqual, proveSign } from '../kernel/proof.js'

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
  // What unfolds may differentiate in turn, and then by other symbols.
  const opened = (list: readonly Expr[]): readonly Expr[] => {
    let names = new Set([...moving, ...list.flatMap((e) => [...differentiatedBy(e)])])
    for (let result = list; ; ) {
      const known = names
      result = result.map((e) => scope.expand(e, (name) => scope.dependsOn(name, known)))
      names = new Set([...known, ...result.flatMap((e) => [...differentiatedBy(e)])])
      if (names.size === known.size) return result
    }
  }
  let current = opened(expressions)
  for (;;) {
    const answer = prove(current)
    const present = new Set(current.flatMap((e) => [...namesOf(e)]).filter((name) => scope.definition(name)))
    const broken = answer.proof?.conditions.find((condition) => failsEverywhere(scope, condition))
    if ((answer.proof && !broken) || (!answer.proof && answer.nowhere)) return { answer, unfolded: current }
    if (present.size === 0) return { answer: broken ? denied(broken) : answer, unfolded: current }
    // Only names that no other present name is built on, so that a name stays whole on both sides until all its users are gone.
    const used = (name: string): boolean =>
      [...present].some((other) => other !== name && scope.dependsOnNames(other, new Set([name])))
    const next = new Set([...present].filter((name) => !used(name)))
    current = opened(current.map((e) => scope.expand(e, (name) => next.has(name))))
  }
}

/** Whether a condition can hold nowhere once its definitions are unfolded. */
function failsEverywhere(scope: Scope, { expr, must }: Condition): boolean {
  const full = scope.expand(expr)
  if (full === expr) return false
  const opposite = { positive: 'nonpositive', nonnegative: 'negative' } as const
  const answer =
    must === 'nonzero'
      ? proveEqual(full, ast.rational(0), scope.domains())
      : proveSign(full, opposite[must], undefined, scope.domains())
  return answer.proof !== undefined || answer.nowhere === true
}

const denied = ({ expr, must }: Condition): Answer => ({
  proof: undefined,
  why: `it holds only where ${print(expr)} is ${must}, which is nowhere`,
})

/** A function that computes its value at the first call and remembers it. */
export function once<T>(compute: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: compute() }
    return made.value
  }
}
