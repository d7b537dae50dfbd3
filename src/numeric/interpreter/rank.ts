/**
 * Attacks on ranks: the Jacobian of the family by the states, each column the first Taylor coefficients as one state moves, at random states.
 * One state can show that a rank is too low; that it is too high only that none of many reaches it.
 */
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { type Expr, WIDTH, derivative, rational } from '../../expr/ast.js'
import { type Domain, contains } from '../../expr/domain.js'
import { toNumber } from '../../expr/rational.js'
import type { AssertionOf, Widths } from '../../proposition/proposition.js'
import type { Indices, Instance } from '../instance.js'
import { EXACT, log10 } from '../error-bound.js'
import { attackAlong, attackMembers } from './along.js'
import type { Precise } from './decimals.js'
import type { Double } from './doubles.js'
import type { Evaluator } from './evaluate.js'
import { inDecimals, inDoubles } from './judge.js'
import type { Reading } from './reading.js'
import { type Budget, Space, type WitnessFinding, together } from './search.js'
import { isTame } from './tame.js'
import type { Known, Result } from './value.js'

const RUNS = 20
const WIDTHS = [1, 2, 3, 4, 5]
const STATES = 8
/** Entries of a Jacobian. */
const MOST_ENTRIES = 20_000
/** What is left of a row of unit length: above, it counts; below, it is nothing; between, the state does not tell. */
const [COUNTS, NOTHING] = [1e-7, 1e-11]
/** States at which a rank that is too low is looked at in decimals, their digits, and what is nothing there beside 1, as a power of ten. */
const CLOSELY = 3
const DIGITS = 120
const NOTHING_CLOSELY = -90

export function attackRank(
  reading: Reading,
  { family, rank, widths }: AssertionOf<'rank'>,
  budget: Budget,
): WitnessFinding {
  const few = { ...atWidths(budget, widths), runs: Math.min(budget.runs, RUNS), integrate: false }
  const conserved = family.map((member) => attackAlong(reading, member, rational(0), few))
  const moves = conserved.find(({ outcome }) => outcome === 'disagrees')
  if (moves) return moves
  const states = reading.states.map(({ symbol }) => symbol)
  const rows: RowsAt = (instance, evaluatorAt) => {
    const evaluator = evaluatorAt(instance)
    const components = states.flatMap((s) =>
      typeof s.indices[0] === 'string' ? range(instance.width).map((k) => ({ ...s, indices: [k] })) : [s],
    )
    const members = membersAt(reading, family, instance.width)
    if (components.length * members.length > MOST_ENTRIES) return undefined
    return members.map(({ e, indices }) =>
      components.map((s) => evaluator.evaluate(partial(e, s), evaluator.at(indices))),
    )
  }
  const terms = [...family, rank, ...states.map(fixed)]
  const found = attackDimension(
    reading,
    new Space(reading, terms),
    terms,
    rank,
    widths,
    rows,
    budget,
    'rank of the Jacobian',
  )
  return found.outcome === 'could not' || conserved.length === 0
    ? found
    : { ...found, unknown: together(conserved).unknown + found.unknown }
}

export function attackSpace(
  reading: Reading,
  { family, cofactor, dimension, widths }: AssertionOf<'space'>,
  budget: Budget,
): WitnessFinding {
  const few = { ...atWidths(budget, widths), runs: Math.min(budget.runs, RUNS) }
  const along = attackMembers(reading, family, cofactor, few)
  const moves = along.find(({ outcome }) => outcome === 'disagrees')
  if (moves) return moves
  const span = attackSpan(reading, family, dimension, widths, budget)
  return span.outcome === 'disagrees' || along.length === 0 ? span : together([...along, span])
}

/** The dimension of what the family spans, by its values at more random states than it has members. */
function attackSpan(
  reading: Reading,
  family: readonly Expr[],
  dimension: Expr,
  widths: Widths,
  budget: Budget,
): WitnessFinding {
  const names = new Set(reading.states.map(({ symbol }) => symbol.name))
  const terms = [...family, dimension, ...reading.states.map(({ symbol }) => fixed(symbol))]
  const space = new Space(reading, terms)
  const rows: RowsAt = (instance, evaluatorAt) => {
    const members = membersAt(reading, family, instance.width)
    if (members.length > 60) return undefined
    return range(members.length + 5).map((k) => {
      const evaluator = evaluatorAt(generic(space, instance, k, names))
      return members.map(({ e, indices }) => evaluator.evaluate(e, evaluator.at(indices)))
    })
  }
  return attackDimension(reading, space, terms, dimension, widths, rows, budget, 'dimension of the span')
}

type Sampled<N extends Known> = readonly Result<N>[]
/** The rows of which the rank is asked, in the arithmetic of an evaluator. */
type RowsAt = <N extends Known>(
  instance: Instance,
  evaluatorAt: (instance: Instance) => Evaluator<N>,
) => Sampled<N>[] | undefined

/** The numerical rank of rows at random states, at each width, against the claim. */
function attackDimension(
  reading: Reading,
  space: Space,
  terms: readonly Expr[],
  claim: Expr,
  widths: Widths,
  rowsAt: RowsAt,
  budget: Budget,
  what: string,
): WitnessFinding {
  let tried = 0
  let unknown = 0
  const moving = new Set(reading.states.map(({ symbol }) => symbol.name))
  const moves = (e: Expr): boolean => [...reading.facts(e).names].some((name) => moving.has(name))
  /** Whether so many digits that nothing of a common scale is lost show fewer, too. */
  const isShort = (claimed: number, instances: readonly Instance[]): boolean =>
    instances.slice(0, CLOSELY).every((instance) => {
      const rows = rowsAt(instance, (one) => inDecimals(reading, one, DIGITS))
      const rank = rows && decimalRank(rows)
      return rank !== undefined && rank < claimed && isTame(reading, inDoubles(reading, instance), {}, terms, moves)
    })
  for (const width of widths === 'every' ? WIDTHS : widths) {
    if (width < space.minWidth) continue
    let best = -1
    let claimed: number | undefined
    let seen = 0
    const sample = { numRuns: STATES, seed: budget.seed }
    const drawn = fc
      .sample(space.instances({ minWidth: width, maxWidth: width }), sample)
      .map((one, k) => generic(space, one, k))
    for (const instance of drawn) {
      const value = inDoubles(reading, instance).evaluate(claim)
      claimed = value.kind === 'number' ? value.value : undefined
      const rows = rowsAt(instance, (one) => inDoubles(reading, one))
      const rank = rows && claimed !== undefined ? numericRank(rows) : undefined
      if (rank === undefined) unknown++
      else {
        seen++
        best = Math.max(best, rank)
      }
      if (rank !== undefined && seen >= 3 && best === claimed) break
    }
    tried += seen
    if (claimed === undefined || seen === 0 || best === claimed) continue
    // Too few of them say nothing about all, and doubles do not see what is small.
    if (best < claimed && (seen < 3 || !isShort(claimed, drawn))) {
      unknown++
      continue
    }
    return {
      outcome: 'disagrees',
      mode: 'checked',
      detail: `at width ${width} the ${what} is ${best} at random states, claimed ${claimed}`,
      defined: tried,
      unknown,
      counterexample: { values: { [WIDTH]: width }, lhs: `${best}`, rhs: `${claimed}`, what: `${what} and claimed` },
    }
  }
  const counts = { mode: 'checked', defined: tried, unknown } as const
  if (tried === 0) return { ...counts, outcome: 'could not', detail: `the ${what} could be told at no random state` }
  return { ...counts, outcome: 'agrees', detail: `${what} at ${tried} random states` }
}

const atWidths = (budget: Budget, widths: Widths): Budget => (widths === 'every' ? budget : { ...budget, widths })

const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1)

const fixed = (symbol: Expr): Expr =>
  symbol.kind === 'symbol' && symbol.indices.length > 0 ? { ...symbol, indices: [1] } : symbol

const partials = new WeakMap<Expr, Map<string, Expr>>()
/** The derivative of a member by a state, one node for each. */
function partial(e: Expr, s: Extract<Expr, { kind: 'symbol' }>): Expr {
  const known = partials.get(e) ?? new Map<string, Expr>()
  partials.set(e, known)
  const key = `${s.name} ${s.indices.join()}`
  const node = known.get(key) ?? derivative(e, s)
  known.set(key, node)
  return node
}

/** Every member over all distinct values of its free indices. */
function membersAt(reading: Reading, family: readonly Expr[], width: number): { e: Expr; indices: Indices }[] {
  return family.flatMap((e) => {
    const names = [...reading.facts(e).indices]
    const choose = (taken: readonly number[]): number[][] =>
      taken.length === names.length
        ? [[...taken]]
        : range(width)
            .filter((k) => !taken.includes(k))
            .flatMap((k) => choose([...taken, k]))
    return choose([]).map((values) => ({
      e,
      indices: Object.fromEntries(names.map((name, k) => [name, values[k] as number])),
    }))
  })
}

/** Numbers of order one, in the domains, that satisfy no accidental relation, all or those of some names. */
function generic(space: Space, instance: Instance, turn: number, only?: ReadonlySet<string>): Instance {
  const number = (name: string, place: number, drawn: number): number => {
    const domain = space.domainOf(name, place)
    if ((only && !only.has(name)) || domain.integer) return drawn
    const hash = [...name].reduce((h, c) => scrambled(h ^ c.charCodeAt(0)), scrambled(scrambled(turn) ^ place))
    return within(domain, hash / 2 ** 32)
  }
  return {
    ...instance,
    scalars: new Map([...instance.scalars].map(([name, x]) => [name, number(name, 0, x)])),
    vectors: new Map([...instance.vectors].map(([name, v]) => [name, v.map((x, k) => number(name, k + 1, x))])),
  }
}

const ORDER_ONE = [0.6, 2.3] as const

/** A number in a domain for one from 0 to 1: of order one where those may be, else so far from its one end, or between its ends. */
function within(domain: Domain, share: number): number {
  const [least, most] = ORDER_ONE
  const far = least + (most - least) * share
  if (ORDER_ONE.every((x) => contains(domain, x))) return far
  const [from, to] = [domain.low, domain.high].map((end) => end && toNumber(end))
  if (from === undefined) return (to ?? 0) - far
  return to === undefined ? from + far : from + (0.05 + 0.9 * share) * (to - from)
}

/** 32 bits, each of which depends on all of what is given (the finalizer of MurmurHash3). */
function scrambled(bits: number): number {
  let h = bits + 0x9e3779b9
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Rank by elimination with full pivoting on rows whose largest entry is 1; undefined where an entry is missing or not known closely. */
function decimalRank(rows: readonly Sampled<Precise>[]): number | undefined {
  const Wide = Decimal.clone({ precision: DIGITS })
  const m: Decimal[][] = []
  for (const row of rows) {
    const known = row.filter((entry) => entry.kind === 'number')
    if (known.length < row.length) return undefined
    const most = known.reduce((a, { value }) => Decimal.max(a, value.abs()), new Wide(0))
    if (known.some(({ error }) => error > log10(most) + NOTHING_CLOSELY && error !== EXACT && !most.isZero()))
      return undefined
    m.push(known.map(({ value }) => (most.isZero() ? new Wide(0) : new Wide(value).div(most))))
  }
  const columns = m[0]?.length ?? 0
  for (let rank = 0; ; rank++) {
    let [best, r, c] = [new Wide(0), rank, rank]
    for (let i = rank; i < m.length; i++)
      for (let j = rank; j < columns; j++) {
        const size = ((m[i] as Decimal[])[j] as Decimal).abs()
        if (size.gt(best)) [best, r, c] = [size, i, j]
      }
    if (best.isZero() || best.lt(`1e${NOTHING_CLOSELY}`)) return rank
    ;[m[rank], m[r]] = [m[r] as Decimal[], m[rank] as Decimal[]]
    for (const row of m) [row[rank], row[c]] = [row[c] as Decimal, row[rank] as Decimal]
    const lead = m[rank] as Decimal[]
    for (let i = rank + 1; i < m.length; i++) {
      const row = m[i] as Decimal[]
      const factor = (row[rank] as Decimal).div(lead[rank] as Decimal)
      for (let j = rank; j < columns; j++) row[j] = (row[j] as Decimal).minus(factor.times(lead[j] as Decimal))
    }
  }
}

/** Rank by elimination with full pivoting on rows of unit length; undefined where an entry is missing or a pivot is neither large nor nothing. */
function numericRank(rows: readonly Sampled<Double>[]): number | undefined {
  const m: number[][] = []
  for (const row of rows) {
    const numbers: number[] = []
    for (const entry of row) {
      if (entry.kind === 'missing') return undefined
      numbers.push(Math.abs(entry.value) <= entry.error ? 0 : entry.value)
    }
    const length = Math.hypot(...numbers)
    m.push(length === 0 ? numbers : numbers.map((x) => x / length))
  }
  const columns = m[0]?.length ?? 0
  let rank = 0
  for (; rank < Math.min(m.length, columns); rank++) {
    let [best, r, c] = [0, rank, rank]
    for (let i = rank; i < m.length; i++) {
      for (let j = rank; j < columns; j++) {
        const size = Math.abs(m[i]?.[j] as number)
        if (size > best) [best, r, c] = [size, i, j]
      }
    }
    if (best < NOTHING) break
    if (best < COUNTS) return undefined
    ;[m[rank], m[r]] = [m[r] as number[], m[rank] as number[]]
    for (const row of m) [row[rank], row[c]] = [row[c] as number, row[rank] as number]
    const lead = m[rank] as number[]
    for (let i = rank + 1; i < m.length; i++) {
      const row = m[i] as number[]
      const factor = (row[rank] as number) / (lead[rank] as number)
      for (let j = rank; j < columns; j++) row[j] = (row[j] as number) - factor * (lead[j] as number)
    }
  }
  return rank
}
