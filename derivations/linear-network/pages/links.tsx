/** References from a page to what proves it. */
import type { VNode } from 'preact'
import type { PageContext } from 'rederive/pages'

interface ProvedInProps {
  readonly context: PageContext
  readonly ids: readonly string[]
  /** What they are said to do, where not all of what stands before is proved in them. */
  readonly as?: string
}

/** `Proved in 22 Kernel and feature-learning phases, ...`; what the site does not hold is named unlinked. */
export function ProvedIn({ context, ids, as = 'Proved in' }: ProvedInProps): VNode {
  return (
    <>
      {as}{' '}
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
