/**
 * Random claims that are true by construction, and false twins beside them: the left side is a term with binders in binders, the right side what
 * polynomials.ts evaluates it to, or what that would be if one rule of reading were another. Each is stated as a tree, as a derivation or as a line of check.
 */
import fc from 'fast-check'
import { defined, derivation, inDomain, type Claim, type Declaration } from '../../src/index.js'
import { alongFlow, asymptotic, eachStep, equal, expandsTo, growsAs, hasSign, tendsTo } from '../../src/index.js'
import * as ast from '../../src/expr/ast.js'
import type { Expr, Sym } from '../../src/expr/ast.js'
import { parseDomain } from '../../src/expr/domain.js'
import { print, printSymbol } from '../../src/expr/print.js'
import { ratio } from '../../src/expr/rational.js'
import { type Assertion, type Proposition, termsOf } from '../../src/proposition/proposition.js'
import { foreignClaim } from '../../src/verify/foreign.js'
import type { StatedClaim } from '../../src/derivation/claim.js'
import type { Statement } from '../../src/verify/statement.js'
import {
  type Definition,
  MISREADINGS,
  type Misreading,
  type Names,
  type Polynomial,
  Unread,
  coefficientsIn,
  constant,
  plus,
  put,
  rateOf,
  samePolynomial,
  scaled,
  termOf,
  valueOfTerm,
  variablesOf,
} from './polynomials.js'
import { INDICES, type Vocabulary, asRead, term } from './terms.js'

/** A proposition whose truth is known. */
export interface Stated {
  readonly proposition: Proposition
  /** What misreading makes it, if it is false. */
  readonly twin?: string
}

export type Route = 'tree' | 'derivation' | 'line'
const KINDS = ['equal', 'sign', 'limit', 'far', 'taylor', 'expansion', 'along', 'step'] as const
type Kind = (typeof KINDS)[number] | 'growth' | 'wide'

export interface Draft {
  readonly route: Route
  readonly kind: Kind
  readonly e: Expr
  /** Users before what they use. */
  readonly definitions: readonly Definition[]
  /** Definitions of the derivation that is built on, made anew here. */
  readonly inherited: readonly Definition[]
  /** Values of symbols that are differentiated by. */
  readonly given: readonly Definition[]
  readonly rates: readonly { readonly symbol: Sym; readonly rate: Expr }[]
  readonly step: readonly Definition[]
  readonly factor: Expr
  readonly variable: string
  readonly place: Expr
  readonly side: 'above' | 'below' | undefined
  readonly free: boolean
  /** Whether it is differentiated by the time, where there is a flow. */
  readonly timed: boolean
}

const SCALARS = ['x', 'y', 'k', 't']
const FAMILIES = ['u', 'w']
const BASE: Vocabulary = { scalars: SCALARS, families: FAMILIES, variables: ['x', 'y', 'u', 't'], indices: [] }
const DEFINED: Vocabulary = {
  ...BASE,
  scalars: ['x', 'y', 'p', 'q', 'p', 'q', 't'],
  families: ['u', 'w', 'v', 'v'],
}
const ONLY_WIDTH: Vocabulary = { scalars: ['d', 'p'], families: [], variables: [], indices: [], members: [] }
const T: Sym = ast.symbol('t')

const family = (name: string): Sym => ast.symbol(name, 'i')
const define = (symbol: Sym, by: Expr): Definition => ({ symbol, by: asRead(by, symbol.indices as string[]) })

const definitions: fc.Arbitrary<readonly Definition[]> = fc
  .tuple(
    term(2, { ...DEFINED, scalars: ['x', 'y', 'p', 'p'], indices: [] }),
    term(2, { ...BASE, families: ['u', 'w', 'v'] }),
    term(2, { ...BASE, indices: ['i'] }),
  )
  .map(([q, p, v]) => [define(ast.symbol('q'), q), define(ast.symbol('p'), p), define(family('v'), v)])

const given: fc.Arbitrary<readonly Definition[]> = fc.oneof(
  { arbitrary: fc.constant([]), weight: 3 },
  {
    arbitrary: term(1, { ...BASE, scalars: ['y', 'k'], variables: [], families: ['u'] }).map((by) => [
      define(ast.symbol('x'), by),
    ]),
    weight: 2,
  },
  {
    arbitrary: term(1, { ...BASE, scalars: ['y', 'k'], variables: [], families: ['w'], indices: ['i'] }).map((by) => [
      define(family('u'), by),
    ]),
    weight: 1,
  },
)

const small: Vocabulary = { ...BASE, variables: [], scalars: ['x', 'y', 'k', 't'], families: ['u'], members: [1] }
const rates = fc.oneof(
  { arbitrary: fc.constant([]), weight: 1 },
  {
    arbitrary: fc
      .tuple(term(1, small), term(1, { ...small, families: ['u', 'w'], indices: ['i'] }), fc.nat(2))
      .map(([x, u, which]) => {
        const both = [
          { symbol: ast.symbol('x'), rate: asRead(x) },
          { symbol: family('u'), rate: asRead(u, ['i']) },
        ]
        return which === 2 ? both : [both[which] as (typeof both)[number]]
      }),
    weight: 1,
  },
)

const narrow: fc.Arbitrary<Draft> = fc
  .record({
    route: fc.constantFrom<Route>('tree', 'tree', 'derivation', 'derivation', 'line'),
    kind: fc.constantFrom<Kind>(...KINDS, 'equal', 'equal', 'equal', 'equal', 'along', 'limit'),
    free: fc.boolean(),
    timed: fc.boolean(),
    e: fc.constant(ast.rational(0) as Expr),
    definitions,
    inherited: fc.oneof(
      fc.constant([] as readonly Definition[]),
      definitions.map((all) => all.slice(1)),
    ),
    given,
    rates,
    step: fc
      .tuple(term(1, small), term(1, { ...small, indices: ['i'] }))
      .map(([x, u]) => [define(ast.symbol('x'), x), define(family('u'), u)]),
    factor: term(1, { ...small, scalars: ['k', 't', 'x'] }).map((e) => asRead(e)),
    variable: fc.constantFrom('x', 'y', 't'),
    place: fc.constantFrom<Expr>(ast.rational(0), ast.rational(2), ast.rational(-1), ast.symbol('k')),
    side: fc.constantFrom(undefined, undefined, 'above' as const, 'below' as const),
  })
  .chain((draft) => {
    const words = draft.route === 'line' ? BASE : DEFINED
    const indices = draft.free && draft.route !== 'line' && ['equal', 'sign'].includes(draft.kind) ? ['j'] : []
    return term(3, { ...words, indices }).map((e) => ({ ...draft, e: asRead(e, indices) }))
  })

/** Claims about the width alone. */
const wide: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.constantFrom<Route>('tree', 'derivation', 'line'),
    fc.constantFrom<Kind>('wide', 'growth'),
    term(3, ONLY_WIDTH),
    term(2, { ...ONLY_WIDTH, scalars: ['d'] }),
  )
  .map(([route, kind, e, p]): Draft => {
    const own = asRead(e)
    return {
      route,
      kind,
      // A line has no definitions.
      e: route === 'line' ? asRead(withoutDefinition(own, p)) : own,
      definitions: route === 'line' ? [] : [define(ast.symbol('p'), p)],
      inherited: [],
      given: [],
      rates: [],
      step: [],
      factor: ast.rational(1),
      variable: ast.WIDTH,
      place: ast.rational(0),
      side: undefined,
      free: false,
      timed: false,
    }
  })

const withoutDefinition = (e: Expr, p: Expr): Expr =>
  e.kind === 'symbol' && e.name === 'p'
    ? p
    : ast.withChildren(
        e,
        ast.children(e).map((child) => withoutDefinition(child, p)),
      )

export const draft: fc.Arbitrary<Draft> = fc.oneof({ arbitrary: narrow, weight: 5 }, { arbitrary: wide, weight: 1 })

const HAS_FLOW: ReadonlySet<Kind> = new Set(['equal', 'sign', 'limit', 'expansion', 'step', 'along'])

/** What of a draft goes together. */
export function settled(d: Draft): Draft {
  const line = d.route === 'line'
  const flows = d.kind === 'along' || (HAS_FLOW.has(d.kind) && !line)
  const lets = ['limit', 'far', 'taylor', 'expansion'].includes(d.kind)
  // The author's form of a Taylor expansion is about t.
  const variable = d.kind === 'taylor' && d.route === 'derivation' ? 't' : d.variable
  const some = d.rates.length > 0 ? d.rates : [{ symbol: ast.symbol('x'), rate: ast.symbol('y') as Expr }]
  const own = d.kind === 'along' ? some : flows ? d.rates : []
  const kept = own.length > 0 && lets && variable === 't' ? [] : own
  const isFree = (name: string): boolean =>
    d.kind !== 'step' && !(lets && name === variable) && !kept.some(({ symbol }) => symbol.name === name)
  const timed = d.timed && kept.length > 0 && d.kind !== 'along'
  return {
    ...d,
    e: timed ? ast.derivative(d.e, T) : d.e,
    variable,
    rates: kept,
    definitions: line ? [] : d.definitions,
    inherited: d.route === 'derivation' ? d.inherited : [],
    given: line ? [] : d.given.filter(({ symbol }) => isFree(symbol.name)),
  }
}

const byName = (list: readonly Definition[]): ReadonlyMap<string, Definition> =>
  new Map(list.map((one) => [one.symbol.name, one]))

function namesOf(d: Draft): Names {
  return {
    definitions: byName([...d.definitions, ...d.given]),
    inherited: byName(d.inherited),
    ...(d.rates.length > 0 && {
      flow: { variable: 't', rates: new Map(d.rates.map((rule) => [rule.symbol.name, rule])) },
    }),
  }
}

/** The claims of a draft, the true one first. Throws Unread. */
function assertionsOf(d: Draft): { readonly assertion: Assertion; readonly twin?: string }[] {
  const names = namesOf(d)
  const value = (misreading?: Misreading): Polynomial =>
    d.kind === 'along' ? rateOf(d.e, names, misreading) : valueOfTerm(d.e, names, misreading)
  const truth = value()
  const made: { assertion: Assertion; twin?: string }[] = [{ assertion: claim(d, truth, truth) }]
  const seen = [truth]
  for (const twin of MISREADINGS) {
    // A free index has its place in an equality only.
    if (twin === 'free index' && (d.kind !== 'equal' || d.route === 'line')) continue
    let other: Polynomial
    try {
      other = value(twin)
    } catch (error) {
      if (error instanceof Unread) continue
      throw error
    }
    if (seen.some((known) => samePolynomial(known, other))) continue
    seen.push(other)
    const assertion = falseClaim(d, truth, other)
    if (assertion) made.push({ assertion, twin })
  }
  return made
}

const minus = (e: Expr, p: Polynomial): Expr => (p.size === 0 ? e : ast.subtract(e, asRead(termOf(p))))
const said = (p: Polynomial, indices: readonly string[] = []): Expr => asRead(termOf(p), indices)
const FREE = ['j']

/** That the term has this value, said in the way of the kind. */
function claim(d: Draft, value: Polynomial, truth: Polynomial): Assertion {
  const { e } = d
  const variable = ast.symbol(d.variable)
  switch (d.kind) {
    case 'equal':
      return { kind: 'equal', lhs: e, rhs: said(value, d.route === 'line' ? [] : INDICES) }
    case 'sign':
      return { kind: 'sign', expr: ast.add(ast.subtract(e, said(value, FREE)), ast.rational(1)), sign: 'positive' }
    case 'limit': {
      const at = valueOfTerm(d.place, { definitions: new Map() })
      return {
        kind: 'limit',
        expr: e,
        variable,
        target: { place: d.place, ...(d.side && { side: d.side }) },
        value: said(put(value, d.variable, at)),
      }
    }
    case 'far':
    case 'wide': {
      const degree = coefficientsIn(truth, d.variable).length - 1
      if (degree === 0 && d.kind === 'wide') throw new Unread('no width')
      const by = degree === 1 ? variable : ast.power(variable, ast.rational(degree))
      const coefficients = coefficientsIn(value, d.variable)
      if (coefficients.length - 1 > degree) throw new Unread('it grows more')
      const expr = degree === 0 ? e : ast.divide(e, by)
      return { kind: 'limit', expr, variable, target: 'oo', value: said(coefficients[degree] ?? constant(ratio(0))) }
    }
    case 'taylor':
    case 'expansion': {
      const coefficients = coefficientsIn(value, d.variable).slice(0, 3)
      while (coefficients.length < Math.min(3, coefficientsIn(truth, d.variable).length)) coefficients.push(new Map())
      const list = coefficients.map((c) => said(c))
      return d.kind === 'taylor'
        ? { kind: 'taylor', expr: e, variable, coefficients: list }
        : { kind: 'expansion', expr: e, variable, low: 0, coefficients: list }
    }
    case 'along':
      return { kind: 'along', expr: e, rate: said(value) }
    case 'growth': {
      const coefficients = coefficientsIn(value, ast.WIDTH)
      const top = coefficients.at(-1)?.get('')
      if (!top || top.n <= 0n) throw new Unread('not positive')
      return { kind: 'growth', expr: e, plus: [ast.rational(coefficients.length - 1)], minus: [] }
    }
    case 'step': {
      const y = ast.symbol('y')
      return {
        kind: 'step',
        step: [...d.step, { symbol: y, by: ast.multiply(d.factor, y) }],
        quantity: ast.add(minus(e, value), y),
        factor: d.factor,
        fresh: [],
      }
    }
  }
}

/** The same of another value, if that is false for certain. */
function falseClaim(d: Draft, truth: Polynomial, value: Polynomial): Assertion | undefined {
  const apart = plus(truth, scaled(value, ratio(-1)))
  if (d.kind === 'growth') {
    const [a, b] = [truth, value].map((p) => coefficientsIn(p, ast.WIDTH).length)
    if (a === b) return undefined
    const assertion = claim(d, truth, truth)
    return assertion.kind === 'growth' ? { ...assertion, plus: [ast.rational((b ?? 0) - 1)] } : undefined
  }
  // It need not be false where that value lets the same come out.
  if (d.kind === 'limit') {
    const at = valueOfTerm(d.place, { definitions: new Map() })
    if (put(apart, d.variable, at).size === 0) return undefined
  }
  if (d.kind === 'far' || d.kind === 'wide') {
    const [a, b] = [truth, value].map((p) => coefficientsIn(p, d.variable))
    const degree = (a?.length ?? 0) - 1
    if ((b?.length ?? 0) - 1 > degree) return undefined
    const zero = constant(ratio(0))
    if (samePolynomial(a?.[degree] ?? zero, b?.[degree] ?? zero)) return undefined
  }
  if (d.kind === 'taylor' || d.kind === 'expansion') {
    const lowest = coefficientsIn(apart, d.variable).findIndex((c) => c.size > 0)
    if (lowest >= Math.min(3, coefficientsIn(truth, d.variable).length)) return undefined
  }
  if (d.kind === 'sign') {
    // 1 plus what is not constant and has an odd part is not always positive.
    const names = [...variablesOf(apart)]
    const odd = names.some((name) => /^[xyk]$/.test(name) && coefficientsIn(apart, name).length % 2 === 0)
    if (!odd) return undefined
  }
  if (d.kind === 'step') {
    const put = stepped(d, apart)
    const claimed = plus(...[...apart].map((one) => new Map([one])))
    const factor = valueOfTerm(d.factor, { definitions: new Map() })
    // q + y becomes put + f y, and is claimed to be f q + f y.
    if (put === undefined || samePolynomial(put, product(factor, claimed))) return undefined
  }
  return claim(d, value, truth)
}

const product = (p: Polynomial, q: Polynomial): Polynomial =>
  valueOfTerm(ast.multiply(termOf(p), termOf(q)), { definitions: new Map() })

/** A value after the step; undefined where that cannot be told. */
function stepped(d: Draft, p: Polynomial): Polynomial | undefined {
  const y = ast.symbol('y')
  const all = [...d.step, { symbol: y, by: ast.multiply(d.factor, y) }]
  // All at once: first to names that nothing else has.
  const renamed = all.map(({ symbol, by }) => ({ from: symbol.name, to: `${symbol.name}0`, symbol, by }))
  const rename = (e: Expr): Expr => {
    const found = e.kind === 'symbol' ? renamed.find(({ from }) => from === e.name) : undefined
    if (found && e.kind === 'symbol') return ast.symbol(found.to, ...e.indices)
    return ast.withChildren(e, ast.children(e).map(rename))
  }
  try {
    return valueOfTerm(rename(termOf(p)), {
      definitions: new Map(
        renamed.map(({ to, symbol, by }) => [to, { symbol: ast.symbol(to, ...symbol.indices), by }] as const),
      ),
    })
  } catch (error) {
    if (error instanceof Unread) return undefined
    throw error
  }
}

// Ways to state it

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
