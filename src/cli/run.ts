/** Loads derivation files and verifies them, for every command that does. */
import { relative } from 'node:path'
import { JudgePool, threadsFor } from '../verify/judge-pool.js'
import { summarize } from '../verify/derivation-report.js'
import { load } from '../verify/load.js'
import type { ClaimReport, FileProblem, Report } from '../verify/report.js'
import { Verification } from '../verify/verify.js'
import { textsRead } from '../verify/whole.js'
import { type Kept, openCache } from './cache.js'
import { derivationFilesAt } from './files.js'
import { UsageError } from './interrupt.js'
import type { CacheOptions, CodeOptions, RunOptions } from './options.js'
import { settingsOf } from './settings.js'
import { type Shard, inShard } from '../verify/shard.js'
import { progress } from './output.js'
import { unknownId } from './unknown-id.js'

/** What determines which claims are verified and how. */
export interface VerificationOptions extends RunOptions, CodeOptions, CacheOptions {
  /** The id of a claim or a derivation. */
  readonly only?: string
  readonly shard?: Shard
  /** Whether claims get their figures. */
  readonly figures?: true
}

/** Who is told what, as it is known. */
export interface Listener {
  problem?(problem: FileProblem): void
  claim?(claim: ClaimReport, reused: boolean): void
}

/** Judges, and what earlier runs kept: one run after another may use both. */
export interface Means {
  readonly pool: JudgePool
  readonly kept: Kept
}

/** The means of runs with these options. Whoever asked closes the pool. */
export const meansFor = (options: RunOptions & CodeOptions & CacheOptions): Means => {
  const { claimLimit, claimMemory, engines } = options
  return {
    pool: new JudgePool({ claimLimit, claimMemory, threads: threadsFor(engines) }),
    kept: openCache(options, settingsOf(options)),
  }
}

/** Loads and verifies; each problem and claim is told as it is known. No worker is left. */
export async function verifyFiles(
  paths: readonly string[],
  options: VerificationOptions,
  signal: AbortSignal,
  listener: Listener,
): Promise<Report> {
  const means = meansFor(options)
  try {
    return await verifyFilesBy(means, paths, options, signal, listener)
  } finally {
    await means.pool.close()
  }
}

/** The report with what stands in the way of its pages; `build` tells that by itself. */
async function withPageProblems(
  report: Report,
  paths: readonly string[],
  { only, shard }: VerificationOptions,
): Promise<Report> {
  const { pageProblems } = await import('../../site/page-problems.js')
  // What is cited may be in another file, where not all are read.
  const isWhole = report.problems.length === 0 && !only && !shard && paths.every((path) => !/\.tsx?$/.test(path))
  const problems = [...report.problems, ...pageProblems(report, isWhole)]
  const claims = report.derivations.flatMap((derivation) => derivation.claims)
  return { ...report, problems, summary: summarize(claims, problems) }
}

/** The same by means that are there. */
export async function verifyFilesBy(
  { pool, kept }: Means,
  paths: readonly string[],
  options: VerificationOptions,
  signal: AbortSignal,
  listener: Listener,
): Promise<Report> {
  // While derivations are read. Where reports are found there may be nothing to judge.
  if (!kept.claims) pool.start()
  const files = derivationFilesAt(paths)
  const { only, shard, figures = false } = options
  const verification = new Verification({
    ...settingsOf(options),
    ...(only !== undefined && { only }),
    ...(kept.claims && { cache: kept.claims }),
    ...(shard && { isOurs: (k: number) => inShard(shard, k) }),
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
  if (only !== undefined && verification.all.length === 0 && report.derivations.every((d) => d.claims.length === 0)) {
    throw new UsageError(
      `no claim or derivation ${only}${unknownId(
        only,
        sources.map(({ derivation }) => derivation),
      )}`,
    )
  }
  const shown = figures ? report : await withPageProblems(report, paths, options)
  for (const problem of shown.problems.slice(report.problems.length)) listener.problem?.(problem)
  if (!shard) return shown
  return {
    ...shown,
    whole: { texts: textsRead(kept.modules, (file) => relative(process.cwd(), file)), claims: verification.all },
  }
}
