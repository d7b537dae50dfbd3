/** A flow as a polynomial vector field: read from its expressions, and applied to polynomials. */
import * as ast from '../expr/ast.js'
import { type Expr, type Sym, constantValue } from '../expr/ast.js'
import { evaluateDerivatives } from '../expr/differentiate.js'
import { positionOf } from '../expr/parse.js'
import { print, printSymbol } from '../expr/print.js'
import type { Rational } from '../expr/rational.js'
import type { Domains } from '../kernel/normalize.js'
import type { Poly } from '../kernel/polynomials.js'
import type { Flow } from '../kernel/proof.js'
import { Divisors } from './divisors.js'
import { Ring } from './ring.js'

/** A rate that is no polynomial in the states over Q(parameters). */
export class FlowError extends Error {
  override readonly name = 'FlowError'
  constructor(
    /** The symbol whose rate it is. */
    readonly symbol: Sym,
    readonly problem: string,
    /** One-based column of the offending part in the text that the rate was parsed from, where it was. */
    readonly column: number | undefined,
  ) {
    super(`the rate of ${printSymbol(symbol)}${column === undefined ? '' : `, column ${column}`}: ${problem}`)
  }
}

interface Quotient {
  readonly num: Poly
  /** Without states. */
  readonly den: Poly
}

const MAX_EXPONENT = 100n

export class VectorField {
  readonly ring: Ring
  readonly divisors: Divisors
  /** The rates times `scale`, in the order of the ring's states. */
  readonly rates: readonly Poly[]
  /** A common denominator of the rates: a polynomial in the parameters. */
  readonly scale: Poly

  /**
   * `domains` matters where one allows a single value: that symbol is this number. Throws FlowError when a rate is not polynomial in the
   * states, depends on the flow's variable, or has a symbolic index or sum.
   */
  constructor(
    readonly flow: Flow,
    private readonly domains: Domains,
  ) {
    this.ring = new Ring(flow.rates.map(({ symbol }) => symbol))
    this.divisors = new Divisors(this.ring.polys)
    for (const { symbol } of flow.rates) {
      if (symbol.indices.some((index) => typeof index === 'string')) {
        throw new FlowError(symbol, 'a family needs a concrete width', undefined)
      }
    }
    const quotients = flow.rates.map(({ symbol, rate }) => this.read(evaluateDerivatives(rate), symbol))
    const { polys } = this.ring
    const scale = quotients.reduce((common, { den }) => this.divisors.lcm(common, den), polys.one)
    const rates = quotients.map(({ num, den }) => polys.multiply(num, this.divisors.exact(scale, den)))
    const common = this.divisors.gcdOf([scale, ...rates])
    this.scale = this.divisors.exact(scale, common)
    this.rates = rates.map((rate) => this.divisors.exact(rate, common))
  }

  /** `scale` times the derivative of p along the flow. */
  derivative(p: Poly, rates: readonly Poly[] = this.rates): Poly {
    return this.ring.sum(rates.map((rate, g) => this.ring.polys.multiply(rate, this.ring.derivative(p, g))))
  }

  private read(e: Expr, of: Sym): Quotient {
    const { polys } = this.ring
    const fail = (problem: string): never => {
      const at = positionOf(e)
      throw new FlowError(of, problem, at === undefined ? undefined : at + 1)
    }
    switch (e.kind) {
      case 'number':
        return this.constant(e.value)
      case 'pi':
        return { num: polys.generator(this.ring.generator(e)), den: polys.one }
      case 'symbol': {
        if (printSymbol(e) === printSymbol(this.flow.variable)) fail(`it depends on the time ${printSymbol(e)}`)
        if (e.indices.some((index) => typeof index === 'string')) fail(`${printSymbol(e)} needs a concrete index`)
        const { low, high } = this.domains.get(e.name) ?? {}
        const moves = this.flow.rates.some(({ symbol }) => printSymbol(symbol) === printSymbol(e))
        if (!moves && low && high && low.n * high.d === high.n * low.d) return this.constant(low)
        return { num: polys.generator(this.ring.generator(e)), den: polys.one }
      }
      case 'add':
        return e.terms.map((term) => this.read(term, of)).reduce((a, b) => this.plus(a, b))
      case 'multiply':
        return e.factors.map((factor) => this.read(factor, of)).reduce((a, b) => this.times(a, b))
      case 'negate': {
        const { num, den } = this.read(e.argument, of)
        return { num: polys.negate(num), den }
      }
      case 'divide':
        return this.times(this.read(e.numerator, of), this.inverted(this.read(e.denominator, of), fail))
      case 'power': {
        const k = constantValue(e.exponent)
        if (k?.d !== 1n) return fail(`${print(e)} is not polynomial: the exponent must be a whole number`)
        if (k.n > MAX_EXPONENT || k.n < -MAX_EXPONENT) return fail(`the exponent is beyond ${MAX_EXPONENT}`)
        const base = this.read(e.base, of)
        const { num, den } = k.n < 0n ? this.inverted(base, fail) : base
        const times = Math.abs(Number(k.n))
        return { num: polys.power(num, times), den: polys.power(den, times) }
      }
      case 'sum':
        return fail('a sum needs a concrete width')
      case 'call':
        return fail(`${print(e)} is not polynomial`)
      case 'derivative':
        throw new TypeError('derivatives are evaluated before a rate is read')
    }
  }

  private constant({ n, d }: Rational): Quotient {
    return { num: this.ring.integer(n), den: this.ring.integer(d) }
  }

  private plus(a: Quotient, b: Quotient): Quotient {
    const { polys } = this.ring
    const den = this.divisors.lcm(a.den, b.den)
    const lifted = (q: Quotient): Poly => polys.multiply(q.num, this.divisors.exact(den, q.den))
    return { num: polys.add(lifted(a), lifted(b)), den }
  }

  private times(a: Quotient, b: Quotient): Quotient {
    const { polys } = this.ring
    return { num: polys.multiply(a.num, b.num), den: polys.multiply(a.den, b.den) }
  }

  private inverted({ num, den }: Quotient, fail: (problem: string) => never): Quotient {
    if (this.ring.polys.isZero(num)) fail('it divides by zero')
    if (this.ring.degree(num) > 0) fail('it divides by a state: not polynomial')
    return { num: den, den: num }
  }
}

/** A polynomial as an expression: by monomials in the states, highest degree first, with what is common to all terms in front when `factored`. */
export function written(ring: Ring, p: Poly, factored = false): Expr {
  const { polys } = ring
  if (polys.isZero(p)) return ast.rational(0)
  if (factored && p.terms.size > 1) {
    const { coefficient, monomial, core } = polys.primitive(p)
    const inner = written(ring, core)
    const front = polys.monomial(monomial, coefficient)
    if (polys.asConstant(front)?.n === 1n) return inner
    const outer = written(ring, front)
    if (outer.kind === 'negate') return ast.negate(product([...factorsOf(outer.argument), inner]))
    return product([...factorsOf(outer), inner])
  }
  const parts = [...ring.split(p)].sort(([a], [b]) => ring.compare(b, a))
  const terms = parts.map(([m, coefficient]) => termOf(ring, m, coefficient))
  return terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
}

const isOne = (e: Expr): boolean => e.kind === 'number' && e.value.n === 1n && e.value.d === 1n
const factorsOf = (e: Expr): readonly Expr[] => (e.kind === 'multiply' ? e.factors : [e])

function product(factors: readonly Expr[]): Expr {
  const kept = factors.filter((factor) => !isOne(factor))
  if (kept.length === 0) return ast.rational(1)
  return kept.length === 1 ? (kept[0] as Expr) : ast.multiply(...kept)
}

function termOf(ring: Ring, m: number, coefficient: Poly): Expr {
  const inner = [...coefficient.terms]
    .sort(([a], [b]) => ring.compare(b, a))
    .map(([n, c]) => ({ magnitude: product([ast.rational(c < 0n ? -c : c), ...powers(ring, n)]), negative: c < 0n }))
  const [first] = inner as [(typeof inner)[number]]
  const signed = inner.map(({ magnitude, negative }) => (negative !== first.negative ? ast.negate(magnitude) : magnitude))
  const factor = signed.length === 1 ? factorsOf(signed[0] as Expr) : [ast.add(...signed)]
  const term = product([...factor, ...powers(ring, m)])
  return first.negative ? ast.negate(term) : term
}

function powers(ring: Ring, m: number): Expr[] {
  return ring.polys.monomials
    .exponents(m)
    .flatMap((e, g) => (e === 0 ? [] : [e === 1 ? ring.letter(g) : ast.power(ring.letter(g), ast.rational(e))]))
}
