/**
 * Random instances of a proposition: its binders over their domains, members of families over theirs, and values for its free indices, those
 * numbers among them that the terms themselves name, so that u[j] meets u[2].
 */
import fc from 'fast-check'
import { type Expr, type Index, WIDTH, children } from '../../expr/ast.js'
import { type Domain, REAL, intersection } from '../../expr/domain.js'
import type { Binder } from '../../proposition/proposition.js'
import { type Trial, attack } from '../attack.js'
import type { Indices, Instance } from '../instance.js'
import { NoInstance, scalar } from '../random-number.js'
import { type SampleOptions, type SampledSymbol, instances } from '../sample.js'
import { specialInstances } from '../special.js'
import type { Judgement } from './judge.js'
import { COUNT, LOOSE, type Reading } from './reading.js'

/** How long and how closely a claim is attacked. */
export interface Budget {
  readonly seed: number
  readonly runs: number
  /** Whether flows are integrated too; yes unless given. */
  readonly integrate?: boolean
  /** Whether decimals decide everywhere. */
  readonly precise?: boolean
  /** Whether a counterexample is made simpler; yes unless given. */
  readonly shrink?: boolean
  /** Milliseconds for one search; default 2000. */
  readonly timeLimitMs?: number
  /** There is a proof, so that a few instances are enough. */
  readonly proved?: boolean
  /** The widths of which something is claimed; all unless given. */
  readonly widths?: readonly number[]
}

export interface Counterexample {
  readonly values: Readonly<Record<string, number | readonly number[]>>
  readonly lhs: string
  readonly rhs: string
  readonly what: string
}

/** What was found; the `NumericFinding` of verify/statement.ts, and how many instances could not be evaluated. */
export interface WitnessFinding {
  readonly outcome: 'agrees' | 'disagrees' | 'could not'
  readonly mode: 'checked'
  readonly detail: string
  readonly counterexample?: Counterexample
  /**
   * That it was followed to where it goes, as far as that can be followed: however far that is, it may go elsewhere beyond. Only a theorem at that instance refutes.
   */
  readonly isFollowed?: true
  /** Instances at which the claim had a value. */
  readonly defined: number
  /** Instances at which it may have one that was not found. */
  readonly unknown: number
}

/** Instances of a claim that has a proof. */
const RUNS_PROVED = 12
/** Free indices that run independently of each other; each further one goes with one of these. */
const INDEPENDENT = 5
/** Choices of the free indices at one instance. */
const MOST_CHOICES = 120

/** What there is to draw for terms of a reading. */
export class Space {
  private readonly symbols: readonly SampledSymbol[]
  private readonly members: readonly { readonly name: string; readonly index: number; readonly domain: Domain }[]
  private readonly numbers: readonly number[]
  private readonly free: readonly string[]
  readonly minWidth: number
  /** Whether the width is part of what an instance says, though no family shows it. */
  private readonly counts: boolean
  /** Whether all instances are alike. */
  readonly isConstant: boolean

  /** `bound` are names that the claim itself binds, whether or not the context says anything of them. */
  constructor(reading: Reading, terms: readonly Expr[], bound: readonly string[] = []) {
    const facts = terms.map((e) => reading.facts(e))
    const names = new Set(facts.flatMap((f) => [...f.names]))
    const read = [...names].flatMap((name) => reading.definition(name)?.by ?? [])
    const moved = reading.states.flatMap(({ symbol, rate }) => (names.has(symbol.name) ? [symbol, rate] : []))
    const binders = [...names].flatMap((name): Binder[] => {
      if (name === COUNT || (name === WIDTH && !reading.namesWidth) || reading.definition(name)) return []
      const binder = reading.binder(name) ?? movesBy(reading, name)
      if (!binder && bound.includes(name)) return []
      if (!binder) throw new RangeError(`nothing binds ${name}`)
      return [binder]
    })
    this.symbols = binders.map(({ name, indices, domain }) => ({ name, indexed: indices > 0, domain }))
    this.members = binders.flatMap(({ name, domain, members = [] }) =>
      members.map(({ index, domain: own }) => ({ name, index, domain: intersection(domain, own) ?? own })),
    )
    const all = [...terms, ...read, ...moved]
    this.numbers = [...new Set([...all.flatMap(numbersIn), ...this.members.map(({ index }) => index)])]
    this.free = [...new Set(facts.flatMap((f) => [...f.indices]).map((name) => name.replace(LOOSE, '')))]
    this.minWidth = Math.max(1, ...this.numbers)
    this.counts = names.has(COUNT) && !reading.namesWidth && !bound.includes(WIDTH)
    this.isConstant = this.symbols.length === 0 && this.free.length === 0 && !names.has(COUNT)
  }

  instances(options: SampleOptions = {}): fc.Arbitrary<Instance> {
    return this.withMembers(instances(this.symbols, { minWidth: this.minWidth, ...options }))
  }

  /** Of these widths only. Throws NoInstance where none of them is as wide as what the terms name. */
  atWidths(widths: readonly number[], least = this.minWidth): fc.Arbitrary<Instance> {
    const wide = widths.filter((width) => width >= least)
    if (wide.length === 0) throw new NoInstance(`it speaks of member ${least}, at width ${widths.join(', ')}`)
    return fc.oneof(...wide.map((width) => this.instances({ minWidth: width, maxWidth: width })))
  }

  /** Of few simple values, for what differs at isolated points only. */
  special(): fc.Arbitrary<Instance> {
    return this.withMembers(specialInstances(this.symbols, this.minWidth))
  }

  /** Members with a domain of their own are drawn from it. */
  private withMembers(drawn: fc.Arbitrary<Instance>): fc.Arbitrary<Instance> {
    const { members, counts } = this
    const shown = counts ? drawn.map((one) => ({ ...one, scalars: new Map(one.scalars).set(WIDTH, one.width) })) : drawn
    if (members.length === 0) return shown
    return fc.tuple(shown, ...members.map(({ domain }) => scalar(domain))).map(([instance, ...values]) => {
      const vectors = new Map(instance.vectors)
      for (const [k, { name, index }] of members.entries()) {
        const vector = Float64Array.from(vectors.get(name) as Float64Array)
        vector[index - 1] = values[k] as number
        vectors.set(name, vector)
      }
      return { ...instance, vectors }
    })
  }

  /** Where a symbol, or the member of a family at an index from 1, may be. */
  domainOf(name: string, index = 0): Domain {
    const member = index > 0 ? this.members.find((one) => one.name === name && one.index === index) : undefined
    return member?.domain ?? this.symbols.find((one) => one.name === name)?.domain ?? REAL
  }

  /** Values of the free indices to try at a width. */
  choices(width: number): readonly Indices[] {
    const { free } = this
    if (free.length === 0) return [{}]
    const named = this.numbers.filter((k) => k <= width)
    let values = [...new Set([1, Math.ceil(width / 2), width, ...named])]
    const independent = Math.min(free.length, INDEPENDENT)
    while (values.length > 2 && values.length ** independent > MOST_CHOICES) values = values.slice(0, -1)
    let chosen: number[][] = [[]]
    for (let k = 0; k < independent; k++) chosen = chosen.flatMap((one) => values.map((value) => [...one, value]))
    return chosen.map((one) => Object.fromEntries(free.map((name, k) => [name, one[k % INDEPENDENT] as number])))
  }

  get freeIndices(): readonly string[] {
    return this.free
  }
}

/** What a flow moves, and its time, are bound by it. */
function movesBy(reading: Reading, name: string): Binder | undefined {
  const symbol = [...reading.states.map((state) => state.symbol), reading.time].find((s) => s?.name === name)
  return symbol && { name, indices: symbol.indices.length, domain: REAL }
}

const NO_NUMBERS: readonly number[] = []
const numbersOf = new WeakMap<Expr, readonly number[]>()

/** The numeric indices in a term. */
function numbersIn(e: Expr): readonly number[] {
  const known = numbersOf.get(e)
  if (known) return known
  const own = (indices: readonly Index[]): number[] => indices.filter((index) => typeof index === 'number')
  const found = e.kind === 'symbol' ? own(e.indices) : children(e).flatMap((child) => [...numbersIn(child)])
  const numbers = found.length === 0 ? NO_NUMBERS : [...new Set(found)]
  numbersOf.set(e, numbers)
  return numbers
}

/** What a claim says at an instance, at the choice of the free indices where it fares worst. */
export interface Judged extends Judgement {
  readonly indices: Indices
  /** Values beside those of the instance, such as where a variable was taken. */
  readonly beside?: Readonly<Record<string, number>>
}

/** The first violation, else the largest error among the choices at which the claim has a value, else what is unknown. */
export function worst(choices: readonly Indices[], judge: (indices: Indices) => Judgement): Judged {
  let result: Judged | undefined
  for (const indices of choices) {
    const found: Judged = { ...judge(indices), indices }
    if (found.outcome === 'violated') return found
    if (!result || rank(found) > rank(result)) result = found
  }
  return result as Judged
}

const rank = ({ outcome, error }: Judgement): number =>
  outcome === 'holds' ? 1 + error : outcome === 'unknown' ? 0 : -1

interface Tried extends Trial {
  readonly judged: Judged
}

/** Judges an instance; quickly, it may take a violation on trust. */
export type JudgeAt = (instance: Instance, quickly: boolean) => Judged

/** Attacks at instances of the space and puts what was found into words. What was taken on trust is judged again, and if it was none, so is all. */
export function search(
  arbitrary: fc.Arbitrary<Instance>,
  judge: JudgeAt,
  budget: Budget,
  what: string,
  runs = budget.proved ? Math.min(budget.runs, RUNS_PROVED) : budget.runs,
): WitnessFinding {
  return (
    searched(arbitrary, judge, budget, what, runs, true) ??
    (searched(arbitrary, judge, budget, what, runs, false) as WitnessFinding)
  )
}

/** Undefined where the violation that was found is none when it is judged again. */
function searched(
  arbitrary: fc.Arbitrary<Instance>,
  judge: JudgeAt,
  budget: Budget,
  what: string,
  runs: number,
  quickly: boolean,
): WitnessFinding | undefined {
  let unknown = 0
  let valued = 0
  let first = true
  const trial = (instance: Instance): Tried => {
    const judged = judge(instance, quickly)
    const { outcome, error } = judged
    if (outcome === 'violated') first = false
    if (outcome === 'unknown' && first) unknown++
    if (outcome === 'unknown' && first && judged.hasValue) valued++
    if (outcome === 'holds') return { outcome: 'holds', error, judged }
    return { outcome: outcome === 'violated' ? 'violated' : 'undefined', judged }
  }
  const options = { seed: budget.seed, runs, shrink: budget.shrink, timeLimitMs: budget.timeLimitMs }
  const found = attack(arbitrary, trial, defined(options))
  const { counterexample, worstError } = found
  const counts = { mode: 'checked', defined: found.defined + valued, unknown } as const
  if (counterexample) {
    const { instance, detail, path } = counterexample
    const judged = detail.judged.onTrust ? judge(instance, false) : detail.judged
    if (judged.outcome !== 'violated') return undefined
    const { lhs, rhs, indices, beside } = judged
    const shrunk = budget.shrink === false ? '' : ' and shrunk'
    return {
      ...counts,
      outcome: 'disagrees',
      detail: `violated at random instance ${found.runs}, confirmed at 50 digits${shrunk} (seed ${budget.seed}, path ${path})`,
      counterexample: { values: { ...valuesOf(instance, indices), ...beside }, lhs, rhs, what },
    }
  }
  if (found.defined === 0) {
    const open = unknown === 0 ? '' : `, ${unknown} of them could not be evaluated`
    const detail =
      valued > 0
        ? `it could not be told whether it holds at any of ${found.runs} random instances, at ${valued} of which it is defined`
        : `defined at none of ${found.runs} random instances${open}`
    return { ...counts, outcome: 'could not', detail }
  }
  const detail = `holds at ${found.defined} random instances, worst relative error ${worstError.toExponential(1)}`
  return { ...counts, outcome: 'agrees', detail }
}

/** Without what is undefined. */
function defined<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}

export function valuesOf(instance: Instance, indices: Indices): Counterexample['values'] {
  const vectors = [...instance.vectors].map(([name, values]) => [name, [...values]] as const)
  return Object.fromEntries([
    ...(vectors.length > 0 ? [[WIDTH, instance.width] as const] : []),
    ...instance.scalars,
    ...vectors,
    ...Object.entries(indices),
  ])
}

/** Several findings about one claim as one: what disagrees first, else what could not, else what agrees with the fewest instances. */
export function together(findings: readonly WitnessFinding[]): WitnessFinding {
  const disagrees = findings.find(({ outcome }) => outcome === 'disagrees')
  if (disagrees) return disagrees
  const open = findings.find(({ outcome }) => outcome === 'could not')
  const fewest = findings.reduce((a, b) => (b.defined < a.defined ? b : a))
  const unknown = findings.reduce((sum, finding) => sum + finding.unknown, 0)
  return { ...(open ?? fewest), unknown }
}
