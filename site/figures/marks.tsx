/** What is drawn for data: lines with dashes of their own, dots with shapes of their own, and direct labels. */
import {
  line,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolWye,
} from 'd3-shape'
import type { VNode } from 'preact'
import type { Placed, Point } from './axis.js'

/** Places of series in the palette of the stylesheet, each with its own colour, dash and shape. */
const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolWye] as const
export const paletteOf = (k: number): number => (k % SHAPES.length) + 1

interface MarkProps {
  readonly points: readonly Point[]
  readonly x: Placed
  readonly y: Placed
  /** 1 to 6. */
  readonly palette: number
}

const finite = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y)

/** Interrupted where a value is not a number. */
export function LineMark({ points, x, y, palette }: MarkProps): VNode {
  const path = line<Point>()
    .defined(finite)
    .x((point) => x.at(point[0]))
    .y((point) => y.at(point[1]))
    .digits(1)
  return <path class={`line s${palette}`} d={path(points) ?? ''} />
}

export function DotMarks({ points, x, y, palette }: MarkProps): VNode {
  const shape = symbol(SHAPES[palette - 1], 34)()
  return (
    <g class={`dots s${palette}`}>
      {points.filter(finite).map(([a, b], k) => (
        <path key={k} d={shape ?? ''} transform={`translate(${x.at(a).toFixed(1)} ${y.at(b).toFixed(1)})`} />
      ))}
    </g>
  )
}

export interface DirectLabel {
  readonly text: string
  /** Of what it names, in user units. */
  readonly at: number
  readonly palette: number
}

const LINE_HEIGHT = 16

/** Labels to the right of where their lines end, moved apart where they would overlap, and kept above `lowest`. */
export function DirectLabels({
  labels,
  left,
  lowest,
}: {
  labels: readonly DirectLabel[]
  left: number
  lowest: number
}): VNode {
  const sorted = [...labels].sort((a, b) => a.at - b.at)
  const heights: number[] = []
  for (const { at } of sorted) heights.push(Math.max(at, (heights.at(-1) ?? Number.NEGATIVE_INFINITY) + LINE_HEIGHT))
  for (let k = heights.length - 1, most = lowest; k >= 0; k--, most -= LINE_HEIGHT) {
    most = Math.min(most, heights[k] as number)
    heights[k] = most
  }
  return (
    <g>
      {sorted.map(({ text, palette }, k) => (
        <text key={text} class={`name s${palette}`} x={left + 7} y={heights[k]} dy="0.32em">
          {text}
        </text>
      ))}
    </g>
  )
}

/** Room that the longest of some labels needs, in user units. */
export const roomFor = (labels: readonly string[]): number =>
  labels.reduce((most, label) => Math.max(most, 12 + 7.6 * [...label].length), 12)
