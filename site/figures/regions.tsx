/** A plane divided into regions, each with a fill and its name inside; thin ones are named at the edge they reach. */
import type { VNode } from 'preact'
import { Axes, type Axis, type Box, type Placed, place } from './axis.js'
import { Figure, type FigureProps } from './figure.js'

export interface RegionsProps extends FigureProps {
  /** Both linear, with a domain. */
  readonly x: Axis
  readonly y: Axis
  /** Boxes along each axis. */
  readonly n: number
  /** The region of each box, n * n: row after row from the low end of y up, each from the low end of x. */
  readonly codes: Uint8Array
  /** Short names by code, in lines. Code k has the fill k of the stylesheet, of 6. */
  readonly names: readonly (readonly string[])[]
  readonly dots?: readonly RegionDot[]
}

/** A measured value over the regions. */
export interface RegionDot {
  readonly x: number
  readonly y: number
  /** Beside the dot; none when empty. */
  readonly name: string
  /** Fills the dot with the colour of a region; without it the dot marks a place. */
  readonly code?: number
}

const MARGIN = { left: 46, right: 118, top: 40, bottom: 44 }
const LINE = 15
const REGIONS_WIDTH = 460
const REGIONS_HEIGHT = 380

/** Dots of a code are measured values over the computed regions. */
export function Regions({ x, y, n, codes, names, dots = [], ...frame }: RegionsProps): VNode {
  const { width = REGIONS_WIDTH, height = REGIONS_HEIGHT } = frame
  const box: Box = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom }
  const across = place(x, [], [box.left, box.right], 5)
  const up = place(y, [], [box.bottom, box.top], 5)
  const present = names.map((_, code) => code).filter((code) => codes.includes(code))
  const [measured, marked] = [dots.filter(({ name }) => name === ''), dots.filter(({ name }) => name !== '')]
  const placed = dots.map((dot): Place => [across.at(dot.x), up.at(dot.y)])
  const named = namesOf(codes, n, present, names, box).map((name) =>
    clearOf(placed, name, names[name.code] as readonly string[]),
  )
  return (
    <Figure {...frame} width={width} height={height}>
      <Patterns id={frame.id} />
      {present.map((code) => (
        <Area
          key={code}
          id={frame.id}
          code={code}
          thin={named.some((name) => name.code === code && name.from)}
          path={areaOf(codes, n, code, box)}
        />
      ))}
      <Axes x={across} y={up} box={box} />
      {/* Dots cover no letters. */}
      {measured.map((dot) => (
        <Dot key={`${dot.x} ${dot.y}`} dot={dot} x={across} y={up} />
      ))}
      {named.map((name) => (
        <RegionName key={name.code} lines={names[name.code] as readonly string[]} name={name} />
      ))}
      {marked.map((dot) => (
        <Dot key={dot.name} dot={dot} x={across} y={up} />
      ))}
    </Figure>
  )
}

/** How far above its dot a name stands, over the dots beside it. */
const ABOVE = -13

/** With its name beside it, where it has one. */
function Dot({ dot: { x, y, name, code }, ...axes }: { dot: RegionDot; x: Placed; y: Placed }): VNode {
  const isRight = x > middleOf(axes.x.domain)
  return (
    <g transform={`translate(${axes.x.at(x)} ${axes.y.at(y)})`}>
      <circle class={code === undefined ? 'here' : `dot r${code}`} r={code === undefined ? 6 : 4} />
      {name !== '' && (
        <text class="halo strong" x={isRight ? -9 : 9} y={ABOVE} dy="0.32em" text-anchor={isRight ? 'end' : 'start'}>
          {name}
        </text>
      )}
    </g>
  )
}

const middleOf = ([from, to]: readonly [number, number]): number => (from + to) / 2

/** Hatches tell regions apart without colour. */
function Patterns({ id }: { readonly id: string }): VNode {
  return (
    <defs>
      <pattern id={`${id}-r0`} width="7" height="7" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M0 0L7 7M7 0L0 7" />
      </pattern>
      <pattern id={`${id}-r1`} width="7" height="7" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6" />
      </pattern>
      <pattern id={`${id}-r2`} width="8" height="8" patternUnits="userSpaceOnUse">
        <circle class="speck" cx="4" cy="4" r="0.9" />
      </pattern>
      <pattern id={`${id}-r5`} width="7" height="7" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M0 3.5L7 3.5" />
      </pattern>
    </defs>
  )
}

const HATCHED = new Set([0, 1, 2, 5])

interface AreaProps {
  readonly id: string
  readonly code: number
  /** Thin ones have strong colours. */
  readonly thin: boolean
  readonly path: string
}

function Area({ id, code, thin, path }: AreaProps): VNode {
  return (
    <g>
      <path class={`area r${code} ${thin ? 'thin' : ''}`} d={path} />
      {HATCHED.has(code) && !thin && <path d={path} fill={`url(#${id}-r${code})`} />}
    </g>
  )
}

/** Rectangles of the runs of a code, row by row, equal runs of neighbouring rows joined. */
function areaOf(codes: Uint8Array, n: number, code: number, box: Box): string {
  const [stepX, stepY] = [(box.right - box.left) / n, (box.bottom - box.top) / n]
  const open = new Map<string, { from: number; to: number; row: number }>()
  let path = ''
  const close = ({ from, to, row }: { from: number; to: number; row: number }, end: number): void => {
    const [left, right] = [box.left + from * stepX, box.left + to * stepX]
    const [low, high] = [box.bottom - row * stepY, box.bottom - end * stepY]
    path += `M${left.toFixed(2)} ${high.toFixed(2)}H${right.toFixed(2)}V${low.toFixed(2)}H${left.toFixed(2)}Z`
  }
  for (let row = 0; row <= n; row++) {
    const runs = row < n ? runsOf(codes.subarray(row * n, (row + 1) * n), code) : []
    const now = new Map(runs.map(([from, to]) => [`${from} ${to}`, { from, to, row }]))
    for (const [key, run] of open) {
      if (now.has(key)) continue
      close(run, row)
      open.delete(key)
    }
    for (const [key, run] of now) if (!open.has(key)) open.set(key, run)
  }
  return path
}

function runsOf(row: Uint8Array, code: number): [number, number][] {
  const runs: [number, number][] = []
  for (let k = 0; k < row.length; k++) {
    if (row[k] !== code) continue
    const from = k
    while (k < row.length && row[k] === code) k++
    runs.push([from, k])
  }
  return runs
}

interface Spot {
  readonly column: number
  readonly row: number
  /** Boxes from the spot to the next other region, or to the edge. */
  readonly room: number
}

/** The box of a region that is farthest from every other, by steps along rows and columns; of a thin one, its last on the edge. */
function spotOf(codes: Uint8Array, n: number, code: number): Spot {
  const distance = new Int32Array(n * n)
  const near = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= n || row >= n ? 0 : (distance[row * n + column] as number)
  const at = (column: number, row: number, before: number): void => {
    const k = row * n + column
    distance[k] = codes[k] === code ? Math.min(before + 1, distance[k] || n) : 0
  }
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) at(column, row, Math.min(near(column - 1, row), near(column, row - 1)))
  }
  let best: Spot = { column: 0, row: 0, room: 0 }
  for (let row = n - 1; row >= 0; row--) {
    for (let column = n - 1; column >= 0; column--) {
      at(column, row, Math.min(near(column + 1, row), near(column, row + 1)))
      const room = near(column, row)
      if (room > best.room) best = { column, row, room }
    }
  }
  return best
}

interface Name {
  readonly code: number
  /** Middle of the text, or its left end where it stands beyond the right edge. */
  readonly x: number
  readonly y: number
  /** How far up or down it may be moved. */
  readonly room: number
  /** For a thin region, named beyond the right edge: where the line to its name begins. */
  readonly from?: readonly [x: number, y: number]
}

/** Inside where there is room, else beyond the right edge. */
function namesOf(
  codes: Uint8Array,
  n: number,
  present: readonly number[],
  names: RegionsProps['names'],
  box: Box,
): Name[] {
  const [stepX, stepY] = [(box.right - box.left) / n, (box.bottom - box.top) / n]
  const at = (column: number, row: number): [number, number] => [
    box.left + (column + 0.5) * stepX,
    box.bottom - (row + 0.5) * stepY,
  ]
  const placed = present.map((code): Name => {
    const { column, row, room } = spotOf(codes, n, code)
    const [x, y] = at(column, row)
    const free = room * Math.min(stepX, stepY)
    if (free >= LINE) return { code, x, y, room: free / 2 }
    const from = at(...middleOfThin(codes, n, code))
    return { code, x: box.right + 14, y: from[1], room: 0, from }
  })
  let lowest = Number.NEGATIVE_INFINITY
  const besides = placed.filter(({ from }) => from).sort((a, b) => a.y - b.y)
  const moved = besides.map((name) => {
    const half = (LINE * (names[name.code] as readonly string[]).length) / 2
    const y = Math.max(name.y, lowest + half)
    lowest = y + half + 3
    return { ...name, y }
  })
  return [...placed.filter(({ from }) => !from), ...moved]
}

type Place = readonly [x: number, y: number]

/** A name moved up or down as little as it takes to stand over the fewest dots. */
function clearOf(dots: readonly Place[], name: Name, lines: readonly string[]): Name {
  const wide = 3.8 * Math.max(...lines.map((line) => [...line].length)) + 4
  const high = (LINE * lines.length) / 2 + 5
  const hidden = (y: number): number =>
    dots.filter(([a, b]) => Math.abs(a - name.x) < wide && Math.abs(b - y) < high).length
  const heights = Array.from({ length: 2 * Math.floor(name.room) + 1 }, (_, k) => name.y + Math.ceil(k / 2) * (-1) ** k)
  return { ...name, y: heights.reduce((best, y) => (hidden(y) < hidden(best) ? y : best), name.y) }
}

/** The rightmost box of a region in the middle one of its rows. */
function middleOfThin(codes: Uint8Array, n: number, code: number): [column: number, row: number] {
  const rows = Array.from({ length: n }, (_, row) => codes.subarray(row * n, (row + 1) * n).lastIndexOf(code))
  const held = [...rows.keys()].filter((row) => rows[row] !== -1)
  const row = held[Math.floor(held.length / 2)] as number
  return [rows[row] as number, row]
}

function RegionName({
  lines,
  name: { x, y, from },
}: {
  readonly lines: readonly string[]
  readonly name: Name
}): VNode {
  return (
    <g>
      {from && <path class="leader" d={`M${from[0].toFixed(1)} ${from[1].toFixed(1)}L${x - 4} ${y.toFixed(1)}`} />}
      <text class="halo" text-anchor={from ? 'start' : 'middle'}>
        {lines.map((line, k) => (
          <tspan key={line} x={x.toFixed(1)} y={(y + (k - (lines.length - 1) / 2) * LINE).toFixed(1)} dy="0.32em">
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}
