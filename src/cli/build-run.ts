/** rederive build: verifies, then writes the site. A derivation that is not proved is shown as what it is; a file that cannot be read is named on its first page. */
import { existsSync, readFileSync } from 'node:fs'
import { buildSite } from '../../site/build.js'
import { CitationError } from '../../site/citations.js'
import { TexError } from '../../site/math.js'
import { SiteError } from '../../site/site-error.js'
import { projectPages } from '../../site/extra-pages.js'
import { projectIn } from '../../site/project.js'
import { serve } from '../../site/serve.js'
import { requireReplaceable } from '../../site/written.js'
import { AuthorError } from '../expr/author-error.js'
import { REPORT_FILE, type SoundnessReport, type SoundnessSummary } from '../soundness/report.js'
import type { Report } from '../verify/report.js'
import { channelHere, isNew } from './apart/here.js'
import { exitCodeOfReport, requireClaims } from './exit-code.js'
import { UsageError } from './interrupt.js'
import type { CacheOptions, CodeOptions, RunOptions } from './options.js'
import { verifyFiles } from './run.js'
import { progress, say } from './output.js'
import { claimLine, keyOf, problemLines, summaryLine } from './terminal.js'
import { watch } from './watch.js'

interface BuildOptions extends RunOptions, CodeOptions, CacheOptions {
  readonly out: string
  readonly serve?: true
  readonly port: number
}

export async function runBuild(paths: string[], options: BuildOptions, signal: AbortSignal): Promise<number> {
  if (options.serve) return saying(() => serving(paths, options, signal))
  // What is wrong with the site is told before anything is verified.
  await saying(async () => {
    projectIn('.')
    await projectPages('.', channelHere())
    await requireReplaceable(options.out)
  })
  let reused = 0
  const report = await verifyFiles(paths, { ...options, figures: true }, signal, {
    problem: (problem) => {
      if (isNew(keyOf(problem))) say(problemLines(problem))
    },
    claim: (claim, found) => {
      if (isNew(claim.id)) say(claimLine(claim))
      if (found) reused++
    },
  })
  say(summaryLine(report, reused))
  requireClaims(report)
  await saying(() => write(report, options.out))
  return exitCodeOfReport(report)
}

/** What an author can mend, told as a mistake of usage. */
async function saying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ([SiteError, CitationError, TexError, AuthorError].some((mistake) => error instanceof mistake))
      throw new UsageError((error as Error).message)
    throw error
  }
}

/** Serves the site and builds it again, and open pages load again, whenever a derivation file is saved. */
async function serving(paths: string[], options: BuildOptions, signal: AbortSignal): Promise<never> {
  const served = await serve(options.out, options.port)
  say(`serving ${options.out} at ${served.url}; Ctrl-C ends it`)
  try {
    return await watch(paths, { ...options, figures: true }, signal, async (report) => {
      try {
        await write(report, options.out)
        served.reload()
      } catch (error) {
        // The pages of the build before stay as they are.
        say(`rederive: ${(error as Error).message}`)
      }
    })
  } finally {
    await served.close()
  }
}

async function write(report: Report, out: string): Promise<void> {
  const began = performance.now()
  progress('writing pages')
  const watch = channelHere()
  const { pages, bytes, kept } = await buildSite(report, {
    out,
    project: '.',
    ...projectIn('.').site,
    ...lastCampaign(),
    ...(watch && { watch }),
  })
  progress('')
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`${pages} pages, ${(bytes / 1024).toFixed(0)} kB, in ${out}, written in ${seconds} s`)
  for (const file of kept) say(`kept in ${out}, since no build wrote it as it is: ${file}`)
}

/** The summary of the last campaign of mutants, where there was one. Throws UsageError for a file that is none. */
function lastCampaign(): { soundness?: SoundnessSummary } {
  if (!existsSync(REPORT_FILE)) return {}
  try {
    const { summary } = JSON.parse(readFileSync(REPORT_FILE, 'utf8')) as Partial<SoundnessReport>
    if (typeof summary?.total === 'number' && typeof summary.counts?.refuted === 'number') return { soundness: summary }
    throw new Error('it has no summary')
  } catch (error) {
    throw new UsageError(`${REPORT_FILE} is not the report of a campaign: ${(error as Error).message}; take it away`)
  }
}
