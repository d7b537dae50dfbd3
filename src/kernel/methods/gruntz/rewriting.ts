/**
 * Rewriting in omega. Each element exp(h) of the mrv set is omega^-c exp(h - c g), where g = log(1/omega) and c is the limit of h/g, which is finite
 * and not zero within one comparability class; the variable is 1/omega. What stands around them is expanded in omega, by the power series of each function.
 */
import * as ast from '../../../expr/ast.js'
import { type Expr, children } from '../../../expr/ast.js'
import { brief } from '../../../expr/print.js'
import { ratio } from '../../../expr/rational.js'
import type { Fraction } from '../../core/fractions.js'
import type { Normalizer } from '../../core/normalize.js'
import { NowhereDefined, Unsupported } from '../../core/outcome.js'
import { NEGATIVE, NONNEGATIVE, NONZERO, NULL, POSITIVE, type Sign, within } from '../../core/signs.js'
import type { Coefficients } from './coefficients.js'
import { type Exponent, type Exponents, isRational } from './exponents.js'
import { type Expressions, ONE, WAVES } from './expressions.js'
import type { FarOut } from './far-out.js'
import type { Omega } from './mrv.js'
import type { PowerSeries, Series, Term } from './power-series.js'

/** Whole powers that are multiplied out. */
const LARGEST_POWER = 24n

const HALF = ast.rational(ratio(1n, 2n))
const TWO = ast.rational(2)

export class Rewriting {
  constructor(
    private readonly n: Normalizer,
    private readonly exprs: Expressions,
    private readonly coefficients: Coefficients,
    private readonly exponents: Exponents,
    private readonly series: PowerSeries,
    private readonly limits: FarOut,
  ) {}

  expand(e: Expr, omega: Omega): Series {
    const known = omega.series.get(e)
    if (known) return known
    const series = this.expanded(e, omega)
    omega.series.set(e, series)
    return series
  }

  private contains(e: Expr, omega: Omega): boolean {
    return omega.mrv.has(e) || (this.exprs.moves(e) && children(e).some((child) => this.contains(child, omega)))
  }

  private expanded(e: Expr, omega: Omega): Series {
    if (!this.contains(e, omega)) return this.series.constant(this.coefficients.of(e))
    switch (e.kind) {
      case 'symbol':
        return { terms: [{ exponent: ratio(-1n), coefficient: this.coefficients.one }] }
      case 'add':
        return e.terms.map((term) => this.expand(term, omega)).reduce((a, b) => this.series.add(a, b))
      case 'negate':
        return this.series.shifted(this.expand(e.argument, omega), this.coefficients.rational(ratio(-1n)))
      case 'multiply':
        return e.factors.map((factor) => this.expand(factor, omega)).reduce((a, b) => this.series.multiply(a, b))
      case 'divide': {
        const below = this.power(this.expand(e.denominator, omega), ast.rational(-1), e.denominator)
        return this.series.multiply(this.expand(e.numerator, omega), below)
      }
      case 'power':
        return this.power(this.expand(e.base, omega), e.exponent, e.base)
      case 'call':
        return this.call(e, this.expand(e.argument, omega), omega)
      default:
        throw new Unsupported(`the limit of ${brief(e)}`)
    }
  }

  private power(s: Series, exponent: Expr, base: Expr): Series {
    const k = this.exponents.simple(this.coefficients.normal(this.exprs.intern(exponent)))
    const whole = isRational(k) && k.d === 1n
    if (whole && k.n >= 0n && k.n <= LARGEST_POWER) {
      let power = this.series.constant(this.coefficients.one)
      for (let j = 0n; j < k.n; j++) power = this.series.multiply(power, s)
      return power
    }
    const first = this.series.first(s, base)
    if (!first) {
      if (isRational(k) && k.n > 0n) return { terms: [] }
      throw new NowhereDefined('it divides by something that is identically zero')
    }
    const sign = this.limits.sign(first.coefficient.expr)
    if (!within(sign, whole ? NONZERO : POSITIVE)) return this.powerAtZero(s, first, k, sign)
    const c = this.coefficients.of(ast.power(first.coefficient.expr, exponent))
    let binomial: Fraction = this.n.fractions.one
    const { fractions } = this.n
    const kf = this.exponents.fraction(k)
    const factors = this.series.powerSeries(this.series.relative(s, first), (j) => {
      if (j > 0) {
        const next = fractions.subtract(kf, fractions.constant(ratio(BigInt(j - 1))))
        binomial = fractions.multiply(fractions.multiply(binomial, next), fractions.constant(ratio(1n, BigInt(j))))
      }
      const here = binomial
      return this.coefficients.made(here, () => this.n.readable(here))
    })
    return this.series.shifted(factors, c, this.exponents.times(first.exponent, k))
  }

  /** A positive rational power of what tends to a constant that may be zero but is not negative: no more than its limit is known. */
  private powerAtZero(s: Series, first: Term, k: Exponent, sign: Sign): Series {
    const { exponent, coefficient } = first
    const continuous = isRational(k) && k.n > 0n && within(sign, NONNEGATIVE) && !this.exprs.moves(coefficient.expr)
    const atZero = isRational(exponent) && exponent.n === 0n
    if (!continuous || !atZero || this.exprs.isAbout(coefficient.expr, WAVES)) {
      throw new Unsupported(`a power of ${brief(coefficient.expr)}, whose sign is not known`)
    }
    const next = s.terms[1]?.exponent ?? s.end
    const value = this.series.constant(this.coefficients.of(ast.power(coefficient.expr, ast.rational(k))))
    if (!next) return value
    return { ...value, end: k.n < k.d ? this.exponents.times(next, k) : next }
  }

  private call(e: ast.Call, s: Series, omega: Omega): Series {
    switch (e.fn) {
      case 'exp':
        return this.exponential(e, s, omega)
      case 'sqrt':
        return this.power(s, HALF, e.argument)
      case 'log':
        return this.logarithmic(s, e.argument, omega)
      case 'abs':
        return this.absolute(s, e.argument)
      case 'sin':
      case 'cos': {
        const { value, delta } = this.series.atLimit(s, e.argument)
        const [sin, cos] = (['sin', 'cos'] as const).map((fn) =>
          this.series.constant(this.coefficients.of(ast.call(fn, value.expr))),
        )
        const [sinDelta, cosDelta] = [this.series.sine(delta), this.series.cosine(delta)]
        const product = (a: Series | undefined, b: Series): Series => this.series.multiply(a as Series, b)
        if (e.fn === 'sin') return this.series.add(product(sin, cosDelta), product(cos, sinDelta))
        const minus = this.series.shifted(product(sin, sinDelta), this.coefficients.rational(ratio(-1n)))
        return this.series.add(product(cos, cosDelta), minus)
      }
      case 'atan':
        return this.arctangent(s, e.argument)
      case 'asin':
        return this.arcsine(s, e.argument)
      default:
        throw new Unsupported(`the limit of ${brief(e)}`)
    }
  }

  private exponential(e: ast.Call, s: Series, omega: Omega): Series {
    const { value, delta } = this.series.atLimit(s, e.argument)
    let factorial = 1n
    const small = this.series.powerSeries(delta, (k) => {
      factorial *= BigInt(Math.max(1, k))
      return this.coefficients.rational(ratio(1n, factorial))
    })
    if (!omega.mrv.has(e)) return this.series.shifted(small, this.coefficients.of(ast.call('exp', value.expr)))
    // exp(value) = exp(c g) exp(value - c g).
    const c = this.limits.limit(this.exprs.intern(ast.divide(value.expr, omega.g)))
    if (typeof c === 'string') throw new Unsupported(`the growth of ${brief(e)}`)
    const order = this.exponents.simple(this.coefficients.normal(c))
    const rest = this.coefficients.of(ast.subtract(value.expr, ast.multiply(c, omega.g)))
    const coefficient = this.coefficients.isZero(rest)
      ? this.coefficients.one
      : this.coefficients.of(ast.call('exp', rest.expr))
    return this.series.shifted(small, coefficient, this.exponents.times(order, ratio(-1n)))
  }

  private logarithmic(s: Series, argument: Expr, omega: Omega): Series {
    const first = this.series.first(s, argument)
    const sign = first ? this.limits.sign(first.coefficient.expr) : NULL
    // A coefficient may be 0 for the one value that a parameter has left: then others decide.
    if (!first || sign === NEGATIVE)
      throw new NowhereDefined('it takes the logarithm of something that is never positive')
    if (sign !== POSITIVE)
      throw new Unsupported(`the logarithm of ${brief(first.coefficient.expr)}, whose sign is not known`)
    const small = this.series.powerSeries(this.series.relative(s, first), (k) =>
      k === 0 ? undefined : this.coefficients.rational(ratio(k % 2 === 0 ? -1n : 1n, BigInt(k))),
    )
    const order = this.n.readable(this.exponents.fraction(this.exponents.times(first.exponent, ratio(-1n))))
    const value = ast.add(ast.call('log', first.coefficient.expr), ast.multiply(order, omega.g))
    return this.series.add(this.series.constant(this.coefficients.of(value)), small)
  }

  private absolute(s: Series, argument: Expr): Series {
    const first = this.series.first(s, argument)
    if (!first) return { terms: [] }
    const sign = this.limits.sign(first.coefficient.expr)
    if (sign === POSITIVE) return s
    if (sign === NEGATIVE) return this.series.shifted(s, this.coefficients.rational(ratio(-1n)))
    // ||c + delta| - |c|| <= |delta|
    const value = {
      exponent: first.exponent,
      coefficient: this.coefficients.of(ast.call('abs', first.coefficient.expr)),
    }
    const end = s.terms[1]?.exponent ?? s.end
    return { terms: [value], ...(end && { end }) }
  }

  private arctangent(s: Series, argument: Expr): Series {
    const odd = (delta: Series): Series =>
      this.series.oddSeries(delta, (k) => (k === 0n ? ratio(1n) : ratio(-(2n * k - 1n), 2n * k + 1n)))
    const first = this.series.first(s, argument)
    if (!first) return { terms: [] }
    if (this.exponents.compare(first.exponent, ratio(0n)) < 0) {
      const sign = this.limits.sign(first.coefficient.expr)
      if (sign !== POSITIVE && sign !== NEGATIVE) throw new Unsupported(`the sign of ${brief(first.coefficient.expr)}`)
      const quarter = this.series.constant(
        this.coefficients.of(ast.multiply(ast.rational(ratio(sign === POSITIVE ? 1n : -1n, 2n)), ast.PI)),
      )
      const inverse = this.power(s, ast.rational(-1), argument)
      return this.series.add(quarter, this.series.shifted(odd(inverse), this.coefficients.rational(ratio(-1n))))
    }
    const { value, delta } = this.series.atLimit(s, argument)
    if (this.coefficients.isZero(value)) return odd(delta)
    // atan(a + delta) = atan a + atan(delta / (1 + a^2 + a delta)) for small delta.
    const below = this.series.add(
      this.series.constant(this.coefficients.of(ast.add(ONE, ast.power(value.expr, TWO)))),
      this.series.shifted(delta, value),
    )
    const moved = this.series.multiply(delta, this.series.inverse(below))
    return this.series.add(this.series.constant(this.coefficients.of(ast.call('atan', value.expr))), odd(moved))
  }

  private arcsine(s: Series, argument: Expr): Series {
    const odd = (delta: Series): Series =>
      this.series.oddSeries(delta, (k) => (k === 0n ? ratio(1n) : ratio((2n * k - 1n) ** 2n, 2n * k * (2n * k + 1n))))
    const { value, delta } = this.series.atLimit(s, argument)
    if (this.coefficients.isZero(value)) return odd(delta)
    const minus = this.coefficients.rational(ratio(-1n))
    const one = this.series.constant(this.coefficients.one)
    const isValue = (e: Expr): boolean =>
      this.n.fractions.isZero(this.n.fractions.subtract(value.normal, this.coefficients.normal(this.exprs.intern(e))))
    if (isValue(ast.rational(-1)))
      return this.series.shifted(this.arcsine(this.series.shifted(s, minus), ast.negate(argument)), minus)
    if (isValue(ONE)) {
      // asin u = pi/2 - 2 asin(sqrt((1 - u)/2)) near u = 1.
      const half = this.exprs.intern(ast.multiply(HALF, ast.subtract(ONE, argument)))
      const rest = this.series.shifted(
        this.series.add(one, this.series.shifted(s, minus)),
        this.coefficients.rational(ratio(1n, 2n)),
      )
      const quarter = this.series.constant(this.coefficients.of(ast.multiply(HALF, ast.PI)))
      return this.series.add(
        quarter,
        this.series.shifted(odd(this.power(rest, HALF, half)), this.coefficients.rational(ratio(-2n))),
      )
    }
    // asin u = asin a + asin(u sqrt(1 - a^2) - a sqrt(1 - u^2)) for u near a, within (-1, 1).
    const inside = this.exprs.intern(ast.subtract(ONE, ast.power(value.expr, TWO)))
    if (this.limits.sign(inside) !== POSITIVE) throw new Unsupported(`asin near ${brief(value.expr)}`)
    const square = this.series.add(one, this.series.shifted(this.series.multiply(s, s), minus))
    const root = this.power(square, HALF, this.exprs.intern(ast.subtract(ONE, ast.power(argument, TWO))))
    const ofValue = this.coefficients.of(ast.call('sqrt', inside))
    const moved = this.series.add(
      this.series.shifted(s, ofValue),
      this.series.shifted(this.series.shifted(root, value), minus),
    )
    return this.series.add(this.series.constant(this.coefficients.of(ast.call('asin', value.expr))), odd(moved))
  }
}
