/** Claims about coefficients: of an expansion in a small quantity, or of Taylor's at 0. */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { derivativeAlong, evaluateDerivatives } from '../../expr/differentiate.js'
import { printSymbol } from '../../expr/print.js'
import { substitute } from '../../expr/substitute.js'
import { type Finding, denied, shown } from './answer.js'
import { atKink } from '../methods/kinks.js'
import { attempt } from './attempt.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { NowhereDefined } from '../core/outcome.js'
import { leadingSeries } from '../core/series.js'
import { Presuppositions, type Way, nearEnd, presuppositionsOf } from './presuppositions.js'
import { askingOnly, ofDerivatives } from './suppositions.js'
import { kinkNear, stripped } from './tendencies.js'
import { zero } from './values.js'

/**
 * `expr` = sum over k of coefficients[k] eps^(low + k) + higher order, as eps tends to 0 from above.
 */
export function showExpansion(
  expr: Expr,
  eps: Sym,
  low: number,
  coefficients: readonly Expr[],
  domains: Domains,
): Finding {
  if (coefficients.length === 0) return denied('an expansion without coefficients')
  const way: Way = { at: eps, variable: eps, to: '0', near: nearEnd(domains, eps) }
  const presupposed = presuppositionsOf([expr, ...coefficients], eps, domains)
  if (!(presupposed instanceof Presuppositions)) return presupposed
  const answer = attempt(
    way.near,
    (n) => {
      presupposed.suppose(n, way)
      const { value } = stripped(evaluateDerivatives(expr))
      const series = leadingSeries(n, value, eps, coefficients.length)
      if (!series) return denied('all terms of its series that can be had cancel')
      if (series.low < low) return denied(`its series starts at order ${series.low}`)
      for (const [k, coefficient] of coefficients.entries()) {
        const order = low + k
        const found = order < series.low ? n.fractions.zero : series.terms[order - series.low]
        if (!found) return denied(`its coefficient of order ${order} is not known`)
        const claimed = evaluateDerivatives(coefficient)
        const is = n.readable(found)
        const bad = zero(n, is, claimed, `the coefficient of order ${order} minus its claim`)
        if (bad) return { ...bad, coefficient: { at: k, is } }
      }
      return presupposed.only(n, way, 'each coefficient of the series reduces to its claim')
    },
    { hyperbolic: 'exp' },
  )
  const kink = [expr, ...coefficients].flatMap((e) => kinkNear(e, way))[0]
  if (kink) return denied(`the kernel has no rule for ${atKink(kink)}`)
  return presupposed.alongside(answer, way)
}

/**
 * The coefficients of the expansion at variable = 0: expr = sum over k of coefficients[k] variable^k + O(variable^n), n of them. There is such a
 * remainder where expr has n derivatives at 0 (Peano), so the last one must exist too.
 */
export function showTaylor(expr: Expr, variable: Sym, coefficients: readonly Expr[], domains: Domains): Finding {
  const atZero = (e: Expr): Expr => substitute(e, [{ symbol: variable, by: ast.rational(0) }])
  const next = (e: Expr): Expr =>
    derivativeAlong(e, (s) => (printSymbol(s) === printSymbol(variable) ? ast.rational(1) : undefined))
  const answer = attempt(domains, (n) => {
    const whole = evaluateDerivatives(expr)
    let derivative = whole
    let factorial = 1n
    for (const [k, coefficient] of coefficients.entries()) {
      if (k > 0) {
        derivative = next(derivative)
        factorial *= BigInt(k)
        if (!hasValue(n, atZero(derivative)))
          return { proof: undefined, why: `it has no derivative of order ${k} at 0`, nowhere: true }
      }
      const at = atZero(k === 0 ? whole : ast.where(derivative, whole))
      const bad = zero(
        n,
        at,
        ast.multiply(ast.rational(factorial), evaluateDerivatives(coefficient)),
        `derivative ${k} at 0 minus its claim`,
      )
      if (bad) {
        const is = n.readable(n.normalize(ast.divide(at, ast.rational(factorial))))
        return { ...bad, coefficient: { at: k, is } }
      }
    }
    if (!hasValue(n, atZero(next(derivative))))
      return denied(`it has no derivative of order ${coefficients.length} at 0`)
    return shown('each derivative at 0 reduces to its claim', n.conditions)
  })
  const asked = askingOnly(answer, domains, (n) => {
    n.normalize(atZero(evaluateDerivatives(expr)))
    for (const coefficient of coefficients) n.normalize(evaluateDerivatives(coefficient))
  })
  const order = coefficients.length
  return ofDerivatives(
    asked,
    [ast.derivative(expr, variable, order, { by: ast.rational(0) }), ...coefficients],
    domains,
  )
}

/** Whether an expression has a value somewhere. */
function hasValue(n: Normalizer, e: Expr): boolean {
  try {
    n.normalize(e)
    return true
  } catch (error) {
    if (error instanceof NowhereDefined) return false
    throw error
  }
}
