/**
 * Parities: (-1)^p for a polynomial p in integer symbols with integer coefficients. It is a polynomial in the parities of the symbols, each of
 * which is a generator whose square is 1.
 */
import * as ast from '../../expr/ast.js'
import { ratio } from '../../expr/rational.js'
import type { Field } from './field.js'
import type { Fraction, Fractions } from './fractions.js'
import type { Generators } from './generators.js'
import type { Monomial } from './monomials.js'
import type { Poly, Polynomials } from './polynomials.js'
import { NONZERO } from './signs.js'

export class Parities {
  private readonly polys: Polynomials
  private readonly fractions: Fractions
  private readonly generators: Generators

  constructor(private readonly field: Field) {
    this.polys = field.polys
    this.fractions = field.fractions
    this.generators = field.generators
  }

  /** Whether f is a polynomial in integer symbols with integer coefficients. */
  isIntegerValued(f: Fraction): boolean {
    return f.den.size === 0 && f.num.den === 1n && [...f.num.terms.keys()].every((m) => this.isIntegerMonomial(m))
  }

  /** Whether it is a product of integer symbols. */
  isIntegerMonomial(m: Monomial): boolean {
    return this.polys.monomials.exponents(m).every((e, g) => {
      if (e === 0) return true
      const { domain, root, kind } = this.generators.at(g)
      return kind === 'symbol' && domain?.integer === true && e > 0 && e % root === 0
    })
  }

  /** (-1)^p for a polynomial in integer symbols with integer coefficients. */
  of(p: Poly): Fraction {
    const { fractions, polys } = this
    let result = fractions.one
    for (const [m, c] of p.terms) {
      if (c % 2n === 0n) continue
      // Of a product of symbols: odd when each is; (1 - (-1)^n)/2 is 1 for an odd n and 0 for an even one.
      let odd = fractions.one
      polys.monomials.exponents(m).forEach((e, g) => {
        if (e === 0) return
        odd = fractions.multiply(odd, this.field.half(fractions.subtract(fractions.one, this.ofSymbol(g))))
      })
      const term = fractions.subtract(fractions.one, fractions.multiply(odd, fractions.constant(ratio(2n))))
      result = fractions.multiply(result, term)
    }
    return result
  }

  /** (-1)^n of an integer symbol. */
  private ofSymbol(g: number): Fraction {
    const { key, expr, bound } = this.generators.at(g)
    return this.field.plain(
      this.generators.obtain(`(-1)^${key}`, () => ({
        kind: 'parity',
        sign: NONZERO,
        expr: ast.power(ast.rational(-1), expr),
        bound,
        relation: { degree: 2, value: this.polys.one },
      })),
    )
  }
}
