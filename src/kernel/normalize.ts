/**
 * Expression to fraction in the generators. This is where each function of the language gets its exact rules.
 *
 * exp(c m) for a rational c and a monomial m is the c-th power of the generator exp(m); hyperbolic functions are rational in it.
 * sin and cos are rational in the phase exp(i m), with i^2 = -1. A square root takes out what is a square (with its absolute value unless
 * its sign is known), splits off factors known to be non-negative, and keeps the rest as one generator s with s^2 = rest. Logarithms split
 * over factors of known sign. A sum of symbolic width pulls out what does not depend on its index; each remaining term is a generator.
 *
 * Every division, root and logarithm leaves a condition; those that the signs settle are dropped, the others are reported with the proof.
 */
import * as ast from '../expr/ast.js'
import { type Expr, type Sym, WIDTH, constantValue } from '../expr/ast.js'
import { type Domain, REAL } from '../expr/domain.js'
import { printSymbol } from '../expr/print.js'
import { type Rational, compare, gcd, ratio } from '../expr/rational.js'
import { renameIndices } from '../expr/substitute.js'
import { type Fraction, Fractions } from './fractions.js'
import { type Condition, type Generator, Generators, type Knowledge, NeedsExponentials, Refine } from './generators.js'
import type { Monomial } from './monomials.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import { type Poly, Polynomials } from './polynomials.js'
import { reader } from './readable.js'
import {
  ANY,
  NEGATIVE,
  NONNEGATIVE,
  NONPOSITIVE,
  NONZERO,
  NULL,
  POSITIVE,
  type Sign,
  multiplySigns,
  powerSign,
  signOfDomain,
  within,
} from './signs.js'

export type Domains = ReadonlyMap<string, Domain>

/** What is known of the width: 1, 2, 3, ... */
const COUNT: Domain = { ...REAL, low: ratio(1n), lowOpen: false, integer: true }

const boundIndices = (s: Sym): string[] =>
  s.indices.filter((index): index is string => typeof index === 'string' && index.startsWith('#'))

export class Normalizer {
  readonly polys = new Polynomials()
  readonly fractions = new Fractions(this.polys)
  readonly generators: Generators
  private readonly done = new Map<Expr, Fraction>()
  private readonly symbols = new Map<string, Fraction>()
  private readonly text = reader(this.polys, this.fractions, (g) => this.generators.at(g))
  private depth = 0
  /** Whether a tanh was kept as a generator of its own. */
  usesTanh = false
  private usesExponentials = false

  /** `domains` by symbol name (one for a whole indexed family); a symbol without one is real. */
  constructor(
    private readonly domains: Domains,
    private readonly knowledge: Knowledge,
  ) {
    this.generators = new Generators(this.polys, this.fractions, knowledge)
  }

  /** The normal form. Throws Unsupported, NowhereDefined or Refine. */
  normalize(e: Expr): Fraction {
    const known = this.done.get(e)
    if (known) return known
    const result = this.normalized(e)
    this.done.set(e, result)
    return result
  }

  /** The sign of an expression wherever it is defined: by its shape, and by its normal form where that says more. */
  sign(e: Expr): Sign {
    const s = this.signByShape(e)
    return s === POSITIVE ? s : s & this.generators.signOfFraction(this.normalize(e))
  }

  /** A fraction as an expression for a reader. */
  readable(f: Fraction): Expr {
    return this.text.expr(f)
  }

  private normalized(e: Expr): Fraction {
    const { fractions } = this
    switch (e.kind) {
      case 'number':
        return fractions.constant(e.value)
      case 'pi':
        return this.plain(this.pi())
      case 'symbol':
        return this.symbol(e)
      case 'add':
        return e.terms.map((term) => this.normalize(term)).reduce((a, b) => fractions.add(a, b))
      case 'multiply':
        return e.factors.map((factor) => this.normalize(factor)).reduce((a, b) => fractions.multiply(a, b))
      case 'negate':
        return fractions.negate(this.normalize(e.argument))
      case 'divide': {
        this.require(e.denominator, 'nonzero')
        return fractions.multiply(this.normalize(e.numerator), this.reciprocal(e.denominator))
      }
      case 'power':
        return this.power(e)
      case 'call':
        return this.call(e)
      case 'sum':
        return this.sum(e)
      case 'derivative':
        throw new TypeError('evaluate diff(...) before normalizing')
    }
  }

  /** 1/e, factor by factor so that a product below stays one: the reduction of its expansion would hide the factors. */
  private reciprocal(e: Expr): Fraction {
    const { fractions } = this
    switch (e.kind) {
      case 'multiply':
        return e.factors.map((factor) => this.reciprocal(factor)).reduce((a, b) => fractions.multiply(a, b))
      case 'negate':
        return fractions.negate(this.reciprocal(e.argument))
      case 'power': {
        const k = constantValue(e.exponent)
        if (k?.d === 1n && k.n > 0n && k.n < 1000n) return fractions.power(this.reciprocal(e.base), Number(k.n))
        break
      }
      default:
    }
    return fractions.invert(this.normalize(e))
  }

  /** The conditions noted so far, in this attempt and those before. */
  get conditions(): readonly Condition[] {
    return [...this.knowledge.conditions.values()]
  }

  /** The normal form of `e`, with the condition on it noted unless its sign already settles it. */
  require(e: Expr, must: Condition['must']): Fraction {
    const f = this.normalize(e)
    const allowed = { nonzero: NONZERO, positive: POSITIVE, nonnegative: NONNEGATIVE }[must]
    if (must === 'nonzero' && this.fractions.isZero(f)) {
      throw new NowhereDefined('it divides by something that is identically zero')
    }
    if (this.fractions.asConstant(f) === undefined && !within(this.sign(e), allowed)) {
      this.note(e, must, f)
      if (!this.fractions.isZero(f))
        this.generators.signs.assume(f.num, f.den.size === 0 ? allowed : allowed | NEGATIVE)
    }
    return f
  }

  private note(expr: Expr, must: Condition['must'], f: Fraction): void {
    const key = `${must} ${this.text.key(f)}`
    if (!this.knowledge.conditions.has(key)) this.knowledge.conditions.set(key, { expr, must })
  }

  private plain(generator: Generator): Fraction {
    return this.generators.power(generator, 1, 1)
  }

  private pi(): Generator {
    return this.generators.obtain('pi', () => ({ kind: 'opaque', sign: POSITIVE, expr: ast.PI }))
  }

  private imaginary(): Fraction {
    const minusOne = { degree: 2, value: this.polys.constant(ratio(-1n)) }
    const i = this.generators.obtain('i', () => ({
      kind: 'imaginary',
      sign: ANY,
      real: false,
      expr: ast.symbol('i'),
      relation: minusOne,
    }))
    return this.plain(i)
  }

  private symbol(s: Sym): Fraction {
    const key = printSymbol(s)
    const known = this.symbols.get(key)
    if (known) return known
    const domain = this.domains.get(s.name) ?? (key === WIDTH ? COUNT : REAL)
    const { low, high } = domain
    const made =
      low && high && compare(low, high) === 0
        ? this.fractions.constant(low)
        : this.plain(
            this.generators.obtain(key, () => ({
              kind: 'symbol',
              sign: signOfDomain(domain),
              expr: s,
              bound: boundIndices(s),
              domain,
            })),
          )
    this.symbols.set(key, made)
    return made
  }

  private power(e: ast.Pow): Fraction {
    const exponent = this.fractions.asConstant(this.normalize(e.exponent))
    if (!exponent) return this.exponential(this.fractions.multiply(this.normalize(e.exponent), this.logOf(e.base)))
    if (exponent.d === 1n) {
      const k = smallInteger(exponent.n)
      return this.fractions.power(k < 0 ? this.require(e.base, 'nonzero') : this.normalize(e.base), k)
    }
    const base = this.require(e.base, exponent.n < 0n ? 'positive' : 'nonnegative')
    return this.fractions.power(this.root(base, smallInteger(exponent.d)), smallInteger(exponent.n))
  }

  private logOf(e: Expr): Fraction {
    return this.logarithm(this.require(e, 'positive'))
  }

  private call(e: ast.Call): Fraction {
    const { fractions } = this
    const argument = (): Fraction => this.normalize(e.argument)
    const exp = (): Fraction => this.exponential(argument())
    const half = ratio(1n, 2n)
    const combine = (f: Fraction, sign: 1 | -1): Fraction => {
      const inverse = fractions.invert(f)
      return fractions.add(f, sign === 1 ? inverse : fractions.negate(inverse))
    }
    const scaled = (f: Fraction, c: Rational): Fraction => fractions.multiply(f, fractions.constant(c))
    const tanh = (): Fraction => {
      if (this.knowledge.hyperbolic === 'tanh') return this.hyperbolicTangent(argument())
      const square = fractions.power(exp(), 2)
      return fractions.divide(fractions.subtract(square, fractions.one), fractions.add(square, fractions.one))
    }
    switch (e.fn) {
      case 'exp':
        return exp()
      case 'log':
        return this.logOf(e.argument)
      case 'sqrt':
        return this.root(this.require(e.argument, 'nonnegative'), 2)
      case 'abs':
        return this.absolute(argument())
      case 'sinh':
        return scaled(combine(exp(), -1), half)
      case 'cosh':
        return scaled(combine(exp(), 1), half)
      case 'tanh':
        return tanh()
      case 'sech':
        return fractions.invert(scaled(combine(exp(), 1), half))
      case 'csch':
        this.require(e.argument, 'nonzero')
        return fractions.invert(scaled(combine(exp(), -1), half))
      case 'coth':
        this.require(e.argument, 'nonzero')
        return fractions.invert(tanh())
      case 'sin':
      case 'cos':
        return this.circular(e.fn, argument())
      case 'tan':
        return fractions.divide(this.circular('sin', argument()), this.nonzeroFraction(ast.call('cos', e.argument)))
      case 'asin':
        return this.inverseCircular('asin', e.argument)
      case 'acos':
        return fractions.subtract(scaled(this.plain(this.pi()), half), this.inverseCircular('asin', e.argument))
      case 'atan':
        return this.inverseCircular('atan', e.argument)
      case 'asinh': {
        const x = e.argument
        return this.logOf(ast.add(x, ast.call('sqrt', ast.add(ast.power(x, ast.rational(2)), ast.rational(1)))))
      }
      case 'acosh': {
        const x = e.argument
        this.require(ast.subtract(x, ast.rational(1)), 'nonnegative')
        return this.logOf(ast.add(x, ast.call('sqrt', ast.subtract(ast.power(x, ast.rational(2)), ast.rational(1)))))
      }
      case 'atanh': {
        const above = this.logOf(ast.add(ast.rational(1), e.argument))
        return scaled(fractions.subtract(above, this.logOf(ast.subtract(ast.rational(1), e.argument))), half)
      }
    }
  }

  private nonzeroFraction(e: Expr): Fraction {
    return this.require(e, 'nonzero')
  }

  /** exp(f). */
  private exponential(f: Fraction): Fraction {
    this.usesExponentials = true
    if (this.usesTanh) throw new NeedsExponentials()
    return this.byTerms(f, (c, m, rest) => this.exponentialTerm(c, m, rest))
  }

  /** The product over the terms c m / den of f of what `term` makes of each. */
  private byTerms(f: Fraction, term: (c: Rational, m: Monomial, den: Fraction) => Fraction): Fraction {
    const below: Fraction = { num: this.polys.one, den: f.den }
    let product = this.fractions.one
    for (const [m, c] of f.num.terms) product = this.fractions.multiply(product, term(ratio(c, f.num.den), m, below))
    return product
  }

  /** tanh(f), by the addition formula over the terms of f; each tanh(m / root) is a generator between -1 and 1. */
  private hyperbolicTangent(f: Fraction): Fraction {
    const { fractions } = this
    this.usesTanh = true
    if (this.usesExponentials) throw new NeedsExponentials()
    let total = fractions.zero
    for (const [m, c] of f.num.terms) {
      const term = this.tanhTerm(ratio(c, f.num.den), m, { num: this.polys.one, den: f.den })
      const below = fractions.add(fractions.one, fractions.multiply(total, term))
      total = fractions.divide(fractions.add(total, term), below)
    }
    return total
  }

  private tanhTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const { fractions } = this
    const logs = this.polys.monomials.exponents(m).some((e, g) => e !== 0 && this.generators.at(g).kind === 'logarithm')
    if (logs) throw new NeedsExponentials()
    const unit = fractions.multiply(fractions.monomial(m), below)
    const key = `tanh(${this.text.key(unit)})`
    const times = ratio(c.n * BigInt(this.generators.rootOf(key)), c.d)
    if (times.d !== 1n) throw new Refine(key, smallInteger(times.d))
    const one = ratio(1n)
    const generator = this.generators.obtain(key, (root) => {
      const argument = fractions.multiply(unit, fractions.constant(ratio(1n, BigInt(root))))
      const sign = this.generators.signOfFraction(argument)
      const domain = {
        ...REAL,
        low: within(sign, NONNEGATIVE) ? ratio(0n) : ratio(-1n),
        lowOpen: !within(sign, NONNEGATIVE) || within(sign, POSITIVE),
        high: one,
      }
      return {
        kind: 'tanh',
        root: 1,
        sign,
        domain,
        expr: ast.call('tanh', this.readable(argument)),
        bound: this.generators.boundInFraction(unit),
      }
    })
    const t = this.plain(generator)
    const n = Math.abs(smallInteger(times.n))
    if (n === 1) return times.n < 0n ? fractions.negate(t) : t
    const above = fractions.power(fractions.add(fractions.one, t), n)
    const under = fractions.power(fractions.subtract(fractions.one, t), n)
    const value = fractions.divide(fractions.subtract(above, under), fractions.add(above, under))
    return times.n < 0n ? fractions.negate(value) : value
  }

  private exponentialTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const logarithm = below.den.size === 0 ? this.onlyGenerator(m, 'logarithm') : undefined
    if (logarithm?.argument) {
      const base = c.d === 1n ? logarithm.argument : this.root(logarithm.argument, smallInteger(c.d))
      return this.fractions.power(base, smallInteger(c.n))
    }
    const unit = this.fractions.multiply(this.fractions.monomial(m), below)
    const generator = this.generators.obtain(`exp(${this.text.key(unit)})`, (root) => ({
      kind: 'exponential',
      sign: POSITIVE,
      expr: ast.call('exp', this.readable(unit)),
      bound: this.generators.boundInFraction(unit),
      exponent: this.fractions.multiply(unit, this.fractions.constant(ratio(1n, BigInt(root)))),
    }))
    return this.generators.power(generator, smallInteger(c.n), smallInteger(c.d))
  }

  private onlyGenerator(m: Monomial, kind: Generator['kind']): Generator | undefined {
    const exponents = this.polys.monomials.exponents(m)
    const g = exponents.length - 1
    if (g < 0 || exponents[g] !== 1 || exponents.some((e, k) => k !== g && e !== 0)) return undefined
    const generator = this.generators.at(g)
    return generator.kind === kind && generator.root === 1 ? generator : undefined
  }

  private circular(fn: 'sin' | 'cos', f: Fraction): Fraction {
    const { fractions } = this
    const phase = this.byTerms(f, (c, m, below) => this.phaseTerm(c, m, below))
    const inverse = fractions.invert(phase)
    const half = fractions.constant(ratio(1n, 2n))
    if (fn === 'cos') return fractions.multiply(fractions.add(phase, inverse), half)
    return fractions.multiply(fractions.multiply(fractions.subtract(inverse, phase), half), this.imaginary())
  }

  /** exp(i c m / den). */
  private phaseTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    if (below.den.size === 0) {
      if (m === this.polys.monomials.of(this.pi().index, 1)) {
        const exact = this.rootOfUnity(c)
        if (exact) return exact
      }
      const inverse = this.onlyGenerator(m, 'opaque')
      if (inverse?.argument && c.d === 1n) {
        return this.fractions.power(this.phaseOfInverse(inverse.key, inverse.argument), smallInteger(c.n))
      }
    }
    const unit = this.fractions.multiply(this.fractions.monomial(m), below)
    const generator = this.generators.obtain(`phase(${this.text.key(unit)})`, () => ({
      kind: 'phase',
      sign: NONZERO,
      real: false,
      expr: ast.call('exp', ast.multiply(ast.symbol('i'), this.readable(unit))),
      bound: this.generators.boundInFraction(unit),
    }))
    return this.generators.power(generator, smallInteger(c.n), smallInteger(c.d))
  }

  /** exp(i pi c) for the c whose sine and cosine are square roots of small rationals. */
  private rootOfUnity(c: Rational): Fraction | undefined {
    if (12n % c.d !== 0n) return undefined
    const step = Number((((c.n * (12n / c.d)) % 24n) + 24n) % 24n)
    const q = (text: number): Fraction => this.fractions.constant(ratio(BigInt(text)))
    const sqrt = (n: number): Fraction => this.root(q(n), 2)
    const over = (f: Fraction, n: number): Fraction => this.fractions.divide(f, q(n))
    // Cosines of 0, 15, ..., 90 degrees.
    const table = (k: number): Fraction => {
      const { fractions } = this
      const six = fractions.multiply(sqrt(2), sqrt(3))
      if (k === 0) return q(1)
      if (k === 1) return over(fractions.add(six, sqrt(2)), 4)
      if (k === 2) return over(sqrt(3), 2)
      if (k === 3) return over(sqrt(2), 2)
      if (k === 4) return over(q(1), 2)
      if (k === 5) return over(fractions.subtract(six, sqrt(2)), 4)
      return q(0)
    }
    const cosine = (k: number): Fraction => {
      const folded = k > 12 ? 24 - k : k
      return folded <= 6 ? table(folded) : this.fractions.negate(table(12 - folded))
    }
    const sine = cosine((step + 18) % 24)
    return this.fractions.add(cosine(step), this.fractions.multiply(this.imaginary(), sine))
  }

  private inverseCircular(fn: 'asin' | 'atan', argument: Expr): Fraction {
    const f = this.normalize(argument)
    if (fn === 'asin') {
      this.require(ast.subtract(ast.rational(1), ast.power(argument, ast.rational(2))), 'nonnegative')
    }
    if (this.fractions.isZero(f)) return this.fractions.zero
    const { coefficient } = this.fractions.decompose(f)
    const odd = coefficient.n < 0n
    const positive = odd ? this.fractions.negate(f) : f
    const generator = this.generators.obtain(`${fn}(${this.text.key(positive)})`, () => ({
      kind: 'opaque',
      sign: this.generators.signOfFraction(positive),
      expr: ast.call(fn, this.readable(positive)),
      bound: this.generators.boundInFraction(positive),
      argument: positive,
    }))
    const value = this.plain(generator)
    return odd ? this.fractions.negate(value) : value
  }

  /** exp(i asin x) = sqrt(1 - x^2) + i x; exp(i atan x) = (1 + i x) / sqrt(1 + x^2). */
  private phaseOfInverse(key: string, x: Fraction): Fraction {
    const { fractions } = this
    const square = fractions.power(x, 2)
    const ix = fractions.multiply(this.imaginary(), x)
    if (key.startsWith('asin')) return fractions.add(this.root(fractions.subtract(fractions.one, square), 2), ix)
    return fractions.divide(fractions.add(fractions.one, ix), this.root(fractions.add(fractions.one, square), 2))
  }

  /** f^(1/q) for f >= 0 where it is defined, q >= 2. */
  private root(f: Fraction, q: number): Fraction {
    if (this.fractions.isZero(f)) return this.fractions.zero
    const { fractions, generators } = this
    const { coefficient, monomial, factors } = fractions.decompose(f)
    let outer = fractions.one
    let inside = fractions.one
    const times = (g: Fraction): void => {
      outer = fractions.multiply(outer, g)
    }
    const keep = (g: Fraction): void => {
      inside = fractions.multiply(inside, g)
    }
    const part = (base: Fraction, sign: Sign, e: number, smallRoot: (r: number) => Fraction): void => {
      if (within(sign, NONNEGATIVE)) {
        const k = Math.floor(e / q)
        times(fractions.power(base, k))
        if (e - k * q !== 0) times(smallRoot(e - k * q))
      } else if (q % 2 === 0) {
        const k = Math.floor(e / q)
        times(fractions.power(this.absolute(base), k))
        if (e - k * q !== 0) keep(fractions.power(base, e - k * q))
      } else keep(fractions.power(base, e))
    }
    this.polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e === 0) return
      const generator = generators.at(g)
      const base = fractions.of(this.polys.generator(g))
      part(base, generator.sign, e, (r) => {
        if (r % q === 0) return fractions.power(base, r / q)
        throw new Refine(generator.key, q / Number(gcd(BigInt(q), BigInt(r))))
      })
    })
    for (const [id, e] of factors) {
      const core = fractions.factor(id)
      part(fractions.of(core), generators.signs.of(core), e, (r) => fractions.power(this.rootGenerator(core, q), r))
    }
    times(this.rationalRoot({ n: coefficient.n < 0n ? -coefficient.n : coefficient.n, d: coefficient.d }, q))
    if (coefficient.n < 0n) keep(fractions.constant(ratio(-1n)))
    const rest = fractions.asConstant(inside)
    if (rest && rest.n === rest.d) return outer
    if (rest) throw new Unsupported('an even root of something that is never positive')
    // inside = num / den with den of unknown sign: num den^(q-1) / den^q, where q is even only if den^q >= 0.
    if (inside.den.size > 0) throw new Unsupported('a root of a quotient whose denominator has no known sign')
    return fractions.multiply(outer, this.rootGenerator(inside.num, q))
  }

  /** The non-negative q-th root of a polynomial as a generator s with s^q = value. */
  private rootGenerator(value: Poly, q: number): Fraction {
    const f = this.fractions.of(value)
    const generator = this.generators.obtain(`root${q}(${this.text.key(f)})`, () => ({
      kind: 'root',
      sign: NONNEGATIVE & this.generators.signs.of(value) || NONNEGATIVE,
      expr:
        q === 2 ? ast.call('sqrt', this.readable(f)) : ast.power(this.readable(f), ast.rational(ratio(1n, BigInt(q)))),
      bound: this.generators.boundIn(value),
      relation: { degree: q, value },
    }))
    return this.plain(generator)
  }

  /** The q-th root of a positive rational, as a product of roots of primes. */
  private rationalRoot(c: Rational, q: number): Fraction {
    let result = this.fractions.one
    for (const [side, sign] of [
      [c.n, 1],
      [c.d, -1],
    ] as const) {
      for (const [prime, e] of primeFactors(side)) {
        const k = Math.floor((sign * e) / q)
        const rest = sign * e - k * q
        result = this.fractions.multiply(result, this.fractions.power(this.fractions.constant(ratio(prime)), k))
        if (rest !== 0) {
          const g = Number(gcd(BigInt(q), BigInt(rest)))
          const base = this.rootGenerator(this.polys.constant(ratio(prime)), q / g)
          result = this.fractions.multiply(result, this.fractions.power(base, rest / g))
        }
      }
    }
    return result
  }

  /** |f|, factor by factor. */
  private absolute(f: Fraction): Fraction {
    if (this.fractions.isZero(f)) return this.fractions.zero
    const { fractions } = this
    const { coefficient, monomial, factors } = fractions.decompose(f)
    let result = fractions.constant(coefficient.n < 0n ? ratio(-coefficient.n, coefficient.d) : coefficient)
    const part = (base: Poly, sign: Sign, e: number): void => {
      const value = within(sign, NONNEGATIVE)
        ? fractions.of(base)
        : within(sign, NONPOSITIVE)
          ? fractions.of(this.polys.negate(base))
          : e % 2 === 0
            ? fractions.of(base)
            : this.absoluteGenerator(base, sign)
      result = fractions.multiply(result, fractions.power(value, e))
    }
    this.polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e !== 0) part(this.polys.generator(g), this.generators.at(g).sign, e)
    })
    for (const [id, e] of factors) part(fractions.factor(id), this.generators.signs.of(fractions.factor(id)), e)
    return result
  }

  private absoluteGenerator(base: Poly, sign: Sign): Fraction {
    const f = this.fractions.of(base)
    const generator = this.generators.obtain(`abs(${this.text.key(f)})`, () => ({
      kind: 'absolute',
      sign: NONNEGATIVE & powerSign(sign, 2),
      expr: ast.call('abs', this.readable(f)),
      bound: this.generators.boundIn(base),
      relation: { degree: 2, value: this.polys.multiply(base, base) },
    }))
    return this.plain(generator)
  }

  /** log f for f > 0 where it is defined. */
  private logarithm(f: Fraction): Fraction {
    if (this.fractions.isZero(f)) throw new NowhereDefined('it takes the logarithm of zero')
    const { fractions } = this
    const { coefficient, monomial, factors } = fractions.decompose(f)
    let total = fractions.zero
    let inside = fractions.one
    const scaled = (g: Fraction, n: number, d = 1): Fraction => fractions.multiply(g, fractions.constant(ratio(n, d)))
    const plus = (g: Fraction): void => {
      total = fractions.add(total, g)
    }
    const magnitude = { n: coefficient.n < 0n ? -coefficient.n : coefficient.n, d: coefficient.d }
    for (const [side, sign] of [
      [magnitude.n, 1],
      [magnitude.d, -1],
    ] as const) {
      for (const [prime, e] of primeFactors(side)) {
        plus(scaled(this.logGenerator(fractions.constant(ratio(prime)), POSITIVE), sign * e))
      }
    }
    if (coefficient.n < 0n) inside = fractions.negate(inside)
    const part = (base: Poly, sign: Sign, e: number, log: () => Fraction): void => {
      if (within(sign, NONNEGATIVE)) plus(scaled(log(), e))
      else {
        const even = e % 2 === 0 ? e : e - 1
        if (even !== 0) plus(scaled(this.logarithm(this.absolute(fractions.of(base))), even))
        if (e !== even) inside = fractions.multiply(inside, fractions.of(base))
      }
    }
    this.polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e === 0) return
      const generator = this.generators.at(g)
      part(this.polys.generator(g), generator.sign, e, () => this.logOfGenerator(generator))
    })
    for (const [id, e] of factors) {
      const core = fractions.factor(id)
      part(core, this.generators.signs.of(core), e, () => this.logGenerator(fractions.of(core), ANY))
    }
    const rest = fractions.asConstant(inside)
    if (rest && rest.n < 0n) throw new Unsupported('the logarithm of something that is never positive')
    return rest ? total : fractions.add(total, this.logGenerator(inside, ANY))
  }

  private logOfGenerator(generator: Generator): Fraction {
    const { fractions } = this
    if (generator.exponent) return generator.exponent
    if (generator.kind === 'root' && generator.relation) {
      const inner = this.logarithm(fractions.of(generator.relation.value))
      return fractions.multiply(inner, fractions.constant(ratio(1n, BigInt(generator.relation.degree))))
    }
    const base = fractions.of(this.polys.generator(generator.index, generator.root))
    return fractions.multiply(this.logGenerator(base, ANY), fractions.constant(ratio(1n, BigInt(generator.root))))
  }

  private logGenerator(argument: Fraction, sign: Sign): Fraction {
    const generator = this.generators.obtain(`log(${this.text.key(argument)})`, () => ({
      kind: 'logarithm',
      sign,
      expr: ast.call('log', this.readable(argument)),
      bound: this.generators.boundInFraction(argument),
      argument,
    }))
    return this.plain(generator)
  }

  private sum(e: ast.Sum): Fraction {
    if (e.below !== undefined) return this.pairSum(e, e.index, e.below)
    const index = `#${this.depth}`
    this.depth++
    const body = this.normalize(renameIndices(e.body, new Map([[e.index, index]])))
    this.depth--
    return this.summed(body, index)
  }

  /** The sum over all values of the bound index of a fraction in it. */
  private summed(body: Fraction, index: string): Fraction {
    const { fractions, generators, polys } = this
    const dependent = (p: Poly): boolean => generators.boundIn(p).has(index)
    const inner = new Map([...body.den].filter(([id]) => dependent(fractions.factor(id))))
    const outer = new Map([...body.den].filter(([id]) => !inner.has(id)))
    let total = fractions.zero
    for (const [m, c] of body.num.terms) {
      const exponents = polys.monomials.exponents(m)
      const inside = polys.monomials.intern(
        exponents.map((e, g) => (e !== 0 && generators.at(g).bound.has(index) ? e : 0)),
      )
      const outside = polys.monomials.multiply(m, polys.monomials.power(inside, -1))
      const term: Fraction = { num: polys.monomial(inside), den: inner }
      const constant = polys.monomial(outside, ratio(c, body.num.den))
      total = fractions.add(total, fractions.multiply({ num: constant, den: outer }, this.sumGenerator(term, index)))
    }
    return total
  }

  private sumGenerator(term: Fraction, index: string): Fraction {
    if (this.fractions.asConstant(term)) return this.symbol(ast.symbol(WIDTH))
    const key = this.text
      .key(term)
      .replace(/•(\d+)/g, (_, level: string) => `•${Number(level) + 1}`)
      .replaceAll(new RegExp(`${index}(?!\\d)`, 'g'), '•0')
    const bound = this.generators.boundInFraction(term)
    bound.delete(index)
    const name = 'ijklmn'[Number(index.slice(1))] ?? `i${index.slice(1)}`
    // Terms of one sign add up to that sign (there is at least one); terms that are merely nonzero may cancel.
    const each = this.generators.signOfFraction(term)
    const sign = within(each, NONNEGATIVE) || within(each, NONPOSITIVE) ? each : ANY
    const generator = this.generators.obtain(`sum(${key})`, () => ({
      kind: 'sum',
      sign,
      expr: ast.sum(name, renameIndices(this.readable(term), new Map([[index, name]]))),
      bound,
    }))
    return this.plain(generator)
  }

  /** sum over i < j of a symmetric f(i, j) = (double sum - diagonal) / 2. */
  private pairSum(e: ast.Sum, i: string, j: string): Fraction {
    const { fractions } = this
    const swapped = renameIndices(
      e.body,
      new Map([
        [i, j],
        [j, i],
      ]),
    )
    const [a, b] = [`#${this.depth}`, `#${this.depth + 1}`]
    const names = new Map([
      [i, a],
      [j, b],
    ])
    this.depth += 2
    const f = this.normalize(renameIndices(e.body, names))
    const g = this.normalize(renameIndices(swapped, names))
    const diagonal = this.normalize(renameIndices(renameIndices(e.body, new Map([[j, i]])), new Map([[i, a]])))
    this.depth -= 2
    if (!fractions.isZero(fractions.subtract(f, g))) {
      throw new Unsupported('a sum over pairs i < j whose body is not symmetric in i and j')
    }
    const twice = fractions.subtract(this.summed(this.summed(f, b), a), this.summed(diagonal, a))
    return fractions.multiply(twice, fractions.constant(ratio(1n, 2n)))
  }

  /** The sign that the shape of an expression shows: products of known signs, squares, sums of squares. */
  private signByShape(e: Expr): Sign {
    switch (e.kind) {
      case 'multiply':
        return e.factors.map((f) => this.sign(f)).reduce(multiplySigns)
      case 'divide':
        return multiplySigns(this.sign(e.numerator), powerSign(this.sign(e.denominator), -1))
      case 'power': {
        const k = constantValue(e.exponent)
        return k?.d === 1n ? powerSign(this.sign(e.base), Number(k.n)) : NONNEGATIVE
      }
      case 'call':
        if (e.fn === 'exp' || e.fn === 'cosh' || e.fn === 'sech') return POSITIVE
        return e.fn === 'sqrt' || e.fn === 'abs' ? NONNEGATIVE : ANY
      case 'sum': {
        // Over i < j there may be no pair at all.
        const names = [e.index, ...(e.below === undefined ? [] : [e.below])]
        const opened = renameIndices(e.body, new Map(names.map((name, k) => [name, `#${this.depth + k}`])))
        this.depth += names.length
        const s = this.sign(opened)
        this.depth -= names.length
        return within(s, NONNEGATIVE) || within(s, NONPOSITIVE) ? s | (e.below === undefined ? 0 : NULL) : ANY
      }
      default:
        return ANY
    }
  }
}

function smallInteger(n: bigint): number {
  if (n > 100_000n || n < -100_000n) throw new Unsupported(`an exponent as large as ${n}`)
  return Number(n)
}

/** Prime factors with exponents; a cofactor left after trial division is kept whole. */
function primeFactors(n: bigint): [bigint, number][] {
  const found: [bigint, number][] = []
  let rest = n
  for (let p = 2n; p * p <= rest && p < 20_000n; p += p === 2n ? 1n : 2n) {
    let e = 0
    while (rest % p === 0n) [rest, e] = [rest / p, e + 1]
    if (e > 0) found.push([p, e])
  }
  if (rest > 1n) found.push([rest, 1])
  return found
}
