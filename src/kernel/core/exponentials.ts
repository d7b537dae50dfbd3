/**
 * Exponentials, and hyperbolic functions, which are rational in them.
 *
 * exp(c m) for a rational c and a monomial m is the c-th power of the generator exp(m). Where hyperbolic functions are all that there is, they are
 * rational in tanh instead, which is the smaller form: as soon as both are asked for, the attempt starts again with exponentials only. So there is
 * no relation between generators of both kinds that the normal form would have to know.
 */
import * as ast from '../../expr/ast.js'
import { REAL } from '../../expr/domain.js'
import { type Rational, ratio } from '../../expr/rational.js'
import { productOverTerms } from './exponent-terms.js'
import { type Field, IMAGINARY } from './field.js'
import type { Fraction, Fractions } from './fractions.js'
import { type Generators, NeedsExponentials } from './generators.js'
import type { Monomial } from './monomials.js'
import { Unsupported } from './outcome.js'
import type { Phases } from './phases.js'
import type { Polynomials } from './polynomials.js'
import { type Radicals, smallInteger } from './radicals.js'
import { ANY, NONNEGATIVE, POSITIVE, within } from './signs.js'

/** tanh(n x) is expanded in tanh(x) up to this n; beyond it the exponential is the smaller form. */
const LARGEST_MULTIPLE = 8
/** Terms of an argument to which the addition formula is applied, and terms that it may make. */
const MOST_TERMS = 4
const LARGEST_TANGENT = 200

export class Exponentials {
  private readonly polys: Polynomials
  private readonly fractions: Fractions
  private readonly generators: Generators
  /** Whether a tanh was kept as a generator of its own. */
  usesTanh = false
  private usesExponentials = false

  constructor(
    private readonly field: Field,
    private readonly radicals: Radicals,
    private readonly phases: Phases,
  ) {
    this.polys = field.polys
    this.fractions = field.fractions
    this.generators = field.generators
  }

  /** exp(f); undefined where tanh was kept as it is, or beyond the limits. */
  ifKnown(f: Fraction): Fraction | undefined {
    if (this.usesTanh) return undefined
    try {
      return this.of(f)
    } catch (error) {
      if (error instanceof Unsupported) return undefined
      throw error
    }
  }

  /** exp(f). */
  of(f: Fraction): Fraction {
    this.usesExponentials = true
    if (this.usesTanh) throw new NeedsExponentials()
    return productOverTerms(this.field, f, (c, m, rest) => this.ofTerm(c, m, rest))
  }

  private ofTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const logarithm = below.den.size === 0 ? this.generators.alone(m, 'logarithm') : undefined
    if (logarithm?.argument) {
      const base = c.d === 1n ? logarithm.argument : this.radicals.root(logarithm.argument, smallInteger(c.d))
      return this.fractions.power(base, smallInteger(c.n))
    }
    const i = this.generators.find(IMAGINARY)
    if (i && this.polys.monomials.exponent(m, i.index) === 1) {
      return this.phases.ofTerm(c, this.polys.monomials.multiply(m, this.polys.monomials.of(i.index, -1)), below)
    }
    const unit = this.fractions.multiply(this.fractions.monomial(m), below)
    return this.generators.powerOf(`exp(${this.field.key(unit)})`, smallInteger(c.n), smallInteger(c.d), (root) => ({
      kind: 'exponential',
      sign: this.generators.isRealFraction(unit) ? POSITIVE : ANY,
      real: this.generators.isRealFraction(unit),
      expr: ast.call('exp', this.field.readable(unit)),
      bound: this.generators.boundInFraction(unit),
      exponent: this.fractions.multiply(unit, this.fractions.constant(ratio(1n, BigInt(root)))),
    }))
  }

  /** tanh(f), by the addition formula over the terms of f; each tanh(m / root) is a generator between -1 and 1. */
  tangent(f: Fraction): Fraction {
    const { fractions } = this
    if (f.num.terms.size > MOST_TERMS) throw new NeedsExponentials()
    this.usesTanh = true
    if (this.usesExponentials) throw new NeedsExponentials()
    let total = fractions.zero
    for (const [m, c] of f.num.terms) {
      const term = this.tangentOfTerm(ratio(c, f.num.den), m, { num: this.polys.one, den: f.den })
      const below = fractions.add(fractions.one, fractions.multiply(total, term))
      total = fractions.divide(fractions.add(total, term), below)
      if (total.num.terms.size > LARGEST_TANGENT) throw new NeedsExponentials()
    }
    return total
  }

  private tangentOfTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const { fractions } = this
    const plain = this.polys.monomials.exponents(m).every((e, g) => {
      const { kind, real } = this.generators.at(g)
      return e === 0 || (kind !== 'logarithm' && real)
    })
    if (!plain) throw new NeedsExponentials()
    const unit = fractions.multiply(fractions.monomial(m), below)
    const key = `tanh(${this.field.key(unit)})`
    const before = this.generators.rootOf(key)
    this.generators.refine(key, smallInteger(ratio(c.n * BigInt(before), c.d).d), `${key}/${before}`)
    const root = this.generators.rootOf(key)
    const times = ratio(c.n * BigInt(root), c.d)
    const one = ratio(1n)
    const generator = this.generators.obtain(`${key}/${root}`, () => {
      const argument = fractions.multiply(unit, fractions.constant(ratio(1n, BigInt(root))))
      const sign = this.field.signs.ofFraction(argument)
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
        expr: ast.call('tanh', this.field.readable(argument)),
        bound: this.generators.boundInFraction(unit),
      }
    })
    const t = this.field.plain(generator)
    const n = Math.abs(smallInteger(times.n))
    if (n > LARGEST_MULTIPLE) throw new NeedsExponentials()
    if (n === 1) return times.n < 0n ? fractions.negate(t) : t
    const above = fractions.power(fractions.add(fractions.one, t), n)
    const under = fractions.power(fractions.subtract(fractions.one, t), n)
    const value = fractions.divide(fractions.subtract(above, under), fractions.add(above, under))
    return times.n < 0n ? fractions.negate(value) : value
  }
}
