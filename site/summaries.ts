/** What came of the experiments, as it is kept with them. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { summaryProblem } from '../src/experiments/summary-shape.js'
import type { Summary } from '../src/experiments/summary.js'
import { SiteError } from './site-error.js'

/** The summaries in a folder, by name. Throws SiteError that names the file for one that is none. */
export const summariesIn = (folder: string): Summary[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => summaryIn(join(folder, name)))

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
