/** A quantity tends to a value as the time grows without bound. */
import type { Claim, ClaimOptions } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { print, printSymbol } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import { proveLimit } from '../../kernel/proof.js'
import { evaluatePrecisely } from '../../numeric/precise.js'
import type { Indices, Instance } from '../../numeric/instance.js'
import { layered } from '../layers.js'
import { indexChoices, instancesFor, numericFinding, overIndices } from '../sampling.js'
import type { AttackBudget, NumericFinding, Statement } from '../statement.js'

/** Claims that an expression tends to a value as t -> infinity; the value may be `oo` or `-oo`. */
export function tendsTo(expression: string, value: string, options: ClaimOptions = {}): Claim<Statement> {
  return {
    kind: 'limit',
    options,
    state: (scope) => {
      const infinite = value === 'oo' || value === '-oo'
      return limitStatement(scope, scope.formula(expression), scope.formula('t') as Sym, infinite ? value : scope.formula(value))
    },
  }
}

export function limitStatement(scope: Scope, e: Expr, variable: Sym, value: Expr | 'oo' | '-oo'): Statement {
  const names = scope.texNames()
  const infinite = typeof value === 'string'
  const valueText = infinite ? value : print(value)
  const valueTex = infinite ? value.replace('oo', '\\infty') : toTex(value, names)
  const t = printSymbol(variable)
  const moving = new Set([variable.name])
  const parts = infinite ? [e] : [e, value]
  return {
    lines: [
      { text: `limit of ${print(e)} as ${t} -> oo = ${valueText}`, tex: `\\lim_{${toTex(variable, names)} \\to \\infty} ${toTex(e, names)} = ${valueTex}` },
    ],
    prove: () => layered(scope, parts, moving, ([f, v]) => proveLimit(f as Expr, variable, v ?? (value as 'oo'), scope.domains())),
    attack: (budget) => attackLimit(scope, scope.expand(e), variable, infinite ? value : scope.expand(value), budget),
  }
}

/** Digits at which a limit is approached. */
const DIGITS = 50
/** The variable is doubled up to 2^MAX_DOUBLINGS until two values agree. */
const MAX_DOUBLINGS = 80
const SETTLED = 1e-12
/** Relative distance from the claimed value, once settled, that refutes it. */
const APART = 1e-6

interface LimitTrial {
  readonly outcome: 'equal' | 'different' | 'undefined'
  readonly error: number
  readonly settled: string
  readonly claimed: string
}

function attackLimit(
  scope: Scope,
  e: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  budget: AttackBudget,
): NumericFinding {
  const parts = typeof value === 'string' ? [e] : [e, value]
  const trial = (instance: Instance, indices: Indices): LimitTrial => {
    const at = (power: number): Instance => ({
      ...instance,
      scalars: new Map([...instance.scalars, [variable.name, 2 ** power]]),
    })
    const approach = (power: number) => evaluatePrecisely(e, at(power), indices, DIGITS)
    const undecided: LimitTrial = { outcome: 'undefined', error: 0, settled: '', claimed: '' }
    let before = approach(0)
    for (let power = 4; power <= MAX_DOUBLINGS; power += 4) {
      const now = approach(power)
      if (now.isNaN()) return undecided
      if (typeof value === 'string') {
        if (power === MAX_DOUBLINGS) {
          const grows = value === 'oo' ? now.gt(before) && now.gt(1e6) : now.lt(before) && now.lt(-1e6)
          const outcome = grows ? 'equal' : 'different'
          return { outcome, error: 0, settled: now.toPrecision(20), claimed: value }
        }
      } else {
        const claimed = evaluatePrecisely(value, at(power), indices, DIGITS)
        if (claimed.isNaN()) return undecided
        const scale = now.abs().plus(claimed.abs()).plus(1e-300)
        const settled = now.minus(before).abs().lte(scale.times(SETTLED))
        const distance = now.minus(claimed).abs()
        // Close to the claim, or tending to 0 with everything else: agreement needs no more doublings.
        if (distance.lte(scale.times(SETTLED)) || (claimed.isZero() && now.abs().lt(1e-12))) {
          return { outcome: 'equal', error: distance.div(scale).toNumber(), settled: now.toPrecision(20), claimed: claimed.toPrecision(20) }
        }
        if (settled && distance.gt(scale.times(APART))) {
          return { outcome: 'different', error: 1, settled: now.toPrecision(20), claimed: claimed.toPrecision(20) }
        }
      }
      before = now
    }
    return undecided
  }
  return numericFinding(
    instancesFor(scope, parts),
    (instance) => overIndices(indexChoices(parts, instance.width), (indices) => trial(instance, indices)),
    { ...budget, runs: Math.min(budget.runs, 40) },
    ({ settled, claimed }) => ({ lhs: settled, rhs: claimed, what: `the value far out, where it has settled, and the claimed limit` }),
  )
}
