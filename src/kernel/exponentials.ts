/**
 * Exponentials, and what is rational in them.
 *
 * exp(c m) for a rational c and a monomial m is the c-th power of the generator exp(m). Hyperbolic functions are rational in it, or in tanh
 * where that is the only one; sines and cosines are rational in the phase exp(i m), with i^2 = -1.
 */
import * as ast from '../expr/ast.js'
import { REAL } from '../expr/domain.js'
import { type Rational, ratio } from '../expr/rational.js'
import { type Direction, Directions } from './directions.js'
import { IMAGINARY } from './field.js'
import type { Fraction } from './fractions.js'
import { type Generator, NeedsExponentials } from './generators.js'
import type { Monomial } from './monomials.js'
import { Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { smallInteger } from './radicals.js'
import { ANY, NONNEGATIVE, NONZERO, POSITIVE, within } from './signs.js'

/** tanh(n x) is expanded in tanh(x) up to this n; beyond it the exponential is the smaller form. */
const LARGEST_MULTIPLE = 8
/** Terms of an argument to which the addition formula is applied, and terms that it may make. */
const MOST_TERMS = 4
const LARGEST_TANGENT = 200
/** Terms of a denominator by which an exponent is divided. */
const LARGEST_DENOMINATOR = 12

export class Exponentials extends Directions {
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
  exponential(f: Fraction): Fraction {
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
      let [before, top] = [Number.POSITIVE_INFINITY, degree]
      for (;;) {
        const terms = polys.collect(rest, g)
        top = Math.max(...terms.keys())
        // A relation of another generator may bring powers of g back.
        if (!(top >= degree) || top >= before) break
        before = top
        const step = polys.scale(polys.times(terms.get(top) as Poly, polys.monomials.of(g, top - degree)), {
          n: lead.n < 0n ? -lead.d : lead.d,
          d: lead.n < 0n ? -lead.n : lead.n,
        })
        whole = polys.add(whole, step)
        rest = polys.subtract(rest, polys.multiply(step, below))
      }
      if (!(top >= degree)) return [fractions.of(whole), { num: rest, den: f.den }]
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
  protected tangentByTerms(f: Fraction): Fraction {
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
    const before = this.generators.rootOf(key)
    this.generators.refine(key, smallInteger(ratio(c.n * BigInt(before), c.d).d), `${key}/${before}`)
    const root = this.generators.rootOf(key)
    const times = ratio(c.n * BigInt(root), c.d)
    const one = ratio(1n)
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
    return this.generators.powerOf(`exp(${this.text.key(unit)})`, smallInteger(c.n), smallInteger(c.d), (root) => ({
      kind: 'exponential',
      sign: this.generators.isRealFraction(unit) ? POSITIVE : ANY,
      real: this.generators.isRealFraction(unit),
      expr: ast.call('exp', this.readable(unit)),
      bound: this.generators.boundInFraction(unit),
      exponent: this.fractions.multiply(unit, this.fractions.constant(ratio(1n, BigInt(root)))),
    }))
  }

  protected onlyGenerator(m: Monomial, kind: Generator['kind']): Generator | undefined {
    const exponents = this.polys.monomials.exponents(m)
    const g = exponents.length - 1
    if (g < 0 || exponents[g] !== 1 || exponents.some((e, k) => k !== g && e !== 0)) return undefined
    const generator = this.generators.at(g)
    return generator.kind === kind && generator.root === 1 ? generator : undefined
  }

  circular(fn: 'sin' | 'cos', f: Fraction): Fraction {
    const { fractions } = this
    let direction = this.ahead
    let phase = fractions.one
    let inverse = fractions.one
    this.byTerms(f, (c, m, below) => {
      const known = below.den.size === 0 ? this.direction(c, m) : undefined
      if (known) direction = this.turned(direction, known)
      else {
        const factor = this.phaseTerm(c, m, below)
        phase = fractions.multiply(phase, factor)
        inverse = fractions.multiply(inverse, fractions.invert(factor))
      }
      return fractions.one
    })
    if (fractions.asConstant(phase)) return fractions.multiply(direction[fn], phase)
    // With the phase p = exp(i a) of the other terms, cos a = (p + 1/p)/2 and sin a = i (1/p - p)/2.
    const half = fractions.constant(ratio(1n, 2n))
    const cos = fractions.multiply(fractions.add(phase, inverse), half)
    const sin = fractions.multiply(fractions.multiply(fractions.subtract(inverse, phase), half), this.imaginary())
    return this.turned(direction, { cos, sin })[fn]
  }

  /** The direction of the angle c m where it is algebraic. */
  private direction(c: Rational, m: Monomial): Direction | undefined {
    if (m === this.polys.monomials.of(this.pi().index, this.pi().root)) return this.directionOfTurn(c)
    const inverse = this.onlyGenerator(m, 'opaque')
    if (!inverse?.argument || c.d > 2n) return undefined
    const { key, argument } = inverse
    return this.multiple(
      c.d === 1n ? this.directionOfInverse(key, argument) : this.directionOfHalfInverse(key, argument),
      c.n,
    )
  }

  /** exp(i c m / den). */
  protected phaseTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const { fractions } = this
    const known = below.den.size === 0 ? this.direction(c, m) : undefined
    if (known) return fractions.add(known.cos, fractions.multiply(this.imaginary(), known.sin))
    const unit = fractions.multiply(fractions.monomial(m), below)
    return this.generators.powerOf(`phase(${this.text.key(unit)})`, smallInteger(c.n), smallInteger(c.d), () => ({
      kind: 'phase',
      sign: NONZERO,
      real: false,
      expr: ast.call('exp', ast.multiply(ast.symbol(IMAGINARY), this.readable(unit))),
      bound: this.generators.boundInFraction(unit),
    }))
  }

  /** exp(i a) of the value a of an arc function. */
  phaseOfInverse({ key, argument }: Generator): Fraction {
    if (!argument) throw new Error(`${key} is no arc function`)
    const { cos, sin } = this.directionOfInverse(key, argument)
    return this.fractions.add(cos, this.fractions.multiply(this.imaginary(), sin))
  }

  inverseCircular(fn: 'asin' | 'atan', f: Fraction): Fraction {
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
}
