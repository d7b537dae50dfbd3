/** The leading terms of a quantity as a small variable goes to 0 from above. */
import { type Call, claimed, formulaFor, formulasFor, textFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, type Part, argument, formulasOf } from '../../derivation/claim.js'
import { AuthorError, VALUE, within } from '../../expr/author-error.js'
import { found } from '../../expr/mistakes.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { toTex } from '../../expr/tex.js'
import { type Shown, type Statement, linesOf } from '../statement.js'
import { requireReach, symbolOf } from './limit.js'
import type { ForeignKind } from '../foreign-claim.js'
import { texNames } from '../../derivation/print-names.js'
import { series } from './series-tex.js'
import { closed } from '../../derivation/closed.js'

/** With which power an expansion begins, for `asymptotic`. */
export interface SeriesOptions extends ClaimOptions {
  /** Order of the first coefficient; 0 unless given. */
  readonly from?: number
}

const ASYMPTOTIC: Call = {
  name: 'asymptotic',
  kind: 'series',
  takes: [
    formulaFor('a quantity'),
    textFor('a variable', 'the name of a symbol as a text'),
    formulasFor('coefficients'),
  ],
  more: ['from'],
}

/** Claims expression = c0 eps^from + c1 eps^(from+1) + ... + higher order, for the coefficients given. */
export function asymptotic(
  ...given: [expression: string, variable: string, coefficients: readonly string[], options?: SeriesOptions]
): Claim<Statement> {
  return claimed(ASYMPTOTIC, given, (expression, variable, coefficients, options = {}) => ({
    state: (scope) => {
      const { from = 0 } = options
      if (!Number.isInteger(from))
        throw new AuthorError(`from is a whole number, found ${found(from, 'a number')}`, { path: ['from', VALUE] })
      const e = argument(scope, 0, expression)
      const eps = within([1], () => symbolOf(scope, variable))
      return asymptoticStatement(scope, e, eps, from, formulasOf(scope, [2], coefficients))
    },
    parts: () => [
      { role: 'quantity', text: expression, is: 'formula' },
      { role: 'first order', text: `${options.from ?? 0}`, is: 'whole' },
      ...coefficients.map((text): Part => ({ role: 'coefficient', text, is: 'formula' })),
    ],
    edited: ([e = expression, from, ...rest]) => asymptotic(e, variable, rest, { ...options, from: Number(from) }),
  }))
}

function asymptoticStatement(scope: Scope, e: Expr, eps: Sym, low: number, coefficients: readonly Expr[]): Statement {
  within([1], () => requireReach(scope, eps, { place: ast.rational(0), side: 'above' }))
  const proposition = closed(scope, { kind: 'expansion', expr: e, variable: eps, low, coefficients })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [seriesLine(scope, e, eps, low, coefficients)])
    },
  }
}

function seriesLine(scope: Scope, e: Expr, eps: Sym, low: number, coefficients: readonly Expr[]): Shown {
  const names = texNames(scope)
  const k = low + coefficients.length
  const order = toTex(k === 1 ? eps : ast.power(eps, ast.rational(k)), names)
  return {
    tex: `${toTex(e, names)} = ${toTex(series(coefficients, eps, low), names)} + O\\!\\left(${order}\\right) \\quad (${toTex(eps, names)} \\to 0^{+})`,
  }
}

/** `{"kind": "series", "expression": "1/(x + x^2)", "variable": "x", "from": -1, "coefficients": ["1", "-1"]}` */
export const SERIES_LINE: ForeignKind = {
  authors: ['asymptotic', 'expansion'],
  needs: ['expression', 'variable', 'coefficients'],
  may: ['from'],
  state(claim) {
    const [e, eps, coefficients] = [claim.formula('expression'), claim.variable(), claim.list('coefficients')]
    claim.declare()
    return asymptoticStatement(claim.known, e, eps, claim.whole('from') ?? 0, coefficients)
  },
}
