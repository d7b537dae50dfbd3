/**
 * The polynomials that discovery computes with: integer coefficients, non-negative exponents, in the states (generators 0 to n - 1),
 * the parameters, and unknowns that a search introduces. A polynomial in the states over the field Q(parameters) is kept
 * with its denominators cleared.
 */
import { type Expr, type Pi, type Sym, symbol } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { ratio } from '../expr/rational.js'
import type { Monomial } from '../kernel/core/monomials.js'
import { type Poly, Polynomials } from '../kernel/core/polynomials.js'

export class Ring {
  readonly polys = new Polynomials()
  private readonly letters: Expr[] = []
  private readonly byText = new Map<string, number>()

  constructor(readonly states: readonly Sym[]) {
    for (const state of states) this.generator(state)
  }

  /** The number of the generator that stands for a symbol or pi; a new one is a parameter. */
  generator(letter: Sym | Pi): number {
    const text = print(letter)
    const known = this.byText.get(text)
    if (known !== undefined) return known
    const g = this.letters.length
    this.polys.declare(g)
    this.letters.push(letter)
    this.byText.set(text, g)
    return g
  }

  /** A generator that no formula contains. */
  unknown(): number {
    return this.generator(symbol(`unknown ${this.letters.length}`))
  }

  /** How many generators there are. */
  get size(): number {
    return this.letters.length
  }

  letter(g: number): Expr {
    return this.letters[g] as Expr
  }

  integer(n: number | bigint): Poly {
    return this.polys.constant(ratio(n))
  }

  /** The total degree in the states; -1 of zero. */
  degree(p: Poly): number {
    return [...this.split(p).keys()].reduce((most, m) => Math.max(most, this.monomialDegree(m)), -1)
  }

  monomialDegree(m: Monomial): number {
    return this.polys.monomials
      .exponents(m)
      .slice(0, this.states.length)
      .reduce((total, e) => total + e, 0)
  }

  /** p by its monomials in the states, each with its coefficient in the other generators. */
  split(p: Poly): Map<Monomial, Poly> {
    return splitBy(this.polys, p, (g) => g < this.states.length)
  }

  /** The derivative of p by generator g. */
  derivative(p: Poly, g: number): Poly {
    const { monomials } = this.polys
    const terms = new Map<Monomial, bigint>()
    const less = monomials.of(g, -1)
    for (const [m, c] of p.terms) {
      const e = monomials.exponent(m, g)
      if (e !== 0) terms.set(monomials.multiply(m, less), c * BigInt(e))
    }
    return { terms, den: p.den }
  }

  sum(parts: Iterable<Poly>): Poly {
    let total = this.polys.zero
    for (const part of parts) total = this.polys.add(total, part)
    return total
  }

  /** The sign of the coefficient of the largest monomial: by the states first, then by the rest. p must not be zero. */
  sign(p: Poly): 1 | -1 {
    const largest = (monomials: Iterable<Monomial>): Monomial =>
      [...monomials].reduce((best, m) => (this.compare(m, best) > 0 ? m : best))
    const parts = this.split(p)
    const lead = parts.get(largest(parts.keys())) as Poly
    return (lead.terms.get(largest(lead.terms.keys())) as bigint) < 0n ? -1 : 1
  }

  /** Graded lexicographic order: by degree, then the first generator counts most. Negative when a comes before b. */
  compare(a: Monomial, b: Monomial): number {
    const total = (e: readonly number[]): number => e.reduce((x, y) => x + y, 0)
    const [x, y] = [this.polys.monomials.exponents(a), this.polys.monomials.exponents(b)]
    return total(x) - total(y) || compareExponents(x, y)
  }
}

/** Lexicographic comparison of exponent vectors; negative when x is the smaller. */
export function compareExponents(x: readonly number[], y: readonly number[]): number {
  for (let g = 0; g < Math.max(x.length, y.length); g++) {
    const difference = (x[g] ?? 0) - (y[g] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** p by its monomials in the chosen generators, each with its coefficient in the others. */
export function splitBy(polys: Polynomials, p: Poly, chosen: (g: number) => boolean): Map<Monomial, Poly> {
  const parts = new Map<Monomial, Map<Monomial, bigint>>()
  for (const [m, c] of p.terms) {
    const exponents = polys.monomials.exponents(m)
    const head = polys.monomials.intern(exponents.map((e, g) => (chosen(g) ? e : 0)))
    const rest = polys.monomials.intern(exponents.map((e, g) => (chosen(g) ? 0 : e)))
    const part = parts.get(head) ?? new Map<Monomial, bigint>()
    part.set(rest, c)
    parts.set(head, part)
  }
  return new Map([...parts].map(([m, terms]) => [m, { terms, den: p.den }]))
}
