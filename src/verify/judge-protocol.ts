/** What passes between the pool and its workers. */
import type { Verdict } from './report.js'

/** A worker says so when it can be asked. */
export const READY = 'ready'

/** One line's verdict as the JSON text that is printed. */
export interface JudgedLine {
  readonly verdict: Verdict
  readonly json: string
}
