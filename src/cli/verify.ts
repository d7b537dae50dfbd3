/** rederive verify */
import { existsSync } from 'node:fs'
import { codeVersion } from '../verify/code-version.js'
import { ENGINE_NAMES } from '../engines/registry.js'
import { derivationFiles, load } from '../verify/load.js'
import type { ClaimReport, FileProblem, Report } from '../verify/report.js'
import { JudgePool, threadsFor } from '../verify/judge-pool.js'
import { Verification } from '../verify/verify.js'
import { type CacheOptions, type Kept, openCache } from './cache.js'
import { type CIOptions, annotate, annotates, writeJUnit } from './ci.js'
import { UsageError, requireJudged } from './interrupt.js'
import { junitOf } from './junit.js'
import type { RunOptions } from './main.js'
import { type Shard, inShard } from './shard.js'
import { claimLine, problemLines, progress, summaryLine } from './terminal.js'

/** What determines which claims are verified and how. */
export interface VerifyRunOptions extends RunOptions, CacheOptions {
  readonly only?: string
  readonly shard?: Shard
  /** Whether claims get their figures. */
  readonly figures?: true
}

export interface VerifyCommandOptions extends VerifyRunOptions, CIOptions {
  readonly json?: true
  readonly watch?: true
}

/** Who is told what, as it is known. */
export interface Listener {
  problem?(problem: FileProblem): void
  claim?(claim: ClaimReport, reused: boolean): void
}

/** Verifies the files and prints the report. Returns the exit code. */
export async function verifyCommand(
  paths: string[],
  options: VerifyCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  if (options.watch) {
    if (options.json || options.junit !== undefined || options.shard)
      throw new UsageError('--watch shows verdicts as they change; it goes with none of --json, --junit, --shard')
    const { watch } = await import('./watch.js')
    return watch(paths, options, signal)
  }
  let reused = 0
  const say = options.json ? () => {} : (text: string) => console.log(text)
  // Standard output may be JSON; GitHub reads both streams.
  const sayBeside = options.json ? (text: string) => console.error(text) : say
  const report = await runVerify(paths, options, signal, {
    problem: (problem) => {
      say(problemLines(problem))
      if (annotates(options)) annotate(problem, sayBeside)
    },
    claim: (claim, found) => {
      say(claimLine(claim))
      if (found) reused++
      if (annotates(options)) annotate(claim, sayBeside)
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
  if (options.json) console.log(JSON.stringify(jsonReport(report, options)))
  else console.log(summaryLine(report, reused))
  // Of many parts some may be empty; `merge` looks at the whole.
  if (!options.shard) requireClaims(report)
  return exitCode(report)
}

export const settingsOf = ({ seed, runs, engineLimit, engines }: RunOptions) => ({
  seed,
  runs,
  engineLimitMs: engineLimit,
  engines: engines ? ENGINE_NAMES : [],
})

/** The derivation files at these paths. Throws UsageError when there are none, or no such path. */
export function filesAt(paths: readonly string[]): string[] {
  const missing = paths.find((path) => !existsSync(path))
  if (missing !== undefined) throw new UsageError(`no such file or folder: ${missing}`)
  const files = paths.flatMap(derivationFiles)
  if (files.length === 0) throw new UsageError(`no derivation files (*.ts) in ${paths.join(', ')}`)
  return files
}

export const poolFor = ({ claimLimit, claimMemory, engines }: RunOptions): JudgePool =>
  new JudgePool({ claimLimit, claimMemory, threads: threadsFor(engines) })

/** Loads and verifies; each problem and claim is told as it is known. No worker is left. */
export async function runVerify(
  paths: readonly string[],
  options: VerifyRunOptions,
  signal: AbortSignal,
  listener: Listener,
): Promise<Report> {
  const pool = poolFor(options)
  try {
    return await runVerifyIn(pool, openCache(options, settingsOf(options)), paths, options, signal, listener)
  } finally {
    await pool.close()
  }
}

/** The same with a pool and what earlier runs kept, both of which the next may use. */
export async function runVerifyIn(
  pool: JudgePool,
  kept: Kept,
  paths: readonly string[],
  options: VerifyRunOptions,
  signal: AbortSignal,
  listener: Listener,
): Promise<Report> {
  const files = filesAt(paths)
  // While derivations are read. Where reports are found there may be nothing to judge.
  if (!kept.claims) pool.start()
  const { only, shard, figures = false } = options
  let met = false
  const verification = new Verification({
    ...settingsOf(options),
    ...(only !== undefined && { only }),
    ...(kept.claims && { cache: kept.claims }),
    isOurs: (k) => {
      met = true
      return shard === undefined || inShard(shard, k)
    },
    figures,
    signal,
    pool,
    onClaim: (claim, done, total, reused) => {
      progress('')
      listener.claim?.(claim, reused)
      progress(`${done} of ${total} claims`)
    },
  })
  progress(`reading ${files.length} files`)
  const { sources, problems } = await load(files, kept.modules, (source) => verification.begin(source))
  progress('')
  for (const problem of problems) listener.problem?.(problem)
  const report = await verification.report(problems)
  for (const problem of report.problems.slice(problems.length)) listener.problem?.(problem)
  progress('')
  if (only !== undefined && !met) {
    const ids = sources.flatMap(({ derivation }) => derivation.claims.map((claim) => claim.id))
    throw new UsageError(`no claim or derivation ${only}; there are ${ids.join(', ')}`)
  }
  return report
}

/** Throws UsageError where no derivation states anything, and nothing else is wrong. */
export function requireClaims({ summary, problems }: Pick<Report, 'summary' | 'problems'>): void {
  const { proved, refuted, unknown, invalid } = summary
  if (problems.length === 0)
    requireJudged(proved + refuted + unknown + invalid, 'these derivations have no claims; expected one at least')
}

/** 0 when everything is proved, 2 when a file cannot be read, else 1. */
export function exitCode({ summary, problems }: Pick<Report, 'summary' | 'problems'>): number {
  if (problems.length > 0) return 2
  return summary.refuted + summary.unknown + summary.invalid > 0 ? 1 : 0
}

/** The `--json` form: claims in one list, and what they were verified with. */
export function jsonReport({ derivations, problems, summary, ms }: Report, options: VerifyRunOptions): object {
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
  }
}
