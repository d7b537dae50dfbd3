/** Axes: what they measure, where their ticks stand, and how a number on them is written. */
import { extent, tickStep } from 'd3-array'
import { scaleLinear, scaleLog } from 'd3-scale'
import type { VNode } from 'preact'
import { Label } from './label.js'

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
  /** The values are right to their last digits: a small change is no rounding error. */
  readonly exact?: boolean
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
  const [low, high] = axis.domain ?? roomy(extentOf([...values, ...(axis.include ?? [])]), axis.exact)
  const scale = scaleLinear([low, high], [...range])
  if (axis.domain === undefined && !tight) scale.nice(count)
  const [first, last] = scale.domain() as [number, number]
  const step = tickStep(first, last, count)
  const { base, power } = unitOf(first, last, step)
  const unit = 10 ** power
  const digits = Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9))
  return {
    domain: [first, last],
    free: (value) => scale(value),
    at: (value) => scale(Math.min(last, Math.max(first, value))),
    label: `${axis.label}${unitText(base, power)}`,
    ticks: scale.ticks(count).map((tick) => ({
      at: scale(tick),
      text: minus(((tick - Number(base)) / unit).toFixed(digits)).replace(/^−(?=[0.]*$)/, ''),
    })),
  }
}

/** Digits of a tick beyond which only what changes is written. */
const MOST_DIGITS = 6

/** What is said once, in the label: a power of ten, and a number that is in all ticks. */
function unitOf(first: number, last: number, step: number): { readonly base: string; readonly power: number } {
  const size = Math.max(Math.abs(first), Math.abs(last))
  if (Math.log10(size / step) < MOST_DIGITS)
    return { base: '0', power: size >= 1e5 || size < 1e-2 ? Math.floor(Math.log10(size)) : 0 }
  const round = Math.ceil(Math.log10(last - first) - 1e-6)
  const below = Math.floor(first / 10 ** round + 1e-6)
  const above = Math.ceil(last / 10 ** round - 1e-6)
  const [low, high] = [below, above].map((whole) => roundText(whole, round)) as [string, string]
  const span = Math.log10(last - first)
  const power = Math.floor(span + 1e-6)
  return { base: high.length < low.length ? high : low, power: power >= 5 || power < -1 ? power : 0 }
}

/** So many units of a power of ten, without zeros at the end. */
const roundText = (whole: number, power: number): string =>
  power >= 0 ? String(whole * 10 ** power) : (whole / 10 ** -power).toFixed(Math.min(100, -power)).replace(/\.?0+$/, '')

function unitText(base: string, power: number): string {
  const times = power === 0 ? '' : `×10${superscript(power)}`
  if (base === '0') return times && ` (${times})`
  return ` (${minus(base)} + …${times && ` ${times}`})`
}

function placeLog(axis: Axis, values: Iterable<number>, range: Point, count: number): Placed {
  const [low, high] = axis.domain ?? extentOf([...values, ...(axis.include ?? [])].filter((value) => value > 0))
  const [least, most] = [
    Math.floor(Math.log10(low)),
    Math.max(Math.ceil(Math.log10(high)), Math.floor(Math.log10(low)) + 1),
  ]
  const every = Math.max(1, Math.ceil((most - least) / count))
  // A tick at both ends.
  const [first, last] = [Math.floor(least / every) * every, Math.ceil(most / every) * every]
  const scale = scaleLog([10 ** first, 10 ** last], [...range])
  const powers = Array.from({ length: (last - first) / every + 1 }, (_, k) => first + k * every)
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
function roomy([low, high]: Point, isExact = false): Point {
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (high - low > (isExact ? 1e-12 : 1e-9) * size) return [low, high]
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

/** Room to the left of a vertical axis, for the widest of its ticks in the larger letters of a narrow page. */
export const leftFor = (...axes: readonly Placed[]): number =>
  Math.max(46, 9 + Math.ceil(7.6 * Math.max(...axes.flatMap(({ ticks }) => ticks.map(({ text }) => [...text].length)))))

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
        <Label text={y.label} />
      </text>
      {!bare && (
        <text class="what" x={right} y={bottom + 34} text-anchor="end">
          <Label text={x.label} />
        </text>
      )}
    </g>
  )
}
