/** BibTeX entries. */
import type { DerivationReport } from '../src/verify/report.js'
import type { Site } from './page.js'

/** Characters that TeX reads as commands, escaped; everything else as it is. */
const escaped = (text: string): string =>
  text.replace(/[\\{}%&#_~^]/g, (c) => (c === '\\' ? '\\textbackslash{}' : /[~^]/.test(c) ? `\\${c}{}` : `\\${c}`))

/** An entry for the page of a derivation. */
export function pageBibtex({ id, title }: DerivationReport, site: Site): string {
  const fields = [
    ['title', `{${escaped(title)}}`],
    ...(site.author === undefined ? [] : [['author', escaped(site.author)]]),
    ['howpublished', `${escaped(site.title)}, derivation \\texttt{${id}}`],
    ['note', 'Verified derivation'],
  ]
  return `@misc{${id},\n${fields.map(([key, value]) => `  ${key} = {${value}},`).join('\n')}\n}`
}
