/**
 * KaTeX's stylesheet and fonts, in the site so that a page loads nothing from elsewhere: what the pages use of them, with class names shortened, as
 * a page of formulas repeats them some thousand times.
 */
import katex from 'katex'
import { readFileSync } from 'node:fs'
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

/** Typeset HTML with short class names; names that no rule speaks of are left out, and so is what has no other use. */
export const shortened = (html: string): string =>
  withoutBare(html.replace(BREAKS, '')).replace(/ class="([^"]*)"/g, (_, names: string) => {
    const short = names.split(/\s+/).flatMap((name) => SHORT.get(name) ?? [])
    return short.length === 0 ? '' : ` class="${short.join(' ')}"`
  })

/** What KaTeX was told of where a line may end, which it has heeded. */
const BREAKS = /<span class="mspace (?:no|allow)break"><\/span>|<mspace><\/mspace>/g

/** Without the spans of signs that no rule speaks of, but for those that are the place of a row. */
function withoutBare(html: string): string {
  const bare: boolean[] = []
  return html.replace(/<span([^>]*)>|<\/span>/g, (tag, attributes: string | undefined, at: number) => {
    if (attributes === undefined) return bare.pop() ? '' : tag
    const names = /^ class="(m[a-z ]+)"$/.exec(attributes)?.[1]?.split(' ') ?? []
    const isRow = /<span class="pstrut"[^>]*><\/span>$/.test(html.slice(Math.max(0, at - 90), at))
    const isBare = names.length > 0 && !isRow && !names.some((name) => SHORT.has(name))
    bare.push(isBare)
    return isBare ? '' : tag
  })
}

/** The stylesheet with the same short names. */
const STYLESHEET = FULL.replace(/([^{}]*)\{/g, (_, selector: string) => {
  return `${selector.replace(CLASS, (whole, name: string) => (SHORT.has(name) ? `.${SHORT.get(name)}` : whole))}{`
})

const RULE = /([^{}]+)\{([^{}]*)\}/g
const FAMILY = /KaTeX_\w+/g

/** What these pages need of the stylesheet, and its fonts, by path in the site. */
export function katexFiles(pages: Iterable<string>): Map<string, string | Uint8Array> {
  const used = new Set<string>()
  for (const html of pages)
    for (const [, names = ''] of html.matchAll(/ class="([^"]*)"/g)) for (const name of names.split(' ')) used.add(name)
  // A class that must not be there need not be on any page.
  const applies = (selector: string): boolean =>
    [...selector.replace(/:not\([^)]*\)/g, '').matchAll(CLASS)].every(([, name = '']) => used.has(name))
  const rules = [...STYLESHEET.matchAll(RULE)].map(([, selectors = '', body = '']) => ({ selectors, body }))
  const plain = rules.flatMap(({ selectors, body }) => {
    const kept = selectors.startsWith('@') ? [] : selectors.split(',').filter(applies)
    return kept.length === 0 ? [] : [`${kept.join(',')}{${body}}`]
  })
  const families = new Set(plain.flatMap((rule) => rule.match(FAMILY) ?? []))
  const faces = rules.filter(
    ({ selectors, body }) =>
      selectors === '@font-face' && (body.match(FAMILY) ?? []).some((name) => families.has(name)),
  )
  const fonts = faces.flatMap(({ body }) => /url\((fonts\/[^)]+)\)/.exec(body)?.[1] ?? [])
  const text = [...faces.map(({ body }) => `@font-face{${body}}`), ...plain].join('')
  return new Map<string, string | Uint8Array>([
    [`${KATEX_FOLDER}/katex.min.css`, text],
    ...fonts.map((path): [string, Uint8Array] => [`${KATEX_FOLDER}/${path}`, readFileSync(join(PACKAGE, path))]),
  ])
}
