/** Numerical solution of a flow, independent of any closed form: extrapolation (Hairer's ODEX) on compiled rates. */
import type { Expr, Sym } from '../expr/ast.js'
import { printSymbol } from '../expr/print.js'
import { compile } from './compile.js'
import type { Instance } from './instance.js'
import { Motion, type System } from './motion.js'
import { CONVERGED, Solver } from './odex.js'

export interface Rate {
  /** What moves: `z`, or `u[i]` with a named index for every entry of u. */
  readonly symbol: Sym
  /** Its rate of change; for u[i] it may contain the index i. */
  readonly rate: Expr
}

export interface Quadrature {
  readonly name: string
  readonly rate: Expr
}

export interface SystemOptions {
  /** Name of the independent variable, which rates may contain; default `t`. */
  readonly time?: string
  /** Integrals to carry along: the scalar `name` starts at its value in the initial instance, else at 0. */
  readonly quadratures?: readonly Quadrature[]
}

export interface IntegrateOptions {
  /** Relative to each moving quantity, and to the size of its vector at the start; default 1e-11. */
  readonly tolerance?: number
  /** Evaluations of the rates, all times together; default 100,000. */
  readonly maxEvaluations?: number
}

/** The solution could not be carried to the requested time: it blows up, is undefined, or is too stiff. */
export class IntegrationFailure extends Error {
  override readonly name = 'IntegrationFailure'
  constructor(
    reason: string,
    /** How far it came, in the unit of the independent variable. */
    readonly time: number,
  ) {
    super(`${reason} near time ${time}`)
  }
}

class NotFinite extends IntegrationFailure {}
const MOST_HALVINGS = 40

/** Compiles the rates of a flow. Every moving symbol must be `z` or `u[i]`. */
export function odeSystem(flow: readonly Rate[], { time = 't', quadratures = [] }: SystemOptions = {}): System {
  const name = ({ symbol }: Rate): string => symbol.name
  for (const { symbol } of flow) {
    if (symbol.indices.length > 1 || typeof symbol.indices[0] === 'number') {
      throw new Error(`a flow moves scalars and whole vectors; ${printSymbol(symbol)} is neither`)
    }
  }
  const vectors = flow.filter(({ symbol }) => symbol.indices.length === 1)
  const scalars = flow.filter(({ symbol }) => symbol.indices.length === 0)
  const outputs = [
    ...vectors.map(({ symbol, rate }) => ({ name: printSymbol(symbol), expr: rate, over: String(symbol.indices[0]) })),
    ...[...scalars.map(({ symbol, rate }) => ({ name: symbol.name, rate })), ...quadratures].map(
      ({ name: output, rate }) => ({ name: output, expr: rate }),
    ),
  ]
  return {
    time,
    vectors: vectors.map(name),
    scalars: scalars.map(name),
    quadratures: quadratures.map((quadrature) => quadrature.name),
    rates: compile(outputs),
  }
}

/**
 * The state at each requested time (in the given order, each reached from the one before, starting from the initial
 * instance's own time or 0). In each instance the moving symbols, the quadratures and the time are replaced; the rest
 * is kept. Throws IntegrationFailure, and MissingValue when a parameter or an initial value is missing.
 */
export function integrate(
  system: System,
  initial: Instance,
  times: readonly number[],
  { tolerance = 1e-11, maxEvaluations = 100_000 }: IntegrateOptions = {},
): Instance[] {
  const motion = new Motion(system, initial)
  let y = motion.start
  let time = motion.startTime
  let evaluations = 0

  const advance = (from: number, to: number, y: number[]): number[] => {
    const span = to - from
    const rates = (part: number, state: number[]): number[] => {
      const now = from + part * span
      if (++evaluations > maxEvaluations) throw new IntegrationFailure(`more than ${maxEvaluations} evaluations`, now)
      const rate = motion.rates(now, state)
      if (!rate.every(Number.isFinite)) throw new NotFinite('the rates are not finite', now)
      return rate.map((value) => value * span)
    }
    const solver = new Solver(y.length)
    const sizes = motion.sizes(from, y, span)
    solver.relativeTolerance = tolerance
    solver.absoluteTolerance = sizes.map((size) => size * tolerance)
    solver.initialStepSize = firstStep(rates(0, y), sizes)
    solver.maxSteps = maxEvaluations
    const solution = solver.solve(rates, 0, y, 1)
    if (solution.outcome !== CONVERGED) throw new IntegrationFailure('the step size became too small', from)
    return solution.y
  }
  /** Halves an interval on which a trial step left the range of doubles. */
  const advanceCarefully = (from: number, to: number, y: number[], halvings: number): number[] => {
    try {
      return advance(from, to, y)
    } catch (error) {
      if (!(error instanceof NotFinite) || halvings === MOST_HALVINGS) throw error
    }
    const middle = from + (to - from) / 2
    return advanceCarefully(middle, to, advanceCarefully(from, middle, y, halvings + 1), halvings + 1)
  }

  return times.map((to) => {
    if (!Number.isFinite(to)) throw new Error(`cannot integrate to time ${to}`)
    if (to !== time && y.length > 0) y = advanceCarefully(time, to, y, 0)
    time = to
    return motion.instance(time, y)
  })
}

/**
 * A time by which something has happened: 3 over the faster of two rates at the start, of the state relative to its
 * size and of that motion itself (a small part may relax while the state hardly moves). Between 10^-12 and 10^9; 1
 * where nothing moves. Throws as `integrate`.
 */
export function horizon(system: System, initial: Instance): number {
  const motion = new Motion(system, initial)
  const { start, startTime } = motion
  const sizes = motion.sizes(startTime, start, 0).slice(0, start.length - system.quadratures.length)
  const rates = motion.rates(startTime, start)
  const speed = fastest(rates, sizes)
  if (!Number.isFinite(speed)) throw new IntegrationFailure('the rates are not finite', startTime)
  if (speed === 0) return 1
  const step = 1e-4 / speed
  const ahead = motion.rates(
    startTime + step,
    start.map((y, k) => y + step * (rates[k] as number)),
  )
  const changes = ahead.map((rate, k) => rate - (rates[k] as number))
  const change = fastest(changes, sizes) / (step * speed)
  return Math.min(1e9, Math.max(1e-12, 3 / Math.max(speed, Number.isFinite(change) ? change : 0)))
}

/** The largest change relative to the sizes given; NaN when one is not a number. */
const fastest = (rates: readonly number[], sizes: readonly number[]): number =>
  sizes.reduce((most, size, k) => Math.max(most, Math.abs(rates[k] as number) / size), 0)

/** The fraction of the interval in which the state changes by about a tenth; never so long that odex takes its first step on trust. */
function firstStep(rates: readonly number[], sizes: readonly number[]): number {
  const speed = fastest(rates, sizes)
  return speed === 0 ? 0.1 : Math.min(0.1, 0.1 / speed)
}
