/** What the deciders answer. They show; proof.ts alone makes proofs of it. */
import type { Expr } from '../../expr/ast.js'
import type { Condition } from '../core/generators.js'
import type { Limit } from '../core/limit.js'

/** That a claim was reduced to what is known exactly, under these conditions and the declared domains. */
export interface Shown {
  /** How, in a sentence. */
  readonly method: string
  readonly conditions: readonly Condition[]
}

/** "No proof" is never "false". */
export interface NotShown {
  readonly proof: undefined
  readonly why: string
  /** The claim divides by zero identically, or the like: it is about no point at all. */
  readonly nowhere?: true
  /** Something in it is beyond the kernel's rules. */
  readonly noRule?: true
  /**
   * Of a claimed limit: the exact limit that was found instead, where nothing vanishes that the method divides by; it may still be the
   * claimed one in another form.
   */
  readonly limit?: Limit | 'none'
  /** There is no limit among whole numbers, either. */
  readonly amongWhole?: true
  /** Of claimed coefficients: the first that was found to be another, by its place among them, and what it is; it may still be the claimed one in another form. */
  readonly coefficient?: { readonly at: number; readonly is: Expr }
  /** Of a claimed growth: the exponent that was found instead, a difference of two maxima; it may still be the claimed one in other forms. */
  readonly exponent?: { readonly plus: readonly Expr[]; readonly minus: readonly Expr[] }
}

export type Finding = { readonly proof: Shown } | NotShown

export const shown = (method: string, conditions: readonly Condition[]): Finding => ({ proof: { method, conditions } })

export const denied = (why: string): NotShown => ({ proof: undefined, why })
