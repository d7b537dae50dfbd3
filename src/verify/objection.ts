/**
 * What speaks against a claim. An instance at which two sides differ refutes it. Where something was followed on its way to a limit, or to an order of growth, no number of values
 * refutes: beyond the last it may turn. There the kernel has to say, at the very instance, that it goes elsewhere, or where it goes in general, which is then another value somewhere.
 */
import { WIDTH, where } from '../expr/ast.js'
import { symbolsOf } from '../expr/substitute.js'
import { type Refutation, instead, refute, refuteAt } from '../kernel/refutation.js'
import type { Theorem } from '../kernel/theorem.js'
import { attackProposition, isExcluded } from '../numeric/interpreter/witness.js'
import { MissingValue } from '../numeric/instance.js'
import { NoInstance } from '../numeric/random-number.js'
import type { Assertion, Proposition } from '../proposition/proposition.js'
import type { Counterexample } from './report.js'
import type { AttackBudget, NumericFinding } from './statement.js'

export interface Objection {
  readonly numeric: NumericFinding
  /** By the kernel alone, where no instance refutes. */
  readonly refutation?: Refutation
}

/** What instances and, of what is not proved, the kernel object to a proposition. */
export function objectionTo(proposition: Proposition, budget: AttackBudget, theorem: Theorem | undefined): Objection {
  const numeric = atInstances(proposition, { ...budget, proved: theorem !== undefined })
  const { counterexample } = numeric
  if (theorem || (counterexample && !numeric.isFollowed)) return { numeric }
  const refutation = refute(proposition)
  // What was seen illustrates it.
  if (refutation) return counterexample ? { numeric } : { numeric, refutation }
  const elsewhere = anotherSomewhere(proposition, budget)
  if (elsewhere) return { numeric: elsewhere }
  if (!counterexample || refuteAt(proposition, counterexample.values)) return { numeric }
  return { numeric: withdrawn(numeric) }
}

/** An instance at which the value that the kernel shows is not the claimed one. */
function anotherSomewhere(proposition: Proposition, budget: AttackBudget): NumericFinding | undefined {
  const found = instead(proposition)
  if (!found) return undefined
  const { theorem, is, claimed, what, beside = [] } = found
  const { context } = proposition
  const lhs = beside.reduce(where, is)
  const numeric = atInstances({ context, assertion: { kind: 'equal', lhs, rhs: claimed } }, budget)
  const { counterexample } = numeric
  if (!counterexample || mayBeExcluded(proposition, theorem, counterexample.values)) return undefined
  return { ...numeric, counterexample: { ...counterexample, what } }
}

/** Whether the theorem may not speak of an instance: also where a condition is about what has no value there, such as what goes to the limit. */
function mayBeExcluded(proposition: Proposition, { conditions }: Theorem, values: Counterexample['values']): boolean {
  // An instance has a width, which is not the one that a width that grows comes to.
  const ofWidth = conditions.some(({ expr }) => symbolsOf(expr).some(({ name }) => name === WIDTH))
  if (ofWidth && growsInWidth(proposition.assertion)) return true
  try {
    return isExcluded(proposition, conditions, values)
  } catch (error) {
    if (error instanceof MissingValue) return true
    throw error
  }
}

function growsInWidth(assertion: Assertion): boolean {
  if (assertion.kind === 'all') return assertion.parts.some(growsInWidth)
  return assertion.kind === 'growth' || (assertion.kind === 'limit' && assertion.variable.name === WIDTH)
}

/** What was seen on the way, where nothing shows that it goes on so. */
function withdrawn({ detail, mode, defined, unknown }: NumericFinding): NumericFinding {
  return {
    outcome: 'could not',
    mode,
    detail: `as far as it was followed it goes elsewhere (${detail}), which shows nothing of what is beyond`,
    defined,
    ...(unknown !== undefined && { unknown }),
  }
}

function atInstances(proposition: Proposition, budget: AttackBudget & { readonly proved?: boolean }): NumericFinding {
  try {
    return attackProposition(proposition, budget)
  } catch (error) {
    if (!(error instanceof NoInstance)) throw error
    return {
      outcome: 'could not',
      mode: 'checked',
      detail: `has no instance: ${error.message}`,
      defined: 0,
      unknown: 1,
    }
  }
}
