/** The leading terms of a quantity as a small variable goes to 0 from above. */
import type { Claim, ClaimOptions, Part } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { print } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import type { Line, Statement } from '../statement.js'
import { symbolOf } from './limit.js'

export interface SeriesOptions extends ClaimOptions {
  /** Order of the first coefficient; 0 unless given. */
  readonly from?: number
}

/** Claims expression = c0 eps^from + c1 eps^(from+1) + ... + higher order, for the coefficients given. */
export function asymptotic(
  expression: string,
  variable: string,
  coefficients: readonly string[],
  options: SeriesOptions = {},
): Claim<Statement> {
  return {
    kind: 'series',
    options,
    state: (scope) => {
      const parts = coefficients.map((text) => scope.formula(text))
      return seriesStatement(scope, scope.formula(expression), symbolOf(scope, variable), options.from ?? 0, parts)
    },
    parts: () => [
      { role: 'quantity', text: expression, is: 'formula' },
      { role: 'first order', text: `${options.from ?? 0}`, is: 'whole' },
      ...coefficients.map((text): Part => ({ role: 'coefficient', text, is: 'formula' })),
    ],
    edited: ([e = expression, from, ...rest]) => asymptotic(e, variable, rest, { ...options, from: Number(from) }),
  }
}

export function seriesStatement(
  scope: Scope,
  e: Expr,
  eps: Sym,
  low: number,
  coefficients: readonly Expr[],
): Statement {
  return {
    proposition: scope.close({ kind: 'expansion', expr: e, variable: eps, low, coefficients }),
    lines: [seriesLine(scope, e, eps, low, coefficients)],
  }
}

const power = (eps: Expr, k: number): Expr => ast.power(eps, ast.rational(k))

function seriesLine(scope: Scope, e: Expr, eps: Sym, low: number, coefficients: readonly Expr[]): Line {
  const at = (k: number): Expr => (k === 1 ? eps : power(eps, k))
  const terms = coefficients.map((c, k) => (low + k === 0 ? c : ast.multiply(c, at(low + k))))
  const sum = terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
  const names = scope.texNames()
  const order = at(low + coefficients.length)
  return {
    text: `${print(e)} = ${print(sum)} + O(${print(order)}) as ${print(eps)} -> 0+`,
    tex: `${toTex(e, names)} = ${toTex(sum, names)} + O\\!\\left(${toTex(order, names)}\\right)`,
  }
}
