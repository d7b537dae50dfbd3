/** Links from one result to others, by number and name. */
import type { VNode } from 'preact'
import type { Contents } from './contents.js'

interface CitationsProps {
  readonly label: string
  readonly ids: readonly string[]
  readonly contents: Contents
}

/** A labelled line of links; nothing when there is nothing to cite. What the report does not hold is named unlinked. */
export function Citations({ label, ids, contents }: CitationsProps): VNode | null {
  if (ids.length === 0) return null
  return (
    <p class="citations">
      <span class="label">{label}</span>{' '}
      {ids.map((id, k) => (
        <>
          {k > 0 && ', '}
          <Citation id={id} contents={contents} />
        </>
      ))}
    </p>
  )
}

function Citation({ id, contents }: { readonly id: string; readonly contents: Contents }): VNode {
  const place = contents.place(id)
  if (place === undefined) return <span>{id}</span>
  return (
    <a href={`../${place.address}`}>
      <span class="number">{place.number}</span> {id.includes('/') ? id : place.title}
    </a>
  )
}
