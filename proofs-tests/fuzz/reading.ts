/**
 * A third reading of terms, for the fuzz of the meaning: polynomial terms evaluated binder by binder in polynomial arithmetic. Shares the tree and
 * the rationals with the program and nothing else. With a `Misreading` it evaluates what a term would mean if one rule of reading were another: the
 * false twin of the value.
 */
import * as ast from '../../src/expr/ast.js'
import type { Expr, Index, Sym } from '../../src/expr/ast.js'
import { ONE, ratio } from '../../src/expr/rational.js'
import * as rational from '../../src/expr/rational.js'
import {
  type Polynomial,
  Unread,
  ZERO,
  constant,
  derived,
  plus,
  powersOf,
  put,
  raised,
  replaced,
  scaled,
  slope,
  times,
  variable,
} from './polynomials.js'
import { WIDTH, member, memberNamed, powerSum, sumName, sumNamed, summed, summedPairs } from './sums.js'

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
