/**
 * The value of a term at an instance, read as it is written: names are looked up in an environment, sums are loops, families are arrays,
 * a derivative is the Taylor coefficient of its body when its variable moves, and what has no value says so. Nothing is rewritten.
 */
import type { Derivative, Expr, Index, Pow, Sum, Sym } from '../../expr/ast.js'
import { printSymbol } from '../../expr/print.js'
import { type Indices, type Instance, MissingValue } from '../instance.js'
import { type Bound, type Frame, frame, outermost } from './environment.js'
import { isWhole, rationalOf } from './exponent-form.js'
import { inMotion } from './motion.js'
import { Names } from './names.js'
import type { Reading } from './reading.js'
import type { Series } from './series.js'
import { type Known, type Missing, type Moving, type Result, UNDEFINED, UNKNOWN, type Value, worse } from './value.js'

/** Nodes evaluated before the rest is unknown. */
const MOST_VALUES = 400_000
/** Nested terms and definitions beyond which a value is unknown. */
const DEEPEST = 1000
/** Whole powers beyond this are not multiplied out. */
const LARGEST_POWER = 2 ** 30
/** Coefficients of a value inside derivatives of derivatives. */
const MOST_COEFFICIENTS = 512
/** Members of a sum or family that are gone through one by one. */
const MOST_MEMBERS = 100_000
/** The same of all sums, also of those within each other. */
const MOST_MEMBERS_IN_ALL = 2_000_000

export class Evaluator<N extends Known> {
  readonly root: Frame<N>
  readonly names: Names<N>
  private readonly literals: WeakMap<Expr, Value<N>>
  private readonly numbers = new Map<string, Value<N>>()
  private left = MOST_VALUES
  private members = MOST_MEMBERS_IN_ALL
  private depth = 0

  /** `literals` may be shared by evaluators over one field. */
  constructor(
    readonly reading: Reading,
    readonly series: Series<N>,
    readonly instance: Instance,
    literals: WeakMap<Expr, Value<N>> = new WeakMap(),
  ) {
    this.root = frame<N>(undefined, {})
    this.names = new Names(instance.width, (n) => series.whole(n))
    this.literals = literals
  }

  /** Lets it evaluate as much again. */
  renew(): void {
    this.left = MOST_VALUES
    this.members = MOST_MEMBERS_IN_ALL
  }

  /** Whether its work is done, and nothing new will be known any more. */
  get isSpent(): boolean {
    return this.left <= 0 || this.members <= 0
  }

  /** The environment in which the free indices of a claim have these values. */
  at(indices: Indices): Frame<N> {
    let within = this.root
    for (const [index, number] of Object.entries(indices)) within = frame(within, { index, number, free: true })
    return within
  }

  /** The value of a term that nothing around it moves. Throws MissingValue for a symbol or index that has no value in the instance. */
  evaluate(e: Expr, within: Frame<N> = this.root): Result<N> {
    const value = this.value(e, within)
    return value.kind === 'jet' ? UNKNOWN : value
  }

  value(e: Expr, within: Frame<N>): Value<N> {
    switch (e.kind) {
      case 'number': {
        let value = this.literals.get(e)
        if (!value) {
          value = this.series.field.rational(e.value)
          this.literals.set(e, value)
        }
        return value
      }
      case 'pi':
        return this.series.field.pi
      case 'symbol':
        return this.symbol(e, within)
      case 'index':
        return this.series.whole(this.names.index(e.name, within))
      default:
        return this.kept(e, within)
    }
  }

  /** The value of a composite term, from where it was evaluated before. */
  private kept(e: Expr, within: Frame<N>): Value<N> {
    const facts = this.reading.facts(e)
    const at = within.parent ? outermost(within, facts) : within
    const keep = at !== within || e.kind === 'sum' || e.kind === 'derivative' || this.reading.isShared(e)
    const known = keep ? at.kept.get(e) : undefined
    if (known) return known
    if (this.left-- <= 0 || this.depth >= DEEPEST) return UNKNOWN
    this.depth++
    const value = this.composite(e, at)
    this.depth--
    if (keep) at.kept.set(e, value)
    return value
  }

  private composite(e: Expr, at: Frame<N>): Value<N> {
    const { series } = this
    switch (e.kind) {
      case 'add':
        return this.folded(e.terms, at, series.field.zero, (a, b) => series.add(a, b))
      case 'multiply':
        return this.folded(e.factors, at, series.field.one, (a, b) => series.multiply(a, b))
      case 'negate':
        return series.negate(this.value(e.argument, at))
      case 'divide':
        return series.divide(this.value(e.numerator, at), this.value(e.denominator, at))
      case 'power':
        return this.power(e, at)
      case 'call':
        return series.call(e.fn, this.value(e.argument, at))
      case 'sum':
        return this.sum(e, at)
      case 'where': {
        const value = this.value(e.value, at)
        const defined = this.value(e.defined, at)
        if (defined.kind !== 'missing') return value
        return value.kind === 'missing' ? worse(value, defined) : defined
      }
      case 'derivative':
        return this.derivative(e, at)
      default:
        return this.value(e, at)
    }
  }

  /** Parts put together; where one has no value the others are not needed. */
  private folded(
    parts: readonly Expr[],
    at: Frame<N>,
    start: N,
    join: (a: Value<N>, b: Value<N>) => Value<N>,
  ): Value<N> {
    let total: Value<N> = start
    for (const part of parts) {
      total = join(total, this.value(part, at))
      if (total === UNDEFINED) return UNDEFINED
    }
    return total
  }

  // Names

  symbol(s: Sym, within: Frame<N>): Value<N> {
    const bound = within.parent ? this.names.bound(s, within) : undefined
    if (bound) {
      if ((bound.kind === 'number') !== (s.indices.length === 0)) return UNKNOWN
      if (bound.kind !== 'family') return bound.value
      return bound.values[this.names.index(s.indices[0] as Index, within) - 1] ?? UNDEFINED
    }
    const definition = this.reading.definition(s.name)
    if (definition) return this.defined(definition.symbol, definition.by, s, within)
    if (this.reading.isWidth(s)) return this.names.width(within).value
    return this.given(s, within)
  }

  /** A definition, read in the environment of its use: a derivative around it sees what it is made of. */
  private defined(head: Sym, by: Expr, s: Sym, within: Frame<N>): Value<N> {
    if (head.indices.length !== s.indices.length) return UNKNOWN
    const at = within.parent ? outermost(within, this.reading.behind(s.name)) : within
    const numbers = s.indices.map((index) => this.names.index(index, within))
    const key = `${s.name}[${numbers.join()}]`
    const known = at.members.get(key)
    if (known) return known
    const own = new Map<string, number>()
    for (const [k, index] of head.indices.entries()) {
      if (typeof index === 'string') own.set(index, numbers[k] as number)
      else if (index !== numbers[k]) return UNKNOWN
    }
    const { count } = this.names.width(at)
    if (numbers.some((n) => n < 1 || n > (count ?? n))) return UNDEFINED
    if (this.depth >= DEEPEST) return UNKNOWN
    this.depth++
    const value = this.value(by, frame(at, { own }))
    this.depth--
    at.members.set(key, value)
    return value
  }

  /** What the instance says. */
  private given(s: Sym, within: Frame<N>): Value<N> {
    const [index] = s.indices
    const place = index === undefined ? 0 : this.names.index(index, within)
    const key = place === 0 ? s.name : `${s.name}[${place}]`
    let value = this.numbers.get(key)
    if (!value) {
      value = this.fromInstance(s, place)
      this.numbers.set(key, value)
    }
    return value
  }

  private fromInstance(s: Sym, place: number): Value<N> {
    const { scalars, vectors } = this.instance
    if (s.indices.length > 1) return UNKNOWN
    const double = place === 0 ? scalars.get(s.name) : vectors.get(s.name)?.[place - 1]
    if (double !== undefined) return this.series.field.double(double)
    if (place > 0 && vectors.has(s.name)) return UNDEFINED
    throw new MissingValue(`${printSymbol(s)} has no value in this instance`, false)
  }

  // Powers

  private power({ base, exponent }: Pow, at: Frame<N>): Value<N> {
    const { series } = this
    const a = this.value(base, at)
    const literal = this.reading.wholeExponent(exponent)
    if (literal !== undefined) return series.wholePower(a, literal)
    const exact = rationalOf(exponent, at, this)
    if (exact?.d === 1n && Math.abs(Number(exact.n)) <= LARGEST_POWER) return series.wholePower(a, Number(exact.n))
    const y = this.value(exponent, at)
    // Zero has a power only where the exponent is a number by its form, and positive.
    if (a.kind !== 'missing' && series.sign(a) === 0 && !exact) return UNDEFINED
    if (y.kind !== 'number' || a.kind === 'missing' || !isWhole(exponent, at, this)) return series.realPower(a, y)
    const near = series.field.toNumber(y)
    const n = Math.round(near)
    if (Math.abs(near) > LARGEST_POWER) return series.sign(a) === 1 ? series.realPower(a, y) : UNKNOWN
    if (!(Math.abs(near - n) < 1e-6)) return UNKNOWN
    // With an exponent that is only known to be whole, zero has no power.
    const sign = series.sign(a)
    if (sign === 0) return UNDEFINED
    return sign === undefined ? UNKNOWN : series.wholePower(a, n)
  }

  // What binds

  private sum(e: Sum, at: Frame<N>): Value<N> {
    const { count, value: width } = this.names.width(at)
    if (count === undefined) return this.farSum(e, at, width)
    if (count > MOST_MEMBERS) return UNKNOWN
    const { series } = this
    let total: Value<N> = series.field.zero
    const add = (around: Frame<N>, index: string, number: number): boolean => {
      total = this.members-- > 0 ? series.add(total, this.value(e.body, frame(around, { index, number }))) : UNKNOWN
      return total.kind !== 'missing'
    }
    for (let i = 1; i <= count; i++) {
      if (e.below === undefined) {
        if (!add(at, e.index, i)) return total
        continue
      }
      const outer = frame(at, { index: e.index, number: i })
      for (let j = i + 1; j <= count; j++) if (!add(outer, e.below, j)) return total
    }
    return total
  }

  /** Equal terms, as many as the width says. */
  private farSum(e: Sum, at: Frame<N>, width: Value<N>): Value<N> {
    const { series } = this
    const { indices } = this.reading.facts(e.body)
    if (indices.has(e.index) || (e.below !== undefined && indices.has(e.below))) return UNKNOWN
    const pairs = series.divide(series.multiply(width, series.subtract(width, series.field.one)), series.whole(2))
    return series.multiply(e.below === undefined ? width : pairs, this.value(e.body, at))
  }

  private derivative(e: Derivative, at: Frame<N>): Value<N> {
    const inside = this.inside(e, at)
    return inside.kind === 'missing' ? inside : this.extracted(this.value(e.body, inside), inside, e.order)
  }

  /** The environment of the body of a derivative, in which its variable moves. */
  inside(e: Derivative, at: Frame<N>): Frame<N> | Missing {
    const { order, variable } = e
    if (at.volume * (order + 1) > MOST_COEFFICIENTS) return UNKNOWN
    if (this.reading.isTotal(e)) {
      // Where what moves would be at another time only a solution could say.
      if (e.at || order === 0) return UNKNOWN
      return inMotion(this, at, order)
    }
    const bound = this.moved(e, at)
    return Array.isArray(bound) ? frame(at, { symbols: new Map([[variable.name, bound]]) }, order) : (bound as Missing)
  }

  /** The derivative that belongs to a series of the body in what moves there. */
  extracted(body: Value<N>, inside: Frame<N>, order: number): Value<N> {
    let factorial: Value<N> = this.series.field.one
    for (let k = 2; k <= order; k++) factorial = this.series.multiply(factorial, this.series.whole(k))
    return this.series.multiply(factorial, this.series.coefficient(body, inside.level, order))
  }

  /** What the variable of a derivative is bound to; something missing where its place has no value. */
  private moved({ variable, order, at: place }: Derivative, at: Frame<N>): Bound<N>[] | Value<N> {
    const { series } = this
    const level = at.level + 1
    if (this.reading.isWidth(variable) && !this.names.bound(variable, at)) return UNKNOWN
    const start = (value: Value<N>): Value<N> =>
      value.kind === 'missing' ? value : series.moving(value, level, order + 1)
    if (place?.index !== undefined) return this.movedFamily(variable, order, place.by, place.index, at, start)
    const [index] = variable.indices
    if (index !== undefined && place) return UNKNOWN
    const value = place ? this.value(place.by, at) : this.symbol(variable, at)
    if (value.kind === 'missing') return value
    const moving = start(value)
    if (moving.kind === 'missing') return moving
    if (index !== undefined) return [{ kind: 'member', index: this.names.index(index, at), value: moving }]
    const said = place?.by ?? variable
    if (order > 0) return [{ kind: 'number', value: moving, whole: false }]
    return [{ kind: 'number', value: moving, whole: isWhole(said, at, this), exact: rationalOf(said, at, this) }]
  }

  private movedFamily(
    variable: Sym,
    order: number,
    by: Expr,
    name: string,
    at: Frame<N>,
    start: (value: Value<N>) => Value<N>,
  ): Bound<N>[] | Value<N> {
    const { count } = this.names.width(at)
    if (count === undefined || count > MOST_MEMBERS) return UNKNOWN
    const values: Value<N>[] = []
    for (let k = 1; k <= count; k++) {
      const value = this.value(by, frame(at, { index: name, number: k }))
      if (value.kind === 'missing') return value
      values.push(value)
    }
    if (order > 0) {
      const [index] = variable.indices
      if (index === undefined) return UNKNOWN
      const k = this.names.index(index, at)
      const member = values[k - 1]
      if (!member) return UNDEFINED
      values[k - 1] = start(member as Moving<N>)
    }
    return [{ kind: 'family', values }]
  }
}
