/** Numerical solution of a flow by extrapolation (Hairer's ODEX) on rates that the interpreter evaluates: a witness without any derivative. */
import type { Expr, Sym } from '../../expr/ast.js'
import { contains } from '../../expr/domain.js'
import type { Indices, Instance } from '../instance.js'
import { CONVERGED, Solver } from '../odex.js'
import type { Double } from './doubles.js'
import { type Bound, type Frame, frame } from './environment.js'
import type { Evaluator } from './evaluate.js'
import { inDoubles } from './judge.js'
import { withFamilies } from './motion.js'
import type { Reading, StateRate } from './reading.js'

const TOLERANCE = 1e-11
/** What is lost in rounding a rate of zero adds up along the path; over a longer one it would pass for a disagreement. */
const LONGEST = 1e6
const SHORTEST = 1e-12
/** Evaluations of all rates for one path. */
const MOST_EVALUATIONS = 5000

/** An instance from which a path begins: at the time 0, or where the time is never 0 when it was drawn to be. */
export function beginning(reading: Reading, time: Sym, drawn: Instance): Instance {
  const domain = reading.binder(time.name)?.domain
  if (domain && !contains(domain, 0) && drawn.scalars.has(time.name)) return drawn
  return { ...drawn, scalars: new Map(drawn.scalars).set(time.name, 0) }
}

/** One number that moves; `own` names its index in the rate, where it is a member like others. */
interface Component {
  readonly name: string
  /** 0 for no family. */
  readonly index: number
  readonly rate: Expr
  readonly own?: string
}

/** A flow that numbers follow from an instance on; `integrands` are integrated along the way. */
export class Path {
  private readonly components: readonly Component[]
  readonly start: number[]
  /** The time at the start. */
  readonly from: number
  private readonly evaluator: Evaluator<Double>
  private readonly around: Frame<Double>

  constructor(
    private readonly reading: Reading,
    private readonly time: Sym,
    rules: readonly StateRate[],
    private readonly instance: Instance,
    private readonly integrands: readonly Expr[] = [],
    indices: Indices = {},
  ) {
    this.components = rules.flatMap(({ symbol, rate }): Component[] => {
      const [index] = symbol.indices
      if (typeof index !== 'string') return [{ name: symbol.name, index: index ?? 0, rate }]
      // A member with a rate of its own follows that.
      const special = rules.filter((rule) => rule.symbol.name === symbol.name).map((rule) => rule.symbol.indices[0])
      return Array.from({ length: instance.width }, (_, k) => k + 1)
        .filter((k) => !special.includes(k))
        .map((k) => ({ name: symbol.name, index: k, rate, own: index }))
    })
    this.start = [
      ...this.components.map(
        ({ name, index }) =>
          (index === 0 ? instance.scalars.get(name) : instance.vectors.get(name)?.[index - 1]) ?? Number.NaN,
      ),
      ...integrands.map(() => 0),
    ]
    this.from = instance.scalars.get(time.name) ?? 0
    this.evaluator = inDoubles(reading, instance)
    this.around = this.evaluator.at(indices)
  }

  /** The instance with the states and the time of a place on the path. */
  at(time: number, y: readonly number[]): Instance {
    const scalars = new Map(this.instance.scalars).set(this.time.name, time)
    const vectors = new Map(this.instance.vectors)
    const own = new Set<string>()
    for (const [k, { name, index }] of this.components.entries()) {
      if (index === 0) scalars.set(name, y[k] as number)
      else {
        if (!own.has(name))
          vectors.set(name, Float64Array.from(vectors.get(name) ?? new Float64Array(this.instance.width)))
        own.add(name)
        const vector = vectors.get(name) as Float64Array
        vector[index - 1] = y[k] as number
      }
    }
    return { ...this.instance, scalars, vectors }
  }

  /** dy/dt; NaN where a rate has no value in doubles. What does not move is evaluated once for all of the path. */
  rates(time: number, y: readonly number[]): number[] {
    const { evaluator } = this
    evaluator.renew()
    const within = this.bound(time, y)
    const number = (value: ReturnType<Evaluator<Double>['evaluate']>): number =>
      value.kind === 'number' ? value.value : Number.NaN
    const states = this.components.map(({ rate, index, own }) =>
      number(evaluator.evaluate(rate, frame(within, { own: new Map(own === undefined ? [] : [[own, index]]) }))),
    )
    return [...states, ...this.integrands.map((e) => number(evaluator.evaluate(e, within)))]
  }

  /** What moves, bound: a symbol that has a definition too is in a rate what moves. */
  private bound(time: number, y: readonly number[]): Frame<Double> {
    const { evaluator } = this
    const { field } = evaluator.series
    const symbols = new Map<string, Bound<Double>[]>()
    symbols.set(this.time.name, [{ kind: 'number', value: field.double(time), whole: false }])
    for (const [k, { name, index }] of this.components.entries()) {
      const value = field.double(y[k] as number)
      const bound: Bound<Double> =
        index === 0 ? { kind: 'number', value, whole: false } : { kind: 'member', index, value }
      symbols.set(name, [...(symbols.get(name) ?? []), bound])
    }
    return frame(this.around, { symbols: withFamilies(symbols, this.instance.width) })
  }

  /** A while in which something happens: 3 over the fastest rate at the start, relative to its size. */
  horizon(): number | undefined {
    const { start, from } = this
    const states = this.components.length
    const rates = this.rates(from, start)
    const sizes = this.sizes(start)
    const speed = Math.max(0, ...rates.slice(0, states).map((rate, k) => Math.abs(rate) / (sizes[k] as number)))
    if (!Number.isFinite(speed)) return undefined
    if (speed === 0) return 1
    const step = 1e-4 / speed
    const ahead = this.rates(
      from + step,
      start.map((y, k) => y + step * (rates[k] as number)),
    )
    const change = Math.max(
      0,
      ...ahead.slice(0, states).map((rate, k) => Math.abs(rate - (rates[k] as number)) / (sizes[k] as number)),
    )
    const turn = change / (step * speed)
    return Math.min(LONGEST, Math.max(SHORTEST, 3 / Math.max(speed, Number.isFinite(turn) ? turn : 0)))
  }

  /** Whether the time may be that. */
  reaches(time: number): boolean {
    const when = this.reading.binder(this.time.name)?.domain
    return when === undefined || contains(when, time)
  }

  /** Whether the time and every number that moves are where their symbols may be. */
  isInside(time: number, y: readonly number[]): boolean {
    if (!this.reaches(time)) return false
    return this.components.every(({ name, index }, k) => {
      const binder = this.reading.binder(name)
      const own = binder?.members?.find((member) => member.index === index)?.domain ?? binder?.domain
      return own === undefined || contains(own, y[k] as number)
    })
  }

  /** The numbers at a time; undefined where the flow could not be followed so far. */
  follow(from: number, to: number, y: readonly number[]): number[] | undefined {
    if (y.length === 0) return []
    let evaluations = 0
    const span = to - from
    let lost = false
    const rates = (part: number, state: number[]): number[] => {
      const rate = this.rates(from + part * span, state)
      if (lost || !rate.every(Number.isFinite) || ++evaluations > MOST_EVALUATIONS) {
        lost = true
        throw new Lost()
      }
      return rate.map((value) => value * span)
    }
    const solver = new Solver(y.length)
    solver.relativeTolerance = TOLERANCE
    solver.absoluteTolerance = this.sizes(y).map((size) => size * TOLERANCE)
    solver.initialStepSize = 0.02
    solver.maxSteps = 10_000
    try {
      const { y: end, outcome } = solver.solve(rates, 0, [...y], 1)
      return outcome === CONVERGED && end.every(Number.isFinite) ? end : undefined
    } catch (error) {
      if (error instanceof Lost) return undefined
      throw error
    }
  }

  /** What each number is measured against: the largest of its family, or of all where that is zero. */
  private sizes(y: readonly number[]): number[] {
    const overall = y.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1
    const largest = new Map<string, number>()
    for (const [k, { name }] of this.components.entries())
      largest.set(name, Math.max(largest.get(name) ?? 0, Math.abs(y[k] as number)))
    return y.map((_, k) => largest.get(this.components[k]?.name ?? '') || overall)
  }
}

class Lost extends Error {}
