/**
 * A third reading of terms, for the fuzz of the meaning: polynomial terms evaluated binder by binder in polynomial arithmetic. Shares the tree and
 * the rationals with the program and nothing else. A value is a polynomial over
 *
 *     x       a number             u[1], u[j]   a member of a family, its index a number or free
 *     d       the width            #j           the index j as the number that it counts
 *     S a|u:b|w:c                  sum over i of i^a * u[i]^b * w[i]^c, with at least one family
 *
 * which are independent of each other as the width grows, so that two values are equal only where they are the same polynomial. With a
 * `Misreading` it evaluates what a term would mean if one rule of reading were another: the false twin of the value.
 */
import * as ast from '../../src/expr/ast.js'
import type { Expr, Index, Sym } from '../../src/expr/ast.js'
import { type Rational, ONE, ratio } from '../../src/expr/rational.js'
import * as rational from '../../src/expr/rational.js'

/** Monomials by their text, "x^2*y^1", each with its coefficient, none of them 0. */
export type Polynomial = ReadonlyMap<string, Rational>

/** It is beyond this reading: no polynomial, too large, or open which members are meant. */
export class Unread extends Error {
  override readonly name = 'Unread'
}

const MOST_TERMS = 60
const HIGHEST_DEGREE = 9

type Powers = readonly (readonly [variable: string, exponent: number])[]
const powersOf = (monomial: string): Powers =>
  monomial === ''
    ? []
    : monomial.split('*').map((factor) => {
        const at = factor.lastIndexOf('^')
        return [factor.slice(0, at), Number(factor.slice(at + 1))] as const
      })
function monomialOf(powers: Powers): string {
  const all = new Map<string, number>()
  for (const [variable, k] of powers) all.set(variable, (all.get(variable) ?? 0) + k)
  const kept = [...all].filter(([, k]) => k > 0)
  if (kept.reduce((degree, [, k]) => degree + k, 0) > HIGHEST_DEGREE) throw new Unread('the degree')
  return kept
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([variable, k]) => `${variable}^${k}`)
    .join('*')
}

export const constant = (c: Rational): Polynomial => (c.n === 0n ? new Map() : new Map([['', c]]))
export const variable = (name: string): Polynomial => new Map([[`${name}^1`, ONE]])
const ZERO: Polynomial = new Map()

function total(terms: Iterable<readonly [string, Rational]>): Polynomial {
  const sum = new Map<string, Rational>()
  for (const [monomial, c] of terms) {
    const next = rational.add(sum.get(monomial) ?? rational.ZERO, c)
    if (next.n === 0n) sum.delete(monomial)
    else sum.set(monomial, next)
  }
  if (sum.size > MOST_TERMS) throw new Unread('the number of terms')
  return sum
}
export const plus = (...parts: readonly Polynomial[]): Polynomial => total(parts.flatMap((part) => [...part]))
export const scaled = (p: Polynomial, c: Rational): Polynomial =>
  total([...p].map(([monomial, k]) => [monomial, rational.multiply(k, c)] as const))
const product = (p: Polynomial, q: Polynomial): Polynomial =>
  total(
    [...p].flatMap(([a, ca]) =>
      [...q].map(([b, cb]) => [monomialOf([...powersOf(a), ...powersOf(b)]), rational.multiply(ca, cb)] as const),
    ),
  )
export const times = (...parts: readonly Polynomial[]): Polynomial => parts.reduce(product, constant(ONE))
const raised = (p: Polynomial, k: number): Polynomial => times(...Array.from({ length: k }, () => p))
export const samePolynomial = (p: Polynomial, q: Polynomial): boolean => plus(p, scaled(q, ratio(-1))).size === 0

/** Each monomial by `value`, which replaces variables; undefined for one that stays. */
function replaced(p: Polynomial, value: (variable: string) => Polynomial | undefined): Polynomial {
  return plus(
    ...[...p].map(([monomial, c]) =>
      times(constant(c), ...powersOf(monomial).map(([name, k]) => raised(value(name) ?? variable(name), k))),
    ),
  )
}

/** A polynomial with a polynomial in the place of one variable. */
export const put = (p: Polynomial, name: string, by: Polynomial): Polynomial =>
  replaced(p, (other) => (other === name ? by : undefined))

/** The coefficients of the powers of a variable, from 0 on. */
export function coefficientsIn(p: Polynomial, name: string): Polynomial[] {
  const found: (readonly [string, Rational])[][] = [[]]
  for (const [monomial, c] of p) {
    const powers = powersOf(monomial)
    const k = powers.find(([other]) => other === name)?.[1] ?? 0
    while (found.length <= k) found.push([])
    found[k]?.push([monomialOf(powers.filter(([other]) => other !== name)), c])
  }
  return found.map(total)
}

/** The derivative by a number. */
export const slope = (p: Polynomial, name: string): Polynomial =>
  derived(p, (other) => (other === name ? constant(ONE) : ZERO))

/** The derivative, given that of each variable. */
function derived(p: Polynomial, of: (variable: string) => Polynomial): Polynomial {
  return plus(
    ...[...p].flatMap(([monomial, c]) => {
      const powers = powersOf(monomial)
      return powers.map(([name, k], at) => {
        const rest = powers.map(([other, l], m) => [other, m === at ? l - 1 : l] as const)
        return times(constant(rational.multiply(c, ratio(k))), new Map([[monomialOf(rest), ONE]]), of(name))
      })
    }),
  )
}

/** The names of a polynomial's variables. */
export const variablesOf = (p: Polynomial): ReadonlySet<string> =>
  new Set([...p.keys()].flatMap((monomial) => powersOf(monomial).map(([name]) => name)))

// Sums

interface SumOf {
  /** The power of the index. */
  readonly counted: number
  readonly families: readonly (readonly [family: string, exponent: number])[]
}
const sumName = ({ counted, families }: SumOf): string =>
  ['S', counted, ...[...families].sort(([a], [b]) => (a < b ? -1 : 1)).map(([u, k]) => `${u}:${k}`)].join('|')
function sumNamed(name: string): SumOf | undefined {
  const [head, counted, ...families] = name.split('|')
  if (head !== 'S') return undefined
  return {
    counted: Number(counted),
    families: families.map((family) => {
      const [u, k] = family.split(':') as [string, string]
      return [u, Number(k)] as const
    }),
  }
}

/** 1^a + ... + n^a as a polynomial in n, by the difference of neighbours. */
function powerSum(a: number, n: Polynomial): Polynomial {
  // (n+1)^(a+1) - 1 = sum over k <= a of binomial(a+1, k) * powerSum(k).
  const top = plus(raised(plus(n, constant(ONE)), a + 1), constant(ratio(-1)))
  let binomial = 1
  const lower: Polynomial[] = []
  for (let k = 0; k < a; k++) {
    lower.push(scaled(powerSum(k, n), ratio(-binomial)))
    binomial = (binomial * (a + 1 - k)) / (k + 1)
  }
  return scaled(plus(top, ...lower), ratio(1, a + 1))
}

const WIDTH = variable(ast.WIDTH)
const member = (family: string, index: Index): string => `${family}[${index}]`
function memberNamed(name: string): readonly [family: string, index: string] | undefined {
  const found = /^(.*)\[(.*)\]$/.exec(name)
  return found ? [found[1] as string, found[2] as string] : undefined
}

/** The sum over an index, from 1 to `last` where nothing else depends on it. */
function summed(p: Polynomial, index: string, last: Polynomial | undefined = undefined): Polynomial {
  return plus(
    ...[...p].map(([monomial, c]) => {
      const own: (readonly [string, number])[] = []
      const rest: (readonly [string, number])[] = []
      let counted = 0
      for (const [name, k] of powersOf(monomial)) {
        const of = memberNamed(name)
        if (name === `#${index}`) counted += k
        else if (of?.[1] === index) own.push([of[0], k])
        else rest.push([name, k])
      }
      const outside = new Map([[monomialOf(rest), c]])
      if (own.length === 0) return times(outside, powerSum(counted, last ?? WIDTH))
      if (last) throw new Unread('a sum of members up to another')
      return times(outside, variable(sumName({ counted, families: own })))
    }),
  )
}

function summedPairs(p: Polynomial, [i, j]: readonly [string, string]): Polynomial {
  const swap = (name: string): Polynomial | undefined => {
    if (name === `#${i}`) return variable(`#${j}`)
    if (name === `#${j}`) return variable(`#${i}`)
    const of = memberNamed(name)
    if (of?.[1] === i) return variable(member(of[0], j))
    if (of?.[1] === j) return variable(member(of[0], i))
    return undefined
  }
  if (samePolynomial(replaced(p, swap), p)) {
    const equal = replaced(p, (name) => {
      const of = memberNamed(name)
      return name === `#${j}` ? variable(`#${i}`) : of?.[1] === j ? variable(member(of[0], i)) : undefined
    })
    return scaled(plus(summed(summed(p, j), i), scaled(summed(equal, i), ratio(-1))), ratio(1, 2))
  }
  return summed(summed(p, i, plus(variable(`#${j}`), constant(ratio(-1)))), j)
}

// Reading

/** A rule of reading that is another one. */
export const MISREADINGS = [
  /** A value is put before the derivative is taken. */
  'value first',
  /** The place of a derivative is not put. */
  'no place',
  /** The derivative does not see what a definition is made of. */
  'opaque',
  /** A sum of what does not depend on its index is that, once. */
  'no width',
  /** The index of a sum is another symbol when it is used as a number. */
  'free index',
  /** A derivative by a member is one by all of them. */
  'whole family',
  /** Members are all alike. */
  'any member',
  /** Every derivative is a first one. */
  'first order',
  /** A pair sum counts each pair twice. */
  'pairs twice',
  /** A sum in a sum with the same index counts the outer one. */
  'outer index',
  /** The inherited definitions, not those that were made anew. */
  'inherited',
  /** The time moves alone. */
  'partial',
  /** What moves moves alone. */
  'no explicit time',
] as const
export type Misreading = (typeof MISREADINGS)[number]

export interface Definition {
  readonly symbol: Sym
  readonly by: Expr
}
/** What names mean. */
export interface Names {
  readonly definitions: ReadonlyMap<string, Definition>
  /** Definitions that were inherited, and are another here. */
  readonly inherited?: ReadonlyMap<string, Definition>
  readonly flow?: { readonly variable: string; readonly rates: ReadonlyMap<string, { symbol: Sym; rate: Expr }> }
}

type Value = (index: Index | undefined) => Polynomial

interface Environment {
  readonly bound: ReadonlyMap<string, Value>
  readonly indices: ReadonlyMap<string, Index>
}
const OUTSIDE: Environment = { bound: new Map(), indices: new Map() }

/** The value of a term. Throws Unread. */
export function valueOfTerm(e: Expr, names: Names, misreading?: Misreading): Polynomial {
  return new Reader(names, misreading).value(e, OUTSIDE)
}

class Reader {
  private fresh = 0
  private depth = 0
  constructor(
    private readonly names: Names,
    private readonly misreading: Misreading | undefined,
  ) {}

  private newName(like: string): string {
    return `${like}~${++this.fresh}`
  }

  value(e: Expr, env: Environment): Polynomial {
    switch (e.kind) {
      case 'number':
        return constant(e.value)
      case 'index': {
        const index = env.indices.get(e.name) ?? e.name
        return typeof index === 'number' ? constant(ratio(index)) : variable(`#${index}`)
      }
      case 'symbol':
        return this.symbol(e.name, this.indexOf(e, env), env)
      case 'negate':
        return scaled(this.value(e.argument, env), ratio(-1))
      case 'add':
        return plus(...e.terms.map((term) => this.value(term, env)))
      case 'multiply':
        return times(...e.factors.map((factor) => this.value(factor, env)))
      case 'divide': {
        const by = this.value(e.denominator, env)
        const c = by.get('')
        if (by.size !== 1 || !c) throw new Unread('a quotient')
        return scaled(this.value(e.numerator, env), rational.divide(ONE, c))
      }
      case 'power': {
        const k = ast.constantValue(e.exponent)
        if (k?.d !== 1n || k.n < 0n) throw new Unread('a power')
        return raised(this.value(e.base, env), Number(k.n))
      }
      case 'sum':
        return this.sum(e, env)
      case 'derivative':
        return this.derivative(e, env)
      default:
        throw new Unread(e.kind)
    }
  }

  private indexOf({ indices: [index] }: Sym, env: Environment): Index | undefined {
    return typeof index === 'string' ? (env.indices.get(index) ?? index) : index
  }

  private symbol(name: string, index: Index | undefined, env: Environment): Polynomial {
    const bound = env.bound.get(name)
    if (bound) return bound(index)
    const inherited = this.misreading === 'inherited' ? this.names.inherited?.get(name) : undefined
    const definition = inherited ?? this.names.definitions.get(name)
    if (!definition) return variable(index === undefined ? name : member(name, index))
    const [own] = definition.symbol.indices
    const indices = new Map(typeof own === 'string' && index !== undefined ? [[own, index] as const] : [])
    if (this.depth > 20) throw new Unread('definitions in a circle')
    this.depth++
    const value = this.value(definition.by, {
      bound: this.misreading === 'opaque' ? new Map() : env.bound,
      indices,
    })
    this.depth--
    return value
  }

  private sum(e: ast.Sum, env: Environment): Polynomial {
    const named = (name: string): string => this.newName(name)
    if (e.below !== undefined) {
      const pair = [named(e.index), named(e.below)] as const
      const inner = { ...env, indices: new Map([...env.indices, [e.index, pair[0]], [e.below, pair[1]]]) }
      const value = summedPairs(this.value(e.body, inner), pair)
      return this.misreading === 'pairs twice' ? scaled(value, ratio(2)) : value
    }
    const outer = env.indices.get(e.index)
    if (this.misreading === 'outer index' && outer !== undefined) return times(WIDTH, this.value(e.body, env))
    const index = named(e.index)
    let body = this.value(e.body, { ...env, indices: new Map([...env.indices, [e.index, index]]) })
    if (this.misreading === 'free index') body = put(body, `#${index}`, variable(`#${e.index}`))
    if (this.misreading !== 'no width') return summed(body, index)
    const depends = (monomial: string): boolean =>
      powersOf(monomial).some(([name]) => name === `#${index}` || memberNamed(name)?.[1] === index)
    return plus(
      ...[...body].map(([monomial, c]) => {
        const one: Polynomial = new Map([[monomial, c]])
        return depends(monomial) ? summed(one, index) : one
      }),
    )
  }

  private derivative(e: ast.Derivative, env: Environment): Polynomial {
    const { name } = e.variable
    const order = this.misreading === 'first order' ? Math.min(1, e.order) : e.order
    const { flow } = this.names
    if (flow && name === flow.variable) {
      if (e.at || env.bound.has(name)) throw new Unread('what moves, at a time')
      return this.along(e.body, order, env)
    }
    const index = this.indexOf(e.variable, env)
    const moved = this.newName(name)
    const own: Value = (k) => variable(k === undefined ? moved : member(moved, k))
    const place = this.place(e, env)
    const body = (value: Value): Polynomial =>
      this.value(e.body, { ...env, bound: new Map([...env.bound, [name, value]]) })
    if (this.misreading === 'value first' && order > 0 && (e.at || this.names.definitions.has(name))) {
      // It is gone before anything is differentiated, unless the value speaks of the name itself.
      let value = body(place)
      for (let k = 0; k < order; k++) value = index === undefined ? slope(value, name) : ZERO
      return value
    }
    let value = body(own)
    for (let k = 0; k < order; k++)
      value = index === undefined ? slope(value, moved) : this.byMember(value, moved, index)
    return replaced(value, (variableName) => {
      if (variableName === moved) return place(undefined)
      const of = memberNamed(variableName)
      if (of?.[0] === moved) return place(/^\d+$/.test(of[1]) ? Number(of[1]) : of[1])
      const sum = sumNamed(variableName)
      if (!sum?.families.some(([family]) => family === moved)) return undefined
      const over = this.newName('n')
      const term = times(
        raised(variable(`#${over}`), sum.counted),
        ...sum.families.map(([family, k]) =>
          raised(family === moved ? place(over) : variable(member(family, over)), k),
        ),
      )
      return summed(term, over)
    })
  }

  /** What the bound name is outside. */
  private place({ variable: { name }, at }: ast.Derivative, env: Environment): Value {
    if (!at || this.misreading === 'no place') return (index) => this.symbol(name, index, env)
    return (index) => {
      const indices = new Map(env.indices)
      if (at.index !== undefined && index !== undefined) indices.set(at.index, index)
      return this.value(at.by, { ...env, indices })
    }
  }

  private byMember(p: Polynomial, family: string, index: Index): Polynomial {
    return derived(p, (name) => {
      const of = memberNamed(name)
      if (of?.[0] === family) {
        if (of[1] === String(index)) return constant(ONE)
        if (this.misreading === 'any member') return constant(ONE)
        if (/^\d+$/.test(of[1]) && typeof index === 'number') return ZERO
        throw new Unread('which member is meant')
      }
      const sum = sumNamed(name)
      const power = sum?.families.find(([u]) => u === family)?.[1]
      if (!sum || power === undefined) return ZERO
      const lower = sum.families.map(([u, k]) => [u, u === family ? k - 1 : k] as const).filter(([, k]) => k > 0)
      if (this.misreading === 'whole family') {
        const whole = { counted: sum.counted, families: lower }
        return scaled(lower.length === 0 ? powerSum(sum.counted, WIDTH) : variable(sumName(whole)), ratio(power))
      }
      const counted = typeof index === 'number' ? constant(ratio(index)) : variable(`#${index}`)
      return times(
        constant(ratio(power)),
        raised(counted, sum.counted),
        ...lower.map(([u, k]) => raised(variable(member(u, index)), k)),
      )
    })
  }

  private along(body: Expr, order: number, env: Environment): Polynomial {
    let value = this.value(body, env)
    for (let k = 0; k < order; k++) value = this.moved(value, env)
    return value
  }

  /** The derivative along the flow. */
  private moved(p: Polynomial, env: Environment): Polynomial {
    const flow = this.names.flow
    if (!flow) return ZERO
    const rate = (name: string, index: Index | undefined): Polynomial => {
      // A derivative by what moves names it anew, and it goes on moving.
      const rule = this.misreading === 'partial' ? undefined : flow.rates.get(name.replace(/~\d+$/, ''))
      if (!rule) return ZERO
      const [own] = rule.symbol.indices
      return this.value(rule.rate, {
        ...env,
        indices: new Map(typeof own === 'string' && index !== undefined ? [[own, index]] : []),
      })
    }
    return derived(p, (name) => {
      if (name === flow.variable) return this.misreading === 'no explicit time' ? ZERO : constant(ONE)
      const of = memberNamed(name)
      if (of) return rate(of[0], /^\d+$/.test(of[1]) ? Number(of[1]) : of[1])
      const sum = sumNamed(name)
      if (!sum) return rate(name, undefined)
      const over = this.newName('n')
      const product: Polynomial = times(
        raised(variable(`#${over}`), sum.counted),
        ...sum.families.map(([u, k]) => raised(variable(member(u, over)), k)),
      )
      return summed(
        derived(product, (inner) => {
          const moving = memberNamed(inner)
          return moving ? rate(moving[0], moving[1]) : ZERO
        }),
        over,
      )
    })
  }

  /** The derivative along the flow of a term's value. */
  rateOf(e: Expr): Polynomial {
    return this.moved(this.value(e, OUTSIDE), OUTSIDE)
  }
}

/** d/dt of a term along the flow. Throws Unread. */
export const rateOf = (e: Expr, names: Names, misreading?: Misreading): Polynomial =>
  new Reader(names, misreading).rateOf(e)

/** A term that says a value, without binders but for its sums. */
export function termOf(p: Polynomial): Expr {
  const raise = (e: Expr, k: number): Expr => (k === 1 ? e : ast.power(e, ast.rational(k)))
  const factor = (name: string, index = 'i'): Expr => {
    if (name.startsWith('#')) return ast.index(name.slice(1))
    const of = memberNamed(name)
    if (of) return ast.symbol(of[0], /^\d+$/.test(of[1]) ? Number(of[1]) : of[1])
    const sum = sumNamed(name)
    if (!sum) return ast.symbol(name)
    return ast.sum(
      index,
      product([
        ...(sum.counted > 0 ? [raise(ast.index(index), sum.counted)] : []),
        ...sum.families.map(([u, k]) => raise(ast.symbol(u, index), k)),
      ]),
    )
  }
  const product = (factors: readonly Expr[]): Expr =>
    factors.length === 0 ? ast.rational(1) : factors.length === 1 ? (factors[0] as Expr) : ast.multiply(...factors)
  const terms = [...p].map(([monomial, c]) => {
    const factors = powersOf(monomial).map(([name, k]) => raise(factor(name), k))
    const positive = c.n < 0n ? rational.negate(c) : c
    const one = positive.n === positive.d
    const term = product(one ? factors : [ast.rational(positive), ...factors])
    return c.n < 0n ? ast.negate(term) : term
  })
  return terms.length === 0 ? ast.rational(0) : terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
}
