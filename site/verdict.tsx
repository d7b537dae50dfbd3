/** How a verdict looks: a mark told apart by shape and by colour, and always its word beside it. */
import type { VNode } from 'preact'
import type { Verdict } from '../src/verify/report.js'

/** The verdicts in the order in which they are counted, with their marks and meanings. */
export const VERDICTS: Readonly<Record<Verdict, { readonly mark: string; readonly meaning: string }>> = {
  proved: { mark: '✓', meaning: 'The kernel derived the claim exactly, for every width it speaks of.' },
  refuted: {
    mark: '✗',
    meaning:
      'A concrete instance violates the claim, and is shown in its smallest form found; or a theorem says otherwise.',
  },
  unknown: { mark: '?', meaning: 'Neither proved nor refuted, or proved from what is not.' },
  invalid: { mark: '!', meaning: 'The text is no well-formed claim, or speaks of no point at all.' },
}

/** The mark and the word, with how many there are between them when `count` is given. */
export function VerdictMark({ verdict, count }: { readonly verdict: Verdict; readonly count?: number }): VNode {
  return (
    <span class={`verdict ${verdict}`}>
      <span class="mark" aria-hidden="true">
        {VERDICTS[verdict].mark}
      </span>{' '}
      {count !== undefined && `${count} `}
      {verdict}
    </span>
  )
}

/** How many claims have which verdict; verdicts that nothing has are left out. */
export function Tally({ counts }: { readonly counts: Readonly<Record<Verdict, number>> }): VNode {
  const present = (Object.keys(VERDICTS) as Verdict[]).filter((verdict) => counts[verdict] > 0)
  if (present.length === 0) return <span class="tally">no claims</span>
  return (
    <span class="tally">
      {present.map((verdict) => (
        <VerdictMark verdict={verdict} count={counts[verdict]} />
      ))}
    </span>
  )
}

/** Counts the verdicts of some claims. */
export function tally(claims: readonly { readonly verdict: Verdict }[]): Record<Verdict, number> {
  const counts = { proved: 0, refuted: 0, unknown: 0, invalid: 0 }
  for (const { verdict } of claims) counts[verdict]++
  return counts
}
