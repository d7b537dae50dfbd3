/**
 * Proofs, and the one place that makes them. A Proof can be constructed only with a token that never leaves this module, and is made only of what
 * the deciders show. Each takes the claim itself, reduces it to the vanishing of normal forms or to exact signs, and answers with what it
 * shows or with the reason why it shows nothing. "No proof" is never "false".
 */
import type { Finding, NotShown, Shown } from './deciders/answer.js'
import { givenUp } from './deciders/attempt.js'
import { showExpansion, showTaylor } from './deciders/expansions.js'
import { showDarbouxSpace, showRank, showRankAtEveryWidth, showSpaceAtEveryWidth } from './deciders/families.js'
import type { Condition } from './core/generators.js'
import { showExponent } from './deciders/growth-order.js'
import { showAlong, showEachStep, showSolves } from './deciders/motions.js'
import { showLimit } from './deciders/tendencies.js'
import { showEqual, showSign } from './deciders/values.js'

const TOKEN: unique symbol = Symbol('kernel')

/** That a claim was reduced to 0 = 0 exactly, under the listed conditions and the declared domains. */
export class Proof implements Shown {
  readonly #kernel = true
  readonly method: string
  readonly conditions: readonly Condition[]
  constructor(token: typeof TOKEN, { method, conditions }: Shown) {
    if (token !== TOKEN) throw new Error('only the kernel makes proofs')
    this.method = method
    this.conditions = Object.freeze([...conditions])
    Object.freeze(this)
  }
  static is(value: unknown): value is Proof {
    return typeof value === 'object' && value !== null && #kernel in value
  }
}

export type Answer = { readonly proof: Proof } | NotShown

/** The decider's answer, with a proof of what it shows. */
const proving =
  <Claim extends readonly unknown[]>(decide: (...claim: Claim) => Finding) =>
  (...claim: Claim): Answer => {
    try {
      const found = decide(...claim)
      return found.proof ? { proof: new Proof(TOKEN, found.proof) } : found
    } catch (error) {
      const answer = givenUp(error)
      if (answer) return answer
      throw error
    }
  }

export const proveEqual = proving(showEqual)
export const proveSign = proving(showSign)
export const proveAlong = proving(showAlong)
export const proveSolves = proving(showSolves)
export const proveEachStep = proving(showEachStep)
export const proveLimit = proving(showLimit)
export const proveExpansion = proving(showExpansion)
export const proveTaylor = proving(showTaylor)
export const proveExponent = proving(showExponent)
export const proveRank = proving(showRank)
export const proveRankAtEveryWidth = proving(showRankAtEveryWidth)
export const proveDarbouxSpace = proving(showDarbouxSpace)
export const proveSpaceAtEveryWidth = proving(showSpaceAtEveryWidth)
