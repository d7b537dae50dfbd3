/** A closed form over numerical values of the same quantity, and the size of their difference below it. */
import type { VNode } from 'preact'
import { Axes, type Axis, type Box, type Point, numeral, place } from './axis.js'
import { Figure, type FigureProps, WIDTH } from './figure.js'
import { firsts, seconds } from './lines.js'
import { DirectLabels, DotMarks, LineMark, roomFor } from './marks.js'

export interface ComparisonProps extends FigureProps {
  readonly x: Axis
  readonly y: Axis
  /** The closed form, close enough for a smooth line. */
  readonly exact: readonly Point[]
  /** Numerical values; none while they are not known. */
  readonly numeric: readonly Point[]
  /** Absolute differences of the two, at the points of `numeric`; 0 is drawn at the low end. */
  readonly difference: readonly Point[]
  /** What the difference is relative to, such as `of L(0)`. */
  readonly differenceUnit: string
  /** Default `closed form`, `integrated`. */
  readonly names?: readonly [exact: string, numeric: string]
  /** Said in place of the difference when there are no numerical values. */
  readonly note?: string
}

const COMPARISON_HEIGHT = 370

/** Two panels over one x axis: the values, and their difference on a log scale with its largest as a number. */
export function Comparison({
  x,
  y,
  exact,
  numeric,
  difference,
  differenceUnit,
  names = ['closed form', 'integrated'],
  note = 'not compared',
  ...frame
}: ComparisonProps): VNode {
  const { width = WIDTH, height = COMPARISON_HEIGHT } = frame
  const right = width - roomFor(names)
  const upper: Box = { left: 46, right, top: 34, bottom: Math.round(height * 0.6) }
  const lower: Box = { left: 46, right, top: upper.bottom + 44, bottom: height - 44 }
  const across = place(x, firsts([...exact, ...numeric]), [46, right], Math.max(2, (right - 46) / 75), true)
  const up = place(y, seconds([...exact, ...numeric]), [upper.bottom, upper.top], 4)
  const most = Math.max(0, ...seconds(difference).filter(Number.isFinite))
  const errors = place(
    {
      label: numeric.length === 0 ? '' : `difference, at most ${numeral(most, 2)} ${differenceUnit}`,
      scale: 'log',
      ...(most === 0 && { domain: [1e-17, 1e-13] as const }),
    },
    seconds(difference),
    [lower.bottom, lower.top],
    2,
  )
  const [end, last] = [exact.at(-1), numeric.at(-1)]
  return (
    <Figure {...frame} height={height}>
      <Axes x={across} y={up} box={upper} bare />
      <LineMark points={exact} x={across} y={up} palette={1} />
      <DotMarks points={numeric} x={across} y={up} palette={2} />
      <DirectLabels
        left={right}
        lowest={upper.bottom}
        labels={[
          ...(end ? [{ text: names[0], at: up.at(end[1]) - 8, palette: 1 }] : []),
          ...(last ? [{ text: names[1], at: up.at(last[1]) + 8, palette: 2 }] : []),
        ]}
      />
      <Axes x={across} y={errors} box={lower} />
      <DotMarks points={difference} x={across} y={errors} palette={2} />
      {numeric.length === 0 && (
        <text class="halo" x={(46 + right) / 2} y={(lower.top + lower.bottom) / 2} dy="0.32em" text-anchor="middle">
          {note}
        </text>
      )}
    </Figure>
  )
}
