/** What a claim's kind makes of it: how it is shown, proved, attacked and re-derived. One file in checks/ for each kind. */
import type { EngineSession } from '../engines/session.js'
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { type DomainOf, type Elsewhere, relationElsewhere } from '../export/line.js'
import { toTex } from '../expr/tex.js'
import type { Scope } from '../derivation/scope.js'
import { assertionLines } from '../proposition/print.js'
import type { Proposition } from '../proposition/proposition.js'
import type { FigureRequest } from './figure.js'
import type { Counterexample, FigureReport, WitnessReport } from './report.js'
import { texNames } from '../derivation/print-names.js'

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
  /** It was followed to where it goes: only a theorem refutes. */
  readonly isFollowed?: true
  /** Instances at which the claim was defined. */
  readonly defined: number
  /** Instances at which it could not be told whether it is. */
  readonly unknown?: number
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
  /** The kernel has proved the claim, which need not be searched for what only many digits show. */
  readonly proved?: boolean
}

/** One displayed line. */
export interface Line {
  readonly text: string
  readonly tex: string
  /** Program text that states the same in other systems, where they have a form for it. */
  elsewhere?(): Elsewhere
}

export interface Statement {
  /** What is claimed; all else is a view of it. */
  readonly proposition: Proposition
  /** Made anew each time. */
  readonly lines: readonly Line[]
  /** The claim at one instance, drawn by the seed; undefined where no instance shows anything. */
  figure?(asked: FigureRequest): FigureReport | undefined
  /**
   * Absent where no engine has an operation that bears on the claim. `unfolded` are the terms of the assertion as far unfolded as the proof needed,
   * in the order in which the kernel takes them. What an engine answers is held against the claim by `compare`.
   */
  rederive?(session: EngineSession, unfolded: readonly Expr[], compare: Compare): Promise<Finding>
}

/** Whether an engine's result is what it should be, in the context of the claim. */
export type Compare = (result: Expr, expected: Expr) => Promise<Comparison>

export interface Comparison {
  readonly found: 'equal' | 'different' | 'undecided'
  /** For any but `equal`: why the kernel does not prove it. */
  readonly why: string
  /** Random instances at which both were defined. */
  readonly defined: number
}

const RELATIONS = { '=': '=', '>': '>', '>=': '\\ge', '<': '<', '<=': '\\le', '!=': '\\ne' } as const
export type Relation = keyof typeof RELATIONS

/** What a line shows beside its text. */
export type Shown = Omit<Line, 'text'>

/** The lines of a proposition: the texts are read off it, the rest is given line by line. */
export const linesOf = ({ assertion, context }: Proposition, shown: readonly Shown[]): Line[] =>
  assertionLines(assertion, context).map((text, k) => ({ text, ...(shown[k] as Shown) }))

/** lhs relation rhs as a line. */
export function line(scope: Scope, lhs: Expr, relation: Relation, rhs: Expr): Shown {
  const names = texNames(scope)
  return {
    tex: `${toTex(lhs, names)} ${RELATIONS[relation]} ${toTex(rhs, names)}`,
    elsewhere: () => relationElsewhere(lhs, relation, rhs, domainsIn(scope)),
  }
}

/** What is declared of the values of a symbol; of what is defined it is no hypothesis. */
export const domainsIn =
  (scope: Scope): DomainOf =>
  (name) =>
    name === ast.WIDTH
      ? 'positive'
      : scope.definition(name)
        ? 'real'
        : (scope.entry(name)?.declaration.domain ?? 'real')

/** That two sides are equal, in each system. */
export const equationElsewhere = (scope: Scope, lhs: Expr, rhs: Expr) => (): Elsewhere =>
  relationElsewhere(lhs, '=', rhs, domainsIn(scope))
