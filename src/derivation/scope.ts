/**
 * What formulas mean in a derivation: its symbols and definitions and those it inherits. Definitions are looked up by name where they
 * are used, so a derivation that defines u[i] anew, as the solution of a flow, thereby says what an inherited S = sum(i, u[i]*w[i])
 * is along that solution.
 */
import type { Expr, Index, Sym } from '../expr/ast.js'
import { WIDTH } from '../expr/ast.js'
import { type Domain, parseDomain } from '../expr/domain.js'
import { AuthorError, VALUE, shown, within } from '../expr/author-error.js'
import { FormulaError } from '../expr/formula-error.js'
import { nearest } from '../expr/nearest.js'
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

  /**
   * The expression of a text in this scope. Throws FormulaError at a symbol that is not declared or has the wrong number of indices, and
   * at an index that neither it nor the symbol binds, where it is the definition, or the rate, of one.
   */
  formula(text: string, defining?: Sym, as: 'definition' | 'rate' = 'definition'): Expr {
    if (typeof text !== 'string') throw new AuthorError(`expected a formula as a text, found ${shown(text)}`)
    const e = parse(text)
    const free = freeIndices(e).filter((index) => !defining?.indices.includes(index))
    if (defining && free.length > 0) {
      throw new FormulaError(
        `the index ${free[0]} is bound by nothing in the ${as} of ${printSymbol(defining)}`,
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

  /**
   * This scope with the values and domains of one claim: a valued symbol is defined as its value, one with a domain becomes free. Paths
   * of errors begin at a key of `given`.
   */
  given(given: Given): Scope {
    if (Object.keys(given).length === 0) return this
    const scope = Scope.inheriting([this])
    for (const [name, text] of Object.entries(given)) {
      const entry = within([name], () => {
        const found = this.entries.get(name)
        if (!found) throw new FormulaError(`given: unknown symbol ${name}${nearest(name, this.names())}`, name, 0)
        return found
      })
      within([name, VALUE], () => {
        if (typeof text !== 'string')
          throw new AuthorError(`given: ${name} is a domain or a formula as a text, found ${shown(text)}`)
        const { is: _, ...free } = entry.declaration
        const head = printSymbol(
          this.definitions.get(name)?.symbol ?? headSymbol(entry.indices === 0 ? name : `${name}[i]`),
        )
        if (isDomain(text)) scope.declare(head, { ...free, domain: text })
        else scope.define(head, { ...free, domain: 'real', is: text })
      })
    }
    const circle = scope.circle()
    if (circle) {
      const name = circle.find((inner) => Object.hasOwn(given, inner))
      within(name === undefined ? [] : [name, VALUE], () => {
        throw scope.circular(circle, name)
      })
    }
    return scope
  }

  /** Names each of which is defined in terms of the next, and the last in terms of the first; undefined where there are none. */
  circle(): readonly string[] | undefined {
    const done = new Set<string>()
    const open: string[] = []
    const visit = (name: string): readonly string[] | undefined => {
      const definition = this.definitions.get(name)
      if (!definition || done.has(name)) return undefined
      if (open.includes(name)) return open.slice(open.indexOf(name))
      open.push(name)
      for (const inner of namesOf(definition.by)) {
        const found = visit(inner)
        if (found) return found
      }
      open.pop()
      done.add(name)
      return undefined
    }
    for (const name of this.definitions.keys()) {
      const found = visit(name)
      if (found) return found
    }
    return undefined
  }

  /** What is wrong with a circle of definitions, at the definition of one of its names. */
  circular(circle: readonly string[], at: string = circle[0] as string): FormulaError {
    const k = circle.indexOf(at)
    const through = [...circle.slice(k + 1), ...circle.slice(0, k)]
    const problem = `${at} is defined in terms of itself${through.length > 0 ? `, through ${through.join(', ')}` : ''}`
    const next = through[0] ?? at
    const by = this.definitions.get(at)?.by
    const met = by && symbolsOf(by).find((s) => s.name === next)
    return new FormulaError(problem, this.entries.get(at)?.declaration.is ?? at, (met && positionOf(met)) ?? 0)
  }

  /** Defined names, users before what they use. Throws FormulaError on a definition in terms of itself. */
  private definitionOrder(): readonly string[] {
    if (this.order) return this.order
    const circle = this.circle()
    if (circle) throw this.circular(circle)
    const seen = new Set<string>()
    const order: string[] = []
    const visit = (name: string): void => {
      const definition = this.definitions.get(name)
      if (!definition || seen.has(name)) return
      seen.add(name)
      for (const inner of namesOf(definition.by)) visit(inner)
      order.push(name)
    }
    for (const name of this.definitions.keys()) visit(name)
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

/** The symbol of a head such as `gamma` or `u[i]`. Throws FormulaError for what cannot be declared. */
export function headSymbol(head: string): Sym {
  const e = parse(head)
  if (e.kind !== 'symbol') throw new FormulaError('expected a symbol such as gamma or u[i]', head, 0)
  if (e.indices.some((index: Index) => typeof index === 'number')) {
    throw new FormulaError('a family is declared with a named index, such as u[i]', head, 0)
  }
  if (new Set(e.indices).size < e.indices.length)
    throw new FormulaError('a family with several indices is declared with a name for each, such as K[i,j]', head, 0)
  if (e.name === WIDTH && e.indices.length === 0)
    throw new FormulaError('d is the width and cannot be declared', head, 0)
  return e
}
