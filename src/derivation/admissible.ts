/**
 * What may be claimed where: each rule refuses a claim that two readers could take for two things, or that is about something of which nothing is
 * known here, and says what to write instead.
 */
import { type Expr, type Sym, WIDTH, symbol } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { REAL, borders, isScattered, printDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { mistakeAbout } from '../expr/written.js'
import { print, printSymbol } from '../expr/print.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import { ZERO } from '../expr/rational.js'
import { type Assertion, type Proposition, assertionsIn, termsOf } from '../proposition/proposition.js'
import { requireOneMotion } from './admissible-motion.js'
import { requireBoundApart } from './bound-letters.js'
import { type Closing, derivativesIn, limitsIn, reachedBy, reachedInMotion, statesOf } from './closing.js'
import { allHeld, heldFixed } from './held-fixed.js'
import type { Scope } from './scope.js'
import { requireSumLetters } from './sum-letters.js'

/** Throws FormulaError where a rule refuses the claim. */
export function requireAdmissible(closing: Closing): void {
  const { scope, assertion, reached, flow } = closing
  const terms = [...termsOf(assertion), ...scope.bodies(reached), ...(flow?.rates ?? []).map(({ rate }) => rate)]
  requireBoundApart(closing, terms)
  requireSumLetters(closing)
  requireOneMotion(closing, terms)
  requireRoom(closing, terms)
  requireOpenPlaces(scope, terms)
  requireStarts(closing)
  requireExponents(closing)
  requireOneReading(closing, terms)
}

/**
 * What an author differentiates by something has that in it, or moves by a rate that has: a reader takes V for a function of x under a derivative by x, and a dependence that nobody stated makes that 0.
 * Of what is defined the page says both what it is made of and that this is not in it (`apart`). Throws FormulaError.
 */
export function requireDependence(scope: Scope, { assertion, context }: Proposition): void {
  const terms = termsOf(assertion)
  const reached = new Set(terms.flatMap((e) => [...scope.reachedFrom(e)]))
  const rates = (context.flow?.rates ?? []).map(({ rate }) => rate)
  for (const { body, variable, order } of derivativesIn([...terms, ...scope.bodies(reached), ...rates])) {
    if (variable.name === context.flow?.variable.name) continue
    if (reachedBy(scope, body).has(variable.name)) continue
    const alone = [...namesOf(body)].find((name) => name !== WIDTH && !scope.definition(name))
    if (alone !== undefined)
      throw mistakeAbout(
        body,
        `${alone} is a number of its own here and does not depend on ${variable.name}, so that this ${order > 0 ? 'derivative is 0' : 'value is no other'}; define ${alone} by a formula with ${variable.name} in it`,
      )
  }
}

/** What a proposition differentiates, or takes at a place, that has nothing of its variable in it, and the variables. */
export function apart(scope: Scope, { assertion, context }: Proposition): readonly (readonly [body: Expr, by: Sym])[] {
  const terms = termsOf(assertion)
  const reached = new Set(terms.flatMap((e) => [...scope.reachedFrom(e)]))
  return derivativesIn([...terms, ...scope.bodies(reached)]).flatMap(({ body, variable }) =>
    variable.name === context.flow?.variable.name || reachedBy(scope, body).has(variable.name)
      ? []
      : [[body, variable] as const],
  )
}

/** A law of many steps is about what is not drawn anew at each of them. */
export function requireLawful(scope: Scope, assertion: Assertion): void {
  for (const part of assertionsIn(assertion)) {
    if (part.kind !== 'step') continue
    // What the step does not put moves on by the flow.
    const stepped = new Set(part.step.map(({ symbol: { name } }) => name))
    const names = scope.reachedFrom(part.quantity)
    const reached = reachedBy(
      scope,
      part.quantity,
      statesOf(scope).some(({ name }) => names.has(name) && !stepped.has(name)),
    )
    for (const name of part.fresh) {
      const entry = scope.entry(name)
      if (!entry || entry.indices > 0)
        throw new FormulaError('what is drawn anew at each step is a symbol without index', name, 0)
      if (part.step.some(({ symbol }) => symbol.name === name))
        throw new FormulaError(`${name} is put by the step, and cannot be drawn anew too`, name, 0)
      if (reached.has(name))
        throw mistakeAbout(part.quantity, `${print(part.quantity)} depends on ${name}, which is another at each step`)
    }
  }
}

/** What moves, and what is differentiated by, has values around each of those that it may have. */
function requireRoom({ scope, assertion, flow }: Closing, terms: readonly Expr[]): void {
  const motions = [
    ...(flow ? [flow] : []),
    ...assertionsIn(assertion).flatMap((part) => (part.kind === 'solves' ? [part] : [])),
  ]
  const moving = motions.flatMap(({ variable, rates }) => [variable, ...rates.map(({ symbol }) => symbol)])
  const varied = new Map([
    ...derivativesIn(terms)
      .filter(({ order }) => order > 0)
      .map(({ variable }) => [variable.name, 'is differentiated by'] as const),
    ...moving.map(({ name }) => [name, 'moves'] as const),
  ])
  for (const [name, what] of varied) {
    if (scope.definition(name)) continue
    const domain = scope.domainsOf(name).find(isScattered)
    if (domain)
      throw new FormulaError(
        `${name} ${what}, so it takes all values of an interval; its domain is ${printDomain(domain)}`,
        name,
        0,
      )
  }
}

/** What is put for a name is made of that name in the open or not at all: at S = N/R with N = S + I a reader solves for S. */
function requireOpenPlaces(scope: Scope, terms: readonly Expr[]): void {
  for (const { variable, at } of derivativesIn(terms)) {
    if (!at || namesOf(at.by).has(variable.name)) continue
    const isTime = variable.name === scope.flow?.variable.name
    const hides = [...namesOf(at.by)].find((name) => reachedBy(scope, symbol(name), isTime).has(variable.name))
    if (hides !== undefined)
      throw mistakeAbout(
        at.by,
        `${printSymbol(variable)} = ${print(at.by)} is an equation for ${variable.name}, as ${hides} depends on it: solve it, and put what ${variable.name} is then; or write what is put with ${variable.name} in it, if it is a step from one ${variable.name} to the next`,
      )
  }
}

/**
 * A derivative in a definition is one by what it was when it was written, and its page says what it holds fixed: it is read where nothing in it has come to depend on its
 * variable, or ceased to.
 */
export function requireSameDerivatives(scope: Scope, { assertion, context }: Proposition): void {
  requireSame(scope, termsOf(assertion), context.flow?.rates ?? [])
  // In the rates of a solution what moves is a symbol by itself.
  for (const part of assertionsIn(assertion))
    if (part.kind === 'solves')
      requireSame(
        scope,
        [],
        part.rates,
        part.rates.map(({ symbol: { name } }) => name),
      )
}

/** The same of rates that are claimed of what a formula defines. Throws FormulaError. */
export const requireSameRates = (scope: Scope, rates: Motion['rates']): void => requireSame(scope, [], rates)

/** Of terms, and of rates, in which these names stand for themselves, whatever defines them. */
function requireSame(
  outer: Scope,
  terms: readonly Expr[],
  rates: Motion['rates'],
  themselves: readonly string[] = [],
): void {
  const freed = (of: Scope): Scope => (themselves.length > 0 ? of.freed(themselves) : of)
  const scope = freed(outer)
  const all = [...terms, ...rates.map(({ rate }) => rate)]
  const defined = [...new Set(all.flatMap((e) => [...scope.reachedFrom(e)]))].flatMap((name) => {
    const by = scope.definition(name)?.by
    return by ? [{ name, by, written: scope.homeOf(name), what: `${name} was defined by` }] : []
  })
  const moving = rates.flatMap(({ symbol: moved, rate }) => {
    const [name, written] = [printSymbol(moved), scope.motion.home]
    return written ? [{ name, by: rate, written, what: `the rate of ${name} was said to be` }] : []
  })
  for (const { name, by, written, what } of [...defined, ...moving]) {
    if (written === outer) continue
    const home = freed(written)
    for (const { body, variable, order } of derivativesIn([by])) {
      const inner = (of: Scope): readonly string[] =>
        [...of.reachedFrom(body, new Set([variable.name])), ...(asksRates(of, body) ? reachedBy(of, body) : [])].filter(
          (one) => one !== variable.name,
        )
      const depends = (of: Scope, one: string): boolean => of.reachedFrom(symbol(one)).has(variable.name)
      const refuse = (why: string): never => {
        throw new FormulaError(
          `${what} ${print(by)}, and ${why} here: write the derivative in the claim, or say anew what ${name} is`,
          name,
          0,
        )
      }
      const isGiven = scope.changed.has(variable.name)
      const value = home.definition(variable.name) || isGiven ? undefined : scope.definition(variable.name)
      if (order === 0 && value) refuse(`${variable.name}, for which that puts something, is defined by a formula`)
      // What is printed as a total derivative is that, whatever has come to depend on its variable.
      const isPartial = order === 0 || heldFixed(home, body, variable, []) !== 'total'
      const moves = (of: Scope, one: string): boolean =>
        of.flow?.variable.name === variable.name && of.motion.names.has(one) && !of.definition(one)
      const follows = (of: Scope, one: string): boolean => depends(of, one) || moves(of, one)
      const other = [...new Set([...inner(scope), ...inner(home)])].find(
        (one) => isPartial && home.entry(one) && follows(scope, one) !== follows(home, one),
      )
      if (other !== undefined)
        refuse(`${other} ${follows(scope, other) ? 'depends' : 'does not depend'} on ${variable.name}`)
      if (order === 0) continue
      const kept = new Set(allHeld(home, body, variable).flatMap((one) => [...scope.reachedFrom(symbol(one))]))
      const isOther = heldIn(scope, body, variable).some((one) => !kept.has(one))
      // What is given to the variable is put into what the derivative is as it was defined.
      if (isPartial && isOther && !isGiven) refuse('that holds something else fixed')
      const shared = value && inner(scope).find((one) => scope.reachedFrom(value.by).has(one))
      if (shared !== undefined) refuse(`${variable.name} depends on ${shared}, as what is differentiated does,`)
    }
  }
}

/** Whether a term has a rate in it. */
const asksRates = ({ flow }: Scope, e: Expr): boolean =>
  flow !== undefined && differentiatedBy(e).has(flow.variable.name)

const heldIn = (scope: Scope, body: Expr, variable: Sym): readonly string[] => {
  const held = heldFixed(scope, body, variable, [])
  return held === 'total' ? [] : held.map(({ name }) => name)
}

/** A solution begins at a time that its variable has, or has all but. */
function requireStarts({ scope, assertion }: Closing): void {
  for (const part of assertionsIn(assertion)) {
    if (part.kind !== 'solves' || part.initial.length === 0) continue
    const { name } = part.variable
    const domain = scope.entry(name)?.domain ?? REAL
    if (!borders(domain, ZERO))
      throw new FormulaError(`a solution begins where ${name} is 0; its domain is ${printDomain(domain)}`, name, 0)
  }
}

/** An exponent of growth is a number. */
function requireExponents({ scope, assertion }: Closing): void {
  for (const part of assertionsIn(assertion)) {
    if (part.kind !== 'growth') continue
    const exponent = [...part.plus, ...part.minus].find((e) => scope.reachedFrom(e).has(WIDTH))
    if (exponent) throw mistakeAbout(exponent, 'an exponent of growth is a number, and does not depend on the width')
  }
}

/**
 * A name that is given a value or set free for one claim means something else in it than in the rest of the derivation. Where the claim asks how
 * something changes with what the name is made of there, and not here, a reader would take it for what it is there.
 */
function requireOneReading({ scope, assertion, reached: every, flow: along }: Closing, terms: readonly Expr[]): void {
  const { outer, changed } = scope
  if (!outer || changed.size === 0) return
  // A value for what is not there says nothing, and is not shown; but its author takes it for a condition on what its formula is made of.
  const isIdle = (name: string): boolean => {
    if (every.has(name)) return false
    const made = outer.definition(name)?.by
    return !scope.definition(name) || (made !== undefined && [...outer.reachedFrom(made)].some((one) => every.has(one)))
  }
  const idle = [...changed].find(isIdle)
  if (idle !== undefined)
    throw new FormulaError(
      `${idle} is given a ${scope.definition(idle) ? 'value' : 'domain'}, and this claim says nothing of ${idle}: that is no condition on what it is made of`,
      idle,
      0,
    )
  const { flow } = scope
  const moved = new Set(flow ? [flow.variable, ...flow.rates.map(({ symbol }) => symbol)].map(({ name }) => name) : [])
  const depends = (of: Scope, name: string, on: ReadonlySet<string>): boolean =>
    [...reachedInMotion(of, name)].some((inner) => on.has(inner))
  const refuse = (body: Expr, on: ReadonlySet<string>): void => {
    const reached = reachedBy(scope, body, on === moved)
    for (const name of changed) {
      if (!reached.has(name) || on.has(name) || depends(scope, name, on)) continue
      if (outer.motion.names.has(name) && !outer.definition(name))
        throw new FormulaError(
          `${name} moves, and what is given to it here stands still: how it changes with ${[...on].join(', ')} cannot be asked of it; ask it of a symbol of its own, or of a solution`,
          name,
          0,
        )
      const of = [...reachedInMotion(outer, name)].find((inner) => on.has(inner))
      if (of !== undefined)
        throw new FormulaError(
          `${name} depends on ${of}, and is given here without it: how it changes with ${of} can be asked only of the formula; give a condition to ${of}, or to a symbol of its own`,
          name,
          0,
        )
    }
  }
  for (const { body, variable } of derivativesIn(terms)) {
    refuse(body, variable.name === flow?.variable.name ? moved : new Set([variable.name]))
  }
  requireConstants({ scope, outer, flow: along }, terms, moved)
  for (const part of assertionsIn(assertion)) {
    const parts = termsOf(part)
    if (part.kind === 'along' || part.kind === 'rank' || part.kind === 'space') for (const e of parts) refuse(e, moved)
    if (part.kind === 'solves') for (const e of parts) refuse(e, new Set([part.variable.name]))
    if (part.kind === 'step')
      for (const e of [part.quantity, part.factor]) refuse(e, new Set(part.step.map(({ symbol }) => symbol.name)))
    if (part.kind === 'growth') refuse(part.expr, new Set([WIDTH]))
  }
  for (const part of limitsIn(assertion)) refuse(part.expr, new Set([part.variable.name]))
}

/** A solution is one for parameters that stand still: it is none for a parameter that is given, for one claim, as a function of the time. */
function requireConstants(
  { scope, outer, flow }: { readonly scope: Scope; readonly outer: Scope; readonly flow: Motion | undefined },
  terms: readonly Expr[],
  moved: ReadonlySet<string>,
): void {
  const moves = (of: Scope, name: string): boolean => [...reachedInMotion(of, name)].some((inner) => moved.has(inner))
  for (const driven of scope.changed) {
    if (!moves(scope, driven) || moves(outer, driven)) continue
    const rate = flow?.rates.find((one) => outer.reachedFrom(one.rate).has(driven))
    if (rate)
      throw new FormulaError(
        `${driven} stands still in the rate of ${printSymbol(rate.symbol)}, and is given here as something that changes with the time: state a flow with it`,
        driven,
        0,
      )
    const solved = (outer.flow?.rates ?? []).find(
      ({ symbol: state }) =>
        outer.definition(state.name) &&
        !scope.changed.has(state.name) &&
        scope.reachedFrom(state).has(driven) &&
        terms.some((e) => scope.reachedFrom(e).has(state.name)),
    )
    if (solved)
      throw new FormulaError(
        `${printSymbol(solved.symbol)} solves its flow for a ${driven} that stands still, and ${driven} is given here as something that changes with the time`,
        driven,
        0,
      )
  }
}
