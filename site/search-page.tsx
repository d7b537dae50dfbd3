/** The search page, and what can be found: derivations, claims, symbols, by words, ids and TeX commands. */
import { close, createIndex } from 'pagefind'
import type { DerivationReport } from '../src/verify/report.js'
import { claimName, type Contents } from './contents.js'
import type { OwnPage } from './own-page.js'
import { htmlOf, type Site } from './page.js'
import { remembered } from './remembered.js'
import { symbolAnchor } from './symbols-page.js'

export const SEARCH_FOLDER = 'pagefind'

/** The search page; its script reads the index. */
export const SEARCH: OwnPage = { path: 'search', title: 'Search', html: searchPage }

function searchPage(contents: Contents, site: Site): string {
  const body = (
    <>
      <h1>Search</h1>
      <form class="search" role="search">
        <label for="q">Words, names of results, symbols, TeX commands</label>
        <input type="search" id="q" name="q" autocomplete="off" spellcheck={false} />
        <button type="submit">Search</button>
      </form>
      <p class="search-state" role="status">
        Search needs script, and a page that is served over HTTP. The{' '}
        <a href="../symbols/index.html">list of symbols</a> and the <a href="../index.html">list of derivations</a> need
        neither.
      </p>
      <ol class="results" />
    </>
  )
  const here = { contents, root: '../' }
  const footer = <p>The index was made when the site was built; nothing you type leaves this page.</p>
  const scripts = ['scripts/search.js']
  const { path, title } = SEARCH
  return htmlOf({ site, title, root: '../', path, here, scripts, footer, children: body })
}

interface Found {
  /** Relative to the root of the site. */
  readonly url: string
  readonly title: string
  readonly content: string
}

type Index = ReadonlyMap<string, Uint8Array>

/** An index takes long to make, and is the same for the same records. */
const once = remembered<Promise<Index>>(3)

/** The files of the index by their path in the search folder: what the page's script needs, no user interface. */
export function searchIndex(contents: Contents): Promise<Index> {
  const all = records(contents)
  return once(JSON.stringify(all), () => indexOf(all))
}

async function indexOf(all: readonly Found[]): Promise<Index> {
  const { index } = await createIndex({ forceLanguage: 'en' })
  if (!index) throw new Error('the search index could not be started')
  try {
    for (const { url, title, content } of all) {
      const { errors } = await index.addCustomRecord({ url, content, language: 'en', meta: { title } })
      if (errors.length > 0) throw new Error(`the search index refuses ${url}: ${errors.join('; ')}`)
    }
    const { files } = await index.getFiles()
    const needed = files.filter(({ path }) => !/-ui\.|highlight|^wasm\.unknown/.test(path))
    return new Map(needed.map(({ path, content }) => [path, content]))
  } finally {
    await close()
  }
}

function records(contents: Contents): Found[] {
  const pages = contents.derivations.flatMap((derivation) => [ofDerivation(derivation), ...ofClaims(derivation)])
  const symbols = [...contents.symbols].map(([name, declared]) => ({
    url: `symbols/index.html#${symbolAnchor(name)}`,
    title: `Symbol ${name}`,
    content: [name, ...declared.flatMap(({ symbol: { tex, meaning } }) => [words(tex), words(meaning)])].join(' '),
  }))
  return [...pages, ...symbols]
}

const ofDerivation = ({ id, title, prose, symbols }: DerivationReport): Found => ({
  url: `${id}/index.html`,
  title: words(title),
  content: [id, title, ...prose, ...symbols.map(({ meaning }) => meaning)].map(words).join('. '),
})

function ofClaims({ id, title, claims }: DerivationReport): Found[] {
  return claims.map((claim) => ({
    url: `${id}/index.html#${encodeURIComponent(claimName(claim))}`,
    title: `${claim.id}: ${words(title)}`,
    content: [claim.id, claimName(claim), claim.kind, claim.note, claim.statement, ...claim.tex].map(words).join('. '),
  }))
}

/** TeX commands as words: without backslashes and braces a search for `\tanh`, `tanh` or `zeta` finds them. */
const words = (text: string): string =>
  text
    .replaceAll(/[$\\{}]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
