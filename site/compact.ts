/** Inline styles, of which typeset formulas repeat a few hundred times, as classes of one style sheet in the page. */

const STYLED = /<([a-z]+)(?: class="([^"]*)")? style="([^"]*)"/g
/** A style that stands once is as short where it is. */
const REPEATED = 2

/** The same page with fewer bytes: what looks the same stays the same. Same input, same output. */
export function compact(html: string): string {
  const counts = new Map<string, number>()
  for (const [, , , style = ''] of html.matchAll(STYLED)) counts.set(style, (counts.get(style) ?? 0) + 1)
  const repeated = [...counts].filter(([, count]) => count >= REPEATED).sort(([, a], [, b]) => b - a)
  if (repeated.length === 0) return html
  const names = new Map(repeated.map(([style], k) => [style, `_${k.toString(36)}`]))
  const rules = repeated.map(([style]) => `.${names.get(style)}{${important(style)}}`)
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
