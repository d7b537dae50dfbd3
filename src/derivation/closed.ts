/** The proposition that an assertion is where it stands. */
import { type Expr, type Sym, symbol } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { REAL, printDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { mistakeAbout } from '../expr/written.js'
import { printSymbol } from '../expr/print.js'
import { type Replacement, differentiatedBy, symbolsOf } from '../expr/substitute.js'
import {
  type Assertion,
  type Binder,
  type Context,
  type Proposition,
  assertionsIn,
  termsOf,
} from '../proposition/proposition.js'
import { namesWithWidth } from '../proposition/unfolding.js'
import { requireAdmissible, requireLawful } from './admissible.js'
import { requireValues } from './admissible-motion.js'
import { frozen } from './authored.js'
import type { Scope } from './scope.js'
import type { Entry } from './symbol.js'

/**
 * The proposition that an assertion is in a scope: with everything that its terms reach, and nothing else. Throws FormulaError for one that
 * is about something that has no such value: a limit of what moves by a flow, a step of a name that is defined.
 */
export function closed(scope: Scope, assertion: Assertion): Proposition {
  const states = statesOf(assertion)
  for (const name of boundBy(assertion)) requireFree(scope, name)
  for (const part of assertionsIn(assertion))
    if (part.kind === 'step') for (const name of part.fresh) requireFree(scope, symbol(name))
  requireLawful(scope, assertion)
  const reached = new Set<string>()
  const visit = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    const definition = states.has(name) ? undefined : scope.definition(name)
    if (definition) for (const inner of namesWithWidth(definition.by)) visit(inner)
  }
  const visitAll = (terms: readonly Expr[]): void => {
    for (const e of terms) for (const name of [...namesWithWidth(e), ...differentiatedBy(e)]) visit(name)
  }
  const terms = termsOf(assertion)
  visitAll(terms)
  requireValues(scope, assertion, reached)
  const flow = flowFor(scope, assertion, [...terms, ...scope.bodies(reached)], reached)
  if (flow) {
    visit(flow.variable.name)
    visitAll(flow.rates.flatMap(({ symbol, rate }) => [symbol, rate]))
  }
  for (const name of reached) requireOneMeaning(scope, name)
  requireStillMoving(scope, reached)
  if (assertionsIn(assertion).some(({ kind }) => kind === 'solves')) requireOneFlow(scope)
  for (const name of reached) requireArity(scope, name)
  requireAdmissible({ scope, assertion, reached, flow })
  const order = scope.definitionOrder().filter((name) => reached.has(name) && !states.has(name))
  const context: Context = {
    binders: scope.names().flatMap((name) => binderOf(scope, scope.entry(name) as Entry, reached, states)),
    definitions: order.map((name) => ({
      ...(scope.definition(name) as Replacement),
      domain: scope.entry(name)?.domain ?? REAL,
    })),
    ...(flow && { flow }),
  }
  return frozen({ context, assertion })
}

/** Throws FormulaError where the flow is two, each of something that this builds on. */
export function requireOneFlow({ motion, flow }: Scope): void {
  if (motion.isTwofold)
    throw new FormulaError('what this uses moves in two ways: state the `flow` here', flow?.variable.name ?? '', 0)
}

/** Throws FormulaError where a flow that is stated in place of another leaves out what that one moves. */
function requireStillMoving(scope: Scope, reached: ReadonlySet<string>): void {
  for (const name of reached) {
    const left = scope.motion.leftOut(name)
    if (left === undefined) continue
    if (has(scope.outer ?? scope, name)) {
      const known = scope.motion.scopeOf(name)
      // It was a solution for constants, whichever; something that moves is none.
      const other = [...scope.reachedFrom(symbol(name))].find(
        (inner) => inner !== name && changes(scope, inner) && !(known && changes(known, inner)),
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
function changes(scope: Scope, name: string): boolean {
  const moving = scope.motion.names
  return [...scope.reachedFrom(symbol(name))].some((inner) => inner === scope.flow?.variable.name || moving.has(inner))
}

/** Throws FormulaError where a definition speaks of a family that is a number here, or the other way round. */
function requireArity(scope: Scope, name: string): void {
  const by = scope.definition(name)?.by
  if (!by) return
  const other = symbolsOf(by).find((s) => (scope.entry(s.name)?.indices ?? 0) !== s.indices.length)
  if (other)
    throw new FormulaError(
      `the definition of ${name} speaks of ${printSymbol(other)}, and ${other.name} ${scope.entry(other.name)?.indices === 0 ? 'is a single number' : 'is a family'} here: define ${name} anew, or call one of them otherwise`,
      name,
      0,
    )
}

function requireOneMeaning(scope: Scope, name: string): void {
  const rivals = scope.rivalsOf(name)
  if (!rivals) return
  const [one, other] = rivals.map(({ domain, declaration: { meaning, is } }) =>
    is === undefined ? `${printDomain(domain)} (${meaning})` : `${is} (${meaning})`,
  )
  throw new FormulaError(`${name} means two things in what this uses, ${one} and ${other}: declare it here`, name, 0)
}

function binderOf(
  scope: Scope,
  { name, indices, domain }: Entry,
  reached: ReadonlySet<string>,
  states: ReadonlySet<string>,
): Binder[] {
  if (!reached.has(name) || (has(scope, name) && !states.has(name))) return []
  const members = [...scope.membersOf(name)].map(([index, own]) => ({ index, domain: own }))
  // A function that is put for a symbol need not stay where the symbol was declared to be.
  const known = states.has(name) && has(scope, name) ? REAL : domain
  return [{ name, indices, domain: known, ...(members.length > 0 && { members }) }]
}

/** The flow of what moves without being defined, where the assertion or a derivative by its time is about it. */
function flowFor(
  scope: Scope,
  assertion: Assertion,
  terms: readonly Expr[],
  reached: ReadonlySet<string>,
): Motion | undefined {
  const { flow } = scope
  if (!flow) {
    const about = assertionsIn(assertion).find(({ kind }) => kind === 'along' || kind === 'rank' || kind === 'space')
    if (about) throw mistakeAbout(termsOf(about)[0] as Expr, 'this derivation has no flow to move along')
    return undefined
  }
  const rates = flow.rates.filter(({ symbol }) => !has(scope, symbol.name))
  const asked =
    assertionsIn(assertion).some(({ kind }) => kind === 'along' || kind === 'rank' || kind === 'space') ||
    (rates.some(({ symbol }) => reached.has(symbol.name)) &&
      terms.some((e) => differentiatedBy(e).has(flow.variable.name)))
  const set = flow.rates.find(({ symbol }) => scope.isGiven(symbol.name) && reached.has(symbol.name))
  if (set && terms.some((e) => differentiatedBy(e).has(flow.variable.name))) refuseToSet(scope, set.symbol.name)
  if (!asked) return undefined
  requireOneFlow(scope)
  const given = [flow.variable, ...flow.rates.map(({ symbol }) => symbol)].find(({ name }) => scope.isGiven(name))
  if (given) refuseToSet(scope, given.name)
  const still = has(scope, flow.variable.name) ? flow.variable : undefined
  if (still) throw new FormulaError(`${still.name} is the time of the flow, and cannot be defined`, still.name, 0)
  return { variable: flow.variable, rates }
}

function refuseToSet(_scope: Scope, name: string): never {
  throw new FormulaError(
    `${name} moves; a claim about how things move cannot give it a value: write at(..., ${name} = ...) in the formula`,
    name,
    0,
  )
}

function requireFree(scope: Scope, { name }: Sym): void {
  if (has(scope, name)) {
    throw new FormulaError(`${name} is defined by a formula here, and cannot go anywhere by itself`, name, 0)
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

const has = (scope: Scope, name: string): boolean => scope.definition(name) !== undefined
