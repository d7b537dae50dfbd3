/** A claim's equations as text for other programs: to read without script, to copy with one press with it. */
import type { VNode } from 'preact'
import { EXPORTERS, EXPORTER_NAMES } from '../src/export/registry.js'
import type { ClaimReport } from '../src/verify/report.js'

/** Opens into the texts. Several lines of a claim are given together. */
export function TakeAway({ claim }: { readonly claim: ClaimReport }): VNode {
  const forms: readonly [name: string, text: string][] = [
    ['TeX', claim.tex.join(' \\\\\n')],
    ['Plain text', claim.forms.map(({ text }) => text).join('\n')],
    ...EXPORTER_NAMES.map((name): [string, string] => [
      EXPORTERS[name].title,
      programs(claim.forms.map((form) => form[name])),
    ]),
  ]
  return (
    <details class="take">
      <summary>Copy as TeX, text, {EXPORTER_NAMES.map((name) => EXPORTERS[name].title).join(', ')}</summary>
      <p>The lines as they are shown, for what names stand for and what moves see the claim as text.</p>
      <dl>
        {forms
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <>
              <dt>{name}</dt>
              <dd>
                <pre tabIndex={0}>{text}</pre>
              </dd>
            </>
          ))}
      </dl>
    </details>
  )
}

/** Programs one after the other, each statement once; empty when a line has none. */
function programs(texts: readonly (string | undefined)[]): string {
  if (texts.length === 0 || texts.some((text) => text === undefined)) return ''
  return [...new Set(texts.flatMap((text) => (text as string).split('\n')))].join('\n')
}
