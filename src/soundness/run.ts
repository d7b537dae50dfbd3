/** The campaign over derivation files, in worker threads. */
import { Worker } from 'node:worker_threads'
import type { StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { AuthorError } from '../expr/author-error.js'
import { type Shard, inShard } from '../verify/shard.js'
import type { AuthoredFile } from '../verify/authored-files.js'
import { load } from '../verify/load.js'
import { Modules } from '../verify/modules.js'
import type { Statement } from '../verify/statement.js'
import { claimsOf } from '../verify/verify.js'
import type { CampaignOptions } from './campaign.js'
import { type MutantReport, type SoundnessReport, counts, countsBy } from './report.js'

export interface RunOptions extends CampaignOptions {
  /** Only claims whose id or derivation is this. */
  readonly only?: string
  /** Only one part of the claims. */
  readonly shard?: Shard
}

/** What a worker is given. */
export interface Assignment {
  readonly files: readonly AuthoredFile[]
  readonly options: RunOptions
  /** One Int32: the number of the next claim that nobody has taken. */
  readonly next: SharedArrayBuffer
}

interface OwnClaim {
  readonly derivation: Derivation
  readonly claim: StatedClaim<Statement>
}

/** The claims of the files that a run is about, in their order. Throws AuthorError when a file cannot be read. */
export async function claimsIn(
  files: readonly AuthoredFile[],
  { only, shard }: Pick<RunOptions, 'only' | 'shard'>,
  modules = new Modules(),
): Promise<OwnClaim[]> {
  const { sources, problems } = await load(files, modules)
  const [problem] = problems
  if (problem) throw new AuthorError(`${problem.file}:${problem.line}:${problem.column}: ${problem.message}`)
  for (const { derivation, file, locate } of sources)
    for (const claim of derivation.illFormed) {
      const {
        line,
        column,
        message,
        file: where,
      } = locate?.(claim.problem) ?? { file, line: 1, column: 1, message: claim.problem.message }
      throw new AuthorError(`${where}:${line}:${column}: ${message}`)
    }
  const all = sources.flatMap(({ derivation }) => claimsOf(derivation).map((claim) => ({ derivation, claim })))
  return all
    .filter(({ claim }) => only === undefined || claim.id === only || claim.derivation === only)
    .filter((_, k) => !shard || inShard(shard, k))
}

const WORKERS = 2

/** Judges the mutants of all claims. Deterministic in the seed but for date and time. */
export async function campaign(
  files: readonly AuthoredFile[],
  options: RunOptions,
  signal: AbortSignal,
  onClaim: (mutants: readonly MutantReport[], done: number, total: number) => void = () => {},
  modules = new Modules(),
): Promise<SoundnessReport> {
  const start = performance.now()
  const claims = await claimsIn(files, options, modules)
  const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const found = new Map<number, readonly MutantReport[]>()
  const assignment: Assignment = { files, options, next }
  const workers = Array.from({ length: Math.min(WORKERS, claims.length) }, () => {
    return new Worker(new URL('./worker.js', import.meta.url), { workerData: assignment, env: process.env })
  })
  const stop = (): void => {
    for (const worker of workers) void worker.terminate()
  }
  signal.addEventListener('abort', stop)
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.on('message', ({ k, mutants }: { k: number; mutants: readonly MutantReport[] }) => {
              found.set(k, mutants)
              onClaim(mutants, found.size, claims.length)
            })
            worker.on('error', reject)
            worker.on('exit', () => resolve())
          }),
      ),
    )
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
  signal.throwIfAborted()
  if (found.size < claims.length) throw new Error(`only ${found.size} of ${claims.length} claims were judged`)
  const mutants = claims.flatMap((_, k) => found.get(k) ?? [])
  return {
    summary: {
      total: mutants.length,
      counts: counts(mutants),
      byEdit: countsBy(mutants, (m) => m.edit),
      byKind: countsBy(mutants, (m) => m.kind),
      claims: claims.length,
      seed: options.seed,
      date: new Date().toISOString().slice(0, 10),
      ms: Math.round(performance.now() - start),
    },
    mutants,
  }
}
