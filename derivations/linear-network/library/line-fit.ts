/** A straight line through measured points. */
export interface MeasuredPoint {
  readonly x: number
  readonly y: number
  /** Of y. */
  readonly variance: number
}

export interface Line {
  readonly slope: number
  /** Standard error of the slope: from the variances of the points, or from the residuals when those are 0. */
  readonly error: number
}

/** Least squares, weighted by the inverse variances. Throws RangeError for fewer than two different x. */
export function fitLine(points: readonly MeasuredPoint[]): Line {
  const known = points.every((point) => point.variance > 0)
  const weights = points.map((point) => (known ? 1 / point.variance : 1))
  const total = weights.reduce((a, b) => a + b, 0)
  const mean = (of: (point: MeasuredPoint) => number): number =>
    points.reduce((sum, point, k) => sum + (weights[k] as number) * of(point), 0) / total
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)]
  const spread = total * mean((point) => (point.x - x) ** 2)
  if (!(spread > 0)) throw new RangeError(`a line needs two different x, found ${points.length} points`)
  const slope = (total * mean((point) => (point.x - x) * (point.y - y))) / spread
  const rest = total * mean((point) => (point.y - y - slope * (point.x - x)) ** 2)
  const variance = known ? 1 : rest / Math.max(1, points.length - 2)
  return { slope, error: Math.sqrt(variance / spread) }
}
