/** What values on the way to a limit say of it: that they arrive there, come ever closer, are settled elsewhere, or grow, fade or swing beyond return. */
import { Decimal } from 'decimal.js'
import { log10 } from '../error-bound.js'
import { KNOWN, type Reliable } from './reliable.js'

/** Relative distance at which values are one. */
const SETTLED = 1e-12
/** Relative distance from the claimed value, once settled, that refutes it. */
export const APART = 1e-6
/** A claim of divergence holds once the value is this large and still grows. */
const LARGE = 1e9
/** Values that must be known before they can say anything against a claim. */
export const ENOUGH = 7
/** The last values that are looked at for turns. */
const TURNING = 12
/** The last values that run away together, and decimal orders of size by which the last one must have. */
const FOLLOWED = 4
const FAR = 24
/** The last step over the distance that is left, of what is still on its way. */
const PROGRESS = 0.05

export type Goal = Decimal | 'oo' | '-oo'

/** Whether the last values are one, but for steps that only become smaller: what creeps on for ever takes larger ones from power to power. */
export function isSettled(values: readonly Decimal[]): boolean {
  const [a, b, c] = values.slice(-3) as [Decimal, Decimal, Decimal]
  if (values.length < ENOUGH || ![a, b].every((v) => v.minus(c).abs().lte(c.abs().times(SETTLED)))) return false
  return c.minus(b).abs().lte(b.minus(a).abs())
}

/** Whether the values seem to go elsewhere, if they go on so. */
export const isElsewhere: Refutation = (values, goal, powers) =>
  (isSettled(values) && relative(values.at(-1) as Decimal, goal) > APART) ||
  [fades, explodes, runsAway].some((refuted) => refuted(values, goal, powers))

/** How far a value is from where it is claimed to go, relative to that; from 0 as it is, and of an infinite limit what 1 is beside it. */
export function distance(now: Decimal, goal: Goal): number {
  if (typeof goal === 'string') return now.isZero() ? 1 : Math.min(1, new Decimal(1).div(now.abs()).toNumber())
  return goal.isZero() ? now.abs().toNumber() : relative(now, goal)
}

/** The distance from a value to a limit relative to both; 1 to an infinite one. */
export function relative(now: Decimal, goal: Goal): number {
  if (typeof goal === 'string') return 1
  const scale = now.abs().plus(goal.abs())
  return scale.isZero() ? 0 : now.minus(goal).abs().div(scale).toNumber()
}

/** Whether a value is the claimed one to many digits, or large and still growing where divergence is claimed. */
export function arrived(now: Decimal, before: Decimal | undefined, goal: Goal): boolean {
  if (typeof goal !== 'string') return relative(now, goal) <= SETTLED || (goal.isZero() && now.abs().lt(SETTLED))
  if (!before || now.abs().lt(LARGE) || now.abs().lte(before.abs())) return false
  return now.isNegative() === (goal === '-oo')
}

/** Whether the last values come ever closer to the goal, as far as their digits are known. */
export function approaches(values: readonly Decimal[], goal: Goal): boolean {
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

export const REFUTATIONS: readonly Refutation[] = [fades, explodes, runsAway, turns]

/** Points in each of two stretches, the second enormously farther out than the first. */
const POINTS = 14
/** The amplitude of the second stretch over that of the first. */
const UNDAMPED = 0.9

/** Whether the values swing around the goal as far out as ever: to both sides, by as much as before. */
export function swings(
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
