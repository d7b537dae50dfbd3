/** Links from one result to others, by number and name, each with a preview that hovering or focusing it opens. */
import type { VNode } from 'preact'
import type { ClaimReport } from '../src/verify/report.js'
import { conditionsOf } from './conditions.js'
import { claimName } from './contents.js'
import { useHere } from './here.js'
import { Formula, InLine, Prose } from './math.js'
import { VerdictMark } from './verdict.js'

/** A citation in prose of something that is not there. */
export class CitationError extends Error {
  override readonly name = 'CitationError'

  constructor(readonly id: string) {
    super(`[[${id}]] cites nothing: there is no derivation or claim of this id`)
  }
}

/** A labelled line of links; nothing when there is nothing to cite. What the report does not hold is named unlinked. */
export function Citations({ label, ids }: { readonly label: string; readonly ids: readonly string[] }): VNode | null {
  if (ids.length === 0) return null
  return (
    <p class="citations">
      <span class="label">{label}</span>{' '}
      {ids.map((id, k) => (
        <>
          {k > 0 && ', '}
          <Citation id={id} />
        </>
      ))}
    </p>
  )
}

interface CitationProps {
  readonly id: string
  /** Throw CitationError for what the report does not hold. */
  readonly required?: boolean
}

/** One link with its preview. */
export function Citation({ id, required = false }: CitationProps): VNode {
  const { contents, root, part } = useHere()
  const place = contents.place(id)
  if (place === undefined) {
    if (required) throw new CitationError(id)
    return <span>{id}</span>
  }
  return (
    <span class="cited">
      <a href={`${root}${place.address}`}>
        {contents.parts.length > 1 && place.set !== part?.set?.title && place.set !== undefined && `${place.set}, `}
        <span class="number">{place.number}</span> {contents.claim(id) ? id : place.title}
      </a>
      <Preview id={id} />
    </span>
  )
}

/** What a derivation is about, or what a claim says and how it stands. Seen only while the link beside it is hovered or focused. */
function Preview({ id }: { readonly id: string }): VNode | null {
  const { contents } = useHere()
  const claim = contents.claim(id)
  if (claim) {
    return (
      <span class="preview">
        <span class="title">
          {contents.place(id)?.number} {claimName(claim)} <VerdictMark verdict={claim.verdict} />
        </span>
        <Said claim={claim} lines={3} />
        <span class="under">In the symbols of {contents.derivation(claim.derivation)?.title}</span>
      </span>
    )
  }
  const derivation = contents.derivation(id)
  if (!derivation) return null
  return (
    <span class="preview">
      <span class="title">{derivation.title}</span>
      {derivation.claims.slice(0, 2).map((claim) => (
        <>
          <VerdictMark verdict={claim.verdict} />
          <Said claim={claim} lines={1} />
        </>
      ))}
    </span>
  )
}

/** The first lines of a claim, under what it is claimed. */
function Said({ claim, lines }: { readonly claim: ClaimReport; readonly lines: number }): VNode {
  const { givenTex, tex } = claim
  return (
    <>
      <Under label="Where" tex={givenTex} />
      {tex.slice(0, lines).map((line) => (
        <Formula tex={line} display light />
      ))}
      {conditionsOf(claim).map((conditions) => (
        <Under {...conditions} />
      ))}
    </>
  )
}

function Under({ label, tex }: { readonly label: string; readonly tex: readonly string[] }): VNode | null {
  if (tex.length === 0) return null
  return (
    <span class="under">
      <Prose text={label} />{' '}
      {tex.map((one, k) => (
        <>
          {k > 0 && ' '}
          <InLine tex={one} after={k + 1 < tex.length ? ',' : ''} light />
        </>
      ))}
    </span>
  )
}
