/**
 * Evaluation in decimal arithmetic, for deciding what doubles cannot. Every operation that rounds also adds a few
 * units of noise in its last place, different at every precision. So digits that two precisions agree on are digits of
 * the value, and never the coincidence of two equal roundings, as of (1 - tanh(200)^2)*y, which plain rounding makes 0
 * both times.
 */
import { Decimal } from 'decimal.js'
import type { Call, Derivative, Div, Expr, Pow, Sum, Sym } from '../expr/ast.js'
import { toDecimal } from '../expr/rational.js'
import { namesOf } from '../expr/substitute.js'
import { DECIMAL_FUNCTIONS } from './decimal-functions.js'
import { dependence } from './dependence.js'
import { Identity } from './identity.js'
import { type Indices, type Instance, checkIndex, indexOf, onlyIndex, scalarOf, vectorOf } from './instance.js'

const GUARD = 10
/** Working digits beyond which derivatives are given up: decimal.js holds 1025 digits of pi and log(10). */
const MOST_DIGITS = 640
/** Nodes evaluated before the rest is given up; about a second. */
const MOST_VALUES = 200_000

/** Functions whose value changes as much as their argument, however large that is. */
const GROWING: ReadonlySet<Call['fn']> = new Set(['exp', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'sech', 'csch'])

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
  return preciseEvaluator(instance, indices, digits, exact).value(expr)
}

export interface PreciseEvaluator {
  value(e: Expr): Decimal
  /** The most leading digits that any one operation so far has cost, as where terms cancel. */
  lost(): number
}

/** evaluatePrecisely for several expressions at one point; equal parts are evaluated once. */
export function preciseEvaluator(
  instance: Instance,
  indices: Indices,
  digits: number,
  exact: ReadonlyMap<string, Decimal> = new Map(),
): PreciseEvaluator {
  const moved = [...exact].map(([name, to]) => ({ name, index: 0, to }))
  const shared: Shared = { identity: new Identity(), evaluators: 0, left: MOST_VALUES, lost: 0 }
  const evaluator = new Evaluator(instance, indices, digits + GUARD, moved, shared)
  return { value: (e) => evaluator.value(e, new Map()), lost: () => shared.lost }
}

/** What the evaluators of one call have in common. */
interface Shared {
  readonly identity: Identity
  /** How many there are: no two draw the same noise, which a difference quotient would cancel. */
  evaluators: number
  /** Values that may still be computed. */
  left: number
  /** See PreciseEvaluator. */
  lost: number
}

class Evaluator {
  private readonly D: typeof Decimal
  private readonly nan: Decimal
  private readonly memo = new Map<number, Map<string, Decimal>>()
  private noise: number
  /** Sums that cancelled so far that none of their digits is known. */
  private readonly cancelled = new WeakSet<Decimal>()

  constructor(
    private readonly instance: Instance,
    private readonly indices: Indices,
    private readonly precision: number,
    private readonly moved: readonly Moved[],
    private readonly shared: Shared,
  ) {
    this.D = Decimal.clone({ precision, rounding: Decimal.ROUND_HALF_EVEN, defaults: true })
    this.nan = new this.D(Number.NaN)
    this.noise = precision * 1000 + shared.evaluators++
  }

  value(e: Expr, env: Env): Decimal {
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
    const value = raw.isFinite() ? raw : this.nan
    known.set(key, value)
    return value
  }

  private raw(e: Expr, env: Env): Decimal {
    switch (e.kind) {
      case 'number':
        return new this.D(toDecimal(e.value) as string)
      case 'pi':
        return this.rounded(this.D.acos(-1))
      case 'symbol':
        return this.symbol(e, env)
      case 'negate':
        return this.value(e.argument, env).negated()
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
      case 'derivative':
        return this.derivative(e, env)
    }
  }

  /** Adds noise of 1 to 9 units in the last place of `size`. */
  private rounded(value: Decimal, size = value): Decimal {
    this.noise = (this.noise * 48_271) % 2_147_483_647
    const units = ((this.noise % 9) + 1) * (this.noise % 2 === 0 ? 1 : -1)
    return value.plus(size.times(new this.D(`${units}e${1 - this.precision}`)))
  }

  private loses(digits: number): void {
    if (digits > this.shared.lost) this.shared.lost = digits
  }

  /** NaN for a result that is zero only because it is too small for the range of exponents. */
  private inRange(value: Decimal, mayVanish: boolean): Decimal {
    return value.isZero() && !mayVanish ? this.nan : value
  }

  private symbol(s: Sym, env: Env): Decimal {
    const index = s.indices.length === 0 ? 0 : this.index(onlyIndex(s), env)
    const moved = this.moved.find((m) => m.name === s.name && m.index === index)
    if (moved) return moved.to
    const double = index === 0 ? scalarOf(this.instance, s.name) : this.entry(s.name, index)
    return Number.isFinite(double) ? new this.D(double.toPrecision(100)) : this.nan
  }

  private entry(name: string, index: number): number {
    checkIndex(this.instance, index, `${name}[${index}]`)
    return vectorOf(this.instance, name)[index - 1] as number
  }

  private index(index: string | number, env: Env): number {
    return typeof index === 'number' ? index : (env.get(index) ?? indexOf(this.instance, this.indices, index))
  }

  private total(terms: readonly Decimal[]): Decimal {
    const present = terms.filter((term) => !term.isZero())
    const zero = new this.D(0)
    if (present.length === 0) return zero
    const sum = present.reduce((a, b) => a.plus(b))
    if (!sum.isFinite()) return this.nan
    const highest = present.reduce((a, b) => (b.e > a.e ? b : a))
    this.loses(sum.isZero() ? 0 : highest.e - sum.e)
    const lowest = present.reduce((least, term) => Math.min(least, term.e - term.precision()), highest.e)
    const exact = present.length === 1 || highest.e + Math.log10(present.length) + 2 - lowest < this.precision
    if (exact) return sum
    const rounded = this.rounded(sum, highest)
    if (rounded.isZero() || rounded.e < highest.e + 3 - this.precision) this.cancelled.add(rounded)
    return rounded
  }

  private product(factors: readonly Decimal[]): Decimal {
    const value = factors.reduce((a, b) => a.times(b))
    if (!value.isFinite()) return this.nan
    const exact = factors.reduce((digits, factor) => digits + factor.precision(), 0) <= this.precision
    return this.inRange(
      exact ? value : this.rounded(value),
      factors.some((factor) => factor.isZero()),
    )
  }

  private quotient(e: Div, env: Env): Decimal {
    const top = this.value(e.numerator, env)
    const bottom = this.value(e.denominator, env)
    if (bottom.isZero() || this.cancelled.has(bottom)) return this.nan
    const value = top.div(bottom)
    const exact = value.precision() + bottom.precision() <= this.precision && value.times(bottom).equals(top)
    return this.inRange(exact ? value : this.rounded(value), top.isZero())
  }

  private power(e: Pow, env: Env): Decimal {
    const base = this.value(e.base, env)
    const exponent = this.value(e.exponent, env)
    if (base.isNaN() || exponent.isNaN()) return this.nan
    if (this.cancelled.has(base) && !(exponent.isInteger() && exponent.isPositive())) return this.nan
    this.loses(exponent.e)
    const value = base.pow(exponent)
    const digits = exponent.isInteger() && exponent.isPositive() ? exponent.times(base.precision()) : undefined
    const exact = digits?.lessThanOrEqualTo(this.precision) ?? base.isZero()
    return this.inRange(exact ? value : this.rounded(value), base.isZero())
  }

  private call(e: Call, env: Env): Decimal {
    const x = this.value(e.argument, env)
    if (x.isNaN() || (e.fn === 'log' && this.cancelled.has(x))) return this.nan
    if (GROWING.has(e.fn)) this.loses(x.e)
    const value = this.applied(e.fn, x)
    const perfect = e.fn === 'sqrt' && value.precision() * 2 <= this.precision && value.times(value).equals(x)
    const exact = e.fn === 'abs' || x.isZero() || perfect
    return exact ? value : this.rounded(value)
  }

  /** NaN where it would take more digits of pi or log(10) than there are. */
  private applied(fn: Call['fn'], x: Decimal): Decimal {
    try {
      return DECIMAL_FUNCTIONS[fn](x, this.D)
    } catch (error) {
      if (error instanceof Error && error.message.includes('Precision limit exceeded')) return this.nan
      throw error
    }
  }

  private sum(e: Sum, env: Env): Decimal {
    const width = this.instance.width
    const terms: Decimal[] = []
    for (let i = 1; i <= width; i++) {
      const outer = new Map(env).set(e.index, i)
      if (e.below === undefined) terms.push(this.value(e.body, outer))
      else for (let j = i + 1; j <= width; j++) terms.push(this.value(e.body, new Map(outer).set(e.below, j)))
    }
    return this.total(terms)
  }

  /**
   * sum_k (-1)^k C(n,k) f(x + (n/2 - k) h) / h^n with h = 10^-m |x|: truncation 10^-2m, rounding 10^(n m) units of the
   * inner precision, both below the precision here. NaN where that takes more than MOST_DIGITS.
   */
  private derivative(e: Derivative, env: Env): Decimal {
    const { order, variable } = e
    if (!namesOf(e.body).has(variable.name)) return new this.D(0)
    const places = Math.ceil(this.precision / 2) + 2
    const precision = this.precision + order * places + GUARD
    if (precision > MOST_DIGITS) return this.nan
    const index = variable.indices.length === 0 ? 0 : this.index(onlyIndex(variable), env)
    const x = this.symbol(variable, env)
    const Fine = Decimal.clone({ precision, defaults: true })
    const h = new Fine(x.isZero() ? 1 : x.abs()).times(`1e-${places}`)
    let difference = new Fine(0)
    let binomial = new Fine(1)
    for (let k = 0; k <= order; k++) {
      const to = new Fine(x).plus(h.times(order / 2 - k))
      const moved = [{ name: variable.name, index, to }, ...this.moved]
      const inner = new Evaluator(this.instance, this.indices, precision, moved, this.shared).value(e.body, env)
      difference = difference.plus(inner.times(binomial).times(k % 2 === 0 ? 1 : -1))
      binomial = binomial.times(order - k).div(k + 1)
    }
    return this.rounded(new this.D(difference.div(h.pow(order))))
  }
}
