/** The entry of a process that runs one job after another, until it is told to stop or its parent, whose id it is given, is gone. */
import { endWith } from '../system/parent-watch.js'
import { Modules } from '../verify/modules.js'
import { type Experiment, isExperiment } from './experiment.js'
import { type Job, rowOf } from './job.js'
import { messageOf } from './plain.js'
import type { Row } from './results.js'
import { experimentVersion } from './version.js'

export interface Asked {
  readonly number: number
  readonly job: Job
}

/** A row, what was wrong in a way that no row says, or that the file is not any more what the job is of. */
export type Answer = { readonly row: Row } | { readonly fault: string } | { readonly changed: true }

/**
 * The experiment of a job; undefined where its file, or one that it imports, says something else by now. The files are evaluated anew for each job, so that no run knows of another one in
 * the same process.
 */
async function experimentOf({ file, code }: Job): Promise<Experiment | undefined> {
  const modules = new Modules()
  modules.begin([file])
  const [found] = await Promise.allSettled([modules.exportsOf(file)])
  await modules.end()
  if (versionOf(file, modules) !== code) return undefined
  if (found.status === 'rejected') throw found.reason
  const experiment = found.value.default
  if (!isExperiment(experiment)) throw new TypeError(`${file} has no experiment as its default export`)
  return experiment
}

/** The version of what was read; undefined where it cannot be read any more, or is not what it was. */
function versionOf(file: string, modules: Modules): string | undefined {
  try {
    const { code } = experimentVersion(file, modules)
    return modules.areStale() ? undefined : code
  } catch {
    return undefined
  }
}

async function answerTo(job: Job): Promise<Answer> {
  try {
    const experiment = await experimentOf(job)
    return experiment ? { row: await rowOf(experiment, job) } : { changed: true }
  } catch (error) {
    return { fault: messageOf(error) }
  }
}

endWith(Number(process.argv[2]))
// What an experiment says to its process is no answer.
const send = process.send?.bind(process)
process.send = () => true
process.on('message', async ({ number, job }: Asked) => {
  const answer = await answerTo(job)
  // Where the parent is gone nobody is to be told.
  send?.({ number, answer }, undefined, undefined, () => {})
})
process.on('disconnect', () => process.exit())
