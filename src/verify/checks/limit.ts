/** A quantity tends to a value as a variable grows without bound, or goes to 0 from above. */
import type { Decimal } from 'decimal.js'
import type { Claim, ClaimOptions } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { print, printSymbol } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import { type Target, proveLimit } from '../../kernel/proof.js'
import type { Indices, Instance } from '../../numeric/instance.js'
import { evaluatePrecisely } from '../../numeric/precise.js'
import { layered } from '../layers.js'
import { indexChoices, instancesFor, numericFinding, overIndices } from '../sampling.js'
import type { AttackBudget, NumericFinding, Statement } from '../statement.js'

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
  const target = to === 'oo' ? '\\infty' : '0^{+}'
  return {
    lines: [
      {
        text: `limit of ${print(e)} as ${t} -> ${to === 'oo' ? 'oo' : '0+'} = ${valueText}`,
        tex: `\\lim_{${toTex(variable, names)} \\to ${target}} ${toTex(e, names)} = ${valueTex}`,
      },
    ],
    prove: () =>
      layered(scope, parts, moving, ([f, v]) =>
        proveLimit(f as Expr, variable, v ?? (value as 'oo'), scope.domains(), to),
      ).answer,
    attack: (budget) => {
      const claimed = infinite ? value : scope.expand(value)
      return attackLimit(scope, scope.expand(e), variable, claimed, to, budget)
    },
  }
}

/** Digits at which a limit is approached; more where leading terms cancel, and then no farther. */
const DIGITS = [50, 70, 140, 400]
/** The variable is doubled up to 2^MAX_DOUBLINGS until two values agree. */
const MAX_DOUBLINGS = 80
const SETTLED = 1e-12
/** Relative distance from the claimed value, once settled, that refutes it. */
const APART = 1e-6
/** Instances; each costs many evaluations at many digits. */
const RUNS = 15
/** Values that must be known before a limit is refuted, and those of them that count. */
const FEWEST = 6
const FAR = 4
/** A claim of divergence holds once the value is this large and still grows. */
const LARGE = 1e9

/** The value at enough digits that two precisions agree, NaN where there is none; undefined where no precision tried is enough. */
function reliable(e: Expr, instance: Instance, indices: Indices): Decimal | undefined {
  let before: Decimal | undefined
  for (const digits of DIGITS) {
    const now = evaluatePrecisely(e, instance, indices, digits)
    if (now.isNaN()) return now
    if (before && now.minus(before).abs().lte(now.abs().times(1e-15))) return now
    before = now
  }
  return undefined
}

/**
 * Whether the farthest values have settled or shrink, where a finite limit other than theirs or an infinite one is claimed, or grow beyond
 * all bounds where a finite one is. Slow dynamics look settled at first, so only the farthest count.
 */
function staysAway(values: readonly Decimal[], claimed: Decimal | undefined): boolean {
  const far = values.slice(-FAR)
  const last = far.at(-1) as Decimal
  const bound = claimed?.abs() ?? last.times(0)
  const within = last.abs().plus(bound).times(SETTLED)
  if (far.slice(-3).every((x) => x.minus(last).abs().lte(within))) return true
  const steps = far.slice(1).map((x, k) => x.abs().comparedTo((far[k] as Decimal).abs()))
  if (!claimed) return steps.every((step) => step <= 0)
  return steps.every((step) => step > 0) && (far[0] as Decimal).abs().gt(bound.plus(1).times(LARGE))
}

interface LimitTrial {
  readonly outcome: 'equal' | 'different' | 'undefined'
  readonly error: number
  readonly settled: string
  readonly claimed: string
}

/** Follows the expression toward the target at many digits. Definitions must be unfolded. */
export function attackLimit(
  scope: Scope,
  e: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  to: Target,
  budget: AttackBudget,
): NumericFinding {
  const parts = typeof value === 'string' ? [e] : [e, value]
  const trial = (instance: Instance, indices: Indices): LimitTrial => {
    const values: Decimal[] = []
    const claimed = typeof value === 'string' ? undefined : reliable(value, instance, indices)
    let shown = { settled: '', claimed: claimed?.toPrecision(20) ?? String(value) }
    let apart = false
    if (typeof value !== 'string' && (!claimed || claimed.isNaN())) return { outcome: 'undefined', error: 1, ...shown }
    for (let power = 0; power <= MAX_DOUBLINGS; power += power < 8 ? 1 : 4) {
      const at = {
        ...instance,
        scalars: new Map([...instance.scalars, [variable.name, 2 ** (to === 'oo' ? power : -power)]]),
      }
      const now = reliable(e, at, indices)
      // It may be defined near the target only.
      if (now?.isNaN() && values.length === 0) continue
      if (!now || now.isNaN()) break
      shown = { ...shown, settled: now.toPrecision(20) }
      const scale = now.abs().plus(claimed?.abs() ?? 0)
      const distance = claimed && now.minus(claimed).abs()
      if (distance && (distance.lte(scale.times(SETTLED)) || (claimed.isZero() && now.abs().lt(SETTLED)))) {
        return { outcome: 'equal', error: scale.isZero() ? 0 : distance.div(scale).toNumber(), ...shown }
      }
      const before = values.at(-1)
      if (!distance && before && now.abs().gt(LARGE) && now.abs().gt(before.abs())) {
        return { outcome: now.isNegative() === (value === '-oo') ? 'equal' : 'different', error: 0, ...shown }
      }
      apart = !distance || distance.gt(scale.times(APART))
      values.push(now)
    }
    const elsewhere = apart && values.length > FEWEST && staysAway(values, claimed)
    return { outcome: elsewhere ? 'different' : 'undefined', error: 1, ...shown }
  }
  return numericFinding(
    instancesFor(scope, parts),
    (instance) => overIndices(indexChoices(parts, instance.width), (indices) => trial(instance, indices)),
    { ...budget, runs: Math.min(budget.runs, RUNS) },
    ({ settled, claimed }) => ({
      lhs: settled,
      rhs: claimed,
      what: `the value far out, where it has settled, and the claimed limit`,
    }),
  )
}
