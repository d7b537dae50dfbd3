/** What a formula in the width says at each of some widths. */
import { type Expr, WIDTH, constantValue } from '../../expr/ast.js'
import type { Widths } from '../../proposition/proposition.js'
import { atWidth, symbolsOf } from '../../expr/substitute.js'
import { Unsupported } from '../core/outcome.js'

/** The value at each width; undefined where all are meant. Throws Unsupported for a formula that is no polynomial in the width with whole values. */
export function widthsOf(widths: Widths, formula: Expr, what: string): { width: number; value: number }[] | undefined {
  if (widths === 'every') return undefined
  return widths.map((width) => {
    const value = wholeNumber(atWidth(formula, width), what)
    if (!Number.isFinite(value)) throw new Unsupported(`a ${what} that has no value at the width ${width}`)
    return { width, value }
  })
}

/** The value of a polynomial in literals. */
function wholeNumber(e: Expr, what: string): number {
  const visit = (node: Expr): number => wholeNumber(node, what)
  switch (e.kind) {
    case 'number':
      return Number(e.value.n) / Number(e.value.d)
    case 'add':
      return e.terms.map(visit).reduce((a, b) => a + b)
    case 'multiply':
      return e.factors.map(visit).reduce((a, b) => a * b)
    case 'negate':
      return -visit(e.argument)
    case 'divide':
      return visit(e.numerator) / visit(e.denominator)
    case 'power':
      if (constantValue(e.exponent)) return visit(e.base) ** visit(e.exponent)
      break
    default:
  }
  const name = symbolsOf(e)[0]?.name
  throw new Unsupported(
    `a ${what} that is no polynomial in ${WIDTH}${name === undefined ? '' : `, as ${name} is in it`}`,
  )
}
