/** lhs = rhs wherever both sides are defined. */
import { type Claim, type ClaimOptions, formulas } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { differentiatedBy, freeIndices, symbolsOf } from '../../expr/substitute.js'
import { proveEqual } from '../../kernel/proof.js'
import { type Comparison, compareSides } from '../../numeric/compare.js'
import { layered, once } from '../layers.js'
import { indexChoices, instancesFor, numericFinding, overIndices, sampled } from '../sampling.js'
import { type AttackBudget, type Finding, type NumericFinding, type Statement, line } from '../statement.js'
import { ENGINE_WIDTHS, atConcreteWidth, crossMultiplied, engineDerivatives, hasWidth, judged } from '../widths.js'

/** Claims that two formulas are equal: `equal('S', 'sum(i, u[i]*w[i])')`. */
export function equal(lhs: string, rhs: string, options: ClaimOptions = {}): Claim<Statement> {
  return {
    kind: 'equality',
    options,
    state: (scope) => equality(scope, scope.formula(lhs), scope.formula(rhs)),
    parts: () => formulas({ 'left side': lhs, 'right side': rhs }),
    edited: ([l = lhs, r = rhs]) => equal(l, r, options),
  }
}

export function equality(scope: Scope, lhs: Expr, rhs: Expr): Statement {
  const moving = new Set([...differentiatedBy(lhs), ...differentiatedBy(rhs)])
  const proved = once(() =>
    layered(scope, [lhs, rhs], moving, ([l, r]) => proveEqual(l as Expr, r as Expr, scope.domains())),
  )
  return {
    lines: [line(scope, lhs, '=', rhs)],
    prove: () => proved().answer,
    attack: (budget) => attackEquality(scope, scope.expand(lhs), scope.expand(rhs), budget),
    rederive: (session) => rederiveEquality(scope, session, proved().unfolded as [Expr, Expr]),
  }
}

/** Instances at which the sides of a claim without proof are compared to 50 digits though doubles agree. */
const CLOSE_RUNS = 5

/**
 * Compares two sides at random instances; the sides have no definitions left. First in doubles alone, which make most
 * false claims suspect and shrink the instance; it counts once 50 and 80 digits confirm it.
 */
export function attackEquality(
  scope: Scope,
  lhs: Expr,
  rhs: Expr,
  budget: AttackBudget,
  what = 'the two sides',
): NumericFinding {
  const sides = [lhs, rhs]
  const comparison = compareSides(sampled(scope, lhs), sampled(scope, rhs), budget.precise)
  const arbitrary = instancesFor(scope, sides)
  const choices = indexChoices(sides)
  const isConstant = sides.every((e) => symbolsOf(e).length === 0 && !hasWidth(e))
  const search = (compare: Compare, confirm: Compare, runs: number): NumericFinding | undefined => {
    let confirmed = true
    const finding = numericFinding(
      arbitrary,
      (instance) => overIndices(choices(instance.width), (indices) => compare(instance, indices)),
      { ...budget, runs: isConstant ? 1 : runs },
      ({ indices, instance }) => {
        const { outcome, ...values } = confirm(instance, indices)
        confirmed = outcome === 'different'
        return { lhs: values.precise?.lhs ?? `${values.lhs}`, rhs: values.precise?.rhs ?? `${values.rhs}`, what }
      },
    )
    return confirmed ? finding : undefined
  }
  const { at, roughly, closely } = comparison
  const suspect = budget.precise || budget.proved ? undefined : search(roughly, closely, budget.runs)
  if (suspect?.counterexample) return suspect
  const found = search(at, closely, budget.runs) as NumericFinding
  if (found.counterexample || budget.proved) return found
  const close = search(closely, closely, Math.min(budget.runs, CLOSE_RUNS))
  return close?.counterexample ? close : found
}

type Compare = Comparison['at']

async function rederiveEquality(scope: Scope, session: EngineSession, sides: readonly [Expr, Expr]): Promise<Finding> {
  const names = [...new Set(sides.flatMap(freeIndices))]
  const differentiates = sides.some((e) => differentiatedBy(e).size > 0)
  const widths = !sides.some(hasWidth) ? [1] : differentiates ? ENGINE_WIDTHS : ENGINE_WIDTHS.slice(0, 1)
  const at = sides.some(hasWidth) ? ` at d = ${widths.join(' and ')}` : ''
  let finding: Finding | undefined
  for (const width of widths) {
    const [l, r] = sides.map((e) => atConcreteWidth(e, width, names)) as [Expr, Expr]
    if (differentiates) {
      const [left, right] = [await engineDerivatives(session, l), await engineDerivatives(session, r)]
      finding = judged(scope, left, right, 'rederived', `differentiates${at}`)
    } else {
      const rest = await session.expand(crossMultiplied(l, r))
      finding = leftOver(scope, rest, `expands the difference over its denominators to 0${at}`)
    }
    if (finding.outcome !== 'agrees') return finding
  }
  return finding as Finding
}

/** An engine that was given two sides should be left with nothing. */
function leftOver(scope: Scope, rest: Expr, success: string): Finding {
  if (ast.constantValue(rest)?.n === 0n) return { outcome: 'agrees', mode: 'checked', detail: success }
  const zero = judged(scope, rest, ast.rational(0), 'checked', 'expands the difference')
  if (zero.outcome !== 'agrees') return zero
  return { outcome: 'could not', mode: 'checked', detail: 'leaves the difference unsimplified, though it is 0' }
}
