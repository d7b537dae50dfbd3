import { describe, expect, test } from 'vitest'
import { compare, ratio, toNumber } from '../../expr/rational.js'
import { RealRoots, commonDivisor, exactQuotient, product, signAt, squareFree } from './real-roots.js'

const big = (...c: number[]) => c.map(BigInt)
/** The polynomial with these roots, given as [numerator, denominator]. */
const withRoots = (...roots: [number, number][]) =>
  roots.map(([n, d]) => big(-n, d)).reduce((a, b) => [...product(a, b)], big(1))

describe('real roots', () => {
  test('each rational root once, in order, also where it was multiple', () => {
    const p = squareFree(withRoots([1, 2], [-3, 1], [1, 2], [7, 3], [0, 1], [0, 1], [0, 1]))
    const found = new RealRoots(p).isolate(20)
    expect(found.map(({ low }) => toNumber(low))).toHaveLength(4)
    ;[-3, 0, 0.5, 7 / 3].forEach((root, k) => {
      const { low, high } = found[k] as (typeof found)[number]
      expect(toNumber(low)).toBeLessThanOrEqual(root)
      expect(toNumber(high)).toBeGreaterThanOrEqual(root)
      expect(toNumber(high) - toNumber(low)).toBeLessThanOrEqual(2 ** -20)
    })
  })

  test('no root of x^2 + 1, two of x^2 - 2, three of x^3 - 3x + 1', () => {
    expect(new RealRoots(big(1, 0, 1)).isolate(10)).toHaveLength(0)
    expect(new RealRoots(big(-2, 0, 1)).isolate(10)).toHaveLength(2)
    expect(new RealRoots(big(1, -3, 0, 1)).isolate(10)).toHaveLength(3)
    expect(new RealRoots(big(5)).isolate(10)).toHaveLength(0)
  })

  test('the ends of an interval are on either side of its root', () => {
    const p = squareFree(product(big(-2, 0, 1), product(big(-3, 0, 1), big(-3, 2))))
    for (const { low, high } of new RealRoots(p).isolate(30)) {
      if (compare(low, high) === 0) expect(signAt(p, low)).toBe(0)
      else expect(signAt(p, low) * signAt(p, high)).toBe(-1)
    }
  })

  test('close roots are told apart', () => {
    const p = squareFree(withRoots([1, 1], [1_000_001, 1_000_000]))
    expect(new RealRoots(p).isolate(2)).toHaveLength(2)
  })

  test('counts in half-open intervals', () => {
    const roots = new RealRoots(withRoots([0, 1], [1, 1], [2, 1]))
    expect(roots.count(undefined, undefined)).toBe(3)
    expect(roots.count(ratio(0n), ratio(1n))).toBe(1)
    expect(roots.count(ratio(1n, 2n), undefined)).toBe(2)
    expect(roots.count(undefined, ratio(0n))).toBe(1)
  })

  test('common divisors and quotients', () => {
    const p = withRoots([1, 2], [3, 1])
    expect(commonDivisor(product(p, big(1, 0, 1)), product(p, big(5, 1)))).toHaveLength(3)
    expect(exactQuotient(product(p, big(7, -2)), p)).toHaveLength(2)
    expect(commonDivisor(big(-2, 0, 1), big(-3, 0, 1))).toHaveLength(1)
  })
})
