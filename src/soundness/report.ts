/** What a campaign of mutants says: plain data, for the terminal, the JSON file and the site. */
import type { Counterexample } from '../verify/report.js'
import type { Edit } from './mutants.js'

/** Where the campaign leaves its report, and the site finds it. */
export const REPORT_FILE = '.cache/soundness.json'

/**
 * `refuted`: a confirmed counterexample, and no proof. `equivalent`: proved, and no counterexample with two seeds. `contradicted`: proved although
 * an instance violates it, which is a bug of the kernel or of the numerics. `empty`: about no point at all, as after a division by zero.
 * `invalid`: not a well-formed claim. `unknown`: none of these.
 */
export const OUTCOMES = ['refuted', 'equivalent', 'unknown', 'empty', 'invalid', 'contradicted'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface MutantReport {
  /** derivation/claim */
  readonly id: string
  readonly kind: string
  readonly edit: Edit
  readonly role: string
  readonly before: string
  readonly after: string
  readonly outcome: Outcome
  /** For any outcome but refuted and equivalent: the reason. */
  readonly why?: string
  readonly counterexample?: Counterexample
}

export type Counts = Readonly<Record<Outcome, number>>

export interface SoundnessSummary {
  readonly total: number
  readonly counts: Counts
  readonly byEdit: Readonly<Record<string, Counts>>
  readonly byKind: Readonly<Record<string, Counts>>
  readonly claims: number
  readonly seed: number
  /** ISO date of the run. */
  readonly date: string
  readonly ms: number
}

export interface SoundnessReport {
  readonly summary: SoundnessSummary
  readonly mutants: readonly MutantReport[]
}

/** How many mutants have each outcome. */
export function counts(mutants: readonly MutantReport[]): Counts {
  const of = (outcome: Outcome): number => mutants.filter((m) => m.outcome === outcome).length
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, of(outcome)])) as Record<Outcome, number>
}

/** The counts of the mutants that have the same value of `of`, by that value. */
export function countsBy(mutants: readonly MutantReport[], of: (m: MutantReport) => string): Record<string, Counts> {
  const names = [...new Set(mutants.map(of))].sort()
  return Object.fromEntries(names.map((name) => [name, counts(mutants.filter((m) => of(m) === name))]))
}
