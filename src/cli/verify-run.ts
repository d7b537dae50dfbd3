/** rederive verify */
import { isNew } from './apart/here.js'
import { annotate, annotates, writeJUnit } from './ci.js'
import { exitCodeOfReport, requireClaims } from './exit-code.js'
import { UsageError } from './interrupt.js'
import { jsonReport } from './json-report.js'
import { junitOf } from './junit.js'
import type { CIOptions } from './options.js'
import { say, sayBeside } from './output.js'
import { type VerificationOptions, verifyFiles } from './run.js'
import { claimLine, keyOf, problemLines, summaryLine } from './terminal.js'

interface VerifyOptions extends VerificationOptions, CIOptions {
  readonly json?: true
  readonly watch?: true
}

/** Verifies the files and prints the report. Returns the exit code. */
export async function runVerify(paths: string[], options: VerifyOptions, signal: AbortSignal): Promise<number> {
  if (options.watch) {
    if (options.json || options.junit !== undefined || options.shard)
      throw new UsageError('--watch shows verdicts as they change; it goes with none of --json, --junit, --shard')
    const { watch } = await import('./watch.js')
    return watch(paths, options, signal)
  }
  let reused = 0
  const tell = options.json ? () => {} : say
  // Standard output may be JSON; GitHub reads both streams.
  const tellBeside = options.json ? sayBeside : say
  const report = await verifyFiles(paths, options, signal, {
    problem: (problem) => {
      if (!isNew(keyOf(problem))) return
      tell(problemLines(problem))
      if (annotates(options)) annotate(problem, tellBeside)
    },
    claim: (claim, found) => {
      if (found) reused++
      if (!isNew(claim.id)) return
      tell(claimLine(claim))
      if (annotates(options)) annotate(claim, tellBeside)
    },
  })
  if (options.junit !== undefined)
    writeJUnit(
      options.junit,
      junitOf(
        report.derivations.flatMap((d) => d.claims),
        report.problems,
      ),
    )
  if (options.json) say(JSON.stringify(jsonReport(report, options)))
  else say(summaryLine(report, reused))
  // Of many parts some may be empty; `merge` looks at the whole.
  if (!options.shard) requireClaims(report)
  return exitCodeOfReport(report)
}
