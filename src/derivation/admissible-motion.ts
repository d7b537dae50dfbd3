/**
 * What may be claimed of what moves. Between a flow and a claim a reader supplies much by himself: what is held fixed, what depends on what, which motion
 * is meant. Where that is not one thing, or not known, the claim is refused, with what to write instead.
 */
import { type Expr, type Sym, WIDTH, symbol } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { mistakeAbout } from '../expr/written.js'
import { print, printSymbol } from '../expr/print.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import { type Assertion, type AssertionOf, assertionsIn, termsOf } from '../proposition/proposition.js'
import { type Closing, derivativesIn, limitsIn, reachedBy, statesOf } from './closing.js'
import type { Scope } from './scope.js'

/** Throws FormulaError where a rule about what moves refuses the claim. */
export function requireOneMotion(closing: Closing, terms: readonly Expr[]): void {
  const { scope, flow } = closing
  requireRates(closing)
  for (const e of terms) if (flow) requireNoTime(scope, e, flow)
  requireFlow(closing, terms)
  requireRelated(closing, terms)
  requireApart(closing, terms)
  requireAllStates(closing)
  requireKnownDependence(closing, terms)
}

/** What moves by a flow and has no closed form has no value at a time, and no limit that a formula could tell. */
export function requireValues(scope: Scope, assertion: Assertion, reached: ReadonlySet<string>): void {
  const { flow } = scope
  for (const part of limitsIn(assertion)) {
    if (part.variable.indices.length > 0)
      throw mistakeAbout(part.variable, 'a single number goes to its target, not a member of a family')
    const values =
      part.kind === 'limit'
        ? [
            ...(typeof part.value === 'string' ? [] : [part.value]),
            ...(typeof part.target === 'string' ? [] : [part.target.place]),
          ]
        : part.coefficients
    for (const value of values) {
      if (scope.reachedFrom(value).has(part.variable.name))
        throw mistakeAbout(
          value,
          `${print(value)}${value === part.variable || print(value) === print(part.variable) ? '' : ` depends on ${print(part.variable)}, which`} is bound and has no value here`,
        )
    }
    if (!flow || part.variable.name !== flow.variable.name) continue
    const moving = statesOf(scope).find(({ name }) => reached.has(name))
    if (moving)
      throw mistakeAbout(
        termsOf(part)[0] as Expr,
        `${printSymbol(moving)} moves by the flow and is not known as a function of ${print(flow.variable)}; define it by its solution, or claim how it moves with alongFlow`,
      )
  }
}

/** Nor has it a value where a place says what the time is. */
function requireNoTime(scope: Scope, e: Expr, flow: Motion): void {
  for (const node of derivativesIn([e])) {
    if (!node.at || node.variable.name !== flow.variable.name) continue
    const names = scope.reachedFrom(node.body)
    const moving = flow.rates.find(({ symbol }) => names.has(symbol.name))
    if (!moving) continue
    const [name, time] = [printSymbol(moving.symbol), print(flow.variable)]
    throw mistakeAbout(
      node,
      `${name} moves by the flow and has no known value at a given ${time}; define it by its solution`,
    )
  }
}

/**
 * A rate says how something moves by what there is at that time: neither by how that moves, which is what it is to say, nor by what was before. A
 * forcing that is known as a function of the time may be differentiated.
 */
export function requireRate(scope: Scope, { variable: time, rates }: Motion, { symbol: of, rate }: Rate): void {
  const moving = new Set(rates.map(({ symbol }) => symbol.name))
  const bodies = scope.bodies([...scope.reachedFrom(rate, moving)].filter((name) => !moving.has(name)))
  for (const node of derivativesIn([rate, ...bodies])) {
    if (node.variable.name !== time.name) continue
    const what = [...scope.reachedFrom(node.body, moving)].find((name) => moving.has(name))
    if (what === undefined) continue
    const how = node.at ? `what ${what} was at another ${time.name}` : `how ${what} moves`
    throw mistakeAbout(
      rate,
      `the rate of ${printSymbol(of)} speaks of ${how}, in ${print(node)}: write it by what there is at that ${time.name}`,
    )
  }
}

type Rate = Motion['rates'][number]

function requireRates({ scope, assertion, flow }: Closing): void {
  const motions = [...(flow ? [flow] : []), ...assertionsIn(assertion).filter((part) => part.kind === 'solves')]
  for (const motion of motions) for (const rate of motion.rates) requireRate(scope, motion, rate)
}

/**
 * By what moves something is differentiated as a function on the state space, where each is independent of the others: of another one, written out, the derivative
 * is 0, and no reader means that.
 */
function requireRelated({ scope, assertion }: Closing, terms: readonly Expr[]): void {
  const solved = assertionsIn(assertion).flatMap((part) => (part.kind === 'solves' ? part.rates : []))
  const states = new Set([...statesOf(scope), ...solved.map(({ symbol }) => symbol)].map(({ name }) => name))
  const moving = new Set([...states, ...(scope.flow ? [scope.flow.variable.name] : [])])
  for (const { body, variable, at } of derivativesIn(terms)) {
    // How it moves is made of what its rate is.
    if (!states.has(variable.name) || (scope.flow && differentiatedBy(body).has(scope.flow.variable.name))) continue
    // The derivative of a definition may be 0, as that of an energy by what it does not depend on; a place that is nowhere in it is none.
    const named = [...(at ? reachedBy(scope, body) : namesOf(alias(scope, body)))]
    if (!at && named.some((name) => scope.definition(name) && !states.has(name))) continue
    const other = named.find((name) => moving.has(name))
    if (other === undefined || named.includes(variable.name)) continue
    const name = printSymbol(variable)
    throw mistakeAbout(
      body,
      at
        ? `${other} has no value at a given ${name}: both move`
        : `${other} and ${name} both move, and neither is a function of the other: write the quotient of their rates`,
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
  const moving = scope.motion.names
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
      throw mistakeAbout(
        body,
        `${through} moves, and is defined through ${printSymbol(variable)} here: whether it is held fixed where ${printSymbol(variable)} changes, nobody can tell; write the derivative out`,
      )
  }
  const beside = scope.flow ? [...statesOf(scope), scope.flow.variable] : []
  for (const { expr, variable } of limitsIn(assertion)) {
    const other = beside.find(({ name }) => name !== variable.name && scope.reachedFrom(expr).has(name))
    if (other && moving.has(variable.name))
      throw mistakeAbout(
        expr,
        `${printSymbol(other)} moves with ${printSymbol(variable)}, and is not held fixed on the way to a limit of that`,
      )
  }
}

/** What moves does so by a flow: without one, nothing that is not written in the time changes with it. */
function requireFlow({ scope, flow }: Closing, terms: readonly Expr[]): void {
  const { time } = scope
  if (flow || scope.flow || time === undefined) return
  for (const { body, variable, order } of derivativesIn(terms)) {
    const [name] = namesOf(body)
    if (variable.name !== time || order === 0 || name === undefined || scope.reachedFrom(body).has(time)) continue
    throw mistakeAbout(body, `${name} does not depend on ${time}, and no flow is stated by which it would move`)
  }
}

/** Ranks and spaces speak of all that moves. */
function requireAllStates({ scope, assertion }: Closing): void {
  const part = assertionsIn(assertion).find(({ kind }) => kind === 'rank' || kind === 'space')
  const defined = part && scope.flow?.rates.find(({ symbol: { name } }) => scope.definition(name))
  if (part && defined)
    throw mistakeAbout(
      termsOf(part)[0] as Expr,
      `${printSymbol(defined.symbol)} moves, and is defined by a formula here: a ${part.kind} is one of all that moves`,
    )
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
      // Definitions that stand in a rate see the states as it does.
      const whole = new Set(states.map(({ name }) => name))
      const made = rates.flatMap((rate) => [...scope.reachedFrom(rate, whole)]).filter((name) => !whole.has(name))
      refuseUnknown(scope, part, states, [...rates, ...scope.bodies(new Set(made))], [])
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
      throw mistakeAbout(
        body,
        `${printSymbol(moving)} moves by the flow, and how it depends on ${name} is not known: ${what}`,
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
    throw mistakeAbout(
      quantity,
      `${printSymbol(standing)} moves with ${cause} by the flow, and the step does not say where to`,
    )
}
