/** The line over a grid of two positive quantities on which a third one is at a level. */
import type { Point } from './axis.js'

/** A positive value at a place of a grid. */
export type Height = readonly [x: number, y: number, value: number]

/** Where a positive value on a grid is at a level: a piece of the line between each four neighbours, found by the logarithms. */
export function contour(points: readonly Height[], level: number): [Point, Point][] {
  const distinct = (axis: 0 | 1): number[] => [...new Set(points.map((point) => point[axis]))].sort((a, b) => a - b)
  const [columns, rows] = [distinct(0), distinct(1)]
  const at = new Map(points.map((point) => [`${point[0]} ${point[1]}`, point]))
  const crossing = (a: Height, b: Height): Point[] => {
    const [from, to] = [Math.log(a[2] / level), Math.log(b[2] / level)]
    if (!(from < 0 !== to < 0)) return []
    const part = from / (from - to)
    return [[a[0] ** (1 - part) * b[0] ** part, a[1] ** (1 - part) * b[1] ** part]]
  }
  return columns.slice(1).flatMap((right, i) =>
    rows.slice(1).flatMap((above, j): [Point, Point][] => {
      const corners = [
        `${columns[i]} ${rows[j]}`,
        `${right} ${rows[j]}`,
        `${right} ${above}`,
        `${columns[i]} ${above}`,
      ].flatMap((place): Height[] => {
        const point = at.get(place)
        return point ? [point] : []
      })
      if (corners.length < 4) return []
      const [one, other] = corners.flatMap((corner, k) => crossing(corner, corners[(k + 1) % 4] as Height))
      return one && other ? [[one, other]] : []
    }),
  )
}
