/**
 * Exponentials, and what is rational in them.
 *
 * exp(c m) for a rational c and a monomial m is the c-th power of the generator exp(m). Hyperbolic functions are rational in it, or in tanh
 * where that is the only one; sines and cosines are rational in the phase exp(i m), with i^2 = -1.
 */
import * as ast from '../expr/ast.js'
import { REAL } from '../expr/domain.js'
import { type Rational, ratio } from '../expr/rational.js'
import { IMAGINARY } from './field.js'
import type { Fraction } from './fractions.js'
import { type Generator, NeedsExponentials, Refine } from './generators.js'
import type { Monomial } from './monomials.js'
import { Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { Radicals, smallInteger } from './radicals.js'
import { ANY, NONNEGATIVE, NONZERO, POSITIVE, within } from './signs.js'

/** tanh(n x) is expanded in tanh(x) up to this n; beyond it the exponential is the smaller form. */
const LARGEST_MULTIPLE = 8
/** Terms of an argument to which the addition formula is applied, and terms that it may make. */
const MOST_TERMS = 4
const LARGEST_TANGENT = 200
/** Terms of a denominator by which an exponent is divided. */
const LARGEST_DENOMINATOR = 12

export class Exponentials extends Radicals {
  /** Whether a tanh was kept as a generator of its own. */
  usesTanh = false
  private usesExponentials = false

  /** exp(f) as `exponential`; undefined where tanh was kept as it is, or beyond the limits. */
  exponentialOf(f: Fraction): Fraction | undefined {
    if (this.usesTanh) return undefined
    try {
      return this.exponential(f)
    } catch (error) {
      if (error instanceof Unsupported) return undefined
      throw error
    }
  }

  /** exp(f). */
  protected exponential(f: Fraction): Fraction {
    this.usesExponentials = true
    if (this.usesTanh) throw new NeedsExponentials()
    return this.byTerms(f, (c, m, rest) => this.exponentialTerm(c, m, rest))
  }

  /** f as a polynomial and a proper fraction, by division in the first generator for which the denominator allows it. */
  private divided(f: Fraction): Fraction[] {
    const { polys, fractions } = this
    if (f.den.size === 0) return [f]
    let below = polys.one
    for (const [id, e] of f.den) below = polys.multiply(below, polys.power(fractions.factor(id), e))
    if (below.terms.size > LARGEST_DENOMINATOR) return [f]
    for (const g of polys.generatorsOf(below)) {
      const parts = polys.collect(below, g)
      const degree = Math.max(...parts.keys())
      const lead = polys.asConstant(parts.get(degree) ?? polys.zero)
      if (degree < 1 || Math.min(...parts.keys()) < 0 || !lead) continue
      if (polys.monomials.relationDegree(g) !== undefined) continue
      let [whole, rest] = [polys.zero, f.num]
      for (;;) {
        const terms = polys.collect(rest, g)
        const top = Math.max(...terms.keys())
        if (!(top >= degree)) break
        const step = polys.scale(polys.times(terms.get(top) as Poly, polys.monomials.of(g, top - degree)), {
          n: lead.n < 0n ? -lead.d : lead.d,
          d: lead.n < 0n ? -lead.n : lead.n,
        })
        whole = polys.add(whole, step)
        rest = polys.subtract(rest, polys.multiply(step, below))
      }
      return [fractions.of(whole), { num: rest, den: f.den }]
    }
    return [f]
  }

  /** The product over the terms c m / den of f of what `term` makes of each. */
  protected byTerms(f: Fraction, term: (c: Rational, m: Monomial, den: Fraction) => Fraction): Fraction {
    let product = this.fractions.one
    for (const { num, den } of this.divided(f)) {
      const below: Fraction = { num: this.polys.one, den }
      for (const [m, c] of num.terms) product = this.fractions.multiply(product, term(ratio(c, num.den), m, below))
    }
    return product
  }

  /** tanh(f), by the addition formula over the terms of f; each tanh(m / root) is a generator between -1 and 1. */
  protected hyperbolicTangent(f: Fraction): Fraction {
    const { fractions } = this
    if (f.num.terms.size > MOST_TERMS) throw new NeedsExponentials()
    this.usesTanh = true
    if (this.usesExponentials) throw new NeedsExponentials()
    let total = fractions.zero
    for (const [m, c] of f.num.terms) {
      const term = this.tanhTerm(ratio(c, f.num.den), m, { num: this.polys.one, den: f.den })
      const below = fractions.add(fractions.one, fractions.multiply(total, term))
      total = fractions.divide(fractions.add(total, term), below)
      if (total.num.terms.size > LARGEST_TANGENT) throw new NeedsExponentials()
    }
    return total
  }

  protected tanhTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const { fractions } = this
    const plain = this.polys.monomials.exponents(m).every((e, g) => {
      const { kind, real } = this.generators.at(g)
      return e === 0 || (kind !== 'logarithm' && real)
    })
    if (!plain) throw new NeedsExponentials()
    const unit = fractions.multiply(fractions.monomial(m), below)
    const key = `tanh(${this.text.key(unit)})`
    const times = ratio(c.n * BigInt(this.generators.rootOf(key)), c.d)
    if (times.d !== 1n) throw new Refine(key, smallInteger(times.d))
    const one = ratio(1n)
    const root = this.generators.rootOf(key)
    const generator = this.generators.obtain(`${key}/${root}`, () => {
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
    if (n > LARGEST_MULTIPLE) throw new NeedsExponentials()
    if (n === 1) return times.n < 0n ? fractions.negate(t) : t
    const above = fractions.power(fractions.add(fractions.one, t), n)
    const under = fractions.power(fractions.subtract(fractions.one, t), n)
    const value = fractions.divide(fractions.subtract(above, under), fractions.add(above, under))
    return times.n < 0n ? fractions.negate(value) : value
  }

  protected exponentialTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const logarithm = below.den.size === 0 ? this.onlyGenerator(m, 'logarithm') : undefined
    if (logarithm?.argument) {
      const base = c.d === 1n ? logarithm.argument : this.root(logarithm.argument, smallInteger(c.d))
      return this.fractions.power(base, smallInteger(c.n))
    }
    const i = this.generators.find(IMAGINARY)
    if (i && this.polys.monomials.exponent(m, i.index) === 1) {
      return this.phaseTerm(c, this.polys.monomials.multiply(m, this.polys.monomials.of(i.index, -1)), below)
    }
    const unit = this.fractions.multiply(this.fractions.monomial(m), below)
    const generator = this.generators.obtain(`exp(${this.text.key(unit)})`, (root) => ({
      kind: 'exponential',
      sign: this.generators.isRealFraction(unit) ? POSITIVE : ANY,
      real: this.generators.isRealFraction(unit),
      expr: ast.call('exp', this.readable(unit)),
      bound: this.generators.boundInFraction(unit),
      exponent: this.fractions.multiply(unit, this.fractions.constant(ratio(1n, BigInt(root)))),
    }))
    return this.generators.power(generator, smallInteger(c.n), smallInteger(c.d))
  }

  protected onlyGenerator(m: Monomial, kind: Generator['kind']): Generator | undefined {
    const exponents = this.polys.monomials.exponents(m)
    const g = exponents.length - 1
    if (g < 0 || exponents[g] !== 1 || exponents.some((e, k) => k !== g && e !== 0)) return undefined
    const generator = this.generators.at(g)
    return generator.kind === kind && generator.root === 1 ? generator : undefined
  }

  protected circular(fn: 'sin' | 'cos', f: Fraction): Fraction {
    const { fractions } = this
    const phase = this.byTerms(f, (c, m, below) => this.phaseTerm(c, m, below))
    const inverse = fractions.invert(phase)
    const half = fractions.constant(ratio(1n, 2n))
    if (fn === 'cos') return fractions.multiply(fractions.add(phase, inverse), half)
    return fractions.multiply(fractions.multiply(fractions.subtract(inverse, phase), half), this.imaginary())
  }

  /** exp(i c m / den). */
  protected phaseTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    if (below.den.size === 0) {
      if (m === this.polys.monomials.of(this.pi().index, this.pi().root)) {
        const exact = this.rootOfUnity(c)
        if (exact) return exact
      }
      const inverse = this.onlyGenerator(m, 'opaque')
      if (inverse?.argument && c.d <= 2n) {
        const phase = c.d === 1n ? this.phaseOfInverse : this.phaseOfHalfInverse
        return this.fractions.power(phase.call(this, inverse.key, inverse.argument), smallInteger(c.n))
      }
    }
    const unit = this.fractions.multiply(this.fractions.monomial(m), below)
    const generator = this.generators.obtain(`phase(${this.text.key(unit)})`, () => ({
      kind: 'phase',
      sign: NONZERO,
      real: false,
      expr: ast.call('exp', ast.multiply(ast.symbol(IMAGINARY), this.readable(unit))),
      bound: this.generators.boundInFraction(unit),
    }))
    return this.generators.power(generator, smallInteger(c.n), smallInteger(c.d))
  }

  /** exp(i pi c) for the c whose sine and cosine are square roots of small rationals. */
  protected rootOfUnity(c: Rational): Fraction | undefined {
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

  protected inverseCircular(fn: 'asin' | 'atan', f: Fraction): Fraction {
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

  /**
   * exp(i asin(x)/2) = exp(i pi/4) (sqrt((1 + x)/2) - i sqrt((1 - x)/2)), since asin x = pi/2 - acos x and acos(x)/2 is in the first quadrant;
   * exp(i atan(x)/2) = (1 + r + i x) / sqrt(2 r (1 + r)) with r = sqrt(1 + x^2), since tan(atan(x)/2) = x/(1 + r).
   */
  private phaseOfHalfInverse(key: string, x: Fraction): Fraction {
    const { fractions } = this
    const two = fractions.constant(ratio(2n))
    const i = this.imaginary()
    if (key.startsWith('asin')) {
      const half = (f: Fraction): Fraction => this.root(fractions.divide(f, two), 2)
      const cosine = half(fractions.add(fractions.one, x))
      const sine = half(fractions.subtract(fractions.one, x))
      const eighth = this.rootOfUnity(ratio(1n, 4n)) as Fraction
      return fractions.multiply(eighth, fractions.subtract(cosine, fractions.multiply(i, sine)))
    }
    const r = this.root(fractions.add(fractions.one, fractions.power(x, 2)), 2)
    const above = fractions.add(fractions.one, r)
    const below = this.root(fractions.multiply(two, fractions.multiply(r, above)), 2)
    return fractions.divide(fractions.add(above, fractions.multiply(i, x)), below)
  }

  /** exp(i asin x) = sqrt(1 - x^2) + i x; exp(i atan x) = (1 + i x) / sqrt(1 + x^2). */
  phaseOfInverse(key: string, x: Fraction): Fraction {
    const { fractions } = this
    const square = fractions.power(x, 2)
    const ix = fractions.multiply(this.imaginary(), x)
    if (key.startsWith('asin')) return fractions.add(this.root(fractions.subtract(fractions.one, square), 2), ix)
    return fractions.divide(fractions.add(fractions.one, ix), this.root(fractions.add(fractions.one, square), 2))
  }
}
