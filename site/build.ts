/** A report to a folder of static pages: no script, no request to anywhere else, the same bytes for the same report. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { DerivationReport, Report } from '../src/verify/report.js'
import { Contents } from './contents.js'
import { derivationPage } from './derivation-page.js'
import { extraPages } from './extra-pages.js'
import { indexPage } from './index-page.js'
import { copyKatex } from './katex-assets.js'
import { TexError } from './math.js'
import { GENERATOR, type Site } from './page.js'
import { STYLE } from './style.js'

export interface BuildOptions extends Site {
  /** The folder of the site. Replaced if an earlier build wrote it or it is empty. */
  readonly out: string
  /** The folder whose package.json may name further pages; none without it. */
  readonly project?: string
}

/**
 * Writes the site and says how many pages and bytes it has. The old site stays until the new one is complete.
 *
 * Throws an Error that names derivation and TeX when KaTeX rejects a formula, and one that names the folder when `out`
 * holds something that no build wrote.
 */
export async function buildSite(report: Report, options: BuildOptions): Promise<{ pages: number; bytes: number }> {
  const out = resolve(options.out)
  const partial = join(dirname(out), `.${basename(out)}.partial`)
  const extra =
    options.project === undefined ? undefined : await extraPages(options.project, new Contents(report), options)
  const pages = new Map([...pagesOf(report, options), ...(extra?.files ?? [])])
  await refuseToReplace(out)
  await rm(partial, { recursive: true, force: true })
  try {
    await mkdir(partial, { recursive: true })
    await copyKatex(partial)
    await writeFile(join(partial, 'style.css'), STYLE + (extra?.style ?? ''))
    for (const [path, html] of pages) {
      await mkdir(dirname(join(partial, path)), { recursive: true })
      await writeFile(join(partial, path), html)
    }
    const bytes = await sizeOf(partial)
    await swap(partial, out)
    return { pages: [...pages.keys()].filter((path) => path.endsWith('.html')).length, bytes }
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** Path in the site to HTML, everything rendered before anything is written. */
function pagesOf(report: Report, site: Site): ReadonlyMap<string, string> {
  const contents = new Contents(report)
  const page = (derivation: DerivationReport): [string, string] => [
    `${derivation.id}/index.html`,
    named(derivation.id, () => derivationPage(derivation, contents, site)),
  ]
  return new Map([['index.html', indexPage(report, contents, site)], ...report.derivations.map(page)])
}

function named(derivation: string, render: () => string): string {
  try {
    return render()
  } catch (error) {
    if (!(error instanceof TexError)) throw error
    throw new Error(`derivation ${derivation}: ${error.message}`, { cause: error })
  }
}

async function refuseToReplace(out: string): Promise<void> {
  const present = await readdir(out).catch(absent)
  if (present === undefined || present.length === 0) return
  const index = await readFile(join(out, 'index.html'), 'utf8').catch(absent)
  if (index?.includes(GENERATOR)) return
  throw new Error(`${out} holds files that no build of this site wrote; empty it or choose another folder`)
}

/** undefined for what does not exist; any other error is thrown on. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Puts `fresh` where `out` was; a failure leaves the old folder in place. */
async function swap(fresh: string, out: string): Promise<void> {
  const old = `${fresh}-old`
  await rm(old, { recursive: true, force: true })
  const replaced = await rename(out, old).then(() => true, absent)
  try {
    await rename(fresh, out)
  } catch (error) {
    if (replaced) await rename(old, out)
    throw error
  }
  await rm(old, { recursive: true, force: true })
}
