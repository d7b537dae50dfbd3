/** The frame of every figure: one accessible image that scales with the page, coloured by the stylesheet alone. */
import type { ComponentChildren, VNode } from 'preact'

export interface FigureProps {
  /** Unique on the page. */
  readonly id: string
  /** What is shown, for those who do not see it: a name, and a sentence with the result. */
  readonly title: string
  readonly description: string
  /** User units; at this width in pixels text has its own size. */
  readonly width?: number
  readonly height?: number
}

export const WIDTH = 460
export const HEIGHT = 270

export function Figure({
  id,
  title,
  description,
  width = WIDTH,
  height = HEIGHT,
  children,
}: FigureProps & { readonly children: ComponentChildren }): VNode {
  return (
    <svg
      class="figure"
      id={id}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {children}
    </svg>
  )
}
