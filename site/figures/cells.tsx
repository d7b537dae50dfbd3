/** A value over a grid of two others: a cell for each pair, shaded and with its number, and a line over it. */
import { extent } from 'd3-array'
import { scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import type { VNode } from 'preact'
import type { Point } from './axis.js'
import { Figure, type FigureProps } from './figure.js'

export interface Cell {
  readonly x: number
  readonly y: number
  /** Positive; shaded by its logarithm. */
  readonly value: number
}

export interface CellsProps extends FigureProps {
  /** What stands along each axis, and what the numbers are. */
  readonly x: string
  readonly y: string
  readonly label: string
  readonly cells: readonly Cell[]
  /** A line in pieces, between places given by x and y. */
  readonly boundary?: { readonly name: string; readonly pieces: readonly (readonly [Point, Point])[] }
}

const [LEFT, TOP, BOTTOM, WIDTH, HEIGHT] = [58, 34, 44, 460, 320]
const RIGHT = 12

const distinct = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b)

/** A map of coloured cells, one for each pair of values, with a boundary over it. */
export function Cells({ x, y, label, cells, boundary, ...frame }: CellsProps): VNode {
  const [columns, rows] = [distinct(cells.map((cell) => cell.x)), distinct(cells.map((cell) => cell.y))]
  const [wide, high] = [(WIDTH - LEFT - RIGHT) / columns.length, (HEIGHT - TOP - BOTTOM) / rows.length]
  const left = (k: number): number => LEFT + k * wide
  const top = (k: number): number => HEIGHT - BOTTOM - (k + 1) * high
  const [low = 1, most = 1] = extent(cells.map(({ value }) => value).filter((value) => value > 0))
  const shade = scaleLog([low, most > low ? most : low * 10], [0.06, 0.85]).clamp(true)
  const path = line<Point>()
    .x(([at]) => LEFT + (placeIn(columns, at) + 0.5) * wide)
    .y(([, at]) => HEIGHT - BOTTOM - (placeIn(rows, at) + 0.5) * high)
    .digits(1)
  const named = boundary?.pieces.at(-1)?.[1]
  // Between two rows, where no cell has its number.
  const between = named && Math.min(Math.max(Math.round(placeIn(rows, named[1]) + 0.5), 1), rows.length - 1)
  return (
    <Figure {...frame} width={WIDTH} height={HEIGHT}>
      {cells.map((cell) => {
        const [column, row] = [columns.indexOf(cell.x), rows.indexOf(cell.y)]
        return (
          <g key={`${cell.x} ${cell.y}`}>
            <rect
              class="cell"
              x={left(column).toFixed(1)}
              y={top(row).toFixed(1)}
              width={(wide - 1).toFixed(1)}
              height={(high - 1).toFixed(1)}
              fill-opacity={cell.value > 0 ? shade(cell.value).toFixed(3) : '0'}
            />
            <text class="halo" x={left(column) + wide / 2} y={top(row) + high / 2} dy="0.32em" text-anchor="middle">
              {short(cell.value)}
            </text>
          </g>
        )
      })}
      {columns.map((value, k) => (
        <text key={value} x={left(k) + wide / 2} y={HEIGHT - BOTTOM + 17} text-anchor="middle">
          {value}
        </text>
      ))}
      {rows.map((value, k) => (
        <text key={value} x={LEFT - 7} y={top(k) + high / 2} dy="0.32em" text-anchor="end">
          {value}
        </text>
      ))}
      <text class="what" x={0} y={TOP - 13}>
        {y}
      </text>
      <text class="what" x={WIDTH - RIGHT} y={TOP - 13} text-anchor="end">
        {label}
      </text>
      <text class="what" x={WIDTH - RIGHT} y={HEIGHT - BOTTOM + 34} text-anchor="end">
        {x}
      </text>
      {boundary && <path class="line s2" d={boundary.pieces.map((piece) => path([...piece])).join('')} />}
      {boundary && named && between !== undefined && (
        <text
          class="halo strong"
          x={LEFT + (placeIn(columns, named[0]) + 0.5) * wide + 6}
          y={HEIGHT - BOTTOM - between * high}
          dy="0.32em"
        >
          {boundary.name}
        </text>
      )}
    </Figure>
  )
}

/** Two digits, or an order of size. */
const short = (value: number): string =>
  !Number.isFinite(value)
    ? '–'
    : value >= 99.5
      ? String(Math.round(value))
      : value >= 1e-3
        ? String(Number(value.toPrecision(2)))
        : value.toExponential(0).replace('-', '−')

/** Where a value stands among positive ones in rising order: its place, between two of them by its logarithm. */
function placeIn(values: readonly number[], at: number): number {
  const next = values.findIndex((value) => value >= at)
  if (next <= 0) return next < 0 ? values.length - 1 : 0
  const [a, b] = [values[next - 1] as number, values[next] as number]
  return next - 1 + Math.log(at / a) / Math.log(b / a)
}
