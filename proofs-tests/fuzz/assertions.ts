/**
 * What drafts claim: true by construction, and false twins beside it. The right side is what reading.ts evaluates the left side to, or what that would
 * be if one rule of reading were another.
 */
import * as ast from '../../src/expr/ast.js'
import type { Expr } from '../../src/expr/ast.js'
import { ratio } from '../../src/expr/rational.js'
import type { Assertion } from '../../src/proposition/proposition.js'
import type { Draft } from './drafts.js'
import {
  type Polynomial,
  Unread,
  coefficientsIn,
  constant,
  plus,
  put,
  samePolynomial,
  scaled,
  variablesOf,
} from './polynomials.js'
import { type Definition, MISREADINGS, type Misreading, type Names, rateOf, valueOfTerm } from './reading.js'
import { termOf } from './term-of.js'
import { INDICES, asRead } from './terms.js'

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
export function assertionsOf(d: Draft): { readonly assertion: Assertion; readonly twin?: string }[] {
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
