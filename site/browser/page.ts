/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Small comforts on every page: copying, closing previews by Escape, opening what an address points at. Nothing needs them. */

for (const text of document.querySelectorAll<HTMLElement>('.take pre, .bibliography pre')) {
  const button = document.createElement('button')
  const name = text.closest('dd')?.previousElementSibling?.textContent ?? 'BibTeX'
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', `Copy ${name}`)
  button.addEventListener('click', async () => {
    button.textContent = await copied(text).then(
      () => 'Copied',
      () => 'Select and copy',
    )
    setTimeout(() => {
      button.textContent = 'Copy'
    }, 1500)
  })
  text.before(button)
}

/** Puts the text on the clipboard; where that is not allowed, selects it. */
async function copied(element: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(element.textContent ?? '')
  } catch (error) {
    getSelection()?.selectAllChildren(element)
    throw error
  }
}

document.addEventListener('keydown', ({ key }) => {
  document.documentElement.classList.toggle('no-previews', key === 'Escape')
})
document.addEventListener('pointermove', () => document.documentElement.classList.remove('no-previews'))

/** The evidence of the claim that the address names. */
function openTarget(): void {
  const id = decodeURIComponent(location.hash.slice(1))
  const target = id === '' ? null : document.getElementById(id)
  if (!target?.matches('.claim')) return
  const evidence = target.querySelector<HTMLDetailsElement>('.evidence')
  if (evidence && new URLSearchParams(location.search).has('evidence')) evidence.open = true
}
openTarget()
addEventListener('hashchange', openTarget)
