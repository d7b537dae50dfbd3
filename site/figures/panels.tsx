/** Series over one pair of axes, and below them, over the same x axis, how far apart things are, on a log scale. */
import type { VNode } from 'preact'
import { Axes, type Axis, type Box, type Point, leftFor, place } from './axis.js'
import { Figure, type FigureProps, WIDTH } from './figure.js'
import { type Series, SeriesMarks, firsts, seconds } from './lines.js'
import { DotMarks, roomFor } from './marks.js'

interface PanelsProps extends FigureProps {
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
  /** Absolute differences; 0 is drawn at the low end. */
  readonly difference: readonly Point[]
  /** What they are, with their largest value. */
  readonly label: string
  /** Their place in the palette. */
  readonly palette: number
  /** Said in their place when there are none. */
  readonly note?: string
}

const PANELS_HEIGHT = 370

export function Panels({ x, y, series, difference, label, palette, note, ...frame }: PanelsProps): VNode {
  const { width = WIDTH, height = PANELS_HEIGHT } = frame
  const all = series.flatMap(({ points = [], dots = [] }) => [...points, ...dots])
  const middle = Math.round(height * 0.6)
  const up = place(y, seconds(all), [middle, 34], 4)
  const isAny = difference.some(([, apart]) => apart > 0)
  const low = { top: middle + 44, bottom: height - 44 }
  const errors = place(
    { label, scale: 'log', ...(!isAny && { domain: [1e-17, 1e-13] as const }) },
    seconds(difference),
    [low.bottom, low.top],
    2,
  )
  const [left, right] = [leftFor(up, errors), width - roomFor(series.map(({ name }) => name))]
  const upper: Box = { left, right, top: 34, bottom: middle }
  const lower: Box = { left, right, ...low }
  const across = place(x, firsts([...all, ...difference]), [left, right], Math.max(2, (right - left) / 75), true)
  return (
    <Figure {...frame} height={height}>
      <Axes x={across} y={up} box={upper} bare />
      <SeriesMarks series={series} x={across} y={up} box={upper} />
      <Axes x={across} y={errors} box={lower} />
      <DotMarks points={difference} x={across} y={errors} palette={palette} />
      {note !== undefined && (
        <text class="halo" x={(left + right) / 2} y={(lower.top + lower.bottom) / 2} dy="0.32em" text-anchor="middle">
          {note}
        </text>
      )}
    </Figure>
  )
}
