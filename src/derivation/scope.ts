/**
 * What formulas mean in a derivation: its symbols and definitions and those it inherits. Definitions are looked up by name where they
 * are used, so a derivation that defines u[i] anew, as the solution of a flow, thereby says what an inherited S = sum(i, u[i]*w[i])
 * is along that solution.
 */
import type { Expr, Index, Sym } from '../expr/ast.js'
import { WIDTH } from '../expr/ast.js'
import { type Domain, parseDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse, positionOf } from '../expr/parse.js'
import { printSymbol } from '../expr/print.js'
import { type Replacement, differentiatedBy, freeIndices, namesOf, symbolsOf, unfold } from '../expr/substitute.js'
import type { Declaration, Entry } from './symbol.js'

/** d symbol / d variable = rate, for each symbol that moves. */
export interface FlowStatement {
  readonly variable: Sym
  readonly rates: readonly { readonly symbol: Sym; readonly rate: Expr }[]
}

/** Values or domains that hold for one claim only: `Q: '0'`, `B: 'positive'`. */
export type Given = Readonly<Record<string, string>>

export class Scope {
  private readonly entries = new Map<string, Entry>()
  private readonly definitions = new Map<string, Replacement>()
  private order: readonly string[] | undefined
  private stated: FlowStatement | undefined
  private readonly read: Expr[] = []
  private flowRead = false

  get flow(): FlowStatement | undefined {
    this.flowRead = true
    return this.stated
  }
  set flow(flow: FlowStatement | undefined) {
    this.stated = flow
  }

  /** A new scope that starts with all that `parents` know; later parents win. */
  static inheriting(parents: readonly Scope[]): Scope {
    const scope = new Scope()
    for (const parent of parents) {
      for (const [name, entry] of parent.entries) scope.entries.set(name, entry)
      for (const [name, definition] of parent.definitions) scope.definitions.set(name, definition)
      for (const name of parent.entries.keys()) if (!parent.definitions.has(name)) scope.definitions.delete(name)
      scope.stated = parent.stated ?? scope.stated
    }
    return scope
  }

  /** Declares `gamma` or `u[i]`. Throws FormulaError when the head is no symbol. */
  declare(head: string, declaration: Declaration): Sym {
    const symbol = headSymbol(head)
    this.entries.set(symbol.name, {
      name: symbol.name,
      indices: symbol.indices.length,
      declaration,
      domain: parseDomain(declaration.domain),
    })
    this.definitions.delete(symbol.name)
    this.order = undefined
    return symbol
  }

  /** Makes d an ordinary symbol, for claims in which it is not the width. */
  declareWidth(declaration: Declaration): void {
    this.entries.set(WIDTH, { name: WIDTH, indices: 0, declaration, domain: parseDomain(declaration.domain) })
  }

  /** Declares a symbol as a name for a formula whose own symbols must be known by the time it is used. */
  define(head: string, declaration: Declaration & { readonly is: string }): Sym {
    const symbol = this.declare(head, declaration)
    const by = this.formula(declaration.is, symbol)
    this.definitions.set(symbol.name, { symbol, by })
    return symbol
  }

  entry(name: string): Entry | undefined {
    return this.entries.get(name)
  }
  definition(name: string): Replacement | undefined {
    return this.definitions.get(name)
  }
  /** Names in the order of their declaration. */
  names(): readonly string[] {
    return [...this.entries.keys()]
  }

  /** TeX of bare symbols that have one of their own. */
  texNames(): ReadonlyMap<string, string> {
    const own = [...this.entries].flatMap(([name, { declaration }]) =>
      declaration.tex ? [[name, declaration.tex] as const] : [],
    )
    return new Map(own)
  }

  /** The expression of a text in this scope. Throws FormulaError at a symbol that is not declared or has the wrong number of indices. */
  formula(text: string, defining?: Sym): Expr {
    const e = parse(text)
    const free = freeIndices(e).filter((index) => !defining?.indices.includes(index))
    if (defining && free.length > 0) {
      throw new FormulaError(
        `the index ${free[0]} is bound by nothing in the definition of ${printSymbol(defining)}`,
        text,
        0,
      )
    }
    for (const s of symbolsOf(e)) {
      const entry = this.entries.get(s.name)
      const at = positionOf(s) ?? 0
      if (!entry) {
        if (s.name === WIDTH && s.indices.length === 0) continue
        throw new FormulaError(`unknown symbol ${printSymbol(s)}${nearest(s.name, this.names())}`, text, at)
      }
      if (entry.indices !== s.indices.length) {
        const expected =
          entry.indices === 0 ? 'no index' : `${entry.indices} ${entry.indices === 1 ? 'index' : 'indices'}`
        throw new FormulaError(`${s.name} takes ${expected}, found ${printSymbol(s)}`, text, at)
      }
    }
    for (const name of differentiatedBy(e)) {
      if (this.definitions.has(name)) {
        throw new FormulaError(`cannot differentiate by ${name}, which is defined by a formula here`, text, 0)
      }
    }
    this.read.push(e)
    return e
  }

  /**
   * Everything that what was read in this scope can depend on: the formulas in their order, the flow if it was asked for, and the
   * declarations and definitions that these and the names `also` reach. Equal values mean equal things.
   */
  reached(also: readonly string[]): object {
    const flow = this.flowRead ? this.stated : undefined
    const seen = new Set<string>()
    const visit = (name: string): void => {
      if (seen.has(name)) return
      seen.add(name)
      const definition = this.definitions.get(name)
      if (definition) for (const inner of namesOf(definition.by)) visit(inner)
    }
    const expressions = [...this.read, ...(flow?.rates.flatMap(({ symbol, rate }) => [symbol, rate]) ?? [])]
    for (const name of [...also, WIDTH, 't', ...expressions.flatMap((e) => [...namesOf(e), ...differentiatedBy(e)])])
      visit(name)
    return {
      formulas: this.read,
      flow,
      order: this.definitionOrder().filter((name) => seen.has(name)),
      known: [...seen].sort().map((name) => {
        const { domain, tex } = this.entries.get(name)?.declaration ?? {}
        return { name, domain, tex, definition: this.definitions.get(name) }
      }),
    }
  }

  /** All definitions unfolded, to the free symbols. */
  expand(e: Expr, only?: (name: string) => boolean): Expr {
    let result = e
    for (const name of this.definitionOrder()) {
      if (only?.(name) ?? true) result = unfold(result, [this.definitions.get(name) as Replacement])
    }
    return result
  }

  /** Whether the meaning of a name depends, through definitions, on one of `symbols`. */
  dependsOn(name: string, symbols: ReadonlySet<string>): boolean {
    if (symbols.has(name) && !this.definitions.has(name)) return true
    const definition = this.definitions.get(name)
    return definition !== undefined && [...namesOf(definition.by)].some((inner) => this.dependsOn(inner, symbols))
  }

  /** Whether the formula of a defined name mentions one of `names`, directly or through definitions that are not among them. */
  dependsOnNames(name: string, names: ReadonlySet<string>): boolean {
    const definition = this.definitions.get(name)
    if (!definition) return false
    return [...namesOf(definition.by)].some((inner) => names.has(inner) || this.dependsOnNames(inner, names))
  }

  domains(): ReadonlyMap<string, Domain> {
    return new Map([...this.entries].map(([name, { domain }]) => [name, domain]))
  }

  /** This scope with the values and domains of one claim: a valued symbol is defined as its value, one with a domain becomes free. */
  given(given: Given): Scope {
    if (Object.keys(given).length === 0) return this
    const scope = Scope.inheriting([this])
    for (const [name, text] of Object.entries(given)) {
      const entry = this.entries.get(name)
      if (!entry) throw new FormulaError(`given: unknown symbol ${name}${nearest(name, this.names())}`, name, 0)
      const { is: _, ...free } = entry.declaration
      const head = printSymbol(
        this.definitions.get(name)?.symbol ?? headSymbol(entry.indices === 0 ? name : `${name}[i]`),
      )
      if (isDomain(text)) scope.declare(head, { ...free, domain: text })
      else scope.define(head, { ...free, domain: 'real', is: text })
    }
    return scope
  }

  /** Defined names, users before what they use. Throws FormulaError on a definition in terms of itself. */
  private definitionOrder(): readonly string[] {
    if (this.order) return this.order
    const state = new Map<string, 'open' | 'done'>()
    const order: string[] = []
    const visit = (name: string, from: string): void => {
      const definition = this.definitions.get(name)
      if (!definition || state.get(name) === 'done') return
      if (state.get(name) === 'open') {
        throw new FormulaError(
          `${name} is defined in terms of itself, through ${from}`,
          this.entries.get(from)?.declaration.is ?? from,
          0,
        )
      }
      state.set(name, 'open')
      for (const inner of namesOf(definition.by)) visit(inner, name)
      state.set(name, 'done')
      order.push(name)
    }
    for (const name of this.definitions.keys()) visit(name, name)
    this.order = order.reverse()
    return this.order
  }
}

function isDomain(text: string): boolean {
  try {
    parseDomain(text)
    return true
  } catch {
    return false
  }
}

function headSymbol(head: string): Sym {
  const e = parse(head)
  if (e.kind !== 'symbol') throw new FormulaError('expected a symbol such as gamma or u[i]', head, 0)
  if (e.indices.some((index: Index) => typeof index === 'number')) {
    throw new FormulaError('a family is declared with a named index, such as u[i]', head, 0)
  }
  if (e.name === WIDTH && e.indices.length === 0)
    throw new FormulaError('d is the width and cannot be declared', head, 0)
  return e
}

/** "; did you mean ...?" for a name within two edits, else the declared names when they are few. */
function nearest(name: string, known: readonly string[]): string {
  const best = known.map((other) => [distance(name, other), other] as const).sort(([a], [b]) => a - b)[0]
  if (best && best[0] <= Math.min(2, name.length - 1)) return `; did you mean ${best[1]}?`
  return known.length <= 12 ? `; declared are ${[...known].sort().join(', ')}` : ''
}

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, substitution))
    }
    row = next
  }
  return row[b.length] as number
}
