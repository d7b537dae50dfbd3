import { describe, expect, it } from 'vitest'
import { ratio } from '../../expr/rational.js'
import { Fractions } from './fractions.js'
import { NowhereDefined } from './outcome.js'
import { type Poly, Polynomials } from './polynomials.js'

function field() {
  const polys = new Polynomials()
  polys.declare(0)
  polys.declare(1)
  polys.declare(2, { degree: 2, value: polys.constant(ratio(3n)) })
  polys.declare(3, { degree: 2, value: polys.constant(ratio(5n)) })
  const fractions = new Fractions(polys)
  const [x, y, r3, r5] = [0, 1, 2, 3].map((g) => polys.generator(g)) as [Poly, Poly, Poly, Poly]
  const plus = (...ps: Poly[]): Poly => ps.reduce((a, b) => polys.add(a, b))
  const number = (n: bigint): Poly => polys.constant(ratio(n))
  return { polys, fractions, x, y, r3, r5, plus, number }
}

describe('fractions', () => {
  it('form a field: f * (1/f) = 1 and (f/g) * g = f', () => {
    const { fractions, polys, x, y, plus, number } = field()
    const f = fractions.divide(fractions.of(plus(x, y)), fractions.of(plus(polys.multiply(x, x), number(1n))))
    expect(fractions.asConstant(fractions.multiply(f, fractions.invert(f)))).toEqual(ratio(1n))
    expect(
      fractions.isZero(
        fractions.subtract(fractions.multiply(fractions.divide(f, fractions.of(y)), fractions.of(y)), f),
      ),
    ).toBe(true)
  })

  it('cancel a common factor without a gcd', () => {
    const { fractions, polys, x, y } = field()
    const top = fractions.of(polys.subtract(polys.multiply(x, x), polys.multiply(y, y)))
    const quotient = fractions.divide(top, fractions.of(polys.subtract(x, y)))
    const difference = fractions.subtract(quotient, fractions.of(polys.add(x, y)))
    expect(fractions.isZero(difference)).toBe(true)
  })

  it('refuse to divide by zero', () => {
    const { fractions } = field()
    expect(() => fractions.invert(fractions.zero)).toThrow(NowhereDefined)
  })

  it('come apart into coefficient, monomial and factors that multiply back', () => {
    const { fractions, polys, x, y, r3, r5, plus, number } = field()
    const one = number(1n)
    const samples = [
      plus(x, y),
      polys.multiply(plus(x, y), plus(x, y)),
      polys.scale(polys.multiply(polys.multiply(x, x), plus(polys.multiply(x, y), one)), ratio(-6n, 5n)),
      polys.multiply(plus(x, one, r3), plus(x, one, r3)),
      // Half the square of 2x + (1 + sqrt 3)(1 + sqrt 5), whose content is 4 although it is not twice anything.
      plus(
        polys.multiply(x, x),
        polys.multiply(x, polys.multiply(plus(one, r3), plus(one, r5))),
        polys.multiply(plus(number(2n), r3), plus(number(3n), r5)),
      ),
    ]
    for (const p of samples) {
      const f = fractions.of(p)
      expect(fractions.isZero(fractions.subtract(fractions.compose(fractions.decompose(f)), f))).toBe(true)
      const inverse = fractions.invert(f)
      const square = fractions.invert(fractions.of(polys.multiply(p, p)))
      expect(fractions.isZero(fractions.subtract(fractions.power(inverse, 2), square))).toBe(true)
    }
  })

  it('keep the value of 1/p when p is the square of something with a content', () => {
    const { fractions, polys, x, r3, r5, plus, number } = field()
    const one = number(1n)
    const q = plus(polys.scale(x, ratio(2n)), polys.multiply(plus(one, r3), plus(one, r5)))
    const p = polys.scale(polys.multiply(q, q), ratio(1n, 4n))
    const left = fractions.invert(fractions.of(p))
    const right = fractions.multiply(
      fractions.power(fractions.invert(fractions.of(q)), 2),
      fractions.constant(ratio(4n)),
    )
    expect(fractions.isZero(fractions.subtract(left, right))).toBe(true)
  })
})
