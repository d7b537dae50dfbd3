/** The leading terms of a quantity as a small variable goes to 0 from above. */
import type { Claim, ClaimOptions, Part } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { print } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import { proveExpansion, proveLimit } from '../../kernel/proof.js'
import { layered } from '../layers.js'
import type { Line, Statement } from '../statement.js'
import { attackLimit } from './limit.js'

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
      return seriesStatement(scope, scope.formula(expression), scope.formula(variable) as Sym, options.from ?? 0, parts)
    },
    parts: () => [
      { role: 'quantity', text: expression, is: 'formula' },
      { role: 'first order', text: `${options.from ?? 0}`, is: 'whole' },
      ...coefficients.map((text): Part => ({ role: 'coefficient', text, is: 'formula' })),
    ],
    edited: ([e = expression, from, ...rest]) => asymptotic(e, variable, rest, { ...options, from: Number(from) }),
  }
}

function seriesStatement(scope: Scope, e: Expr, eps: Sym, low: number, coefficients: readonly Expr[]): Statement {
  const moving = new Set([eps.name])
  return {
    lines: [seriesLine(scope, e, eps, low, coefficients)],
    prove: () =>
      layered(scope, [e, ...coefficients], moving, ([f, ...claimed]) =>
        proveExpansion(f as Expr, eps, low, claimed, scope.domains()),
      ).answer,
    // What is left after the claimed terms must be small against the last of them.
    attack: (budget) => {
      const known = coefficients.map((c, k) => ast.multiply(scope.expand(c), power(eps, low + k)))
      const rest = ast.add(scope.expand(e), ...known.map(ast.negate))
      const relative = ast.divide(rest, power(eps, low + coefficients.length - 1))
      const nothing = ast.rational(0)
      const found = budget.proved ? undefined : proveLimit(relative, eps, nothing, scope.domains(), '0')
      return attackLimit(scope, relative, eps, nothing, '0', budget, found?.proof ? undefined : found)
    },
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
