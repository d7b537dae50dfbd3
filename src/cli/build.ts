/** rederive build: verifies, then writes the site. A derivation that is not proved is shown as what it is; a file that cannot be read stops the build. */
import { existsSync, readFileSync } from 'node:fs'
import { buildSite } from '../../site/build.js'
import { REPORT_FILE, type SoundnessReport, type SoundnessSummary } from '../soundness/report.js'
import { exitCode, runVerify } from './verify.js'
import type { RunOptions } from './main.js'
import { summaryLine } from './terminal.js'

export async function build(
  paths: string[],
  options: RunOptions & { readonly out: string },
  signal: AbortSignal,
): Promise<number> {
  const report = await runVerify(paths, options, signal, (text) => console.log(text))
  console.log(summaryLine(report))
  const { pages, bytes } = await buildSite(report, { out: options.out, ...titleOf(), ...lastCampaign() })
  console.log(`${pages} pages, ${(bytes / 1024).toFixed(0)} kB, in ${options.out}`)
  return exitCode(report)
}

/** Title and author of the site, from package.json of the project it is built in. */
function titleOf(): { title: string; author?: string } {
  try {
    const { name, title, author } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>
    const person = typeof author === 'object' && author !== null && 'name' in author ? author.name : author
    return { title: String(title ?? name ?? 'Derivations'), ...(typeof person === 'string' && { author: person }) }
  } catch {
    return { title: 'Derivations' }
  }
}

/** The summary of the last campaign of mutants, where there was one. Throws SyntaxError for a report that is not JSON. */
function lastCampaign(): { soundness?: SoundnessSummary } {
  if (!existsSync(REPORT_FILE)) return {}
  const { summary } = JSON.parse(readFileSync(REPORT_FILE, 'utf8')) as SoundnessReport
  return { soundness: summary }
}
