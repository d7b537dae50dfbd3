/** A scope, and what is wrong with what is asked of one, for tests. */
import { FormulaError } from '../expr/formula-error.js'
import { isDerivation } from './derivation.js'
import { Scope } from './scope.js'
import { defined, positive, real } from './symbol.js'

export function scope(): Scope {
  const s = Scope.inheriting([])
  s.declare('gamma', positive('a scale'))
  s.declare('u[i]', real('weights'))
  s.declare('w[i]', real('more weights'))
  s.define('S', { ...defined('sum(i, u[i]*w[i])', 'the overlap'), is: 'sum(i, u[i]*w[i])' })
  s.define('v', { ...defined('gamma*S', 'the slope'), is: 'gamma*S' })
  s.define('p[i]', { ...defined('u[i] + w[i]', 'a mode'), is: 'u[i] + w[i]' })
  return s
}
/** What is wrong with a formula: of what is thrown, or of the first claim that a derivation holds as one of ill form. */
export const problem = (work: () => unknown): string => {
  try {
    const made = work()
    if (isDerivation(made) && made.illFormed[0]) throw made.illFormed[0].problem
  } catch (error) {
    if (error instanceof FormulaError) return error.problem
    throw error
  }
  return 'accepted'
}
