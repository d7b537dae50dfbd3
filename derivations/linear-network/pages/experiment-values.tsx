/** The numbers of an experiment: those that its judgement rests on, and all of them. */
import type { VNode } from 'preact'
import { numeral } from 'rederive/figures'
import { type KeptSummary, Prose } from 'rederive/pages'
import { withMinus, wordOf } from './experiment-words.js'

type Outcome = KeptSummary['outcomes'][number]

/** What a judgement rests on. */
export function Judged({ table }: { readonly table: NonNullable<KeptSummary['agreement']['table']> }): VNode {
  return (
    <Table
      name="What this rests on"
      head={table.head}
      rows={table.rows.map((row) => row.map((cell) => withMinus(wordOf(cell))))}
    />
  )
}

/** A row for each setting. */
export function Values({ summary: { outcomes, seeds, meanings = {} } }: { readonly summary: KeptSummary }): VNode {
  const settings = [...new Set(outcomes.flatMap(({ setting }) => Object.keys(setting)))]
  const names = [...new Set(outcomes.flatMap(({ values }) => Object.keys(values)))]
  return (
    <details class="measured-values">
      <summary>All values, as mean ± standard deviation over {seeds} seeds</summary>
      <Table
        name="All values"
        head={[...settings, ...names.map((name) => meanings[name] ?? name)]}
        rows={outcomes.map(({ setting, values }) => [
          ...settings.map((name) => withMinus(wordOf(setting[name]))),
          ...names.map((name) => spread(values[name], seeds)),
        ])}
      />
    </details>
  )
}

interface TableProps {
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function Table({ name, head, rows }: TableProps): VNode {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={name}>
      <table class="measured-table">
        <thead>
          <tr>
            {head.map((text) => (
              <th scope="col">
                <Prose text={text} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((text) => (
                <td>
                  <Prose text={text} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Two digits of the deviation, and of the mean none beyond them; of fewer runs than there are seeds, of how many. */
function spread(of: Outcome['values'][string] | undefined, seeds: number): string {
  if (of === undefined || of.mean === null) return '–'
  const { mean, deviation, count } = of
  const few = count < seeds ? ` (of ${count})` : ''
  if (!deviation || !(deviation > 1e-4 && Math.abs(mean) < 1e4))
    return `${numeral(mean, 5)}${deviation === null ? '' : ` ± ${numeral(deviation, 2)}`}${few}`
  const places = Math.max(0, 1 - Math.floor(Math.log10(deviation)))
  return `${mean.toFixed(places)} ± ${deviation.toFixed(places)}${few}`.replaceAll('-', '−')
}
