/**
 * Pages that a project adds to its site: its package.json names a module, `"rederive": { "pages": "site/pages.ts" }`,
 * which exports `pages`.
 */
import { build, type Metafile } from 'esbuild'
import { h, type VNode } from 'preact'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Contents, Place } from './contents.js'
import { htmlOf, type Site } from './page.js'
import { projectIn } from './project.js'
import { remembered } from './remembered.js'
import { SiteError } from './site-error.js'
import type { Watch } from '../src/verify/evaluator.js'
import { tamed } from '../src/verify/thrown.js'

/** A page that a project adds to its site. */
export interface ExtraPage {
  /** Folder in the site; no derivation may have it as its id. */
  readonly path: string
  readonly title: string
  /** One line for the navigation. */
  readonly summary: string
  /** Whether another page of the project leads to it, and the navigation does not. */
  readonly inner?: true
  /** The content of the page, rendered when the site is built. */
  body(context: PageContext): VNode | Promise<VNode>
  /** CSS, for all the pages that the project adds. */
  readonly style?: string
  /** The entry of its script, which is bundled into one file beside the page. The extension may be left out. */
  readonly script?: URL
}

/** What the content of a page may ask of the site. */
export interface PageContext {
  /** The way to the root of the site. */
  readonly root: '../'
  /** Where a derivation or claim is, from the root of the site; undefined when the site does not hold it. */
  place(id: string): Place | undefined
}

/** Who is told, as a file, of each module of pages whose code runs. */
export type PageWatch = Pick<Watch, 'begins' | 'ends'>

/** What the code of a module of pages makes. Throws SiteError with its name where it throws, or may not run. */
async function running<T>(
  named: string,
  file: string,
  watch: PageWatch | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const why = watch?.begins(file, readFileSync(file, 'utf8'))
  if (why !== undefined) throw new SiteError(`${named}: ${why}`)
  try {
    return await work()
  } catch (thrown) {
    const error = tamed(thrown)
    throw new SiteError(`${named}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  } finally {
    watch?.ends(file)
  }
}

const STYLESHEET = 'pages.css'

const FOLDER = /^[A-Za-z0-9][A-Za-z0-9_-]*$/

/** The pages that a project adds. */
export interface ProjectPages {
  /** The module that makes them, as it is named, and where it is. */
  readonly named: string
  readonly file: string
  readonly pages: readonly ExtraPage[]
}

/** Path in the site to text: the pages rendered, their scripts bundled. Throws SiteError for a page in the place of a derivation, and for one whose code throws. */
export async function extraFiles(
  { named, file, pages }: ProjectPages,
  contents: Contents,
  site: Site,
  watch?: PageWatch,
): Promise<ReadonlyMap<string, string>> {
  const style = pages.map((page) => page.style ?? '').join('')
  const files = new Map<string, string>(style === '' ? [] : [[STYLESHEET, style]])
  const styles = style === '' ? [] : [STYLESHEET]
  for (const page of pages) {
    const { path, title, script } = page
    if (!FOLDER.test(path))
      throw new SiteError(
        `page ${JSON.stringify(path)}: a path is the name of a folder, made of letters, digits, - and _`,
      )
    if (contents.hasPage(path))
      throw new SiteError(`page ${path}: the site, a derivation or a set of them has this name; choose another path`)
    const scripts: string[] = []
    if (script) {
      const bundle = await once(script.href, () => bundled(fileURLToPath(script)))
      files.set(`${path}/script.js`, bundle.code)
      files.set(`${path}/licenses.txt`, bundle.licenses)
      scripts.push(`${path}/script.js`)
    }
    const footer = h('p', null, 'This page is made by ', h('code', null, named), '.')
    const html = (children: VNode): string =>
      htmlOf({ site, title, root: '../', path, scripts, styles, footer, children })
    const made = await running(named, file, watch, () => htmlOnce(page, contents, site, html))
    files.set(`${path}/index.html`, made)
  }
  return files
}

interface Rendered {
  readonly html: string
  /** The site it was made for. */
  readonly site: string
  /** The places that it asked for, as they were. */
  readonly places: ReadonlyMap<string, string | undefined>
}

/** Pages by what their project exports; a module is loaded once in a process. */
const rendered = new WeakMap<ExtraPage, Rendered>()
const once = remembered<Promise<{ code: string; licenses: string }>>(100)

/** The HTML of a page, made anew only where something that it cites has moved. */
async function htmlOnce(
  page: ExtraPage,
  contents: Contents,
  site: Site,
  html: (children: VNode) => string,
): Promise<string> {
  const textOf = (id: string): string | undefined => JSON.stringify(contents.place(id))
  const known = rendered.get(page)
  const same = known?.site === JSON.stringify(site) && [...known.places].every(([id, place]) => textOf(id) === place)
  if (known && same) return known.html
  const places = new Map<string, string | undefined>()
  const children = await page.body({
    root: '../',
    place: (id) => {
      places.set(id, textOf(id))
      return contents.place(id)
    },
  })
  const made = { html: html(children), site: JSON.stringify(site), places }
  rendered.set(page, made)
  return made.html
}

/**
 * The pages that the package.json of `project` names; none if it names none. A module in TypeScript is loaded as it was compiled, from dist,
 * unless this file itself runs as TypeScript. Throws a SiteError that says what is wrong with the module.
 */
export async function projectPages(project: string, watch?: PageWatch): Promise<ProjectPages> {
  const { pages: named } = projectIn(project)
  if (named === undefined) return NONE
  const source = resolve(project, named)
  const compiled = resolve(project, 'dist', named.replace(/\.tsx?$/, '.js'))
  const file = !import.meta.url.endsWith('.ts') && existsSync(compiled) ? compiled : source
  if (!existsSync(file))
    throw new SiteError(`${join(project, 'package.json')}: rederive.pages names ${named}, which does not exist`)
  const { pages } = await running(named, file, watch, () => import(pathToFileURL(file).href) as Promise<Exported>)
  if (!Array.isArray(pages)) throw new SiteError(`${named} must export an array "pages"`)
  return { named, file, pages: pages as readonly ExtraPage[] }
}

export const NONE: ProjectPages = { named: '', file: '', pages: [] }

interface Exported {
  readonly pages?: unknown
}

/** One classic script, as a page opened from a file may load no modules. */
async function bundled(entry: string): Promise<{ code: string; licenses: string }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    banner: { js: '/* Licenses of what is bundled here: licenses.txt */' },
    logLevel: 'silent',
  })
  return { code: outputFiles[0]?.text as string, licenses: licensesOf(metafile) }
}

/** The licenses of all packages in a bundle. */
function licensesOf({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? [])
  return [...new Set(folders)]
    .sort()
    .map((folder) => `${basename(folder)}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`)
    .join('\n\n')
}
