/** A derivation: symbols, definitions, a flow, claims and what it builds on, in the order in which a paper would state them. */
import { type Sym, WIDTH, symbol } from '../expr/ast.js'
import { AuthorError, VALUE, shown, within } from '../expr/author-error.js'
import { besides, forEach, mistakesOf } from '../expr/mistakes.js'
import { isInstance } from '../expr/differentiate.js'
import { FormulaError } from '../expr/formula-error.js'
import { nearest } from '../expr/nearest.js'
import { printSymbol } from '../expr/print.js'
import { symbolsOf } from '../expr/substitute.js'
import { type Proposition, sameTree } from '../proposition/proposition.js'
import type { Citation, Claim, StatedClaim } from './claim.js'
import { readFigure } from './figure-spec.js'
import type { IllFormedClaim } from './ill-formed.js'
import { checkCircle, declareAll, defineAll } from './declarations.js'
import { headSymbol } from './heads.js'
import { type FlowStatement, Scope } from './scope.js'
import { requireOneFlow } from './closed.js'
import { requireDependence, requireSameDerivatives } from './admissible.js'
import { requireRate } from './admissible-motion.js'
import { asOurs, isOurs, ownData } from './authored.js'
import { isRecord, known, textAt } from './strict.js'
import { requireDefinitionLetters } from './sum-letters.js'
import { type Blame, requireNames, requireSamePrint, requireToldApart, requireToldApartIn } from './told-apart.js'
import type { Declaration } from './symbol.js'

/** What an author states: title and prose, symbols and definitions, how things move, and claims by name. */
export interface DerivationSpec<Name extends string> {
  readonly title: string
  /** A label, such as `from the paper`. */
  readonly tag?: string
  /** Where it is from, such as a book and its section; inline TeX between $ signs. */
  readonly source?: string
  /** Derivations whose symbols, definitions and flow this one inherits. */
  readonly uses?: readonly Derivation[]
  /** Paragraphs before the claims; inline TeX between $ signs. */
  readonly prose: string | readonly string[]
  /** Symbols and definitions by head: `gamma`, `u[i]`. */
  readonly symbols?: Readonly<Record<string, Declaration>>
  /** Rates by symbol, d/dt of each; the variable is t. Or the derivation whose flow this one is about, rather than the inherited one. */
  readonly flow?: Readonly<Record<string, string>> | Derivation
  readonly claims: Readonly<Record<Name, Claim>>
}

/** A derivation as `derivation` returns it: what its page says, and what others inherit of it. A claim of it is cited by its name, `balance.claim('conserved')`. */
export interface Derivation<Name extends string = string> {
  readonly id: string
  readonly title: string
  readonly tag?: string
  readonly source?: string
  readonly prose: readonly string[]
  readonly uses: readonly Derivation[]
  /** Heads declared here, in order. */
  readonly own: readonly string[]
  /** The flow that it states, or takes from another derivation in place of the inherited one. */
  readonly ownFlow: FlowStatement | undefined
  readonly scope: Scope
  readonly claims: readonly StatedClaim[]
  /** Claims that cannot be read, and what is wrong with them. */
  readonly illFormed: readonly IllFormedClaim[]
  /** A citation of one of its claims. Where there is none of that name, the claims that cite it are told so. */
  claim(name: Name): Citation
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const ID = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/**
 * Declares a derivation with the permanent id `id` (lower case, hyphens; before a slash the name of its set, if that is not the only one). Throws AuthorError, with the way into `spec`, for a formula that
 * cannot be read or names an unknown symbol, and for any field that is not what it should be. A claim that cannot be read is kept aside.
 */
export function derivation<const Name extends string>(id: string, spec: DerivationSpec<Name>): Derivation<Name> {
  return calledBy(derivation, () => read(id, spec))
}

/** Letters of an id, and of the name of a claim: files are called by them. */
const LONGEST_NAME = 100

/** By which every flow moves. */
const TIME = 't'
const ALLOWED = ['title', 'tag', 'source', 'uses', 'prose', 'symbols', 'flow', 'claims']
const REQUIRED = ['title', 'prose', 'claims']

function read<Name extends string>(id: string, given: DerivationSpec<Name>): Derivation<Name> {
  if (typeof id === 'string' && id.length > LONGEST_NAME)
    throw new AuthorError(`the id has ${id.length} letters; expected ${LONGEST_NAME} at most`, { path: [0] })
  if (typeof id !== 'string' || !ID.test(id))
    throw new AuthorError(
      `the id must be lower-case words joined by hyphens, after a set's name and a slash if it belongs to one, found ${shown(id)}`,
      { path: [0] },
    )
  known(`derivation(${JSON.stringify(id)}, ...)`, given, ALLOWED, REQUIRED)
  const spec = ownData(given)
  textAt('the title', spec.title, ['title', VALUE])
  for (const name of ['tag', 'source'] as const)
    if (spec[name] !== undefined) textAt(`the ${name}`, spec[name], [name, VALUE])
  const prose = paragraphs(spec.prose)
  const uses = used(spec.uses ?? [])
  const scope = Scope.inheriting(uses.map((each) => each.scope))
  scope.time = TIME
  if (!scope.entry(TIME)) scope.declare(TIME, { meaning: 'time', domain: 'nonnegative' })
  const heads = new Map<string, string>()
  const around = [spec.flow === undefined ? 'uses' : 'flow', VALUE]
  const blame = (name: string): Blame => {
    const owner = heads.has(name) ? undefined : ownerOf(name, uses)
    return owner === undefined ? { path: ['symbols', heads.get(name) ?? name] } : { path: around, owner }
  }
  const own = Object.keys(spec.symbols ?? {})
  const flow = besides(
    () => {
      const symbols = spec.symbols ?? {}
      declareAll(symbols, scope, heads)
      defineAll(symbols, scope)
      checkCircle(symbols, scope)
      return move(spec.flow, own, scope, uses)
    },
    () => requireNames(scope, heads.keys(), blame),
  )
  // What moves is printed like no other thing's rate.
  requireToldApart(scope, heads.keys(), blame)
  requireSamePrint(
    scope,
    heads,
    allUsed(uses).map((used) => used.scope),
    blame,
  )
  forEach(own, (head) => within(['symbols', head, VALUE], () => requireDefinitionLetters(scope, headSymbol(head).name)))
  checkHeads(scope, around)
  const { claims, illFormed } = stateAll(id, spec.claims, scope)
  for (const each of [scope, ...claims.map((claim) => claim.scope)]) each.seal()
  return asOurs({
    id,
    title: spec.title,
    ...(spec.tag !== undefined && { tag: spec.tag }),
    ...(spec.source !== undefined && { source: spec.source }),
    prose,
    uses,
    own,
    ownFlow: flow,
    scope,
    claims,
    illFormed,
    claim: (name) => {
      const all = [...claims, ...illFormed]
      const stated = all.find((claim) => claim.name === name)
      if (stated) return asOurs({ derivation: id, claim: name, stated })
      const near = nearest(
        name,
        all.map((claim) => claim.name),
        'it has',
      )
      return asOurs(new NothingCited(id, name, `${id} has no claim ${JSON.stringify(name)}${near}`))
    },
  })
}

/** A citation of a claim that is not there. Whoever looks for it is told. */
class NothingCited implements Citation {
  constructor(
    readonly derivation: string,
    readonly claim: string,
    private readonly problem: string,
  ) {}
  get stated(): never {
    throw new AuthorError(this.problem, { path: [0] })
  }
}

/** What `work` returns. A mistake that it finds is reported from where `called` was called, however deep it was found. */
function calledBy<T>(called: (...given: never[]) => unknown, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AuthorError) for (const one of mistakesOf(error)) Error.captureStackTrace?.(one, called)
    throw error
  }
}

function paragraphs(prose: unknown): readonly string[] {
  if (typeof prose === 'string') return [prose]
  if (!Array.isArray(prose))
    throw new AuthorError(`the prose must be a text or a list of texts, found ${shown(prose)}`, {
      path: ['prose', VALUE],
    })
  return prose.map((text, k) => textAt('a paragraph of the prose', text, ['prose', k]))
}

function used(uses: unknown): readonly Derivation[] {
  if (!Array.isArray(uses))
    throw new AuthorError(`\`uses\` must be a list of derivations, found ${shown(uses)}`, { path: ['uses', VALUE] })
  return uses.map((each: unknown, k) => {
    if (isDerivation(each)) return each
    const hint = each === undefined ? ': does its file export it, and does it import this one?' : ''
    throw new AuthorError(`\`uses\` must hold derivations, found ${shown(each)}${hint}`, { path: ['uses', k] })
  })
}

/** Which of these, or of what they build on, declares a name. */
const ownerOf = (name: string, uses: readonly Derivation[]): string | undefined =>
  allUsed(uses).find(({ own }) => own.some((head) => headSymbol(head).name === name))?.id

/** A flow that comes from elsewhere moves what is here, and as many of each. */
function checkHeads(scope: Scope, path: readonly (string | number)[]): void {
  const { flow } = scope
  if (!flow) return
  for (const met of [
    flow.variable,
    ...flow.rates.flatMap(({ symbol: moving, rate }) => [moving, ...symbolsOf(rate)]),
  ]) {
    const entry = scope.entry(met.name)
    if (met.name === WIDTH || entry?.indices === met.indices.length) continue
    const here = entry
      ? `has ${entry.indices === 0 ? 'no index' : `indices (${entry.indices})`} here`
      : 'is unknown here'
    throw new AuthorError(`the flow is about ${printSymbol(met)}, which ${here}`, { path: [...path] })
  }
}

/** What a claim's statement is, as far as a derivation knows. */
interface Stated {
  readonly proposition: Proposition
}

interface StatedClaims {
  readonly claims: readonly StatedClaim[]
  readonly illFormed: readonly IllFormedClaim[]
}

/** Names of claims that no author writes. */
const KEPT = /^(?:sign|rate)-of-/

/** Reads the claims; what is wrong with one is told of that one. */
function stateAll(id: string, given: Readonly<Record<string, Claim>>, scope: Scope): StatedClaims {
  if (!isRecord(given))
    throw new AuthorError(`\`claims\` has claims by name, found ${shown(given)}`, { path: ['claims', VALUE] })
  const claims: StatedClaim[] = []
  const illFormed: IllFormedClaim[] = []
  for (const [position, [name, claim]] of Object.entries(given).entries()) {
    if (!isClaim(claim))
      throw new AuthorError(`${name} is no claim such as equal(...), found ${shown(claim)}`, {
        path: ['claims', name, VALUE],
      })
    const { kind, options } = claim
    const common = { id: `${id}/${name}`, derivation: id, name, kind, options }
    try {
      calledBy(derivation, () =>
        within(['claims', name], () => {
          checkName(name)
          checkCitations(options.cites)
          if (options.note !== undefined) textAt('the note', options.note, ['note', VALUE])
          // Of its own, so that it knows what this claim reads.
          const inner = Scope.inheriting([within(['given'], () => scope.given(options.given ?? {}))])
          const { figure } = options
          if (figure) within(['figure'], () => readFigure(figure, inner))
          const statement = claim.state(inner)
          requireDependence(inner, statement.proposition)
          requireSameDerivatives(inner, statement.proposition)
          if (options.given && Object.keys(options.given).length > 0)
            within(['given', VALUE], () => requireToldApartIn(inner))
          claims.push(Object.freeze({ ...common, scope: inner, statement: Object.freeze(statement), claim }))
        }),
      )
    } catch (problem) {
      if (!(problem instanceof AuthorError)) throw problem
      illFormed.push({ ...common, scope, statement: undefined, claim, problem, position })
    }
  }
  return { claims: Object.freeze(claims), illFormed: Object.freeze(illFormed) }
}

function checkName(name: string): void {
  if (name.length > LONGEST_NAME)
    throw new AuthorError(`a claim name has ${name.length} letters; expected ${LONGEST_NAME} at most`)
  if (!NAME.test(name))
    throw new AuthorError(`the claim name ${JSON.stringify(name)} must be lower-case words joined by hyphens`)
  if (KEPT.test(name))
    throw new AuthorError(
      `${name} is what a claim is called that a definition makes by itself; call this one otherwise`,
    )
}

const isClaim = (value: unknown): value is Claim<Stated> => isOurs(value) && isRecord(value) && 'state' in value

function checkCitations(cites: unknown): void {
  if (cites === undefined) return
  if (!Array.isArray(cites))
    throw new AuthorError(`\`cites\` is a list of claims, found ${shown(cites)}`, { path: ['cites', VALUE] })
  for (const [k, cited] of cites.entries())
    within(['cites', k], () => {
      if (!isOurs(cited) || !isRecord(cited) || !isRecord(cited.stated))
        throw new AuthorError(`\`cites\` holds claims such as balance.claim("conserved"), found ${shown(cited)}`)
    })
}

/** Whether a value is what `derivation` returns. */
export function isDerivation(value: unknown): value is Derivation {
  return isOurs(value) && isRecord(value) && value.scope instanceof Scope
}

/** Moves what is in a scope as its author says, by the flow that this returns. */
function move(
  moved: DerivationSpec<string>['flow'],
  own: readonly string[],
  scope: Scope,
  uses: readonly Derivation[],
): FlowStatement | undefined {
  const flow = isDerivation(moved)
    ? within(['flow', VALUE], () => flowFrom(moved, scope, uses))
    : moved && flowOf(moved, scope)
  if (!flow) return undefined
  scope.move(
    flow,
    own.map((head) => headSymbol(head).name),
    isDerivation(moved) ? moved.scope.motion.home : scope,
  )
  if (!isDerivation(moved))
    forEach(Object.keys(moved ?? {}).entries(), ([k, head]) =>
      within(['flow', head, VALUE], () => requireRate(scope, flow, flow.rates[k] as (typeof flow.rates)[number])),
    )
  return flow
}

/** The flow of another derivation. Unless this one builds on that, what it is made of must be here what it is there: nothing says that it is declared anew. */
function flowFrom(other: Derivation, scope: Scope, uses: readonly Derivation[]): FlowStatement {
  requireOneFlow(other.scope)
  const { flow } = other.scope
  if (!flow) throw new AuthorError(`${other.id} has no flow`)
  if (uses.some((used) => buildsOn(used, other))) return flow
  const moving = new Set(flow.rates.map(({ symbol }) => symbol.name))
  for (const { rate } of flow.rates)
    for (const name of other.scope.reachedFrom(rate, moving)) {
      if (moving.has(name) || sameTree(other.scope.definition(name)?.by, scope.definition(name)?.by)) continue
      throw new AuthorError(
        `${name} is something else here than in the flow of ${other.id}: build on ${other.id}, or state the flow`,
      )
    }
  return flow
}

/** What is built on, directly and through others. */
const allUsed = (uses: readonly Derivation[]): readonly Derivation[] => [
  ...new Set(uses.flatMap((used) => [used, ...allUsed(used.uses)])),
]

const buildsOn = (one: Derivation, other: Derivation): boolean =>
  one === other || one.uses.some((used) => buildsOn(used, other))

/** The flow that an author states: one rate for each symbol that moves. */
function flowOf(flow: Readonly<Record<string, string>>, scope: Scope): FlowStatement {
  if (!isRecord(flow))
    throw new AuthorError(`the flow has rates by symbol, such as { x: '-k*x' }, found ${shown(flow)}`, {
      path: ['flow', VALUE],
    })
  const met: { readonly head: string; readonly moving: Sym }[] = []
  const rates = forEach(Object.entries(flow), ([head, text]) =>
    within(['flow', head], () => {
      const moving = scope.formula(head)
      if (moving.kind !== 'symbol') throw new FormulaError('the left side of a rate must be a symbol', head, 0)
      if (moving.indices.length > 1)
        throw new FormulaError(
          `${moving.name} has ${moving.indices.length} indices; what moves has one at most`,
          head,
          0,
        )
      if (moving.name === 't') throw new FormulaError('t is the time, and has no rate of its own', head, 0)
      if (moving.name === WIDTH) throw new FormulaError('the width d is a whole number, and does not move', head, 0)
      const before = met.find((other) => isInstance(moving, other.moving) || isInstance(other.moving, moving))
      if (before)
        throw new AuthorError(`${moving.name} has two rates, at ${shown(before.head)} and at ${shown(head)}`, {
          text: head,
        })
      met.push({ head, moving })
      return { symbol: moving, rate: within([VALUE], () => scope.formula(text, moving, 'rate')) }
    }),
  )
  return { variable: symbol('t'), rates }
}
