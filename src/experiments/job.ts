/** One run of an experiment, in the process that it is asked for. */
import { DataError, type Dataset, type DatasetName } from '../networks/data.js'
import { type Measurement, type Run, measured } from '../networks/run.js'
import { Diverged } from '../networks/trainer.js'
import { Intrinsics } from '../verify/intrinsics.js'
import type { Experiment, Setting } from './experiment.js'
import { keptOf } from './kept.js'
import type { Row } from './results.js'
import { checkedTask, requireRun } from './run-shape.js'
import { SharedData } from './shared-data.js'

export interface Job {
  /** The experiment's file. */
  readonly file: string
  readonly setting: Setting
  readonly seed: number
  readonly code: string
  readonly small: boolean
  /** Where data that is in no package is. */
  readonly folder?: string
}

const shared = new SharedData()

/** The row of a run. Bad data, a run that diverges, what is kept wrongly and data that the run changed are told in it, in this order; whatever else is wrong is thrown. */
export async function rowOf(experiment: Experiment, job: Job): Promise<Row> {
  const { seed, code, small, folder } = job
  // What the experiment is given it may not change.
  const setting = Object.freeze({ ...job.setting })
  const began = performance.now()
  const data: Record<string, string> = {}
  const source = (name: DatasetName): Dataset => {
    const found = shared.get(name, folder)
    data[name] = found.hash
    return found
  }
  const intrinsics = new Intrinsics()
  const measurements: Measurement[] = []
  let run: Run | undefined
  let problem: string | undefined
  let diverged = false
  try {
    run = experiment.run(setting, seed, source, small)
    requireRun(run)
    for await (const one of measured({ ...run, task: checkedTask(run) })) measurements.push(one)
  } catch (error) {
    if (!(error instanceof Diverged || error instanceof DataError || error instanceof RangeError)) throw error
    problem = error.message
    // What is no number from the start has not come to that by learning.
    diverged = error instanceof Diverged && measurements.length > 0
  }
  // What went wrong otherwise may not do so again.
  let kept =
    run && (problem === undefined || diverged) ? keptOf(experiment, measurements, setting, run, seed === 1) : {}
  const changed = shared.dropChanged()
  if (changed.length > 0) {
    kept = {}
    diverged = false
    problem = `the run changed the data of ${changed.join(', ')}, which other runs are given too: it may change a copy`
  }
  const altered = intrinsics.restored()
  if (altered !== undefined) {
    kept = {}
    diverged = false
    problem = `the run changes ${altered}, which all code here shares`
  }
  return {
    experiment: experiment.id,
    setting,
    seed,
    code,
    small,
    data,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    ...kept,
    ...(problem !== undefined && { problem }),
    ...(diverged && { diverged }),
  }
}
