/** Several series over one pair of axes, as lines, as dots, or as dots over lines, each named where it ends. */
import type { VNode } from 'preact'
import { Axes, type Axis, type Box, type Placed, type Point, leftFor, place } from './axis.js'
import { Figure, type FigureProps, HEIGHT, WIDTH } from './figure.js'
import { DirectLabels, DotMarks, LineMark, paletteOf, roomFor } from './marks.js'

/** A line, the measured dots on it, or both, under one name. */
export interface Series {
  /** Short: it stands beside the end of the series. */
  readonly name: string
  /** The line, in the order in which it is drawn; a value that is not a number interrupts it. */
  readonly points?: readonly Point[]
  /** Dots, such as measured values of what the line says. */
  readonly dots?: readonly Point[]
}

interface SeriesFigureProps extends FigureProps {
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
}

/** Lines with an optional dot at each measured value, and direct labels. */
export function Lines({ x, y, series, ...frame }: SeriesFigureProps): VNode {
  const { width = WIDTH, height = HEIGHT } = frame
  const [top, bottom] = [34, height - 44]
  const all = series.flatMap(({ points = [], dots = [] }) => [...points, ...dots])
  const up = place(y, seconds(all), [bottom, top], Math.max(2, (bottom - top) / 40))
  const box: Box = { left: leftFor(up), right: width - roomFor(series.map(({ name }) => name)), top, bottom }
  const across = place(x, firsts(all), [box.left, box.right], Math.max(2, (box.right - box.left) / 75), true)
  return (
    <Figure {...frame}>
      <Axes x={across} y={up} box={box} />
      <SeriesMarks series={series} x={across} y={up} box={box} />
    </Figure>
  )
}

interface SeriesMarksProps {
  readonly series: readonly Series[]
  readonly x: Placed
  readonly y: Placed
  readonly box: Box
}

/** The lines and dots of all series, and their names. */
export function SeriesMarks({ series, x, y, box }: SeriesMarksProps): VNode {
  const labels = series.flatMap(({ name, points = [], dots = [] }, k) => {
    const last = (points.length > 0 ? points : dots).findLast((point) => Number.isFinite(point[1]))
    return last === undefined ? [] : [{ text: name, at: y.at(last[1]), palette: paletteOf(k) }]
  })
  return (
    <>
      {series.map(({ name, points, dots }, k) => (
        <g key={name}>
          {points && <LineMark points={points} x={x} y={y} palette={paletteOf(k)} />}
          {dots && <DotMarks points={dots} x={x} y={y} palette={paletteOf(k)} />}
        </g>
      ))}
      <DirectLabels labels={labels} left={box.right} lowest={box.bottom} />
    </>
  )
}

/** Dots alone. */
export function Dots({
  series,
  ...rest
}: Omit<SeriesFigureProps, 'series'> & {
  readonly series: readonly { readonly name: string; readonly points: readonly Point[] }[]
}): VNode {
  return <Lines {...rest} series={series.map(({ name, points }) => ({ name, dots: points }))} />
}

export const firsts = (points: readonly Point[]): number[] => points.map((point) => point[0])
export const seconds = (points: readonly Point[]): number[] => points.map((point) => point[1])
