/** One run of an experiment, in the process that it is asked for. */
import { DataError, type Dataset, type DatasetName, dataset } from '../networks/data.js'
import { type Measurement, type Run, measured } from '../networks/run.js'
import { Diverged } from '../networks/trainer.js'
import type { Curve, Experiment, Point, Setting } from './experiment.js'
import type { Row } from './results.js'

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

const known = new Map<DatasetName, Dataset>()

/** The row of a run. Bad data and a run that diverges are told in it; whatever else is wrong is thrown. */
export async function rowOf(experiment: Experiment, { setting, seed, code, small, folder }: Job): Promise<Row> {
  const began = performance.now()
  const data: Record<string, string> = {}
  const source = (name: DatasetName): Dataset => {
    const found = known.get(name) ?? dataset(name, folder)
    known.set(name, found)
    data[name] = found.hash
    return found
  }
  const measurements: Measurement[] = []
  let run: Run | undefined
  let problem: string | undefined
  try {
    run = experiment.run(setting, seed, source, small)
    for await (const one of measured(run)) measurements.push(one)
  } catch (error) {
    if (!(error instanceof Diverged || error instanceof DataError || error instanceof RangeError)) throw error
    problem = error.message
  }
  const values = run && measurements.length > 0 ? experiment.keep(measurements, setting, run) : undefined
  return {
    experiment: experiment.id,
    setting,
    seed,
    code,
    small,
    data,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    ...(values && {
      values: Object.fromEntries(
        Object.entries(values).map(([name, x]) => [name, Number.isFinite(x) ? Number(x.toPrecision(6)) : null]),
      ),
    }),
    ...(run &&
      seed === 1 &&
      measurements.length > 0 &&
      experiment.curves && { curves: rounded(experiment.curves(measurements, setting, run)) }),
    ...(problem !== undefined && { problem }),
  }
}

/** To five digits, which is more than a figure shows. */
const rounded = (curves: readonly Curve[]): Curve[] => {
  const points = (list: readonly Point[]): Point[] =>
    list
      .filter((point) => point.every(Number.isFinite))
      .map(([x, y]) => [Number(x.toPrecision(5)), Number(y.toPrecision(5))])
  return curves.map(({ name, line, dots }) => ({
    name,
    ...(line && { line: points(line) }),
    ...(dots && { dots: points(dots) }),
  }))
}
