/**
 * Limits at infinity by leading terms. The expression is written as a quotient of polynomials in the variable t and exponentials
 * exp(k t), whose rates k are compared exactly; sub-expressions f(g(t)) with f continuous and g of finite limit L count as bounded
 * quantities that tend to f(L). With numerator ~ c exp(a t) t^b and denominator ~ c' exp(a' t) t^b', and c' not tending to zero, the limit is c/c' when the
 * orders agree and 0 when the numerator's is lower. Degrees are taken before the bounded quantities are replaced by their
 * limits, so a cancellation of leading terms is never overlooked: it makes the limit undecided.
 */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { brief, printSymbol } from '../../expr/print.js'
import { type Rational, ratio } from '../../expr/rational.js'
import { rewrite, substitute, symbolsOf } from '../../expr/substitute.js'
import type { Fraction } from './fractions.js'
import type { Monomial } from './monomials.js'
import type { Normalizer } from './normalize.js'
import { Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { NEGATIVE, NONNEGATIVE, NONZERO, POSITIVE, within } from './signs.js'

export type Limit = Expr | 'oo' | '-oo'

/** Prefix of the symbols that stand for bounded sub-expressions; no formula can contain it. */
const BOUNDED = 'bounded#'

/** A term c exp(rate t) t^power, or the product of several. */
interface Leading {
  readonly rate: Fraction
  readonly power: number
  readonly coefficient: Poly
}

/** The limit of `e` as `t` grows without bound; limits under roots are written as one of `forms` when they equal it. Throws Unsupported where the leading terms do not decide it. */
export function limitAtInfinity(n: Normalizer, e: Expr, t: Sym, forms: readonly Expr[] = []): Limit {
  const key = printSymbol(t)
  const moves = (node: Expr): boolean => symbolsOf(node).some((s) => printSymbol(s) === key)
  if (!moves(e)) return e
  const bounded: { symbol: Sym; by: Expr }[] = []
  // base^k for a constant k that is not whole, of a base that moves.
  const settle = (base: Expr, k: Rational): Expr | undefined => {
    if (isAboutBounded(base)) throw new Unsupported('the limit of a root within a root')
    if (!moves(base)) return undefined
    const found = limitAtInfinity(n, base, t)
    const symbol = ast.symbol(`${BOUNDED}${bounded.length}`)
    if (found === '-oo') throw new Unsupported('the limit of a root of something negative')
    if (found === 'oo') {
      // What grows without bound is 1 over something that tends to 0.
      bounded.push({ symbol, by: ast.rational(0) })
      return k.n > 0n ? ast.divide(ast.rational(1), symbol) : symbol
    }
    const zero = n.fractions.isZero(n.normalize(found))
    if (zero && !(k.n > 0n && within(n.sign(base), NONNEGATIVE)))
      throw new Unsupported('the limit of a root of something that tends to 0')
    // What is never negative has no negative limit; that the limit is not 0 is another matter.
    if (!zero && k.n < 0n && !within(n.sign(found), NONZERO)) throw new Unsupported(`a root of ${brief(found)} below`)
    if (!zero) n.require(found, k.n > 0n ? 'nonnegative' : 'positive')
    const same = forms.find((form) => n.fractions.isZero(n.fractions.subtract(n.normalize(form), n.normalize(found))))
    const value = same ?? found
    const by = k.n === 1n && k.d === 2n ? ast.call('sqrt', value) : ast.power(value, ast.rational(k))
    bounded.push({ symbol, by: zero ? ast.rational(0) : by })
    return symbol
  }
  refuseRootsUnderSums(e, moves)
  const opened = rewrite(e, (node) => {
    if (node.kind === 'call' && node.fn === 'sqrt') return settle(node.argument, ratio(1n, 2n))
    if (node.kind !== 'power' || moves(node.exponent) || isAboutBounded(node.exponent)) return undefined
    const k = n.fractions.asConstant(n.normalize(node.exponent))
    return k && k.d !== 1n ? settle(node.base, k) : undefined
  })
  const f = n.normalize(opened)
  requireBounded(n, f)
  for (const { symbol, by } of bounded) requireInvertible(n, f, symbol, by)
  const growth = new Growth(n, f, key, moves)
  const settled = (p: Poly): Expr => substitute(n.readable(n.fractions.of(p)), bounded)
  let bottom: Leading = { rate: n.fractions.zero, power: 0, coefficient: n.polys.one }
  for (const [id, k] of f.den) {
    const factor = growth.leading(n.fractions.factor(id))
    // A factor of several parts may have another leading part for special values of the symbols, and what is bounded may go to 0 where it is not 0: then
    // so does a factor of a single part, which itself may not vanish.
    if (factor.parts > 1 || isAboutBounded(n.readable(n.fractions.of(factor.coefficient))))
      requireNonzero(n, settled(factor.coefficient))
    bottom = {
      rate: n.fractions.add(bottom.rate, n.fractions.multiply(factor.rate, n.fractions.constant(ratio(k)))),
      power: bottom.power + k * factor.power,
      coefficient: n.polys.multiply(bottom.coefficient, n.polys.power(factor.coefficient, k)),
    }
  }
  if (n.fractions.isZero(f)) return ast.rational(0)
  const top = growth.leading(f.num)
  const lower = settled(bottom.coefficient)
  if (n.fractions.isZero(n.normalize(lower))) throw new Unsupported('a limit whose leading denominator cancels')
  n.require(lower, 'nonzero')
  const order = growth.compare(top, bottom)
  if (order < 0) return ast.rational(0)
  const upper = settled(top.coefficient)
  const below = ast.constantValue(lower)
  const quotient = below && below.n === below.d ? upper : ast.divide(upper, lower)
  if (order === 0) return quotient
  const sign = n.sign(quotient)
  if (within(sign, POSITIVE)) return 'oo'
  if (within(sign, NEGATIVE)) return '-oo'
  throw new Unsupported('a limit whose leading coefficient has no known sign')
}

/** A bounded quantity that stands below must not tend to zero. */
function requireInvertible(n: Normalizer, f: Fraction, symbol: Sym, limit: Expr): void {
  const index = n.generators.find(printSymbol(symbol))?.index
  const below = index !== undefined && [...f.num.terms.keys()].some((m) => n.polys.monomials.exponent(m, index) < 0)
  if (!below) return
  if (n.fractions.isZero(n.normalize(limit))) throw new Unsupported('a limit that divides by a root which tends to 0')
  requireNonzero(n, limit)
}

/** Throws Unsupported where e may vanish. */
function requireNonzero(n: Normalizer, e: Expr): void {
  if (!within(n.sign(e), NONZERO)) throw new Unsupported(`the limit where ${brief(e)} may vanish`)
}

/** A root that moves under a sum belongs to each term, and has no one limit. */
function refuseRootsUnderSums(e: Expr, moves: (e: Expr) => boolean): void {
  const hasRoot = (body: Expr): boolean => {
    let found = false
    rewrite(body, (node) => {
      const base =
        node.kind === 'call' && node.fn === 'sqrt' ? node.argument : node.kind === 'power' ? node.base : undefined
      if (base && moves(base) && !(node.kind === 'power' && ast.constantValue(node.exponent)?.d === 1n)) found = true
      return undefined
    })
    return found
  }
  rewrite(e, (node) => {
    if (node.kind === 'sum' && hasRoot(node.body)) throw new Unsupported('the limit of a sum of roots')
    return undefined
  })
}

/** Whether an expression speaks of a bounded quantity of ours, which no formula can name. */
export const isAboutBounded = (e: Expr): boolean => symbolsOf(e).some((s) => s.name.startsWith(BOUNDED))

/** A bounded quantity may stand as itself only: within another function it need not stay bounded. */
function requireBounded(n: Normalizer, f: Fraction): void {
  for (const p of [f.num, ...[...f.den.keys()].map((id) => n.fractions.factor(id))]) {
    for (const g of n.polys.generatorsOf(p)) {
      const { kind, expr } = n.generators.at(g)
      if (kind !== 'symbol' && isAboutBounded(expr)) throw new Unsupported(`the limit of ${brief(expr)}`)
    }
  }
}

/** How fast the terms of polynomials in t and exponentials of t grow. */
class Growth {
  /** Generator to the k of its exp(k t). */
  private readonly rates = new Map<number, Fraction>()
  private readonly variable: number | undefined

  /** Throws Unsupported where another function of the variable occurs. */
  constructor(
    private readonly n: Normalizer,
    f: Fraction,
    variable: string,
    private readonly moves: (e: Expr) => boolean,
  ) {
    this.variable = n.generators.find(variable)?.index
    const polys = [f.num, ...[...f.den.keys()].map((id) => n.fractions.factor(id))]
    for (const index of new Set(polys.flatMap((p) => n.polys.generatorsOf(p)))) {
      const generator = n.generators.at(index)
      if (index === this.variable || !moves(generator.expr)) continue
      if (!generator.exponent) throw new Unsupported(`the limit of ${brief(generator.expr)}`)
      this.rates.set(index, this.rateOf(generator.exponent))
    }
  }

  /** The sign of the difference of two orders of growth. Throws Unsupported where it is not known. */
  compare(a: Leading, b: Leading): number {
    const difference = this.n.fractions.subtract(a.rate, b.rate)
    if (this.n.fractions.isZero(difference)) return a.power - b.power
    const sign = this.n.field.signs.ofFraction(difference)
    if (within(sign, POSITIVE)) return 1
    if (within(sign, NEGATIVE)) return -1
    throw new Unsupported('a limit in which it is not known which exponential wins')
  }

  /** The part of p that outgrows all others. */
  leading(p: Poly): Leading & { readonly parts: number } {
    const parts = new Map<string, { rate: Fraction; power: number; terms: Map<Monomial, bigint> }>()
    const { fractions, polys } = this.n
    for (const [m, c] of p.terms) {
      let rate = fractions.zero
      let rest = m
      for (const [g, k] of this.rates) {
        const e = polys.monomials.exponent(m, g)
        if (e === 0) continue
        rate = fractions.add(rate, fractions.multiply(k, fractions.constant(ratio(e))))
        rest = polys.monomials.multiply(rest, polys.monomials.of(g, -e))
      }
      const power = this.variable === undefined ? 0 : polys.monomials.exponent(m, this.variable)
      if (this.variable !== undefined && power !== 0)
        rest = polys.monomials.multiply(rest, polys.monomials.of(this.variable, -power))
      const moved = polys.monomials.multiply(m, polys.monomials.power(rest, -1))
      const part = parts.get(`${moved}`) ?? { rate, power, terms: new Map<Monomial, bigint>() }
      part.terms.set(rest, c)
      parts.set(`${moved}`, part)
    }
    let best: Leading | undefined
    let count = 0
    for (const { rate, power, terms } of parts.values()) {
      const here: Leading = { rate, power, coefficient: { terms, den: p.den } }
      // A part may be zero although terms are left: a related generator with a negative exponent hides it.
      if (polys.isZero(polys.cleared(here.coefficient))) continue
      count++
      const order = best ? this.compare(here, best) : 1
      if (order > 0) best = here
      else if (best && order === 0) best = { ...best, coefficient: polys.add(best.coefficient, here.coefficient) }
    }
    if (!best || polys.isZero(polys.cleared(best.coefficient)))
      throw new Unsupported('a limit whose leading terms cancel')
    return { ...best, parts: count }
  }

  /** The k of exponent = k t. */
  private rateOf(exponent: Fraction): Fraction {
    const { polys, fractions, generators } = this.n
    const g = this.variable
    const linear =
      g !== undefined &&
      generators.at(g).root === 1 &&
      polys.collect(exponent.num, g).has(1) &&
      polys.collect(exponent.num, g).size === 1 &&
      [...exponent.den.keys()].every((id) => !polys.generatorsOf(fractions.factor(id)).includes(g))
    if (!linear) throw new Unsupported('the limit of an exponential whose exponent is not linear in the variable')
    const rate = { num: polys.collect(exponent.num, g).get(1) as Poly, den: exponent.den }
    if (this.moves(this.n.readable(rate))) throw new Unsupported('the limit of an exponential whose rate moves')
    return rate
  }
}
