/** What came of the experiments, as it is kept with them. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { contradictionIn, differenceFrom, olderParts } from '../src/experiments/contradiction.js'
import { type Experiment, isExperiment } from '../src/experiments/experiment.js'
import { summaryProblem } from '../src/experiments/summary-shape.js'
import type { Summary } from '../src/experiments/summary.js'
import { experimentVersion } from '../src/experiments/version.js'
import { Modules } from '../src/verify/modules.js'
import { SiteError } from './site-error.js'

/** What came of an experiment, and whether it would come of the code that is there now. */
export interface KeptSummary extends Summary {
  /** Whether the experiment is gone, or says something else now, or what it computes with does. */
  readonly isOutdated: boolean
  /** Why it cannot be what came of the experiment, as a clause: its agreement is none then. */
  readonly contradiction?: string
  /** What its file says otherwise by now, of title, setup, conclusion and figures. */
  readonly older: readonly string[]
}

/** The summaries in a folder, by name, whose experiments are in the folder above. Throws SiteError that names the file for one that is none. */
export async function summariesIn(folder: string): Promise<KeptSummary[]> {
  const at = resolve(folder)
  const names = readdirSync(at)
    .filter((name) => name.endsWith('.json'))
    .sort()
  const found = names.map((name) => summaryIn(join(at, name)))
  for (const [k, { id }] of found.entries()) {
    const before = found.findIndex((other) => other.id === id)
    if (before < k) throw noSummary(join(at, names[k] as string), `it is of ${id}, of which ${names[before]} is too`)
  }
  const modules = new Modules()
  const fileOf = ({ file }: Summary): string => join(dirname(at), file)
  modules.begin(found.map(fileOf))
  const experiments: (Experiment | undefined)[] = []
  for (const summary of found) experiments.push(await experimentIn(fileOf(summary), modules))
  await modules.end()
  return found.map((summary, k) => besideItsFile(summary, experiments[k], sourceOf(fileOf(summary), modules)))
}

function besideItsFile(summary: Summary, experiment: Experiment | undefined, source: string | undefined): KeptSummary {
  const isOutdated = experiment === undefined || source !== summary.source
  const contradiction = contradictionIn(summary) ?? (isOutdated ? undefined : differenceFrom(summary, experiment))
  const older = experiment ? olderParts(summary, experiment) : []
  return {
    ...summary,
    ...(contradiction !== undefined && { contradiction, agreement: { ...summary.agreement, agrees: false } }),
    isOutdated,
    older,
  }
}

/** undefined where the file is gone, or has no experiment. */
async function experimentIn(file: string, modules: Modules): Promise<Experiment | undefined> {
  try {
    const { default: found } = await modules.exportsOf(file)
    return isExperiment(found) ? found : undefined
  } catch {
    return undefined
  }
}

/** undefined where the file is gone, or one that it imports. */
function sourceOf(file: string, modules: Modules): string | undefined {
  try {
    return experimentVersion(file, modules).source
  } catch {
    return undefined
  }
}

function summaryIn(path: string): Summary {
  const found = contentOf(path)
  const problem = summaryProblem(found)
  if (problem !== undefined) throw noSummary(path, problem)
  return found as Summary
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw noSummary(path, `expected JSON: ${(error as Error).message}`)
  }
}

const noSummary = (path: string, problem: string): SiteError =>
  new SiteError(
    `${relative(process.cwd(), path)} is not what came of an experiment: ${problem}; \`rederive experiment\` writes it`,
  )
