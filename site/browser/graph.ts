/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The graph with everything faded that is not within some steps of a focus; both stand in the address. */

const choice = document.querySelector<HTMLElement>('.focus-choice')
const items = [...document.querySelectorAll<HTMLElement>('.bases [data-id]')]
const bases = new Map(items.map(({ dataset }) => [dataset.id ?? '', (dataset.bases ?? '').split(' ').filter(Boolean)]))

/** Everything within `depth` steps along `next`. */
function within(start: string, depth: number, next: (id: string) => readonly string[]): Set<string> {
  const found = new Set([start])
  let edge = [start]
  for (let k = 0; k < depth; k++) {
    edge = edge.flatMap(next).filter((id) => !found.has(id))
    for (const id of edge) found.add(id)
  }
  return found
}

const users = (id: string): string[] => [...bases].filter(([, own]) => own.includes(id)).map(([user]) => user)

function show({ focus, depth, both }: { focus: string; depth: number; both: boolean }): void {
  const near = focus === '' ? undefined : within(focus, depth, (id) => bases.get(id) ?? [])
  if (near && both) for (const id of within(focus, depth, users)) near.add(id)
  for (const id of bases.keys()) {
    const node = document.getElementById(`node-${id}`)
    node?.classList.toggle('faded', near !== undefined && !near.has(id))
    node?.classList.toggle('focus', id === focus)
  }
  for (const item of items) item.hidden = near !== undefined && !near.has(item.dataset.id ?? '')
  document.querySelector('svg.graph')?.classList.toggle('focused', near !== undefined)
}

if (choice) {
  const field = <T extends Element>(name: string): T => choice.querySelector(`[name=${name}]`) as T
  const [focus, depth, shown, both] = [
    field<HTMLSelectElement>('focus'),
    field<HTMLInputElement>('depth'),
    field<HTMLOutputElement>('shown'),
    field<HTMLInputElement>('users'),
  ]
  const read = (): void => {
    const state = new URLSearchParams(location.search)
    focus.value = bases.has(state.get('focus') ?? '') ? (state.get('focus') ?? '') : ''
    depth.value = state.get('depth') ?? '12'
    both.checked = state.has('users')
  }
  const update = (): void => {
    shown.textContent = depth.value
    show({ focus: focus.value, depth: Number(depth.value), both: both.checked })
  }
  choice.addEventListener('input', () => {
    update()
    const state = new URLSearchParams()
    if (focus.value !== '') state.set('focus', focus.value)
    if (depth.value !== '12') state.set('depth', depth.value)
    if (both.checked) state.set('users', '1')
    history.replaceState(null, '', state.size > 0 ? `?${state}` : location.pathname)
  })
  read()
  update()
  choice.hidden = false
}
