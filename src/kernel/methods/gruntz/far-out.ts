/** What the steps of the method ask of it in turn, of simpler expressions. */
import type { Expr } from '../../../expr/ast.js'
import type { Limit } from '../../core/limit.js'
import type { Sign } from '../../core/signs.js'

export interface FarOut {
  /** The limit of a prepared expression. Throws Unsupported where it is not decided. */
  limit(e: Expr): Limit
  /** The signs that a prepared expression may have for all large x. */
  sign(e: Expr): Sign
}
