/** Means and spreads over seeds. */
import type { Outcome, Setting } from './experiment.js'

/** How values lie: of those that are finite numbers. */
export interface Spread {
  readonly mean: number
  /** The standard deviation of the values; 0 of one. */
  readonly deviation: number
  readonly least: number
  readonly most: number
  readonly count: number
}

/** Of the finite numbers among these; NaN where there is none. */
export function spread(values: readonly number[]): Spread {
  const finite = values.filter(Number.isFinite)
  const count = finite.length
  if (count === 0) return { mean: Number.NaN, deviation: 0, least: Number.NaN, most: Number.NaN, count }
  const [least, most] = [Math.min(...finite), Math.max(...finite)]
  // A mean of equal values may be rounded to another one.
  if (least === most) return { mean: least, deviation: 0, least, most, count }
  // In units of a power of two, which rounds nothing: sums and squares of the largest numbers there are would be infinite.
  const unit = 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(-least, most))) - 500)
  const mean = finite.reduce((sum, x) => sum + x / unit, 0) / count
  const squares = finite.reduce((sum, x) => sum + (x / unit - mean) ** 2, 0)
  return { mean: mean * unit, deviation: Math.sqrt(squares / (count - 1)) * unit, least, most, count }
}

/** The exponent e of the power law y ~ x^e that fits these points best, by least squares of the logarithms. Throws RangeError for fewer than two different x. */
export function exponentOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
  const x = points.map(([one]) => Math.log(one))
  const y = points.map(([, other]) => Math.log(other))
  const [middle, height] = [mean(x), mean(y)]
  const squares = x.reduce((sum, one) => sum + (one - middle) ** 2, 0)
  if (!(squares > 0)) throw new RangeError(`a power law needs two different x, found ${points.length} points`)
  return x.reduce((sum, one, k) => sum + (one - middle) * ((y[k] as number) - height), 0) / squares
}

/** Spearman's rank correlation, from -1 to 1, of the points both of whose numbers are finite; equal values have the mean of their ranks. NaN of fewer than two such points. */
export function rankCorrelation(all: readonly (readonly [x: number, y: number])[]): number {
  const points = all.filter((point) => point.every(Number.isFinite))
  const ranks = (values: readonly number[]): number[] => {
    const below = (x: number): number => values.filter((other) => other < x).length
    const equal = (x: number): number => values.filter((other) => other === x).length
    return values.map((x) => below(x) + (equal(x) - 1) / 2)
  }
  const [x, y] = [ranks(points.map(([one]) => one)), ranks(points.map(([, other]) => other))]
  const middle = (points.length - 1) / 2
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, each, k) => sum + (each - middle) * ((b[k] as number) - middle), 0)
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y))
}

/** One number of each run of a setting. */
export const spreadOf = <S extends Setting>({ runs }: Outcome<S>, name: string): Spread =>
  spread(runs.map((values) => values[name] ?? Number.NaN))

/** Whether the mean falls by more than the larger of the two standard deviations. One value has none, and shows nothing. */
export const fallsClearly = (before: Spread, after: Spread): boolean =>
  Math.min(before.count, after.count) > 1 && before.mean - after.mean > Math.max(before.deviation, after.deviation)

/** `0.533 ± 0.012`: two digits of the deviation, and of the mean none beyond them. */
export function spreadText({ mean, deviation, count }: Spread): string {
  if (count === 0) return 'none'
  if (count === 1) return `${Number(mean.toPrecision(3))}`
  if (deviation === 0) return `${Number(mean.toPrecision(3))} ± 0`
  const places = Math.max(0, 1 - Math.floor(Math.log10(deviation)))
  const shown = (x: number): string => x.toFixed(Math.min(places, 100))
  return `${shown(mean)} ± ${shown(deviation)}`
}
