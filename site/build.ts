/** A report to a folder of static pages: no request to anywhere else, the same bytes for the same report. */
import { Graphviz } from '@hpcc-js/wasm-graphviz'
import type { DerivationReport, Report } from '../src/verify/report.js'
import { browserScripts, minified } from './browser-scripts.js'
import { CitationError } from './citations.js'
import { Contents } from './contents.js'
import { derivationPage } from './derivation-page.js'
import { extraFiles, NONE, type PageWatch, projectPages } from './extra-pages.js'
import { ancestryPage } from './graph-page.js'
import { indexPage, setPage } from './index-page.js'
import { katexFiles } from './katex-assets.js'
import { TexError } from './math.js'
import { OWN_PAGES, RESERVED, SCRIPT_FOLDER } from './own-pages.js'
import type { Site } from './page.js'
import { placeOf } from './place-of.js'
import { SiteError } from './site-error.js'
import { SEARCH_FOLDER, searchIndex } from './search-page.js'
import { STYLE } from './style.js'
import { writeSite } from './written.js'

export interface BuildOptions extends Site {
  /** The folder of the site. What an earlier build wrote there is replaced, the rest is left. */
  readonly out: string
  /** The folder whose package.json may name further pages; none without it. */
  readonly project?: string
  /** Who is told of modules of pages whose code runs. */
  readonly watch?: PageWatch
}

/**
 * Writes the site, and says how many pages and bytes it has and which files it kept, see `writeSite`. Everything is made before anything is written.
 *
 * Throws an Error that names file, line and TeX or citation when KaTeX rejects a formula or prose cites what is not there, and one
 * that names the folder when `out` holds something that no build wrote.
 */
export async function buildSite(report: Report, options: BuildOptions): Promise<BuiltSite> {
  const files = await filesOf(report, options)
  const kept = await writeSite(options.out, files)
  return {
    pages: [...files.keys()].filter((path) => path.endsWith('.html')).length,
    bytes: [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0),
    kept,
  }
}

interface BuiltSite {
  readonly pages: number
  readonly bytes: number
  /** What is not as a build wrote it. */
  readonly kept: readonly string[]
}

/** Path in the site to content, everything made before anything is written. */
async function filesOf(
  report: Report,
  { project, watch, ...options }: BuildOptions,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const contents = new Contents(report, RESERVED)
  const own = project === undefined ? NONE : await projectPages(project, watch)
  const site: Site = { ...options, destinations: [...own.pages.filter(({ inner }) => !inner), ...OWN_PAGES] }
  // What an author's code makes comes first: where it fails, nothing else is under way.
  const extra = await extraFiles(own, contents, site, watch)
  const [graphviz, scripts, index] = await Promise.all([Graphviz.load(), browserScripts(), searchIndex(contents)])
  const pages = contents.derivations.flatMap((derivation): [string, string][] => [
    [`${derivation.id}/index.html`, located(derivation, () => derivationPage(derivation, contents, site))],
    [`graph/${derivation.id}/index.html`, ancestryPage(graphviz, derivation, contents, site)],
  ])
  const sets = contents.parts.flatMap((part): [string, string][] => {
    const text = contents.parts.length > 1 ? setPage(part, contents, graphviz, site) : undefined
    return text === undefined ? [] : [[`${part.set?.id}/index.html`, text]]
  })
  const texts = new Map<string, string>([
    ...pages,
    ...sets,
    ['index.html', indexPage(report, contents, graphviz, site)],
    ...OWN_PAGES.map((page): [string, string] => [`${page.path}/index.html`, page.html(contents, site, graphviz)]),
    ...extra,
  ])
  return new Map<string, string | Uint8Array>([
    ...texts,
    ['style.css', await minified(STYLE)],
    ...katexFiles(texts.values()),
    ...[...scripts].map(([name, text]): [string, string] => [`${SCRIPT_FOLDER}/${name}`, text]),
    ...[...index].map(([path, bytes]): [string, Uint8Array] => [`${SEARCH_FOLDER}/${path}`, bytes]),
  ])
}

/** Tells an author where in the file stands what the page cannot show. */
function located(derivation: DerivationReport, render: () => string): string {
  try {
    return render()
  } catch (error) {
    const wrong = error instanceof TexError ? error.tex : error instanceof CitationError ? `[[${error.id}]]` : undefined
    if (wrong === undefined) throw error
    throw new SiteError(`${placeOf(derivation.file, wrong)}: ${(error as Error).message}`, { cause: error })
  }
}
