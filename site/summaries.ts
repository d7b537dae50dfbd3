/** What came of the experiments, as it is kept with them. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { summaryProblem } from '../src/experiments/summary-shape.js'
import type { Summary } from '../src/experiments/summary.js'
import { experimentVersion } from '../src/experiments/version.js'
import { Modules } from '../src/verify/modules.js'
import { SiteError } from './site-error.js'

/** What came of an experiment, and whether it would come of the code that is there now. */
export interface KeptSummary extends Summary {
  /** Whether the experiment is gone, or says something else now, or what it computes with does. */
  readonly isOutdated: boolean
}

/** The summaries in a folder, by name, whose experiments are in the folder above. Throws SiteError that names the file for one that is none. */
export async function summariesIn(folder: string): Promise<KeptSummary[]> {
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => summaryIn(join(folder, name)))
  const modules = new Modules()
  const fileOf = ({ file }: Summary): string => join(dirname(folder), file)
  modules.begin(found.map(fileOf))
  await modules.end()
  return found.map((summary) => ({ ...summary, isOutdated: sourceOf(fileOf(summary), modules) !== summary.source }))
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
