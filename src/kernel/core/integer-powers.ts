/**
 * Powers with a symbolic integer exponent, defined for every nonzero base: x^n = |x|^n sgn(x)^n.
 *
 * The sign sgn(x) = x/|x| is 1 or -1, so sgn(x)^n = (1 + sgn x)/2 + (1 - sgn x)/2 (-1)^n, and of (-1)^n the parities speak.
 */
import type { Exponentials } from './exponentials.js'
import type { Field } from './field.js'
import type { Fraction } from './fractions.js'
import { Unsupported } from './outcome.js'
import type { Parities } from './parities.js'
import type { Poly } from './polynomials.js'
import type { Radicals } from './radicals.js'
import { NONNEGATIVE, NONPOSITIVE, within } from './signs.js'

export class IntegerPowers {
  constructor(
    private readonly field: Field,
    private readonly radicals: Radicals,
    private readonly exponentials: Exponentials,
    private readonly parities: Parities,
  ) {}

  /** base^exponent for an integer-valued exponent and a base that is nonzero where the claim is meant. */
  power(base: Fraction, exponent: Fraction): Fraction {
    const { fractions } = this.field
    const size = this.exponentials.of(
      fractions.multiply(exponent, this.radicals.logarithm(this.radicals.absolute(base))),
    )
    return fractions.multiply(size, this.signPower(base, exponent.num))
  }

  /** sgn(base)^exponent, factor by factor. */
  private signPower(base: Fraction, exponent: Poly): Fraction {
    const { fractions, polys, generators, signs } = this.field
    const parity = this.parities.of(exponent)
    let result = fractions.one
    const times = (f: Fraction): void => {
      result = fractions.multiply(result, f)
    }
    const part = (p: Poly): void => {
      if (!generators.isReal(p)) throw new Unsupported('a symbolic power of a circular function')
      const sign = signs.of(p)
      if (within(sign, NONNEGATIVE)) return
      if (within(sign, NONPOSITIVE)) {
        times(parity)
        return
      }
      const f = fractions.of(p)
      const signum = fractions.divide(f, this.radicals.absolute(f))
      const even = this.field.half(fractions.add(fractions.one, signum))
      const odd = this.field.half(fractions.subtract(fractions.one, signum))
      times(fractions.add(even, fractions.multiply(odd, parity)))
    }
    const { coefficient, monomial, factors } = this.radicals.decomposed(base)
    if (coefficient.n < 0n) times(parity)
    polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e % 2 !== 0) part(polys.generator(g))
    })
    for (const [id, e] of factors) if (e % 2 !== 0) part(fractions.factor(id))
    return result
  }
}
