/**
 * f = 0 because f is constant piece by piece, and vanishes at one point of each piece.
 *
 * Every function of the language is continuous wherever it is defined, and analytic wherever what its roots, logarithms, divisions,
 * absolute values and arc functions require holds strictly (requirements.ts). So let f be given on an open connected set where each requirement
 * holds strictly. There f is analytic; if all its partial derivatives vanish it is constant; if it is 0 at one point it is 0 throughout, and
 * by continuity also at those points of the closure where it is defined.
 *
 * In one variable such sets are found exactly, as the pieces between the zeros of the requirements (constant-on-line.ts); in several they are boxes
 * (constant-on-boxes.ts). Nothing here trusts a number: whatever is not settled exactly, or by an enclosure that excludes 0, ends without a proof.
 */
import type { Expr, Sym } from '../../expr/ast.js'
import { symbolsOf } from '../../expr/substitute.js'
import { isZeroOnBoxes } from './constant-on-boxes.js'
import { isZeroOnLine } from './constant-on-line.js'
import type { Condition } from '../core/generators.js'
import type { Domains } from '../core/normalize.js'
import { Unsupported } from '../core/outcome.js'
import type { Reduction } from '../core/reduction.js'
import { ALLOWED, type Requirement, requirementsOf } from './requirements.js'
import { ANY, within } from '../core/signs.js'

const MOST_VARIABLES = 3

export interface Constancy {
  readonly method: string
  readonly conditions: readonly Condition[]
}

/** Shows f = 0 wherever f is defined, or returns undefined. */
export function vanishesByPieces(f: Expr, domains: Domains, by: Reduction): Constancy | undefined {
  try {
    const requirements = requirementsOf(f)
    const symbols = symbolsOf(f)
    if (symbols.length === 0 || symbols.length > MOST_VARIABLES) return undefined
    const [x] = symbols as [Sym]
    const method =
      symbols.length === 1 && isZeroOnLine(f, x, domains, by)
        ? 'on each interval on which it is defined, lhs - rhs is 0 or has derivative 0 and is 0 at one point'
        : isZeroOnBoxes(f, requirements, symbols, domains, by)
          ? 'all derivatives of lhs - rhs are 0 on a connected set, and it is 0 at one point'
          : undefined
    return method === undefined ? undefined : { method, conditions: unsettled(requirements, domains, by) }
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

/** The requirements that the declared domains do not settle. */
function unsettled(requirements: readonly Requirement[], domains: Domains, by: Reduction): Condition[] {
  return requirements.flatMap(({ expr, must }) => {
    if (must === 'kink') return []
    const sign = by.compute(domains, (n) => n.sign(expr)) ?? ANY
    return within(sign, ALLOWED[must]) ? [] : [{ expr, must }]
  })
}
