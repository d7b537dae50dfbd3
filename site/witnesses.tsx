/** What each witness said of a claim, in a line and in full. */
import type { VNode } from 'preact'
import type { WitnessReport } from '../src/verify/report.js'

const OUTCOMES: readonly { readonly outcome: WitnessReport['outcome']; readonly one: string; readonly many: string }[] =
  [
    { outcome: 'agrees', one: 'agrees', many: 'agree' },
    { outcome: 'disagrees', one: 'disagrees', many: 'disagree' },
    { outcome: 'could not', one: 'could not tell', many: 'could not tell' },
    { outcome: 'timed out', one: 'timed out', many: 'timed out' },
  ]

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** "kernel and numeric agree; nerdamer timed out". */
export function outcomeLine(witnesses: readonly WitnessReport[]): string {
  return OUTCOMES.flatMap(({ outcome, one, many }) => {
    const names = witnesses.filter((witness) => witness.outcome === outcome).map(({ name }) => name)
    return names.length === 0 ? [] : [`${listed(names)} ${names.length === 1 ? one : many}`]
  }).join('; ')
}

/** The table of witnesses, without times, which are others at each build; then the exact texts that the engines were sent and sent back. */
export function Witnesses({ witnesses }: { readonly witnesses: readonly WitnessReport[] }): VNode | null {
  if (witnesses.length === 0) return null
  return (
    <>
      <table class="witnesses stacked">
        <thead>
          <tr>
            <th scope="col">Witness</th>
            <th scope="col">Outcome</th>
            <th scope="col">Mode</th>
            <th scope="col">What it did</th>
          </tr>
        </thead>
        <tbody>
          {witnesses.map((witness) => (
            <tr>
              <th scope="row">{witness.name}</th>
              <td class={witness.outcome === 'disagrees' ? 'disagrees' : undefined}>{witness.outcome}</td>
              <td>{witness.mode === 'rederived' ? 're-derived' : witness.mode}</td>
              <td class="detail">{witness.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {witnesses.map((witness) => (
        <Exchange witness={witness} />
      ))}
    </>
  )
}

function Exchange({ witness: { name, exchange = [] } }: { readonly witness: WitnessReport }): VNode | null {
  if (exchange.length === 0) return null
  return (
    <details class="exchange">
      <summary>What {name} was sent and answered</summary>
      {exchange.map(({ sent, received }) => (
        <dl>
          <dt>sent</dt>
          <dd>
            <pre tabIndex={0}>{sent}</pre>
          </dd>
          <dt>received</dt>
          <dd>
            <pre tabIndex={0}>{received}</pre>
          </dd>
        </dl>
      ))}
    </details>
  )
}
