/** What the kernel knows of a function: trusted, and told from what the interpreter knows (numeric.ts), with which it shares no formula, helper or table. */

export interface ExactSection {
  /**
   * The value in normal form, and the conditions under which there is one: all of them. Without it the formula `is` is brought to normal form; without
   * that the value is an indeterminate of its own, one for each argument, and all that is known of it are its domain, its sign and its derivative.
   */
  readonly reduce?: <X, F>(x: X, n: NormalForms<X, F>) => F
  /** An interval that holds all values at the points of an interval at which there are values. Without it that of the formula `is`, or none. */
  readonly enclose?: (x: Interval, e: Enclosing) => Interval
  /**
   * For limits: a formula by exp, log, abs, sin, cos, atan, asin and roots with the same values, or one for arguments of each sign, which far out is known.
   * One that is `ready` divides by nothing that may be 0 in the domain. Without it the formula `is`, or no limit.
   */
  readonly farOut?:
    | { readonly formula: string; readonly ready?: boolean }
    | Readonly<Record<'negative' | 'positive', string>>
  /** By the cosine and the sine of the argument: what is rational in them is rational in tan(x/2). */
  readonly byTurn?: <X>(cosine: X, sine: X, divide: (a: X, b: X) => X) => X
  /** A formula in which x stands for the exponential of the argument, for arguments from 0 on; beyond 0 by its parity, or by 1/x. */
  readonly byExponential?: string
}

/** Arithmetic of normal forms. */
export interface FractionArithmetic<F> {
  readonly zero: F
  readonly one: F
  isZero(f: F): boolean
  add(a: F, b: F): F
  subtract(a: F, b: F): F
  negate(a: F): F
  multiply(a: F, b: F): F
  divide(a: F, b: F): F
  invert(a: F): F
  power(a: F, n: number): F
}

/** Terms X and their normal forms F. */
export interface NormalForms<X, F> {
  readonly fractions: FractionArithmetic<F>
  /** A formula in x at an argument. */
  formula(text: string, x: X): X
  normalize(x: X): F
  /** The same, noting what must hold where the claim is meant, unless it always does. */
  require(x: X, must: 'nonzero' | 'positive' | 'nonnegative'): F
  half(f: F): F
  halfPi(): F
  exponential(f: F): F
  /** Of what is required to be positive. */
  logarithm(f: F): F
  /** The q-th root of what is required to be nonnegative. */
  root(f: F, q: number): F
  /** The q-th root of anything, for an odd q; the function `fn` is that root. */
  oddRoot(fn: string, f: F, q: number): F
  /** The signs that a term may have wherever it has a value. */
  signs(x: X): readonly ('negative' | 'zero' | 'positive')[]
  /** The value of a function of which no more is known than its domain and its sign. */
  indeterminate(fn: string, x: X): F
  /** The absolute value of a term. */
  size(x: X): F
  circular(fn: 'sin' | 'cos', f: F): F
  /** Of what is required to be in the domain. */
  inverseCircular(fn: 'asin' | 'atan', f: F): F
  hyperbolicTangent(x: X): F
}

/** lo <= value <= hi, in units of 2^-bits. */
export interface Interval {
  readonly lo: bigint
  readonly hi: bigint
}

/** The larger of two ends of intervals. */
export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/** Arithmetic of intervals that hold the values; what has no finite interval throws. */
export interface Enclosing {
  /** 1, and the same as an interval. */
  readonly unit: bigint
  readonly one: Interval
  /** Beyond this, e^x has no interval. */
  readonly largestExponent: bigint
  /** Whether the interval of a value must moreover show that there is one. */
  readonly strict: boolean
  add(a: Interval, b: Interval): Interval
  subtract(a: Interval, b: Interval): Interval
  negate(a: Interval): Interval
  multiply(a: Interval, b: Interval): Interval
  divide(a: Interval, b: Interval): Interval
  half(a: Interval): Interval
  double(a: Interval): Interval
  sqrt(a: Interval): Interval
  /** Of a point that is not negative. */
  root(a: Interval, q: number): Interval
  pi(): Interval
  exp(x: Interval): Interval
  log(x: Interval): Interval
  sine(x: Interval): Interval
  arcsine(x: Interval): Interval
  /** Of a point. */
  arctangent(x: Interval): Interval
  /** Another function of the language. */
  call(fn: string, x: Interval): Interval
  /** Of an increasing f, by its values at both ends. */
  increasing(x: Interval, f: (end: Interval) => Interval): Interval
  none(why: string): never
}
