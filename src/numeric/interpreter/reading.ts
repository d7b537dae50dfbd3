/**
 * What is known of a context and its terms before any number is: who binds a name, which names and indices a value can depend on. A definition
 * is read where it is used, so a term depends on all that its definitions are made of; a derivative also on what its variable is outside.
 */
import { type Derivative, type Expr, type Sym, WIDTH, children, constantValue } from '../../expr/ast.js'
import type { Binder, Context, Definition } from '../../proposition/proposition.js'

/** Stands among names for the width of sums and families, which is no symbol. */
export const COUNT = '#width'

/** Before an index that is free in a definition and none of its own: no sum around its use binds it. */
export const LOOSE = '*'

export interface Facts {
  /** Names of symbols, through definitions, bound ones left out. */
  readonly names: ReadonlySet<string>
  /** Indices that are not bound by a sum or place; with a LOOSE before them those that only a definition speaks of. */
  readonly indices: ReadonlySet<string>
}

export interface StateRate {
  readonly symbol: Sym
  readonly rate: Expr
}

const NOTHING: ReadonlySet<string> = new Set()
/** Deeper than this nothing is followed: terms themselves may be nested to 400 levels (see parse.ts), and definitions in each other. */
const DEEPEST = 800

/** What was read goes deeper than is followed. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep'
}

export class Reading {
  private readonly binders: ReadonlyMap<string, Binder>
  private readonly definitions: ReadonlyMap<string, Definition>
  /** What moves by the flow: its symbols that have no closed form here. */
  readonly states: readonly StateRate[]
  readonly time: Sym | undefined
  /** Whether `d` is a symbol like others, not the width. */
  readonly namesWidth: boolean
  private readonly known = new WeakMap<Expr, Facts>()
  private readonly repeated = new WeakSet<Expr>()
  private readonly exponents = new WeakMap<Expr, number | 'other'>()
  private readonly defined = new Map<string, Facts>()
  private readonly closures = new Map<string, ReadonlySet<string>>()
  /** Names whose definitions are being read. */
  private readonly following = new Set<string>()
  private depth = 0

  constructor(readonly context: Context) {
    this.binders = new Map(context.binders.map((binder) => [binder.name, binder]))
    this.definitions = new Map(context.definitions.map((definition) => [definition.symbol.name, definition]))
    this.time = context.flow?.variable
    this.states = (context.flow?.rates ?? []).filter(({ symbol }) => !this.definitions.has(symbol.name))
    this.namesWidth = this.binders.has(WIDTH) || this.definitions.has(WIDTH)
  }

  binder(name: string): Binder | undefined {
    return this.binders.get(name)
  }

  definition(name: string): Definition | undefined {
    return this.definitions.get(name)
  }

  isWidth(s: Sym): boolean {
    return s.name === WIDTH && s.indices.length === 0 && !this.namesWidth
  }

  /** Whether a derivative by the time is along the flow: it is by something that states in the body follow. */
  isTotal({ body, variable }: Derivative): boolean {
    if (this.time === undefined || variable.name !== this.time.name || variable.indices.length > 0) return false
    const { names } = this.facts(body)
    return this.states.some(({ symbol }) => names.has(symbol.name))
  }

  /** Whether a node stands in more than one place of what was read. */
  isShared(e: Expr): boolean {
    return this.repeated.has(e)
  }

  /** A whole literal exponent. */
  wholeExponent(exponent: Expr): number | undefined {
    let known = this.exponents.get(exponent)
    if (known === undefined) {
      const value = constantValue(exponent)
      known = value?.d === 1n ? Number(value.n) : 'other'
      this.exponents.set(exponent, known)
    }
    return known === 'other' ? undefined : known
  }

  facts(e: Expr): Facts {
    const known = this.known.get(e)
    if (known) return known
    if (++this.depth > DEEPEST) throw new TooDeep('terms and definitions nested too deeply')
    try {
      for (const child of children(e)) if (this.known.has(child)) this.repeated.add(child)
      const facts = this.read(e)
      this.known.set(e, facts)
      return facts
    } finally {
      this.depth--
    }
  }

  /** The names that the value of a name depends on, through definitions. */
  namesBehind(name: string): ReadonlySet<string> {
    const known = this.closures.get(name)
    if (known) return known
    const definition = this.definitions.get(name)
    const names = new Set([name])
    if (definition) {
      if (this.following.has(name)) throw new TooDeep(`the definition of ${name} needs itself`)
      this.following.add(name)
      for (const inner of this.facts(definition.by).names) names.add(inner)
      this.following.delete(name)
    }
    this.closures.set(name, names)
    return names
  }

  /** What the value of a name depends on, through its definition. */
  behind(name: string): Facts {
    let known = this.defined.get(name)
    if (!known) {
      known = { names: this.namesBehind(name), indices: this.looseIn(name) }
      this.defined.set(name, known)
    }
    return known
  }

  /** Indices of a definition that are none of its own. */
  private looseIn(name: string): ReadonlySet<string> {
    const definition = this.definitions.get(name)
    if (!definition) return NOTHING
    const { indices } = this.facts(definition.by)
    if (indices.size === 0) return NOTHING
    return loose(indices, definition.symbol)
  }

  /** Those of a rate that are none of its symbol's. */
  private looseOfRate({ symbol, rate }: StateRate): ReadonlySet<string> {
    return union(this.relevant(rate).map((part) => loose(this.facts(part).indices, symbol)))
  }

  private read(e: Expr): Facts {
    switch (e.kind) {
      case 'number':
      case 'pi':
        return { names: NOTHING, indices: NOTHING }
      case 'index':
        return { names: NOTHING, indices: new Set([e.name]) }
      case 'symbol': {
        const names = this.isWidth(e) ? new Set([WIDTH, COUNT]) : this.namesBehind(e.name)
        const loose = this.looseIn(e.name)
        return { names, indices: loose.size === 0 ? indicesOf(e) : union([indicesOf(e), loose]) }
      }
      case 'sum': {
        const { names, indices } = this.facts(e.body)
        return { names: new Set([...names, COUNT]), indices: without(indices, [e.index, e.below]) }
      }
      case 'derivative':
        return this.readDerivative(e)
      default: {
        const parts = children(e).map((child) => this.facts(child))
        return { names: union(parts.map(({ names }) => names)), indices: union(parts.map(({ indices }) => indices)) }
      }
    }
  }

  private readDerivative(e: Derivative): Facts {
    const body = this.facts(e.body)
    const inside = without(body.names, [e.variable.name])
    const at = e.at ? this.facts(e.at.by) : { names: this.namesBehind(e.variable.name), indices: NOTHING }
    const moved = this.isTotal(e)
      ? this.states.flatMap(({ symbol, rate }) => [
          ...this.namesBehind(symbol.name),
          ...union(this.relevant(rate).map((part) => this.facts(part).names)),
        ])
      : []
    const loose = moved.length === 0 ? [] : this.states.map((state) => this.looseOfRate(state))
    const counted = e.at?.index === undefined && moved.length === 0 ? [] : [COUNT]
    return {
      names: union([inside, at.names, new Set(moved), new Set(counted)]),
      indices: union([body.indices, indicesOf(e.variable), without(at.indices, [e.at?.index]), ...loose]),
    }
  }

  /** A rate, once: rates may themselves contain derivatives by the time. */
  private readonly reading = new Set<Expr>()
  private relevant(rate: Expr): readonly Expr[] {
    if (this.reading.has(rate)) return []
    this.reading.add(rate)
    try {
      this.facts(rate)
      return [rate]
    } finally {
      this.reading.delete(rate)
    }
  }
}

const indicesOf = (s: Sym): ReadonlySet<string> => {
  const names = s.indices.filter((index) => typeof index === 'string')
  return names.length === 0 ? NOTHING : new Set(names)
}

const without = (names: ReadonlySet<string>, bound: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set([...names].filter((name) => !bound.includes(name)))

const loose = (indices: ReadonlySet<string>, head: Sym): ReadonlySet<string> =>
  new Set(
    [...without(indices, head.indices.map(String))].map((index) => (index.startsWith(LOOSE) ? index : LOOSE + index)),
  )

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const filled = sets.filter((set) => set.size > 0)
  if (filled.length <= 1) return filled[0] ?? NOTHING
  return new Set(filled.flatMap((set) => [...set]))
}
