/**
 * Phases exp(i a), and what is rational in them: sines and cosines. An angle is taken term by term. A term whose cosine and sine are algebraic is a
 * turn by its direction; for any other term c m the phase is the c-th power of the generator exp(i m), with i^2 = -1.
 *
 * Invariant: exp(i a) is 0 for no a, so that a phase may be divided by.
 */
import * as ast from '../../expr/ast.js'
import type { Rational } from '../../expr/rational.js'
import type { Direction, Directions } from './directions.js'
import { productOverTerms } from './exponent-terms.js'
import { type Field, IMAGINARY } from './field.js'
import type { Fraction, Fractions } from './fractions.js'
import type { Generator, Generators } from './generators.js'
import type { Monomial } from './monomials.js'
import type { Parities } from './parities.js'
import type { Polynomials } from './polynomials.js'
import { smallInteger } from './radicals.js'
import { NONZERO } from './signs.js'

export class Phases {
  private readonly polys: Polynomials
  private readonly fractions: Fractions
  private readonly generators: Generators

  constructor(
    private readonly field: Field,
    private readonly directions: Directions,
    private readonly parities: Parities,
  ) {
    this.polys = field.polys
    this.fractions = field.fractions
    this.generators = field.generators
  }

  circular(fn: 'sin' | 'cos', f: Fraction): Fraction {
    const { fractions } = this
    let direction = this.directions.ahead
    let phase = fractions.one
    let inverse = fractions.one
    productOverTerms(this.field, f, (c, m, below) => {
      const known = below.den.size === 0 ? this.direction(c, m) : undefined
      if (known) direction = this.directions.turned(direction, known)
      else {
        const factor = this.ofTerm(c, m, below)
        phase = fractions.multiply(phase, factor)
        inverse = fractions.multiply(inverse, fractions.invert(factor))
      }
      return fractions.one
    })
    if (fractions.asConstant(phase)) return fractions.multiply(direction[fn], phase)
    // With the phase p = exp(i a) of the other terms, cos a = (p + 1/p)/2 and sin a = i (1/p - p)/2.
    const cos = this.field.half(fractions.add(phase, inverse))
    const sin = fractions.multiply(this.field.half(fractions.subtract(inverse, phase)), this.field.imaginary())
    return this.directions.turned(direction, { cos, sin })[fn]
  }

  /** The direction of the angle c m where it is algebraic. */
  private direction(c: Rational, m: Monomial): Direction | undefined {
    if (m === this.polys.monomials.of(this.field.pi().index, this.field.pi().root)) return this.directions.ofTurn(c)
    const inverse = this.generators.alone(m, 'opaque')
    if (!inverse?.argument || c.d > 2n) return undefined
    const { key, argument } = inverse
    return this.directions.multiple(
      c.d === 1n ? this.directions.ofInverse(key, argument) : this.directions.ofHalfInverse(key, argument),
      c.n,
    )
  }

  /** exp(i c m / den). */
  ofTerm(c: Rational, m: Monomial, below: Fraction): Fraction {
    const { fractions, parities } = this
    const turns = this.polys.monomials.multiply(
      m,
      this.polys.monomials.of(this.field.pi().index, -this.field.pi().root),
    )
    if (below.den.size === 0 && turns !== this.polys.monomials.one && parities.isIntegerMonomial(turns))
      return this.ofTurns(c, m, turns)
    const known = below.den.size === 0 ? this.direction(c, m) : undefined
    if (known) return fractions.add(known.cos, fractions.multiply(this.field.imaginary(), known.sin))
    const unit = fractions.multiply(fractions.monomial(m), below)
    return this.generators.powerOf(`phase(${this.field.key(unit)})`, smallInteger(c.n), smallInteger(c.d), () => ({
      kind: 'phase',
      sign: NONZERO,
      real: false,
      expr: ast.call('exp', ast.multiply(ast.symbol(IMAGINARY), this.field.readable(unit))),
      bound: this.generators.boundInFraction(unit),
    }))
  }

  /** exp(i pi n) = (-1)^n; a root of it of degree r is a generator whose r-th power that is. */
  private ofTurns(c: Rational, m: Monomial, turns: Monomial): Fraction {
    if (c.d === 1n) return this.parities.of(this.polys.monomial(turns, c))
    const unit = this.fractions.monomial(m)
    return this.generators.powerOf(`turn(${this.field.key(unit)})`, smallInteger(c.n), smallInteger(c.d), () => ({
      kind: 'phase',
      sign: NONZERO,
      real: false,
      expr: ast.call('exp', ast.multiply(ast.symbol(IMAGINARY), this.field.readable(unit))),
      bound: this.generators.boundInFraction(unit),
      relation: { degree: 1, value: this.parities.of(this.polys.monomial(turns)).num },
    }))
  }

  /** exp(i a) of the value a of an arc function. */
  ofInverse({ key, argument }: Generator): Fraction {
    if (!argument) throw new Error(`${key} is no arc function`)
    const { cos, sin } = this.directions.ofInverse(key, argument)
    return this.fractions.add(cos, this.fractions.multiply(this.field.imaginary(), sin))
  }

  inverseCircular(fn: 'asin' | 'atan', f: Fraction): Fraction {
    if (this.fractions.isZero(f)) return this.fractions.zero
    const { coefficient } = this.fractions.decompose(f)
    const odd = coefficient.n < 0n
    const positive = odd ? this.fractions.negate(f) : f
    const generator = this.generators.obtain(`${fn}(${this.field.key(positive)})`, () => ({
      kind: 'opaque',
      sign: this.field.signs.ofFraction(positive),
      expr: ast.call(fn, this.field.readable(positive)),
      bound: this.generators.boundInFraction(positive),
      argument: positive,
    }))
    const value = this.field.plain(generator)
    return odd ? this.fractions.negate(value) : value
  }
}
