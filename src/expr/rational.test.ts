import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as rational from './rational.js'
import { ratio } from './rational.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

const arbitrary = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => ratio(n, d))

describe('exact rationals', () => {
  it('are in lowest terms with a positive denominator', () => {
    expect(ratio(6n, -4n)).toEqual({ n: -3n, d: 2n })
    expect(ratio(0n, -7n)).toEqual({ n: 0n, d: 1n })
  })

  it('refuse a zero denominator', () => {
    expect(() => ratio(1n, 0n)).toThrow(RangeError)
    expect(() => rational.power(rational.ZERO, -1)).toThrow(RangeError)
  })

  it('satisfy the laws of a field', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
        expect(rational.add(a, b)).toEqual(rational.add(b, a))
        expect(rational.multiply(a, rational.add(b, c))).toEqual(
          rational.add(rational.multiply(a, b), rational.multiply(a, c)),
        )
        expect(rational.subtract(rational.add(a, b), b)).toEqual(a)
        if (b.n !== 0n) expect(rational.multiply(rational.divide(a, b), b)).toEqual(a)
      }),
      { seed },
    )
  })

  it('raise to integer powers, negative ones too', () => {
    expect(rational.power(ratio(2n, 3n), -3)).toEqual(ratio(27n, 8n))
    expect(rational.power(rational.ZERO, 0)).toEqual(rational.ONE)
  })

  it('compare as the numbers they are', () => {
    expect(rational.compare(ratio(1n, 3n), ratio(333n, 1000n))).toBe(1)
    expect(rational.compare(ratio(-1n, 2n), ratio(-1n, 3n))).toBe(-1)
    expect(rational.compare(ratio(2n, 4n), ratio(1n, 2n))).toBe(0)
  })
})

describe('decimals', () => {
  it.each([
    ['0.1', 1n, 10n],
    ['2.5e-3', 1n, 400n],
    ['1E3', 1000n, 1n],
    ['.5', 1n, 2n],
    ['3.', 3n, 1n],
    ['1e+2', 100n, 1n],
    ['0', 0n, 1n],
  ])('reads %s exactly', (text, n, d) => {
    expect(rational.fromDecimal(text)).toEqual({ n, d })
  })

  it('prints an expansion that ends, and nothing for one that does not', () => {
    expect(rational.toDecimal(ratio(1n, 8n))).toBe('0.125')
    expect(rational.toDecimal(ratio(-3n, 2n))).toBe('-1.5')
    expect(rational.toDecimal(ratio(12n))).toBe('12')
    expect(rational.toDecimal(ratio(1n, 3n))).toBeUndefined()
  })

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(25), fc.nat(25), (n, twos, fives) => {
        const value = ratio(n, 2n ** BigInt(twos) * 5n ** BigInt(fives))
        expect(rational.fromDecimal(rational.toDecimal(value) as string)).toEqual(value)
      }),
      { seed },
    )
  })
})

describe('toNumber', () => {
  it('gives a double within rounding, where numerator and denominator fit doubles', () => {
    fc.assert(
      fc.property(arbitrary, (a) => {
        const expected = Number(a.n) / Number(a.d)
        expect(Math.abs(rational.toNumber(a) - expected)).toBeLessThanOrEqual(Math.abs(expected) * 1e-15)
      }),
      { seed },
    )
  })

  it('gives the quotient of numbers far beyond the doubles', () => {
    expect(rational.toNumber(ratio(2n * 10n ** 400n + 1n, 10n ** 400n))).toBeCloseTo(2, 14)
    expect(rational.toNumber(ratio(-(10n ** 400n), 3n * 10n ** 399n))).toBeCloseTo(-10 / 3, 14)
  })

  it('overflows to infinity only where the value does', () => {
    expect(rational.toNumber(ratio(10n ** 400n))).toBe(Number.POSITIVE_INFINITY)
    expect(rational.toNumber(ratio(10n ** 350n + 1n, 10n ** 50n)) / 1e300).toBeCloseTo(1, 14)
  })

  it('gives tiny numbers, down to the least double', () => {
    expect(rational.toNumber(ratio(10n ** 10n + 1n, 10n ** 315n)) / 1e-305).toBeCloseTo(1, 9)
    expect(rational.toNumber(ratio(1n, 10n ** 309n))).toBe(1e-309)
    expect(rational.toNumber(ratio(1n, 10n ** 400n))).toBe(0)
  })
})
