/** The exit codes of what was judged. */
import type { Report, Verdict } from '../verify/report.js'
import { requireJudged } from './interrupt.js'

type Told = Pick<Report, 'summary' | 'problems'>

/** Throws UsageError where no derivation states anything, and nothing else is wrong. */
export function requireClaims({ summary, problems }: Told): void {
  const { proved, refuted, unknown, invalid } = summary
  if (problems.length === 0)
    requireJudged(proved + refuted + unknown + invalid, 'these derivations have no claims; expected one at least')
}

/** Of derivations: 0 when everything is proved, 2 when a file cannot be read, else 1. */
export function exitCodeOfReport({ summary, problems }: Told): number {
  if (problems.length > 0) return 2
  return summary.refuted + summary.unknown + summary.invalid > 0 ? 1 : 0
}

/** Of lines: 0 when everything is proved, 2 when something is invalid, else 1. */
export function exitCodeOfVerdicts(verdicts: ReadonlySet<Verdict>): number {
  if (verdicts.has('invalid')) return 2
  return verdicts.has('refuted') || verdicts.has('unknown') ? 1 : 0
}
