/**
 * What the interpreter knows of a function: how it is computed, and how far its value may move when its argument does. It is a second reading, against
 * which proofs are held: it shares the declaration with what the kernel knows, and no formula, helper or table beyond that.
 */
import type { Decimal } from 'decimal.js'

export interface NumericSection {
  /** In doubles, right to 2^-49 of its size; NaN where there is no value. */
  readonly double: (x: number) => number
  /** In decimals, and with bounds of errors. Without it the interpreter goes by the formula `is`, else by doubles and the derivative. */
  readonly precise?: PreciseSection
  /** Of what moves, a truncated Taylor series: its value, or w'/u' of w = f(u). Without either by the formula `is`, else by the derivative. */
  readonly jet?: <V>(u: V, s: Jets<V>) => V
  readonly slope?: <V>(u: V, s: Jets<V>) => V
  /** Whether it grows so slowly, or so fast, that what it does far out is not seen near by. */
  readonly pace?: 'logarithm' | 'exponential'
}

export interface PreciseSection {
  /** To a few units in the last place of D; NaN where there is no value, and where there is none in the range of exponents. */
  readonly decimal: (x: Decimal, D: typeof Decimal, by: DecimalFunctions) => Decimal
  /** How far the value moves when the argument moves by an error, in doubles; infinite where that is not known. */
  readonly moves: (near: DoubleError) => number
  /** The same in decimals, as logarithms to base 10; NaN where that is not known. Of a function that ends as a root does it is known without. */
  readonly movesBy?: (near: DecimalError) => number
  /** How far an argument is inside the domain, and whether the end belongs to it, where the value is bounded by c |x - y|^(1/2). */
  readonly room?: { readonly of: <T>(x: T, a: LineArithmetic<T>) => T; readonly closed: boolean }
  /** Arguments with whole values; or that its n-th power is the argument, or that it is exact as the argument is. */
  readonly exact?: readonly number[] | { readonly rootOf: 2 | 3 } | 'always'
}

/** What the interpreter carries formulas out in. */
export interface Arithmetic<V> {
  add(a: V, b: V): V
  subtract(a: V, b: V): V
  negate(a: V): V
  multiply(a: V, b: V): V
  divide(a: V, b: V): V
  wholePower(a: V, n: number): V
  call(fn: string, a: V): V
}

/** Taylor series, with all that is known of their coefficients. */
export interface Jets<V> extends Arithmetic<V> {
  readonly one: V
  absolute(u: V): V
  /** The root that is not negative. */
  root(u: V): V
  /** The q-th root, that begins as the value of the function `fn` does. */
  rootBy(fn: string, u: V, q: number): V
  /** The w with w' = w u'. */
  exponential(u: V): V
  /** The s and c with s' = c u' and c' = sign s u'. */
  pair(u: V, s: string, c: string, sign: 1 | -1): readonly [V, V]
}

/** Functions of decimals that are computed by integers; see numeric/fixed-point.ts. */
export interface DecimalFunctions {
  exp(x: Decimal, D: typeof Decimal): Decimal
  log(x: Decimal, D: typeof Decimal): Decimal
  sqrt(x: Decimal, D: typeof Decimal): Decimal
  sin(x: Decimal, D: typeof Decimal): Decimal
  cos(x: Decimal, D: typeof Decimal): Decimal
  atan(x: Decimal, D: typeof Decimal): Decimal
  /** For |x| < 1. */
  smallSinh(x: Decimal, D: typeof Decimal): Decimal
  /** Another function of the language. */
  call(fn: string, x: Decimal, D: typeof Decimal): Decimal
}

export interface DoubleError {
  readonly x: number
  /** Of the argument. */
  readonly error: number
  readonly value: number
  /** The most, and the least, that |x| may be. */
  readonly far: number
  readonly near: number
}

/** All but `plus` are logarithms to base 10. */
export interface DecimalError {
  /** Of |x|. */
  readonly x: number
  /** Of the error of x. */
  readonly error: number
  /** Of the absolute value of the value. */
  readonly value: number
  /** Of that and 1. */
  readonly onePlus: number
  /** Of the room that the argument has. */
  readonly room: number
  /** Whether the error is below 1/2, and below half of |x|. */
  readonly small: boolean
  readonly inside: boolean
  plus(...bounds: readonly number[]): number
}

/** What may be said of numbers on a line. */
export interface LineArithmetic<T> {
  readonly one: T
  subtract(a: T, b: T): T
  abs(a: T): T
}

/** log10 of 2, and a little more. */
export const HALF = Math.log10(2) + 1e-6
/** Where a bound is not known. */
export const UNKNOWN = Number.NaN

/** The value moves no more than the argument. */
export const MOVES_NO_MORE = {
  moves: ({ error }: DoubleError): number => error,
  movesBy: ({ error }: DecimalError): number => error,
}
