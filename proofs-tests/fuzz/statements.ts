/** Claims of drafts as they are stated: as a tree, as a derivation or as a line of check. */
import { defined, derivation, inDomain, type Claim, type Declaration } from '../../src/index.js'
import { alongFlow, asymptotic, eachStep, equal, expandsTo, growsAs, hasSign, tendsTo } from '../../src/index.js'
import type { StatedClaim } from '../../src/derivation/claim.js'
import type { Expr, Sym } from '../../src/expr/ast.js'
import { parseDomain } from '../../src/expr/domain.js'
import { print, printSymbol } from '../../src/expr/print.js'
import { type Assertion, type Proposition, termsOf } from '../../src/proposition/proposition.js'
import { foreignClaim } from '../../src/verify/foreign.js'
import type { Statement } from '../../src/verify/statement.js'
import { assertionsOf } from './assertions.js'
import { type Draft, FAMILIES, SCALARS, T } from './drafts.js'
import { Unread } from './polynomials.js'
import type { Definition } from './reading.js'

/** A proposition whose truth is known. */
export interface Stated {
  readonly proposition: Proposition
  /** What misreading makes it, if it is false. */
  readonly twin?: string
}

const REAL = parseDomain('real')

/** Whether a formula speaks of a name, and through which others. */
const textOf = (list: readonly { readonly symbol: Sym; readonly by: Expr }[]): Record<string, string> =>
  Object.fromEntries(list.map(({ symbol, by }) => [printSymbol(symbol), print(by)]))

function asTree(d: Draft, assertion: Assertion): Proposition {
  const binder = (name: string, indices: number) => ({ name, indices, domain: REAL })
  const isGiven = (name: string): boolean => d.given.some(({ symbol }) => symbol.name === name)
  return {
    context: {
      binders: [
        ...SCALARS.filter((name) => !isGiven(name)).map((name) => binder(name, 0)),
        ...FAMILIES.filter((name) => !isGiven(name)).map((name) => binder(name, 1)),
      ],
      definitions: [...d.definitions, ...d.given].map((one) => ({ ...one, domain: REAL })),
      ...(d.rates.length > 0 && { flow: { variable: T, rates: d.rates } }),
    },
    assertion,
  }
}

function authored(assertion: Assertion, options: { given?: Record<string, string> }): Claim<Statement> {
  switch (assertion.kind) {
    case 'equal':
      return equal(print(assertion.lhs), print(assertion.rhs), options)
    case 'sign':
      return hasSign(print(assertion.expr), assertion.sign, options)
    case 'along':
      return alongFlow(print(assertion.expr), print(assertion.rate), options)
    case 'limit': {
      const { target, value } = assertion
      const to = typeof target === 'string' ? { to: target } : { to: print(target.place), from: target.side }
      const as = assertion.variable.name
      const { from, ...rest } = { from: undefined, ...to }
      const text = typeof value === 'string' ? value : print(value)
      return tendsTo(print(assertion.expr), text, { ...options, as, ...rest, ...(from && { from }) })
    }
    case 'taylor':
      return expandsTo(print(assertion.expr), assertion.coefficients.map(print), options)
    case 'expansion':
      return asymptotic(print(assertion.expr), assertion.variable.name, assertion.coefficients.map(print), options)
    case 'growth':
      return growsAs(print(assertion.expr), print(assertion.plus[0] as Expr), options)
    case 'step':
      return eachStep(print(assertion.quantity), print(assertion.factor), { ...options, step: textOf(assertion.step) })
    default:
      throw new Unread(assertion.kind)
  }
}

function asDerivation(d: Draft, assertion: Assertion): Proposition {
  const declare = (list: readonly Definition[]): Record<string, Declaration> =>
    Object.fromEntries(list.map(({ symbol, by }) => [printSymbol(symbol), defined(print(by), '')]))
  const free = Object.fromEntries([
    ...SCALARS.filter((name) => name !== 't').map((name) => [name, inDomain('real', '')] as const),
    ...FAMILIES.map((name) => [`${name}[i]`, inDomain('real', '')] as const),
  ])
  const anew = new Set(d.inherited.map(({ symbol }) => symbol.name))
  const base = derivation('fuzz-base', {
    title: '',
    tag: 'beyond',
    prose: '',
    symbols: { ...free, ...declare(d.definitions), ...declare(d.inherited) },
    claims: {},
  })
  const flow = Object.fromEntries(d.rates.map(({ symbol, rate }) => [printSymbol(symbol), print(rate)]))
  const names = Object.fromEntries(d.given.map(({ symbol, by }) => [symbol.name, print(by)]))
  const made = derivation('fuzz', {
    title: '',
    tag: 'beyond',
    prose: '',
    uses: [base],
    symbols: declare(d.definitions.filter(({ symbol }) => anew.has(symbol.name))),
    ...(d.rates.length > 0 && { flow }),
    claims: { it: authored(assertion, d.given.length > 0 ? { given: names } : {}) },
  })
  const [illFormed] = made.illFormed
  if (illFormed) throw illFormed.problem
  const [stated] = made.claims as readonly StatedClaim<Statement>[]
  return (stated as StatedClaim<Statement>).statement.proposition
}

function asLine(d: Draft, assertion: Assertion): Proposition {
  const fields = fieldsOf(assertion)
  const flow = d.kind === 'along' ? { flow: textOf(d.rates.map(({ symbol, rate }) => ({ symbol, by: rate }))) } : {}
  return foreignClaim({ id: 'fuzz', ...fields, ...flow }).statement().proposition
}

function fieldsOf(assertion: Assertion): Record<string, unknown> {
  switch (assertion.kind) {
    case 'equal':
      return { kind: 'identity', lhs: print(assertion.lhs), rhs: print(assertion.rhs) }
    case 'sign':
      return { kind: 'sign', expression: print(assertion.expr), sign: assertion.sign }
    case 'along':
      return { kind: 'along', expression: print(assertion.expr), rate: print(assertion.rate) }
    case 'limit': {
      const { target, value } = assertion
      return {
        kind: 'limit',
        expression: print(assertion.expr),
        variable: assertion.variable.name,
        to: typeof target === 'string' ? target : print(target.place),
        ...(typeof target !== 'string' && target.side && { from: target.side }),
        value: typeof value === 'string' ? value : print(value),
      }
    }
    case 'taylor':
    case 'expansion':
      return {
        kind: assertion.kind === 'taylor' ? 'taylor' : 'series',
        expression: print(assertion.expr),
        variable: assertion.variable.name,
        coefficients: assertion.coefficients.map(print),
      }
    case 'growth':
      return { kind: 'growth', expression: print(assertion.expr), exponent: print(assertion.plus[0] as Expr) }
    case 'step':
      return {
        kind: 'step',
        step: textOf(assertion.step),
        quantity: print(assertion.quantity),
        factor: print(assertion.factor),
      }
    default:
      throw new Unread(assertion.kind)
  }
}

const WAYS = { tree: asTree, derivation: asDerivation, line: asLine } as const

const sideOf = (one: Assertion): string | undefined =>
  one.kind === 'limit' && typeof one.target !== 'string' ? one.target.side : undefined

/** The propositions of a draft, the true one first. Throws Unread, and an error where the way changes what is asserted. */
export function statedOf(d: Draft): Stated[] {
  return assertionsOf(d).map(({ assertion, twin }) => {
    const proposition = WAYS[d.route](d, assertion)
    const [asked, told] = [assertion, proposition.assertion].map((one) => termsOf(one).map(print).join('; '))
    if (asked !== told || sideOf(assertion) !== sideOf(proposition.assertion))
      throw new Error(`${asked} is stated as ${told}`)
    return { proposition, ...(twin && { twin }) }
  })
}
