/** What an expression is by its form, as exponents are read: whatever its value may be known to be. */
import { type Expr, type Sym, children, constantValue } from './ast.js'

/** Whether it has integer values: sums and products of integers and integer symbols. */
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

/** Whether it is a rational number: numbers, put together by arithmetic and whole powers. */
export function isRationalNumber(e: Expr): boolean {
  switch (e.kind) {
    case 'number':
      return true
    case 'add':
    case 'multiply':
    case 'negate':
    case 'divide':
      return children(e).every(isRationalNumber)
    case 'power':
      return isRationalNumber(e.base) && constantValue(e.exponent)?.d === 1n
    default:
      return false
  }
}
