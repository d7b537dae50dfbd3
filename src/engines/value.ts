/** The value of an expression at a point, in doubles: enough to see that an answer is not the one asked for. */
import type { Expr } from '../expr/ast.js'
import { FUNCTIONS } from '../functions/registry/registry.js'
import { printSymbol } from '../expr/print.js'
import { toNumber } from '../expr/rational.js'

/** NaN where a symbol has no value in `at` (keys as printed: z, u[1]), and for symbolic sums and diff(...). */
export function value(e: Expr, at: ReadonlyMap<string, number>): number {
  switch (e.kind) {
    case 'number':
      return toNumber(e.value)
    case 'pi':
      return Math.PI
    case 'symbol':
      return at.get(printSymbol(e)) ?? Number.NaN
    case 'add':
      return e.terms.reduce((total, term) => total + value(term, at), 0)
    case 'multiply':
      return e.factors.reduce((total, factor) => total * value(factor, at), 1)
    case 'divide':
      return value(e.numerator, at) / value(e.denominator, at)
    case 'negate':
      return -value(e.argument, at)
    case 'power':
      return value(e.base, at) ** value(e.exponent, at)
    case 'call':
      return FUNCTIONS[e.fn].numeric.double(value(e.argument, at))
    case 'where':
      return value(e.value, at)
    case 'index':
    case 'sum':
    case 'derivative':
      return Number.NaN
  }
}
