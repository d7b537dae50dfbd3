/**
 * Evaluation in decimal arithmetic, for deciding what doubles cannot. Every value carries a bound of its rounding error,
 * so that a difference counts only where it is larger than that: (1 - tanh(200)^2)*y is 0 in plain rounding at
 * every precision, and no digit of it is known.
 */
import { Decimal } from 'decimal.js'
import {
  type Call,
  type Derivative,
  type Div,
  type Expr,
  type Place,
  type Pow,
  type Sum,
  type Sym,
  derivative,
} from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { toDecimal } from '../expr/rational.js'
import { applied } from '../expr/spelling.js'
import { FUNCTIONS } from '../functions/registry/registry.js'
import { decimalOf, power } from './decimal-functions.js'
import { dependence } from './dependence.js'
import {
  EXACT,
  callError,
  log10,
  mayBeOutside,
  plus,
  powerError,
  productError,
  quotientError,
  up,
} from './error-bound.js'
import { Identity } from './identity.reference.js'
import { type Indices, type Instance, checkIndex, indexOf, onlyIndex, scalarOf, vectorOf } from './instance.js'

const GUARD = 10
/** Working digits beyond which derivatives are given up: decimal.js holds 1025 digits of pi and log(10). */
const MOST_DIGITS = 640
/** Nodes evaluated before the rest is given up; about a second. */
const MOST_VALUES = 200_000

/** A value that has been computed. */
export interface Computed {
  /** NaN where it is undefined. */
  readonly value: Decimal
  /** log10 of a bound of the error that rounding has made; -Infinity where there is none. */
  readonly error: number
  /** False where a root or arc function was taken at an end of its domain which rounding may have crossed. */
  readonly defined: boolean
}

/** Whether a computed value is surely not zero. */
export const isClear = ({ value, error }: Computed): boolean => log10(value) > error

/** The difference of two computed values. */
export function difference(a: Computed, b: Computed): Computed {
  const value = a.value.minus(b.value)
  return { value, error: plus(a.error, b.error), defined: a.defined && b.defined }
}

/** Values of bound and perturbed indices, 1-based. */
type Env = ReadonlyMap<string, number>
/** A symbol that a difference quotient moves; `index` is 0 for a scalar. */
interface Moved {
  readonly name: string
  readonly index: number
  readonly to: Decimal
}

/**
 * The value of an expression to about `digits` significant digits (fewer where terms cancel), the doubles of the
 * instance taken exactly, scalars in `exact` from there; NaN where it is undefined, or takes too long (sums nested deeply at a large width).
 * diff(...) is a central difference quotient, independent of symbolic differentiation. Throws MissingValue for a
 * symbol or free index without a value.
 */
export function evaluatePrecisely(
  expr: Expr,
  instance: Instance,
  indices: Indices,
  digits: number,
  exact: ReadonlyMap<string, Decimal> = new Map(),
): Decimal {
  return preciseEvaluator(instance, indices, digits, exact)(expr).value
}

/** evaluatePrecisely for several expressions at one point; equal parts are evaluated once. */
export function preciseEvaluator(
  instance: Instance,
  indices: Indices,
  digits: number,
  exact: ReadonlyMap<string, Decimal> = new Map(),
): (e: Expr) => Computed {
  const moved = [...exact].map(([name, to]) => ({ name, index: 0, to }))
  const evaluator = new Evaluator(instance, indices, digits + GUARD, moved, {
    identity: new Identity(),
    left: MOST_VALUES,
  })
  return (e) => evaluator.value(e, new Map())
}

/** What the evaluators of one call have in common. */
interface Shared {
  readonly identity: Identity
  /** Values that may still be computed. */
  left: number
}

const undefinedAt = (D: typeof Decimal): Computed => ({ value: new D(Number.NaN), error: EXACT, defined: true })

class Evaluator {
  private readonly D: typeof Decimal
  private readonly nan: Computed
  private readonly memo = new Map<number, Map<string, Computed>>()

  constructor(
    private readonly instance: Instance,
    private readonly indices: Indices,
    private readonly precision: number,
    private readonly moved: readonly Moved[],
    private readonly shared: Shared,
  ) {
    this.D = Decimal.clone({ precision, rounding: Decimal.ROUND_HALF_EVEN, defaults: true })
    this.nan = undefinedAt(this.D)
  }

  value(e: Expr, env: Env): Computed {
    if (this.shared.left-- <= 0) return this.nan
    const key = [...dependence(e)].map((name) => env.get(name)).join()
    const identity = this.shared.identity.of(e)
    let known = this.memo.get(identity)
    if (!known) {
      known = new Map()
      this.memo.set(identity, known)
    }
    const found = known.get(key)
    if (found) return found
    const raw = this.raw(e, env)
    const value = raw.value.isFinite() && raw.error < Number.POSITIVE_INFINITY ? raw : this.nan
    known.set(key, value)
    return value
  }

  private raw(e: Expr, env: Env): Computed {
    switch (e.kind) {
      case 'number':
        return this.exact(new this.D(toDecimal(e.value) as string))
      case 'pi':
        return this.rounded(this.D.acos(-1), EXACT)
      case 'symbol':
        return this.exact(this.symbol(e, env))
      case 'index':
        return this.exact(new this.D(this.index(e.name, env)))
      case 'negate': {
        const argument = this.value(e.argument, env)
        return { ...argument, value: argument.value.negated() }
      }
      case 'add':
        return this.total(e.terms.map((term) => this.value(term, env)))
      case 'multiply':
        return this.product(e.factors.map((factor) => this.value(factor, env)))
      case 'divide':
        return this.quotient(e, env)
      case 'power':
        return this.power(e, env)
      case 'call':
        return this.call(e, env)
      case 'sum':
        return this.sum(e, env)
      case 'where':
        return this.value(e.defined, env).value.isNaN() ? this.nan : this.value(e.value, env)
      case 'derivative':
        return this.derivative(e, env)
    }
  }

  private exact(value: Decimal): Computed {
    return { value, error: EXACT, defined: true }
  }

  /** A result that the last operations rounded by up to ten units in the last place of `size`, on top of an inherited error. */
  private rounded(value: Decimal, inherited: number, defined = true, size = log10(value)): Computed {
    return { value, error: plus(inherited, up(size + 2 - this.precision)), defined }
  }

  private symbol(s: Sym, env: Env): Decimal {
    const index = s.indices.length === 0 ? 0 : this.index(onlyIndex(s), env)
    const moved = this.moved.find((m) => m.name === s.name && m.index === index)
    if (moved) return moved.to
    const double = index === 0 ? scalarOf(this.instance, s.name) : this.entry(s.name, index)
    return Number.isFinite(double) ? new this.D(double.toPrecision(100)) : this.nan.value
  }

  private entry(name: string, index: number): number {
    checkIndex(this.instance, index, `${name}[${index}]`)
    return vectorOf(this.instance, name)[index - 1] as number
  }

  private index(index: string | number, env: Env): number {
    return typeof index === 'number' ? index : (env.get(index) ?? indexOf(this.instance, this.indices, index))
  }

  private total(terms: readonly Computed[]): Computed {
    const defined = terms.every((term) => term.defined)
    const inherited = plus(EXACT, ...terms.map(({ error }) => error))
    const present = terms.map(({ value }) => value).filter((value) => !value.isZero())
    if (present.length === 0) return { value: new this.D(0), error: inherited, defined }
    const value = present.reduce((a, b) => a.plus(b))
    if (!value.isFinite()) return this.nan
    const highest = present.reduce((a, b) => (b.e > a.e ? b : a))
    const lowest = present.reduce((least, term) => Math.min(least, term.e - term.precision()), highest.e)
    const exact = present.length === 1 || highest.e + Math.log10(present.length) + 2 - lowest < this.precision
    if (exact) return { value, error: inherited, defined }
    return this.rounded(value, inherited, defined, highest.e + 2 * Math.log10(present.length))
  }

  private product(factors: readonly Computed[]): Computed {
    const defined = factors.every((factor) => factor.defined)
    const value = factors.map((factor) => factor.value).reduce((a, b) => a.times(b))
    if (!value.isFinite()) return this.nan
    const vanishes = factors.some((factor) => factor.value.isZero())
    // A zero that is only too small for the range of exponents.
    if (value.isZero() && !vanishes) return this.nan
    let [size, inherited] = [0, EXACT]
    for (const factor of factors) {
      const own = log10(factor.value)
      inherited = productError(size, inherited, own, factor.error)
      size += own
    }
    const exact = factors.reduce((digits, factor) => digits + factor.value.precision(), 0) <= this.precision
    if (exact || vanishes) return { value, error: inherited, defined }
    return this.rounded(value, inherited, defined, log10(value) + Math.log10(factors.length))
  }

  private quotient(e: Div, env: Env): Computed {
    const top = this.value(e.numerator, env)
    const bottom = this.value(e.denominator, env)
    if (!isClear(bottom)) return this.nan
    const value = top.value.div(bottom.value)
    if (value.isZero() && !top.value.isZero()) return this.nan
    const defined = top.defined && bottom.defined
    const inherited = quotientError(log10(value), top.error, log10(bottom.value), bottom.error)
    const exact =
      value.precision() + bottom.value.precision() <= this.precision && value.times(bottom.value).equals(top.value)
    return exact ? { value, error: inherited, defined } : this.rounded(value, inherited, defined)
  }

  private power(e: Pow, env: Env): Computed {
    const base = this.value(e.base, env)
    const exponent = this.value(e.exponent, env)
    if (base.value.isNaN() || exponent.value.isNaN()) return this.nan
    // An exponent that is whole by its value only is none by its form.
    if (base.value.isNegative() && exponent.error !== EXACT) return this.nan
    const defined = base.defined && exponent.defined
    const natural = exponent.error === EXACT && exponent.value.isInteger() && exponent.value.isPositive()
    const value = power(base.value, exponent.value, this.D)
    if (value.isZero() && !base.value.isZero()) return this.nan
    const digits = natural ? exponent.value.times(base.value.precision()) : undefined
    const exact = digits?.lessThanOrEqualTo(this.precision) ?? base.value.isZero()
    const inherited = this.powerError(base, exponent, natural, value)
    return exact ? { value, error: inherited, defined } : this.rounded(value, inherited, defined)
  }

  private powerError(base: Computed, exponent: Computed, natural: boolean, value: Decimal): number {
    if (base.error === EXACT && exponent.error === EXACT) return EXACT
    const b = log10(base.value)
    if (!base.value.isZero()) {
      const known = powerError(b, base.error, exponent.value, exponent.error, log10(value))
      if (!Number.isNaN(known)) return known
    } else if (base.error === EXACT && isClear(exponent)) return EXACT
    // |(b + e)^n - b^n| is less than 2 (|b| + |e|)^n.
    return natural ? up(exponent.value.toNumber() * plus(b, base.error) + Math.log10(2)) : Number.NaN
  }

  private call(e: Call, env: Env): Computed {
    const { is, numeric } = FUNCTIONS[e.fn]
    if (is !== undefined && !numeric.precise) return this.value(applied(parse(is), e.argument), env)
    const { value: x, error, defined } = this.value(e.argument, env)
    if (x.isNaN()) return this.nan
    const doubtful = mayBeOutside(e.fn, x, error)
    const value = decimalOf(e.fn, doubtful ? inside(e.fn, x, this.D) : x, this.D)
    const inherited = callError(e.fn, x, error, value)
    const { exact: known = [] } = numeric.precise ?? {}
    const exact =
      known === 'always' ||
      ('rootOf' in known
        ? value.precision() * known.rootOf <= this.precision && value.pow(known.rootOf).equals(x)
        : known.some((at) => x.equals(at)))
    const sure = defined && !doubtful
    return exact ? { value, error: inherited, defined: sure } : this.rounded(value, inherited, sure)
  }

  private sum(e: Sum, env: Env): Computed {
    const width = this.instance.width
    const terms: Computed[] = []
    for (let i = 1; i <= width; i++) {
      const outer = new Map(env).set(e.index, i)
      if (e.below === undefined) terms.push(this.value(e.body, outer))
      else for (let j = i + 1; j <= width; j++) terms.push(this.value(e.body, new Map(outer).set(e.below, j)))
    }
    return this.total(terms)
  }

  /** The body, or its derivative, where the bound name has other values. */
  private atPlace({ body, variable, order }: Derivative, at: Place, env: Env): Computed {
    const width = at.index === undefined ? 1 : this.instance.width
    const moved: Moved[] = []
    for (let k = 1; k <= width; k++) {
      const { value } = this.value(at.by, at.index === undefined ? env : new Map(env).set(at.index, k))
      if (value.isNaN()) return this.nan
      moved.push({ name: variable.name, index: at.index === undefined ? 0 : k, to: value })
    }
    const there = new Evaluator(this.instance, this.indices, this.precision, [...moved, ...this.moved], this.shared)
    return there.value(order === 0 ? body : derivative(body, variable, order), env)
  }

  /**
   * sum_k (-1)^k C(n,k) f(x + (n/2 - k) h) / h^n with h = 10^-m |x|: truncation 10^-2m, rounding 10^(n m) units of the
   * inner precision, both below the precision here. The bound of the error is for rounding; that truncation does not
   * matter shows only at a second precision. NaN where that takes more than MOST_DIGITS.
   */
  private derivative(e: Derivative, env: Env): Computed {
    const { order, variable, at } = e
    if (at) return this.atPlace(e, at, env)
    const places = Math.ceil(this.precision / 2) + 2
    const precision = this.precision + order * places + GUARD
    if (precision > MOST_DIGITS) return this.nan
    const index = variable.indices.length === 0 ? 0 : this.index(onlyIndex(variable), env)
    const x = this.symbol(variable, env)
    const Fine = Decimal.clone({ precision, defaults: true })
    const h = new Fine(x.isZero() ? 1 : x.abs()).times(`1e-${places}`)
    const values: Computed[] = []
    let total = new Fine(0)
    let binomial = new Fine(1)
    for (let k = 0; k <= order; k++) {
      const to = new Fine(x).plus(h.times(order / 2 - k))
      const moved = [{ name: variable.name, index, to }, ...this.moved]
      const inner = new Evaluator(this.instance, this.indices, precision, moved, this.shared).value(e.body, env)
      if (inner.value.isNaN()) return this.nan
      values.push({ ...inner, error: inner.error + log10(binomial) })
      total = total.plus(inner.value.times(binomial).times(k % 2 === 0 ? 1 : -1))
      binomial = binomial.times(order - k).div(k + 1)
    }
    const step = h.pow(order)
    const inherited = plus(EXACT, ...values.map(({ error }) => error)) - log10(step)
    const defined = values.every((value) => value.defined)
    return this.rounded(new this.D(total.div(step)), inherited, defined)
  }
}

/** The nearest argument at which the function has a value. */
function inside(fn: Call['fn'], x: Decimal, D: typeof Decimal): Decimal {
  if (fn === 'sqrt') return D.max(x, 0)
  return fn === 'acosh' ? D.max(x, 1) : D.max(-1, D.min(x, 1))
}
