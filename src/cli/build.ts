/** rederive build: verifies, then writes the site. A derivation that is not proved is shown as what it is; a file that cannot be read stops the build. */
import { readFileSync } from 'node:fs'
import { buildSite } from '../../site/build.js'
import { exitCode, runVerify } from './verify.js'
import type { RunOptions } from './main.js'
import type { CacheOptions } from './cache.js'
import { claimLine, problemLines, summaryLine } from './terminal.js'

export async function build(
  paths: string[],
  options: RunOptions & CacheOptions & { readonly out: string },
  signal: AbortSignal,
): Promise<number> {
  let reused = 0
  const report = await runVerify(paths, options, signal, {
    problem: (problem) => console.log(problemLines(problem)),
    claim: (claim, found) => {
      console.log(claimLine(claim))
      if (found) reused++
    },
  })
  console.log(summaryLine(report, reused))
  const { pages, bytes } = await buildSite(report, { out: options.out, project: '.', ...titleOf() })
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
