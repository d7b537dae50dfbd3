/**
 * Doubles with a running bound of their error. Sums and products know what was rounded off exactly, so that small whole numbers and their
 * quotients stay exact; the functions of Math are trusted to a few units in the last place. What leaves the safe range is unknown.
 */
import type { FunctionName } from '../../functions/registry/registry.js'
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
    const inside = domain(fn, x, error)
    if (inside !== 'inside') return inside === 'outside' ? UNDEFINED : UNKNOWN
    if (fn === 'abs') return of(Math.abs(x), error)
    const value = FUNCTIONS[fn](x)
    const exact = error === 0 && (fn === 'sqrt' ? isRoot(value, x) : isExact(fn, x))
    if (exact) return bounded(value, 0)
    if (value === 0) return UNKNOWN
    const inherited = error === 0 ? 0 : propagated(fn, x, error, value)
    return bounded(value, (inherited + Math.abs(value) * FUNCTION) * UP)
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

const FUNCTIONS: Record<FunctionName, (x: number) => number> = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sech: (x) => 1 / Math.cosh(x),
  csch: (x) => 1 / Math.sinh(x),
  coth: (x) => 1 / Math.tanh(x),
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
}

/** Values that are whole by an identity, not by luck. */
function isExact(fn: FunctionName, x: number): boolean {
  if (x === 1) return fn === 'log' || fn === 'acos' || fn === 'acosh'
  return x === 0 && fn !== 'acos'
}

const isRoot = (root: number, x: number): boolean => root * root === x && lost(root, root, x) === 0

/** Whether the function has a value at every number that x may be, at none, or neither. */
function domain(fn: FunctionName, x: number, error: number): 'inside' | 'outside' | 'neither' {
  const [low, high] = [x - error, x + error]
  const judge = (all: boolean, none: boolean) => (all ? 'inside' : none ? 'outside' : 'neither')
  switch (fn) {
    case 'log':
      return judge(low > 0, high <= 0)
    case 'sqrt':
      return judge(low >= 0, high < 0)
    case 'asin':
    case 'acos':
      return judge(low >= -1 && high <= 1, low > 1 || high < -1)
    case 'acosh':
      return judge(low >= 1, high < 1)
    case 'atanh':
      return judge(low > -1 && high < 1, low >= 1 || high <= -1)
    case 'csch':
    case 'coth':
      return judge(low > 0 || high < 0, x === 0 && error === 0)
    default:
      return 'inside'
  }
}

/** How far the value may move when the argument moves by `error`, by the largest slope between. Infinite where that is not known. */
function propagated(fn: FunctionName, x: number, error: number, value: number): number {
  const far = Math.abs(x) + error
  const near = Math.max(0, Math.abs(x) - error)
  switch (fn) {
    case 'abs':
    case 'sin':
    case 'cos':
    case 'atan':
    case 'asinh':
      return error
    case 'tanh':
      return (error / Math.cosh(Math.min(near, 300)) ** 2) * (1 + FUNCTION)
    case 'sech':
      return (error / Math.cosh(Math.min(near, 300))) * (1 + FUNCTION)
    case 'exp':
      return value * Math.expm1(error) * (1 + FUNCTION)
    case 'sinh':
    case 'cosh':
      return error * Math.cosh(far) * (1 + FUNCTION)
    case 'log':
      return error / near
    case 'tan': {
      const cosine = Math.abs(Math.cos(x)) - error
      return cosine > 1e-6 ? error / (cosine * cosine) : Number.POSITIVE_INFINITY
    }
    case 'csch':
      return ((error * Math.cosh(near)) / Math.sinh(near) ** 2) * (1 + FUNCTION)
    case 'coth':
      return (error / Math.sinh(near) ** 2) * (1 + FUNCTION)
    case 'sqrt':
      return near > 0 ? (error / (2 * Math.sqrt(near))) * (1 + FUNCTION) : Number.POSITIVE_INFINITY
    case 'asin':
    case 'acos':
      return far < 1 ? (error / Math.sqrt((1 - far) * (1 + far))) * (1 + FUNCTION) : Number.POSITIVE_INFINITY
    case 'acosh':
      return near > 1 ? (error / Math.sqrt((near - 1) * (near + 1))) * (1 + FUNCTION) : Number.POSITIVE_INFINITY
    case 'atanh':
      return far < 1 ? (error / ((1 - far) * (1 + far))) * (1 + FUNCTION) : Number.POSITIVE_INFINITY
  }
}
