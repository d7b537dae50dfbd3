/** rederive experiment: runs experiments and says what came of their predictions. Exit code 0: all ran; 1: some run failed; 2: bad input, no judgement, or what cannot be written. */
import { readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { unshownIn } from '../../site/experiment-texts.js'
import { isDerivation } from '../derivation/derivation.js'
import { type Experiment, isExperiment, settingText } from '../experiments/experiment.js'
import { requireWritable, writeWhole } from '../system/file-access.js'
import { Results } from '../experiments/results.js'
import { type RunnerOptions, runExperiment } from '../experiments/runner.js'
import { JudgeError, type Summary, summaryOf } from '../experiments/summary.js'
import { type ExperimentVersion, experimentVersion } from '../experiments/version.js'
import { AuthorError } from '../expr/author-error.js'
import { fileProblem } from '../verify/load.js'
import type { Modules } from '../verify/modules.js'
import { filesAt } from './files.js'
import { UsageError, exitNow } from './interrupt.js'
import { watchedModules } from './apart/watched-modules.js'
import type { CodeOptions } from './options.js'
import { onWriteError, say, sayBeside } from './output.js'
import { problemLines } from './terminal.js'

interface ExperimentOptions extends CodeOptions {
  readonly seeds: number
  readonly processes?: number
  readonly small?: boolean
  readonly data?: string
  readonly out: string
  readonly in: string
}

interface Found {
  readonly file: string
  readonly version: ExperimentVersion
  readonly experiment: Experiment
}

export async function runExperiments(
  names: readonly string[],
  options: ExperimentOptions,
  signal: AbortSignal,
): Promise<number> {
  const found = await experimentsIn(options.in, options.fileLimit)
  if (found.length === 0)
    throw new UsageError(`no experiment in ${options.in}: expected files with \`export default experiment(...)\``)
  const unknown = names.find((name) => found.every(({ experiment: { id } }) => id !== name))
  if (unknown !== undefined)
    throw new UsageError(
      `there is no experiment ${unknown} in ${options.in}; there are ${found.map(({ experiment: { id } }) => id).join(', ')}`,
    )
  const chosen = found.filter(({ experiment: { id } }) => names.length === 0 || names.includes(id))
  for (const one of chosen) requireOutput(one, options)
  onWriteError('beside', endUnheard)
  let failures = 0
  let unjudged = 0
  for (const one of chosen) {
    signal.throwIfAborted()
    const results = new Results(rowsOf(one, options), sayBeside)
    try {
      const summary = await summaryIn(one, results, options, { signal, say: sayBeside })
      const wrong = unshownIn(summary)
      if (wrong !== undefined) throw new JudgeError(`${summary.id}: no page can show ${wrong}`)
      if (!summary.small) {
        const before = seedsOf(summaryFileOf(one))
        if (before > summary.seeds)
          sayBeside(`${summary.id}: what came of ${before} seeds is replaced by what came of ${summary.seeds}`)
        writeWhole(summaryFileOf(one), `${asJson(summary)}\n`)
      }
      print(summary)
      failures += summary.outcomes.reduce((count, { failed }) => count + failed.length, 0)
    } catch (error) {
      if (!(error instanceof JudgeError)) throw error
      // What came of it before is no result of what it says now.
      if (!options.small) rmSync(summaryFileOf(one), { force: true })
      sayBeside(`rederive: ${error.message}`)
      unjudged++
    } finally {
      results.close()
    }
  }
  if (unjudged > 0) return 2
  return failures > 0 ? 1 : 0
}

/** Of how many seeds the result in a file is; 0 where there is none. */
function seedsOf(file: string): number {
  try {
    return Number((JSON.parse(readFileSync(file, 'utf8')) as Partial<Summary> | null)?.seeds) || 0
  } catch {
    return 0
  }
}

/** Throws AuthorError where a figure holds what JSON does not. */
function asJson(summary: Summary): string {
  try {
    return JSON.stringify(summary)
  } catch (error) {
    throw new AuthorError(`${summary.id}: its figures cannot be written as JSON: ${(error as Error).message}`)
  }
}

/** Ends the process where how far it is cannot be told: as for the output, 128 and the number of SIGPIPE for a reader that has gone. */
const endUnheard = (error: NodeJS.ErrnoException): never => exitNow(error.code === 'EPIPE' ? 141 : 2)

const rowsOf = ({ experiment: { id } }: Found, { out }: ExperimentOptions): string => join(out, `${id}.jsonl`)

const summaryFileOf = ({ file, experiment: { id } }: Found): string => join(dirname(file), 'results', `${id}.json`)

/** Throws AuthorError where it is known, before anything runs, that what comes cannot be written. */
function requireOutput(one: Found, options: ExperimentOptions): void {
  const rows = rowsOf(one, options)
  for (const path of [rows, `${rows}.lock`, ...(options.small ? [] : [summaryFileOf(one)])]) requireWritable(path)
}

async function summaryIn(
  { file, version, experiment }: Found,
  results: Results,
  { seeds, processes, small = false, data }: ExperimentOptions,
  watched: Pick<RunnerOptions, 'signal' | 'say'>,
): Promise<Summary> {
  const { outcomes, data: read } = await runExperiment(experiment, file, results, {
    seeds,
    small,
    code: version.code,
    ...watched,
    ...(processes !== undefined && { processes }),
    ...(data !== undefined && { folder: resolve(data) }),
  })
  return summaryOf(experiment, outcomes, { file: basename(file), ...version, data: read, small, seeds })
}

/** The experiments of a folder and all below it, or of a file. */
async function experimentsIn(path: string, fileLimit: number): Promise<Found[]> {
  const files = filesAt('experiment', [path])
  const modules = watchedModules(fileLimit)
  modules.begin(files.map(({ path: file }) => file))
  const found: Found[] = []
  for (const { path: file, isNamed } of files) {
    const experiment = await evaluated(modules, file)
    if (!isNamed && isDerivation(experiment)) continue
    if (!isExperiment(experiment)) throw new UsageError(`${file}: expected \`export default experiment(...)\``)
    const before = found.find(({ experiment: { id } }) => id === experiment.id)
    if (before) throw new UsageError(`${file}: the id ${experiment.id} is already used by ${before.file}`)
    found.push({ file, version: versionOf(file, modules), experiment })
  }
  await modules.end()
  if (modules.areStale()) throw new UsageError(`a file in ${path} was changed while it was read: run it again`)
  return found
}

/** Throws UsageError for a file whose code cannot be named. */
function versionOf(file: string, modules: Modules): ExperimentVersion {
  try {
    return experimentVersion(file, modules)
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}

async function evaluated(modules: Modules, file: string): Promise<unknown> {
  try {
    return (await modules.exportsOf(file)).default
  } catch (error) {
    throw new UsageError(problemLines(fileProblem(error, file, modules)))
  }
}

function print({ id, title, prediction, agreement, outcomes, seeds, small }: Summary): void {
  say(`${id}: ${title}`)
  if (small) say('  a miniature, which says nothing of the prediction')
  else {
    say(`  predicted: ${prediction}`)
    say(`  ${agreement.agrees ? 'agrees' : 'does not agree'}: ${agreement.said}`)
  }
  for (const { setting, values, failed, diverged = 0 } of outcomes) {
    const runs = seeds - failed.length - diverged
    const shown = Object.entries(values).map(
      ([name, { mean, deviation, count }]) =>
        `${name} ${shownAs(mean)} ± ${shownAs(count > 1 ? deviation : null)}${count < runs ? ` (${ofAll(count, runs)})` : ''}`,
    )
    say(`  ${settingText(setting)}${runs < seeds ? `, ${ofAll(runs, seeds)}` : ''}: ${shown.join(', ')}`)
    if (diverged > 0) say(`    diverged: ${ofAll(diverged, seeds)}`)
    for (const problem of new Set(failed))
      say(`    failed: ${problem} (${ofAll(failed.filter((other) => other === problem).length, seeds)})`)
  }
}

const ofAll = (count: number, all: number): string => `${count} of ${all} runs`

const shownAs = (x: number | null): string => (x === null ? 'none' : `${Number(x.toPrecision(3))}`)
