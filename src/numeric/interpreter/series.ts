/**
 * Arithmetic of values that may move: truncated Taylor series over a field, whose coefficients may be series in turn. A value that does not
 * move with the innermost derivative is its constant coefficient. Everything is by the recurrences that follow from w' = f'(u) u', with what each
 * function says of its own series; nothing here knows a derivative of an expression. See Griewank & Walther, Evaluating Derivatives, chapter 13.
 *
 * Of something that moves, a coefficient that does not exist (of abs at 0, sqrt at 0, asin at 1) leaves the whole without a value: it is not
 * differentiable there, or has no value on one side.
 */
import { ratio } from '../../expr/rational.js'
import type { Jets } from '../../functions/registry/numeric.js'
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { type FormulaArithmetic, formulaOf } from '../formula.js'
import type { Field } from './field.js'
import { type Jet, type Known, type Moving, type Result, UNDEFINED, UNKNOWN, type Value, worse } from './value.js'

/** Beyond this exponent a whole power is not multiplied out. */
const LARGEST_POWER = 2 ** 40

export class Series<N extends Known> {
  private readonly wholes = new Map<number, Value<N>>()

  constructor(readonly field: Field<N>) {}

  get one(): N {
    return this.field.one
  }
  get pi(): N {
    return this.field.pi
  }

  /** A whole number. */
  whole(n: number): Value<N> {
    let value = this.wholes.get(n)
    if (value === undefined) {
      value = this.field.rational(ratio(BigInt(n)))
      if (this.wholes.size < 1000) this.wholes.set(n, value)
    }
    return value
  }

  /** The value itself plus what moves by `level`: its series of `length` coefficients. */
  moving(value: Moving<N>, level: number, length: number): Value<N> {
    if (length === 1) return value
    const terms = new Array<Moving<N>>(length).fill(this.field.zero)
    terms[0] = value
    terms[1] = this.field.one
    return { kind: 'jet', level, terms }
  }

  /** The coefficient of the k-th power of what moves by `level`. */
  coefficient(value: Value<N>, level: number, k: number): Value<N> {
    if (value.kind === 'jet' && value.level === level) return value.terms[k] ?? UNKNOWN
    return value.kind === 'missing' || k === 0 ? value : this.field.zero
  }

  add(a: Value<N>, b: Value<N>): Value<N> {
    if (a.kind === 'number' && b.kind === 'number') {
      if (a === this.field.zero) return b
      return b === this.field.zero ? a : this.field.add(a, b)
    }
    if (a.kind === 'missing' || b.kind === 'missing') return missingOf(a, b)
    const [level, x, y] = aligned(a, b)
    if (!y)
      return joined(level, [this.add(x[0] as Moving<N>, a.kind === 'jet' && a.level === level ? b : a), ...x.slice(1)])
    const length = Math.min(x.length, y.length)
    return joined(
      level,
      Array.from({ length }, (_, k) => this.add(x[k] as Moving<N>, y[k] as Moving<N>)),
    )
  }

  negate(a: Value<N>): Value<N> {
    if (a.kind === 'number') return this.field.negate(a)
    if (a.kind === 'missing') return a
    return joined(
      a.level,
      a.terms.map((term) => this.negate(term)),
    )
  }

  subtract(a: Value<N>, b: Value<N>): Value<N> {
    return this.add(a, this.negate(b))
  }

  multiply(a: Value<N>, b: Value<N>): Value<N> {
    const { zero, one } = this.field
    if (a.kind === 'number' && b.kind === 'number') {
      if (a === zero || b === zero) return zero
      if (a === one) return b
      return b === one ? a : this.field.multiply(a, b)
    }
    if (a.kind === 'missing' || b.kind === 'missing') return missingOf(a, b)
    if (a === zero || b === zero) return zero
    const [level, x, y] = aligned(a, b)
    if (!y) {
      const factor = a.kind === 'jet' && a.level === level ? b : a
      return joined(
        level,
        x.map((term) => this.multiply(term, factor)),
      )
    }
    const length = Math.min(x.length, y.length)
    return joined(
      level,
      Array.from({ length }, (_, k) => this.convolution(x, y, k, 0, k)),
    )
  }

  /** The sum of x[j] y[k - j] for j from `low` to `high`. */
  private convolution(x: readonly Value<N>[], y: readonly Value<N>[], k: number, low: number, high: number): Value<N> {
    let sum: Value<N> = this.field.zero
    for (let j = low; j <= high; j++) {
      sum = this.add(sum, this.multiply(x[j] as Value<N>, y[k - j] as Value<N>))
      if (sum.kind === 'missing') return sum
    }
    return sum
  }

  divide(a: Value<N>, b: Value<N>): Value<N> {
    if (a.kind === 'number' && b.kind === 'number') return b === this.field.one ? a : this.field.divide(a, b)
    if (a.kind === 'missing' || b.kind === 'missing') return missingOf(a, b)
    const level = Math.max(levelOf(a), levelOf(b))
    if (levelOf(b) < level)
      return joined(
        level,
        (a as Jet<N>).terms.map((term) => this.divide(term, b)),
      )
    const y = (b as Jet<N>).terms
    const x = levelOf(a) === level ? (a as Jet<N>).terms : this.constant(a, y.length)
    const quotient: Value<N>[] = []
    for (let k = 0; k < Math.min(x.length, y.length); k++) {
      const known = this.convolution(y, quotient, k, 1, k)
      const next = this.divide(this.subtract(x[k] as Value<N>, known), y[0] as Value<N>)
      if (next.kind === 'missing') return next
      quotient.push(next)
    }
    return joined(level, quotient)
  }

  private constant(a: Moving<N>, length: number): Moving<N>[] {
    const terms = new Array<Moving<N>>(length).fill(this.field.zero)
    terms[0] = a
    return terms
  }

  /** a^n for a whole number n: 1 for n = 0, and for a negative n undefined where a is zero. */
  wholePower(a: Value<N>, n: number): Value<N> {
    if (a.kind === 'missing') return a
    if (Math.abs(n) > LARGEST_POWER) return UNKNOWN
    if (n < 0) return this.divide(this.field.one, this.wholePower(a, -n))
    let result: Value<N> = this.field.one
    let square: Value<N> = a
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = this.multiply(result, square)
      if (rest > 1) square = this.multiply(square, square)
    }
    return result
  }

  /** a^y for any real y: defined for a positive a, and 0 for a = 0 and a positive y. */
  realPower(a: Value<N>, y: Value<N>): Value<N> {
    if (a.kind === 'missing' || y.kind === 'missing') return missingOf(a, y)
    const sign = this.sign(a)
    if (sign === undefined) return UNKNOWN
    if (sign < 0) return UNDEFINED
    if (sign === 0) return this.powerOfZero(a, y)
    if (y.kind === 'jet') return this.call('exp', this.multiply(y, this.call('log', a)))
    if (a.kind === 'number') return this.field.power(a, y)
    return this.continued(a, y, this.realPower(a.terms[0] as Value<N>, y))
  }

  /** The w with u w' = y u' w that begins so, which is a power of u. */
  private continued({ level, terms: u }: Jet<N>, y: Value<N>, start: Value<N>): Value<N> {
    const w: Value<N>[] = [start]
    for (let k = 1; k < u.length; k++) {
      let sum: Value<N> = this.field.zero
      for (let j = 1; j <= k; j++) {
        const weight = this.subtract(this.multiply(y, this.whole(j)), this.whole(k - j))
        sum = this.add(sum, this.multiply(weight, this.multiply(u[j] as Value<N>, w[k - j] as Value<N>)))
      }
      const next = this.divide(sum, this.multiply(this.whole(k), u[0] as Value<N>))
      if (next.kind === 'missing') return next
      w.push(next)
    }
    return joined(level, w)
  }

  rootBy(fn: FunctionName, u: Jet<N>, q: number): Value<N> {
    return this.continued(u, this.divide(this.one, this.whole(q)), this.call(fn, u.terms[0] as Value<N>))
  }

  private powerOfZero(a: Moving<N>, y: Moving<N>): Value<N> {
    if (a.kind === 'jet') return this.rootOfZero(a)
    // An exponent that moves leaves zero zero.
    const sign = this.sign(y)
    return sign === undefined ? UNKNOWN : sign > 0 ? this.field.zero : UNDEFINED
  }

  /** The sign of the value itself, whatever it moves by. */
  sign(a: Moving<N>): -1 | 0 | 1 | undefined {
    let at = a
    while (at.kind === 'jet') at = at.terms[0] as Moving<N>
    return this.field.sign(at)
  }

  /** The first power with a coefficient that is not zero; undefined where that is not known. */
  private valuation({ terms }: Jet<N>): number | undefined {
    for (const [k, term] of terms.entries()) {
      if (term.kind === 'jet') return undefined
      const sign = this.field.sign(term)
      if (sign !== 0) return sign === undefined ? undefined : k
    }
    return undefined
  }

  /** What a root of zero has that moves: x^(1/2) is not defined around 0, |x| and |x|^3 not smooth, x^2 may be. */
  private rootOfZero(a: Jet<N>): Value<N> {
    const order = this.valuation(a)
    return order === undefined || order % 4 === 0 ? UNKNOWN : UNDEFINED
  }

  absolute(a: Moving<N>): Value<N> {
    const sign = this.sign(a)
    if (sign === undefined) return a.kind === 'number' ? this.field.call('abs', a) : UNKNOWN
    if (sign !== 0) return sign > 0 ? a : this.negate(a)
    if (a.kind === 'number' || this.isStill(a)) return this.field.zero
    const order = this.valuation(a)
    if (order === undefined) return UNKNOWN
    if (order % 2 === 1) return UNDEFINED
    return this.sign(a.terms[order] as Moving<N>) === 1 ? a : this.negate(a)
  }

  /** Whether every coefficient is exactly zero. */
  private isStill(a: Moving<N>): boolean {
    return a.kind === 'number' ? this.field.sign(a) === 0 : a.terms.every((term) => this.isStill(term))
  }

  call(fn: FunctionName, a: Value<N>): Value<N> {
    if (a.kind === 'missing') return a
    const { numeric, is, derivative } = FUNCTIONS[fn]
    const { precise, jet, slope } = numeric
    const by = this as Jets<Value<N>> & FormulaArithmetic<Value<N>>
    if (a.kind === 'number' && precise) return this.field.call(fn, a)
    if (a.kind === 'jet' && jet) return jet<Value<N>>(a, by)
    if (a.kind === 'jet' && slope) return this.integral(fn, a, slope<Value<N>>(a, by))
    if (is !== undefined) return formulaOf(is)<Value<N>>(a, by)
    const rate = formulaOf(derivative)<Value<N>>
    return a.kind === 'jet' ? this.integral(fn, a, rate(a, by)) : this.near(fn, a, () => rate(a, by))
  }

  /** The value of a function of which no more is known than its domain, doubles and its derivative. */
  private near(fn: FunctionName, a: N, rate: () => Value<N>): Value<N> {
    for (const { must, of } of FUNCTIONS[fn].domain) {
      const asked = formulaOf(of)<Value<N>>(a, this as FormulaArithmetic<Value<N>>)
      const sign = asked.kind === 'number' ? this.field.sign(asked) : undefined
      if (sign === undefined) return asked.kind === 'missing' ? asked : UNKNOWN
      if (must === 'nonnegative' ? sign < 0 : must === 'positive' ? sign <= 0 : sign === 0) return UNDEFINED
    }
    const steepest = (): Result<N> => {
      const known = rate()
      return known.kind === 'number' ? known : UNKNOWN
    }
    return this.field.near(fn, a, steepest)
  }

  /** The w with w' = slope u' that begins as f(u) does. */
  private integral(fn: FunctionName, { level, terms: u }: Jet<N>, slope: Value<N>): Value<N> {
    const start = this.call(fn, u[0] as Value<N>)
    if (start.kind === 'missing' || slope.kind === 'missing') return missingOf(start, slope)
    const s = slope.kind === 'jet' && slope.level === level ? slope.terms : this.constant(slope, u.length)
    return this.stepwise(level, [start], u, s)
  }

  /** Coefficients that follow from those before: k w[k] is the sum of j u[j] s[k - j]. Where s is w, that is the exponential. */
  private stepwise(level: number, w: Value<N>[], u: readonly Moving<N>[], s: readonly Value<N>[]): Value<N> {
    for (let k = 1; k < u.length; k++) {
      const next = this.divide(this.weighted(u, s, k), this.whole(k))
      if (next.kind === 'missing') return next
      w.push(next)
    }
    return joined(level, w)
  }

  private weighted(u: readonly Moving<N>[], s: readonly Value<N>[], k: number): Value<N> {
    let sum: Value<N> = this.field.zero
    for (let j = 1; j <= k; j++) {
      const term = u[j] as Moving<N>
      if (term === this.field.zero) continue
      sum = this.add(sum, this.multiply(this.multiply(this.whole(j), term), s[k - j] as Value<N>))
    }
    return sum
  }

  exponential({ level, terms: u }: Jet<N>): Value<N> {
    const w = [this.call('exp', u[0] as Value<N>)]
    return w[0]?.kind === 'missing' ? w[0] : this.stepwise(level, w, u, w)
  }

  /** s' = c u' and c' = sign s u'. */
  pair(
    { level, terms: u }: Jet<N>,
    odd: FunctionName,
    even: FunctionName,
    sign: 1 | -1,
  ): readonly [Value<N>, Value<N>] {
    const s = [this.call(odd, u[0] as Value<N>)]
    const c = [this.call(even, u[0] as Value<N>)]
    for (let k = 1; k < u.length; k++) {
      const [rise, fall] = [this.weighted(u, c, k), this.weighted(u, s, k)]
      s.push(this.divide(rise, this.whole(k)))
      c.push(this.divide(sign === 1 ? fall : this.negate(fall), this.whole(k)))
    }
    return [joined(level, s), joined(level, c)]
  }

  root(a: Jet<N>): Value<N> {
    const sign = this.sign(a)
    if (sign === undefined) return UNKNOWN
    if (sign < 0) return UNDEFINED
    if (sign === 0) return this.rootOfZero(a)
    const u = a.terms
    const w = [this.call('sqrt', u[0] as Value<N>)]
    const twice = this.multiply(this.whole(2), w[0] as Value<N>)
    for (let k = 1; k < u.length; k++) {
      const known = this.convolution(w, w, k, 1, k - 1)
      const next = this.divide(this.subtract(u[k] as Value<N>, known), twice)
      if (next.kind === 'missing') return next
      w.push(next)
    }
    return joined(a.level, w)
  }
}

const levelOf = <N extends Known>(a: Moving<N>): number => (a.kind === 'jet' ? a.level : 0)

const missingOf = <N extends Known>(a: Value<N>, b: Value<N>): Value<N> =>
  a.kind === 'missing' ? (b.kind === 'missing' ? worse(a, b) : a) : b

/** The higher of two levels, the coefficients of one that has it, and of the other where it has it too. */
function aligned<N extends Known>(
  a: Moving<N>,
  b: Moving<N>,
): readonly [level: number, x: readonly Moving<N>[], y: readonly Moving<N>[] | undefined] {
  const [i, j] = [levelOf(a), levelOf(b)]
  if (i === j) return [i, (a as Jet<N>).terms, (b as Jet<N>).terms]
  return i > j ? [i, (a as Jet<N>).terms, undefined] : [j, (b as Jet<N>).terms, undefined]
}

/** A series, unless a coefficient is missing. */
function joined<N extends Known>(level: number, terms: readonly Value<N>[]): Value<N> {
  let lost: Value<N> | undefined
  for (const term of terms) if (term.kind === 'missing') lost = lost ? missingOf(lost, term) : term
  return lost ?? { kind: 'jet', level, terms: terms as readonly Moving<N>[] }
}
