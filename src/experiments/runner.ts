/** Runs what an experiment asks for, in as many processes as there are processors, and never twice. */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { workerEntry } from '../engines/worker-entry.js'
import { AuthorError } from '../expr/author-error.js'
import type { Experiment, Outcome, Setting } from './experiment.js'
import { settingText } from './experiment.js'
import type { Job } from './job.js'
import { type Results, type Row, valuesOf } from './results.js'
import type { Answer } from './worker.js'

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
 * reason when it is aborted, and leaves no process.
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
  const waiting = jobs.filter((job) => !results.get(job)?.values)
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
  await Promise.all(
    Array.from({ length: Math.min(processes, total) }, () => work(waiting, told, experiment.id, signal)),
  )
  signal?.throwIfAborted()
  requireOneSource(
    jobs.flatMap((job) => results.get(job) ?? []),
    results.path,
  )
  return experiment.settings.map((setting) => {
    const rows = jobs.filter((job) => job.setting === setting).map((job) => results.get(job))
    const whole = rows.flatMap((row) => (row?.values && !row.problem ? [row] : []))
    const curves = whole.find(({ seed }) => seed === 1)?.curves
    return {
      setting,
      ...(curves && { curves }),
      runs: whole.map(valuesOf),
      failed: rows.flatMap((row) => row?.problem ?? (row?.values ? [] : 'it has no values')),
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

/** Takes jobs until there are none, each to a process of its own that lives as long as it works. */
async function work(jobs: Job[], told: (row: Row) => void, experiment: string, signal?: AbortSignal): Promise<void> {
  let child: ChildProcess | undefined
  const stop = (): void => void child?.kill('SIGKILL')
  signal?.addEventListener('abort', stop)
  try {
    for (let job = jobs.shift(); job && !signal?.aborted; job = jobs.shift()) {
      child ??= started()
      const began = performance.now()
      const answer = await asked(child, job)
      if (signal?.aborted) return
      if ('row' in answer) told(answer.row)
      else {
        stop()
        child = undefined
        const { setting, seed, code, small } = job
        const seconds = Math.round((performance.now() - began) / 100) / 10
        told({ experiment, setting, seed, code, small, data: {}, seconds, problem: answer.fault })
      }
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

function started(): ChildProcess {
  const { url, execArgv } = workerEntry(import.meta.url, 'worker')
  return fork(url, { execArgv: [...execArgv], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
}

/** What a process answers; that it ended, where it did before. */
function asked(child: ChildProcess, job: Job): Promise<Answer> {
  return new Promise((resolve) => {
    const ended = (code: number | null, signal: NodeJS.Signals | null): void =>
      resolve({ fault: `its process ended (${signal ?? `exit code ${code}`}): it may have had too little memory` })
    child.once('exit', ended)
    child.once('message', (answer: Answer) => {
      child.off('exit', ended)
      resolve(answer)
    })
    child.send(job)
  })
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
