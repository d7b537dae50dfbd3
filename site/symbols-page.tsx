/** The glossary: every symbol with its meaning, domain and definition, where it is declared and where it is spoken of. */
import type { VNode } from 'preact'
import { Citation } from './citations.js'
import type { Contents, DeclaredSymbol } from './contents.js'
import { Formula, Prose } from './math.js'
import type { OwnPage } from './own-page.js'
import { htmlOf, type Site } from './page.js'

/** The anchor of a symbol's name in the glossary, or of its declaration in one derivation. */
export const symbolAnchor = (name: string, derivation?: string): string =>
  `symbol-${encodeURIComponent(name)}${derivation === undefined ? '' : `-in-${derivation.replace('/', '_')}`}`

/** The glossary. */
export const SYMBOLS: OwnPage = { path: 'symbols', title: 'Symbols', html: symbolsPage }

function symbolsPage(contents: Contents, site: Site): string {
  const names = [...contents.symbols].sort(([a], [b]) => order(a, b))
  const body = (
    <>
      <h1>Symbols</h1>
      <p>
        Every symbol of the derivations. A name that is declared again, as the solution of a flow for instance, has one
        entry for each meaning. All are real; the domain says what more is assumed.
      </p>
      {names.length === 0 && <p>No derivation declares a symbol yet.</p>}
      <dl class="glossary">
        {names.map(([name, declared]) => (
          <div id={symbolAnchor(name)}>
            <dt>
              <Formula tex={(declared[0] as DeclaredSymbol).symbol.tex} /> <code>{name}</code>
            </dt>
            {declared.map((one) => (
              <Meaning name={name} declared={one} isOther={one.symbol.tex !== declared[0]?.symbol.tex} />
            ))}
            <Mentions name={name} contents={contents} />
          </div>
        ))}
      </dl>
    </>
  )
  const footer = <p>Definitions are printed from the expressions that are checked.</p>
  const here = { contents, root: '../' }
  const { path, title } = SYMBOLS
  return htmlOf({ site, title, root: '../', path, here, footer, children: body })
}

/** Without regard to case first, so that A and a stand together. */
const order = (a: string, b: string): number => {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  if (x !== y) return x < y ? -1 : 1
  return a < b ? -1 : 1
}

function Meaning({
  name,
  declared: { symbol, derivation },
  isOther,
}: {
  readonly name: string
  readonly declared: DeclaredSymbol
  /** Whether it is printed otherwise than the first of its name. */
  readonly isOther: boolean
}): VNode {
  return (
    <dd id={symbolAnchor(name, derivation.id)}>
      {isOther && (
        <>
          <Formula tex={symbol.tex} light />:{' '}
        </>
      )}
      <Prose text={symbol.meaning} />
      {symbol.meaning !== '' && '; '}
      {symbol.domain.replace(/\boo\b/, '∞')}; in <Citation id={derivation.id} />
      {symbol.definitionTex !== undefined && (
        <div class="definition" role="group" aria-label="Definition" tabIndex={0}>
          <Formula tex={`${symbol.tex} = ${symbol.definitionTex}`} display light />
        </div>
      )}
    </dd>
  )
}

function Mentions({ name, contents }: { readonly name: string; readonly contents: Contents }): VNode | null {
  const where = contents.derivations.filter(({ mentions }) => mentions.includes(name))
  if (where.length === 0) return null
  return (
    <dd class="mentions">
      <span class="label">In claims of</span>{' '}
      {where.map(({ id }, k) => (
        <>
          {k > 0 && ', '}
          <a href={`../${id}/index.html`}>{id}</a>
        </>
      ))}
    </dd>
  )
}
