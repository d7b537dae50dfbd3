/** Attacks on rates along the flow: the first Taylor coefficient of the quantity as everything moves, and its change along integrated paths. */
import fc from 'fast-check'
import { type Expr, type Sym, derivative, multiply } from '../../expr/ast.js'
import { printSymbol } from '../../expr/print.js'
import type { Indices, Instance } from '../instance.js'
import { attackEqual } from './attack-terms.js'
import { Path, beginning } from './integration.js'
import { inDoubles, quantity } from './judge.js'
import type { Reading } from './reading.js'
import { type Budget, Space, type WitnessFinding, valuesOf } from './search.js'

/** Paths to integrate, fewer for fewer than 100 instances, and milliseconds for all. */
const PATHS = 8
const PATHS_PROVED = 2
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

/** The change of the quantity along paths from random states against the integral of its rate; free indices are read as 1, 2, ... */
export function alongPaths(reading: Reading, time: Sym, expr: Expr, rate: Expr, budget: Budget): WitnessFinding {
  const space = new Space(reading, [expr, rate, time, ...reading.states.flatMap((s) => [s.symbol, s.rate])])
  const runs = Math.min(budget.proved ? PATHS_PROVED : PATHS, Math.ceil(budget.runs / 12))
  const minWidth = Math.max(space.minWidth, space.freeIndices.length)
  const maxWidth = Math.max(minWidth, WIDEST)
  const stop = performance.now() + PATIENCE
  const first = Object.fromEntries(space.freeIndices.map((index, k) => [index, k + 1]))
  let worst = 0
  let done = 0
  let jumps = 0
  let shown: Change | undefined
  const random = budget.widths ? space.atWidths(budget.widths, minWidth) : space.instances({ minWidth, maxWidth })
  for (const drawn of fc.sample(random, { numRuns: runs, seed: budget.seed })) {
    if (performance.now() > stop) break
    const route = new Route(reading, time, expr, rate, beginning(reading, time, drawn), first)
    const change = route.change()
    if (!change) continue
    if (change.error > TOLERANCE && route.jumps(change)) {
      jumps++
      continue
    }
    done++
    if (change.error <= worst) continue
    worst = change.error
    if (worst > TOLERANCE) shown = change
  }
  const across = jumps === 0 ? '' : `; ${jumps} more cross a point where it jumps, of which nothing is claimed`
  const counts = { mode: 'checked', defined: done, unknown: 0 } as const
  if (done === 0) return { ...counts, outcome: 'could not', detail: `no random path could be integrated${across}` }
  if (!shown) {
    const detail = `over ${done} integrated paths its change equals the integral of the rate to ${worst.toExponential(1)}${across}`
    return { ...counts, outcome: 'agrees', detail }
  }
  return {
    ...counts,
    outcome: 'disagrees',
    detail: `over ${done} integrated paths the worst mismatch is ${worst.toExponential(1)}${across}`,
    counterexample: {
      values: valuesOf(shown.begin, first),
      lhs: `${shown.change}`,
      rhs: `${shown.integral}`,
      what: `the change along a path in ${printSymbol(time)} and the integral of the claimed rate`,
    },
  }
}

/** Pieces of a path, after each of which it must still be where its symbols may be. */
const PIECES = 12
/** How often a stretch is halved in search of a jump: what is left is so short that nothing continuous changes in it. */
const HALVINGS = 30

interface Change {
  readonly begin: Instance
  /** From and to when, and where the path is then. */
  readonly from: number
  readonly to: number
  readonly y: readonly number[]
  readonly change: number
  readonly integral: number
  /** Their difference relative to the size of what changes. */
  readonly error: number
}

/** A path, and a quantity along it. */
class Route {
  private readonly path: Path

  constructor(
    private readonly reading: Reading,
    time: Sym,
    private readonly expr: Expr,
    rate: Expr,
    private readonly begin: Instance,
    private readonly indices: Indices,
  ) {
    this.path = new Path(reading, time, reading.states, begin, [rate], indices)
  }

  /** The change along the path as far as it stays where its symbols may be; undefined where there is none that is known. */
  change(): Change | undefined {
    const { from, start } = this.path
    const span = this.path.horizon()
    if (span === undefined) return undefined
    let y: readonly number[] = start
    let reached = from
    for (let k = 1; k <= PIECES; k++) {
      const to = from + (span * k) / PIECES
      const next = this.path.follow(reached, to, y)
      if (!next) return undefined
      if (!this.path.isInside(to, next)) break
      y = next
      reached = to
    }
    return reached === from ? undefined : this.between(from, start, reached, y)
  }

  /** Whether the whole mismatch is in a stretch that is too short for anything continuous to change in it. */
  jumps(whole: Change): boolean {
    let here: Change = whole
    for (let k = 0; k < HALVINGS; k++) {
      const middle = (here.from + here.to) / 2
      const y = this.path.follow(here.from, middle, here.y)
      const first = y && this.between(here.from, here.y, middle, y)
      const end = y && this.path.follow(middle, here.to, y)
      const second = y && end && this.between(middle, y, here.to, end)
      // Where it is undefined in the middle of it all, it is not claimed to change in one piece.
      if (!first || !second) return true
      here = Math.abs(first.change - first.integral) > Math.abs(second.change - second.integral) ? first : second
    }
    // There may be many jumps; of what is continuous hardly anything is left.
    return Math.abs(here.change - here.integral) > Math.abs(whole.change - whole.integral) / 2 ** (HALVINGS / 2)
  }

  private between(from: number, start: readonly number[], to: number, end: readonly number[]): Change | undefined {
    const [before, after] = [this.quantityAt(from, start), this.quantityAt(to, end)]
    if (!before || !after) return undefined
    const change = after.value - before.value
    const integral = (end.at(-1) as number) - (start.at(-1) as number)
    const scale = before.size + Math.abs(before.value) + Math.abs(after.value) + Math.abs(integral)
    // What is not known of the two values is no mismatch.
    const mismatch = Math.max(0, Math.abs(change - integral) - before.error - after.error)
    const error = mismatch / (scale || 1)
    return { begin: this.begin, from, to, y: start, change, integral, error }
  }

  private quantityAt(
    time: number,
    y: readonly number[],
  ): { readonly value: number; readonly error: number; readonly size: number } | undefined {
    const evaluator = inDoubles(this.reading, this.path.at(time, y))
    const at = evaluator.at(this.indices)
    const value = quantity(this.expr).value(evaluator, at)
    if (value.kind === 'missing') return undefined
    const size = quantity(this.expr).size(evaluator, at)
    return { value: value.value, error: value.error, size: size.kind === 'number' ? size.value : 0 }
  }
}
