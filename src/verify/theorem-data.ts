/** What theorems say, for those who are in another thread or take the word of either. */
import { Theorem } from '../kernel/theorem.js'
import { Conclusion, type TheoremData } from './conclusion.js'

/** What a theorem says as plain data. Throws for what is none. */
export function dataOf(theorem: Theorem): TheoremData {
  if (!Theorem.is(theorem)) throw new Error('only what the kernel made is a theorem')
  const { proposition, conditions, method, uses } = theorem
  return { proposition, conditions, method, uses: uses.map(dataOf) }
}

/** The conclusion from a theorem of this thread. */
export const concluded = (theorem: Theorem): Conclusion => Conclusion.received(dataOf(theorem))
