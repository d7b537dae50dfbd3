/** Runs what an experiment asks for, in as many processes as there are processors, and never twice. */
import { availableParallelism } from 'node:os'
import { AuthorError } from '../expr/author-error.js'
import { DataError, type DatasetName, dataset } from '../networks/data.js'
import type { Experiment, Outcome, Setting } from './experiment.js'
import { settingText } from './experiment.js'
import type { Job } from './job.js'
import { JobProcess } from './job-process.js'
import { type Results, type Row, isDone, isWhole, valuesOf } from './results.js'
import { whileWaiting } from './waiting.js'

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

/** What came of an experiment's runs. */
export interface RunsMade<S extends Setting> {
  readonly outcomes: Outcome<S>[]
  /** Hashes of the data sets that were read, by name. */
  readonly data: Readonly<Record<string, string>>
}

/**
 * The outcomes of all settings. Rows that are there are not made again, unless their data have changed; a run that is killed leaves those that were done. Throws the signal's
 * reason when it is aborted, and AuthorError where the file does not say any more what the version is of, or a row cannot be written; leaves no process.
 */
export async function runExperiment<S extends Setting>(
  experiment: Experiment<S>,
  file: string,
  results: Results,
  options: RunnerOptions,
): Promise<RunsMade<S>> {
  const { seeds = 5, small = false, code, folder, processes = availableParallelism(), signal, say = () => {} } = options
  const jobs = Array.from({ length: seeds }, (_, k) => k + 1).flatMap((seed) =>
    experiment.settings.map(
      (setting): Job => ({ file, setting, seed, code, small, ...(folder !== undefined && { folder }) }),
    ),
  )
  // What failed for want of data or memory is tried again; what diverged has values until then, and would again.
  const isOfNow = dataOfNow(folder, (name) =>
    say(`${experiment.id}: ${name} has changed, and what was run on it is run again`),
  )
  const waiting = jobs.filter((job) => {
    const row = results.get(job)
    return !row || !isDone(row) || !isOfNow(row)
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
  const slow = (job: Job, minutes: number): void =>
    say(`${experiment.id}: still at ${settingText(job.setting)}, seed ${job.seed}, after ${minutes} min`)
  await together(Math.min(processes, total), (either) => work(waiting, { told, slow }, experiment.id, either), signal)
  const data = oneSource(
    jobs.flatMap((job) => results.get(job) ?? []),
    results.path,
  )
  const isOutcome = (row: Row | undefined): boolean => (experiment.mayDiverge === true && row?.diverged) ?? false
  const outcomes = experiment.settings.map((setting) => {
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
  return { outcomes, data }
}

/** Whether a row's data are what they are now, as far as they can be read; `changed` is told once of each that is not. */
function dataOfNow(folder: string | undefined, changed: (name: string) => void): (row: Row) => boolean {
  const hashes = new Map<string, string | undefined>()
  const told = new Set<string>()
  const hashNow = (name: string): string | undefined => {
    if (!hashes.has(name)) hashes.set(name, hashOf(name as DatasetName, folder))
    return hashes.get(name)
  }
  return ({ data }) => {
    const wrong = Object.entries(data).filter(([name, hash]) => (hashNow(name) ?? hash) !== hash)
    for (const [name] of wrong) {
      if (!told.has(name)) changed(name)
      told.add(name)
    }
    return wrong.length === 0
  }
}

/** undefined where it cannot be read. */
function hashOf(name: DatasetName, folder: string | undefined): string | undefined {
  try {
    return dataset(name, folder).hash
  } catch (error) {
    if (error instanceof DataError) return undefined
    throw error
  }
}

/** The hashes of data sets, by name. Throws AuthorError where runs were made from two versions of one. */
function oneSource(rows: readonly Row[], path: string): Readonly<Record<string, string>> {
  const hashes = new Map<string, string>()
  for (const [name, hash] of rows.flatMap(({ data }) => Object.entries(data))) {
    if ((hashes.get(name) ?? hash) !== hash)
      throw new AuthorError(
        `${path}: its runs were made from two versions of ${name}; take the file away, and run again`,
      )
    hashes.set(name, hash)
  }
  return Object.fromEntries([...hashes].sort())
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

/** Who is told of what is done, and of what takes long. */
interface Watch {
  told(row: Row): void
  slow(job: Job, minutes: number): void
}

/** Takes jobs until there are none, each to a process of its own that lives as long as it works. */
async function work(jobs: Job[], { told, slow }: Watch, experiment: string, signal: AbortSignal): Promise<void> {
  let worker: JobProcess | undefined
  const stop = (): void => worker?.kill()
  signal.addEventListener('abort', stop)
  try {
    for (let job = jobs.shift(); job && !signal.aborted; job = jobs.shift()) {
      worker ??= new JobProcess()
      const began = performance.now()
      const over = whileWaiting((minutes) => slow(job, minutes))
      let answer = await worker.ask(job)
      // What ended it may be of a run before.
      if ('ended' in answer && worker.hasAnswered && !signal.aborted) {
        worker = new JobProcess()
        answer = await worker.ask(job)
      }
      over()
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
