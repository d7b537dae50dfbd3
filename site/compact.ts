/** What typeset formulas repeat a few hundred times on a page, inline styles and the outlines of roots, said once. */

const STYLED = /<([a-z]+)(?: class="([^"]*)")? style="([^"]*)"/g
const OUTLINE = /<path d="([^"]{100,})"(?:\/>|><\/path>)/g
/** What stands once is as short where it is. */
const REPEATED = 2

/** The same page with fewer bytes: what looks the same stays the same. Same input, same output. */
export const compact = (html: string): string => sharedOutlines(sharedStyles(rounded(html)))

/** Places in drawings to a hundredth of a pixel. */
const rounded = (html: string): string =>
  html.replace(/<(?:line|text|circle|rect)\b[^>]*>/g, (tag) =>
    tag.replace(/ ([xy][12]?|c[xy])="(-?\d+\.\d{3,})"/g, (_, name: string, value: string) => {
      return ` ${name}="${Number(Number(value).toFixed(2))}"`
    }),
  )

/** Inline styles as classes of one style sheet in the page. */
function sharedStyles(html: string): string {
  const repeated = repeatedIn(html, STYLED, 3)
  if (repeated.length === 0) return html
  const names = new Map(repeated.map((style, k) => [style, `s_${k.toString(36)}`]))
  const rules = repeated.map((style) => `.${names.get(style)}{${important(style)}}`)
  const body = html.replace(STYLED, (whole, tag: string, classes: string | undefined, style: string) => {
    const name = names.get(style)
    return name === undefined ? whole : `<${tag} class="${classes === undefined ? '' : `${classes} `}${name}"`
  })
  return body.replace('</head>', `<style>${rules.join('')}</style></head>`)
}

/** An inline style wins over any selector, so must its class. */
const important = (style: string): string =>
  style
    .split(';')
    .filter((declaration) => declaration.trim() !== '')
    .map((declaration) => `${declaration}!important`)
    .join(';')

/** Long outlines in a drawing without size at the end of the page, used where they stood. */
function sharedOutlines(html: string): string {
  const repeated = repeatedIn(html, OUTLINE, 1)
  if (repeated.length === 0) return html
  const names = new Map(repeated.map((outline, k) => [outline, `o_${k.toString(36)}`]))
  const shared = repeated.map((outline) => `<path id="${names.get(outline)}" d="${outline}"/>`)
  const body = html.replace(OUTLINE, (whole, outline: string) => {
    const name = names.get(outline)
    return name === undefined ? whole : `<use href="#${name}"/>`
  })
  return body.replace(
    '</body>',
    `<svg class="outlines" aria-hidden="true"><defs>${shared.join('')}</defs></svg></body>`,
  )
}

/** What a group of the pattern matches more than once, the most frequent first. */
function repeatedIn(html: string, pattern: RegExp, group: number): string[] {
  const counts = new Map<string, number>()
  for (const match of html.matchAll(pattern)) {
    const found = match[group] as string
    counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  return [...counts]
    .flatMap(([found, count]) => (count >= REPEATED ? [{ found, count }] : []))
    .sort((a, b) => b.count - a.count)
    .map(({ found }) => found)
}
