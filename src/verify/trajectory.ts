/** A closed form against numerical integration of the flow that it should solve. */
import fc from 'fast-check'
import type { FlowStatement, Scope } from '../derivation/scope.js'
import type { Expr } from '../expr/ast.js'
import type { Replacement } from '../expr/substitute.js'
import { type Output, compile } from '../numeric/compile.js'
import type { Instance } from '../numeric/instance.js'
import { IntegrationFailure, horizon, integrate, odeSystem } from '../numeric/ode.js'
import { atTimeZero } from './integration.js'
import { instancesFor } from './sampling.js'
import type { AttackBudget, Finding } from './statement.js'

/** Paths, and fewer for fewer than 100 instances. */
const PATHS = 25
const TOLERANCE = 1e-6

/** Starts the flow where the closed form is at t = 0, integrates, and compares every component with the closed form along the way. */
export function trajectoryFinding(
  scope: Scope,
  flow: FlowStatement,
  solution: readonly Replacement[],
  budget: AttackBudget,
): Finding {
  const system = odeSystem(flow.rates, { time: flow.variable.name })
  const closed = compile(
    solution.map(({ symbol, by }): Output => {
      const [over] = symbol.indices
      return { name: symbol.name, expr: by, ...(typeof over === 'string' && { over }) }
    }),
  )
  const mentioned: Expr[] = [flow.variable, ...flow.rates.map(({ rate }) => rate), ...solution.map(({ by }) => by)]
  const states = new Set(solution.map(({ symbol }) => symbol.name))
  let worst = 0
  let done = 0
  for (const drawn of fc.sample(instancesFor(scope, mentioned), {
    numRuns: Math.min(PATHS, Math.ceil(budget.runs / 4)),
    seed: budget.seed,
  })) {
    const begin = withStates(atTimeZero(drawn, flow.variable.name), closed.run(atTimeZero(drawn, flow.variable.name)))
    if (!finite(begin, states)) continue
    try {
      const end = horizon(system, begin)
      for (const there of integrate(system, begin, [end / 10, end / 2, end])) {
        worst = Math.max(worst, distance(there, withStates(there, closed.run(there)), states))
      }
      done++
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error
    }
  }
  if (done === 0) return { outcome: 'could not', mode: 'checked', detail: 'no random path could be integrated' }
  const detail = `over ${done} integrated paths (widths up to 64) the worst relative error is ${worst.toExponential(1)}`
  return { outcome: worst <= TOLERANCE ? 'agrees' : 'disagrees', mode: 'checked', detail }
}

function withStates(at: Instance, values: ReadonlyMap<string, number | Float64Array>): Instance {
  const scalars = new Map(at.scalars)
  const vectors = new Map(at.vectors)
  for (const [name, value] of values) {
    if (typeof value === 'number') scalars.set(name, value)
    else vectors.set(name, value)
  }
  return { ...at, scalars, vectors }
}

function components(at: Instance, states: ReadonlySet<string>): number[] {
  return [...states].flatMap((name) => {
    const vector = at.vectors.get(name)
    return vector ? [...vector] : [at.scalars.get(name) ?? Number.NaN]
  })
}

const finite = (at: Instance, states: ReadonlySet<string>): boolean => components(at, states).every(Number.isFinite)

/** Largest difference over the largest magnitude. */
function distance(a: Instance, b: Instance, states: ReadonlySet<string>): number {
  const x = components(a, states)
  const y = components(b, states)
  const scale = Math.max(...x.map(Math.abs), ...y.map(Math.abs))
  const error = Math.max(...x.map((value, k) => Math.abs(value - (y[k] as number))))
  return scale === 0 ? error : error / scale
}
