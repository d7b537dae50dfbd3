/** The numbers that terms are evaluated over: doubles, or decimals of many digits. Each number carries a bound of its error. */
import type { FunctionName } from '../../functions/registry/registry.js'
import type { Rational } from '../../expr/rational.js'
import type { Known, Result } from './value.js'

export interface Field<N extends Known> {
  readonly zero: N
  readonly one: N
  readonly pi: N
  /** The nearest number. */
  rational(value: Rational): Result<N>
  /** Exactly this number; unknown when it is not finite. */
  double(value: number): Result<N>
  add(a: N, b: N): Result<N>
  negate(a: N): N
  multiply(a: N, b: N): Result<N>
  /** Undefined for a divisor that is zero, unknown for one that may be. */
  divide(a: N, b: N): Result<N>
  /** a^y for a positive a. */
  power(a: N, y: N): Result<N>
  /** Of a function with a precise section. */
  call(fn: FunctionName, a: N): Result<N>
  /** Of a function without, by the derivative between all that `a` may be, which is asked for where `a` is not exact. */
  near(fn: FunctionName, a: N, rate: () => Result<N>): Result<N>
  /** The sign, where the error leaves no doubt: 0 only of an exact zero. */
  sign(a: N): -1 | 0 | 1 | undefined
  /** The nearest double. */
  toNumber(a: N): number
}
