/**
 * Attacks on solutions: the derivative of each function against its rate, in which the symbols are the values of the functions, independent of
 * each other; the values at the start; and the functions against an integrated path.
 */
import fc from 'fast-check'
import { type Expr, type Sym, derivative, rational, valueAt } from '../../expr/ast.js'
import { print, printSymbol } from '../../expr/print.js'
import type { AssertionOf } from '../../proposition/proposition.js'
import type { Instance } from '../instance.js'
import { attackEqual } from './attack-terms.js'
import type { Double } from './doubles.js'
import { frame } from './environment.js'
import { Path, beginning } from './integration.js'
import { type Quantity, inDoubles, quantity, quantityIn } from './judge.js'
import { put } from './put.js'
import type { Reading } from './reading.js'
import { type Budget, Space, type WitnessFinding, together, valuesOf } from './search.js'

const RUNS = 40
const PATHS = 8
const PATHS_PROVED = 2
const PATIENCE = 1000
const WIDEST = 8
const TOLERANCE = 1e-6

type Solves = AssertionOf<'solves'>

export function attackSolves(
  reading: Reading,
  { variable, rates, solution, initial }: Solves,
  budget: Budget,
): WitnessFinding {
  const terms = [variable, ...solution.map(({ by }) => by), ...rates.map(({ rate }) => rate)]
  const bound = solution.map(({ symbol }) => symbol.name)
  const few = { ...budget, runs: Math.min(budget.runs, RUNS) }
  const findings: WitnessFinding[] = []
  for (const { symbol, rate } of rates) {
    const said = functionOf(symbol, solution)
    if (!said) return couldNot(`nothing is said of ${print(symbol)}`)
    const change = said((by) => derivative(by, variable))
    const claimed = quantityIn(rate, (evaluator, within) => put(evaluator, within, solution))
    const what = `the derivative of ${print(symbol)} and its rate`
    findings.push(attackEqual(reading, [...terms, symbolIndices(symbol)], [change, claimed], few, what, bound))
    if (findings.at(-1)?.outcome === 'disagrees') return findings.at(-1) as WitnessFinding
  }
  for (const { symbol, by } of initial) {
    const said = functionOf(symbol, solution)
    if (!said) return couldNot(`nothing is said of ${print(symbol)}`)
    const start = said((of) => valueAt(of, variable, rational(0)))
    const what = `${print(symbol)} at ${print(variable)} = 0 and its claim`
    const found = attackEqual(reading, [...terms, by, symbolIndices(symbol)], [start, quantity(by)], few, what, bound)
    findings.push(found)
    if (found.outcome === 'disagrees') return found
  }
  const found = together(findings)
  if (budget.integrate === false) return found
  const path = solutionPaths(reading, variable, rates, solution, terms, budget)
  // Where every rate was seen to agree, more than one solution starts there, or what is next to it moves away.
  if (path.outcome === 'disagrees' && found.outcome === 'agrees')
    return {
      ...found,
      detail: `${found.detail}; integrated paths leave the solution, as they may where it is unstable or not the only one`,
    }
  if (path.outcome === 'disagrees') return { ...path, defined: found.defined, unknown: found.unknown }
  return { ...found, detail: `${found.detail}; ${path.detail}` }
}

const couldNot = (detail: string): WitnessFinding => ({
  outcome: 'could not',
  mode: 'checked',
  detail,
  defined: 0,
  unknown: 0,
})

/** What is said of a symbol, and where its index has the value that the symbol's has. */
function functionOf(symbol: Sym, solution: Solves['solution']): ((of: (by: Expr) => Expr) => Quantity) | undefined {
  const exact = solution.find((r) => printSymbol(r.symbol) === printSymbol(symbol))
  if (exact) return (of) => quantity(of(exact.by))
  const family = solution.find((r) => r.symbol.name === symbol.name && typeof r.symbol.indices[0] === 'string')
  const [index] = symbol.indices
  if (!family || index === undefined) return undefined
  const own = family.symbol.indices[0] as string
  return (of) =>
    quantityIn(of(family.by), (evaluator, within) =>
      frame(within, { own: new Map([[own, evaluator.names.index(index, within)]]) }),
    )
}

/** A term with the indices of a symbol, so that they are tried. */
const symbolIndices = (symbol: Sym): Expr => {
  const [index] = symbol.indices
  return typeof index === 'string' ? { kind: 'index', name: index } : rational(0)
}

/** The functions where an integrated path leads that starts on them. */
export function solutionPaths(
  reading: Reading,
  variable: Sym,
  rates: Solves['rates'],
  solution: Solves['solution'],
  terms: readonly Expr[],
  budget: Budget,
): WitnessFinding {
  const bound = solution.map(({ symbol }) => symbol.name)
  const space = new Space(reading, terms, bound)
  const maxWidth = Math.max(space.minWidth, WIDEST)
  const stop = performance.now() + PATIENCE
  let worst = 0
  let done = 0
  let shown: { readonly begin: Instance; readonly time: number; readonly lhs: number; readonly rhs: number } | undefined
  const numRuns = Math.min(budget.proved ? PATHS_PROVED : PATHS, Math.ceil(budget.runs / 12))
  for (const drawn of fc.sample(space.instances({ maxWidth }), { numRuns, seed: budget.seed })) {
    if (performance.now() > stop) break
    const start = onSolution(reading, beginning(reading, variable, drawn), solution)
    if (!start) continue
    const path = new Path(reading, variable, rates, start)
    const span = path.horizon()
    if (span === undefined) continue
    let y: readonly number[] | undefined = path.start
    let { from } = path
    const end = from + span
    for (const to of [from + span / 10, from + span / 2, end]) {
      if (!path.reaches(to)) break
      y = path.follow(from, to, y)
      from = to
      const there = y && path.at(to, y)
      const claimed = there && onSolution(reading, there, solution)
      if (!y || !claimed) break
      const expected = new Path(reading, variable, rates, claimed).start
      const scale = [...y, ...expected].reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1
      const apart = y.map((x, k) => Math.abs(x - (expected[k] as number)) / scale)
      const k = apart.indexOf(Math.max(...apart))
      worst = Math.max(worst, apart[k] ?? 0)
      if ((apart[k] ?? 0) > TOLERANCE && !shown)
        shown = { begin: there, time: to, lhs: y[k] as number, rhs: expected[k] as number }
      if (to === end) done++
    }
  }
  const counts = { mode: 'checked', defined: done, unknown: 0 } as const
  if (shown) {
    return {
      ...counts,
      outcome: 'disagrees',
      detail: `the worst relative error along integrated paths is ${worst.toExponential(1)}`,
      counterexample: {
        values: valuesOf(shown.begin, {}),
        lhs: `${shown.lhs}`,
        rhs: `${shown.rhs}`,
        what: 'the integrated path and the solution',
      },
    }
  }
  if (done === 0) return { ...counts, outcome: 'could not', detail: 'no random path could be integrated' }
  const detail = `over ${done} integrated paths the worst relative error is ${worst.toExponential(1)}`
  return { ...counts, outcome: 'agrees', detail }
}

/** The instance with every symbol where its function is; undefined where one has no value in doubles, or not enough digits. */
function onSolution(reading: Reading, at: Instance, solution: Solves['solution']): Instance | undefined {
  const evaluator = inDoubles(reading, at)
  const scalars = new Map(at.scalars)
  const vectors = new Map(at.vectors)
  const digits = ({ value, error }: Double): boolean => error <= 1e-9 * Math.abs(value) || error < 1e-300
  const read = (q: Quantity, index?: string, k = 0): number | undefined => {
    const value = q.value(evaluator, evaluator.at(index === undefined ? {} : { [index]: k }))
    return value.kind === 'number' && digits(value) ? value.value : undefined
  }
  for (const { symbol, by } of solution) {
    const [index] = symbol.indices
    if (typeof index === 'string') {
      const values = Array.from({ length: at.width }, (_, k) => read(quantity(by), index, k + 1))
      if (values.includes(undefined)) return undefined
      vectors.set(symbol.name, Float64Array.from(values as number[]))
    } else if (index !== undefined) return undefined
    else {
      const value = read(quantity(by))
      if (value === undefined) return undefined
      scalars.set(symbol.name, value)
    }
  }
  return { ...at, scalars, vectors }
}
