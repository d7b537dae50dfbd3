import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rational, ratio } from '../../expr/rational.js'
import { type Poly, Polynomials } from './polynomials.js'
import { rationalSquareRoot, squareRoot } from './square-root.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

/** Generators x, y free and r with r^2 = 2, s with s^3 = x + y. */
function ring(): { polys: Polynomials; x: Poly; y: Poly; r: Poly; s: Poly } {
  const polys = new Polynomials()
  polys.declare(0)
  polys.declare(1)
  const [x, y] = [polys.generator(0), polys.generator(1)]
  polys.declare(2, { degree: 2, value: polys.constant(ratio(2n)) })
  polys.declare(3, { degree: 3, value: polys.add(x, y) })
  return { polys, x, y, r: polys.generator(2), s: polys.generator(3) }
}

type Term = readonly [number, number, number, number, number]
const term = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(4))
const terms = fc.array(term, { maxLength: 5 })

function build({ polys, x, y, r, s }: ReturnType<typeof ring>, from: readonly Term[]): Poly {
  return from.reduce((sum: Poly, [c, a, b, e, f]) => {
    const powers = [polys.power(x, a), polys.power(y, b), polys.power(r, e), polys.power(s, f)]
    return polys.add(
      sum,
      polys.scale(
        powers.reduce((p, q) => polys.multiply(p, q)),
        ratio(BigInt(c), 3n),
      ),
    )
  }, polys.zero)
}
const x0 = 1.37
const y0 = 2.21
const at = (polys: Polynomials, p: Poly, point: readonly number[]): number => {
  let total = 0
  for (const [m, c] of p.terms) {
    total += Number(c) * polys.monomials.exponents(m).reduce((v, e, g) => v * (point[g] as number) ** e, 1)
  }
  return total / Number(p.den)
}
const POINT = [x0, y0, Math.SQRT2, Math.cbrt(x0 + y0)]

describe('polynomials', () => {
  it('compute as the numbers that the generators stand for', () => {
    fc.assert(
      fc.property(terms, terms, fc.nat(4), (a, b, k) => {
        const all = ring()
        const [p, q] = [build(all, a), build(all, b)]
        const [u, v] = [at(all.polys, p, POINT), at(all.polys, q, POINT)]
        const near = (found: Poly, expected: number): void => {
          expect(Math.abs(at(all.polys, found, POINT) - expected)).toBeLessThanOrEqual(
            1e-9 * (1 + Math.abs(u) + Math.abs(v)) ** 4 * 10,
          )
        }
        near(all.polys.add(p, q), u + v)
        near(all.polys.subtract(p, q), u - v)
        near(all.polys.multiply(p, q), u * v)
        near(all.polys.power(p, k), u ** k)
      }),
      { seed },
    )
  })

  it('have one form: a sum of terms in any order is the same polynomial', () => {
    fc.assert(
      fc.property(terms, (a) => {
        const all = ring()
        const difference = all.polys.subtract(build(all, a), build(all, [...a].reverse()))
        expect(all.polys.isZero(difference)).toBe(true)
      }),
      { seed },
    )
  })

  it('use the relations of their generators', () => {
    const { polys, x, y, r, s } = ring()
    expect(polys.asConstant(polys.multiply(r, r))).toEqual(ratio(2n))
    expect(polys.isZero(polys.subtract(polys.power(s, 3), polys.add(x, y)))).toBe(true)
    expect(
      polys.isZero(polys.subtract(polys.multiply(polys.add(polys.one, r), polys.subtract(r, polys.one)), polys.one)),
    ).toBe(true)
  })

  it('come apart into coefficient, monomial and core', () => {
    fc.assert(
      fc.property(terms, (a) => {
        const all = ring()
        const p = build(all, a)
        fc.pre(!all.polys.isZero(p))
        const { coefficient, monomial, core } = all.polys.primitive(p)
        const again = all.polys.scale(all.polys.times(core, monomial), coefficient)
        expect(all.polys.isZero(all.polys.subtract(again, p))).toBe(true)
      }),
      { seed },
    )
  })

  it('have a square root when they are squares, and the root is right', () => {
    fc.assert(
      fc.property(terms, (a) => {
        const all = ring()
        const p = build(all, a)
        const root = squareRoot(all.polys, all.polys.multiply(p, p))
        if (root)
          expect(all.polys.isZero(all.polys.subtract(all.polys.multiply(root, root), all.polys.multiply(p, p)))).toBe(
            true,
          )
        const free = a.every(([, , , e, f]) => e === 0 && f === 0)
        if (free) expect(root).toBeDefined()
      }),
      { seed },
    )
  })

  it('have no square root when they are not squares', () => {
    const { polys, x, y } = ring()
    expect(squareRoot(polys, polys.add(x, y))).toBeUndefined()
    expect(squareRoot(polys, polys.add(polys.multiply(x, x), polys.multiply(y, y)))).toBeUndefined()
    expect(squareRoot(polys, polys.negate(polys.multiply(x, x)))).toBeUndefined()
  })

  it('cancel negative powers exactly', () => {
    const { polys, x } = ring()
    const inverse = polys.generator(0, -1)
    expect(polys.asConstant(polys.multiply(x, inverse))).toEqual(ratio(1n))
  })
})

describe('rationalSquareRoot', () => {
  it('finds exact roots of any size and nothing else', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 200n }), fc.bigInt({ min: 1n, max: 10n ** 30n }), (n, d) => {
        const q: Rational = ratio(n, d)
        expect(rationalSquareRoot({ n: q.n * q.n, d: q.d * q.d })).toEqual(q)
        if (n > 1n) expect(rationalSquareRoot(ratio(n * n + 1n))).toBeUndefined()
      }),
      { seed },
    )
    expect(rationalSquareRoot(ratio(-4n))).toBeUndefined()
    expect(rationalSquareRoot({ n: 10n ** 700n, d: 1n })).toEqual(ratio(10n ** 350n))
  })
})
