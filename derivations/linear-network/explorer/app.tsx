/** The explorer as the browser shows it: controls, figures, and what can be taken away. */
import type { VNode } from 'preact'
import { Controls, type Move } from './controls.js'
import { csvOf, snippetOf } from './export.js'
import { figureFile } from './figure-file.js'
import { Panels, type Shown } from './panels.js'
import type { State } from './state.js'

interface AppProps {
  /** What the controls say. */
  readonly state: State
  /** What the figures show: the same, or the network before while a wide one is computed. */
  readonly shown: Shown
  /** What of the address was ignored. */
  readonly notes: readonly string[]
  /** Why a network could not be computed. */
  readonly failure: string | undefined
  readonly change: (move: Move) => void
}

export function App({ state, shown, notes, failure, change }: AppProps): VNode {
  const busy = shown.state !== state && failure === undefined
  return (
    <div class="app">
      {notes.length > 0 && (
        <div class="notes" role="alert">
          <p>Ignored in the address:</p>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
      <Controls state={state} change={change} />
      <div class="results" aria-busy={busy}>
        <p class="progress">{busy ? `Computing ${state.d.toLocaleString('en')} neurons …` : failure}</p>
        <Panels {...shown} />
        <TakeAway shown={shown} />
      </div>
    </div>
  )
}

function TakeAway({ shown: { state, curves } }: { readonly shown: Shown }): VNode {
  return (
    <div class="take-away">
      <button type="button" id="save-svg" onClick={() => save('network.svg', 'image/svg+xml', figure())}>
        Figures as SVG
      </button>
      <button type="button" id="save-csv" onClick={() => save('network.csv', 'text/csv', csvOf(curves))}>
        Curves as CSV
      </button>
      <details>
        <summary>Code that computes these numbers</summary>
        <pre id="snippet" tabIndex={0}>
          {snippetOf(state, curves)}
        </pre>
      </details>
      <p class="label">The address of this page holds everything that is set here: share it to show the same.</p>
    </div>
  )
}

const figure = (): string => figureFile([...document.querySelectorAll<SVGSVGElement>('.panels svg')], location.href)

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
