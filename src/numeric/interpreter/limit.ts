/**
 * Attacks on limits: the variable is followed to its target over many powers of two, and the values that are known to many digits are held
 * against the claim. They agree when they arrive there or come ever closer; they refute it only when they have settled elsewhere, grow or
 * fade beside it beyond return, or swing as far as ever.
 */
import { Decimal } from 'decimal.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { REAL, contains } from '../../expr/domain.js'
import { printSymbol } from '../../expr/print.js'
import type { AssertionOf, Target } from '../../proposition/proposition.js'
import type { Indices, Instance } from '../instance.js'
import type { Decimals, Precise } from './decimals.js'
import { type Bound, type Frame, frame } from './environment.js'
import type { Evaluator } from './evaluate.js'
import { type Judgement, inDecimals, inDoubles } from './judge.js'
import { COUNT, type Reading } from './reading.js'
import { DIGITS, type Missing, type Reliable, reliable } from './reliable.js'
import { type Budget, type Judged, Space, type WitnessFinding, search, worst } from './search.js'
import { isTame } from './tame.js'
import {
  APART,
  ENOUGH,
  type Goal,
  REFUTATIONS,
  approaches,
  arrived,
  distance,
  isElsewhere,
  isSettled,
  relative,
  swings,
} from './values-far-out.js'
import { growingSum, isCounted } from './width-limit.js'

/** The variable, or its distance, is 2 to these powers. */
const POWERS = [...Array(9).keys(), ...Array.from({ length: 18 }, (_, k) => 12 + 4 * k), 160, 320, 900]
/** So that nothing is only met at whole numbers or halves. */
const STRIDE = 89 / 64
/** Up to this power the expression may be undefined, and from it on values may have arrived. */
const EARLY = 8
/** From this power on, what seems to be settled elsewhere may be taken on trust. */
const SEEMS = 20
/** Distance from a limit, in the measure of `distance`, at which nothing is said for it though it comes closer. */
const NEAR = 0.1
const RUNS = 15
const RUNS_PROVED = 6
/** Values that must be known of a proved limit. */
const FEW = 3
/** Values of a proved limit, one after the other, that could not be told: what comes is not, either. */
const UNTOLD = 3
/** Values that must have arrived one after the other. */
const ARRIVALS = 3

/** Exact for the powers of two that are met. */
const Wide = Decimal.clone({ precision: 700 })

export function attackLimit(
  reading: Reading,
  { expr, variable, target, value }: Omit<AssertionOf<'limit'>, 'kind'>,
  budget: Budget,
): WitnessFinding {
  const place = typeof target === 'string' ? [] : [target.place]
  const space = new Space(reading, [expr, ...place, ...(typeof value === 'string' ? [] : [value])], [variable.name])
  const alone =
    space.isConstant || [...reading.facts(expr).names].every((name) => name === variable.name || name === COUNT)
  const walk = new Walk(reading, expr, variable, target, value, budget.proved === true)
  const judge = (instance: Instance, quickly: boolean): Judged => {
    let at: Decimal | undefined
    const judged = worst(space.choices(instance.width), (indices) => {
      const found = walk.judge(instance, indices, quickly)
      if (found.outcome === 'violated') at = found.at
      return found
    })
    return at ? { ...judged, beside: { [printSymbol(variable)]: at.toNumber() } } : judged
  }
  const runs = alone ? 1 : Math.min(budget.runs, budget.proved ? RUNS_PROVED : RUNS)
  const found = search(space.instances(), judge, budget, 'the value far out and the claimed limit', runs)
  return { ...found, isFollowed: true }
}

interface Followed extends Judgement {
  readonly at?: Decimal
}

const open = (outcome: 'undefined' | 'unknown', hasValue?: true): Followed => ({
  outcome,
  error: 1,
  lhs: outcome,
  rhs: outcome,
  ...(hasValue && { hasValue }),
})

class Walk {
  /** How the variable is bound: a number, a member of a family, or the width. */
  private readonly isWidth: boolean
  private readonly isCounted: boolean

  constructor(
    private readonly reading: Reading,
    private readonly expr: Expr,
    private readonly variable: Sym,
    private readonly target: Target,
    private readonly value: Expr | 'oo' | '-oo',
    private readonly proved: boolean,
  ) {
    this.isWidth = reading.isWidth(variable)
    this.isCounted = this.isWidth && isCounted(reading, expr)
  }

  /** Quickly, it is not followed farther than to where it seems to be settled elsewhere. */
  judge(instance: Instance, indices: Indices, quickly: boolean): Followed {
    const { reading, value } = this
    // What follows the flow has no value at another time that could be read off here.
    const moves =
      reading.time?.name === this.variable.name &&
      reading.states.some(({ symbol }) => reading.facts(this.expr).names.has(symbol.name))
    if (moves) return open('unknown')
    const evaluators = new Map<number, Evaluator<Precise>>()
    const at = (digits: number): Evaluator<Precise> => {
      const known = evaluators.get(digits) ?? inDecimals(reading, instance, digits)
      evaluators.set(digits, known)
      return known
    }
    const goal =
      typeof value === 'string' ? value : reliable(at, (evaluator) => evaluator.evaluate(value, evaluator.at(indices)))
    if (typeof goal === 'object' && 'kind' in goal) return open(goal.kind)
    // What has constants of other scales than those it is followed over may turn where nobody looks.
    const trusted = (found: Followed): Followed =>
      found.outcome === 'violated' && !this.isTame(instance, indices)
        ? { ...found, outcome: 'unknown', hasValue: true }
        : found
    if (this.isCounted) return trusted(growingSum(inDoubles(reading, instance), this.expr, indices, goal, this.target))
    const sides = this.sides(at, indices)
    if (!Array.isArray(sides))
      return { ...(sides as Followed), ...(this.isDefinedNearby(at, indices) && { hasValue: true }) }
    const found = sides.map((side) => trusted(this.follow(at, indices, goal, side, quickly)))
    const by = (outcome: Judgement['outcome']): Followed | undefined => found.find((one) => one.outcome === outcome)
    return by('violated') ?? by('unknown') ?? by('holds') ?? open('undefined')
  }

  private isTame(instance: Instance, indices: Indices): boolean {
    const { reading, expr, target, value, variable } = this
    const moves = (e: Expr): boolean => {
      const { names } = reading.facts(e)
      return names.has(variable.name) || (this.isWidth && names.has(COUNT))
    }
    const terms = [
      expr,
      ...(typeof target === 'string' ? [] : [target.place]),
      ...(typeof value === 'string' ? [] : [value]),
    ]
    return isTame(reading, inDoubles(reading, instance), indices, terms, moves)
  }

  /** Ways to the target: each gives the variable for a power of two. */
  private sides(
    at: (digits: number) => Evaluator<Precise>,
    indices: Indices,
  ): ((power: number) => Decimal)[] | Followed {
    const { target } = this
    const domain = this.isWidth ? { ...REAL, integer: true } : (this.reading.binder(this.variable.name)?.domain ?? REAL)
    const stride = domain.integer ? 1 : STRIDE
    // Whole numbers are even and odd by turns.
    const odd = (power: number): number => (domain.integer && power > 1 ? POWERS.indexOf(power) % 2 : 0)
    const length = (power: number): Decimal => new Wide(2).pow(power).times(stride).plus(odd(power))
    if (target === 'oo') return [length]
    if (target === '-oo') return [(power) => length(power).negated()]
    const place = reliable(at, (evaluator) => evaluator.evaluate(target.place, evaluator.at(indices)))
    if ('kind' in place) return open(place.kind)
    const exact = new Wide(place)
    const ways = target.side ? [target.side === 'above' ? 1 : -1] : [1, -1]
    return ways
      .filter((way) =>
        contains(
          { ...domain, nonzero: false },
          place.plus(way * 2 ** -30 * Math.max(1, place.abs().toNumber())).toNumber(),
        ),
      )
      .map((way) => (power: number) => exact.plus(length(-power).times(way)))
  }

  /** Whether it has a value beside a place that is not known exactly. */
  private isDefinedNearby(at: (digits: number) => Evaluator<Precise>, indices: Indices): boolean {
    const { target } = this
    if (typeof target === 'string') return false
    const evaluator = at(DIGITS[0] as number)
    const place = evaluator.evaluate(target.place, evaluator.at(indices))
    const ways = target.side === 'above' ? [1] : target.side === 'below' ? [-1] : [1, -1]
    const nearby = (way: number): Reliable => {
      if (place.kind === 'missing') return { kind: 'unknown' }
      const x = new Wide(place.value).plus(way * STRIDE * 2 ** -EARLY)
      return reliable(at, (one) => one.evaluate(this.expr, this.bound(one, indices, x)))
    }
    return ways.some((way) => !('kind' in nearby(way)))
  }

  private bound(evaluator: Evaluator<Precise>, indices: Indices, x: Decimal): Frame<Precise> {
    const value = (evaluator.series.field as Decimals).exactly(x)
    const within = evaluator.at(indices)
    if (this.isWidth) return frame(within, { width: { value } })
    const [index] = this.variable.indices
    const whole = this.reading.binder(this.variable.name)?.domain.integer ?? false
    const bound: Bound<Precise> =
      index === undefined
        ? { kind: 'number', value, whole }
        : { kind: 'member', index: evaluator.names.index(index, within), value }
    return frame(within, { symbols: new Map([[this.variable.name, [bound]]]) })
  }

  private follow(
    at: (digits: number) => Evaluator<Precise>,
    indices: Indices,
    goal: Goal,
    place: (power: number) => Decimal,
    quickly: boolean,
  ): Followed {
    const values: Decimal[] = []
    /** The powers of two at which they were taken. */
    const powers: number[] = []
    // What cancels cancels more and more on the way: fewer digits than were needed before are not enough.
    let needed = 0
    const valueAt = (x: Decimal): Reliable => {
      let tried = needed
      const from = (digits: number): Evaluator<Precise> => {
        tried = digits
        return at(digits)
      }
      const found = reliable(from, (one) => one.evaluate(this.expr, this.bound(one, indices, x)), needed)
      if (!('kind' in found)) needed = tried
      return found
    }
    let last: Decimal | undefined
    let untold = 0
    let arrivals = 0
    let missing: Missing = { kind: 'undefined' }
    const said = (outcome: Judgement['outcome'], error = 1): Followed => ({
      outcome,
      ...(outcome === 'unknown' && values.length > 0 && { hasValue: true }),
      error,
      lhs: values.at(-1)?.toPrecision(20) ?? '',
      rhs: typeof goal === 'string' ? goal : goal.toPrecision(20),
      ...(last && { at: last }),
    })
    const isUndefinedBeyond = (power: number): boolean =>
      POWERS.filter((later) => later > power)
        .slice(0, FEW)
        .every((later) => {
          const then = valueAt(place(later))
          return 'kind' in then && then.kind === 'undefined'
        })
    for (const power of POWERS) {
      const x = place(power)
      const now = valueAt(x)
      if ('kind' in now) {
        if (now.kind === 'unknown' && !missing.hasValue) missing = now
        if (power <= EARLY && values.length === 0) continue
        // A gap on the way is none if it has an end.
        if (values.length > 0 && now.kind === 'undefined' && isUndefinedBeyond(power)) return open('undefined')
        // Beyond what cannot be told there may be more, and it may be otherwise.
        if (now.kind === 'unknown' && !(this.proved && ++untold >= UNTOLD)) continue
        break
      }
      untold = 0
      const before = values.at(-1)
      values.push(now)
      powers.push(power)
      last = x
      arrivals = arrived(now, before, goal) ? arrivals + 1 : 0
      const mayStop = typeof goal !== 'string' || this.proved
      if (mayStop && arrivals >= ARRIVALS && power >= EARLY) return said('holds', distance(now, goal))
      if (quickly && power >= SEEMS && isElsewhere(values, goal, powers)) return { ...said('violated'), onTrust: true }
    }
    const now = values.at(-1)
    if (!now) return open(missing.kind, missing.hasValue)
    if (arrivals > 0 && values.length >= FEW && typeof goal !== 'string') return said('holds', distance(now, goal))
    if (values.length < (this.proved ? FEW : ENOUGH)) return said('unknown')
    if (isSettled(values) && relative(now, goal) > APART) return said('violated')
    const left = distance(now, goal)
    const near = typeof goal === 'string' || left <= NEAR
    if (values.length < ENOUGH)
      return said((near && approaches(values, goal)) || arrivals > 0 ? 'holds' : 'unknown', left)
    if (REFUTATIONS.some((refuted) => refuted(values, goal, powers))) return said('violated')
    if (typeof goal === 'object' && swings(values, valueAt, place, goal)) return said('violated')
    return said((near && approaches(values, goal)) || (this.proved && arrivals > 0) ? 'holds' : 'unknown', left)
  }
}
