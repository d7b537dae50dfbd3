/**
 * The numeric witness: a proposition of any kind, attacked at random instances by evaluating what it says. It shares the tree with the kernel and
 * nothing else, and listens to no other witness.
 */
import { type Expr, WIDTH, add, derivative, divide, multiply, negate, power, rational, where } from '../../expr/ast.js'
import type { Assertion, AssertionOf, Proposition, SignName } from '../../proposition/proposition.js'
import { type Indices, type Instance, instance } from '../instance.js'
import { attackAlong } from './along.js'
import { attackEqual, attackSign } from './attack-terms.js'
import { attackGrowth } from './growth.js'
import { Judge, type Judgement, quantity } from './judge.js'
import { attackLimit } from './limit.js'
import { attackRank, attackSpace } from './rank.js'
import { Reading, TooDeep } from './reading.js'
import { type Budget, type Counterexample, type WitnessFinding, together } from './search.js'
import { attackSolves } from './solves.js'
import { attackStep } from './step.js'

const NOTHING: WitnessFinding = { outcome: 'could not', mode: 'checked', detail: '', defined: 0, unknown: 0 }

/** What random instances show of a proposition. Deterministic in the seed, but for time limits. Throws RangeError for one that is not closed. */
export function attackProposition(proposition: Proposition, budget: Budget): WitnessFinding {
  try {
    return attackAssertion(new Reading(proposition.context), proposition.assertion, budget)
  } catch (error) {
    const overflow = error instanceof RangeError && error.message.includes('call stack')
    if (overflow) return { ...NOTHING, detail: 'terms nested too deeply', unknown: 1 }
    if (error instanceof TooDeep) return { ...NOTHING, detail: error.message, unknown: 1 }
    throw error
  }
}

/** What an equality or a sign says at one instance, its free indices given; of any other kind unknown. */
export function judge(proposition: Proposition, instance: Instance, indices: Indices = {}): Judgement {
  const { assertion } = proposition
  const at = new Judge(new Reading(proposition.context), instance)
  if (assertion.kind === 'equal') return at.equal(quantity(assertion.lhs), quantity(assertion.rhs), indices)
  if (assertion.kind === 'sign') return at.sign(quantity(assertion.expr), assertion.sign, indices)
  return { outcome: 'unknown', error: 1, lhs: '', rhs: '' }
}

/** What a proof notes: of what it holds. */
interface Proviso {
  readonly expr: Expr
  readonly must: SignName
}

/** Whether the values of a counterexample are beyond what a proof with these provisos speaks of, which are meant for each value of an index that has none there. */
export function isExcluded(
  { context }: Proposition,
  provisos: readonly Proviso[],
  values: Counterexample['values'],
): boolean {
  const entries = Object.entries(values)
  const numbers = Object.fromEntries(entries.filter((pair): pair is [string, number] => typeof pair[1] === 'number'))
  const vectors = Object.fromEntries(entries.filter((pair): pair is [string, number[]] => typeof pair[1] !== 'number'))
  const width = Object.values(vectors)[0]?.length ?? numbers[WIDTH] ?? 1
  const reading = new Reading(context)
  return provisos.some(({ expr, must }) => {
    const ofEach = [...reading.facts(expr).indices].filter((index) => !Object.hasOwn(numbers, index))
    return assignments(ofEach, width).some((indices) => {
      const known = { ...numbers, ...indices }
      const { outcome } = judge(
        { context, assertion: { kind: 'sign', expr, sign: must } },
        instance(width, known, vectors),
        known,
      )
      return outcome === 'violated' || outcome === 'undefined'
    })
  })
}

/** All values from 1 to the width for these indices. */
const assignments = (indices: readonly string[], width: number): Readonly<Record<string, number>>[] =>
  indices.reduce<Readonly<Record<string, number>>[]>(
    (known, index) => known.flatMap((one) => Array.from({ length: width }, (_, k) => ({ ...one, [index]: k + 1 }))),
    [{}],
  )

function attackAssertion(reading: Reading, assertion: Assertion, budget: Budget): WitnessFinding {
  switch (assertion.kind) {
    case 'equal': {
      const sides = [assertion.lhs, assertion.rhs] as const
      return attackEqual(reading, sides, [quantity(sides[0]), quantity(sides[1])], budget)
    }
    case 'sign':
      return attackSign(reading, assertion.expr, quantity(assertion.expr), assertion.sign, budget)
    case 'along':
      return attackAlong(reading, assertion.expr, assertion.rate, budget)
    case 'solves':
      return attackSolves(reading, assertion, budget)
    case 'limit':
      return attackLimit(reading, assertion, budget)
    case 'taylor':
      return attackTaylor(reading, assertion, budget)
    case 'expansion':
      return attackLimit(reading, remainder(assertion), budget)
    case 'growth':
      return attackGrowth(reading, assertion, budget)
    case 'step':
      return attackStep(reading, assertion, budget)
    case 'rank':
      return attackRank(reading, assertion, budget)
    case 'space':
      return attackSpace(reading, assertion, budget)
    case 'all':
      return attackAll(reading, assertion, budget)
  }
}

function attackAll(reading: Reading, { parts }: AssertionOf<'all'>, budget: Budget): WitnessFinding {
  const findings: WitnessFinding[] = []
  for (const part of parts) {
    const found = attackAssertion(reading, part, budget)
    if (found.outcome === 'disagrees') return found
    findings.push(found)
  }
  return findings.length === 0 ? { ...NOTHING, detail: 'nothing is claimed' } : together(findings)
}

/** Each derivative at 0 against its claim. */
function attackTaylor(
  reading: Reading,
  { expr, variable, coefficients }: AssertionOf<'taylor'>,
  budget: Budget,
): WitnessFinding {
  const findings: WitnessFinding[] = []
  let factorial = 1
  for (const [k, coefficient] of coefficients.entries()) {
    if (k > 0) factorial *= k
    const at = derivative(expr, variable, k, { by: rational(0) })
    // The claim is about nothing where one of its coefficients has no value.
    const claimed = coefficients.reduce(where, multiply(rational(factorial), coefficient))
    const sides = [quantity(at), quantity(claimed)] as const
    const found = attackEqual(reading, [at, claimed], sides, budget, `derivative ${k} at 0 and its claim`)
    if (found.outcome === 'disagrees') return found
    findings.push(found)
  }
  return findings.length === 0 ? { ...NOTHING, detail: 'nothing is claimed' } : together(findings)
}

/** What is left after the claimed terms must be nothing beside the last of them. */
function remainder({
  expr,
  variable,
  low,
  coefficients,
}: AssertionOf<'expansion'>): Omit<AssertionOf<'limit'>, 'kind'> {
  const to = (k: number): Expr => power(variable, rational(k))
  const known = coefficients.map((c, k) => negate(multiply(c, to(low + k))))
  const relative = divide(add(expr, ...known), to(low + coefficients.length - 1))
  return { expr: relative, variable, target: { place: rational(0), side: 'above' }, value: rational(0) }
}
