/** What an experiment keeps of the measurements of a run, checked and rounded. */
import type { Measurement, Run } from '../networks/run.js'
import type { Curve, Experiment, Point, Setting } from './experiment.js'
import type { Row } from './results.js'
import { isPlain, messageOf, named } from './plain.js'
import { isCurve } from './shapes.js'

type Kept = Pick<Row, 'values' | 'curves' | 'problem'>

/** A part of a row; with a problem where a function of the experiment throws, or returns what is none. */
export function keptOf(
  experiment: Experiment,
  measurements: readonly Measurement[],
  setting: Setting,
  run: Run,
  isDrawn: boolean,
): Kept {
  if (measurements.length === 0) return { problem: 'nothing was measured of it' }
  const kept = checked('keep', () => valuesIn(experiment.keep(measurements, setting, run)))
  if ('problem' in kept) return kept
  const { value: values } = kept
  if (Object.values(values).every((value) => value === null))
    return { values, problem: `keep: expected one finite number at least, found ${inWords(Object.keys(values))}` }
  if (!isDrawn || !experiment.curves) return { values }
  const drawn = checked('curves', () => curvesIn(experiment.curves?.(measurements, setting, run)))
  return 'problem' in drawn ? { values, ...drawn } : { values, curves: drawn.value }
}

function checked<T>(name: string, work: () => T): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: work() }
  } catch (error) {
    return { problem: `${name}: ${messageOf(error)}` }
  }
}

const inWords = (names: readonly string[]): string => (names.length === 0 ? 'none' : `none in ${names.join(', ')}`)

/** To six digits; null for what is no finite number. Throws TypeError for anything but numbers by name. */
function valuesIn(found: unknown): NonNullable<Row['values']> {
  if (!isPlain(found)) throw new TypeError(`expected an object of numbers, found ${named(found)}`)
  const [wrong] = Object.entries(found).filter(([, value]) => typeof value !== 'number')
  if (wrong) throw new TypeError(`expected a number as ${wrong[0]}, found ${named(wrong[1])}`)
  return Object.fromEntries(Object.entries(found).map(([name, x]) => [name, rounded(x as number, 6)]))
}

/** To five digits, which is more than a figure shows, without points that are not finite, which are counted. Throws TypeError for what are no curves. */
function curvesIn(found: unknown): Curve[] {
  if (!Array.isArray(found)) throw new TypeError(`expected a list of curves, found ${named(found)}`)
  const points = (list: readonly Point[]): Point[] =>
    list
      .map(([x, y]) => [rounded(x, 5), rounded(y, 5)] as const)
      .filter((point): point is readonly [number, number] => !point.includes(null))
  return found.map((curve: unknown, k) => {
    if (!isCurve(curve, (x) => typeof x === 'number'))
      throw new TypeError(
        `expected a name, and lists \`line\` or \`dots\` of points [x, y], as number ${k + 1} of the list, found ${named(curve)}`,
      )
    const { name, line, dots } = curve
    const kept = { ...(line && { line: points(line) }), ...(dots && { dots: points(dots) }) }
    const count = (of: Pick<Curve, 'line' | 'dots'>): number => (of.line?.length ?? 0) + (of.dots?.length ?? 0)
    const lost = count(curve) - count(kept)
    return { name, ...kept, ...(lost > 0 && { lost }) }
  })
}

function rounded(x: number, digits: number): number | null {
  const value = Number(x.toPrecision(digits))
  return Number.isFinite(value) ? value : null
}
