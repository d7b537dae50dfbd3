/**
 * How large the parts are that a value is the sum of: what a difference of values is measured against. The magnitudes of all terms add up,
 * also under derivatives, where those of the Taylor coefficients do.
 */
import type { Expr } from '../../expr/ast.js'
import { ratio } from '../../expr/rational.js'
import { type Frame, frame } from './environment.js'
import type { Evaluator } from './evaluate.js'
import { type Known, type Moving, type Result, UNKNOWN, type Value } from './value.js'

/** An argument nearby, in units of the argument, and the inverse of how far off it is. */
const FAR_OFF = ratio(10n ** 12n + 39n)
const NEARBY = ratio(FAR_OFF.n + 1n, FAR_OFF.n)

export function sizeOf<N extends Known>(evaluator: Evaluator<N>, e: Expr, within: Frame<N>): Result<N> {
  const size = magnitude(evaluator, e, within)
  return size.kind === 'jet' ? UNKNOWN : size
}

function magnitude<N extends Known>(evaluator: Evaluator<N>, e: Expr, at: Frame<N>): Value<N> {
  const { series, reading } = evaluator
  const inner = (part: Expr, where = at): Value<N> => magnitude(evaluator, part, where)
  const whole = (): Value<N> => positive(evaluator, evaluator.value(e, at))
  switch (e.kind) {
    case 'add':
      return e.terms.map((term) => inner(term)).reduce((a, b) => series.add(a, b))
    case 'multiply':
      return e.factors.map((factor) => inner(factor)).reduce((a, b) => series.multiply(a, b))
    case 'divide': {
      const under = positive(evaluator, evaluator.value(e.denominator, at))
      return under.kind === 'number' ? series.divide(inner(e.numerator), under) : whole()
    }
    case 'negate':
      return inner(e.argument)
    case 'power': {
      const n = reading.wholeExponent(e.exponent)
      return n !== undefined && n > 0 ? series.wholePower(inner(e.base), n) : whole()
    }
    case 'sum': {
      const { count } = evaluator.names.width(at)
      if (count === undefined || count > 1000) return whole()
      let total: Value<N> = series.field.zero
      for (let i = 1; i <= count; i++) {
        const outer = frame(at, { index: e.index, number: i })
        if (e.below === undefined) total = series.add(total, inner(e.body, outer))
        else
          for (let j = i + 1; j <= count; j++)
            total = series.add(total, inner(e.body, frame(outer, { index: e.below, number: j })))
      }
      return total
    }
    case 'symbol': {
      const definition = reading.definition(e.name)
      if (!definition || e.indices.length > 0 || evaluator.names.bound(e, at)) return whole()
      return inner(definition.by, frame(at, { own: new Map() }))
    }
    case 'derivative': {
      const inside = evaluator.inside(e, at)
      if (inside.kind === 'missing') return inside
      const body = inner(e.body, inside)
      const size = evaluator.extracted(body, inside, e.order)
      if (size.kind !== 'number' || series.field.sign(size) === 1) return size
      // Where all of it cancels, what it is made of has no size of its own left.
      return Array.from({ length: e.order }, (_, k) => evaluator.extracted(body, inside, k)).reduce(
        (a, b) => series.add(a, b),
        size,
      )
    }
    case 'call': {
      const size = whole()
      if (size.kind !== 'number' || series.field.sign(size) !== undefined) return size
      // What may be 0 has no size of its own, but what it is of may have one: it would not be 0 for an argument nearby.
      const argument = evaluator.value(e.argument, at)
      if (argument.kind !== 'number' || !series.field.sign(argument)) return size
      const nearby = series.multiply(argument, series.field.rational(NEARBY))
      const there = nearby.kind === 'number' ? positive(evaluator, series.call(e.fn, nearby)) : nearby
      return there.kind === 'number' ? series.multiply(there, series.field.rational(FAR_OFF)) : size
    }
    default:
      return whole()
  }
}

/** Every coefficient without its sign. */
function positive<N extends Known>(evaluator: Evaluator<N>, value: Value<N>): Value<N> {
  if (value.kind === 'missing') return value
  if (value.kind === 'number') return evaluator.series.field.call('abs', value)
  return { ...value, terms: value.terms.map((term) => positive(evaluator, term) as Moving<N>) }
}
