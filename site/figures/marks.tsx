/** What is drawn for data: lines with dashes of their own, dots with shapes of their own, and direct labels. */
import { line } from 'd3-shape'
import type { VNode } from 'preact'
import type { Placed, Point } from './axis.js'
import { Label } from './label.js'

/** Shapes of dots as paths relative to their centre, one for each colour of the stylesheet, whose dashes differ too. */
const SHAPES = [
  'm-3.3 0a3.3 3.3 0 1 0 6.6 0a3.3 3.3 0 1 0-6.6 0', // disc
  'm-2.9-2.9h5.8v5.8h-5.8z', // square
  'm0-4l3.8 6.6h-7.6z', // triangle
  'm0-4.2l3.2 4.2l-3.2 4.2l-3.2-4.2z', // diamond
  'm-1.3-3.9h2.6v2.6h2.6v2.6h-2.6v2.6h-2.6v-2.6h-2.6v-2.6h2.6z', // cross
  'm0 4l3.8-6.6h-7.6z', // triangle on its tip
] as const
/** Looks of lines: each colour has two dashes. */
const LOOKS = 2 * SHAPES.length
export const paletteOf = (k: number): number => (k % LOOKS) + 1

interface MarkProps {
  readonly points: readonly Point[]
  readonly x: Placed
  readonly y: Placed
  /** 1 to 12. */
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
  const shape = SHAPES[(palette - 1) % SHAPES.length]
  const place = ([a, b]: Point): string => `M${x.at(a).toFixed(1)} ${y.at(b).toFixed(1)}${shape}`
  return <path class={`dots s${palette}`} d={points.filter(finite).map(place).join('')} />
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
          <Label text={text} />
        </text>
      ))}
    </g>
  )
}

/** Room that the longest of some labels needs, in user units, and half of a tick at the end of an axis. */
export const roomFor = (labels: readonly string[]): number =>
  labels.reduce((most, label) => Math.max(most, 12 + 7.6 * [...label].length), 28)
