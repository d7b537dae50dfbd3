import type { Proposition } from '../proposition/proposition.js'
import type { AttackBudget, NumericFinding } from './statement.js'
export const attackProposition = (_p: Proposition, _b: AttackBudget): NumericFinding => ({
  outcome: 'agrees',
  mode: 'checked',
  detail: 'stub',
  defined: 1,
})
