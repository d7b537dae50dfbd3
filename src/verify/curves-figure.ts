/** Figures that an author asks for: curves of formulas over a range of one symbol. */
import type { CurvesSpec } from '../derivation/claim.js'
import { texNames } from '../derivation/print-names.js'
import type { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
import { FormulaError } from '../expr/formula-error.js'
import { print } from '../expr/print.js'
import { symbolsOf } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import { instance } from '../numeric/instance.js'
import { cutAt, rounded, thinned } from './curve-line.js'
import { type ValueAt, inDoubles, inManyDigits, suffices } from './curve-values.js'
import { givenText, inProse, inText, labelled, sentence, texOf, withPairs } from './figure-words.js'
import type { FigureReport } from './report.js'
import { type Limits, type Scan, refined, scanned } from './sampled-curve.js'

/** Steps of the first look at a curve, and at one that takes many digits. */
const [STEPS, PRECISE_STEPS] = [1920, 480]
/** Points of a line that turns so often that it would be a blot. */
const MOST_POINTS = 2500
/** Places at which doubles are held against many digits. */
const COMPARED = 24

/** The curves as lines. Throws FormulaError for a formula that cannot be read, or has a symbol without a value. */
export function curvesFigure(claim: string, scope: Scope, spec: CurvesSpec): FigureReport {
  const { caption, over, from, to, y, at } = spec
  const curves = Object.entries(spec.curves).map(([name, text]) => {
    const written = scope.formula(text)
    const e = scope.expand(written, (defined) => !Object.hasOwn(at, defined))
    const tex = toTex(written, texNames(scope))
    return { name, label: labelled(scope, name), e, tex }
  })
  const missing = curves
    .flatMap(({ e }) => symbolsOf(e))
    .find(({ name }) => name !== over && name !== ast.WIDTH && !Object.hasOwn(at, name))
  if (missing) throw new FormulaError(`${claim}: its figure gives no value to ${print(missing)}`, print(missing), 0)
  const vectors = Object.entries(at).filter((pair): pair is [string, readonly number[]] => typeof pair[1] !== 'number')
  const scalars = Object.entries(at).filter((pair): pair is [string, number] => typeof pair[1] === 'number')
  const fixed = instance(vectors[0]?.[1].length ?? 1, Object.fromEntries(scalars), Object.fromEntries(vectors))
  const refuse = (name: string): never => {
    throw new AuthorError(
      `${claim}: the curve ${JSON.stringify(name)} of its figure has no value, a jump, or turns too often to be drawn here: narrow the range`,
    )
  }
  const doubles = curves.map(({ e }) => inDoubles(e, fixed, over))
  const first = doubles.map((valueAt) => scanned(valueAt, from, to, STEPS))
  const [low, high] = around(first)
  const scans = curves.map(({ name, e }, k) => {
    const [double, precise, scan] = [doubles[k] as ValueAt, inManyDigits(e, fixed, over), first[k]]
    const isRight = !precise || isKnown(double, precise, scan, [from, to], Math.max(0, high - low))
    return (isRight ? scan : scanned(precise, from, to, PRECISE_STEPS)) ?? refuse(name)
  })
  const limits = around(scans)
  const series = curves.map(({ name, label, tex }, k) => {
    const scan = scans[k] as Scan
    const line = refined(scan, limits)
    const drawn = line && thinned(rounded(scan.poles.length > 0 ? cutAt(line, limits) : line))
    if (!drawn || drawn.length > MOST_POINTS) return refuse(name)
    return { ...(inText(tex) !== label && { tex }), line: drawn }
  })
  // Names that are alike in a line stay as the author wrote them.
  const isTold = new Set(curves.map(({ label }) => label)).size === curves.length
  const names = curves.map(({ name, label }) => (isTold ? label : name))
  const x = toTex(ast.symbol(over), texNames(scope))
  const fewest = Math.min(...scans.map(({ places }) => places))
  return {
    caption: [
      sentence(withPairs(caption)),
      givenText(scope, at, 'written'),
      ...scans.flatMap((scan, k) => endsOf(scan, inProse(scope, curves[k]?.name as string), x, to - from)),
      `${scans.length === 1 ? 'The curve was' : 'Each curve was'} evaluated at ${fewest} places or more; what is narrower may be missing.`,
    ]
      .filter((text) => text !== '')
      .join(' '),
    asked: true,
    x: labelled(scope, over),
    y: labelled(scope, y),
    series: series.map((one, k) => ({ name: names[k] as string, ...one })),
  }
}

/** Whether doubles tell a curve in a figure of this height: not where they cancel, or are too small or too large. */
function isKnown(
  double: ValueAt,
  precise: ValueAt,
  scan: Scan | undefined,
  [from, to]: readonly [number, number],
  height: number,
): boolean {
  const places = Array.from({ length: COMPARED }, (_, k) => from + ((to - from) * (k + 0.5)) / COMPARED)
  const beside = [...(scan?.poles ?? []), ...(scan?.holes ?? [])]
  return (
    places.every((x) => suffices(double, precise, x, height)) &&
    beside.every((x) => suffices(double, precise, x, Math.max(height, Math.abs(double(x)))))
  )
}

/** The limits of all curves. */
function around(scans: readonly (Scan | undefined)[]): Limits {
  const all = scans.flatMap((scan) => scan?.limits ?? [])
  return [Math.min(...all), Math.max(...all)]
}

/** Where a curve is cut off, and where it has a gap too narrow to be seen. */
function endsOf({ poles, holes, valueAt }: Scan, curve: string, x: string, span: number): string[] {
  // Places that were found by halving, as the nearest number of few digits.
  const digits = Math.min(100, Math.max(0, 6 - Math.floor(Math.log10(span))))
  const told = (place: number): string => {
    const short = Number(place.toFixed(digits)) + 0
    return `$${x} ${Number.isFinite(valueAt(short)) ? '\\approx' : '='} ${texOf(short)}$`
  }
  const places = (at: readonly number[]): string => at.map(told).join(', ')
  return [
    poles.length === 0 ? '' : `${curve} grows without bound at ${places(poles)}, and is cut off there.`,
    holes.length === 0 ? '' : `${curve} has no value at ${places(holes)}.`,
  ]
}
