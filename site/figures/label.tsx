/** A line of text in a figure or beside it, with the subscripts that Unicode lacks. */
import type { VNode } from 'preact'

/** A subscript that is marked, and those that Unicode has. */
const BELOW = /((?<=(?<!\p{L})\p{L}\p{M}*)_[\p{L}\p{N}]+|[₀-₎ₐ-ₜᵢ-ᵪⱼ]+)/u
const MARKED = /(?<=(?<!\p{L})\p{L}\p{M}*)_[\p{L}\p{N}]/u

/** Pieces of a text in which what stands at odd places is to be lowered. Of one look: where one subscript is marked all are, also those that have letters of their own. */
const lowered = (text: string): readonly string[] =>
  MARKED.test(text)
    ? text.split(BELOW).map((piece, k) => (k % 2 === 0 ? piece : piece.replace('_', '').normalize('NFKC')))
    : [text]

/** Within a text of an SVG image. */
export function Label({ text }: { readonly text: string }): VNode {
  const pieces = lowered(text).map((piece, k): VNode | string => {
    if (piece === '' || k === 0) return piece
    // What follows a subscript stands as high as what was before it: in its own, larger letters.
    return k % 2 === 0 ? (
      <tspan dy="-0.21em">{piece}</tspan>
    ) : (
      <tspan class="below" dy="0.3em">
        {piece}
      </tspan>
    )
  })
  return <>{pieces}</>
}

/** Within a text of a page. */
export const TextLabel = ({ text }: { readonly text: string }): VNode => (
  <>{lowered(text).map((piece, k) => (k % 2 === 0 ? piece : <sub>{piece}</sub>))}</>
)
