/** What passes between the pool and its workers: plain data. */
import type { TheoremData } from './conclusion.js'
import type { ClaimAnswer, ClaimRequest, ProofWith } from './judge-claim.js'
import type { LineRequest } from './judge-line.js'
import type { Verdict } from './report.js'

/** A worker says so when it can be asked. */
export const READY = 'ready'

/** One line's verdict as the JSON text that is printed. */
export interface JudgedLine {
  readonly verdict: Verdict
  readonly json: string
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
  | { readonly answer: Questions[K]['answer'] }
  | { readonly why: string }
