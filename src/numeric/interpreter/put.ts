/** Values put for symbols, all at once: what a solution or a step says of them, bound around the terms that speak of them. */
import type { Expr, Sym } from '../../expr/ast.js'
import { type Bound, type Frame, frame } from './environment.js'
import type { Evaluator } from './evaluate.js'
import { isWhole } from './exponent-form.js'
import type { Known, Missing, Value } from './value.js'

export interface Put {
  readonly symbol: Sym
  readonly by: Expr
}

/** The environment in which each symbol is the value that its replacement has in `values`. Missing where one has none. */
export function put<N extends Known>(
  evaluator: Evaluator<N>,
  within: Frame<N>,
  replacements: readonly Put[],
  values: Frame<N> = within,
): Frame<N> | Missing {
  const symbols = new Map<string, Bound<N>[]>()
  const read = (by: Expr, index?: string, number?: number): Value<N> =>
    evaluator.value(by, frame(values, { own: new Map(index === undefined ? [] : [[index, number as number]]) }))
  for (const { symbol, by } of replacements) {
    const [index] = symbol.indices
    const list = symbols.get(symbol.name) ?? []
    symbols.set(symbol.name, list)
    if (typeof index === 'string') {
      const family: Value<N>[] = []
      const { count = 0 } = evaluator.names.width(within)
      for (let k = 1; k <= count; k++) {
        const value = read(by, index, k)
        if (value.kind === 'missing') return value
        family.push(value)
      }
      list.push({ kind: 'family', values: family })
      continue
    }
    const value = read(by)
    if (value.kind === 'missing') return value
    // A single member comes before its family.
    if (index === undefined)
      list.push({ kind: 'number', value, whole: isWhole(by, frame(values, { own: new Map() }), evaluator) })
    else list.unshift({ kind: 'member', index, value })
  }
  return frame(within, { symbols })
}
