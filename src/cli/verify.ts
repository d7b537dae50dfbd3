/** rederive verify */
import { derivationFiles, load } from '../verify/load.js'
import type { Report } from '../verify/report.js'
import { verify } from '../verify/verify.js'
import { UsageError } from './interrupt.js'
import type { RunOptions } from './main.js'
import { claimLine, problemLines, progress, summaryLine } from './terminal.js'

export interface VerifyCommandOptions extends RunOptions {
  readonly json?: true
  readonly only?: string
}

/** Verifies the files and prints the report. Returns the exit code. */
export async function verifyCommand(
  paths: string[],
  options: VerifyCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  const report = await runVerify(paths, options, signal, options.json ? () => {} : (text) => console.log(text))
  if (options.json) console.log(JSON.stringify(jsonReport(report)))
  else console.log(summaryLine(report))
  return exitCode(report)
}

/** Loads and verifies, telling `say` each line as it is known. */
export async function runVerify(
  paths: readonly string[],
  { seed, runs, engineLimit, engines, only }: RunOptions & { readonly only?: string },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Report> {
  const files = paths.flatMap(derivationFiles)
  if (files.length === 0) throw new UsageError(`no derivation files (*.ts) in ${paths.join(', ')}`)
  progress(`reading ${files.length} files`)
  const { sources, problems } = await load(files)
  progress('')
  for (const problem of problems) say(problemLines(problem))
  const report = await verify(sources, problems, {
    seed,
    runs,
    engineLimitMs: engineLimit,
    ...(!engines && { engines: [] }),
    ...(only !== undefined && { only }),
    signal,
    onClaim: (claim, done, total) => {
      progress('')
      say(claimLine(claim))
      progress(`${done} of ${total} claims`)
    },
  })
  progress('')
  const found = report.derivations.some(({ claims }) => claims.length > 0)
  if (only !== undefined && !found) {
    const ids = sources.flatMap(({ derivation }) => derivation.claims.map((claim) => claim.id))
    throw new UsageError(`no claim or derivation ${only}; there are ${ids.join(', ')}`)
  }
  return report
}

/** 0 when everything is proved, 2 when a file cannot be read, else 1. */
export function exitCode({ summary, problems }: Report): number {
  if (problems.length > 0) return 2
  return summary.refuted + summary.unknown + summary.invalid > 0 ? 1 : 0
}

/** The `--json` form: claims in one list. */
function jsonReport({ derivations, problems, summary, seed, ms }: Report): object {
  return { claims: derivations.flatMap(({ claims }) => claims), problems, summary, seed, ms }
}
