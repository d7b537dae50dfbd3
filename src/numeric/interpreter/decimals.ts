/** Decimals of many digits with a bound of their error, for what doubles leave open; see error-bound.ts for the bounds. */
import { Decimal } from 'decimal.js'
import { type Rational, toDecimal } from '../../expr/rational.js'
import type { PreciseSection } from '../../functions/registry/numeric.js'
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { decimalOf, power } from '../decimal-functions.js'
import { EXACT, callError, log10, plus, powerError, productError, quotientError, roomOf, up } from '../error-bound.js'
import type { Field } from './field.js'
import { type Known, type Result, UNDEFINED, UNKNOWN } from './value.js'

export interface Precise extends Known {
  readonly value: Decimal
  /** log10 of a bound of |value - exact value|; -Infinity for none. */
  readonly error: number
}

const GUARD = 10
/** decimal.js takes powers of the base itself for pi and log(10); beyond this it knows too few of their digits. */
const MOST_DIGITS = 900
/** Operations after which the rest is unknown; about a second at 50 digits. */
const MOST_OPERATIONS = 200_000
/** What a function costs, in operations. */
const CALL = 10

/** Doubles above this have at most 100 digits. */
const WRITTEN_OUT = 1e-20

const of = (value: Decimal, error: number): Precise => ({ kind: 'number', value, error })

const bounded = (value: Decimal, error: number): Result<Precise> =>
  value.isFinite() && error < Number.POSITIVE_INFINITY ? of(value, error) : UNKNOWN

export class Decimals implements Field<Precise> {
  private readonly D: typeof Decimal
  private readonly precision: number
  private circle: Precise | undefined
  private left = MOST_OPERATIONS
  readonly zero: Precise
  readonly one: Precise

  /** Numbers of about so many significant digits. One object does a bounded amount of work; after that all is unknown. */
  constructor(readonly digits: number) {
    this.precision = Math.min(digits + GUARD, MOST_DIGITS)
    this.D = Decimal.clone({ precision: this.precision, rounding: Decimal.ROUND_HALF_EVEN, defaults: true })
    this.zero = of(new this.D(0), EXACT)
    this.one = of(new this.D(1), EXACT)
  }

  /** Whether its work is done, and nothing will be known any more. */
  get isSpent(): boolean {
    return this.left <= 0
  }

  get pi(): Precise {
    this.circle ??= this.rounded(this.D.acos(-1), EXACT) as Precise
    return this.circle
  }

  rational(r: Rational): Result<Precise> {
    const text = toDecimal(r)
    if (text !== undefined) return of(new this.D(text), EXACT)
    return this.rounded(new this.D(`${r.n}`).div(`${r.d}`), EXACT)
  }

  double(value: number): Result<Precise> {
    if (!Number.isFinite(value)) return UNKNOWN
    const decimal = new this.D(value.toPrecision(100))
    return of(decimal, decimal.isZero() || Math.abs(value) > WRITTEN_OUT ? EXACT : up(log10(decimal) - 99))
  }

  /** Exactly this decimal. */
  exactly(value: Decimal): Precise {
    return of(new this.D(value), EXACT)
  }

  /** The value of a function at a value, whatever its error. */
  plainly(fn: FunctionName, value: Decimal): Decimal {
    return decimalOf(fn, new this.D(value), this.D)
  }

  add(a: Precise, b: Precise): Result<Precise> {
    if (this.left-- <= 0) return UNKNOWN
    const value = a.value.plus(b.value)
    const inherited = plus(a.error, b.error)
    if (a.value.isZero() || b.value.isZero()) return bounded(value, inherited)
    const highest = Math.max(a.value.e, b.value.e)
    const lowest = Math.min(a.value.e - a.value.precision(), b.value.e - b.value.precision())
    if (highest + 2 - lowest < this.precision) return bounded(value, inherited)
    return this.rounded(value, inherited, highest)
  }

  negate(a: Precise): Precise {
    return of(a.value.isZero() ? a.value : a.value.negated(), a.error)
  }

  multiply(a: Precise, b: Precise): Result<Precise> {
    if (this.left-- <= 0) return UNKNOWN
    const value = a.value.times(b.value)
    const vanishes = a.value.isZero() || b.value.isZero()
    // A zero that is only too small for the range of exponents.
    if (value.isZero() && !vanishes) return UNKNOWN
    const plain = a.error === EXACT && b.error === EXACT
    const inherited = plain ? EXACT : productError(log10(a.value), a.error, log10(b.value), b.error)
    const exact = vanishes || a.value.precision() + b.value.precision() <= this.precision
    return exact ? bounded(value, inherited) : this.rounded(value, inherited)
  }

  divide(a: Precise, b: Precise): Result<Precise> {
    if (this.left-- <= 0) return UNKNOWN
    const sign = this.sign(b)
    if (sign === 0) return UNDEFINED
    if (sign === undefined) return UNKNOWN
    const value = a.value.div(b.value)
    if (value.isZero() && !a.value.isZero()) return UNKNOWN
    const plain = a.error === EXACT && b.error === EXACT
    const inherited = plain ? EXACT : quotientError(log10(value), a.error, log10(b.value), b.error)
    const exact = value.precision() + b.value.precision() <= this.precision && value.times(b.value).equals(a.value)
    return exact ? bounded(value, inherited) : this.rounded(value, inherited)
  }

  power(a: Precise, y: Precise): Result<Precise> {
    this.left -= CALL
    if (this.left <= 0) return UNKNOWN
    const value = power(a.value, y.value, this.D)
    if (!value.isFinite() || value.isZero()) return UNKNOWN
    const plain = a.error === EXACT && y.error === EXACT
    const inherited = plain ? EXACT : powerError(log10(a.value), a.error, y.value, y.error, log10(value))
    return this.rounded(value, inherited)
  }

  call(fn: FunctionName, { value: x, error }: Precise): Result<Precise> {
    this.left -= CALL
    if (this.left <= 0) return UNKNOWN
    const { precise } = FUNCTIONS[fn].numeric
    if (!precise) return UNKNOWN
    if (precise.room) {
      const room = this.sign(of(roomOf(fn, x) as Decimal, error))
      if (room === undefined) return UNKNOWN
      if (room < 0 || (room === 0 && !precise.room.closed)) return UNDEFINED
    }
    const value = decimalOf(fn, x, this.D)
    if (!value.isFinite()) return UNKNOWN
    const inherited = callError(fn, x, error, value)
    return this.isExact(precise, x, value) ? bounded(value, inherited) : this.rounded(value, inherited)
  }

  /** In decimals nothing is known of it. */
  near(): Result<Precise> {
    return UNKNOWN
  }

  /** Whether a value is exact if its argument is. */
  private isExact({ exact = [] }: PreciseSection, x: Decimal, value: Decimal): boolean {
    if (exact === 'always') return true
    if ('rootOf' in exact)
      return value.precision() * exact.rootOf <= this.precision && value.pow(exact.rootOf).equals(x)
    return exact.some((at) => x.equals(at))
  }

  sign({ value, error }: Precise): -1 | 0 | 1 | undefined {
    if (log10(value) > error) return value.isNegative() ? -1 : 1
    return value.isZero() && error === EXACT ? 0 : undefined
  }

  toNumber({ value }: Precise): number {
    return value.toNumber()
  }

  /** A result that was rounded by up to ten units in the last place of `size`, on top of an inherited error. */
  private rounded(value: Decimal, inherited: number, size = log10(value)): Result<Precise> {
    return bounded(value, plus(inherited, up(size + 2 - this.precision)))
  }
}
