/**
 * What a theorem says, where the theorem itself is not: a theorem cannot leave the thread in which the kernel made it, and claims are judged in
 * threads of their own. "Proved" is made of a conclusion and of nothing else, and there are two ways to one:
 *
 * - from a theorem of the kernel in this thread (`theorem-data.ts`);
 * - from what one of our own workers reports of a theorem that it holds. Believed are thereby, beside the kernel: that `judge-worker.ts` and
 *   `judge-claim.ts` report theorems and nothing else; that node copies plain data from thread to thread as it is; and that nobody but
 *   the pool calls `received` on a message, and of workers that it started on that file only. No text of a claim is ever run as code there.
 *
 * A conclusion says what was proved, so the verdict compares it with what is claimed, as it would a theorem.
 */
import type { Condition } from '../kernel/core/generators.js'
import type { Proposition } from '../proposition/proposition.js'

/** The same as plain data. */
export interface TheoremData {
  readonly proposition: Proposition
  readonly conditions: readonly Condition[]
  readonly method: string
  readonly uses: readonly TheoremData[]
}

const TOKEN: unique symbol = Symbol('conclusion')

export class Conclusion implements TheoremData {
  readonly #own = true
  private constructor(
    token: typeof TOKEN,
    readonly proposition: Proposition,
    readonly conditions: readonly Condition[],
    readonly method: string,
    readonly uses: readonly TheoremData[],
  ) {
    if (token !== TOKEN) throw new Error('only a theorem makes a conclusion')
    Object.freeze(this)
  }

  /** Of a theorem that one of our own workers holds, or this thread. Only for the pool and for `theorem-data.ts`. */
  static received({ proposition, conditions, method, uses }: TheoremData): Conclusion {
    return new Conclusion(TOKEN, proposition, conditions, method, uses)
  }

  static is(value: unknown): value is Conclusion {
    return typeof value === 'object' && value !== null && #own in value
  }
}
