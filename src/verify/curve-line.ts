/** What is kept of a sampled curve: within limits, in as many digits as it changes in, and in few points. */
import type { Point } from './report.js'
import type { Limits } from './sampled-curve.js'

const { isFinite: finite } = Number

/** The line without what lies beyond the limits, to where it crosses them. */
export function cutAt(line: readonly Point[], [low, high]: Limits): Point[] {
  const sideOf = ([, y]: Point): number => (y < low ? -1 : y > high ? 1 : 0)
  return line.flatMap((point, n): Point[] => {
    const before = line[n - 1]
    const isLine = before !== undefined && finite(before[1]) && finite(point[1])
    const [from, to] = [isLine ? sideOf(before) : sideOf(point), sideOf(point)]
    const crossing = (side: number): Point => {
      const [[a, y], [b, z], level] = [before as Point, point, side < 0 ? low : high]
      return [a + ((b - a) * (level - y)) / (z - y), level]
    }
    const gap: Point = [point[0], Number.NaN]
    if (from === to) return to === 0 ? [point] : [gap]
    if (from === 0) return [crossing(to), gap]
    return [[(before as Point)[0], Number.NaN], crossing(from), ...(to === 0 ? [point] : [crossing(to), gap])]
  })
}

/** Digits that tell apart values of this size that lie so far apart; one more than a double is sure of gives it back as it is. */
const digitsFor = (size: number, height: number): number =>
  height > 0 ? Math.min(17, 6 + Math.max(0, Math.ceil(Math.log10(size / height)))) : 6

/** Six digits of both coordinates, and as many more as it takes to see a small change of something large. */
export function rounded(line: readonly Point[]): Point[] {
  const [across, up] = ([0, 1] as const).map((axis) => {
    const values = line.map((point) => point[axis]).filter(finite)
    return digitsFor(Math.max(...values.map(Math.abs)), Math.max(...values) - Math.min(...values))
  }) as [number, number]
  return line.map(([x, y]) => [Number(x.toPrecision(across)), Number(y.toPrecision(up))])
}

/** How far from the line what is left out may be, relative to its height: less than can be seen. */
const UNSEEN = 0.0015

/** The line without points that lie on the straight line between others; of gaps one point, or two where they end or begin it. */
export function thinned(line: readonly Point[]): Point[] {
  const values = line.map(([, y]) => y).filter(finite)
  const height = Math.max(...values) - Math.min(...values)
  const kept = new Set<number>()
  const straighten = (from: number, to: number): void => {
    const [[a, y], [b, z]] = [line[from], line[to]] as [Point, Point]
    let [farthest, most] = [0, UNSEEN * height]
    for (let n = from + 1; n < to; n++) {
      const [x, value] = line[n] as Point
      const off = Math.abs(value - (y + ((z - y) * (x - a)) / (b - a)))
      if (off > most) [farthest, most] = [n, off]
    }
    if (farthest === 0) return
    kept.add(farthest)
    straighten(from, farthest)
    straighten(farthest, to)
  }
  let start = 0
  for (const [n, [, y]] of line.entries()) {
    const [before, after] = [line[n - 1]?.[1], line[n + 1]?.[1]]
    if (!finite(y)) {
      if (before === undefined || after === undefined || finite(before)) kept.add(n)
      continue
    }
    if (!finite(before)) start = n
    if (finite(after)) continue
    kept.add(start).add(n)
    straighten(start, n)
  }
  return line.filter((_, n) => kept.has(n))
}
