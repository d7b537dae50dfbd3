/** Points between which straight lines show a curve: many where it turns, one at each end of where it has values, and none where it grows without bound. */
import type { Point } from './report.js'
import type { ValueAt } from './curve-values.js'

/** From the least value to the greatest. */
export type Limits = readonly [low: number, high: number]

/** What is known of a curve from values at equal steps. */
export interface Scan {
  readonly valueAt: ValueAt
  /** In order; at the ends of what has values also the last of these. */
  readonly points: readonly Point[]
  /** How many at equal steps. */
  readonly places: number
  /** Where it grows without bound. */
  readonly poles: readonly number[]
  /** Places beside which it has values that stay bounded, and where it has none. */
  readonly holes: readonly number[]
  /** Of its values that are not close to a pole; undefined where there are none. */
  readonly limits: Limits | undefined
}

/** How often an interval is halved to find where values end: to the last place that can be told apart from it. */
const HALVINGS = 40
/** Within this part of the range what is next to a pole is not looked at. */
const NEAR = 1 / 60
/** How far from its line a curve may be, relative to its height: to be drawn well, and to be drawn at all. */
const [FINE, COARSE] = [0.002, 0.05]
/** How often the steps are made finer where the curve turns. */
const DEEPEST = 10
/** Evaluations for each step of the scan after which a curve turns too often. */
const MOST_EVALUATIONS = 6

/** The part of the golden ratio below 1: its multiples fall in step with nothing. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

const { isFinite: finite } = Number

/** Values at so many equal steps; undefined where one has no other beside it. */
export function scanned(valueAt: ValueAt, from: number, to: number, steps: number): Scan | undefined {
  const grid = Array.from({ length: steps + 1 }, (_, n): Point => {
    const x = n === steps ? to : from + ((to - from) * n) / steps
    return [x, valueAt(x)]
  })
  const has = (n: number): boolean => finite(grid[n]?.[1])
  if (grid.some((_, n) => has(n) && !has(n - 1) && !has(n + 1))) return undefined
  const [points, poles, ends]: [Point[], number[], number[]] = [[], [], []]
  for (const [n, point] of grid.entries()) {
    const before = grid[n - 1]
    if (before && has(n - 1) !== has(n)) {
      const [inside, outside] = has(n) ? [point, before] : [before, point]
      const end = lastOf(valueAt, inside[0], outside[0])
      ;(isPole(valueAt, end[0], inside[0]) ? poles : ends).push(end[0])
      points.push(end)
    } else if (before && before[1] * point[1] < 0) {
      const sides = polarSides(valueAt, before, point)
      if (sides) poles.push(sides[0][0])
      if (sides) points.push(sides[0], [(sides[0][0] + sides[1][0]) / 2, Number.NaN], sides[1])
    }
    points.push(point)
  }
  const tame = points.filter(([x, y]) => finite(y) && !poles.some((pole) => Math.abs(x - pole) < NEAR * (to - from)))
  // Of the two sides of one place the first is enough.
  const apart = (places: readonly number[]): number[] =>
    places.filter((x, k) => k === 0 || x - (places[k - 1] as number) > (to - from) / (4 * steps))
  const isHole = (x: number): boolean => ends.some((other) => other !== x && Math.abs(x - other) < (to - from) / steps)
  return {
    valueAt,
    points,
    places: grid.length,
    poles: apart(poles),
    holes: apart(ends.filter(isHole)),
    limits: limitsOf(tame),
  }
}

function limitsOf(points: readonly Point[]): Limits | undefined {
  const values = points.map(([, y]) => y)
  return values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)]
}

/** The last point that has a value on the way from one that has to one that has none. */
function lastOf(valueAt: ValueAt, inside: number, outside: number): Point {
  let [last, beyond] = [inside, outside]
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (last + beyond) / 2
    if (finite(valueAt(middle))) last = middle
    else beyond = middle
  }
  return [last, valueAt(last)]
}

/** Whether the last of three values, each a thousand times closer to an end than the one before, has moved on as far as the second. */
function isPole(valueAt: ValueAt, end: number, inside: number): boolean {
  const [far, near, next] = [0, 10, 20].map((k) => valueAt(end + (inside - end) * 2 ** -k)) as [number, number, number]
  const moved = Math.abs(next - near)
  return moved > 1e-6 * Math.abs(near) && moved > Math.abs(near - far) / 2
}

/** What a value grows by on the way to a pole where its sign changes. */
const FAR_OUT = 1e6

/** The last points on both sides of a pole where the sign changes; undefined where there is a root or a jump. */
function polarSides(valueAt: ValueAt, left: Point, right: Point): [Point, Point] | undefined {
  const least = (): number => Math.min(Math.abs(a[1]), Math.abs(b[1]))
  let [a, b] = [left, right]
  const start = least()
  for (let k = 0; k < HALVINGS; k++) {
    const x = (a[0] + b[0]) / 2
    const middle: Point = [x, valueAt(x)]
    if (x <= a[0] || x >= b[0] || !finite(middle[1])) break
    if (Math.abs(middle[1]) < least()) return undefined
    if (middle[1] * a[1] > 0) a = middle
    else b = middle
  }
  return least() > FAR_OUT * start ? [a, b] : undefined
}

/** The scanned curve in as many points as it takes to show it within limits; undefined where straight lines do not. */
export function refined({ valueAt, points, limits: own, poles }: Scan, limits: Limits): readonly Point[] | undefined {
  if (!own) return undefined
  const height = own[1] - own[0]
  // Only beside a pole is a value too much.
  const [low, high] = poles.length === 0 ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : limits
  const within = (y: number): number => Math.min(high, Math.max(low, y))
  const little = 1e-9 * ((points.at(-1) as Point)[0] - (points[0] as Point)[0])
  const endsAtPole = (a: Point, b: Point): boolean =>
    poles.some((pole) => Math.abs(pole - a[0]) < little || Math.abs(pole - b[0]) < little)
  let left = MOST_EVALUATIONS * points.length
  let tested = 0
  const line: Point[] = []
  const isShown = (a: Point, b: Point, depth: number): boolean => {
    const part = 0.25 + 0.5 * ((++tested * GOLDEN) % 1)
    const x = a[0] + (b[0] - a[0]) * part
    if (left-- <= 0) return false
    const y = valueAt(x)
    if (!finite(y)) return false
    const off = Math.abs(within(y) - within(a[1] + (b[1] - a[1]) * part)) - 1e-9 * Math.abs(y)
    if (off > FINE * height && depth < DEEPEST && x > a[0] && x < b[0])
      return isShown(a, [x, y], depth + 1) && isShown([x, y], b, depth + 1)
    line.push(b)
    // Beside a pole what is left is a line straight up.
    return off <= COARSE * height || endsAtPole(a, b)
  }
  for (const [n, point] of points.entries()) {
    const before = points[n - 1]
    if (!before || !finite(before[1]) || !finite(point[1])) line.push(point)
    // Between two values there is one; a place between a value and none has been looked for.
    else if (!isShown(before, point, 0)) return undefined
    if (
      before &&
      !finite(before[1]) &&
      !finite(point[1]) &&
      finite(valueAt(before[0] + (point[0] - before[0]) * GOLDEN))
    )
      return undefined
  }
  return line
}
