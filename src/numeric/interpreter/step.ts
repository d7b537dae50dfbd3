/** Attacks on discrete laws: the quantity where every symbol is what the step makes of it, against the factor times the quantity before. */
import { type Expr, multiply } from '../../expr/ast.js'
import { contains } from '../../expr/domain.js'
import type { AssertionOf } from '../../proposition/proposition.js'
import { attackEqual } from './attack-terms.js'
import { type Bound, type Frame, frame } from './environment.js'
import type { Evaluator } from './evaluate.js'
import { quantity, quantityIn } from './judge.js'
import { put } from './put.js'
import type { Reading } from './reading.js'
import type { Budget, WitnessFinding } from './search.js'
import type { Known, Missing } from './value.js'

export function attackStep(
  reading: Reading,
  { step, quantity: expr, factor, fresh }: AssertionOf<'step'>,
  budget: Budget,
): WitnessFinding {
  const claimed = multiply(factor, expr)
  const terms: Expr[] = [claimed, ...step.flatMap(({ symbol, by }) => [looseless(symbol), by])]
  const after = quantityIn(expr, (evaluator, within) => {
    const next = put(evaluator, renewed(reading, evaluator, within, fresh), step, within)
    return next
  })
  return attackEqual(reading, terms, [after, quantity(claimed)], budget, 'the quantity after one step and its claim')
}

/** A family, without an index that would be tried: at a member that always is. */
const looseless = (symbol: Expr): Expr =>
  symbol.kind === 'symbol' && symbol.indices.length > 0 ? { ...symbol, indices: [1] } : symbol

/** What is drawn anew at each step has another value after it. */
function renewed<N extends Known>(
  reading: Reading,
  evaluator: Evaluator<N>,
  within: Frame<N>,
  fresh: readonly string[],
): Frame<N> {
  const symbols = new Map<string, Bound<N>[]>()
  const another = (name: string, value: number): number => {
    const domain = reading.binder(name)?.domain
    const candidates = [value * 0.75 + 0.125, value / 2, value * 2, 1 - value, value + 1, value - 1]
    return candidates.find((x) => x !== value && (!domain || contains(domain, x))) ?? value
  }
  const { scalars, vectors } = evaluator.instance
  const double = (x: number) => evaluator.series.field.double(x) as N | Missing
  for (const name of fresh) {
    const value = scalars.get(name)
    const family = vectors.get(name)
    if (value !== undefined) symbols.set(name, [{ kind: 'number', value: double(another(name, value)), whole: false }])
    else if (family) symbols.set(name, [{ kind: 'family', values: [...family].map((x) => double(another(name, x))) }])
  }
  return symbols.size === 0 ? within : frame(within, { symbols })
}
