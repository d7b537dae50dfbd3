/**
 * Powers with a symbolic integer exponent, defined for every nonzero base: x^n = |x|^n sgn(x)^n.
 *
 * The sign sgn(x) = x/|x| is 1 or -1, so sgn(x)^n = (1 + sgn x)/2 + (1 - sgn x)/2 (-1)^n. A generator of its own is needed only for (-1)^n, whose
 * square is 1, for each integer symbol n: the parity of a polynomial in such symbols is a polynomial in their parities.
 */
import * as ast from '../expr/ast.js'
import type { Rational } from '../expr/rational.js'
import { ratio } from '../expr/rational.js'
import { Exponentials } from './exponentials.js'
import { IMAGINARY } from './field.js'
import type { Fraction } from './fractions.js'
import type { Monomial } from './monomials.js'
import { Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { smallInteger } from './radicals.js'
import { NONNEGATIVE, NONPOSITIVE, NONZERO, within } from './signs.js'

export class IntegerPowers extends Exponentials {
  /** Whether f is a polynomial in integer symbols with integer coefficients. */
  protected isIntegerValued(f: Fraction): boolean {
    return f.den.size === 0 && f.num.den === 1n && [...f.num.terms.keys()].every((m) => this.isIntegerMonomial(m))
  }

  private isIntegerMonomial(m: Monomial): boolean {
    return this.polys.monomials.exponents(m).every((e, g) => {
      if (e === 0) return true
      const { domain, root, kind } = this.generators.at(g)
      return kind === 'symbol' && domain?.integer === true && e > 0 && e % root === 0
    })
  }

  /** base^exponent for an integer-valued exponent and a base that is nonzero where the claim is meant. */
  protected integerPower(base: Fraction, exponent: Fraction): Fraction {
    const { fractions } = this
    const size = this.exponential(fractions.multiply(exponent, this.logarithm(this.absolute(base))))
    return fractions.multiply(size, this.signPower(base, exponent.num))
  }

  /** sgn(base)^exponent, factor by factor. */
  private signPower(base: Fraction, exponent: Poly): Fraction {
    const { fractions, polys, generators } = this
    const parity = this.parity(exponent)
    let result = fractions.one
    const times = (f: Fraction): void => {
      result = fractions.multiply(result, f)
    }
    const part = (p: Poly): void => {
      if (!generators.isReal(p)) throw new Unsupported('a symbolic power of a circular function')
      const sign = generators.signs.of(p)
      if (within(sign, NONNEGATIVE)) return
      if (within(sign, NONPOSITIVE)) {
        times(parity)
        return
      }
      const f = fractions.of(p)
      const signum = fractions.divide(f, this.absolute(f))
      const half = (g: Fraction): Fraction => fractions.multiply(g, fractions.constant(ratio(1n, 2n)))
      const even = half(fractions.add(fractions.one, signum))
      const odd = half(fractions.subtract(fractions.one, signum))
      times(fractions.add(even, fractions.multiply(odd, parity)))
    }
    const { coefficient, monomial, factors } = this.decomposed(base)
    if (coefficient.n < 0n) times(parity)
    polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e % 2 !== 0) part(polys.generator(g))
    })
    for (const [id, e] of factors) if (e % 2 !== 0) part(fractions.factor(id))
    return result
  }

  /** (-1)^p for a polynomial in integer symbols with integer coefficients. */
  private parity(p: Poly): Fraction {
    const { fractions, polys } = this
    const half = fractions.constant(ratio(1n, 2n))
    let result = fractions.one
    for (const [m, c] of p.terms) {
      if (c % 2n === 0n) continue
      // Of a product of symbols: odd when each is; (1 - (-1)^n)/2 is 1 for an odd n and 0 for an even one.
      let odd = fractions.one
      polys.monomials.exponents(m).forEach((e, g) => {
        if (e === 0) return
        odd = fractions.multiply(odd, fractions.multiply(half, fractions.subtract(fractions.one, this.parityOf(g))))
      })
      const term = fractions.subtract(fractions.one, fractions.multiply(odd, fractions.constant(ratio(2n))))
      result = fractions.multiply(result, term)
    }
    return result
  }

  /** (-1)^n of an integer symbol. */
  private parityOf(g: number): Fraction {
    const { key, expr, bound } = this.generators.at(g)
    return this.plain(
      this.generators.obtain(`(-1)^${key}`, () => ({
        kind: 'parity',
        sign: NONZERO,
        expr: ast.power(ast.rational(-1), expr),
        bound,
        relation: { degree: 2, value: this.polys.one },
      })),
    )
  }

  /** exp(i pi n) = (-1)^n; a root of it of degree r is a generator whose r-th power that is. */
  protected override phaseTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const turns = this.polys.monomials.multiply(m, this.polys.monomials.of(this.pi().index, -this.pi().root))
    if (below.den.size > 0 || turns === this.polys.monomials.one || !this.isIntegerMonomial(turns))
      return super.phaseTerm(c, m, below)
    if (c.d === 1n) return this.parity(this.polys.monomial(turns, c))
    const unit = this.fractions.monomial(m)
    return this.generators.powerOf(`turn(${this.text.key(unit)})`, smallInteger(c.n), smallInteger(c.d), () => ({
      kind: 'phase',
      sign: NONZERO,
      real: false,
      expr: ast.call('exp', ast.multiply(ast.symbol(IMAGINARY), this.readable(unit))),
      bound: this.generators.boundInFraction(unit),
      relation: { degree: 1, value: this.parity(this.polys.monomial(turns)).num },
    }))
  }
}
