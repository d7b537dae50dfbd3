/** Values written out as terms. */
import * as ast from '../../src/expr/ast.js'
import type { Expr } from '../../src/expr/ast.js'
import * as rational from '../../src/expr/rational.js'
import { type Polynomial, powersOf } from './polynomials.js'
import { memberNamed, sumNamed } from './sums.js'

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
