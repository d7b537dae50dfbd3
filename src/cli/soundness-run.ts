/** rederive soundness: every claim edited, every mutant judged. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type MutantReport, OUTCOMES, REPORT_FILE, type SoundnessReport } from '../soundness/report.js'
import { type RunOptions, campaign } from '../soundness/run.js'
import { derivationFilesAt } from './files.js'
import { UsageError } from './interrupt.js'
import type { CodeOptions } from './options.js'
import { progress, say } from './output.js'
import { watchedModules } from './apart/watched-modules.js'

interface SoundnessOptions extends RunOptions, CodeOptions {
  readonly json?: string
}

/** Runs the campaign, writes the report and prints what a reader must see. Exit code 0 when nothing is unknown or contradicted. */
export async function runSoundness(paths: string[], options: SoundnessOptions, signal: AbortSignal): Promise<number> {
  const files = derivationFilesAt(paths)
  const { json = REPORT_FILE, fileLimit, ...run } = options
  const report = await campaign(
    files,
    run,
    signal,
    (mutants, done, total) => {
      progress('')
      for (const mutant of mutants) if (mutant.outcome !== 'refuted') say(mutantLines(mutant))
      progress(`${done} of ${total} claims`)
    },
    watchedModules(fileLimit),
  )
  progress('')
  if (report.summary.claims === 0) throw new UsageError(`no claim or derivation ${options.only}`)
  mkdirSync(dirname(json), { recursive: true })
  writeFileSync(json, `${JSON.stringify(report, undefined, 1)}\n`)
  say(summaryLines(report))
  say(`report in ${json}`)
  const { unknown, contradicted } = report.summary.counts
  return unknown + contradicted > 0 ? 1 : 0
}

const mutantLines = ({ outcome, id, edit, role, before, after, why }: MutantReport): string =>
  [
    `${outcome} ${id}: ${edit} (${role})`,
    `    was: ${before}`,
    `    now: ${after}`,
    ...(why === undefined ? [] : [`    why: ${why}`]),
  ].join('\n')

function summaryLines({ summary }: SoundnessReport): string {
  const { total, claims, ms, seed } = summary
  const shown = OUTCOMES.map((outcome) => `${summary.counts[outcome]} ${outcome}`).join(', ')
  return `${total} mutants of ${claims} claims: ${shown}, in ${(ms / 1000).toFixed(1)} s (seed ${seed})`
}
