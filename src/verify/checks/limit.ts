/** A quantity tends to a value as a variable grows without bound, or goes to 0 from above. */
import { Decimal } from 'decimal.js'
import type { Claim, ClaimOptions } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { infinityFor, limitFor, printFor, relationFor } from '../../expr/other-systems.js'
import { print, printSymbol } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import { type Answer, type Target, proveLimit } from '../../kernel/proof.js'
import { differentiatedBy, symbolsOf } from '../../expr/substitute.js'
import type { Indices, Instance } from '../../numeric/instance.js'
import { log10 } from '../../numeric/error-bound.js'
import { preciseEvaluator } from '../../numeric/precise.js'
import { layered, once } from '../layers.js'
import { indexChoices, instancesFor, numericFinding, overIndices } from '../sampling.js'
import { type AttackBudget, type NumericFinding, type Statement, elsewhere } from '../statement.js'

export interface LimitOptions extends ClaimOptions {
  /** What moves; `t` unless given. */
  readonly as?: string
  /** Where it goes; `oo` unless given. */
  readonly to?: Target
}

/** Claims that an expression tends to a value as t -> infinity, or as another variable goes there or to 0; the value may be `oo` or `-oo`. */
export function tendsTo(expression: string, value: string, options: LimitOptions = {}): Claim<Statement> {
  return {
    kind: 'limit',
    options,
    state: (scope) => {
      const infinite = value === 'oo' || value === '-oo'
      const variable = scope.formula(options.as ?? 't') as Sym
      return limitStatement(
        scope,
        scope.formula(expression),
        variable,
        infinite ? value : scope.formula(value),
        options.to,
      )
    },
    parts: () => [
      { role: 'quantity', text: expression, is: 'formula' },
      { role: 'limit', text: value, is: 'limit' },
      { role: 'target', text: options.to ?? 'oo', is: 'target' },
    ],
    edited: ([e = expression, limit = value, to]) => tendsTo(e, limit, { ...options, to: to as Target }),
  }
}

export function limitStatement(
  scope: Scope,
  e: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  to: Target = 'oo',
): Statement {
  const names = scope.texNames()
  const infinite = typeof value === 'string'
  const valueText = infinite ? value : print(value)
  const valueTex = infinite ? value.replace('oo', '\\infty') : toTex(value, names)
  const t = printSymbol(variable)
  const moving = new Set([variable.name])
  const parts = infinite ? [e] : [e, value]
  const prove = once(
    () =>
      layered(scope, parts, moving, ([f, v]) =>
        proveLimit(f as Expr, variable, v ?? (value as 'oo'), scope.domains(), to),
      ).answer,
  )
  const target = to === 'oo' ? '\\infty' : '0^{+}'
  return {
    lines: [
      {
        text: `limit of ${print(e)} as ${t} -> ${to === 'oo' ? 'oo' : '0+'} = ${valueText}`,
        tex: `\\lim_{${toTex(variable, names)} \\to ${target}} ${toTex(e, names)} = ${valueTex}`,
        elsewhere: () =>
          elsewhere(scope, [...parts, variable], (system) =>
            relationFor(
              system,
              limitFor(system, printFor(system, e), t, to === 'oo' ? 'oo' : '0'),
              '=',
              infinite ? infinityFor(system, value) : printFor(system, value),
            ),
          ),
      },
    ],
    prove,
    attack: (budget) => {
      const claimed = infinite ? value : scope.expand(value)
      return attackLimit(scope, scope.expand(e), variable, claimed, to, budget, prove())
    },
  }
}

/** Digits at which a limit is approached; more where leading terms cancel, and then no farther. */
const DIGITS = [40, 70, 140, 400]
/** Digits that must be known of a value. */
const KNOWN = 15
/** The variable, or its inverse, is 2 to these powers until two values agree with the claim. */
const POWERS = [...Array(9).keys(), ...Array.from({ length: 18 }, (_, k) => 12 + 4 * k), 160, 320, 900]
/** Up to this one the expression may be undefined. */
const EARLY = 8
const SETTLED = 1e-12
/** Relative distance from the claimed value, once settled, that refutes it. */
const APART = 1e-6
/** Relative distance from the limit that the kernel found, once the values bear it out, that refutes a claim. */
const APART_FROM_FOUND = 1e-12
/** Instances, and those of a proved claim; each costs many evaluations at many digits. */
const RUNS = 15
const RUNS_PROVED = 6
/** A claim of divergence holds once the value is this large and still grows. */
const LARGE = 1e9
/** Values that must be known along the way before they can say anything against the claim. */
const ENOUGH = 7
/** Values that say whether a quantity turns to and fro. */
const TURNING = 12
/** Values that show an exponential, and the powers of ten between the last of them and a claimed limit that refute it. */
const FOLLOWED = 4
const FAR = 24
/** Values that show a proved claim to be about something. */
const FEW = 3

/** The value at enough digits that its error is small; undefined where none of those tried is enough. */
function reliable(e: Expr, instance: Instance, indices: Indices): Decimal | undefined {
  // What a difference quotient cuts off shows only at a second precision.
  const once = differentiatedBy(e).size === 0
  let before: Decimal | undefined
  for (const digits of DIGITS) {
    const { value, error, defined } = preciseEvaluator(instance, indices, digits)(e)
    if (value.isNaN()) return undefined
    const known = defined && error <= log10(value) - KNOWN
    const same =
      before !== undefined &&
      value
        .minus(before)
        .abs()
        .lte(value.abs().times(`1e-${KNOWN}`))
    if (known && (once || same)) return value
    // What does not move has a difference quotient of zero, whatever the digits.
    if (!once && defined && value.isZero() && before?.isZero()) return value
    before = value
  }
  return undefined
}

interface LimitTrial {
  readonly outcome: 'equal' | 'different' | 'undefined'
  readonly error: number
  /** Where the variable was last, and the value there. */
  readonly at: number
  readonly settled: string
  readonly claimed: string
}

/**
 * Follows the expression toward the target at many digits. Definitions must be unfolded. It disagrees where the values have settled at something
 * else than what is claimed, or where they approach the other limit that the kernel found, which then must be nearer than the claimed one.
 */
export function attackLimit(
  scope: Scope,
  e: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  to: Target,
  budget: AttackBudget,
  answer?: Answer,
): NumericFinding {
  const parts = typeof value === 'string' ? [e] : [e, value]
  const other = answer === undefined || answer.proof ? undefined : answer.limit
  const found = other === undefined || typeof other === 'string' ? other : scope.expand(other)
  const trial = (instance: Instance, indices: Indices): LimitTrial => {
    const values: Decimal[] = []
    const claimed = typeof value === 'string' ? value : reliable(value, instance, indices)
    const exact = found === undefined || typeof found === 'string' ? found : reliable(found, instance, indices)
    let shown = {
      at: Number.NaN,
      settled: '',
      claimed: typeof claimed === 'object' ? claimed.toPrecision(20) : String(value),
    }
    if (claimed === undefined) return { outcome: 'undefined', error: 1, ...shown }
    for (const power of POWERS) {
      const at = 2 ** (to === 'oo' ? power : -power)
      const now = reliable(e, { ...instance, scalars: new Map([...instance.scalars, [variable.name, at]]) }, indices)
      if (!now && power <= EARLY && values.length === 0) continue
      if (!now) break
      shown = { ...shown, at, settled: now.toPrecision(20) }
      const before = values.at(-1)
      values.push(now)
      // Where another limit is known, being near the claimed one on the way says nothing.
      if (exact === undefined && !(typeof claimed === 'string' && !answer?.proof) && arrived(now, before, claimed))
        return { outcome: 'equal', error: relative(now, claimed), ...shown }
      // The other limit is reached.
      if (exact !== undefined && exact !== 'none' && arrived(now, before, exact) && refutedBy(values, exact, claimed))
        break
    }
    if (exact !== undefined && refutedBy(values, exact, claimed)) return { outcome: 'different', error: 1, ...shown }
    if (!answer?.proof && runsAway(values, claimed)) return { outcome: 'different', error: 1, ...shown }
    const last = values.at(-1)
    if (!last || values.length < (answer?.proof ? FEW : ENOUGH)) return { outcome: 'undefined', error: 1, ...shown }
    // Slow dynamics look settled at first, so only the farthest reliable values count.
    const settled =
      values.length >= ENOUGH && values.slice(-3).every((v) => v.minus(last).abs().lte(last.abs().times(SETTLED)))
    if (settled && relative(last, claimed) > APART) return { outcome: 'different', error: 1, ...shown }
    if (!answer?.proof && (fades(values, claimed) || explodes(values, claimed) || turns(values, claimed))) {
      return { outcome: 'different', error: 1, ...shown }
    }
    const holds = answer?.proof !== undefined || approaches(values, claimed)
    return { outcome: holds ? 'equal' : 'undefined', error: relative(last, claimed), ...shown }
  }
  const choices = indexChoices(parts)
  const alone = parts.flatMap(symbolsOf).every((s) => s.name === variable.name)
  const finding = numericFinding(
    instancesFor(scope, parts),
    (instance) => overIndices(choices(instance.width), (indices) => trial(instance, indices)),
    { ...budget, runs: alone ? 1 : Math.min(budget.runs, answer?.proof ? RUNS_PROVED : RUNS) },
    ({ settled, claimed, at }) => ({ lhs: settled, rhs: claimed, what: `${FAR_OUT}${at}` }),
  )
  const { counterexample } = finding
  if (!counterexample) return finding
  const at = Number(counterexample.what.slice(FAR_OUT.length))
  return {
    ...finding,
    counterexample: {
      ...counterexample,
      values: { ...counterexample.values, [printSymbol(variable)]: at },
      what: 'the value far out and the claimed limit',
    },
  }
}

/** Stands before the place of a counterexample until that is put among its values. */
const FAR_OUT = 'at '

type Goal = Decimal | 'oo' | '-oo'

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

/** Whether the last values only ever shrink, and are nothing beside a claimed limit that is not zero. */
function fades(values: readonly Decimal[], goal: Goal): boolean {
  if (typeof goal === 'string' || values.length < ENOUGH) return false
  const last = values.slice(-5)
  return last.every(
    (v, k) => v.abs().lte(goal.abs().times(SETTLED)) && (k === 0 || v.abs().lte(last[k - 1] as Decimal)),
  )
}

/** Whether the last values only ever grow, and a claimed finite limit is nothing beside them. */
function explodes(values: readonly Decimal[], goal: Goal): boolean {
  if (typeof goal === 'string' || values.length < ENOUGH) return false
  const last = values.slice(-5)
  return last.every(
    (v, k) => v.abs().gt(goal.abs().plus(1).div(SETTLED)) && (k === 0 || v.abs().gt((last[k - 1] as Decimal).abs())),
  )
}

/**
 * Whether the last values go to zero or grow as an exponential does, while a finite limit that is not what they go to is claimed: each time the
 * variable doubles, the logarithm of their size nearly doubles too.
 */
function runsAway(values: readonly Decimal[], goal: Goal): boolean {
  const last = values.slice(-FOLLOWED)
  if (typeof goal === 'string' || last.length < FOLLOWED || last.some((v) => v.isZero())) return false
  const beside = (size: Decimal): number[] => last.map((v) => log10(v) - log10(size))
  const runs = (logs: readonly number[], way: number): boolean =>
    logs.every((log, k) => log * way > 0 && (k === 0 || log * way >= 1.5 * way * (logs[k - 1] as number))) &&
    way * (logs.at(-1) as number) >= FAR
  return (!goal.isZero() && runs(beside(goal), -1)) || runs(beside(goal.abs().plus(1)), 1)
}

/** Whether the values, claimed to grow without bound, change their sign again and again to the last, far from zero. */
function turns(values: readonly Decimal[], goal: Goal): boolean {
  const last = values.slice(-TURNING)
  if (typeof goal !== 'string' || last.length < TURNING || last.some((v) => v.abs().lt(1))) return false
  const changes = last.map((v, k) => k > 0 && v.isNegative() !== (last[k - 1] as Decimal).isNegative())
  return changes.filter(Boolean).length >= 4 && changes.slice(-3).includes(true)
}

/** Whether the last values come ever closer to the goal, as far as their digits are known. */
function approaches(values: readonly Decimal[], goal: Goal): boolean {
  const last = values.slice(-4)
  const steps = last.slice(1).map((v, k) => [last[k] as Decimal, v] as const)
  if (last.length < 4) return false
  if (goal === 'oo') return steps.every(([a, b]) => b.gt(a))
  if (goal === '-oo') return steps.every(([a, b]) => b.lt(a))
  const known = goal.abs().times(`1e${1 - KNOWN}`)
  return steps.every(([a, b]) =>
    b
      .minus(goal)
      .abs()
      .lte(Decimal.max(a.minus(goal).abs(), known)),
  )
}

/** Whether the values bear out the limit that the kernel found, and not the one that is claimed. */
function refutedBy(values: readonly Decimal[], found: Goal | 'none', claimed: Goal): boolean {
  const last = values.at(-1)
  if (!last) return false
  if (found === 'none') {
    if (typeof claimed === 'string') return values.length >= ENOUGH && values.every((v) => v.abs().lt(LARGE))
    // Far from the claim again and again, and not settled anywhere.
    const far = values.slice(-ENOUGH)
    return far.length === ENOUGH && far.filter((v) => relative(v, claimed) > APART).length > ENOUGH / 2
  }
  if (!approaches(values, found)) return false
  if (typeof found === 'string') {
    if (typeof claimed === 'string') return found !== claimed && last.isNegative() === (found === '-oo')
    return last.isNegative() === (found === '-oo') && last.abs().gt(claimed.abs().times(2).plus(1))
  }
  if (typeof claimed === 'string') return last.abs().lte(found.abs().plus(1))
  return relative(found, claimed) > APART_FROM_FOUND && last.minus(found).abs().times(2).lt(last.minus(claimed).abs())
}
