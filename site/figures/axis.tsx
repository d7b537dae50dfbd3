/** Axes: what they measure, where their ticks stand, and how a number on them is written. */
import { extent } from 'd3-array'
import { scaleLinear, scaleLog } from 'd3-scale'
import type { VNode } from 'preact'

/** In the units of the axes. */
export type Point = readonly [x: number, y: number]

export interface Axis {
  /** What is measured, with its unit. */
  readonly label: string
  /** Default linear. On a log axis values that are not positive stand at its low end. */
  readonly scale?: 'linear' | 'log'
  /** Default: from the data, to round numbers. */
  readonly domain?: readonly [from: number, to: number]
  /** Values that must be in sight. */
  readonly include?: readonly number[]
}

export interface Placed {
  readonly domain: Point
  /** From a value to user units of the drawing, within the axis. */
  at(value: number): number
  /** The same, also beyond the ends of the axis. */
  free(value: number): number
  readonly label: string
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

/**
 * An axis over the values, from user unit `from` to `to`, with about `count` ticks. A linear one ends at round numbers,
 * or where the values end if it is `tight`.
 */
export function place(axis: Axis, values: Iterable<number>, range: Point, count: number, tight = false): Placed {
  return axis.scale === 'log' ? placeLog(axis, values, range, count) : placeLinear(axis, values, range, count, tight)
}

function placeLinear(axis: Axis, values: Iterable<number>, range: Point, count: number, tight: boolean): Placed {
  const [low, high] = axis.domain ?? roomy(extentOf([...values, ...(axis.include ?? [])]))
  const scale = scaleLinear([low, high], [...range])
  if (axis.domain === undefined && !tight) scale.nice(count)
  const [first, last] = scale.domain() as [number, number]
  const size = Math.max(Math.abs(first), Math.abs(last))
  const power = size >= 1e5 || size < 1e-2 ? Math.floor(Math.log10(size)) : 0
  const unit = 10 ** power
  const ticks = scale.ticks(count)
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) / unit
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)))
  return {
    domain: [first, last],
    free: (value) => scale(value),
    at: (value) => scale(Math.min(last, Math.max(first, value))),
    label: power === 0 ? axis.label : `${axis.label} (×10${superscript(power)})`,
    ticks: ticks.map((tick) => ({ at: scale(tick), text: minus((tick / unit).toFixed(digits)) })),
  }
}

function placeLog(axis: Axis, values: Iterable<number>, range: Point, count: number): Placed {
  const [low, high] = axis.domain ?? extentOf([...values, ...(axis.include ?? [])].filter((value) => value > 0))
  const [first, last] = [
    Math.floor(Math.log10(low)),
    Math.max(Math.ceil(Math.log10(high)), Math.floor(Math.log10(low)) + 1),
  ]
  const scale = scaleLog([10 ** first, 10 ** last], [...range])
  const every = Math.max(1, Math.ceil((last - first) / count))
  const powers = Array.from({ length: last - first + 1 }, (_, k) => first + k).filter((power) => power % every === 0)
  return {
    domain: [10 ** first, 10 ** last],
    free: (value) => scale(value),
    at: (value) => scale(Math.min(10 ** last, Math.max(10 ** first, value))),
    label: axis.label,
    ticks: powers.map((power) => ({ at: scale(10 ** power), text: `10${superscript(power)}` })),
  }
}

function extentOf(values: readonly number[]): Point {
  const [low, high] = extent(values.filter(Number.isFinite))
  return low === undefined ? [1, 1] : [low, high]
}

/** An interval of one point, or of rounding errors, becomes one that holds it. */
function roomy([low, high]: Point): Point {
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (high - low > 1e-9 * size) return [low, high]
  return size === 0 ? [-1, 1] : [low - size / 2, high + size / 2]
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = { '-': '⁻' }
/** `⁻¹²` for -12. */
export const superscript = (n: number): string =>
  [...String(n)].map((digit) => SUPERSCRIPTS[digit] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')

const minus = (text: string): string => text.replace('-', '−')

/** A number in running text: three digits, and a power of ten where it is large or small. */
export function numeral(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'undefined' : value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e6) return minus(String(Number(value.toPrecision(digits))))
  const [mantissa = '', power = ''] = value.toExponential(digits - 1).split('e')
  return `${minus(String(Number(mantissa)))}×10${superscript(Number(power))}`
}

interface AxesProps {
  readonly x: Placed
  readonly y: Placed
  readonly box: Box
  /** Draws no numbers below: a panel beneath has them. */
  readonly bare?: boolean
}

/** Where the data is drawn, in user units from the top left. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export function Axes({ x, y, box: { left, right, top, bottom }, bare = false }: AxesProps): VNode {
  return (
    <g class="axes">
      {y.ticks.map(({ at, text }) => (
        <g key={text}>
          <line class="grid" x1={left} x2={right} y1={at} y2={at} />
          <text x={left - 7} y={at} dy="0.32em" text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      <line class="base" x1={left} x2={right} y1={bottom} y2={bottom} />
      {x.ticks.map(({ at, text }) => (
        <g key={text}>
          <line class="base" x1={at} x2={at} y1={bottom} y2={bottom + 4} />
          {!bare && (
            <text x={at} y={bottom + 17} text-anchor="middle">
              {text}
            </text>
          )}
        </g>
      ))}
      <text class="what" x={0} y={top - 13}>
        {y.label}
      </text>
      {!bare && (
        <text class="what" x={right} y={bottom + 34} text-anchor="end">
          {x.label}
        </text>
      )}
    </g>
  )
}
