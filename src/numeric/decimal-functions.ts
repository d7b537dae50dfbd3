/**
 * The elementary functions over decimals, bounded in time for arguments of any size and NaN wherever the real function has no finite
 * value. Results differ from the exact ones by a few units in the last place.
 */
import type { Decimal } from 'decimal.js'
import type { DecimalFunctions } from '../functions/registry/numeric.js'
import { FUNCTIONS, type FunctionName } from '../functions/registry/registry.js'
import * as fixed from './fixed-point.js'

type RealFunction = (x: Decimal, D: typeof Decimal) => Decimal

/** Largest decimal exponent of an angle: reducing it takes as many digits of pi. */
const LARGEST_ANGLE = 300

const angle =
  (f: RealFunction): RealFunction =>
  (x, D) =>
    x.e > LARGEST_ANGLE ? new D(Number.NaN) : f(x, D)

/** e^x, NaN where it leaves the range of exponents. */
function exp(x: Decimal, D: typeof Decimal): Decimal {
  const value = fixed.exp(x, D)
  return value.isZero() || !value.isFinite() ? new D(Number.NaN) : value
}

const log: RealFunction = (x, D) => (x.greaterThan(0) ? fixed.log(x, D) : new D(Number.NaN))

/** Up to this, decimal.js multiplies whole powers out. */
const MULTIPLIED_OUT = Number.MAX_SAFE_INTEGER

/** x^y; what is no real number is NaN. */
export function power(x: Decimal, y: Decimal, D: typeof Decimal): Decimal {
  const plain =
    !y.isFinite() || !x.isFinite() || !x.greaterThan(0) || (y.isInteger() && y.abs().lessThan(MULTIPLIED_OUT))
  return (plain ? undefined : fixed.power(x, y, D)) ?? x.pow(y)
}

const BY: DecimalFunctions = {
  exp,
  log,
  sqrt: (x, D) => (x.isFinite() && x.greaterThan(0) ? fixed.sqrt(x, D) : x.sqrt()),
  sin: angle(fixed.sin),
  cos: angle(fixed.cos),
  atan: fixed.atan,
  smallSinh: fixed.smallSinh,
  call: (fn, x, D) => decimalOf(fn as FunctionName, x, D),
}

/** The value of a function; NaN where there is none, or decimals know of none. */
export function decimalOf(fn: FunctionName, x: Decimal, D: typeof Decimal): Decimal {
  const { precise } = FUNCTIONS[fn].numeric
  return precise ? precise.decimal(x, D, BY) : new D(Number.NaN)
}
