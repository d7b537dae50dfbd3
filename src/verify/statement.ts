/** What a claim's kind makes of it: how it is shown, proved, attacked and re-derived. One file in checks/ for each kind. */
import type { EngineSession } from '../engines/session.js'
import type { Expr } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { toTex } from '../expr/tex.js'
import type { Scope } from '../derivation/scope.js'
import type { Answer } from '../kernel/proof.js'
import type { Counterexample, WitnessReport } from './report.js'

/** What a witness found, before its name and time are added. */
export interface Finding {
  readonly outcome: WitnessReport['outcome']
  readonly mode: WitnessReport['mode']
  readonly detail: string
}

/** What random instances showed. */
export interface NumericFinding extends Finding {
  /** Confirmed at 50 digits; only then is the claim false. */
  readonly counterexample?: Counterexample
  /** Instances at which the claim was defined. */
  readonly defined: number
}

export interface AttackBudget {
  readonly seed: number
  readonly runs: number
  /** Whether flows are integrated numerically too; yes unless given. */
  readonly integrate?: boolean
  /** Whether equalities and signs are decided at 50 digits everywhere, not only where doubles leave a doubt. */
  readonly precise?: boolean
  /** Whether a counterexample is made simpler; yes unless given. */
  readonly shrink?: boolean
  /** Milliseconds for one search; default 2000. */
  readonly timeLimitMs?: number
}

/** One displayed line. */
export interface Line {
  readonly text: string
  readonly tex: string
}

export interface Statement {
  readonly lines: readonly Line[]
  prove(): Answer
  attack(budget: AttackBudget): NumericFinding
  /** Absent where no engine has an operation that bears on the claim. */
  rederive?(session: EngineSession): Promise<Finding>
}

const RELATIONS = { '=': '=', '>': '>', '>=': '\\ge', '<': '<', '<=': '\\le', '!=': '\\ne' } as const
export type Relation = keyof typeof RELATIONS

/** lhs relation rhs as a line. */
export function line(scope: Scope, lhs: Expr, relation: Relation, rhs: Expr): Line {
  const names = scope.texNames()
  return {
    text: `${print(lhs)} ${relation} ${print(rhs)}`,
    tex: `${toTex(lhs, names)} ${RELATIONS[relation]} ${toTex(rhs, names)}`,
  }
}
