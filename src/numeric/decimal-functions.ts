/**
 * The elementary functions over decimal.js, bounded in time for arguments of any size and NaN wherever the real
 * function has no finite value. Hyperbolic functions go through exp where the library's series would not end.
 */
import type { Decimal } from 'decimal.js'
import type { FunctionName } from '../expr/functions.js'

type RealFunction = (x: Decimal, D: typeof Decimal) => Decimal

/** Largest decimal exponent of an angle: reducing it takes as many digits of pi, of which the library holds 1025. */
const LARGEST_ANGLE = 300

const angle =
  (f: (x: Decimal) => Decimal): RealFunction =>
  (x, D) =>
    x.e > LARGEST_ANGLE ? new D(Number.NaN) : f(x)

/** e^x, NaN where it leaves the range of exponents. */
function exp(x: Decimal, D: typeof Decimal): Decimal {
  const value = x.exp()
  return value.isZero() ? new D(Number.NaN) : value
}

function sinh(x: Decimal, D: typeof Decimal): Decimal {
  if (x.abs().lessThan(1)) return x.sinh()
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

/** The far branch of asinh and acosh: log(2 |x|), exact to working precision where |x| exceeds it. */
const far = (x: Decimal, D: typeof Decimal): Decimal => x.abs().ln().plus(new D(2).ln())

function asinh(x: Decimal, D: typeof Decimal): Decimal {
  if (x.isZero() || x.e < -D.precision) return x
  if (x.e <= D.precision) return x.asinh()
  return x.isNegative() ? far(x, D).negated() : far(x, D)
}

const reciprocal =
  (f: RealFunction): RealFunction =>
  (x, D) => {
    const value = f(x, D)
    return value.isFinite() ? new D(1).div(value) : new D(Number.NaN)
  }

export const DECIMAL_FUNCTIONS: Record<FunctionName, RealFunction> = {
  exp,
  log: (x, D) => (x.greaterThan(0) ? x.ln() : new D(Number.NaN)),
  sqrt: (x) => x.sqrt(),
  abs: (x) => x.abs(),
  sin: angle((x) => x.sin()),
  cos: angle((x) => x.cos()),
  tan: angle((x) => x.sin().div(x.cos())),
  asin: (x) => x.asin(),
  acos: (x) => x.acos(),
  atan: (x) => x.atan(),
  sinh,
  cosh,
  tanh,
  sech: reciprocal(cosh),
  csch: reciprocal(sinh),
  coth: reciprocal(tanh),
  asinh,
  acosh: (x, D) => (x.e > D.precision && x.isPositive() ? far(x, D) : x.acosh()),
  atanh: (x) => x.atanh(),
}
