/** Means and spreads over seeds. */
import type { Outcome, Setting } from './experiment.js'

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
  const mean = finite.reduce((a, b) => a + b, 0) / count
  const squares = finite.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return {
    mean,
    deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    least: Math.min(...finite),
    most: Math.max(...finite),
    count,
  }
}

/** One number of each run of a setting. */
export const spreadOf = <S extends Setting>({ runs }: Outcome<S>, name: string): Spread =>
  spread(runs.map((values) => values[name] ?? Number.NaN))

/** `0.53 ± 0.02`. */
export const spreadText = ({ mean, deviation, count }: Spread): string =>
  count === 0 ? 'none' : `${shown(mean)} ± ${shown(deviation)}`

const shown = (x: number): string => `${Number(x.toPrecision(3))}`
