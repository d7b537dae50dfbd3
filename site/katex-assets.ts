/**
 * KaTeX's stylesheet and fonts, copied so that a page loads nothing from elsewhere, with its class names shortened: a page of formulas
 * repeats them some thousand times.
 */
import katex from 'katex'
import { readFileSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder in the site; its dots keep it apart from the id of any derivation. */
export const KATEX_FOLDER = `katex-${katex.version}`

const PACKAGE = dirname(createRequire(import.meta.url).resolve('katex'))
/** Names that our own stylesheet uses. */
const KEPT = new Set(['katex', 'katex-display', 'katex-mathml', 'katex-html'])
const CLASS = /\.(-?[A-Za-z_][\w-]*)/g

/** With woff2 as its only font format. */
const FULL = readFileSync(join(PACKAGE, 'katex.min.css'), 'utf8').replace(
  /,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g,
  '',
)
/** Selectors without what stands in braces, where a dot is no class. */
const SELECTORS = FULL.replace(/\{[^{}]*\}/g, '{}')
const SHORT = new Map(
  [...new Set([...SELECTORS.matchAll(CLASS)].map(([, name]) => name as string))]
    .sort()
    .map((name, k) => [name, KEPT.has(name) ? name : `k${k.toString(36)}`]),
)

/** Typeset HTML with short class names; names that no rule speaks of are left out. */
export function shortened(html: string): string {
  return html.replace(/ class="([^"]*)"/g, (_, names: string) => {
    const short = names.split(/\s+/).flatMap((name) => SHORT.get(name) ?? [])
    return short.length === 0 ? '' : ` class="${short.join(' ')}"`
  })
}

/** The stylesheet with the same short names. */
const STYLESHEET = FULL.replace(/([^{}]*)\{/g, (_, selector: string) => {
  return `${selector.replace(CLASS, (whole, name: string) => (SHORT.has(name) ? `.${SHORT.get(name)}` : whole))}{`
})

/** Writes the stylesheet and the fonts. */
export async function copyKatex(out: string): Promise<void> {
  const to = join(out, KATEX_FOLDER)
  await mkdir(to, { recursive: true })
  await writeFile(join(to, 'katex.min.css'), STYLESHEET)
  await cp(join(PACKAGE, 'fonts'), join(to, 'fonts'), {
    recursive: true,
    filter: (path) => !/\.(?:woff|ttf)$/.test(path),
  })
}
