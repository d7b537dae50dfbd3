/**
 * Doubles with a running bound of their error. Sums and products know what was rounded off exactly, so that small whole numbers and their
 * quotients stay exact; the functions of Math are trusted to a few units in the last place. What leaves the safe range is unknown.
 */
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { type Rational, toNumber } from '../../expr/rational.js'
import type { Field } from './field.js'
import { type Known, type Result, UNDEFINED, UNKNOWN } from './value.js'

export interface Double extends Known {
  readonly value: number
  /** At least |value - exact value|. */
  readonly error: number
}

/** Half a unit in the last place, relative. */
const HALF_UNIT = 2 ** -53
/** What the bounds themselves lose. */
const UP = 1 + 2 ** -48
/** Rounding of a function of Math, relative; several times what is measured. */
const FUNCTION = 2 ** -49
const LEAST = 1e-250
const MOST = 1e250
const SPLIT = 2 ** 27 + 1
/** Up to this size, and down to its inverse, the rounding of a product is known exactly. */
const SPLITTABLE = 1e120

const of = (value: number, error: number): Double => ({ kind: 'number', value, error })

function bounded(value: number, error: number): Result<Double> {
  const size = Math.abs(value)
  if (!(size < MOST && error < MOST) || (size < LEAST && size > 0)) return UNKNOWN
  return of(value, error)
}

/** What a product of doubles lost when it was rounded to p. */
function lost(a: number, b: number, p: number): number {
  const size = Math.abs(p)
  if (p === 0) return 0
  if (size > SPLITTABLE || size < 1 / SPLITTABLE || Math.abs(a) > SPLITTABLE || Math.abs(b) > SPLITTABLE)
    return size * HALF_UNIT
  const at = a * SPLIT
  const bt = b * SPLIT
  const ah = at - (at - a)
  const bh = bt - (bt - b)
  const al = a - ah
  const bl = b - bh
  return Math.abs(al * bl - (p - ah * bh - al * bh - ah * bl))
}

const isPowerOfTwo = (n: bigint): boolean => (n & (n - 1n)) === 0n
const EXACT_WHOLE = 2n ** 53n

class Doubles implements Field<Double> {
  readonly zero = of(0, 0)
  readonly one = of(1, 0)
  readonly pi = of(Math.PI, 2 ** -51)

  rational(r: Rational): Result<Double> {
    const value = toNumber(r)
    const exact = r.n <= EXACT_WHOLE && r.n >= -EXACT_WHOLE && isPowerOfTwo(r.d)
    return bounded(value, exact ? 0 : Math.abs(value) * HALF_UNIT * UP)
  }

  double(value: number): Result<Double> {
    return bounded(value, 0)
  }

  add(a: Double, b: Double): Result<Double> {
    const value = a.value + b.value
    const part = value - a.value
    const rounding = Math.abs(a.value - (value - part) + (b.value - part))
    return bounded(value, (a.error + b.error + rounding) * UP)
  }

  negate(a: Double): Double {
    return of(-a.value + 0, a.error)
  }

  multiply(a: Double, b: Double): Result<Double> {
    const value = a.value * b.value
    if (value === 0 && a.value !== 0 && b.value !== 0) return UNKNOWN
    const inherited =
      a.error === 0 && b.error === 0 ? 0 : Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error
    return bounded(value, (inherited + lost(a.value, b.value, value)) * UP)
  }

  divide(a: Double, b: Double): Result<Double> {
    const room = Math.abs(b.value) - b.error
    if (!(room > 0)) return b.value === 0 && b.error === 0 ? UNDEFINED : UNKNOWN
    const value = a.value / b.value
    if (value === 0 && a.value !== 0) return UNKNOWN
    const back = value * b.value
    const exact = back === a.value && lost(value, b.value, back) === 0
    const inherited = a.error === 0 && b.error === 0 ? 0 : (a.error + Math.abs(value) * b.error) / room
    return bounded(value, (inherited + (exact ? 0 : Math.abs(value) * HALF_UNIT)) * UP * UP)
  }

  power(a: Double, y: Double): Result<Double> {
    const value = a.value ** y.value
    // Too small for a double.
    if (value === 0) return UNKNOWN
    // The relative error of a^y is that of y log a.
    const logarithm = this.call('log', a)
    const exponent = logarithm.kind === 'number' ? this.multiply(y, logarithm) : logarithm
    if (exponent.kind === 'missing') return exponent
    const exact = a.error === 0 && y.error === 0
    const inherited = exact ? 0 : Math.expm1(exponent.error)
    const size = Math.abs(value)
    const rounding = FUNCTION * (1 + Math.abs(exponent.value))
    return bounded(value, size * (inherited + rounding) * (1 + inherited) * UP)
  }

  call(fn: FunctionName, { value: x, error }: Double): Result<Double> {
    const { double, precise } = FUNCTIONS[fn].numeric
    if (!precise) return UNKNOWN
    if (precise.room) {
      const { closed } = precise.room
      const room = precise.room.of(x, LINE)
      const inside = closed ? room >= error : room > error
      if (!inside) return (closed ? room < -error : room <= -error) ? UNDEFINED : UNKNOWN
    }
    const value = double(x)
    const { exact = [] } = precise
    if (exact === 'always') return of(value, error)
    if (error === 0 && ('rootOf' in exact ? isRoot(value, x, exact.rootOf) : exact.includes(x)))
      return bounded(value, 0)
    if (value === 0) return UNKNOWN
    const size = Math.abs(x)
    const near = { x, error, value, far: size + error, near: Math.max(0, size - error) }
    const inherited = error === 0 ? 0 : precise.moves(near) * (1 + FUNCTION)
    return bounded(value, (inherited + Math.abs(value) * FUNCTION) * UP)
  }

  near(fn: FunctionName, { value: x, error }: Double, rate: () => Result<Double>): Result<Double> {
    const value = FUNCTIONS[fn].numeric.double(x)
    if (!Number.isFinite(value)) return UNKNOWN
    const slope = error === 0 ? this.zero : rate()
    if (slope.kind === 'missing') return UNKNOWN
    const inherited = error * (Math.abs(slope.value) + slope.error)
    // A 0 may be one that is too small for a double.
    return value === 0 ? UNKNOWN : bounded(value, (inherited + Math.abs(value) * FUNCTION) * UP)
  }

  sign({ value, error }: Double): -1 | 0 | 1 | undefined {
    if (value > error) return 1
    if (-value > error) return -1
    return value === 0 && error === 0 ? 0 : undefined
  }

  toNumber({ value }: Double): number {
    return value
  }
}

export const doubles: Field<Double> = new Doubles()

const LINE = { one: 1, subtract: (a: number, b: number): number => a - b, abs: Math.abs }

/** Whether a power of the root is exactly x. */
function isRoot(root: number, x: number, n: 2 | 3): boolean {
  const square = root * root
  if (lost(root, root, square) !== 0) return false
  return n === 2 ? square === x : square * root === x && lost(square, root, x) === 0
}
