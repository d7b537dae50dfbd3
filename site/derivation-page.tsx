/** The page of one derivation: what it says and assumes, its steps with their evidence, what it rests on and what rests on it. */
import type { VNode } from 'preact'
import { domainTex } from '../src/verify/domain-tex.js'
import type { ClaimReport, DerivationReport, SymbolReport } from '../src/verify/report.js'
import { pageBibtex } from './bibtex.js'
import { Citation, Citations } from './citations.js'
import { Claim } from './claim.js'
import { type Contents, symbolName } from './contents.js'
import { rootFrom, useHere } from './here.js'
import { isLong as mayNeedLines, readable } from './line-breaks.js'
import { Equations, Formula, InLine, Listed, Prose } from './math.js'
import { htmlOf, type Site } from './page.js'
import { symbolAnchor } from './symbols-page.js'
import { tally, Tally } from './verdict.js'

/** The HTML of a derivation's page. Throws TexError for TeX that cannot be typeset and CitationError for an unknown citation. */
export function derivationPage(derivation: DerivationReport, contents: Contents, site: Site): string {
  const { id, title, tag, source, prose, symbols, claims, uses, file } = derivation
  const root = rootFrom(id)
  const part = contents.partWith(derivation)
  const body = (
    <article>
      <p class="kicker">
        {contents.parts.length > 1 && part.set && (
          <>
            <a href={`${root}${part.set.id}/index.html`}>{part.set.title}</a>{' '}
          </>
        )}
        <span class="number">{contents.place(id)?.number}</span> {tag !== undefined && <span class="tag">{tag}</span>}
        {source !== undefined && (
          <span class="tag">
            <Prose text={source} />
          </span>
        )}
      </p>
      <h1>{title}</h1>
      <p class="glance">
        <Tally counts={tally(claims)} />{' '}
        <a class="quiet" href={`${root}graph/${id}/index.html`}>
          what it rests on
        </a>
      </p>
      {prose.map((paragraph) => (
        <p>
          <Prose text={paragraph} />
        </p>
      ))}
      {symbols.length > 0 && <Symbols symbols={symbols} />}
      <Inherited derivation={derivation} />
      <Flow derivation={derivation} />
      {claims.length > 0 && <h2>Derivation</h2>}
      {hasPartial(derivation) && <Partial />}
      {claims.map((claim) => (
        <Claim claim={claim} illustrated={claim.figure?.asked ?? claim === firstDrawn(claims, claim.kind)} />
      ))}
      <Related uses={uses} users={contents.usersOf(id)} />
      <Cite derivation={derivation} site={site} />
      <Neighbours derivation={derivation} contents={contents} />
    </article>
  )
  const footer = (
    <p>
      Numbered formulas, definitions, rates and conditions are printed from the expressions that were checked, in{' '}
      <code>{file}</code>; what stands in sentences is its author’s.
    </p>
  )
  return htmlOf({ site, title, root, here: { contents, root, part }, footer, children: body })
}

/** Whether a partial derivative is printed on its page. */
const hasPartial = ({ claims, symbols, inherited, flowTex }: DerivationReport): boolean =>
  [
    ...claims.flatMap(({ tex, givenTex, sideConditionsTex, elsewhereTex = [] }) => [
      ...tex,
      ...givenTex,
      ...sideConditionsTex,
      ...elsewhereTex,
    ]),
    ...[...symbols, ...inherited].map(({ definitionTex = '' }) => definitionTex),
    ...flowTex,
  ].some((tex) => tex.includes('\\partial'))

/** What every partial derivative means, also where its line does not say it. */
const Partial = (): VNode => (
  <p class="inherited">
    In <Formula tex={'\\partial/\\partial x'} light /> all is held fixed that has no definition here, but{' '}
    <Formula tex="x" light />. What has a definition moves with <Formula tex="x" light />, and a rate with what it is
    made of.
  </p>
)

/** One figure that was not asked for is enough for each kind of claim. */
const firstDrawn = (claims: readonly ClaimReport[], kind: string): ClaimReport | undefined =>
  claims.find((claim) => claim.kind === kind && claim.figure !== undefined)

function Symbols({ symbols }: { readonly symbols: readonly SymbolReport[] }): VNode {
  return (
    <section>
      <h2>Symbols</h2>
      <table class="symbols stacked">
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">Domain</th>
            <th scope="col">Meaning, definition</th>
          </tr>
        </thead>
        <tbody>
          {symbols.map((symbol) => (
            <tr>
              <th scope="row">
                <SymbolLink name={symbolName(symbol)} symbol={symbol} />
              </th>
              <td>
                {symbol.domain.replace(/\boo\b/g, '∞')}
                {symbol.constant && ', constant'}
              </td>
              <td>
                <Prose text={symbol.meaning} />
                {symbol.alone && <span class="alone"> (depends on no other symbol)</span>}
                {symbol.definitionTex !== undefined && (
                  <div class="definition" role="group" aria-label="Definition" tabIndex={0}>
                    <Formula tex={symbol.definitionTex} display light />
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

/** How what moves does, as long as what, and where formulas do so. */
function Flow({ derivation }: { readonly derivation: DerivationReport }): VNode | null {
  const { id, flowTex, flowOf, flowWhileTex, solvedWhere } = derivation
  const nameOf = (claim: string): string => claim.slice(id.length + 1)
  if (flowTex.length === 0) return null
  return (
    <section>
      <h2>Flow</h2>
      {flowOf !== undefined && (
        <p>
          As in <Citation id={flowOf} />.
        </p>
      )}
      <Equations lines={flowTex.map((tex) => ({ tex }))} label="Flow" />
      {flowWhileTex.length > 0 && (
        <p>
          It is followed as long as <Listed tex={flowWhileTex} after="," /> which is supposed and not shown.
        </p>
      )}
      {solvedWhere.length > 0 && (
        <p>
          What is defined moves so{' '}
          {solvedWhere.map(({ claim, conditionsTex }, k) => (
            <>
              {k > 0 && '; '}
              where <Listed tex={conditionsTex} /> (<a href={`#${nameOf(claim)}`}>{nameOf(claim)}</a>)
            </>
          ))}
          . Other claims are about the formulas, also beyond.
        </p>
      )}
    </section>
  )
}

/** Symbols that the claims speak of and that other derivations declare, with what they are here. */
function Inherited({ derivation }: { readonly derivation: DerivationReport }): VNode | null {
  const { contents } = useHere()
  const { inherited, mentions, symbols } = derivation
  // The time that nobody declares.
  const isTimed = mentions.includes('t') && [...symbols, ...inherited].every((symbol) => symbolName(symbol) !== 't')
  if (inherited.length === 0 && !isTimed) return null
  return (
    <p class="inherited">
      {isTimed && (
        <>
          <span class="label">Time</span> <InLine tex={'t \\ge 0'} after={inherited.length > 0 ? ';' : ''} light />
        </>
      )}{' '}
      {inherited.length > 0 && <span class="label">Symbols from before</span>}{' '}
      {inherited.map((symbol, k) => {
        const name = symbolName(symbol)
        const declared = contents.inherited(name, derivation)
        // Where it is declared as what it is here.
        const from = declared?.symbol.definitionTex === symbol.definitionTex ? declared?.derivation.id : undefined
        const link =
          from === undefined ? (
            <Formula tex={symbol.tex} light />
          ) : (
            <SymbolLink name={name} symbol={symbol} from={from} light />
          )
        return (
          <>
            {k > 0 && ' '}
            <Known
              symbol={symbol}
              link={link}
              isElsewhere={from !== undefined}
              after={k + 1 < inherited.length ? ',' : ''}
            />
          </>
        )
      })}
    </p>
  )
}

interface KnownProps {
  readonly symbol: SymbolReport
  readonly link: VNode
  readonly isElsewhere: boolean
  readonly after: string
}

/** A symbol that is declared elsewhere, with what a claim must be read with: its definition, if that is short, its domain, or that it is a number of its own. */
function Known({ symbol, link, isElsewhere, after }: KnownProps): VNode {
  const { definitionTex, isLong, domain, constant, alone } = symbol
  const text = [...(constant ? ['constant'] : []), ...(alone ? ['depends on no other symbol'] : [])].join(', ')
  const definition = isLong && isElsewhere ? '\\dots' : definitionTex
  const needsLines = definition !== undefined && mayNeedLines(definition)
  const tex =
    definitionTex !== undefined
      ? `\\coloneqq${needsLines ? '' : ` ${definition}`}`
      : domain === 'real'
        ? undefined
        : domainTex('', domain)
  const last = text === '' ? after : ''
  return (
    <>
      <span class="together">
        {link}
        {tex !== undefined && <Formula tex={readable(`{}${tex}`)} light />}
        {!needsLines && last}
      </span>
      {needsLines && (
        <>
          {' '}
          <Listed tex={[definition]} after={last} />
        </>
      )}
      {text !== '' && (
        <>
          {' '}
          <span class="alone">({text})</span>
          {after}
        </>
      )}
    </>
  )
}

/** A symbol that leads to its place in the list; its name is what is read aloud. */
function SymbolLink({
  name,
  symbol,
  from,
  light = false,
}: {
  readonly name: string
  readonly symbol: SymbolReport
  /** The derivation that declares it, where it is not this one. */
  readonly from?: string
  readonly light?: boolean
}): VNode {
  const { contents, root } = useHere()
  return (
    <a
      class="symbol"
      href={`${root}symbols/index.html#${symbolAnchor(name, from)}`}
      title={`${plainMeaning(symbol)}${from === undefined ? '' : ` (${contents.place(from)?.number})`}`}
    >
      <span aria-hidden="true">
        <Formula tex={symbol.tex} light={light} />
      </span>
      <span class="unseen">{name}</span>
    </a>
  )
}

/** A meaning as a tooltip can show it. */
const plainMeaning = ({ meaning }: SymbolReport): string => meaning.replaceAll('$', '')

function Related({
  uses,
  users,
}: {
  readonly uses: readonly string[]
  readonly users: readonly string[]
}): VNode | null {
  if (uses.length + users.length === 0) return null
  return (
    <section class="related">
      <h2>In the whole</h2>
      <Citations label="Builds on" ids={uses} />
      <Citations label="Used by" ids={users} />
    </section>
  )
}

function Cite({ derivation, site }: { readonly derivation: DerivationReport; readonly site: Site }): VNode {
  const { contents } = useHere()
  const { set } = contents.partWith(derivation)
  const bibliography = set?.bibliography ?? (set === undefined ? site.bibliography : undefined)
  return (
    <details class="bibliography">
      <summary>Cite this page</summary>
      <pre tabIndex={0}>{pageBibtex(derivation, site)}</pre>
      {bibliography !== undefined && (
        <>
          <p class="label">The work it is about</p>
          <pre tabIndex={0}>{bibliography.trim()}</pre>
        </>
      )}
    </details>
  )
}

interface NeighboursProps {
  readonly derivation: DerivationReport
  readonly contents: Contents
}

function Neighbours({ derivation, contents }: NeighboursProps): VNode {
  const { root } = useHere()
  const { derivations } = contents.partWith(derivation)
  const at = derivations.indexOf(derivation)
  const before = derivations[at - 1]
  const after = derivations[at + 1]
  return (
    <nav class="neighbours" aria-label="Derivations before and after">
      {before && (
        <a rel="prev" href={`${root}${before.id}/index.html`}>
          <span class="label">← Previous</span> {before.title}
        </a>
      )}
      {after && (
        <a rel="next" href={`${root}${after.id}/index.html`}>
          <span class="label">Next →</span> {after.title}
        </a>
      )}
    </nav>
  )
}
