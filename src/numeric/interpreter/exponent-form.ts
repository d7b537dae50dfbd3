/** What an exponent is by its form, whatever its value is known to: a power of what may be 0 or negative has a value only for some numbers. */
import { type Expr, constantValue, rational } from '../../expr/ast.js'
import * as rationals from '../../expr/rational.js'
import type { Rational } from '../../expr/rational.js'
import type { Frame } from './environment.js'
import type { Names } from './names.js'
import type { Reading } from './reading.js'
import type { Known } from './value.js'

/** Powers up to this in an exponent are numbers by their form. */
const LARGEST_EXACT = 1000
/** The term 0. */
const ZERO = rational(0)

/** Where an exponent is read. */
interface Where<N extends Known> {
  readonly reading: Reading
  readonly names: Names<N>
}

/** The rational number that an exponent is by its form, through definitions. */
export function rationalOf<N extends Known>(e: Expr, at: Frame<N>, where: Where<N>): Rational | undefined {
  const { names, reading } = where
  const all = (parts: readonly Expr[], join: (a: Rational, b: Rational) => Rational): Rational | undefined => {
    const [first, ...rest] = parts.map((part) => rationalOf(part, at, where))
    return rest.reduce((a, b) => a && b && join(a, b), first)
  }
  switch (e.kind) {
    case 'number':
      return e.value
    case 'add':
      return all(e.terms, rationals.add)
    case 'multiply':
      return all(e.factors, rationals.multiply)
    case 'negate':
      return all([ZERO, e.argument], rationals.subtract)
    case 'divide': {
      const below = rationalOf(e.denominator, at, where)
      return below && below.n !== 0n ? all([e.numerator, e.denominator], rationals.divide) : undefined
    }
    case 'power': {
      const k = reading.wholeExponent(e.exponent)
      const base = rationalOf(e.base, at, where)
      return base && k !== undefined && Math.abs(k) <= LARGEST_EXACT && (k >= 0 || base.n !== 0n)
        ? rationals.power(base, k)
        : undefined
    }
    case 'symbol': {
      const bound = names.bound(e, at)
      if (bound) return bound.kind === 'number' ? bound.exact : undefined
      const definition = reading.definition(e.name)
      return definition && rationalOf(definition.by, names.entered(definition.symbol, e, at), where)
    }
    default:
      return undefined
  }
}

/** Whether an exponent is whole by its form. */
export function isWhole<N extends Known>(e: Expr, at: Frame<N>, where: Where<N>): boolean {
  const { names, reading } = where
  switch (e.kind) {
    case 'number':
      return e.value.d === 1n
    case 'index':
      return true
    case 'add':
      return e.terms.every((term) => isWhole(term, at, where))
    case 'multiply':
      return e.factors.every((factor) => isWhole(factor, at, where))
    case 'negate':
      return isWhole(e.argument, at, where)
    case 'power':
      return (reading.wholeExponent(e.exponent) ?? -1) >= 0 && isWhole(e.base, at, where)
    case 'symbol': {
      const bound = names.bound(e, at)
      if (bound) return bound.kind === 'number' && bound.whole
      const definition = reading.definition(e.name)
      if (definition) return isWhole(definition.by, names.entered(definition.symbol, e, at), where)
      return reading.isWidth(e) || (reading.binder(e.name)?.domain.integer ?? false)
    }
    default:
      return constantValue(e)?.d === 1n
  }
}
