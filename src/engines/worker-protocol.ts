/** What passes between a thread and its worker besides requests. */

/** Asks the worker to evaluate its engine's modules afresh; it says LOADED when it has. */
export const RENEW = 'renew'
export const LOADED = 'loaded'

/** An engine's answer, or the message of what it threw, with its own time. */
export interface Reply {
  readonly threw: boolean
  readonly text: string
  readonly ms: number
}
