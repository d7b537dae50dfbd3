/** Whether an expression has integer values by its form: sums and products of integers and integer symbols. */
import { type Expr, type Sym, constantValue } from './ast.js'

export function isIntegerValued(e: Expr, isInteger: (s: Sym) => boolean): boolean {
  const every = (parts: readonly Expr[]): boolean => parts.every((part) => isIntegerValued(part, isInteger))
  switch (e.kind) {
    case 'symbol':
      return isInteger(e)
    case 'add':
      return every(e.terms)
    case 'multiply':
      return every(e.factors)
    case 'negate':
      return isIntegerValued(e.argument, isInteger)
    case 'power': {
      const k = constantValue(e.exponent)
      return k !== undefined && k.d === 1n && k.n >= 0n && isIntegerValued(e.base, isInteger)
    }
    default:
      return constantValue(e)?.d === 1n
  }
}
