/** Conditions that a claim needs all the way: at each of its steps, or at each time since a solution began. */
import type { Scope } from '../derivation/scope.js'
import type { Expr } from '../expr/ast.js'
import { toTex } from '../expr/tex.js'
import { type Proposition, assertionsIn } from '../proposition/proposition.js'
import { texNames } from '../derivation/print-names.js'

interface Way {
  /** What is said before the conditions, TeX between $ signs. */
  readonly words: string
  /** The names of what changes on it. */
  readonly changing: readonly string[]
}

/** The conditions in which nothing changes, and then those that are needed all the way, with what is said before these. */
export function splitByWay<C extends { readonly expr: Expr }>(
  scope: Scope,
  { assertion }: Proposition,
  conditions: readonly C[],
): {
  readonly conditions: readonly C[]
  readonly onTheWay?: { readonly words: string; readonly from: number }
} {
  const way = assertionsIn(assertion).flatMap((part): Way[] => {
    if (part.kind === 'step')
      return [
        {
          words: 'Provided that at each step',
          changing: [...part.step.map(({ symbol }) => symbol.name), ...part.fresh],
        },
      ]
    if (part.kind !== 'solves' || part.initial.length === 0) return []
    const { variable } = part
    return [
      { words: `On the interval around $${toTex(variable, texNames(scope))} = 0$ in which`, changing: [variable.name] },
    ]
  })[0]
  if (!way) return { conditions }
  const isOfWay = ({ expr }: C): boolean => {
    const names = scope.reachedFrom(expr)
    return way.changing.some((name) => names.has(name))
  }
  const still = conditions.filter((condition) => !isOfWay(condition))
  const moving = conditions.filter(isOfWay)
  if (moving.length === 0) return { conditions }
  return { conditions: [...still, ...moving], onTheWay: { words: way.words, from: still.length } }
}
