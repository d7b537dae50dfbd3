/** Attacks on orders of growth: the slope of log quantity against log d so far out that all but the largest power is gone. */
import { Decimal } from 'decimal.js'
import { type Expr, WIDTH } from '../../expr/ast.js'
import type { AssertionOf } from '../../proposition/proposition.js'
import type { Instance } from '../instance.js'
import type { Decimals, Precise } from './decimals.js'
import { frame } from './environment.js'
import { type Judgement, inDecimals, inDoubles, nothing } from './judge.js'
import { COUNT, type Reading } from './reading.js'
import { type Budget, Space, type WitnessFinding, search, worst } from './search.js'
import { isTame } from './tame.js'

/** Widths between which the slope is measured, as powers of two. */
const EXPONENTS = [20_000, 40_000, 80_000, 160_000]
const WIDTHS = EXPONENTS.map((exponent) => new Decimal(2).pow(exponent))
const DOUBLING = new Decimal(2).ln()
const DIGITS = 60
const TOLERANCE = 0.01
/** A factor e^this at each doubling of log d is that of a logarithm, not of a power that is still fading. */
const DRIFT = 0.5
const RUNS = 40

export function attackGrowth(
  reading: Reading,
  { expr, plus, minus }: AssertionOf<'growth'>,
  budget: Budget,
): WitnessFinding {
  const space = new Space(reading, [expr, ...plus, ...minus], [WIDTH])
  const judge = (instance: Instance) =>
    worst(space.choices(instance.width), (indices): Judgement => {
      const evaluator = inDecimals(reading, instance, DIGITS)
      const root = evaluator.at(indices)
      const field = evaluator.series.field as Decimals
      const largest = (forms: readonly Expr[]): Decimal | undefined => {
        const values = forms.map((form) => evaluator.evaluate(form, root))
        if (values.length === 0) return new Decimal(0)
        return values.every((v) => v.kind === 'number') ? Decimal.max(...values.map((v) => v.value)) : undefined
      }
      const claimed = difference(largest(plus), largest(minus))
      // Far out a sum has too many terms to be evaluated; that it has a value is seen nearer.
      const open = (): Judgement => ({
        ...nothing('unknown'),
        ...(evaluator.evaluate(expr, root).kind === 'number' && { hasValue: true }),
      })
      if (!claimed) return open()
      const values: Decimal[] = []
      let negative = 0
      for (const width of WIDTHS) {
        const value = field.exactly(width)
        const found = evaluator.evaluate(expr, frame(root, far(reading, value)))
        if (found.kind === 'missing') {
          if (found.why === 'undefined' && values.length === 0) return nothing('undefined')
          break
        }
        const sign = field.sign(found)
        if (sign === undefined) break
        if (sign > 0) values.push(found.value)
        else if (++negative === 2)
          return { outcome: 'violated', error: 1, lhs: found.value.toPrecision(12), rhs: 'positive' }
      }
      if (values.length < 2 || negative > 0) return open()
      const logs = values.map((value) => field.plainly('log', value))
      // log quantity less the claimed part of it.
      const rest = logs.map((log, k) => log.minus(claimed.times(EXPONENTS[k] as number).times(DOUBLING)))
      const steps = rest.slice(1).map((r, k) => r.minus(rest[k] as Decimal))
      const span = DOUBLING.times((EXPONENTS[1] as number) - (EXPONENTS[0] as number))
      const slope = (logs[1] as Decimal).minus(logs[0] as Decimal).div(span)
      const error = slope.minus(claimed).abs().toNumber()
      const drifts =
        steps.length === 3 && steps.every((s) => s.abs().gt(DRIFT) && s.isNegative() === steps[0]?.isNegative())
      const moves = (e: Expr): boolean => {
        const { names } = reading.facts(e)
        return names.has(WIDTH) || names.has(COUNT)
      }
      const tame = (): boolean => isTame(reading, inDoubles(reading, instance), indices, [expr], moves)
      const outcome = error <= TOLERANCE && !drifts ? 'holds' : tame() ? 'violated' : 'unknown'
      if (outcome === 'unknown') return open()
      return { outcome, error, lhs: slope.toPrecision(12), rhs: claimed.toPrecision(12) }
    })
  const few = Math.min(budget.runs, budget.proved ? 12 : RUNS)
  const found = search(space.instances(), judge, budget, 'the slope far out and the claimed exponent', few)
  if (found.counterexample?.rhs !== 'positive') return { ...found, isFollowed: true }
  const counterexample = { ...found.counterexample, what: 'the value far out and its claimed sign' }
  return { ...found, counterexample, isFollowed: true }
}

/** The width far out, or the symbol that is called so. */
const far = (reading: Reading, value: Precise): Parameters<typeof frame<Precise>>[1] =>
  reading.namesWidth ? { symbols: new Map([[WIDTH, [{ kind: 'number', value, whole: false }]]]) } : { width: { value } }

const difference = (a: Decimal | undefined, b: Decimal | undefined): Decimal | undefined => a && b && a.minus(b)
