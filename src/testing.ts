/**
 * What a property test of a derivation needs: its formulas as fast functions, its flow as an integrator, and random instances of its
 * symbols. Formulas mean what they mean in the derivation, definitions unfolded.
 */
import type fc from 'fast-check'
import type { Derivation } from './derivation/derivation.js'
import type { Expr } from './expr/ast.js'
import { FormulaError } from './expr/formula-error.js'
import { parse } from './expr/parse.js'
import { print } from './expr/print.js'
import { freeIndices } from './expr/substitute.js'
import { type Compiled, type Output, compile } from './numeric/compile.js'
import type { Instance } from './numeric/instance.js'
import { type IntegrateOptions, horizon, integrate, odeSystem } from './numeric/ode.js'
import type { SampleOptions } from './numeric/sample.js'
import { edits } from './soundness/edits.js'
import { instancesFor } from './verify/sampling.js'

export { type Instance, instance } from './numeric/instance.js'
export { type LineVerdict, judgeLine } from './verify/judge-line.js'
export type { JudgeLineOptions } from './verify/judge-protocol.js'
export { IntegrationFailure } from './numeric/ode.js'

/**
 * The formulas of a derivation as one compiled function. A formula with one free index, such as `u[i]`, gives a Float64Array of the
 * instance's width; one without gives a number. Throws FormulaError for a text that is no formula there.
 */
export function evaluator(derivation: Derivation, formulas: Readonly<Record<string, string>>): Compiled {
  return compile(
    Object.entries(formulas).map(([name, text]): Output => {
      const expr = expanded(derivation, text)
      const [over] = freeIndices(expr)
      return { name, expr, ...(over !== undefined && { over }) }
    }),
  )
}

/** Random instances of every symbol that the formulas depend on, from their declared domains. */
export function instancesOf(
  derivation: Derivation,
  formulas: readonly string[],
  options?: SampleOptions,
): fc.Arbitrary<Instance> {
  return instancesFor(
    derivation.scope,
    formulas.map((text) => expanded(derivation, text)),
    options,
  )
}

/** The flow of a derivation, integrated numerically. */
export interface Integrator {
  /** The states at these times (in the unit of t), from an instance that gives every moving symbol its initial value. Throws IntegrationFailure. */
  run(initial: Instance, times: readonly number[], options?: IntegrateOptions): Instance[]
  /** An end time by which something has happened, for this start. */
  horizon(initial: Instance): number
}

/** Numerical integration of the flow that a derivation states. Throws TypeError when it states none. */
export function integrator(derivation: Derivation): Integrator {
  const { flow } = derivation.scope
  if (!flow) throw new TypeError(`${derivation.id} states no flow`)
  const states = new Set(flow.rates.map(({ symbol }) => symbol.name))
  const rates = flow.rates.map(({ symbol, rate }) => ({
    symbol,
    rate: derivation.scope.expand(rate, (name) => !states.has(name)),
  }))
  const system = odeSystem(rates, { time: flow.variable.name })
  return {
    run: (initial, times, options) => integrate(system, initial, times, options),
    horizon: (initial) => horizon(system, initial),
  }
}

function expanded(derivation: Derivation, text: string): Expr {
  return derivation.scope.expand(derivation.scope.formula(text))
}

/** Edits of a formula; a product has factors to lose where there is no sum. */
const MUTATION_EDITS = {
  'flipped sign': ['flipped sign'],
  'changed coefficient': ['changed coefficient'],
  'dropped term': ['dropped term', 'dropped factor'],
} as const
/** A kind of slip of the pen that `mutantTexts` makes. */
export type Mutation = keyof typeof MUTATION_EDITS
/** All kinds of slips. */
export const MUTATIONS = Object.keys(MUTATION_EDITS) as readonly Mutation[]

/** The texts that one mutation of this kind makes of a formula's text; none for a text that is no formula. */
export function mutantTexts(text: string, mutation: Mutation): string[] {
  try {
    const e = parse(text)
    return MUTATION_EDITS[mutation].flatMap((edit) => edits(e, edit)).map(print)
  } catch (error) {
    if (error instanceof FormulaError) return []
    throw error
  }
}
