/**
 * What formulas mean in a derivation: its symbols and definitions and those it inherits. Definitions are looked up by name where they
 * are used, so a derivation that defines u[i] anew, as the solution of a flow, thereby says what an inherited S = sum(i, u[i]*w[i])
 * is along that solution.
 */
import { type Expr, type Sym, WIDTH } from '../expr/ast.js'
import { ownData } from './authored.js'
import { AuthorError, VALUE, within } from '../expr/author-error.js'
import type { Motion } from '../expr/differentiate.js'
import { type Domain, parseDomain, sameDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { positionOf } from '../expr/parse.js'
import { readWritten, standsAt } from '../expr/written.js'
import { printSymbol } from '../expr/print.js'
import { type Replacement, differentiatedBy, freeIndices, namesOf, symbolsOf, unfold } from '../expr/substitute.js'
import { treeText } from '../proposition/proposition.js'
import { namesWithWidth } from '../proposition/unfolding.js'
import { circleIn, usersFirst } from './definition-order.js'
import { INTERVAL, countsBy, headOf, headSymbol, indexNames, isDomain, withIndices } from './heads.js'
import { Moving } from './moving.js'
import type { Declaration, Entry } from './symbol.js'
import { requirePlaces } from './places.js'
import { requireFields, requireText } from './strict.js'
import { unknownGiven, unknownSymbol } from './unknown-symbol.js'

/** d symbol / d variable = rate, for each symbol that moves. */
export type FlowStatement = Motion

/** Values or domains that hold for one claim only: `Q: '0'`, `B: 'positive'`. */
export type Given = Readonly<Record<string, string>>

export class Scope {
  private readonly entries = new Map<string, Entry>()
  private readonly definitions = new Map<string, Replacement>()
  private order: readonly string[] | undefined
  readonly motion = new Moving<Scope>()
  /** Names whose values are given for one claim: they are defined, and may be differentiated by all the same. */
  private readonly set = new Set<string>()
  /** What is supposed of single members of families. */
  private readonly members = new Map<string, Map<number, Domain>>()

  /** Where this is a scope of one claim, that of its derivation, and the names that mean something else here. */
  outer: Scope | undefined
  changed: ReadonlySet<string> = new Set()

  /** By what the flows that are stated here move; what is not stated by an author has no such. */
  time: string | undefined
  #isSealed = false

  /** What the formulas that were read here speak of. */
  readonly met = new Set<string>()

  /** What a name, and the flow, meant before they were declared anew. */
  private readonly before = new Map<string, Set<Entry>>()
  /** What a name, and the flow, mean to one of the parents and to another, neither of which declares it in place of the other. */
  private readonly rivals = new Map<string, readonly [Entry, Entry]>()
  /** Where the definition of a name was written. */
  private readonly homes = new Map<string, Scope>()

  /**
   * A new scope that starts with all that `parents` know. A name that they declare differently means what it does to the last of them if that one
   * declares it in place of the others, and must be declared anew if it does not.
   */
  static inheriting(parents: readonly Scope[]): Scope {
    const scope = new Scope()
    for (const parent of parents) {
      scope.adopt(parent)
      for (const [name, entry] of parent.entries) scope.entries.set(name, entry)
      for (const [name, definition] of parent.definitions) scope.definitions.set(name, definition)
      for (const name of parent.entries.keys()) if (!parent.definitions.has(name)) scope.definitions.delete(name)
      for (const [name, home] of parent.homes) scope.homes.set(name, home)
      for (const name of parent.set) scope.set.add(name)
      for (const [name, members] of parent.members) scope.members.set(name, members)
      if (parent.outer) scope.outer = parent.outer
      if (parent.outer) scope.changed = parent.changed
      if (parent.time !== undefined) scope.time = parent.time
    }
    return scope
  }

  /** Takes over what a parent has declared anew, and notes what it does not mean as those before it do. */
  private adopt(parent: Scope): void {
    for (const [name, rivals] of parent.rivals) this.rivals.set(name, rivals)
    for (const [name, entry] of parent.entries) {
      const known = this.entries.get(name)
      const before = parent.before.get(name)
      if (known && !before?.has(known) && !this.isAlike(known, entry, parent)) this.rivals.set(name, [known, entry])
      if (before) this.before.set(name, new Set([...(this.before.get(name) ?? []), ...before]))
    }
    this.motion.adopt(parent.motion, parent)
  }

  /** Whether a name stands for the same here and to another scope, whatever it is called. */
  private isAlike(own: Entry, other: Entry, scope: Scope): boolean {
    const [a, b] = [this.definitions.get(own.name)?.by, scope.definitions.get(own.name)?.by]
    const same = a === undefined ? b === undefined : b !== undefined && treeText(a) === treeText(b)
    const said = own.declaration.meaning === other.declaration.meaning
    return own === other || (own.indices === other.indices && sameDomain(own.domain, other.domain) && same && said)
  }

  get flow(): FlowStatement | undefined {
    return this.motion.flow
  }

  /** This scope, with names that are symbols by themselves whatever they are defined by. */
  freed(names: Iterable<string>): Scope {
    const scope = Scope.inheriting([this])
    for (const name of names) scope.definitions.delete(name)
    return scope
  }

  /** Ends what may be declared: claims were stated by what is known. */
  seal(): void {
    this.#isSealed = true
  }

  private requireOpen(): void {
    if (this.#isSealed) throw new AuthorError('a derivation is declared whole: nothing is added to it afterwards')
  }

  /** States how things move, in place of what was known of that; `declared` are the names that the same derivation declares, `written` where the flow was. */
  move(flow: FlowStatement, declared: Iterable<string> = [], written: Scope = this): void {
    this.requireOpen()
    this.motion.state(flow, declared, written)
  }

  /** Declares `gamma` or `u[i]`. Throws FormulaError when the head is no symbol. */
  declare(head: string, declaration: Declaration): Sym {
    this.requireOpen()
    const symbol = headSymbol(head)
    if (isDomain(symbol.name))
      throw new FormulaError(`${symbol.name} is the name of a domain; call the symbol otherwise`, head, 0)
    this.requireNoIndex(symbol.name)
    const known = this.entries.get(symbol.name)
    if (known) this.before.set(symbol.name, new Set([...(this.before.get(symbol.name) ?? []), known]))
    this.rivals.delete(symbol.name)
    const entry = { name: symbol.name, indices: symbol.indices.length, declaration: ownData(declaration) }
    this.entries.set(symbol.name, Object.freeze({ ...entry, domain: parseDomain(declaration.domain) }))
    this.definitions.delete(symbol.name)
    this.order = undefined
    return symbol
  }

  /** Throws FormulaError where a definition that is known here counts by an index of this name: the two would read alike. */
  private requireNoIndex(name: string): void {
    if (this.entries.has(name)) return
    const rates = (this.flow?.rates ?? []).map(({ symbol, rate }) => ({ symbol, by: rate, what: 'rate' }))
    const definitions = [...this.definitions.values()].map((one) => ({ ...one, what: 'definition' }))
    for (const { symbol, by, what } of [...definitions, ...rates])
      if (countsBy(by, name))
        throw new FormulaError(
          `${name} is an index in the ${what} of ${printSymbol(symbol)}; call the symbol otherwise`,
          name,
          0,
        )
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
    this.homes.set(symbol.name, this)
    return symbol
  }

  entry(name: string): Entry | undefined {
    return this.entries.get(name)
  }
  definition(name: string): Replacement | undefined {
    return this.definitions.get(name)
  }
  /** Whether a value is given to a name for one claim. */
  isGiven(name: string): boolean {
    return this.set.has(name)
  }
  /** What is supposed of single members of a family, by their indices. */
  membersOf(name: string): Iterable<readonly [index: number, domain: Domain]> {
    return this.members.get(name) ?? []
  }
  /** What a name means to two of those that this builds on, where neither declares it in place of the other. */
  rivalsOf(name: string): readonly [Entry, Entry] | undefined {
    return this.rivals.get(name)
  }
  /** The scope in which the definition of a name was written. */
  homeOf(name: string): Scope {
    return this.homes.get(name) ?? this
  }
  /** Names in the order of their declaration. */
  names(): readonly string[] {
    return [...this.entries.keys()]
  }

  /**
   * The expression of a text in this scope. Throws FormulaError at a symbol that is not declared or has the wrong number of indices, and
   * at an index that neither it nor the symbol binds, where it is the definition, or the rate, of one.
   */
  formula(text: string, defining?: Sym, as: 'definition' | 'rate' = 'definition'): Expr {
    requireText('expected', text)
    const e = withIndices(readWritten(text), defining ? indexNames(defining) : undefined, (name) =>
      this.entries.has(name),
    )
    this.requireApart(e, text, defining)
    if (freeIndices(e).includes(WIDTH))
      throw new FormulaError(
        `${WIDTH} is the width, and would be read as the last of the indices; call the index otherwise`,
        text,
        0,
      )
    const free = freeIndices(e).filter((index) => !defining?.indices.includes(index))
    if (defining && free.length > 0) {
      throw new FormulaError(
        `the index ${free[0]} is bound by nothing in the ${as} of ${printSymbol(defining)}`,
        text,
        0,
      )
    }
    for (const s of symbolsOf(e)) {
      this.met.add(s.name)
      const entry = this.entries.get(s.name)
      const at = positionOf(s) ?? 0
      if (!entry) {
        if (s.name === WIDTH && s.indices.length === 0) continue
        throw new FormulaError(unknownSymbol(s, this.names()), text, at)
      }
      if (entry.indices !== s.indices.length) {
        const expected =
          entry.indices === 0 ? 'no index' : `${entry.indices} ${entry.indices === 1 ? 'index' : 'indices'}`
        throw new FormulaError(`${s.name} takes ${expected}, found ${printSymbol(s)}`, text, at)
      }
    }
    requirePlaces(e, text, (name) => this.entries.get(name)?.indices)
    for (const name of differentiatedBy(e)) {
      if (this.definitions.has(name) && !this.set.has(name)) {
        throw new FormulaError(
          `cannot differentiate by ${name}, nor put anything for it: it is defined by a formula here; declare ${name} itself, and define by it what it is made of`,
          text,
          0,
        )
      }
      if (name === WIDTH && !this.entries.has(WIDTH)) {
        throw new FormulaError('the width d is a whole number; nothing is differentiated by it', text, 0)
      }
    }
    return e
  }

  /** Throws FormulaError where a name is a symbol and a free index of one formula: nobody could tell which of them is meant. */
  private requireApart(e: Expr, text: string, defining: Sym | undefined): void {
    const indices = new Set([...freeIndices(e), ...(defining?.indices ?? [])])
    const both = symbolsOf(e).find((s) => s.indices.length === 0 && indices.has(s.name))
    if (both)
      throw new FormulaError(
        `${both.name} is a symbol here, and an index of this formula; call one of them otherwise`,
        text,
        positionOf(both) ?? 0,
      )
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

  /** What is supposed of the free symbols, by name. What is declared of a definition is supposed nowhere. */
  domains(): ReadonlyMap<string, Domain> {
    return new Map(
      [...this.entries].flatMap(([name, { domain }]) => (this.definitions.has(name) ? [] : [[name, domain] as const])),
    )
  }

  /**
   * This scope with the values and domains of one claim: a valued symbol is defined as its value, one with a domain becomes free. Paths
   * of errors begin at a key of `given`.
   */
  given(given: Given): Scope {
    requireFields("given has values or domains by symbol, such as { x: '2' }", given)
    if (Object.keys(given).length === 0) return this
    const scope = Scope.inheriting([this])
    scope.outer = this
    scope.changed = new Set(Object.keys(given))
    for (const [name, text] of Object.entries(given)) {
      const entry = within([name], () => {
        const known = this.entries.get(name)
        if (!known) throw new FormulaError(unknownGiven(name, this.names()), name, 0)
        return known
      })
      within([name, VALUE], () => {
        requireText(`given: ${name} is a domain or`, text)
        const { is: _, ...free } = entry.declaration
        const head = printSymbol(this.definitions.get(name)?.symbol ?? headOf(name, entry.indices))
        if (INTERVAL.test(text) && !isDomain(text))
          throw new FormulaError(
            'the ends of an interval are numbers, or oo; for others write what is between them, such as T = Tc + w with a positive w',
            text,
            0,
          )
        if (isDomain(text)) scope.declare(head, { ...free, domain: text })
        else {
          scope.define(head, { ...free, domain: 'real', is: text })
          standsAt((scope.definition(name) as Replacement).by, ['given', name, VALUE])
          scope.set.add(name)
        }
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

  /** What is supposed of a symbol, and of single members of its family. */
  domainsOf(name: string): readonly Domain[] {
    const entry = this.entries.get(name)
    return entry ? [entry.domain, ...(this.members.get(name)?.values() ?? [])] : []
  }

  /** Supposes something of a single member of a family. */
  declareMember(member: Sym, domain: string): void {
    const [index] = member.indices
    if (typeof index !== 'number')
      throw new FormulaError('expected a single member such as u[1]', printSymbol(member), 0)
    const known = this.members.get(member.name) ?? new Map<number, Domain>()
    this.members.set(member.name, known.set(index, parseDomain(domain)))
  }

  /** What is defined of these names. */
  bodies(names: Iterable<string>): Expr[] {
    return [...names].flatMap((name) => {
      const definition = this.definitions.get(name)
      return definition ? [definition.by] : []
    })
  }

  /** The names that a term is made of, through definitions but those of `whole`. */
  reachedFrom(e: Expr, whole: ReadonlySet<string> = new Set()): ReadonlySet<string> {
    const seen = new Set<string>()
    const visit = (name: string): void => {
      if (seen.has(name)) return
      seen.add(name)
      const definition = whole.has(name) ? undefined : this.definitions.get(name)
      if (definition) for (const inner of namesWithWidth(definition.by)) visit(inner)
    }
    for (const name of namesWithWidth(e)) visit(name)
    return seen
  }

  /** Names each of which is defined in terms of the next, and the last in terms of the first; undefined where there are none. */
  circle(): readonly string[] | undefined {
    return circleIn(this.definitions)
  }

  /** What is wrong with a circle of definitions, at the definition of one of its names. */
  circular(circle: readonly string[], at: string = circle[0] as string): FormulaError {
    const k = circle.indexOf(at)
    const through = [...circle.slice(k + 1), ...circle.slice(0, k)]
    const problem = `${at} is defined in terms of itself${through.length > 0 ? `, through ${through.join(', ')}: solve that equation for ${at} first` : ''}`
    const next = through[0] ?? at
    const by = this.definitions.get(at)?.by
    const met = by && symbolsOf(by).find((s) => s.name === next)
    return new FormulaError(problem, this.entries.get(at)?.declaration.is ?? at, (met && positionOf(met)) ?? 0)
  }

  /** Defined names, users before what they use. Throws FormulaError on a definition in terms of itself. */
  definitionOrder(): readonly string[] {
    if (this.order) return this.order
    const circle = this.circle()
    if (circle) throw this.circular(circle)
    this.order = usersFirst(this.definitions)
    return this.order
  }
}
