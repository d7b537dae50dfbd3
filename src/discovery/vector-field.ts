/** A flow as a polynomial vector field: read from its expressions, and applied to polynomials. */
import { type Expr, type Sym, constantValue } from '../expr/ast.js'
import { evaluateDerivatives } from '../expr/differentiate.js'
import { positionOf } from '../expr/parse.js'
import { print, printSymbol } from '../expr/print.js'
import { type Rational, compare } from '../expr/rational.js'
import { symbolsOf } from '../expr/substitute.js'
import type { Domains } from '../kernel/core/normalize.js'
import type { Poly } from '../kernel/core/polynomials.js'
import type { Flow } from '../kernel/deciders/motions.js'
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

const order = (a: Sym, b: Sym): number => (printSymbol(a) < printSymbol(b) ? -1 : 1)

export class VectorField {
  readonly ring: Ring
  readonly divisors: Divisors
  /** The rates times `scale`, in the order of the ring's states. */
  readonly rates: readonly Poly[]
  /** A common denominator of the rates: a polynomial in the parameters. */
  readonly scale: Poly
  /** In the order of their names. */
  readonly parameters: readonly Sym[]

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
    const rates = flow.rates.map(({ symbol, rate }) => ({ symbol, rate: evaluateDerivatives(rate) }))
    const met = new Map(rates.flatMap(({ rate }) => symbolsOf(rate)).map((s) => [printSymbol(s), s] as const))
    this.parameters = [...met.values()].filter((s) => this.isParameter(s)).sort((a, b) => order(a, b))
    for (const parameter of this.parameters) this.ring.generator(parameter)
    const quotients = rates.map(({ symbol, rate }) => this.read(rate, symbol))
    const { polys } = this.ring
    const scale = quotients.reduce((common, { den }) => this.divisors.lcm(common, den), polys.one)
    const scaled = quotients.map(({ num, den }) => polys.multiply(num, this.divisors.exact(scale, den)))
    const common = this.divisors.gcdOf([scale, ...scaled])
    this.scale = this.divisors.exact(scale, common)
    this.rates = scaled.map((rate) => this.divisors.exact(rate, common))
  }

  /** `scale` times the derivative of p along the flow. */
  derivative(p: Poly, rates: readonly Poly[] = this.rates): Poly {
    return this.ring.sum(rates.map((rate, g) => this.ring.polys.multiply(rate, this.ring.derivative(p, g))))
  }

  private moves(s: Sym): boolean {
    return [this.flow.variable, ...this.ring.states].some((moving) => printSymbol(moving) === printSymbol(s))
  }

  /** The number that a symbol's domain leaves it, if it is one. */
  private onlyValue(s: Sym): Rational | undefined {
    const { low, high } = this.domains.get(s.name) ?? {}
    return low && high && compare(low, high) === 0 ? low : undefined
  }

  private isParameter(s: Sym): boolean {
    return !this.moves(s) && !this.onlyValue(s)
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
        const value = this.moves(e) ? undefined : this.onlyValue(e)
        if (value) return this.constant(value)
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
      case 'index':
      case 'sum':
        return fail('a sum needs a concrete width')
      case 'call':
        return fail(`${print(e)} is not polynomial`)
      case 'where':
        return this.read(e.value, of)
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
