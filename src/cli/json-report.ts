/** The `--json` form of a report: claims in one list, and what they were verified with. */
import { codeVersion } from '../verify/code-version.js'
import type { Report } from '../verify/report.js'
import type { VerificationOptions } from './run.js'
import { settingsOf } from './settings.js'

export function jsonReport(
  { derivations, problems, summary, ms, whole }: Report,
  options: VerificationOptions,
): object {
  const { seed, ...settings } = settingsOf(options)
  return {
    claims: derivations.flatMap(({ claims }) => claims),
    problems,
    summary,
    seed,
    ms,
    version: codeVersion(),
    settings: { ...settings, ...(options.only !== undefined && { only: options.only }) },
    ...options.shard,
    ...(whole && { whole }),
  }
}
