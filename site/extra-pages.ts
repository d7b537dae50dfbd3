/**
 * Pages that a project adds to its site: its package.json names a module, `"rederive": { "pages": "site/pages.ts" }`,
 * which exports `pages`.
 */
import { build, type Metafile } from 'esbuild'
import { type ComponentChildren, h, type VNode } from 'preact'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Contents, Place } from './contents.js'
import { htmlOf, type Site } from './page.js'

export interface ExtraPage {
  /** Folder in the site; no derivation may have it as its id. */
  readonly path: string
  readonly title: string
  /** One line for the navigation. */
  readonly summary: string
  /** The content of the page, rendered when the site is built. */
  body(context: PageContext): VNode | Promise<VNode>
  /** CSS of the page, added to that of the site. */
  readonly style?: string
  /** The entry of its script, which is bundled into one file beside the page. The extension may be left out. */
  readonly script?: URL
}

export interface PageContext {
  /** The way to the root of the site. */
  readonly root: '../'
  /** Where a derivation or claim is, from the root of the site; undefined when the site does not hold it. */
  place(id: string): Place | undefined
}

export interface ExtraFiles {
  readonly navigation: readonly Pick<ExtraPage, 'path' | 'title' | 'summary'>[]
  /** Path in the site to text. */
  readonly files: ReadonlyMap<string, string>
  /** CSS to add to that of the site. */
  readonly style: string
}

/**
 * Renders and bundles the pages that the package.json of `project` names; none if it names none. Throws an Error that
 * says what is wrong with the module, and one for a page in the place of a derivation.
 */
export async function extraPages(project: string, contents: Contents, site: Site): Promise<ExtraFiles> {
  const { named, pages } = await pagesOf(project)
  const files = new Map<string, string>()
  const context: PageContext = { root: '../', place: (id) => contents.place(id) }
  for (const page of pages) {
    const { path, title, script } = page
    if (contents.place(path)) throw new Error(`page ${path}: a derivation has this id; choose another path`)
    const children: ComponentChildren[] = [await page.body(context)]
    if (script) {
      const bundle = await bundled(fileURLToPath(script))
      files.set(`${path}/script.js`, bundle.code)
      files.set(`${path}/licenses.txt`, bundle.licenses)
      children.push(h('script', { src: 'script.js', defer: true }))
    }
    files.set(
      `${path}/index.html`,
      htmlOf({
        site,
        title,
        root: '../',
        footer: h('p', null, 'This page is made by ', h('code', null, named), '.'),
        children,
      }),
    )
  }
  const style = pages.map((page) => page.style ?? '').join('')
  return { navigation: pages.map(({ path, title, summary }) => ({ path, title, summary })), files, style }
}

/** A module in TypeScript is loaded as it was compiled, from dist, unless this file itself runs as TypeScript. */
async function pagesOf(project: string): Promise<{ named: string; pages: readonly ExtraPage[] }> {
  const manifest = join(project, 'package.json')
  if (!existsSync(manifest)) return NONE
  const { rederive } = JSON.parse(await readFile(manifest, 'utf8')) as { rederive?: { pages?: unknown } }
  const named = rederive?.pages
  if (named === undefined) return NONE
  if (typeof named !== 'string') throw new Error(`${manifest}: rederive.pages must be the path of a module`)
  const source = resolve(project, named)
  const compiled = resolve(project, 'dist', named.replace(/\.tsx?$/, '.js'))
  const file = !import.meta.url.endsWith('.ts') && existsSync(compiled) ? compiled : source
  if (!existsSync(file)) throw new Error(`${manifest}: rederive.pages names ${named}, which does not exist`)
  const { pages } = (await import(pathToFileURL(file).href)) as { pages?: readonly ExtraPage[] }
  if (!Array.isArray(pages)) throw new Error(`${named} must export an array "pages"`)
  return { named, pages }
}

const NONE = { named: '', pages: [] }

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
