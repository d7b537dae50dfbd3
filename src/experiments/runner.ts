/** Runs what an experiment asks for, in as many processes as there are processors, and never twice. */
import { availableParallelism } from 'node:os'
import { AuthorError } from '../expr/author-error.js'
import type { Experiment, Outcome, Setting } from './experiment.js'
import { settingText } from './experiment.js'
import type { Job } from './job.js'
import { JobProcess } from './job-process.js'
import { type Results, type Row, isDone, isWhole, valuesOf } from './results.js'

export interface RunnerOptions {
  /** Runs of each setting, with the seeds 1, 2, ...; default 5. */
  readonly seeds?: number
  /** Default: one for each processor. */
  readonly processes?: number
  /** A miniature that only shows that the machinery works. */
  readonly small?: boolean
  /** Where data that is in no package is. */
  readonly folder?: string
  /** The version of the code, which names the rows. */
  readonly code: string
  readonly signal?: AbortSignal
  /** Told after each run, in words. */
  say?(line: string): void
}

/**
 * The outcomes of all settings. Rows that are there are not made again; a run that is killed leaves those that were done. Throws the signal's
 * reason when it is aborted, and AuthorError where the file does not say any more what the version is of, or a row cannot be written; leaves no process.
 */
export async function runExperiment<S extends Setting>(
  experiment: Experiment<S>,
  file: string,
  results: Results,
  options: RunnerOptions,
): Promise<Outcome<S>[]> {
  const { seeds = 5, small = false, code, folder, processes = availableParallelism(), signal, say = () => {} } = options
  const jobs = Array.from({ length: seeds }, (_, k) => k + 1).flatMap((seed) =>
    experiment.settings.map(
      (setting): Job => ({ file, setting, seed, code, small, ...(folder !== undefined && { folder }) }),
    ),
  )
  // What failed for want of data or memory is tried again; what diverged has values until then, and would again.
  const waiting = jobs.filter((job) => {
    const row = results.get(job)
    return !row || !isDone(row)
  })
  const total = waiting.length
  if (total < jobs.length) say(`${experiment.id}: ${jobs.length - total} of ${jobs.length} runs are there`)
  const began = performance.now()
  let done = 0
  const told = (row: Row): void => {
    results.add(row)
    done++
    const left = ((performance.now() - began) / done) * (total - done)
    const problem = row.problem === undefined ? '' : `: ${row.problem}`
    say(
      `${experiment.id} ${done}/${total}, ${inWords(left)} left: ${settingText(row.setting)}, seed ${row.seed}, ${row.seconds} s${problem}`,
    )
  }
  await together(Math.min(processes, total), (either) => work(waiting, told, experiment.id, either), signal)
  requireOneSource(
    jobs.flatMap((job) => results.get(job) ?? []),
    results.path,
  )
  const isOutcome = (row: Row | undefined): boolean => (experiment.mayDiverge === true && row?.diverged) ?? false
  return experiment.settings.map((setting) => {
    const rows = jobs.filter((job) => job.setting === setting).map((job) => results.get(job))
    const whole = rows.flatMap((row) => (row && isWhole(row) ? [row] : []))
    const curves = whole.find(({ seed }) => seed === 1)?.curves
    return {
      setting,
      ...(curves && { curves }),
      runs: whole.map(valuesOf),
      failed: rows.flatMap((row) =>
        (row && isWhole(row)) || isOutcome(row) ? [] : (row?.problem ?? 'it has no values'),
      ),
      diverged: rows.filter(isOutcome).length,
    }
  })
}

/** Throws AuthorError where runs were made from two versions of a data set. */
function requireOneSource(rows: readonly Row[], path: string): void {
  const hashes = new Map<string, string>()
  for (const [name, hash] of rows.flatMap(({ data }) => Object.entries(data))) {
    if ((hashes.get(name) ?? hash) !== hash)
      throw new AuthorError(
        `${path}: its runs were made from two versions of ${name}; take the file away, and run again`,
      )
    hashes.set(name, hash)
  }
}

/** Does so much work at a time; what one part throws ends the others, and so does the signal. Throws that, or the signal's reason. */
async function together(
  parts: number,
  work: (either: AbortSignal) => Promise<void>,
  signal = new AbortController().signal,
): Promise<void> {
  const failure = new AbortController()
  const either = AbortSignal.any([signal, failure.signal])
  await Promise.all(Array.from({ length: parts }, () => work(either).catch((error: unknown) => failure.abort(error))))
  either.throwIfAborted()
}

/** Takes jobs until there are none, each to a process of its own that lives as long as it works. */
async function work(jobs: Job[], told: (row: Row) => void, experiment: string, signal: AbortSignal): Promise<void> {
  let worker: JobProcess | undefined
  const stop = (): void => worker?.kill()
  signal.addEventListener('abort', stop)
  try {
    for (let job = jobs.shift(); job && !signal.aborted; job = jobs.shift()) {
      worker ??= new JobProcess()
      const began = performance.now()
      let answer = await worker.ask(job)
      // What ended it may be of a run before.
      if ('ended' in answer && worker.hasAnswered && !signal.aborted) {
        worker = new JobProcess()
        answer = await worker.ask(job)
      }
      if (signal.aborted) return
      if ('changed' in answer)
        throw new AuthorError(`${job.file} has changed since this began, or a file that it imports: run it again`)
      if ('row' in answer) told(answer.row)
      else {
        stop()
        worker = undefined
        const { setting, seed, code, small } = job
        const seconds = Math.round((performance.now() - began) / 100) / 10
        const problem = 'ended' in answer ? answer.ended : answer.fault
        told({ experiment, setting, seed, code, small, data: {}, seconds, problem })
      }
    }
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
