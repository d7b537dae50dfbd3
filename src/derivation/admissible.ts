/**
 * What may be claimed where: each rule refuses a claim that two readers could take for two things, or that is about something of which nothing is
 * known here, and says what to write instead.
 */
import { type Derivative, type Expr, type Sym, WIDTH, symbol } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { REAL, borders, isScattered, printDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { brief, print, printSymbol } from '../expr/print.js'
import { ZERO } from '../expr/rational.js'
import { differentiatedBy, namesOf, rewrite } from '../expr/substitute.js'
import { type Assertion, type AssertionOf, termsOf } from '../proposition/proposition.js'
import type { Scope } from './scope.js'

export const assertionsIn = (assertion: Assertion): readonly Assertion[] =>
  assertion.kind === 'all' ? assertion.parts.flatMap(assertionsIn) : [assertion]

/** An assertion that is closed in a scope. */
export interface Closing {
  readonly scope: Scope
  readonly assertion: Assertion
  /** All names that it reaches, through definitions. */
  readonly reached: ReadonlySet<string>
  /** What moves, where the assertion is about that. */
  readonly flow: Motion | undefined
}

/** Throws FormulaError where a rule refuses the claim. */
export function requireAdmissible(closing: Closing): void {
  const { scope, assertion, reached, flow } = closing
  const terms = [...termsOf(assertion), ...scope.bodies(reached), ...(flow?.rates ?? []).map(({ rate }) => rate)]
  requireRates(closing)
  for (const e of terms) if (flow) requireNoTime(scope, e, flow)
  requireRelated(closing, terms)
  requireApart(closing, terms)
  requireAllStates(closing)
  requireRoom(closing, terms)
  requireStarts(closing)
  requireKnownDependence(closing, terms)
  requireOneReading(closing, terms)
}

const limitsIn = (assertion: Assertion) =>
  assertionsIn(assertion).filter(
    (part): part is AssertionOf<'limit'> | AssertionOf<'taylor'> | AssertionOf<'expansion'> =>
      part.kind === 'limit' || part.kind === 'taylor' || part.kind === 'expansion',
  )

/** The derivatives in terms, and the places, which are derivatives of order 0. */
function derivativesIn(terms: readonly Expr[]): Derivative[] {
  const found: Derivative[] = []
  for (const e of terms)
    rewrite(e, (node) => {
      if (node.kind === 'derivative') found.push(node)
      return undefined
    })
  return found
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
        throw new FormulaError(
          `${print(part.quantity)} depends on ${name}, which is another at each step`,
          print(part.quantity),
          0,
        )
    }
  }
}

/** What moves by a flow and has no closed form has no value at a time, and no limit that a formula could tell. */
export function requireValues(scope: Scope, assertion: Assertion, reached: ReadonlySet<string>): void {
  const { flow } = scope
  for (const part of assertionsIn(assertion)) {
    if (part.kind !== 'growth') continue
    const exponent = [...part.plus, ...part.minus].find((e) => scope.reachedFrom(e).has(WIDTH))
    if (exponent)
      throw new FormulaError('an exponent of growth is a number, and does not depend on the width', print(exponent), 0)
  }
  for (const part of limitsIn(assertion)) {
    if (part.variable.indices.length > 0)
      throw new FormulaError('a single number goes to its target, not a member of a family', print(part.variable), 0)
    const values =
      part.kind === 'limit'
        ? [
            ...(typeof part.value === 'string' ? [] : [part.value]),
            ...(typeof part.target === 'string' ? [] : [part.target.place]),
          ]
        : part.coefficients
    for (const value of values) {
      if (scope.reachedFrom(value).has(part.variable.name))
        throw new FormulaError(
          `${print(value)} depends on ${print(part.variable)}, which is bound and has no value here`,
          print(value),
          0,
        )
    }
    if (!flow || part.variable.name !== flow.variable.name) continue
    const moving = statesOf(scope).find(({ name }) => reached.has(name))
    if (moving)
      throw new FormulaError(
        `${printSymbol(moving)} moves by the flow and is not known as a function of ${print(flow.variable)}; define it by its solution, or claim how it moves with alongFlow`,
        print(termsOf(part)[0] as Expr),
        0,
      )
  }
}

/** What the flow moves and no formula defines. */
const statesOf = (scope: Scope): readonly Sym[] =>
  (scope.flow?.rates ?? []).map(({ symbol }) => symbol).filter(({ name }) => !scope.definition(name))

/** Nor has it a value where a place says what the time is. */
function requireNoTime(scope: Scope, e: Expr, flow: Motion): void {
  for (const node of derivativesIn([e])) {
    if (!node.at || node.variable.name !== flow.variable.name) continue
    const names = scope.reachedFrom(node.body)
    const moving = flow.rates.find(({ symbol }) => names.has(symbol.name))
    if (!moving) continue
    const [name, time] = [printSymbol(moving.symbol), print(flow.variable)]
    throw new FormulaError(
      `${name} moves by the flow and has no known value at a given ${time}; define it by its solution`,
      print(node),
      0,
    )
  }
}

/**
 * A rate says how something moves by what there is at that time: neither by how that moves, which is what it is to say, nor by what was before. A
 * forcing that is known as a function of the time may be differentiated.
 */
function requireRates({ scope, assertion, flow }: Closing): void {
  const motions = [...(flow ? [flow] : []), ...assertionsIn(assertion).filter((part) => part.kind === 'solves')]
  for (const { variable: time, rates } of motions) {
    const moving = new Set(rates.map(({ symbol }) => symbol.name))
    for (const { symbol: of, rate } of rates) {
      const bodies = scope.bodies([...scope.reachedFrom(rate, moving)].filter((name) => !moving.has(name)))
      for (const node of derivativesIn([rate, ...bodies])) {
        if (node.variable.name !== time.name) continue
        const what = [...scope.reachedFrom(node.body, moving)].find((name) => moving.has(name))
        if (what === undefined) continue
        const how = node.at ? `what ${what} was at another ${time.name}` : `how ${what} moves`
        throw new FormulaError(
          `the rate of ${printSymbol(of)} speaks of ${how}, in ${print(node)}: write it by what there is at that ${time.name}`,
          print(rate),
          0,
        )
      }
    }
  }
}

/**
 * By what moves something is differentiated as a function on the state space, where each is independent of the others: of another one, written out, the derivative
 * is 0, and no reader means that.
 */
function requireRelated({ scope, assertion }: Closing, terms: readonly Expr[]): void {
  const solved = assertionsIn(assertion).flatMap((part) => (part.kind === 'solves' ? part.rates : []))
  const states = new Set([...statesOf(scope), ...solved.map(({ symbol }) => symbol)].map(({ name }) => name))
  for (const { body, variable, at } of derivativesIn(terms)) {
    const named = [...namesOf(alias(scope, body))]
    // How it moves is made of what its rate is.
    if (
      !states.has(variable.name) ||
      (scope.flow && differentiatedBy(body).has(scope.flow.variable.name)) ||
      named.some((name) => scope.definition(name) && !states.has(name))
    )
      continue
    const other = named.find((name) => states.has(name))
    if (other === undefined || named.includes(variable.name)) continue
    const name = printSymbol(variable)
    throw new FormulaError(
      at
        ? `${other} has no value at a given ${name}: both move`
        : `${other} and ${name} both move, and neither is a function of the other: write the quotient of their rates`,
      brief(body),
      0,
    )
  }
}

/** What a bare name of something else is the name of. */
function alias(scope: Scope, e: Expr): Expr {
  const by = e.kind === 'symbol' ? scope.definition(e.name)?.by : undefined
  return by?.kind === 'symbol' ? alias(scope, by) : e
}

/**
 * A derivative by what moves is a partial one, at a point of the state space. Where something else that moves is defined through it, one reader holds that
 * fixed and another does not.
 */
function requireApart({ scope, assertion }: Closing, terms: readonly Expr[]): void {
  const solved = new Set(
    assertionsIn(assertion).flatMap((part) =>
      part.kind === 'solves' ? part.rates.map(({ symbol }) => symbol.name) : [],
    ),
  )
  const moving = scope.movingNames()
  for (const { body, variable } of derivativesIn(terms)) {
    if (!moving.has(variable.name)) continue
    const through = [...scope.reachedFrom(body, solved)].find(
      (name) =>
        name !== variable.name &&
        moving.has(name) &&
        !solved.has(name) &&
        scope.definition(name) &&
        scope.reachedFrom(symbol(name)).has(variable.name),
    )
    if (through !== undefined)
      throw new FormulaError(
        `${through} moves, and is defined through ${printSymbol(variable)} here: whether it is held fixed where ${printSymbol(variable)} changes, nobody can tell; write the derivative out`,
        brief(body),
        0,
      )
  }
  for (const { expr, variable } of limitsIn(assertion)) {
    const other = statesOf(scope).find(({ name }) => name !== variable.name && scope.reachedFrom(expr).has(name))
    if (other && moving.has(variable.name))
      throw new FormulaError(
        `${printSymbol(other)} moves with ${printSymbol(variable)}, and is not held fixed on the way to a limit of that`,
        brief(expr),
        0,
      )
  }
}

/** Ranks and spaces speak of all that moves. */
function requireAllStates({ scope, assertion }: Closing): void {
  const part = assertionsIn(assertion).find(({ kind }) => kind === 'rank' || kind === 'space')
  const defined = part && scope.flow?.rates.find(({ symbol: { name } }) => scope.definition(name))
  if (part && defined)
    throw new FormulaError(
      `${printSymbol(defined.symbol)} moves, and is defined by a formula here: a ${part.kind} is one of all that moves`,
      print(termsOf(part)[0] as Expr),
      0,
    )
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

/** How what moves depends on anything but the time and what moves, on where it began as on what its rates are made of, is known only by a solution. */
function requireKnownDependence({ scope, assertion }: Closing, terms: readonly Expr[]): void {
  const { flow } = scope
  if (flow) {
    const followed = limitsIn(assertion).map(({ expr, variable }) => ({ expr, variable }))
    const growing = assertionsIn(assertion).flatMap((part) =>
      part.kind === 'growth' ? [{ expr: part.expr, variable: symbol(WIDTH) }] : [],
    )
    const states = statesOf(scope)
    refuseUnknown(scope, flow, states, terms, [...followed, ...growing])
    for (const part of assertionsIn(assertion)) if (part.kind === 'step') refuseStanding(scope, flow, states, part)
  }
  // In a rate stands what moves, whether or not a formula defines it.
  for (const part of assertionsIn(assertion))
    if (part.kind === 'solves') {
      const rates = part.rates.map(({ rate }) => rate)
      const states = part.rates.map(({ symbol }) => symbol)
      refuseUnknown(scope, part, states, rates, [])
    }
}

function refuseUnknown(
  scope: Scope,
  { variable: time, rates }: Pick<Motion, 'variable' | 'rates'>,
  states: readonly Sym[],
  terms: readonly Expr[],
  limits: readonly { readonly expr: Expr; readonly variable: Sym }[],
): void {
  const still = new Set([time, ...states].map(({ name }) => name))
  const refuse = (body: Expr, { name }: Sym, what: string): void => {
    // A family may change with the width in any way, which is said where that is followed.
    const isOpen = name === WIDTH && !rates.some(({ rate }) => scope.reachedFrom(rate).has(WIDTH))
    if (still.has(name) || isOpen) return
    const names = scope.reachedFrom(body)
    const moving = states.find((state) => names.has(state.name))
    if (moving)
      throw new FormulaError(
        `${printSymbol(moving)} moves by the flow, and how it depends on ${name} is not known: ${what}`,
        brief(body),
        0,
      )
  }
  for (const { body, variable, at } of derivativesIn(terms))
    refuse(body, variable, at ? 'no place can be said for it' : 'nothing about it is differentiated by that')
  for (const { expr, variable } of limits) refuse(expr, variable, 'it is not followed to a limit of that')
}

/** A step of the time, or of what a rate is made of, moves what moves by the flow, too. */
function refuseStanding(
  scope: Scope,
  { variable: time, rates }: Motion,
  states: readonly Sym[],
  { step, quantity }: AssertionOf<'step'>,
): void {
  const stepped = new Set(step.map(({ symbol: { name } }) => name))
  const around = new Set([time.name, ...rates.flatMap(({ rate }) => [...scope.reachedFrom(rate)])])
  const cause = [...stepped].find((name) => around.has(name) && states.every((state) => state.name !== name))
  const names = scope.reachedFrom(quantity)
  const standing = states.find(({ name }) => names.has(name) && !stepped.has(name))
  if (cause !== undefined && standing)
    throw new FormulaError(
      `${printSymbol(standing)} moves with ${cause} by the flow, and the step does not say where to`,
      brief(quantity),
      0,
    )
}

/**
 * A name that is given a value or set free for one claim means something else in it than in the rest of the derivation. Where the claim asks how
 * something changes with what the name is made of there, and not here, a reader would take it for what it is there.
 */
function requireOneReading({ scope, assertion, reached: every, flow: along }: Closing, terms: readonly Expr[]): void {
  const { outer, changed } = scope
  if (!outer || changed.size === 0) return
  const idle = [...changed].find((name) => !every.has(name) && !scope.definition(name))
  if (idle !== undefined)
    throw new FormulaError(
      `${idle} is given a domain, and this claim says nothing of ${idle}: that is no condition on what it is made of`,
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
  const driven = [...scope.changed].find((name) => moves(scope, name) && !moves(outer, name))
  if (driven === undefined) return
  const rate = flow?.rates.find((one) => outer.reachedFrom(one.rate).has(driven))
  if (rate)
    throw new FormulaError(
      `${driven} stands still in the rate of ${printSymbol(rate.symbol)}, and is given here as something that changes with the time: state a flow with it`,
      driven,
      0,
    )
  const solved = (outer.flow?.rates ?? []).find(
    ({ symbol: { name } }) => outer.definition(name) && !scope.changed.has(name),
  )
  const uses = terms.some((e) => scope.reachedFrom(e).has(solved?.symbol.name ?? ''))
  if (solved && uses && scope.reachedFrom(solved.symbol).has(driven))
    throw new FormulaError(
      `${printSymbol(solved.symbol)} solves its flow for a ${driven} that stands still, and ${driven} is given here as something that changes with the time`,
      driven,
      0,
    )
}

/**
 * What a term is made of; where something of it moves, and the term asks how (or `moves` does), the time and what the rates are made of, too.
 */
function reachedBy(scope: Scope, e: Expr, moves = false): ReadonlySet<string> {
  const reached = scope.reachedFrom(e)
  const { flow } = scope
  if (!flow || !statesOf(scope).some((state) => reached.has(state.name))) return reached
  const asks = moves || [e, ...scope.bodies(reached)].some((part) => differentiatedBy(part).has(flow.variable.name))
  if (!asks) return reached
  return new Set([...reached, flow.variable.name, ...flow.rates.flatMap(({ rate }) => [...scope.reachedFrom(rate)])])
}

const reachedInMotion = (scope: Scope, name: string): ReadonlySet<string> => reachedBy(scope, symbol(name), true)
