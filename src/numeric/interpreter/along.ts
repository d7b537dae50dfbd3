/** Attacks on rates along the flow: the first Taylor coefficient of the quantity as everything moves, and its change along integrated paths. */
import fc from 'fast-check'
import { type Expr, type Sym, derivative, multiply } from '../../expr/ast.js'
import { printSymbol } from '../../expr/print.js'
import type { Instance } from '../instance.js'
import { attackEqual } from './attack-terms.js'
import { Path } from './integration.js'
import { inDoubles, quantity } from './judge.js'
import type { Reading } from './reading.js'
import { type Budget, Space, type WitnessFinding, valuesOf } from './search.js'

/** Paths to integrate, fewer for fewer than 100 instances, and milliseconds for all. */
const PATHS = 8
const PATIENCE = 1000
/** Widths of families that are integrated. */
const WIDEST = 8
const TOLERANCE = 1e-6

const MISSING_FLOW: WitnessFinding = {
  outcome: 'could not',
  mode: 'checked',
  detail: 'there is no flow to move along',
  defined: 0,
  unknown: 0,
}

export function attackAlong(reading: Reading, expr: Expr, rate: Expr, budget: Budget): WitnessFinding {
  const { time } = reading
  if (!time) return MISSING_FLOW
  const change = derivative(expr, time)
  const sides = [quantity(change), quantity(rate)] as const
  const found = attackEqual(reading, [change, rate], sides, budget, 'the derivative and the claimed rate')
  if (found.outcome === 'disagrees' || budget.integrate === false) return found
  const paths = alongPaths(reading, time, expr, rate, budget)
  if (paths.outcome === 'could not') return { ...found, detail: `${found.detail}; ${paths.detail}` }
  if (paths.outcome === 'disagrees') return { ...paths, defined: found.defined, unknown: found.unknown }
  // Paths show that there is something to see, also where no instance could be evaluated.
  if (found.outcome === 'could not') return { ...paths, unknown: found.unknown }
  return { ...found, detail: `${found.detail}; ${paths.detail}` }
}

export const attackMembers = (
  reading: Reading,
  family: readonly Expr[],
  cofactor: Expr,
  budget: Budget,
): WitnessFinding[] =>
  family.map((member) => attackAlong(reading, member, multiply(cofactor, member), { ...budget, integrate: false }))

/** The change of the quantity along paths from random states against the integral of its rate; free indices are read as 1. */
export function alongPaths(reading: Reading, time: Sym, expr: Expr, rate: Expr, budget: Budget): WitnessFinding {
  const space = new Space(reading, [expr, rate, time, ...reading.states.flatMap((s) => [s.symbol, s.rate])])
  const runs = Math.min(PATHS, Math.ceil(budget.runs / 12))
  const maxWidth = Math.max(space.minWidth, WIDEST)
  const stop = performance.now() + PATIENCE
  const first = Object.fromEntries(space.freeIndices.map((index) => [index, 1]))
  let worst = 0
  let done = 0
  let shown: { readonly begin: Instance; readonly change: number; readonly integral: number } | undefined
  for (const drawn of fc.sample(space.instances({ maxWidth }), { numRuns: runs, seed: budget.seed })) {
    if (performance.now() > stop) break
    const begin = { ...drawn, scalars: new Map(drawn.scalars).set(time.name, 0) }
    const path = new Path(reading, time, reading.states, begin, [rate], first)
    const end = path.horizon()
    const y = end === undefined ? undefined : path.follow(0, end, path.start)
    if (!y) continue
    const at = (instance: Instance) => {
      const evaluator = inDoubles(reading, instance)
      return quantity(expr).value(evaluator, evaluator.at(first))
    }
    const before = at(begin)
    const after = at(path.at(end as number, y))
    if (before.kind === 'missing' || after.kind === 'missing') continue
    const size = quantity(expr).size(inDoubles(reading, begin), inDoubles(reading, begin).at(first))
    const change = after.value - before.value
    const integral = y.at(-1) as number
    const scale =
      (size.kind === 'number' ? size.value : 0) + Math.abs(before.value) + Math.abs(after.value) + Math.abs(integral)
    const error = Math.abs(change - integral) / (scale || 1)
    done++
    if (error > worst) {
      worst = error
      if (error > TOLERANCE) shown = { begin, change, integral }
    }
  }
  const counts = { mode: 'checked', defined: done, unknown: 0 } as const
  if (done === 0) return { ...counts, outcome: 'could not', detail: 'no random path could be integrated' }
  if (!shown) {
    const detail = `over ${done} integrated paths its change equals the integral of the rate to ${worst.toExponential(1)}`
    return { ...counts, outcome: 'agrees', detail }
  }
  return {
    ...counts,
    outcome: 'disagrees',
    detail: `over ${done} integrated paths the worst mismatch is ${worst.toExponential(1)}`,
    counterexample: {
      values: valuesOf(shown.begin, first),
      lhs: `${shown.change}`,
      rhs: `${shown.integral}`,
      what: `the change along a path in ${printSymbol(time)} and the integral of the claimed rate`,
    },
  }
}
