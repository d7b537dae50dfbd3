/** Differential equations and their solutions, explicit and implicit, with their initial values. */
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { borders, printDomain } from '../../expr/domain.js'
import { isInstance } from '../../expr/differentiate.js'
import { print } from '../../expr/print.js'
import { freshName } from '../../expr/fresh.js'
import {
  type Replacement,
  differentiatedBy,
  freeIndices,
  namesOf,
  renameIndices,
  renameSymbol,
  symbolsOf,
  unfold,
} from '../../expr/substitute.js'
import type { Assertion, SignName } from '../../proposition/proposition.js'
import { equality } from './equality.js'
import { signStatement } from './sign.js'
import { solutionStatement } from './solves.js'
import { ForeignClaimError } from '../foreign-error.js'
import type { Finding, Statement } from '../statement.js'

import type { ForeignClaim, ForeignKind } from '../foreign-claim.js'
import { SIGNS, distinct, statedFlow, replacements } from '../foreign-flow.js'
import { closed } from '../../derivation/closed.js'

/** An equation for a function and its solution, or a relation that solutions satisfy. */
function ordinaryEquation(claim: ForeignClaim): Statement {
  const f = claim.symbol('function')
  const t = claim.variable()
  if (f.name === t.name) throw new ForeignClaimError(`variable: ${t.name} is the function`)
  if (f.indices.length > 0) throw new ForeignClaimError('function: expected a symbol without index')
  const [left, right] = sidesOf(claim, 'equation')
  const byFunction = [left, right].some((side) => differentiatedBy(side).has(f.name))
  if (byFunction)
    throw new ForeignClaimError(
      `equation: ${f.name} is a function of ${t.name}; the equation differentiates by ${t.name} only`,
    )
  if (![left, right].some((side) => differentiates(side, f, t)))
    throw new ForeignClaimError(
      `equation: expected a derivative of ${f.name} by ${t.name}, as in diff(${f.name},${t.name}) = -${f.name}`,
    )
  if (claim.has('solution') === claim.has('implicit'))
    throw new ForeignClaimError('expected a formula in "solution", or a relation in "implicit"')
  if (claim.has('implicit')) return implicitSolution(claim, f, t, left, right)
  const solution = claim.formula('solution')
  const loose = freeIndices(solution)[0]
  if (loose) throw new ForeignClaimError(`solution: the index ${loose} is bound by nothing`)
  if (namesOf(solution).has(f.name)) throw new ForeignClaimError(`solution: it is in terms of ${f.name} itself`)
  const put: Replacement[] = [{ symbol: f, by: solution }]
  const [lhs, rhs] = [unfold(left, put), unfold(right, put)]
  const starts = initialValues(claim, t, put)
  claim.declare([lhs, rhs])
  return allOf(claim.known, [
    equality(claim.known, lhs, rhs),
    ...starts.map(([l, r]) => equality(claim.known, l, r)),
    ...inDomain(claim, put),
  ])
}

/** Whether an expression has a derivative by `variable` of something that depends on `f`. */
const differentiates = (e: Expr, f: Sym, variable: Sym): boolean =>
  (e.kind === 'derivative' && e.variable.name === variable.name && namesOf(e.body).has(f.name)) ||
  ast.children(e).some((child) => differentiates(child, f, variable))

/** The names but `variable` by which something that depends on `f` is differentiated, or that have a value there. */
const differentiatedOf = (e: Expr, f: Sym, variable: Sym): string[] => [
  ...(e.kind === 'derivative' && e.variable.name !== variable.name && namesOf(e.body).has(f.name)
    ? [e.variable.name]
    : []),
  ...ast.children(e).flatMap((child) => differentiatedOf(child, f, variable)),
]

/** That functions stay where their symbols are assumed to be. */
function inDomain(claim: ForeignClaim, solution: readonly Replacement[]): Statement[] {
  return solution.flatMap(({ symbol, by }) => {
    const sign = printDomain(claim.domainOf(symbol))
    if (sign === 'real') return []
    if (!SIGNS.includes(sign as SignName))
      throw new ForeignClaimError(
        `assume.${print(symbol)}: of an unknown function a sign can be assumed, and is then claimed; found ${sign}`,
      )
    return [signStatement(claim.known, by, sign as SignName)]
  })
}

/** Every function y with F(x, y) constant, where dF/dy is not 0, satisfies the equation: y moves with x at the rate -(dF/dx)/(dF/dy). */
function implicitSolution(claim: ForeignClaim, f: Sym, t: Sym, left: Expr, right: Expr): Statement {
  if (claim.has('initial')) throw new ForeignClaimError('initial: a relation has no initial values of its own')
  const [a, b] = claim.text('implicit').includes('=')
    ? sidesOf(claim, 'implicit')
    : [claim.formula('implicit'), ast.rational(0)]
  const relation = ast.subtract(a, b)
  const others = [left, right].flatMap((side) => differentiatedOf(side, f, t))
  if (others[0])
    throw new ForeignClaimError(
      `equation: how ${f.name} depends on ${others[0]} is not known by a relation; it is differentiated by ${t.name} only`,
    )
  if (differentiatedBy(relation).has(t.name) || differentiatedBy(relation).has(f.name))
    throw new ForeignClaimError(`implicit: expected a relation between ${t.name} and ${f.name}, without diff by them`)
  if (!namesOf(relation).has(f.name)) throw new ForeignClaimError(`implicit: it does not contain ${f.name}`)
  // The partial derivative by x at fixed y: both under other names, which do not move.
  const [x, y] = [t, f].map(({ name }) => ast.symbol(freshName(`${name}_`, [relation, left, right]))) as [Sym, Sym]
  const still = renameSymbol(renameSymbol(relation, t.name, x.name), f.name, y.name)
  const partial = ast.valueAt(ast.derivative(still, x, 1, { by: t }), y, f)
  const rate = ast.negate(ast.divide(partial, ast.derivative(relation, f)))
  claim.known.move({ variable: t, rates: [{ symbol: f, rate }] })
  claim.declare([rate])
  return equality(claim.known, left, right)
}

/** The parts of a text between the signs of equality that stand in no parentheses. */
function splitOutside(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === '=' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

/** The two sides of an equation in one field. */
function sidesOf(claim: ForeignClaim, field: string): readonly [Expr, Expr] {
  const [left, right, ...more] = splitOutside(claim.text(field))
  if (left === undefined || right === undefined || more.length > 0) {
    throw new ForeignClaimError(`${field}: expected one "=", as in diff(y,t) = -y`)
  }
  return [claim.formula(field, left), claim.formula(field, right)]
}

function system(claim: ForeignClaim): Statement {
  const flow = statedFlow(claim)
  const t = flow.variable
  const given = distinct('solution', replacements(claim, 'solution'))
  const solution = flow.rates.map(({ symbol }): Replacement => {
    const found = given.find((r) => isInstance(symbol, r.symbol))
    if (!found) throw new ForeignClaimError(`solution: nothing is given for ${print(symbol)}`)
    const loose = freeIndices(found.by).find((index) => !found.symbol.indices.includes(index))
    if (loose) throw new ForeignClaimError(`solution.${print(found.symbol)}: the index ${loose} is bound by nothing`)
    const names = new Map(
      found.symbol.indices.flatMap((index, k) =>
        typeof index === 'string' ? [[index, symbol.indices[k] as ast.Index] as const] : [],
      ),
    )
    return { symbol, by: renameIndices(found.by, names) }
  })
  const stray = given.find((r) => !flow.rates.some(({ symbol }) => isInstance(symbol, r.symbol)))
  if (stray) throw new ForeignClaimError(`solution: ${print(stray.symbol)} does not move`)
  const own = solution.find(({ by }) => flow.rates.some(({ symbol }) => namesOf(by).has(symbol.name)))
  if (own) throw new ForeignClaimError(`solution.${print(own.symbol)}: it is in terms of what moves`)
  const starts = initialValues(claim, t, solution)
  claim.declare()
  return allOf(claim.known, [
    solutionStatement(claim.known, flow, solution, []),
    ...starts.map(([l, r]) => equality(claim.known, l, r)),
    ...inDomain(claim, solution),
  ])
}

/** `initial`: the variable's value, and values there of the functions or of diff(y,t). */
function initialValues(claim: ForeignClaim, t: Sym, solution: readonly Replacement[]): (readonly [Expr, Expr])[] {
  if (!claim.has('initial')) return []
  const entries = claim.record('initial').map(([name, text]) => ({ name, of: claim.formula('initial', name), text }))
  const isTime = ({ of }: { readonly of: Expr }): boolean => of.kind === 'symbol' && of.name === t.name
  const start = entries.find(isTime)
  if (!start) throw new ForeignClaimError(`initial: expected the value of ${t.name}`)
  const texts = entries.map(({ of }) => print(of))
  const twice = texts.find((text, k) => texts.indexOf(text) !== k)
  if (twice !== undefined) throw new ForeignClaimError(`initial: ${twice} stands twice`)
  const place = claim.formula('initial', start.text)
  if (namesOf(place).has(t.name)) throw new ForeignClaimError(`initial: ${t.name} has no value of its own`)
  const [time, domain] = [ast.constantValue(place), claim.domainOf(t)]
  if (time && !borders(domain, time))
    throw new ForeignClaimError(`initial: ${t.name} is ${print(place)} there; its domain is ${printDomain(domain)}`)
  return entries
    .filter((entry) => !isTime(entry))
    .map(({ name, of, text }) => {
      if (!solution.some(({ symbol }) => symbolsOf(of).some((s) => isInstance(s, symbol))))
        throw new ForeignClaimError(`initial: ${name} has nothing of what moves`)
      return [ast.valueAt(unfold(of, solution), t, place), claim.formula('initial', text)] as const
    })
}

/** Terms that the kernel is asked about for an assertion, without those of a lemma. */
const termsAsked = (assertion: Assertion): number => {
  switch (assertion.kind) {
    case 'equal':
      return 2
    case 'solves':
      return assertion.rates.length + assertion.solution.length + assertion.initial.length
    default:
      return 1
  }
}

/** Several statements as one: proved when each is, refuted when one is. */
function allOf(scope: Scope, parts: readonly Statement[]): Statement {
  const [only] = parts
  if (only && parts.length === 1) return only
  const assertions = parts.map(({ proposition }) => proposition.assertion)
  return {
    proposition: closed(scope, { kind: 'all', parts: assertions }),
    lines: parts.flatMap(({ lines }) => lines),
    rederive: async (session, unfolded, compare): Promise<Finding> => {
      let last: Finding = { outcome: 'could not', mode: 'checked', detail: 'it has no operation for this claim' }
      let at = 0
      for (const [k, part] of parts.entries()) {
        const count = termsAsked(assertions[k] as Assertion)
        const own = unfolded.slice(at, at + count)
        at += count
        // What the kernel did not come to is as it was stated.
        if (own.length < count || !part.rederive) return last
        last = await part.rederive(session, own, compare)
        if (last.outcome !== 'agrees') return last
      }
      return last
    },
  }
}

/** `{"kind": "ode", "equation": "diff(y, t) = -y", "function": "y", "variable": "t", "solution": "exp(-t)"}` */
export const ODE_LINE: ForeignKind = {
  authors: ['solves'],
  needs: ['equation', 'function', 'variable'],
  may: ['solution', 'implicit', 'initial'],
  state: ordinaryEquation,
}

/** `{"kind": "system", "flow": {"x": "y", "y": "-x"}, "variable": "t", "solution": {"x": "sin(t)", "y": "cos(t)"}}` */
export const SYSTEM_LINE: ForeignKind = {
  authors: ['solves'],
  needs: ['flow', 'variable', 'solution'],
  may: ['initial'],
  state: system,
}
