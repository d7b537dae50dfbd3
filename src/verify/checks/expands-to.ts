/** The first coefficients of an expansion in t at t = 0. */
import { type Call, claimed, formulaFor, formulasFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, type Part, argument, formulas, formulasOf } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { toTex } from '../../expr/tex.js'
import { type Compare, type Finding, type Shown, type Statement, linesOf } from '../statement.js'
import { judged } from '../widths.js'
import { requireReach, symbolOf } from './limit.js'
import type { ForeignKind } from '../foreign-claim.js'
import { texNames } from '../../derivation/print-names.js'
import { series } from './series-tex.js'
import { closed } from '../../derivation/closed.js'

const EXPANDS: Call = {
  name: 'expandsTo',
  kind: 'expansion at 0',
  takes: [formulaFor('a quantity'), formulasFor('coefficients')],
}

/** Claims expression = c0 + c1 t + ... + O(t^n) for the n coefficients given. */
export function expandsTo(
  ...given: [expression: string, coefficients: readonly string[], options?: ClaimOptions]
): Claim<Statement> {
  return claimed(EXPANDS, given, (expression, coefficients, options = {}) => ({
    state: (scope) => {
      const e = argument(scope, 0, expression)
      return expandsToStatement(scope, e, symbolOf(scope, 't'), formulasOf(scope, [1], coefficients))
    },
    parts: () => [
      ...formulas({ quantity: expression }),
      ...coefficients.map((text): Part => ({ role: 'coefficient', text, is: 'formula' })),
    ],
    edited: ([e = expression, ...rest]) => expandsTo(e, rest, options),
  }))
}

function expandsToStatement(scope: Scope, e: Expr, t: Sym, coefficients: readonly Expr[]): Statement {
  requireReach(scope, t, { place: ast.rational(0) })
  const proposition = closed(scope, { kind: 'taylor', expr: e, variable: t, coefficients })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [taylorLine(scope, e, t, coefficients)])
    },
    rederive: (session, [f, ...claimed], compare) => rederiveTaylor(compare, session, f as Expr, t, claimed),
  }
}

function taylorLine(scope: Scope, e: Expr, t: Sym, coefficients: readonly Expr[]): Shown {
  const names = texNames(scope)
  const order = toTex(powerOf(t, coefficients.length), names)
  return {
    tex: `${toTex(e, names)} = ${toTex(series(coefficients, t), names)} + O\\!\\left(${order}\\right) \\quad (${toTex(t, names)} \\to 0)`,
  }
}

const powerOf = (t: Expr, k: number): Expr => (k === 1 ? t : ast.power(t, ast.rational(k)))

async function rederiveTaylor(
  compare: Compare,
  session: EngineSession,
  e: Expr,
  t: Sym,
  coefficients: readonly Expr[],
): Promise<Finding> {
  let derivative = e
  let factorial = 1
  for (const [k, coefficient] of coefficients.entries()) {
    if (k > 0) {
      derivative = await session.differentiate(derivative, t)
      factorial *= k
    }
    const value = await session.substitute(derivative, t, ast.rational(0))
    const finding = await judged(
      compare,
      value,
      ast.multiply(ast.rational(factorial), coefficient),
      'rederived',
      'differentiates and sets t = 0',
    )
    if (finding.outcome !== 'agrees') return finding
  }
  return {
    outcome: 'agrees',
    mode: 'rederived',
    detail: `differentiates and sets t = 0, up to order ${coefficients.length - 1}`,
  }
}

/** `{"kind": "taylor", "expression": "exp(x)", "variable": "x", "coefficients": ["1", "1", "1/2"]}` */
export const TAYLOR_LINE: ForeignKind = {
  authors: ['expandsTo'],
  needs: ['expression', 'variable', 'coefficients'],
  state(claim) {
    const [e, t, coefficients] = [claim.formula('expression'), claim.variable(), claim.list('coefficients')]
    claim.declare()
    return expandsToStatement(claim.known, e, t, coefficients)
  },
}
