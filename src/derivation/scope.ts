/**
 * What formulas mean in a derivation: its symbols and definitions and those it inherits. Definitions are looked up by name where they
 * are used, so a derivation that defines u[i] anew, as the solution of a flow, thereby says what an inherited S = sum(i, u[i]*w[i])
 * is along that solution.
 */
import { type Expr, type Index, type Sym, WIDTH, children, index, nodesOf, symbol } from '../expr/ast.js'
import { frozen, ownData } from './authored.js'
import { AuthorError, VALUE, shown, within } from '../expr/author-error.js'
import type { Motion } from '../expr/differentiate.js'
import { type Domain, REAL, parseDomain, printDomain, sameDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { nearest } from '../expr/nearest.js'
import { parse, parseStated, positionOf } from '../expr/parse.js'
import { print, printSymbol } from '../expr/print.js'
import {
  type Replacement,
  differentiatedBy,
  freeIndices,
  namesOf,
  rewrite,
  symbolsOf,
  unfold,
} from '../expr/substitute.js'
import {
  type Assertion,
  type Binder,
  type Context,
  type Proposition,
  assertionsIn,
  termsOf,
  treeText,
} from '../proposition/proposition.js'
import { TexNames } from '../expr/tex.js'
import { namesWithWidth } from '../proposition/unfolding.js'
import { requireAdmissible, requireLawful } from './admissible.js'
import { requireValues } from './admissible-motion.js'
import { heldFixed } from './held-fixed.js'
import { Moving } from './moving.js'
import type { Declaration, Entry } from './symbol.js'

/** d symbol / d variable = rate, for each symbol that moves. */
export type FlowStatement = Motion

/** Values or domains that hold for one claim only: `Q: '0'`, `B: 'positive'`. */
export type Given = Readonly<Record<string, string>>

export class Scope {
  private readonly entries = new Map<string, Entry>()
  private readonly definitions = new Map<string, Replacement>()
  private order: readonly string[] | undefined
  private readonly moving = new Moving()
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
  /** By what they differentiate. */
  readonly differentiated = new Set<string>()
  /** Whether a derivative is printed as a partial one where nothing moves. */
  isPartial = false

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
      if (parent.isPartial) scope.isPartial = true
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
      this.before.set(name, new Set([...(this.before.get(name) ?? []), ...(before ?? [])]))
    }
    this.moving.adopt(parent.moving, parent)
  }

  /** Whether a name stands for the same here and to another scope, whatever it is called. */
  private isAlike(own: Entry, other: Entry, scope: Scope): boolean {
    const [a, b] = [this.definitions.get(own.name)?.by, scope.definitions.get(own.name)?.by]
    const same = a === undefined ? b === undefined : b !== undefined && treeText(a) === treeText(b)
    const said = own.declaration.meaning === other.declaration.meaning
    return own === other || (own.indices === other.indices && sameDomain(own.domain, other.domain) && same && said)
  }

  get flow(): FlowStatement | undefined {
    return this.moving.flow
  }

  /** Names of what moves here, or moved where it comes from. */
  movingNames(): ReadonlySet<string> {
    return this.moving.names
  }

  /** Throws AuthorError where the flow is two, each of something that this builds on. */
  requireOneFlow(): void {
    if (this.moving.isTwofold)
      throw new FormulaError(
        'what this uses moves in two ways: state the `flow` here',
        this.flow?.variable.name ?? '',
        0,
      )
  }

  /** Ends what may be declared: claims were stated by what is known. */
  seal(): void {
    this.#isSealed = true
  }

  private requireOpen(): void {
    if (this.#isSealed) throw new AuthorError('a derivation is declared whole: nothing is added to it afterwards')
  }

  /** States how things move, in place of what was known of that; `declared` are the names that the same derivation declares. */
  move(flow: FlowStatement, declared: Iterable<string> = []): void {
    this.requireOpen()
    this.moving.state(flow, declared)
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
  /** The scope in which the definition of a name was written. */
  homeOf(name: string): Scope {
    return this.homes.get(name) ?? this
  }
  /** Names in the order of their declaration. */
  names(): readonly string[] {
    return [...this.entries.keys()]
  }

  /** TeX of bare symbols that have one of their own, and which derivatives are partial ones: with a flow, those by anything but its time. */
  texNames(): TexNames {
    const own = [...this.entries].flatMap(([name, { declaration }]) =>
      declaration.tex ? [[name, declaration.tex] as const] : [],
    )
    const moving = new Set(this.flow?.rates.map(({ symbol }) => symbol.name))
    return new TexNames(
      own,
      (by) => (this.flow ? by !== this.flow.variable.name : this.isPartial),
      (name) => moving.has(name) || this.definitions.has(name),
      (body, by, places) => heldFixed(this, body, by, places),
    )
  }

  /**
   * The expression of a text in this scope. Throws FormulaError at a symbol that is not declared or has the wrong number of indices, and
   * at an index that neither it nor the symbol binds, where it is the definition, or the rate, of one.
   */
  formula(text: string, defining?: Sym, as: 'definition' | 'rate' = 'definition'): Expr {
    if (typeof text !== 'string') throw new AuthorError(`expected a formula as a text, found ${shown(text)}`)
    const e = withIndices(parseStated(text), defining ? indexNames(defining) : undefined, (name) =>
      this.entries.has(name),
    )
    for (const node of nodesOf(e))
      if (node.kind === 'derivative' && node.order > 0) this.differentiated.add(node.variable.name)
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
        throw new FormulaError(`unknown symbol ${printSymbol(s)}${nearest(s.name, this.names())}`, text, at)
      }
      if (entry.indices !== s.indices.length) {
        const expected =
          entry.indices === 0 ? 'no index' : `${entry.indices} ${entry.indices === 1 ? 'index' : 'indices'}`
        throw new FormulaError(`${s.name} takes ${expected}, found ${printSymbol(s)}`, text, at)
      }
    }
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
    if (Object.keys(given).length === 0) return this
    const scope = Scope.inheriting([this])
    scope.outer = this
    scope.changed = new Set(Object.keys(given))
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

  /**
   * The proposition that an assertion is in this scope: with everything that its terms reach, and nothing else. Throws FormulaError for one that
   * is about something that has no such value: a limit of what moves by a flow, a step of a name that is defined.
   */
  close(assertion: Assertion): Proposition {
    const states = statesOf(assertion)
    for (const name of boundBy(assertion)) this.requireFree(name)
    for (const part of assertionsIn(assertion))
      if (part.kind === 'step') for (const name of part.fresh) this.requireFree(symbol(name))
    requireLawful(this, assertion)
    const reached = new Set<string>()
    const visit = (name: string): void => {
      if (reached.has(name)) return
      reached.add(name)
      const definition = states.has(name) ? undefined : this.definitions.get(name)
      if (definition) for (const inner of namesWithWidth(definition.by)) visit(inner)
    }
    const visitAll = (terms: readonly Expr[]): void => {
      for (const e of terms) for (const name of [...namesWithWidth(e), ...differentiatedBy(e)]) visit(name)
    }
    const terms = termsOf(assertion)
    visitAll(terms)
    requireValues(this, assertion, reached)
    const flow = this.flowFor(assertion, [...terms, ...this.bodies(reached)], reached)
    if (flow) {
      visit(flow.variable.name)
      visitAll(flow.rates.flatMap(({ symbol, rate }) => [symbol, rate]))
    }
    for (const name of reached) this.requireOneMeaning(name)
    this.requireStillMoving(reached)
    if (assertionsIn(assertion).some(({ kind }) => kind === 'solves')) this.requireOneFlow()
    for (const name of reached) this.requireArity(name)
    requireAdmissible({ scope: this, assertion, reached, flow })
    const order = this.definitionOrder().filter((name) => reached.has(name) && !states.has(name))
    const context: Context = {
      binders: [...this.entries.values()].flatMap((entry) => this.binderOf(entry, reached, states)),
      definitions: order.map((name) => ({
        ...(this.definitions.get(name) as Replacement),
        domain: this.entries.get(name)?.domain ?? REAL,
      })),
      ...(flow && { flow }),
    }
    return frozen({ context, assertion })
  }

  /** Throws FormulaError where a flow that is stated in place of another leaves out what that one moves. */
  private requireStillMoving(reached: ReadonlySet<string>): void {
    for (const name of reached) {
      const left = this.moving.leftOut(name)
      if (left === undefined) continue
      if ((this.outer ?? this).definitions.has(name)) {
        const known = this.moving.scopeOf(name)
        // It was a solution for constants, whichever; something that moves is none.
        const other = [...this.reachedFrom(symbol(name))].find(
          (inner) => inner !== name && this.changes(inner) && !known?.changes(inner),
        )
        if (other !== undefined)
          throw new FormulaError(
            `${left} is known by its formula from a flow that is not stated here, for a ${other} that stands still: state the flow, or define ${name} anew`,
            name,
            0,
          )
      } else
        throw new FormulaError(
          `${left} moves where it comes from, and the flow that is stated here does not say how: give its rate here, 0 if it stands still, or declare it anew`,
          name,
          0,
        )
    }
  }

  /** Whether a name is made of the time, or of what moves. */
  private changes(name: string): boolean {
    const moving = this.moving.names
    return [...this.reachedFrom(symbol(name))].some((inner) => inner === this.flow?.variable.name || moving.has(inner))
  }

  /** Throws FormulaError where a definition speaks of a family that is a number here, or the other way round. */
  private requireArity(name: string): void {
    const by = this.definitions.get(name)?.by
    if (!by) return
    const other = symbolsOf(by).find((s) => (this.entries.get(s.name)?.indices ?? 0) !== s.indices.length)
    if (other)
      throw new FormulaError(
        `the definition of ${name} speaks of ${printSymbol(other)}, and ${other.name} ${this.entries.get(other.name)?.indices === 0 ? 'is a single number' : 'is a family'} here: define ${name} anew, or call one of them otherwise`,
        name,
        0,
      )
  }

  private requireOneMeaning(name: string): void {
    const rivals = this.rivals.get(name)
    if (!rivals) return
    const [one, other] = rivals.map(({ domain, declaration: { meaning, is } }) =>
      is === undefined ? `${printDomain(domain)} (${meaning})` : `${is} (${meaning})`,
    )
    throw new FormulaError(`${name} means two things in what this uses, ${one} and ${other}: declare it here`, name, 0)
  }

  private binderOf(
    { name, indices, domain }: Entry,
    reached: ReadonlySet<string>,
    states: ReadonlySet<string>,
  ): Binder[] {
    if (!reached.has(name) || (this.definitions.has(name) && !states.has(name))) return []
    const members = [...(this.members.get(name) ?? [])].map(([index, own]) => ({ index, domain: own }))
    // A function that is put for a symbol need not stay where the symbol was declared to be.
    const known = states.has(name) && this.definitions.has(name) ? REAL : domain
    return [{ name, indices, domain: known, ...(members.length > 0 && { members }) }]
  }

  /** What is defined of these names. */
  bodies(names: Iterable<string>): Expr[] {
    return [...names].flatMap((name) => {
      const definition = this.definitions.get(name)
      return definition ? [definition.by] : []
    })
  }

  /** The flow of what moves without being defined, where the assertion or a derivative by its time is about it. */
  private flowFor(assertion: Assertion, terms: readonly Expr[], reached: ReadonlySet<string>): Motion | undefined {
    const { flow } = this
    if (!flow) {
      const about = assertionsIn(assertion).find(({ kind }) => kind === 'along' || kind === 'rank' || kind === 'space')
      if (about)
        throw new FormulaError('this derivation has no flow to move along', print(termsOf(about)[0] as Expr), 0)
      return undefined
    }
    const rates = flow.rates.filter(({ symbol }) => !this.definitions.has(symbol.name))
    const asked =
      assertionsIn(assertion).some(({ kind }) => kind === 'along' || kind === 'rank' || kind === 'space') ||
      (rates.some(({ symbol }) => reached.has(symbol.name)) &&
        terms.some((e) => differentiatedBy(e).has(flow.variable.name)))
    const set = flow.rates.find(({ symbol }) => this.set.has(symbol.name) && reached.has(symbol.name))
    if (set && terms.some((e) => differentiatedBy(e).has(flow.variable.name))) this.refuseToSet(set.symbol.name)
    if (!asked) return undefined
    this.requireOneFlow()
    const given = [flow.variable, ...flow.rates.map(({ symbol }) => symbol)].find(({ name }) => this.set.has(name))
    if (given) this.refuseToSet(given.name)
    const still = this.definitions.has(flow.variable.name) ? flow.variable : undefined
    if (still) throw new FormulaError(`${still.name} is the time of the flow, and cannot be defined`, still.name, 0)
    return { variable: flow.variable, rates }
  }

  private refuseToSet(name: string): never {
    throw new FormulaError(
      `${name} moves; a claim about how things move cannot give it a value: write at(..., ${name} = ...) in the formula`,
      name,
      0,
    )
  }

  private requireFree({ name }: Sym): void {
    if (this.definitions.has(name)) {
      throw new FormulaError(`${name} is defined by a formula here, and cannot go anywhere by itself`, name, 0)
    }
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
    const problem = `${at} is defined in terms of itself${through.length > 0 ? `, through ${through.join(', ')}: solve that equation for ${at} first` : ''}`
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

/** Names for which an assertion puts functions of its own. */
const statesOf = (assertion: Assertion): ReadonlySet<string> =>
  new Set(
    assertionsIn(assertion).flatMap((part) =>
      part.kind === 'solves' ? part.rates.map(({ symbol }) => symbol.name) : [],
    ),
  )

/** Symbols that an assertion lets go somewhere. */
const boundBy = (assertion: Assertion): readonly Sym[] =>
  assertionsIn(assertion).flatMap((part) => {
    switch (part.kind) {
      case 'limit':
      case 'taylor':
      case 'expansion':
        return [part.variable]
      case 'step':
        return part.step.map(({ symbol }) => symbol)
      default:
        return []
    }
  })

/** The head of a family of so many indices. */
const headOf = (name: string, indices: number): Sym =>
  symbol(name, ...Array.from({ length: indices }, (_, k) => 'ijkl'[k] ?? `i${k + 1}`))

const indexNames = (s: Sym): readonly string[] => s.indices.filter((index) => typeof index === 'string')

/** Bare names that are no symbols but indices, of what is defined or of what stands in the formula, as the numbers that they count. */
function withIndices(e: Expr, bound: readonly string[] | undefined, isSymbol: (name: string) => boolean): Expr {
  const names = new Set(bound ?? freeIndices(e))
  return rewrite(e, (node) =>
    node.kind === 'symbol' && node.indices.length === 0 && names.has(node.name) && !isSymbol(node.name)
      ? index(node.name)
      : undefined,
  )
}

/** Whether an index of that name, not bound inside, is used as a number. */
function countsBy(e: Expr, name: string): boolean {
  if (e.kind === 'index') return e.name === name
  if (e.kind === 'sum' && (e.index === name || e.below === name)) return false
  return children(e).some((child) => countsBy(child, name))
}

/** What looks like an interval. */
const INTERVAL = /^\s*[[(][^()[\]]*,[^()[\]]*[\])]\s*$/

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
  if (e.indices.length > 1)
    throw new FormulaError(`${e.name} has ${e.indices.length} indices; a family has one, such as ${e.name}[i]`, head, 0)
  if (e.name === WIDTH && e.indices.length === 0)
    throw new FormulaError('d is the width and cannot be declared', head, 0)
  return e
}
