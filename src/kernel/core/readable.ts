/** Normal forms back to text: canonical keys for generators, and expressions for a reader. */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { type Rational, ratio } from '../../expr/rational.js'
import type { Fraction, Fractions } from './fractions.js'
import type { Generator } from './generators.js'
import type { Monomial } from './monomials.js'
import type { Poly, Polynomials } from './polynomials.js'

/** Longer keys are named by a number inside others, lest terms nested in each other write each other out. */
const LONGEST_KEY = 200

export function reader(
  polys: Polynomials,
  fractions: Fractions,
  at: (g: number) => Generator,
  /** Numbers of long keys; they grow, and are passed to the next attempt as the keys are. */
  numbers: Map<string, number>,
) {
  /** Inside another key. Text in which an index is free is kept, since a sum replaces it. */
  const named = ({ key, bound }: Generator): string => {
    if (key.length <= LONGEST_KEY || bound.size > 0) return key
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return `~${number}`
  }

  const keyOfMonomial = (m: Monomial): string =>
    polys.monomials
      .exponents(m)
      .map((e, g) => (e === 0 ? '' : `${named(at(g))}^${exponentText(e, at(g).root)}`))
      .filter((text) => text !== '')
      .sort()
      .join('*')

  const keyOfPoly = (p: Poly): string =>
    [...p.terms]
      .map(([m, c]) => {
        const q = ratio(c, p.den)
        return `${q.n}/${q.d}${m === polys.monomials.one ? '' : `*${keyOfMonomial(m)}`}`
      })
      .sort()
      .join('+')

  const termExpr = (m: Monomial, c: Rational): Expr => {
    const magnitude = c.n < 0n ? ratio(-c.n, c.d) : c
    const factors: Expr[] = []
    const below: Expr[] = []
    polys.monomials.exponents(m).forEach((e, g) => {
      if (e === 0) return
      const { expr, root } = at(g)
      const k = ratio(Math.abs(e), root)
      const side = e > 0 ? factors : below
      side.push(
        k.n === k.d ? expr : k.n === 1n && k.d === 2n ? ast.call('sqrt', expr) : ast.power(expr, ast.rational(k)),
      )
    })
    if (magnitude.n !== 1n || factors.length === 0) factors.unshift(ast.rational(ratio(magnitude.n)))
    if (magnitude.d !== 1n) below.unshift(ast.rational(ratio(magnitude.d)))
    const top = factors.length === 1 ? (factors[0] as Expr) : ast.multiply(...factors)
    if (below.length === 0) return top
    return ast.divide(top, below.length === 1 ? (below[0] as Expr) : ast.multiply(...below))
  }

  const polyExpr = (p: Poly): Expr => {
    const terms = [...p.terms].map(([m, c]) => {
      const term = termExpr(m, ratio(c, p.den))
      return c < 0n ? ast.negate(term) : term
    })
    if (terms.length === 0) return ast.rational(0)
    return terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
  }

  return {
    /** A canonical text of a fraction over its registered factors. */
    key(f: Fraction): string {
      const below = [...f.den].map(([id, e]) => `(${keyOfPoly(fractions.factor(id))})^${e}`).sort()
      return below.length === 0 ? keyOfPoly(f.num) : `(${keyOfPoly(f.num)})/${below.join('/')}`
    },
    /** The fraction as an expression in the generators' bases. */
    expr(f: Fraction): Expr {
      const below = [...f.den].map(([id, e]) => {
        const factor = polyExpr(fractions.factor(id))
        return e === 1 ? factor : ast.power(factor, ast.rational(e))
      })
      if (below.length === 0) return polyExpr(f.num)
      return ast.divide(polyExpr(f.num), below.length === 1 ? (below[0] as Expr) : ast.multiply(...below))
    },
  }
}

function exponentText(e: number, root: number): string {
  const q = ratio(e, root)
  return q.d === 1n ? `${q.n}` : `${q.n}/${q.d}`
}
