/** What passes between the pool and its workers: plain data. */
import type { Expr } from '../expr/ast.js'
import type { Refutation } from '../kernel/refutation.js'
import type { Proposition } from '../proposition/proposition.js'
import type { TheoremData } from './conclusion.js'
import type { Verdict } from './report.js'
import type { AttackBudget, NumericFinding } from './statement.js'

/** A worker says so when it can be asked. */
export const READY = 'ready'

/** How a line is judged. */
export interface JudgeLineOptions {
  readonly seed: number
  /** Random instances for each claim. */
  readonly runs: number
  /** Milliseconds for each engine operation. */
  readonly engineLimit: number
  /** Whether nerdamer and algebrite are asked. */
  readonly engines: boolean
  readonly signal?: AbortSignal
}

/** A line and how it is to be judged, for another thread. */
export interface LineRequest {
  readonly text: string
  readonly options: Omit<JudgeLineOptions, 'signal'>
}

/** One line's verdict as the JSON text that is printed. */
export interface JudgedLine {
  readonly verdict: Verdict
  readonly json: string
}

/** A claim and those that it may rest on. */
export interface CitingProposition {
  readonly proposition: Proposition
  readonly cites: readonly CitingProposition[]
}

export interface ClaimRequest extends CitingProposition {
  readonly budget: AttackBudget
  /** Whether the unfolded terms are wanted, for the engines. */
  readonly terms?: boolean
  /** Whether random instances are left out where there is a theorem. */
  readonly proofSuffices?: boolean
}

/** Why there is no theorem. */
interface Unproved {
  readonly why: string
  /** It is about no point at all. */
  readonly nowhere?: true
}

interface Unfolded {
  /** The terms of the assertion as far unfolded as the last attempt needed; empty where they are not wanted. */
  readonly unfolded: readonly Expr[]
  readonly ms: number
}

/** What the kernel says, its theorem in one form or another. */
export type ProofWith<T> = Unfolded & ({ readonly theorem: T } | ({ readonly theorem?: undefined } & Unproved))

/** The same with the theorem in another form. */
export const withTheorem = <T extends object, U>(proof: ProofWith<T>, form: (theorem: T) => U): ProofWith<U> =>
  'why' in proof ? proof : { ...proof, theorem: form(proof.theorem) }

/** What random instances say. */
export interface ClaimAnswer {
  readonly numeric: NumericFinding
  /** What is true instead of the claim; sought only where there is neither a theorem nor a counterexample. */
  readonly refutation?: Pick<Refutation, 'found' | 'claimed' | 'what' | 'values'>
  /** The counterexample is where the theorem, by its conditions, says nothing. */
  readonly excluded?: true
  /** More time might have shown more. */
  readonly cutShort: boolean
  readonly ms: number
}

/** What a worker can be asked, what it tells on the way, and what it answers. */
export interface Questions {
  readonly line: { readonly request: LineRequest; readonly part: never; readonly answer: JudgedLine }
  readonly claim: {
    readonly request: ClaimRequest
    readonly part: ProofWith<TheoremData>
    readonly answer: ClaimAnswer
  }
}

export type Kind = keyof Questions

export interface Question<K extends Kind = Kind> {
  readonly kind: K
  readonly request: Questions[K]['request']
}

/** A worker's message once it is ready. `why`: what came instead of an answer. */
export type Message<K extends Kind = Kind> =
  | { readonly part: Questions[K]['part'] }
  /** With the milliseconds that it took in the worker, whatever else the machine had to do. */
  | { readonly answer: Questions[K]['answer']; readonly ms: number }
  | { readonly why: string }
