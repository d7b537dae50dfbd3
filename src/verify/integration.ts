/** Numerical integration as a witness that shares nothing with symbolic differentiation. */
import fc from 'fast-check'
import type { FlowStatement, Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { freeIndices, renameIndices } from '../expr/substitute.js'
import { compile } from '../numeric/compile.js'
import type { Instance } from '../numeric/instance.js'
import { IntegrationFailure, horizon, integrate, odeSystem } from '../numeric/ode.js'
import { instancesFor } from './sampling.js'
import type { AttackBudget, Finding } from './statement.js'

/** Paths to integrate for a claim; fewer for fewer than 100 instances. */
const PATHS = 12
const TOLERANCE = 1e-6

/** A quantity and its claimed rate; free indices are read as 1. */
export interface Moving {
  readonly e: Expr
  readonly rate: Expr
}

/**
 * Integrates the flow from random states together with each claimed rate, and compares the change of the quantity with the integral of
 * its rate. Definitions must be unfolded. A path that blows up or is too stiff is left out and counted.
 */
export function integrationFinding(
  scope: Scope,
  flow: FlowStatement,
  quantities: readonly Moving[],
  budget: AttackBudget,
): Finding {
  const system = odeSystem(flow.rates, {
    time: flow.variable.name,
    quadratures: quantities.map(({ rate }, k) => ({ name: quadrature(k), rate: atFirst(rate) })),
  })
  const values = compile(
    quantities.flatMap(({ e }, k) => [
      { name: `${k}`, expr: atFirst(e) },
      { name: `size ${k}`, expr: magnitude(atFirst(e)) },
    ]),
  )
  const mentioned = [
    ...flow.rates.flatMap(({ symbol: s, rate }) => [s, rate]),
    ...quantities.flatMap(({ e, rate }) => [e, rate]),
  ]
  const starts = fc.sample(instancesFor(scope, [...mentioned, ast.symbol(flow.variable.name)]), {
    numRuns: Math.min(PATHS, Math.ceil(budget.runs / 8)),
    seed: budget.seed,
  })
  let worst = 0
  let done = 0
  for (const start of starts) {
    const begin = atTimeZero(start, flow.variable.name)
    try {
      const [end] = integrate(system, begin, [horizon(system, begin)])
      if (!end) continue
      const before = values.run(begin)
      const after = values.run(end)
      for (const k of quantities.keys()) {
        const [a, b] = [before.get(`${k}`) as number, after.get(`${k}`) as number]
        const change = end.scalars.get(quadrature(k)) as number
        const scale = (before.get(`size ${k}`) as number) + (after.get(`size ${k}`) as number) + Math.abs(change)
        const error = Math.abs(b - a - change) / scale
        if (Number.isFinite(error)) worst = Math.max(worst, error)
      }
      done++
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error
    }
  }
  const detail = `over ${done} integrated paths its change equals the integral of the rate to ${worst.toExponential(1)}`
  if (done === 0) return { outcome: 'could not', mode: 'checked', detail: 'no random path could be integrated' }
  if (worst > TOLERANCE) {
    return {
      outcome: 'disagrees',
      mode: 'checked',
      detail: `over ${done} integrated paths the worst mismatch is ${worst.toExponential(1)}`,
    }
  }
  return { outcome: 'agrees', mode: 'checked', detail }
}

/** Free indices set to 1. */
export const atFirst = (e: Expr): Expr => renameIndices(e, new Map(freeIndices(e).map((index) => [index, 1] as const)))

/** The sum of the magnitudes of the terms of e: what its rounding error is proportional to. */
export function magnitude(e: Expr): Expr {
  if (e.kind === 'add') return ast.add(...e.terms.map(magnitude))
  if (e.kind === 'negate') return magnitude(e.argument)
  if (e.kind === 'multiply') return ast.multiply(...e.factors.map(magnitude))
  if (e.kind === 'divide') return ast.divide(magnitude(e.numerator), ast.call('abs', e.denominator))
  if (e.kind === 'sum') return { ...e, body: magnitude(e.body) }
  const whole = e.kind === 'power' && ast.constantValue(e.exponent)
  if (e.kind === 'power' && whole && whole.d === 1n && whole.n > 0n) return ast.power(magnitude(e.base), e.exponent)
  return ast.call('abs', e)
}

const quadrature = (k: number): string => `integral#${k}`

/** The same instance with the time set to 0. */
export function atTimeZero(start: Instance, time: string): Instance {
  return { ...start, scalars: new Map([...start.scalars, [time, 0]]) }
}
