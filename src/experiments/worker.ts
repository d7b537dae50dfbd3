/** The entry of a process that runs one job after another, until it is told to stop or its parent is gone. */
import { Modules } from '../verify/modules.js'
import { type Experiment, isExperiment } from './experiment.js'
import { type Job, rowOf } from './job.js'
import type { Row } from './results.js'

/** A row, or what was wrong in a way that no row says. */
export type Answer = { readonly row: Row } | { readonly fault: string }

const modules = new Modules()

async function experimentIn(file: string): Promise<Experiment> {
  modules.begin([file])
  const found = (await modules.exportsOf(file)).default
  await modules.end()
  if (!isExperiment(found)) throw new TypeError(`${file} has no experiment as its default export`)
  return found
}

const answer = async (job: Job): Promise<Answer> => {
  try {
    return { row: await rowOf(await experimentIn(job.file), job) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (job: Job) => void answer(job).then((said) => process.send?.(said)))
process.on('disconnect', () => process.exit())
