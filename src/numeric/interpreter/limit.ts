/**
 * Attacks on limits: the variable is followed to its target over many powers of two, and the values that are known to many digits are held
 * against the claim. They agree when they arrive there or come ever closer; they refute it only when they have settled elsewhere, grow or
 * fade beside it beyond return, or swing as far as ever.
 */
import { Decimal } from 'decimal.js'
import { type Expr, type Sym, children } from '../../expr/ast.js'
import { REAL, contains } from '../../expr/domain.js'
import { printSymbol } from '../../expr/print.js'
import type { AssertionOf, Target } from '../../proposition/proposition.js'
import { EXACT, log10 } from '../error-bound.js'
import type { Indices, Instance } from '../instance.js'
import type { Decimals, Precise } from './decimals.js'
import { type Bound, type Frame, frame } from './environment.js'
import type { Evaluator } from './evaluate.js'
import { type Judgement, inDecimals, inDoubles, isSpent } from './judge.js'
import { COUNT, type Reading } from './reading.js'
import { type Budget, type Judged, Space, type WitnessFinding, search, worst } from './search.js'
import { isTame } from './tame.js'
import { growingSum } from './width-limit.js'

/** Digits at which a limit is approached; more where leading terms cancel. */
const DIGITS = [40, 70, 140, 400]
/** Digits that must be known of a value. */
const KNOWN = 15
/** The variable, or its distance, is 2 to these powers. */
const POWERS = [...Array(9).keys(), ...Array.from({ length: 18 }, (_, k) => 12 + 4 * k), 160, 320, 900]
/** So that nothing is only met at whole numbers or halves. */
const STRIDE = 89 / 64
/** Up to this power the expression may be undefined, and from it on values may have arrived. */
const EARLY = 8
const SETTLED = 1e-12
/** From this power on, what seems to be settled elsewhere may be taken on trust. */
const SEEMS = 20
/** Relative distance from the claimed value, once settled, that refutes it. */
const APART = 1e-6
/** Distance from a limit, in the measure of `distance`, at which nothing is said for it though it comes closer. */
const NEAR = 0.1
const RUNS = 15
const RUNS_PROVED = 6
/** A claim of divergence holds once the value is this large and still grows. */
const LARGE = 1e9
/** Values that must be known before they can say anything against a claim, and for a proved one. */
const ENOUGH = 7
const FEW = 3
const TURNING = 12
const FOLLOWED = 4
const FAR = 24
const ARRIVALS = 3
/** The last step over the distance that is left, of what is still on its way. */
const PROGRESS = 0.05

/** Exact for the powers of two that are met. */
const Wide = Decimal.clone({ precision: 700 })

type Goal = Decimal | 'oo' | '-oo'

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
  return search(space.instances(), judge, budget, 'the value far out and the claimed limit', runs)
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
        : { kind: 'member', index: evaluator.index(index, within), value }
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
    const valueAt = (x: Decimal): Reliable =>
      reliable(at, (evaluator) => evaluator.evaluate(this.expr, this.bound(evaluator, indices, x)))
    let last: Decimal | undefined
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
        break
      }
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

/** Whether the last values are one, but for steps that only become smaller: what creeps on for ever takes larger ones from power to power. */
function isSettled(values: readonly Decimal[]): boolean {
  const [a, b, c] = values.slice(-3) as [Decimal, Decimal, Decimal]
  if (values.length < ENOUGH || ![a, b].every((v) => v.minus(c).abs().lte(c.abs().times(SETTLED)))) return false
  return c.minus(b).abs().lte(b.minus(a).abs())
}

/** Whether the values seem to go elsewhere, if they go on so. */
const isElsewhere: Refutation = (values, goal, powers) =>
  (isSettled(values) && relative(values.at(-1) as Decimal, goal) > APART) ||
  [fades, explodes, runsAway].some((refuted) => refuted(values, goal, powers))

type Reliable = Decimal | Missing
/** `hasValue`: there is one, of which too few digits are known. */
type Missing = { readonly kind: 'undefined' | 'unknown'; readonly hasValue?: true }

/** The value at enough digits that its error is small. */
function reliable(
  at: (digits: number) => Evaluator<Precise>,
  value: (evaluator: Evaluator<Precise>) => ReturnType<Evaluator<Precise>['evaluate']>,
): Reliable {
  let hasValue = false
  for (const digits of DIGITS) {
    const evaluator = at(digits)
    const found = value(evaluator)
    if (found.kind === 'missing') {
      if (found.why === 'undefined') return { kind: 'undefined' }
      if (isSpent(evaluator)) break
      continue
    }
    hasValue = true
    if (found.error <= log10(found.value) - KNOWN || found.error === EXACT) return found.value
  }
  return { kind: 'unknown', ...(hasValue && { hasValue }) }
}

/** How far a value is from where it is claimed to go, relative to that; from 0 as it is, and of an infinite limit what 1 is beside it. */
function distance(now: Decimal, goal: Goal): number {
  if (typeof goal === 'string') return now.isZero() ? 1 : Math.min(1, new Decimal(1).div(now.abs()).toNumber())
  return goal.isZero() ? now.abs().toNumber() : relative(now, goal)
}

/** The distance from a value to a limit relative to both; 1 to an infinite one. */
function relative(now: Decimal, goal: Goal): number {
  if (typeof goal === 'string') return 1
  const scale = now.abs().plus(goal.abs())
  return scale.isZero() ? 0 : now.minus(goal).abs().div(scale).toNumber()
}

/** Whether a value is the claimed one to many digits, or large and still growing where divergence is claimed. */
function arrived(now: Decimal, before: Decimal | undefined, goal: Goal): boolean {
  if (typeof goal !== 'string') return relative(now, goal) <= SETTLED || (goal.isZero() && now.abs().lt(SETTLED))
  if (!before || now.abs().lt(LARGE) || now.abs().lte(before.abs())) return false
  return now.isNegative() === (goal === '-oo')
}

/** Whether the last values come ever closer to the goal, as far as their digits are known. */
function approaches(values: readonly Decimal[], goal: Goal): boolean {
  const last = values.slice(-4)
  if (last.length < 4) return false
  const steps = last.slice(1).map((v, k) => [last[k] as Decimal, v] as const)
  if (goal === 'oo') return steps.every(([a, b]) => b.gt(a))
  if (goal === '-oo') return steps.every(([a, b]) => b.lt(a))
  const known = goal.abs().times(`1e${1 - KNOWN}`)
  const distance = (v: Decimal): Decimal => v.minus(goal).abs()
  const closer = steps.every(([a, b]) => distance(b).lte(Decimal.max(distance(a), known)))
  // What goes elsewhere comes closer too, but by ever less of what is left.
  const [a, b] = steps[2] as readonly [Decimal, Decimal]
  const left = distance(b)
  return closer && (left.lte(known) || b.minus(a).abs().gt(left.times(PROGRESS)))
}

type Refutation = (values: readonly Decimal[], goal: Goal, powers: readonly number[]) => boolean

/**
 * Whether the last values grow, or fade, as a power of the variable does: what a power of its logarithm does, another power may undo farther out. Of a
 * power the logarithm has the same slope everywhere; that of a power of a logarithm falls as the variable's own does.
 */
function keepsPace(values: readonly Decimal[], powers: readonly number[]): boolean {
  const logs = values.slice(-3).map(log10)
  const places = powers.slice(-3)
  const slopes = (of: readonly number[]): [number, number] => {
    const [a, b, c] = of as [number, number, number]
    const [p, q, r] = places as [number, number, number]
    return [(b - a) / (q - p), (c - b) / (r - q)]
  }
  const [before, after] = slopes(logs)
  const [slow, slower] = slopes(places.map(Math.log))
  return after / before >= Math.sqrt(slower / slow)
}

/** The last values only ever shrink, and are nothing beside a claimed limit that is not zero. */
const fades: Refutation = (values, goal, powers) => {
  const last = values.slice(-5)
  const small = typeof goal === 'string' ? new Decimal(SETTLED) : goal.abs().times(SETTLED)
  const shrinks = last.every((v, k) => v.abs().lte(small) && (k === 0 || v.abs().lte((last[k - 1] as Decimal).abs())))
  return last.length === 5 && shrinks && (last.some((v) => v.isZero()) || keepsPace(values, powers))
}

/** The last values only ever grow, and a claimed finite limit, or one of the other sign, is nothing beside them. */
const explodes: Refutation = (values, goal, powers) => {
  const last = values.slice(-5)
  const large = typeof goal === 'string' ? new Decimal(LARGE) : goal.abs().plus(1).div(SETTLED)
  const grows = last.every((v, k) => v.abs().gt(large) && (k === 0 || v.abs().gt((last[k - 1] as Decimal).abs())))
  const wrongWay = typeof goal !== 'string' || last.every((v) => v.isNegative() === (goal === 'oo'))
  return last.length === 5 && grows && wrongWay && keepsPace(values, powers)
}

/**
 * The last values go to zero or grow as an exponential does, while a finite limit that is not what they go to is claimed: each time the
 * variable doubles, the logarithm of their size nearly doubles too.
 */
const runsAway: Refutation = (values, goal) => {
  const last = values.slice(-FOLLOWED)
  if (typeof goal === 'string' || last.length < FOLLOWED || last.some((v) => v.isZero())) return false
  const beside = (size: Decimal): number[] => last.map((v) => log10(v) - log10(size))
  const runs = (logs: readonly number[], way: number): boolean =>
    logs.every((log, k) => log * way > 0 && (k === 0 || log * way >= 1.5 * way * (logs[k - 1] as number))) &&
    way * (logs.at(-1) as number) >= FAR
  return (!goal.isZero() && runs(beside(goal), -1)) || runs(beside(goal.abs().plus(1)), 1)
}

/** The values, claimed to grow without bound, change their sign again and again to the last, far from zero. */
const turns: Refutation = (values, goal) => {
  const last = values.slice(-TURNING)
  if (typeof goal !== 'string' || last.length < TURNING || last.some((v) => v.abs().lt(1))) return false
  const changes = last.map((v, k) => k > 0 && v.isNegative() !== (last[k - 1] as Decimal).isNegative())
  return changes.filter(Boolean).length >= 4 && changes.slice(-3).includes(true)
}

const REFUTATIONS: readonly Refutation[] = [fades, explodes, runsAway, turns]

/** Points in each of two stretches, the second enormously farther out than the first. */
const POINTS = 14
/** The amplitude of the second stretch over that of the first. */
const UNDAMPED = 0.9

/** Whether the values swing around the goal as far out as ever: to both sides, by as much as before. */
function swings(
  values: readonly Decimal[],
  valueAt: (x: Decimal) => Reliable,
  place: (power: number) => Decimal,
  goal: Decimal,
): boolean {
  if (!turnsOften(values.slice(-TURNING).map((v) => v.minus(goal).toNumber()))) return false
  const stretch = (from: number, step: number): number[] | undefined => {
    const found: number[] = []
    for (let k = 0; k < POINTS; k++) {
      const value = valueAt(place(from + k * step))
      if ('kind' in value) return undefined
      found.push(value.minus(goal).toNumber())
    }
    return found
  }
  const near = stretch(20, 1)
  const far = near && turnsOften(near) ? stretch(400, 23) : undefined
  if (!near || !far || !turnsOften(far)) return false
  const amplitude = (list: readonly number[]): number => Math.max(...list.map(Math.abs))
  return amplitude(far) >= UNDAMPED * amplitude(near) && amplitude(far) > APART * (1 + goal.abs().toNumber())
}

const turnsOften = (list: readonly number[]): boolean =>
  list.filter((v, k) => k > 0 && v * (list[k - 1] as number) < 0).length >= 3

/** Whether the width does more in a term than be a number: something is counted up to it. */
function isCounted(reading: Reading, e: Expr): boolean {
  const names = reading.facts(e).names
  const all = [e, ...[...names].flatMap((name) => reading.definition(name)?.by ?? [])]
  const counts = (node: Expr): boolean => {
    if (node.kind === 'sum') {
      const { indices } = reading.facts(node.body)
      return indices.has(node.index) || indices.has(node.below ?? node.index) || counts(node.body)
    }
    if (node.kind === 'symbol') return node.indices.length > 0
    return children(node).some(counts)
  }
  return all.some(counts)
}
