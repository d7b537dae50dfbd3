/** References from a page to what proves it. */
import type { VNode } from 'preact'
import type { PageContext } from '../extra-pages.js'

/** `Proved in 22 Kernel and feature-learning phases, ...`; what the site does not hold is named unlinked. */
export function ProvedIn({ context, ids }: { readonly context: PageContext; readonly ids: readonly string[] }): VNode {
  return (
    <>
      Proved in{' '}
      {ids.map((id, k) => (
        <>
          {k > 0 && (k === ids.length - 1 ? ' and ' : ', ')}
          <Reference context={context} id={id} />
        </>
      ))}
      .
    </>
  )
}

function Reference({ context, id }: { readonly context: PageContext; readonly id: string }): VNode {
  const place = context.place(id)
  if (place === undefined) return <span>{id}</span>
  return (
    <a href={`${context.root}${place.address}`}>
      <span class="number">{place.number}</span> {place.title}
    </a>
  )
}
