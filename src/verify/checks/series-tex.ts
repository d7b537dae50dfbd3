/** The right side of a series for readers. */
import type { Expr } from '../../expr/ast.js'
import { add, multiply, negate, power, rational } from '../../expr/ast.js'

/** The sum of terms as it is written by hand: without factors 1, with signs before the terms, and without terms that are 0 beside others. */
export function series(coefficients: readonly Expr[], variable: Expr, low = 0): Expr {
  const terms = coefficients.flatMap((coefficient, k) =>
    isNumber(coefficient, 0n) ? [] : [term(coefficient, low + k)],
  )
  return terms.length > 1 ? add(...terms) : (terms[0] ?? rational(0))

  function term(coefficient: Expr, exponent: number): Expr {
    if (coefficient.kind === 'negate') return negate(term(coefficient.argument, exponent))
    if (exponent === 0) return coefficient
    const raised = exponent === 1 ? variable : power(variable, rational(exponent))
    return isNumber(coefficient, 1n) ? raised : multiply(coefficient, raised)
  }
}

const isNumber = (e: Expr, n: bigint): boolean => e.kind === 'number' && e.value.d === 1n && e.value.n === n
