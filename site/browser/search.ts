/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The search page: asks the index that the build made, and shows what it finds. */

interface Hit {
  data(): Promise<{ readonly url: string; readonly excerpt: string; readonly meta: { readonly title?: string } }>
}
interface Index {
  options(options: { readonly baseUrl: string; readonly excerptLength: number }): Promise<void>
  debouncedSearch(words: string): Promise<{ readonly results: readonly Hit[] } | null>
}

const MOST = 30
const form = document.querySelector<HTMLFormElement>('form.search')
const field = document.querySelector<HTMLInputElement>('#q')
const state = document.querySelector<HTMLElement>('.search-state')
const list = document.querySelector<HTMLElement>('.results')

/** What is typed before the index is there is searched when it is. */
async function start(form: HTMLFormElement, field: HTMLInputElement, state: HTMLElement, list: HTMLElement) {
  const root = new URL('../', location.href)
  const loading = loaded(root)
  const search = async (): Promise<void> => {
    const asked = field.value.replaceAll(/[\\{}$]/g, ' ').trim()
    history.replaceState(null, '', asked === '' ? location.pathname : `?q=${encodeURIComponent(field.value)}`)
    if (asked === '') {
      list.replaceChildren()
      state.textContent = 'Type to search.'
      return
    }
    const answer = await (await loading).debouncedSearch(asked)
    // A later search is under way.
    if (answer === null) return
    const { results } = answer
    const hits = await Promise.all(results.slice(0, MOST).map((hit) => hit.data()))
    state.textContent = results.length === 0 ? 'Nothing found.' : `${results.length} found.`
    list.replaceChildren(...hits.map(({ url, excerpt, meta }) => entry(url, meta.title ?? url, excerpt)))
  }
  const searchNow = (): void => void search().catch(unavailable(state))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    searchNow()
  })
  field.addEventListener('input', searchNow)
  if (field.value === '') field.value = new URLSearchParams(location.search).get('q') ?? ''
  field.focus()
  await loading
  if (field.value === '') state.textContent = 'Type to search.'
  else searchNow()
}

async function loaded(root: URL): Promise<Index> {
  const index = (await import(new URL('pagefind/pagefind.js', root).href)) as Index
  await index.options({ baseUrl: root.pathname, excerptLength: 24 })
  return index
}

const unavailable =
  (state: HTMLElement) =>
  (error: unknown): void => {
    state.textContent = `Search is not available here: ${(error as Error).message}`
  }

function entry(url: string, title: string, excerpt: string): HTMLElement {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = url
  link.textContent = title
  const text = document.createElement('p')
  // The index escapes what it quotes and adds <mark>; only those marks are kept, everything else is text.
  for (const [k, part] of excerpt.split(/<\/?mark>/).entries()) {
    const node = document.createElement(k % 2 === 1 ? 'mark' : 'span')
    node.textContent = new DOMParser().parseFromString(part, 'text/html').documentElement.textContent
    text.append(node)
  }
  item.append(link, text)
  return item
}

if (form && field && state && list) start(form, field, state, list).catch(unavailable(state))
