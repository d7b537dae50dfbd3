/**
 * The elementary functions over decimals, bounded in time for arguments of any size and NaN wherever the real function has no finite
 * value. Results differ from the exact ones by a few units in the last place.
 */
import type { Decimal } from 'decimal.js'
import type { FunctionName } from '../functions/registry/registry.js'
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

/** Infinite arguments of atan come from ends of the domain, and mean a right angle. */
const asin: RealFunction = (x, D) => fixed.atan(x.div(new D(1).minus(x).times(new D(1).plus(x)).sqrt()), D)
const acos: RealFunction = (x, D) => fixed.atan(new D(1).minus(x).div(new D(1).plus(x)).sqrt(), D).times(2)

function sinh(x: Decimal, D: typeof Decimal): Decimal {
  if (x.abs().lessThan(1)) return fixed.smallSinh(x, D)
  const grown = exp(x.abs(), D)
  const value = grown.minus(new D(1).div(grown)).div(2)
  return x.isNegative() ? value.negated() : value
}

function cosh(x: Decimal, D: typeof Decimal): Decimal {
  const grown = exp(x.abs(), D)
  return grown.plus(new D(1).div(grown)).div(2)
}

function tanh(x: Decimal, D: typeof Decimal): Decimal {
  if (x.abs().lessThan(1)) return sinh(x, D).div(cosh(x, D))
  const saturated = x.e > 15
  const value = saturated ? new D(1) : new D(1).minus(new D(2).div(exp(x.abs().times(2), D).plus(1)))
  return x.isNegative() ? value.negated() : value
}

function atanh(x: Decimal, D: typeof Decimal): Decimal {
  if (!x.abs().lessThan(1)) return new D(Number.NaN)
  if (x.isZero() || x.e < -D.precision) return x
  // Near zero the quotient is as near to one.
  const Wide = D.clone({ precision: D.precision - x.e + 5 })
  const quotient = new Wide(1).plus(x).div(new Wide(1).minus(x))
  return fixed.log(quotient, Wide).div(2).toSignificantDigits(D.precision)
}

function asinh(x: Decimal, D: typeof Decimal): Decimal {
  const root = x.times(x).plus(1).sqrt()
  if (x.abs().lessThan(1)) return atanh(x.div(root), D)
  const value = log(x.abs().plus(root), D)
  return x.isNegative() ? value.negated() : value
}

/** Twice the inverse of sinh at the root of (x - 1)/2, which keeps the digits near one. */
const acosh: RealFunction = (x, D) => asinh(x.minus(1).div(2).sqrt(), D).times(2)

const reciprocal =
  (f: RealFunction): RealFunction =>
  (x, D) => {
    const value = f(x, D)
    return value.isFinite() ? new D(1).div(value) : new D(Number.NaN)
  }

export const DECIMAL_FUNCTIONS: Record<FunctionName, RealFunction> = {
  exp,
  log,
  sqrt: (x, D) => (x.isFinite() && x.greaterThan(0) ? fixed.sqrt(x, D) : x.sqrt()),
  abs: (x) => x.abs(),
  sin: angle(fixed.sin),
  cos: angle(fixed.cos),
  tan: angle((x, D) => fixed.sin(x, D).div(fixed.cos(x, D))),
  asin,
  acos,
  atan: fixed.atan,
  sinh,
  cosh,
  tanh,
  sech: reciprocal(cosh),
  csch: reciprocal(sinh),
  coth: reciprocal(tanh),
  asinh,
  acosh,
  atanh,
}
