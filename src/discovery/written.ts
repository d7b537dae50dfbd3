/** Polynomials as expressions for a reader. */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import type { Monomial } from '../kernel/core/monomials.js'
import type { Poly } from '../kernel/core/polynomials.js'
import type { Ring } from './ring.js'

/** By monomials in the states, highest degree first, unless that would begin with a minus that a later term has not. */
export function written(ring: Ring, p: Poly): Expr {
  const terms = [...ring.split(p)]
    .sort(([a], [b]) => ring.compare(b, a))
    .map(([m, coefficient]) => termOf(ring, m, coefficient))
  return sumOf(terms)
}

/** With the integer and the monomial that all terms share in front, and the sign with them where there is anything else. */
export function writtenFactored(ring: Ring, p: Poly): Expr {
  if (p.terms.size < 2) return written(ring, p)
  const { polys } = ring
  const { coefficient, monomial, core } = polys.primitive(p)
  const size = coefficient.n < 0n ? -coefficient.n : coefficient.n
  const outer = [...(size === 1n ? [] : [ast.rational(size)]), ...powers(ring, monomial)]
  const signed = coefficient.n < 0n ? polys.negate(core) : core
  if (outer.length === 0) return written(ring, signed)
  const lowest = [...core.terms.keys()].reduce((low, m) => (ring.compare(m, low) < 0 ? m : low))
  const negative = (signed.terms.get(lowest) as bigint) < 0n
  const product = ast.multiply(...outer, written(ring, negative ? polys.negate(signed) : signed))
  return negative ? ast.negate(product) : product
}

function sumOf(terms: readonly Expr[]): Expr {
  const first = Math.max(
    0,
    terms.findIndex((term) => term.kind !== 'negate'),
  )
  const ordered = [...terms.slice(first, first + 1), ...terms.slice(0, first), ...terms.slice(first + 1)]
  if (ordered.length === 0) return ast.rational(0)
  return ordered.length === 1 ? (ordered[0] as Expr) : ast.add(...ordered)
}

/** A coefficient in the parameters times a monomial in the states, its sign that of the coefficient's leading term. */
function termOf(ring: Ring, m: Monomial, coefficient: Poly): Expr {
  const { polys } = ring
  const negative = ring.sign(coefficient) < 0
  const { coefficient: content, monomial, core } = polys.primitive(coefficient)
  const size = content.n < 0n ? -content.n : content.n
  const factors = [...(size === 1n ? [] : [ast.rational(size)]), ...powers(ring, monomial)]
  if (core.terms.size > 1) {
    const inner = [...(ring.sign(core) < 0 ? polys.negate(core) : core).terms]
      .sort(([a], [b]) => ring.compare(b, a))
      .map(([n, c]) => termOf(ring, n, ring.integer(c)))
    factors.push(ast.add(...inner))
  }
  factors.push(...powers(ring, m))
  const product =
    factors.length === 0 ? ast.rational(1) : factors.length === 1 ? (factors[0] as Expr) : ast.multiply(...factors)
  return negative ? ast.negate(product) : product
}

function powers(ring: Ring, m: Monomial): Expr[] {
  return ring.polys.monomials
    .exponents(m)
    .flatMap((e, g) => (e === 0 ? [] : [e === 1 ? ring.letter(g) : ast.power(ring.letter(g), ast.rational(e))]))
}
