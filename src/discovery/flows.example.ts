/** Flows that the tests of discovery share, and what to do with them. */
import { type Expr, type Sym, symbol } from '../expr/ast.js'
import * as ast from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import type { Flow } from '../kernel/deciders/motions.js'
import { proveEqual } from '../kernel/proof.js'
import { nullSpace } from './null-space.js'
import { VectorField } from './vector-field.js'
import { written } from './written.js'

/** A flow from texts: its symbols, and their rates. */
export function flowOf(rates: Readonly<Record<string, string>>): Flow {
  return {
    variable: symbol('t'),
    rates: Object.entries(rates).map(([head, text]) => ({ symbol: parse(head) as Sym, rate: parse(text) })),
  }
}

/** The learning dynamics of a linear network of width d, with learning rates s_u^2 and s_w^2. */
export function network(d: number): Flow {
  const neurons = Array.from({ length: d }, (_, k) => k + 1)
  const residual = `(C - gamma*A*(${neurons.map((i) => `u[${i}]*w[${i}]`).join(' + ')}))`
  const rates = neurons.flatMap((i) => [
    [`u[${i}]`, `2*s_u^2*gamma*w[${i}]*${residual}`],
    [`w[${i}]`, `2*s_w^2*gamma*u[${i}]*${residual}`],
  ])
  return flowOf(Object.fromEntries(rates))
}

/** The modes p[i] and q[i] of the network. */
export const grow = (i: number): Expr => parse(`s_u*w[${i}] + s_w*u[${i}]`)
export const decay = (i: number): Expr => parse(`s_u*w[${i}] - s_w*u[${i}]`)

/** Whether `target` is a combination of `basis` over Q(parameters): the combination is solved for and then proved by the kernel. */
export function inSpan(flow: Flow, target: Expr, basis: readonly Expr[]): boolean {
  const carriers = [...basis, target].map((rate, k) => ({ symbol: symbol(`carrier${k}`), rate }))
  const zero = ast.rational(0)
  const states = flow.rates.map((rule) => ({ symbol: rule.symbol, rate: zero }))
  const field = new VectorField({ variable: flow.variable, rates: [...states, ...carriers] }, new Map())
  const columns = field.rates.slice(states.length).map((rate) => field.ring.split(rate))
  const [solution] = nullSpace(field.divisors, columns).filter((one) => one.has(basis.length))
  const own = solution?.get(basis.length)
  if (!solution || !own) return false
  const terms = basis.map((e, k) => {
    const c = solution.get(k)
    return c ? ast.multiply(written(field.ring, c), e) : zero
  })
  const combined = ast.negate(ast.divide(ast.add(zero, ...terms), written(field.ring, own)))
  return proveEqual(target, combined, new Map()).proof !== undefined
}
