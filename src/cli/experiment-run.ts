/** rederive experiment: runs experiments and says what came of their predictions. Exit code 0: all ran; 1: some run failed; 2: bad input. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { isDerivation } from '../derivation/derivation.js'
import { type Experiment, isExperiment, settingText } from '../experiments/experiment.js'
import { Results } from '../experiments/results.js'
import { type RunnerOptions, runExperiment } from '../experiments/runner.js'
import { type Summary, summaryOf } from '../experiments/summary.js'
import { experimentVersion } from '../experiments/version.js'
import { fileProblem } from '../verify/load.js'
import { Modules } from '../verify/modules.js'
import { filesAt } from './files.js'
import { UsageError } from './interrupt.js'
import { problemLines } from './terminal.js'

interface ExperimentOptions {
  readonly seeds: number
  readonly processes?: number
  readonly small?: boolean
  readonly data?: string
  readonly out: string
  readonly in: string
}

interface Found {
  readonly file: string
  /** See experimentVersion. */
  readonly code: string
  readonly experiment: Experiment
}

export async function runExperiments(
  names: readonly string[],
  options: ExperimentOptions,
  signal: AbortSignal,
): Promise<number> {
  const found = await experimentsIn(options.in)
  const unknown = names.find((name) => found.every(({ experiment: { id } }) => id !== name))
  if (unknown !== undefined)
    throw new UsageError(
      `there is no experiment ${unknown} in ${options.in}; there are ${found.map(({ experiment: { id } }) => id).join(', ')}`,
    )
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  let failures = 0
  for (const one of found) {
    if (names.length > 0 && !names.includes(one.experiment.id)) continue
    signal.throwIfAborted()
    const results = new Results(join(options.out, `${one.experiment.id}.jsonl`), say)
    try {
      const summary = await summaryIn(one, results, options, { signal, say })
      if (!summary.small) write(join(dirname(one.file), 'results', `${summary.id}.json`), summary)
      print(summary)
      failures += summary.outcomes.reduce((count, { failed }) => count + failed.length, 0)
    } finally {
      results.close()
    }
  }
  return failures > 0 ? 1 : 0
}

async function summaryIn(
  { file, code, experiment }: Found,
  results: Results,
  { seeds, processes, small = false, data }: ExperimentOptions,
  watched: Pick<RunnerOptions, 'signal' | 'say'>,
): Promise<Summary> {
  const outcomes = await runExperiment(experiment, file, results, {
    seeds,
    small,
    code,
    ...watched,
    ...(processes !== undefined && { processes }),
    ...(data !== undefined && { folder: resolve(data) }),
  })
  return summaryOf(experiment, outcomes, { code, small, seeds })
}

/** The experiments of a folder and all below it, or of a file. */
async function experimentsIn(path: string): Promise<Found[]> {
  const files = filesAt('experiment', [path])
  const modules = new Modules()
  modules.begin(files.map(({ path: file }) => file))
  const found: Found[] = []
  for (const { path: file, isNamed } of files) {
    const experiment = await evaluated(modules, file)
    if (!isNamed && isDerivation(experiment)) continue
    if (!isExperiment(experiment)) throw new UsageError(`${file}: expected \`export default experiment(...)\``)
    const before = found.find(({ experiment: { id } }) => id === experiment.id)
    if (before) throw new UsageError(`${file}: the id ${experiment.id} is already used by ${before.file}`)
    found.push({ file, code: experimentVersion(file, modules.importsOf(file)), experiment })
  }
  await modules.end()
  return found
}

async function evaluated(modules: Modules, file: string): Promise<unknown> {
  try {
    return (await modules.exportsOf(file)).default
  } catch (error) {
    throw new UsageError(problemLines(fileProblem(error, file, modules)))
  }
}

function write(path: string, summary: Summary): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(summary)}\n`)
}

function print({ id, title, prediction, agreement, outcomes, small }: Summary): void {
  console.log(`${id}: ${title}`)
  if (small) console.log('  a miniature, which says nothing of the prediction')
  else {
    console.log(`  predicted: ${prediction}`)
    console.log(`  ${agreement.agrees ? 'agrees' : 'does not agree'}: ${agreement.said}`)
  }
  for (const { setting, values, failed } of outcomes) {
    const shown = Object.entries(values).map(
      ([name, { mean, deviation }]) => `${name} ${shownAs(mean)} ± ${shownAs(deviation)}`,
    )
    console.log(`  ${settingText(setting)}: ${shown.join(', ')}`)
    for (const problem of new Set(failed)) console.log(`    failed: ${problem}`)
  }
}

const shownAs = (x: number | null): string => (x === null ? 'none' : `${Number(x.toPrecision(3))}`)
