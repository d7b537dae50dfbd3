/** Figures of claims: closed forms and invariants at one instance that the seed chooses, with numerical integration beside them. */
import fc from 'fast-check'
import type { CurvesSpec } from '../derivation/claim.js'
import type { FlowStatement, Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
import { FormulaError } from '../expr/formula-error.js'
import { plainText } from '../expr/plain-text.js'
import { print } from '../expr/print.js'
import { type Replacement, freeIndices, renameIndices, symbolsOf } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import { compile } from '../numeric/compile.js'
import { type Instance, instance } from '../numeric/instance.js'
import { IntegrationFailure, horizon, integrate, odeSystem } from '../numeric/ode.js'
import type { FigureReport, Point } from './report.js'
import { instancesFor } from './sampling.js'
import { texNames } from '../derivation/print-names.js'

/** Points of a line, and of the integration that is drawn over it. */
const LINE = 61
const DOTS = 16
/** Evaluations of the rates after which an instance is left: a path that can be drawn needs far fewer, one that blows up all that it may have. */
const EVALUATIONS = 2000
/** Instances to draw before it is said that none makes a figure. */
const TRIES = 40
const WIDTHS = { minWidth: 3, maxWidth: 3 }
/** Series of one figure. */
const SERIES = 3
/** A change, relative to the size, that can be seen. */
const VISIBLE = 0.1

/** A difference, relative to the size, that is the solver's own. */
const SOLVED = 1e-6

/** Whether marks lie on a line: rounding, or a jump of a formula that the path crosses, may part them though the claim holds. */
function isFollowed(marks: readonly Point[], said: readonly number[]): boolean {
  const size = Math.max(...marks.map(([, y]) => Math.abs(y)), ...said.map(Math.abs))
  return marks.every(([, y], n) => Math.abs(y - (said[n] as number)) <= SOLVED * size)
}

export interface FigureRequest {
  readonly seed: number
  /** Of a proved claim an instance is shown whose marks lie on the lines: elsewhere the arithmetic goes astray, not the claim. */
  readonly isProved: boolean
}

/** The solution as a line and the integrated flow as dots, for its first components. */
export function solutionFigure(
  scope: Scope,
  flow: FlowStatement,
  solution: readonly Replacement[],
  asked: FigureRequest,
): FigureReport | undefined {
  const shown = solution
    .slice(0, SERIES)
    .map(({ symbol, by }) => ({ name: labelOf(scope, atFirst(symbol)), e: atFirst(by) }))
  const start = solution.map(({ symbol, by }) => ({ symbol, by }))
  return drawn(scope, flow, shown, shown, start, asked)
}

/** A conserved quantity along an integrated path, beside what it is made of that moves. */
export function conservedFigure(
  scope: Scope,
  flow: FlowStatement,
  quantity: Expr,
  full: Expr,
  asked: FigureRequest,
): FigureReport | undefined {
  const moving = new Set(flow.rates.map(({ symbol }) => symbol.name))
  const heads = new Map(
    symbolsOf(atFirst(full))
      .filter((s) => moving.has(s.name))
      .map((s) => [s.name, atFirst(indexed(s))] as const),
  )
  const parts = [...heads.values()].slice(0, SERIES - 1).map((e) => ({ name: labelOf(scope, e), e }))
  const kept = { name: short(labelOf(scope, atFirst(quantity))), e: atFirst(full) }
  return drawn(scope, flow, [kept, ...parts], [kept], [], asked)
}

/** Points of an author's curve: more where fewer do not show it. */
const LINES = [LINE, 481]
/** How far between its points a curve may be from the line that is drawn, relative to its height. */
const OFF_LINE = 0.05

/** The part of the golden ratio below 1: its multiples fall in step with nothing. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Whether straight lines between these points show the curve: it has values, and between each two, at places that do not fall in step with them, it keeps near the line. */
function isResolved(drawn: readonly Point[], valueAt: (x: number) => number): boolean {
  const values = drawn.map(([, y]) => y)
  const height = heightOf(values)
  // A value that has none beside it is a dot, and no curve.
  const isAlone = (y: number, n: number): boolean =>
    Number.isFinite(y) && ![values[n - 1], values[n + 1]].some(Number.isFinite)
  if (!values.some(Number.isFinite) || values.some(isAlone)) return false
  const [from, to] = [(drawn[0] as Point)[0], (drawn.at(-1) as Point)[0]]
  const step = (to - from) / (drawn.length - 1)
  return Array.from({ length: 3 * drawn.length }, (_, n) => from + (to - from) * (((n + 1) * GOLDEN) % 1)).every(
    (x) => {
      const at = Math.min(Math.floor((x - from) / step), drawn.length - 2)
      const [[left, a], [, b]] = [drawn[at], drawn[at + 1]] as [Point, Point]
      const y = valueAt(x)
      // Between two values there is one, and between none there is none.
      if (Number.isFinite(a) !== Number.isFinite(b)) return true
      if (![a, b, y].every(Number.isFinite)) return ![a, b, y].some(Number.isFinite)
      return Math.abs(y - (a + ((b - a) * (x - left)) / step)) <= OFF_LINE * height + 1e-9 * Math.abs(y)
    },
  )
}

/** From the least finite value to the greatest. */
function heightOf(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite)
  return Math.max(...finite) - Math.min(...finite)
}

/** Six digits, and as many more as it takes to see a small change of something large. */
function roundedLine(line: readonly Point[]): Point[] {
  const values = line.map(([, y]) => y)
  const size = Math.max(...values.filter(Number.isFinite).map(Math.abs))
  const height = heightOf(values)
  const digits = height > 0 ? Math.min(15, 6 + Math.max(0, Math.ceil(Math.log10(size / height)))) : 6
  return line.map(([x, y]) => [Number(x.toPrecision(6)), Number(y.toPrecision(digits))])
}

/** The curves that an author asks for. Throws FormulaError for a formula that cannot be read, or has a symbol without a value. */
export function curvesFigure(claim: string, scope: Scope, spec: CurvesSpec): FigureReport {
  const { caption, over, from, to, y, at } = spec
  const curves = Object.entries(spec.curves).map(([name, text]) => ({
    name,
    e: scope.expand(scope.formula(text), (name) => !Object.hasOwn(at, name)),
  }))
  const compiled = compile(curves.map(({ e }, k) => ({ name: `${k}`, expr: e })))
  const vectors = Object.entries(at).filter((pair): pair is [string, readonly number[]] => typeof pair[1] !== 'number')
  const width = vectors[0]?.[1].length ?? 1
  const scalars = Object.entries(at).filter((pair): pair is [string, number] => typeof pair[1] === 'number')
  const fixed = instance(width, Object.fromEntries(scalars), Object.fromEntries(vectors))
  const missing = curves
    .flatMap(({ e }) => symbolsOf(e))
    .find(({ name }) => name !== over && name !== ast.WIDTH && !Object.hasOwn(at, name))
  if (missing) throw new FormulaError(`${claim}: its figure gives no value to ${print(missing)}`, print(missing), 0)
  const valueAt = (k: number, x: number): number => nth(compiled.run(timed(fixed, over, x)), k)
  const points = (k: number, count: number): Point[] =>
    Array.from({ length: count }, (_, n): Point => {
      const x = from + ((to - from) * n) / (count - 1)
      return [x, valueAt(k, x)]
    })
  const lines = curves.map(({ name }, k) => {
    const line = LINES.map((count) => points(k, count)).find((drawn) => isResolved(drawn, (x) => valueAt(k, x)))
    if (line) return line
    throw new AuthorError(
      `${claim}: the curve ${JSON.stringify(name)} of its figure has no value, a jump, or turns too often to be drawn here: narrow the range`,
    )
  })
  return {
    caption: sentences(withPairs(caption), givenText(scope, at)),
    asked: true,
    x: over,
    y,
    series: curves.map(({ name }, k) => ({ name, line: roundedLine(lines[k] as Point[]) })),
  }
}

interface Shown {
  readonly name: string
  readonly e: Expr
}

/** `dots` along the integrated flow; those that are in `lines` as formulas of the time too, or level where the flow has to keep them. */
function drawn(
  scope: Scope,
  flow: FlowStatement,
  dots: readonly Shown[],
  lines: readonly Shown[],
  start: readonly Replacement[],
  { seed, isProved }: FigureRequest,
): FigureReport | undefined {
  // Single members of a family are not integrated by themselves.
  if (flow.rates.some(({ symbol }) => symbol.indices.some((index) => typeof index === 'number'))) return undefined
  const system = odeSystem(flow.rates, { time: flow.variable.name })
  const solved = start.length > 0
  const states = compile(
    start.map(({ symbol, by }) => {
      const [over] = symbol.indices
      return { name: symbol.name, expr: by, ...(typeof over === 'string' && { over }) }
    }),
  )
  const along = compile(dots.map(({ e }, k) => ({ name: `${k}`, expr: solved ? stateOf(start[k]) : e })))
  const exact = compile(lines.map(({ e }, k) => ({ name: `${k}`, expr: e })))
  const mentioned: Expr[] = [
    flow.variable,
    ...flow.rates.flatMap(({ symbol, rate }) => (solved ? [rate] : [symbol, rate])),
    ...start.map(({ by }) => by),
    ...dots.map(({ e }) => e),
  ]
  for (const sample of fc.sample(instancesFor(scope, mentioned, WIDTHS), { numRuns: TRIES, seed })) {
    const zero = atTimeZero(sample, flow.variable.name)
    try {
      const begin = solved ? withValues(zero, states.run(zero)) : zero
      const end = horizon(system, begin)
      const times = Array.from({ length: DOTS }, (_, k) => (end * k) / (DOTS - 1))
      const path = [begin, ...integrate(system, begin, times.slice(1), { maxEvaluations: EVALUATIONS })]
      const measured = dots.map((_, k) => path.map((at, n): Point => [times[n] as number, nth(along.run(at), k)]))
      const grid = Array.from({ length: LINE }, (_, k) => (end * k) / (LINE - 1))
      const said = (time: number): ReadonlyMap<string, number | Float64Array> =>
        exact.run(solved ? timed(zero, flow.variable.name, time) : begin)
      const curves = lines.map((_, k) => grid.map((time): Point => [time, nth(said(time), k)]))
      if (![...measured, ...curves].flat().every(([, y]) => Number.isFinite(y) && Math.abs(y) < 1e6)) continue
      if (!measured.some((points) => moves(points))) continue
      const saidThen = lines.map((_, k) => times.map((time) => nth(said(time), k)))
      if (isProved && !saidThen.every((then, k) => isFollowed(measured[k] as Point[], then))) continue
      const difference = times.map((time, n): Point => {
        const errors = saidThen.map((then, k) =>
          Math.abs((then[n] as number) - ((measured[k] as Point[])[n] as Point)[1]),
        )
        return [time, Math.max(...errors)]
      })
      return {
        caption: captionOf(scope, sample, new Set([flow.variable.name, ...start.map(({ symbol }) => symbol.name)])),
        x: flow.variable.name,
        line: solved ? 'closed form' : 'at the start',
        y: dots.length === 1 ? (dots[0] as Shown).name : 'value',
        series: dots.map(({ name }, k) => ({
          name,
          ...(curves[k] && { line: (curves[k] as Point[]).map(rounded) }),
          dots: (measured[k] as Point[]).map(rounded),
        })),
        difference: difference.map(rounded),
      }
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error
    }
  }
  return undefined
}

function captionOf(scope: Scope, { scalars, vectors, width }: Instance, moving: ReadonlySet<string>): string {
  const solved = moving.size > 1
  const fixed = [...scalars, ...vectors].filter(([name]) => !moving.has(name))
  const wide = vectors.size > 0 ? ` of width $d = ${width}$` : ''
  const lines = solved ? 'the closed form as a line' : 'the value at the start as a line'
  const at = givenText(scope, Object.fromEntries(fixed))
  return [`A random instance${wide}: ${lines}, numerical integration as marks, their difference below.`, at]
    .join(' ')
    .trim()
}

/** With a dollar sign that has no partner as itself, so that it takes none of what follows. */
const withPairs = (text: string): string =>
  (text.match(/(?<!\\)\$/g)?.length ?? 0) % 2 === 0 ? text : text.replace(/(?<!\\)\$(?=[^$]*$)/, '\\$')

/** A caption, and a sentence after it, with a full stop between them. */
function sentences(caption: string, next: string): string {
  if (caption === '' || next === '') return caption + next
  return `${caption.trim()}${/[.!?:;…][)’”"']?$/.test(caption.trim()) ? '' : '.'} ${next}`
}

/** The values at which something is drawn, in a sentence with TeX. */
function givenText(scope: Scope, at: Readonly<Record<string, number | ArrayLike<number>>>): string {
  const values = Object.entries(at).map(([name, value]) => {
    const tex = toTex(ast.symbol(name), texNames(scope))
    return `$${tex} = ${typeof value === 'number' ? digits(value) : `(${Array.from(value, digits).join(',\\, ')})`}$`
  })
  return values.length === 0 ? '' : `Here ${values.join(', ')}.`
}

const digits = (value: number): string =>
  `${Number(value.toPrecision(3))}`.replace(
    /e([+-])(\d+)/,
    (_, sign, k) => ` \\cdot 10^{${sign === '-' ? '-' : ''}${k}}`,
  )

/** What stands beside a curve: as its derivation writes it, in a line of text or, where none can say it, as its file does. */
const labelOf = (scope: Scope, e: Expr): string => plainText(toTex(e, texNames(scope))) ?? print(e)

/** Six digits, so that the last bits, which may differ from machine to machine, are not in the page. */
const rounded = ([x, y]: Point): Point => [Number(x.toPrecision(6)), Number(y.toPrecision(6))]

function moves(points: readonly Point[]): boolean {
  const values = points.map(([, y]) => y)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return high - low > VISIBLE * Math.max(Math.abs(low), Math.abs(high))
}

const nth = (values: ReadonlyMap<string, number | Float64Array>, k: number): number => values.get(`${k}`) as number

const timed = (at: Instance, name: string, time: number): Instance => ({
  ...at,
  scalars: new Map([...at.scalars, [name, time]]),
})

function withValues(at: Instance, values: ReadonlyMap<string, number | Float64Array>): Instance {
  const [scalars, vectors] = [new Map(at.scalars), new Map(at.vectors)]
  for (const [name, value] of values) {
    if (typeof value === 'number') scalars.set(name, value)
    else vectors.set(name, value)
  }
  return { ...at, scalars, vectors }
}

const stateOf = (r: Replacement | undefined): Expr => atFirst((r as Replacement).symbol)

/** A symbol of a family with the index that `atFirst` replaces. */
const indexed = (s: Sym): Sym => (s.indices.length === 0 ? s : ast.symbol(s.name, ...s.indices.map(() => 1)))

const MOST = 26
const short = (text: string): string => (text.length <= MOST ? text : 'conserved')

/** Free indices set to 1, 2, ... */
const atFirst = (e: Expr): Expr =>
  renameIndices(e, new Map(freeIndices(e).map((index, k) => [index, Math.min(k + 1, WIDTHS.minWidth)] as const)))

/** The same instance with the time set to 0. */
function atTimeZero(start: Instance, time: string): Instance {
  return { ...start, scalars: new Map([...start.scalars, [time, 0]]) }
}
