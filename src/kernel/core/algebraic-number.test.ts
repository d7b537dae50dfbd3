import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AlgebraicNumber, PI_NUMBER, cosineOfTurn, integerRoot } from './algebraic-number.js'
import { KernelLimit, NowhereDefined } from './outcome.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const q = (n: number, d = 1): AlgebraicNumber => AlgebraicNumber.rational({ n: BigInt(n), d: BigInt(d) })
const minus = (a: AlgebraicNumber, b: AlgebraicNumber): AlgebraicNumber => a.plus(q(-1).times(b))
const sqrt = (n: number): AlgebraicNumber => q(n).root(2)
const [two, three, five] = [sqrt(2), sqrt(3), sqrt(5)]

describe('an algebraic number is zero', () => {
  test.each<[string, AlgebraicNumber]>([
    ['sqrt(3 + 2 sqrt 2) - 1 - sqrt 2', minus(q(3).plus(q(2).times(two)).root(2), q(1).plus(two))],
    ['(2 + sqrt 5)^(1/3) - (1 + sqrt 5)/2', minus(q(2).plus(five).root(3), q(1).plus(five).over(q(2)))],
    ['1/(sqrt 2 + sqrt 3) - sqrt 3 + sqrt 2', minus(q(1).over(two.plus(three)), minus(three, two))],
    ['4 cos(pi/5) - 1 - sqrt 5', minus(q(4).times(cosineOfTurn(1, 10)), q(1).plus(five))],
    [
      '8 cos(2 pi/7) cos(4 pi/7) cos(6 pi/7) - 1',
      minus(
        [1, 2, 3]
          .map((j) => cosineOfTurn(j, 7))
          .reduce((a, b) => a.times(b))
          .times(q(8)),
        q(1),
      ),
    ],
    ['0 sqrt 2', q(0).times(two)],
  ])('%s', (_, value) => {
    expect(value.sign()).toBe(0)
  })
})

describe('an algebraic number is not zero, however small', () => {
  test('sums of square roots that agree to 20 digits', () => {
    // sqrt(n + 1) + sqrt(n - 1) - 2 sqrt n is about -n^(-3/2)/4.
    const n = 10 ** 13
    const value = minus(sqrt(n + 1).plus(sqrt(n - 1)), q(2).times(sqrt(n)))
    expect(value.sign()).toBe(-1)
  })
  test('(sqrt 2 - 1)^200', () => {
    let value = minus(two, q(1))
    for (let k = 0; k < 3; k++) value = value.times(value)
    let power = value
    for (let k = 1; k < 25; k++) power = power.times(value)
    expect(power.sign()).toBe(1)
    expect(minus(q(0), power).sign()).toBe(-1)
  })
  test('355/113 - pi', () => {
    expect(minus(q(355, 113), PI_NUMBER).sign()).toBe(1)
  })
})

test('what would take too many digits is given up', () => {
  expect(() => minus(PI_NUMBER, PI_NUMBER).sign()).toThrow(KernelLimit)
  const roots = [2, 3, 5, 7, 11, 13, 17, 19].map((n) => q(n).root(5))
  const sum = roots.reduce((a, b) => a.plus(b))
  expect(() =>
    minus(
      sum,
      [...roots].reverse().reduce((a, b) => a.plus(b)),
    ).sign(),
  ).toThrow(KernelLimit)
})

test('an even root of a negative number has no value', () => {
  expect(() => minus(two, q(2)).root(2).sign()).toThrow(NowhereDefined)
})

test('enclosures hold the value, at any number of digits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 3, max: 40 }),
      fc.integer({ min: 40, max: 300 }),
      (j, n, bits) => {
        const { low, high } = cosineOfTurn(j, n).enclosure(bits)
        expect(high - low).toBeLessThanOrEqual(4n)
        expect(Math.abs(Number(low >> BigInt(bits - 40)) / 2 ** 40 - Math.cos((2 * Math.PI * j) / n))).toBeLessThan(
          1e-11,
        )
        const [wide, narrow] = [
          q(n, 7).root(3).enclosure(bits),
          q(n, 7)
            .root(3)
            .enclosure(2 * bits),
        ]
        expect(wide.low << BigInt(bits)).toBeLessThanOrEqual(narrow.low)
        expect(wide.high << BigInt(bits)).toBeGreaterThanOrEqual(narrow.high)
      },
    ),
    { seed },
  )
})

test('the sign is that of the value in doubles, where those are sure of it', () => {
  const tree = fc.letrec<{ node: readonly [AlgebraicNumber, number] }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.integer({ min: -9, max: 9 }).map((n) => [q(n), n] as const),
      fc.tuple(tie('node'), tie('node')).map(([[a, x], [b, y]]) => [a.plus(b), x + y] as const),
      fc.tuple(tie('node'), tie('node')).map(([[a, x], [b, y]]) => [a.times(b), x * y] as const),
      fc.tuple(tie('node'), fc.integer({ min: 1, max: 9 })).map(([[a, x], d]) => [a.over(q(d)), x / d] as const),
      fc
        .tuple(tie('node'), fc.integer({ min: 2, max: 3 }))
        .map(([[a, x], k]) => [a.times(a).plus(q(1)).root(k), (x * x + 1) ** (1 / k)] as const),
    ),
  })).node
  fc.assert(
    fc.property(tree, ([exact, double]) => {
      fc.pre(Math.abs(double) > 1e-9 && Math.abs(double) < 1e9)
      let sign: number | undefined
      try {
        sign = exact.sign()
      } catch (error) {
        if (!(error instanceof KernelLimit)) throw error
      }
      expect(sign ?? Math.sign(double)).toBe(Math.sign(double))
    }),
    { seed, numRuns: 300 },
  )
})

test('integer roots are exact', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), fc.integer({ min: 2, max: 7 }), (a, k) => {
      const r = integerRoot(a, k)
      expect(r ** BigInt(k) <= a && (r + 1n) ** BigInt(k) > a).toBe(true)
    }),
    { seed },
  )
})
