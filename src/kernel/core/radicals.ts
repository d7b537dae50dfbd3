/**
 * Roots, absolute values and logarithms: what splits over factors of known sign.
 *
 * sqrt(a b) = sqrt(a) sqrt(b) and log(a b) = log a + log b only where the signs allow it. So squares come out of a root with their
 * absolute value, factors known to be non-negative split off, and what is left of unknown sign stays together in one generator.
 */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { type Rational, gcd, ratio } from '../../expr/rational.js'
import type { FunctionName } from '../../functions/registry/registry.js'
import type { Field } from './field.js'
import type { FactorId, Fraction, Fractions } from './fractions.js'
import { type Generator, type Generators, NeedsExponentials, Refine } from './generators.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import type { Poly, Polynomials } from './polynomials.js'
import { ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE, type Sign, powerSign, within } from './signs.js'

const UNIT = { coefficient: ratio(1n) }

const rootExpr = (e: Expr, q: number): Expr =>
  q === 2 ? ast.call('sqrt', e) : ast.power(e, ast.rational(ratio(1n, BigInt(q))))

export class Radicals {
  private readonly polys: Polynomials
  private readonly fractions: Fractions
  private readonly generators: Generators

  constructor(private readonly field: Field) {
    this.polys = field.polys
    this.fractions = field.fractions
    this.generators = field.generators
  }

  /** A nonzero f as coefficient * monomial * product of the powers of its factors, those taken apart that can be. */
  decomposed(f: Fraction): ReturnType<Fractions['decompose']> {
    const { coefficient, monomial, factors } = this.fractions.decompose(f)
    const pieces = new Map<FactorId, number>()
    let negative = false
    for (const [id, e] of factors) {
      const core = this.fractions.factor(id)
      const found = this.field.factors.of(core)
      const whole = found.reduce((a, b) => this.polys.multiply(a, b))
      if (e % 2 !== 0 && !this.polys.isZero(this.polys.subtract(whole, core))) negative = !negative
      for (const piece of found) {
        for (const [part, k] of this.fractions.asFactors(piece)) pieces.set(part, (pieces.get(part) ?? 0) + e * k)
      }
    }
    const signed = negative ? { n: -coefficient.n, d: coefficient.d } : coefficient
    return { coefficient: signed, monomial, factors: new Map([...pieces].filter(([, e]) => e !== 0)) }
  }

  /** f^(1/q) for f >= 0 where it is defined, q >= 2. */
  root(f: Fraction, q: number): Fraction {
    if (this.fractions.isZero(f)) return this.fractions.zero
    const { fractions, generators } = this
    const { coefficient, monomial, factors } = this.decomposed(f)
    let outer = fractions.one
    let inside = fractions.one
    const times = (g: Fraction): void => {
      outer = fractions.multiply(outer, g)
    }
    const keep = (g: Fraction): void => {
      inside = fractions.multiply(inside, g)
    }
    const part = (base: Fraction, sign: Sign, e: number, smallRoot: (r: number) => Fraction): void => {
      if (!generators.isRealFraction(base)) keep(fractions.power(base, e))
      else if (within(sign, NONNEGATIVE)) {
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
        if (generator.kind === 'tanh') throw new NeedsExponentials()
        throw new Refine(generator.key, q / Number(gcd(BigInt(q), BigInt(r))))
      })
    })
    for (const [id, e] of factors) {
      const core = fractions.factor(id)
      part(fractions.of(core), this.field.signs.of(core), e, (r) => fractions.power(this.rootGenerator(core, q), r))
    }
    times(this.rationalRoot({ n: coefficient.n < 0n ? -coefficient.n : coefficient.n, d: coefficient.d }, q))
    if (coefficient.n < 0n) keep(fractions.constant(ratio(-1n)))
    const rest = fractions.asConstant(inside)
    if (rest && rest.n === rest.d) return outer
    if (rest) {
      if (within(this.field.signs.ofFraction(outer), POSITIVE))
        throw new Unsupported('an even root of something that is never positive')
      // What is never positive has a root only where it is zero.
      return fractions.zero
    }
    // So has the root of what is negative wherever it is real.
    if (generators.isRealFraction(inside) && this.field.signs.ofFraction(inside) === NEGATIVE) {
      if (within(this.field.signs.ofFraction(outer), POSITIVE))
        throw new NowhereDefined('it takes a root of something that is always negative')
      return fractions.zero
    }
    return fractions.multiply(
      outer,
      inside.den.size > 0 ? this.rootOfQuotient(inside, q) : this.rootGenerator(inside.num, q),
    )
  }

  /** The real q-th root of any real f, for an odd q, as `fn` writes it, factor by factor: that of one whose sign is open is a generator t with t^q = factor. */
  oddRoot(fn: FunctionName, f: Fraction, q: number): Fraction {
    const { fractions, generators } = this
    if (fractions.isZero(f)) return f
    if (!generators.isRealFraction(f)) throw new Unsupported('an odd root of something that is not known to be real')
    const { coefficient, monomial, factors } = this.decomposed(f)
    const size = this.rationalRoot({ n: coefficient.n < 0n ? -coefficient.n : coefficient.n, d: coefficient.d }, q)
    let result = coefficient.n < 0n ? fractions.negate(size) : size
    const part = (base: Poly, sign: Sign, e: number): void => {
      const known = within(sign, NONNEGATIVE)
      const root = known
        ? this.root(fractions.power(fractions.of(base), e), q)
        : fractions.power(this.oddRootGenerator(fn, base, sign, q), e)
      result = fractions.multiply(result, root)
    }
    this.polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e !== 0) part(this.polys.generator(g), generators.at(g).sign, e)
    })
    for (const [id, e] of factors) part(fractions.factor(id), this.field.signs.of(fractions.factor(id)), e)
    return result
  }

  private oddRootGenerator(fn: FunctionName, value: Poly, sign: Sign, q: number): Fraction {
    const f = this.fractions.of(value)
    const generator = this.generators.obtain(`${fn}(${this.field.key(f)})`, () => ({
      kind: 'root',
      sign,
      expr: ast.call(fn, this.field.readable(f)),
      bound: this.generators.boundIn(value),
      relation: { degree: q, value },
    }))
    return this.field.plain(generator)
  }

  /** (num / den)^(1/q) as t / D, with D a product of the factors of den and t^q = num D^q / den. The signs of t and D go together, so t belongs to this quotient alone. */
  private rootOfQuotient(f: Fraction, q: number): Fraction {
    const { fractions, polys } = this
    let value = f.num
    const below = new Map<FactorId, number>()
    for (const [id, e] of f.den) {
      const whole = Math.ceil(e / q)
      below.set(id, whole)
      value = polys.multiply(value, polys.power(fractions.factor(id), whole * q - e))
    }
    const real = this.generators.isRealFraction(f)
    const t = this.generators.obtain(`root${q}(${this.field.key(f)}) over its denominator`, () => ({
      kind: 'root',
      sign: ANY,
      real,
      expr: ast.multiply(
        rootExpr(this.field.readable(f), q),
        this.field.readable(fractions.compose({ ...UNIT, monomial: polys.monomials.one, factors: below })),
      ),
      bound: this.generators.boundInFraction(f),
      argument: f,
      relation: { degree: q, value },
    }))
    return fractions.multiply(this.field.plain(t), { num: polys.one, den: below })
  }

  /** The non-negative q-th root of a polynomial as a generator s with s^q = value. */
  private rootGenerator(value: Poly, q: number): Fraction {
    const f = this.fractions.of(value)
    const generator = this.generators.obtain(`root${q}(${this.field.key(f)})`, () => ({
      kind: 'root',
      sign: NONNEGATIVE & this.field.signs.of(value) || NONNEGATIVE,
      expr: rootExpr(this.field.readable(f), q),
      bound: this.generators.boundIn(value),
      argument: f,
      relation: { degree: q, value },
    }))
    return this.field.plain(generator)
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
  absolute(f: Fraction): Fraction {
    if (this.fractions.isZero(f)) return this.fractions.zero
    const { fractions } = this
    const { coefficient, monomial, factors } = this.decomposed(f)
    let result = fractions.constant(coefficient.n < 0n ? ratio(-coefficient.n, coefficient.d) : coefficient)
    let complex = fractions.one
    const part = (base: Poly, sign: Sign, e: number): void => {
      if (!this.generators.isReal(base)) {
        complex = fractions.multiply(complex, fractions.power(fractions.of(base), e))
        return
      }
      const value = this.isParity(base)
        ? fractions.one
        : within(sign, NONNEGATIVE)
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
    for (const [id, e] of factors) part(fractions.factor(id), this.field.signs.of(fractions.factor(id)), e)
    if (fractions.asConstant(complex)) return result
    if (complex.den.size > 0) throw new Unsupported('the absolute value of a quotient of circular functions')
    return fractions.multiply(result, this.absoluteGenerator(complex.num, ANY))
  }

  /** Whether p is a generator (-1)^n. */
  private isParity(p: Poly): boolean {
    const [g, ...others] = this.polys.generatorsOf(p)
    return g !== undefined && others.length === 0 && p.terms.size === 1 && this.generators.at(g).kind === 'parity'
  }

  private absoluteGenerator(base: Poly, sign: Sign): Fraction {
    const f = this.fractions.of(base)
    const generator = this.generators.obtain(`abs(${this.field.key(f)})`, () => ({
      kind: 'absolute',
      sign: NONNEGATIVE & powerSign(sign, 2),
      expr: ast.call('abs', this.field.readable(f)),
      bound: this.generators.boundIn(base),
      argument: f,
      relation: { degree: 2, value: this.polys.multiply(base, base) },
    }))
    return this.field.plain(generator)
  }

  /** log f for f > 0 where it is defined. */
  logarithm(f: Fraction): Fraction {
    if (this.fractions.isZero(f)) throw new NowhereDefined('it takes the logarithm of zero')
    const { fractions } = this
    const { coefficient, monomial, factors } = this.decomposed(f)
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
        plus(scaled(this.logGenerator(fractions.constant(ratio(prime))), sign * e))
      }
    }
    if (coefficient.n < 0n) inside = fractions.negate(inside)
    const part = (base: Poly, sign: Sign, e: number, log: () => Fraction): void => {
      if (!this.generators.isReal(base)) inside = fractions.multiply(inside, fractions.power(fractions.of(base), e))
      else if (within(sign, NONNEGATIVE)) plus(scaled(log(), e))
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
      part(core, this.field.signs.of(core), e, () => this.logGenerator(fractions.of(core)))
    }
    const rest = fractions.asConstant(inside)
    if (rest && rest.n < 0n) throw new Unsupported('the logarithm of something that is never positive')
    return rest ? total : fractions.add(total, this.logGenerator(inside))
  }

  private logOfGenerator(generator: Generator): Fraction {
    const { fractions } = this
    if (generator.exponent) return generator.exponent
    // Where its logarithm is defined, (-1)^n is 1.
    if (generator.kind === 'parity') return fractions.zero
    if (generator.kind === 'root' && generator.relation) {
      const inner = this.logarithm(fractions.of(generator.relation.value))
      return fractions.multiply(inner, fractions.constant(ratio(1n, BigInt(generator.relation.degree))))
    }
    const base = fractions.of(this.polys.generator(generator.index, generator.root))
    return fractions.multiply(this.logGenerator(base), fractions.constant(ratio(1n, BigInt(generator.root))))
  }

  private logGenerator(argument: Fraction): Fraction {
    const generator = this.generators.obtain(`log(${this.field.key(argument)})`, () => ({
      kind: 'logarithm',
      sign: this.field.signs.ofFraction(this.fractions.subtract(argument, this.fractions.one)),
      expr: ast.call('log', this.field.readable(argument)),
      bound: this.generators.boundInFraction(argument),
      argument,
    }))
    return this.field.plain(generator)
  }
}

/** A bigint that fits an exponent. Throws Unsupported for a larger one. */
export function smallInteger(n: bigint): number {
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
