/** lhs = rhs wherever both sides are defined. */
import { type Call, claimed, formulaFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, argument, formulas } from '../../derivation/claim.js'
import type { FlowStatement, Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { differentiatedBy, freeIndices } from '../../expr/substitute.js'
import { type Compare, type Finding, type Statement, line, linesOf } from '../statement.js'
import {
  ENGINE_WIDTHS,
  atConcreteWidth,
  crossMultiplied,
  engineDerivatives,
  hasWidth,
  judged,
  motionAtWidth,
} from '../widths.js'
import type { ForeignKind } from '../foreign-claim.js'
import { closed } from '../../derivation/closed.js'

const EQUAL: Call = {
  name: 'equal',
  kind: 'equality',
  takes: [formulaFor('a left side'), formulaFor('a right side')],
}

/** Claims that two formulas are equal: `equal('S', 'sum(i, u[i]*w[i])')`. */
export function equal(...given: [lhs: string, rhs: string, options?: ClaimOptions]): Claim<Statement> {
  return claimed(EQUAL, given, (lhs, rhs, options = {}) => ({
    state: (scope) => equality(scope, argument(scope, 0, lhs), argument(scope, 1, rhs)),
    parts: () => formulas({ 'left side': lhs, 'right side': rhs }),
    edited: ([l = lhs, r = rhs]) => equal(l, r, options),
  }))
}

export function equality(scope: Scope, lhs: Expr, rhs: Expr): Statement {
  const proposition = closed(scope, { kind: 'equal', lhs, rhs })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [line(scope, lhs, '=', rhs)])
    },
    rederive: (session, [l, r], compare) => {
      const { flow } = proposition.context
      const rates = flow?.rates.map(({ symbol, rate }) => ({ symbol, rate: scope.expand(rate) })) ?? []
      return rederiveEquality(session, [l as Expr, r as Expr], compare, flow && { variable: flow.variable, rates })
    },
  }
}

async function rederiveEquality(
  session: EngineSession,
  sides: readonly [Expr, Expr],
  compare: Compare,
  flow: FlowStatement | undefined,
): Promise<Finding> {
  const names = [...new Set(sides.flatMap(freeIndices))]
  const differentiates = sides.some((e) => differentiatedBy(e).size > 0)
  const widths = !sides.some(hasWidth) ? [1] : differentiates ? ENGINE_WIDTHS : ENGINE_WIDTHS.slice(0, 1)
  const at = sides.some(hasWidth) ? ` at d = ${widths.join(' and ')}` : ''
  let finding: Finding | undefined
  for (const width of widths) {
    const [l, r] = sides.map((e) => atConcreteWidth(e, width, names)) as [Expr, Expr]
    if (differentiates) {
      const motion = flow && motionAtWidth(flow, width)
      const [left, right] = [await engineDerivatives(session, l, motion), await engineDerivatives(session, r, motion)]
      finding = await judged(compare, left, right, 'rederived', `differentiates${at}`)
    } else {
      const rest = await session.expand(crossMultiplied(l, r))
      finding = await leftOver(compare, rest, `expands the difference over its denominators to 0${at}`)
    }
    if (finding.outcome !== 'agrees') return finding
  }
  return finding as Finding
}

/** An engine that was given two sides should be left with nothing. */
async function leftOver(compare: Compare, rest: Expr, success: string): Promise<Finding> {
  if (ast.constantValue(rest)?.n === 0n) return { outcome: 'agrees', mode: 'checked', detail: success }
  const zero = await judged(compare, rest, ast.rational(0), 'checked', 'expands the difference')
  if (zero.outcome !== 'agrees') return zero
  return { outcome: 'could not', mode: 'checked', detail: 'leaves the difference unsimplified, though it is 0' }
}

/** `{"kind": "identity", "lhs": "sin(x)^2 + cos(x)^2", "rhs": "1"}` */
export const IDENTITY_LINE: ForeignKind = {
  authors: ['equal', 'equality'],
  needs: ['lhs', 'rhs'],
  state(claim) {
    const [lhs, rhs] = [claim.formula('lhs'), claim.formula('rhs')]
    claim.declare()
    return equality(claim.known, lhs, rhs)
  },
}
