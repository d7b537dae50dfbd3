/** The first coefficients of an expansion in t at t = 0. */
import { type Claim, type ClaimOptions, type Part, formulas } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { print } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import type { Compare, Finding, Statement } from '../statement.js'
import { judged } from '../widths.js'

/** Claims expression = c0 + c1 t + ... + O(t^n) for the n coefficients given. */
export function expandsTo(
  expression: string,
  coefficients: readonly string[],
  options: ClaimOptions = {},
): Claim<Statement> {
  return {
    kind: 'expansion at 0',
    options,
    state: (scope) => {
      const parts = coefficients.map((text) => scope.formula(text))
      return taylorStatement(scope, scope.formula(expression), scope.formula('t') as Sym, parts)
    },
    parts: () => [
      ...formulas({ quantity: expression }),
      ...coefficients.map((text): Part => ({ role: 'coefficient', text, is: 'formula' })),
    ],
    edited: ([e = expression, ...rest]) => expandsTo(e, rest, options),
  }
}

export function taylorStatement(scope: Scope, e: Expr, t: Sym, coefficients: readonly Expr[]): Statement {
  return {
    proposition: scope.close({ kind: 'taylor', expr: e, variable: t, coefficients }),
    lines: [taylorLine(scope, e, t, coefficients)],
    rederive: (session, [f, ...claimed], compare) => rederiveTaylor(compare, session, f as Expr, t, claimed),
  }
}

function taylorLine(scope: Scope, e: Expr, t: Sym, coefficients: readonly Expr[]) {
  const powerOf = (k: number): Expr => (k === 1 ? t : ast.power(t, ast.rational(k)))
  const terms = coefficients.map((c, k) => (k === 0 ? c : ast.multiply(c, powerOf(k))))
  const polynomial = terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
  const names = scope.texNames()
  const order = coefficients.length
  return {
    text: `${print(e)} = ${print(polynomial)} + O(${print(t)}^${order})`,
    tex: `${toTex(e, names)} = ${toTex(polynomial, names)} + O\\!\\left(${toTex(powerOf(order), names)}\\right)`,
  }
}

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
