/** Exact exponents of omega, and their order. */
import { brief } from '../../../expr/print.js'
import { type Rational, compare } from '../../../expr/rational.js'
import * as rational from '../../../expr/rational.js'
import type { Fraction } from '../../core/fractions.js'
import type { Normalizer } from '../../core/normalize.js'
import { Unsupported } from '../../core/outcome.js'
import { NEGATIVE, NULL, POSITIVE } from '../../core/signs.js'
import type { ConstantSigns } from './constant-signs.js'
import type { Expressions } from './expressions.js'

/** A rational, or a constant with symbols in normal form. */
export type Exponent = Rational | Fraction

export const isRational = (a: Exponent): a is Rational => 'n' in a

export class Exponents {
  constructor(
    private readonly n: Normalizer,
    private readonly exprs: Expressions,
    private readonly constants: ConstantSigns,
  ) {}

  fraction(a: Exponent): Fraction {
    return isRational(a) ? this.n.fractions.constant(a) : a
  }

  plus(a: Exponent, b: Exponent): Exponent {
    if (isRational(a) && isRational(b)) return rational.add(a, b)
    return this.simple(this.n.fractions.add(this.fraction(a), this.fraction(b)))
  }

  times(a: Exponent, b: Exponent): Exponent {
    if (isRational(a) && isRational(b)) return rational.multiply(a, b)
    return this.simple(this.n.fractions.multiply(this.fraction(a), this.fraction(b)))
  }

  simple(f: Fraction): Exponent {
    return this.n.fractions.asConstant(f) ?? f
  }

  /** The sign of a - b. Throws Unsupported where it is not known. */
  compare(a: Exponent, b: Exponent): number {
    if (isRational(a) && isRational(b)) return compare(a, b)
    const difference = this.n.fractions.subtract(this.fraction(a), this.fraction(b))
    const s = this.constants.sign(this.exprs.intern(this.n.readable(difference)))
    if (s === NULL) return 0
    if (s === POSITIVE) return 1
    if (s === NEGATIVE) return -1
    throw new Unsupported(`the sign of ${brief(this.n.readable(difference))}, on which an order of growth depends`)
  }
}
