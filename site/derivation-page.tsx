/** The page of one derivation: what it says, its symbols, its flow, its claims. */
import type { VNode } from 'preact'
import type { DerivationReport, SymbolReport } from '../src/verify/report.js'
import { Citations } from './citations.js'
import { Claim } from './claim.js'
import type { Contents } from './contents.js'
import { Equations, Formula, Prose } from './math.js'
import { htmlOf, type Site } from './page.js'
import { tally, Tally } from './verdict.js'

/** How a derivation's tag reads. */
export const TAGS: Readonly<Record<DerivationReport['tag'], string>> = {
  paper: 'from the paper',
  beyond: 'beyond the paper',
}

/** The HTML of a derivation's page. Throws TexError for TeX that cannot be typeset. */
export function derivationPage(derivation: DerivationReport, contents: Contents, site: Site): string {
  const { id, title, tag, prose, symbols, flowTex, claims, uses, file } = derivation
  const body = (
    <>
      <p class="kicker">
        <span class="number">{contents.place(id)?.number}</span> <span class={`tag ${tag}`}>{TAGS[tag]}</span>
      </p>
      <h1>{title}</h1>
      <p class="glance">
        <Tally counts={tally(claims)} />
      </p>
      {prose.map((paragraph) => (
        <p>
          <Prose text={paragraph} />
        </p>
      ))}
      <Citations label="Builds on" ids={uses} contents={contents} />
      <Citations label="Used by" ids={contents.usersOf(id)} contents={contents} />
      {symbols.length > 0 && <Symbols symbols={symbols} />}
      {flowTex.length > 0 && (
        <section>
          <h2>Flow</h2>
          <Equations lines={flowTex} label="Flow" />
        </section>
      )}
      {claims.length > 0 && <h2>Claims</h2>}
      {claims.map((claim) => (
        <Claim claim={claim} contents={contents} />
      ))}
      <Neighbours derivation={derivation} contents={contents} />
    </>
  )
  const footer = (
    <p>
      Every formula here is printed from the expression that was checked, in <code>{file}</code>.
    </p>
  )
  return htmlOf({ site, title, root: '../', footer, children: body })
}

function Symbols({ symbols }: { readonly symbols: readonly SymbolReport[] }): VNode {
  return (
    <section>
      <h2>Symbols</h2>
      <table class="symbols">
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">Domain</th>
            <th scope="col">Meaning, definition</th>
          </tr>
        </thead>
        <tbody>
          {symbols.map(({ tex, domain, meaning, definitionTex }) => (
            <tr>
              <th scope="row">
                <Formula tex={tex} />
              </th>
              <td>{domain.replace(/\boo\b/, '∞')}</td>
              <td>
                <Prose text={meaning} />
                {definitionTex !== undefined && (
                  <div class="definition" role="group" aria-label="Definition" tabIndex={0}>
                    <Formula tex={definitionTex} display />
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface NeighboursProps {
  readonly derivation: DerivationReport
  readonly contents: Contents
}

function Neighbours({ derivation, contents }: NeighboursProps): VNode {
  const at = contents.derivations.indexOf(derivation)
  const before = contents.derivations[at - 1]
  const after = contents.derivations[at + 1]
  return (
    <nav class="neighbours" aria-label="Derivations before and after">
      {before && (
        <a rel="prev" href={`../${before.id}/index.html`}>
          <span class="label">← Previous</span> {before.title}
        </a>
      )}
      {after && (
        <a rel="next" href={`../${after.id}/index.html`}>
          <span class="label">Next →</span> {after.title}
        </a>
      )}
    </nav>
  )
}
