/**
 * Are two sides equal at an instance, has a value the claimed sign? Doubles decide where their error bound can. What they leave open, and
 * every violation, is decided in decimals: a violation counts when two precisions give the same difference, clearly above its error.
 */
import { Decimal } from 'decimal.js'
import type { Expr } from '../../expr/ast.js'
import type { SignName } from '../../proposition/proposition.js'
import { log10 } from '../error-bound.js'
import type { Indices, Instance } from '../instance.js'
import { Decimals, type Precise } from './decimals.js'
import { type Double, doubles } from './doubles.js'
import type { Frame } from './environment.js'
import { Evaluator } from './evaluate.js'
import type { Reading } from './reading.js'
import { Series } from './series.js'
import { sizeOf } from './size.js'
import type { Known, Missing, Result, Value } from './value.js'

export interface Judgement {
  readonly outcome: 'holds' | 'violated' | 'undefined' | 'unknown'
  /** Whether it holds is not known, but that there is something to hold is. */
  readonly hasValue?: true
  /** Only doubles have seen it. */
  readonly onTrust?: true
  /** Relative difference that was seen, or left open; NaN where doubles are too coarse to tell. */
  readonly error: number
  /** What was compared, for a reader. */
  readonly lhs: string
  readonly rhs: string
}

/** Something that has a value at an instance, and a size to measure differences by. */
export interface Quantity {
  value<N extends Known>(evaluator: Evaluator<N>, within: Frame<N>): Result<N>
  size<N extends Known>(evaluator: Evaluator<N>, within: Frame<N>): Result<N>
}

export const quantity = (e: Expr): Quantity => ({
  value: (evaluator, within) => evaluator.evaluate(e, within),
  size: (evaluator, within) => sizeOf(evaluator, e, within),
})

/** A term where more is bound than the indices; missing where what is bound has no value. */
export const quantityIn = (
  e: Expr,
  bind: <N extends Known>(evaluator: Evaluator<N>, within: Frame<N>) => Frame<N> | Missing,
): Quantity => ({
  value: (evaluator, within) => {
    const inside = bind(evaluator, within)
    return inside.kind === 'missing' ? inside : evaluator.evaluate(e, inside)
  },
  size: (evaluator, within) => {
    const inside = bind(evaluator, within)
    return inside.kind === 'missing' ? inside : sizeOf(evaluator, e, inside)
  },
})

/** Digits that are tried in turn. */
const DIGITS = [50, 80, 130]
/** Error of doubles, relative to the size, up to which their agreement is enough. */
const TRUSTED = 1e-10
/** log10 of the smallest difference that counts, relative to the size. */
const SMALLEST = -30
/** log10 of the error that may be left where no difference was seen. */
const TOLERATED = -15
/** Relative difference that doubles show beyond doubt, and how many times their error it is. */
const CLEAR = 1e-6
const CLEARLY = 1000
/** Relative difference up to which the values at two precisions are one value. */
const SAME = 0.01
const SHOWN = 50

const DOUBLE_SERIES = new Series<Double>(doubles)
const DOUBLE_LITERALS = new WeakMap<Expr, Value<Double>>()

export const inDoubles = (reading: Reading, instance: Instance): Evaluator<Double> =>
  new Evaluator(reading, DOUBLE_SERIES, instance, DOUBLE_LITERALS)

export const inDecimals = (reading: Reading, instance: Instance, digits: number): Evaluator<Precise> =>
  new Evaluator(reading, new Series<Precise>(new Decimals(digits)), instance)

/**
 * How closely to look. With `doubles only` what their error leaves open holds; with `doubles suffice` what they show to be violated is not looked at
 * again.
 */
export type Look = 'doubles first' | 'decimals' | 'doubles only' | 'doubles suffice'

/** Judges at one instance, at any free indices; what does not depend on them is evaluated once. */
export class Judge {
  private readonly doubles: Evaluator<Double>
  private readonly decimals = new Map<number, Evaluator<Precise>>()

  constructor(
    private readonly reading: Reading,
    private readonly instance: Instance,
    private readonly look: Look = 'doubles first',
  ) {
    this.doubles = inDoubles(reading, instance)
  }

  /** How often decimals were needed. */
  get closely(): number {
    return this.decimals.size
  }

  private precise(digits: number): Evaluator<Precise> {
    let evaluator = this.decimals.get(digits)
    if (!evaluator) {
      evaluator = inDecimals(this.reading, this.instance, digits)
      this.decimals.set(digits, evaluator)
    }
    return evaluator
  }

  equal(lhs: Quantity, rhs: Quantity, indices: Indices): Judgement {
    if (this.look !== 'decimals') {
      const within = this.doubles.at(indices)
      const [l, r] = [lhs.value(this.doubles, within), rhs.value(this.doubles, within)]
      const seen = clearDifference(l, r)
      if (seen !== undefined) {
        if (this.look === 'doubles suffice') return onTrust(l as Double, r as Double)
        const found = this.confirmed(lhs, rhs, indices, seen)
        if (found) return found
      } else if (l.kind === 'number' && r.kind === 'number') {
        const error = l.error + r.error
        const apart = Math.abs(l.value - r.value)
        const large = Math.max(Math.abs(l.value), Math.abs(r.value))
        const agreed = (size: number): Judgement => ({
          outcome: 'holds',
          error: apart === 0 ? 0 : apart / size,
          lhs: `${l.value}`,
          rhs: `${r.value}`,
        })
        if (apart <= error && error <= TRUSTED * large) return agreed(large)
        if (apart <= error) {
          const [a, b] = [lhs.size(this.doubles, within), rhs.size(this.doubles, within)]
          const size = a.kind === 'number' && b.kind === 'number' ? a.value + b.value : 0
          if (error <= TRUSTED * size) return agreed(Math.max(size, large))
          if (this.look === 'doubles only') return { ...agreed(1), error: Number.NaN }
        }
      } else if (isUndefined(l, r)) return nothing('undefined')
    }
    return this.equalClosely(lhs, rhs, indices)
  }

  /** The violation that doubles have seen, if decimals see the same. */
  private confirmed(lhs: Quantity, rhs: Quantity, indices: Indices, seen: number): Judgement | undefined {
    const evaluator = this.precise(DIGITS[0] as number)
    const { field } = evaluator.series
    const within = evaluator.at(indices)
    const [l, r] = [lhs.value(evaluator, within), rhs.value(evaluator, within)]
    if (l.kind === 'missing' || r.kind === 'missing') return undefined
    const difference = field.add(l, field.negate(r))
    if (difference.kind === 'missing' || log10(difference.value) <= difference.error) return undefined
    if (!same(new Decimal(seen), difference.value)) return undefined
    return { outcome: 'violated', error: 1, lhs: shown(l), rhs: shown(r) }
  }

  private equalClosely(lhs: Quantity, rhs: Quantity, indices: Indices): Judgement {
    let before: Decimal | undefined
    let last: Judgement | undefined
    for (const digits of DIGITS) {
      const evaluator = this.precise(digits)
      const { field } = evaluator.series
      const within = evaluator.at(indices)
      const [l, r] = [lhs.value(evaluator, within), rhs.value(evaluator, within)]
      if (isUndefined(l, r)) return nothing('undefined')
      if (isSpent(evaluator)) return last ?? nothing('unknown')
      if (l.kind === 'missing' || r.kind === 'missing') continue
      const difference = field.add(l, field.negate(r))
      const size = log10Size(evaluator, within, [lhs, rhs], [l, r])
      if (difference.kind === 'missing') continue
      const apart = log10(difference.value)
      const sides = { lhs: shown(l), rhs: shown(r) }
      if (apart <= size + SMALLEST && difference.error <= size + SMALLEST)
        return { outcome: 'holds', error: 0, ...sides }
      const clear = apart > difference.error && apart > size + SMALLEST
      if (clear && before !== undefined && same(before, difference.value))
        return { outcome: 'violated', error: 10 ** Math.min(300, apart - size), ...sides }
      last =
        clear || difference.error > size + TOLERATED
          ? { outcome: 'unknown', error: 1, ...sides }
          : { outcome: 'holds', error: 0, ...sides }
      before = clear ? difference.value : undefined
    }
    return last ?? nothing('unknown')
  }

  sign(quantity: Quantity, sign: SignName, indices: Indices): Judgement {
    const { allowed } = SIGNS[sign]
    if (this.look !== 'decimals') {
      const value = quantity.value(this.doubles, this.doubles.at(indices))
      if (value.kind === 'missing' && value.why === 'undefined') return nothing('undefined')
      if (value.kind === 'number') {
        const found = this.doubles.series.field.sign(value)
        if (found !== undefined && found !== 0 && allowed.includes(found))
          return { outcome: 'holds', error: 0, lhs: `${value.value}`, rhs: '0' }
        if (found !== undefined && !allowed.includes(found) && this.look === 'doubles suffice')
          return onTrust(value, this.doubles.series.field.zero)
      }
    }
    return this.signClosely(quantity, sign, indices)
  }

  private signClosely(quantity: Quantity, sign: SignName, indices: Indices): Judgement {
    const { allowed, strict } = SIGNS[sign]
    let before: Decimal | undefined
    let last: Judgement | undefined
    for (const digits of DIGITS) {
      const evaluator = this.precise(digits)
      const within = evaluator.at(indices)
      const value = quantity.value(evaluator, within)
      if (value.kind === 'missing') {
        if (value.why === 'undefined') return nothing('undefined')
        if (isSpent(evaluator)) return last ?? nothing('unknown')
        continue
      }
      const sides = { lhs: shown(value), rhs: '0' }
      const found = evaluator.series.field.sign(value)
      if (found !== undefined && allowed.includes(found)) return { outcome: 'holds', error: 0, ...sides }
      const size = log10Size(evaluator, within, [quantity], [value])
      const small = log10(value.value) <= size + SMALLEST
      const counts = found === 0 || (found !== undefined && !small)
      if (counts && before !== undefined && same(before, value.value))
        return { outcome: 'violated', error: 1, ...sides }
      const open = !strict && small && value.error <= size + SMALLEST
      last = { outcome: open ? 'holds' : 'unknown', error: open ? 0 : 1, ...sides }
      before = counts ? value.value : undefined
    }
    return last ?? nothing('unknown')
  }
}

const SIGNS: Record<SignName, { readonly allowed: readonly number[]; readonly strict: boolean }> = {
  positive: { allowed: [1], strict: true },
  negative: { allowed: [-1], strict: true },
  nonnegative: { allowed: [0, 1], strict: false },
  nonpositive: { allowed: [-1, 0], strict: false },
  nonzero: { allowed: [-1, 1], strict: true },
}

export const nothing = (outcome: 'undefined' | 'unknown'): Judgement => ({
  outcome,
  error: 0,
  lhs: outcome,
  rhs: outcome,
})

const onTrust = (lhs: Double, rhs: Double): Judgement => ({
  outcome: 'violated',
  onTrust: true,
  error: 1,
  lhs: `${lhs.value}`,
  rhs: `${rhs.value}`,
})

/** How far two doubles are apart, where that is beyond doubt. */
function clearDifference(l: Result<Double>, r: Result<Double>): number | undefined {
  if (l.kind === 'missing' || r.kind === 'missing') return undefined
  const apart = l.value - r.value
  const sure = Math.abs(apart) > CLEAR * Math.max(Math.abs(l.value), Math.abs(r.value)) + CLEARLY * (l.error + r.error)
  return sure ? apart : undefined
}

const isUndefined = (...parts: readonly (Known | Missing)[]): boolean =>
  parts.some((part) => part.kind === 'missing' && (part as Missing).why === 'undefined')

/** Whether more digits would not help, since there was too much to do. */
export const isSpent = (evaluator: Evaluator<Precise>): boolean =>
  evaluator.isSpent || (evaluator.series.field as Decimals).isSpent

const same = (a: Decimal, b: Decimal): boolean => a.minus(b).abs().lessThanOrEqualTo(b.abs().times(SAME))

/** A value of which no digit is known may be 0. */
const shown = ({ value, error }: Precise): string =>
  log10(value) <= error ? '0' : value.toSignificantDigits(SHOWN).toString()

/** log10 of the sizes together; where they are not known, of the values. */
function log10Size(
  evaluator: Evaluator<Precise>,
  within: Frame<Precise>,
  quantities: readonly Quantity[],
  values: readonly Precise[],
): number {
  const sizes = quantities.map((q, k) => {
    const size = q.size(evaluator, within)
    return log10(size.kind === 'number' ? size.value : (values[k] as Precise).value)
  })
  const most = Math.max(...sizes)
  return Number.isFinite(most) ? most + Math.log10(sizes.reduce((sum, size) => sum + 10 ** (size - most), 0)) : most
}
