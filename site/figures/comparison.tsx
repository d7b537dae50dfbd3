/** A closed form over numerical values of the same quantity, and the size of their difference below it. */
import type { VNode } from 'preact'
import { type Axis, type Point, numeral } from './axis.js'
import type { FigureProps } from './figure.js'
import { seconds } from './lines.js'
import { Panels } from './panels.js'

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
  const most = Math.max(0, ...seconds(difference).filter(Number.isFinite))
  const isNone = numeric.length === 0
  return (
    <Panels
      {...frame}
      x={x}
      y={y}
      series={[
        { name: names[0], points: exact },
        { name: names[1], dots: numeric },
      ]}
      difference={difference}
      label={isNone ? '' : `difference, at most ${numeral(most, 2)} ${differenceUnit}`}
      palette={2}
      {...(isNone && { note })}
    />
  )
}
