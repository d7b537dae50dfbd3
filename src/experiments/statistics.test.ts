import { describe, expect, it } from 'vitest'
import { exponentOf, fallsClearly, rankCorrelation, spread, spreadText } from './statistics.js'

describe('statistics', () => {
  it('of a power law', () => {
    expect(exponentOf([2, 5, 11, 40].map((x) => [x, 3 * x ** -0.75] as const))).toBeCloseTo(-0.75, 12)
    expect(
      exponentOf([
        [1, 1],
        [10, 10],
        [100, 10],
      ]),
    ).toBeCloseTo(0.5, 12)
  })

  it('of numbers whose sum and squares are beyond all numbers', () => {
    const [large, small] = [1.5e308, 0.9e308]
    expect(spread([large, small])).toEqual({
      mean: 1.2e308,
      deviation: expect.closeTo(0.6e308 / Math.SQRT2, -300) as number,
      least: small,
      most: large,
      count: 2,
    })
    expect(spread([1, 2, 3])).toEqual({ mean: 2, deviation: 1, least: 1, most: 3, count: 3 })
  })

  it('of ranks, without points that have no number', () => {
    const falling = [
      [1, 3],
      [2, 2],
      [3, 1],
    ] as const
    expect(rankCorrelation([...falling, [4, Number.NaN], [Number.NaN, 9]])).toBe(-1)
    expect(rankCorrelation([[1, Number.NaN]])).toBeNaN()
  })

  it('of ranks', () => {
    expect(
      rankCorrelation([
        [1, 5],
        [2, 7],
        [30, 9],
      ]),
    ).toBe(1)
    expect(
      rankCorrelation([
        [1, 9],
        [2, 7],
        [30, 5],
      ]),
    ).toBe(-1)
    // By hand: ranks 0, 1, 2, 3 against 0, 2.5, 2.5, 1.
    expect(
      rankCorrelation([
        [1, 1],
        [2, 4],
        [3, 4],
        [4, 2],
      ]),
    ).toBeCloseTo(1.5 / Math.sqrt(5 * 4.5), 12)
  })

  it('fall clearly where they fall by more than either spreads', () => {
    const [low, high, wide] = [spread([0.9, 1.1]), spread([1.3, 1.5]), spread([1, 2])]
    expect(fallsClearly(high, low)).toBe(true)
    expect(fallsClearly(low, high)).toBe(false)
    expect(fallsClearly(wide, low)).toBe(false)
    expect(fallsClearly(low, spread([]))).toBe(false)
    expect(fallsClearly(spread([9]), spread([1]))).toBe(false)
  })

  it('of values, as they are told', () => {
    expect(spread([1, Number.NaN, 3])).toEqual({ mean: 2, deviation: Math.SQRT2, least: 1, most: 3, count: 2 })
    expect(spreadText(spread([0.123456, 0.123456]))).toBe('0.123 ± 0')
    expect(spreadText(spread([]))).toBe('none')
    // Their sum, divided, is 0.10000000000000002.
    expect(spread([0.1, 0.1, 0.1])).toEqual({ mean: 0.1, deviation: 0, least: 0.1, most: 0.1, count: 3 })
    expect(spreadText(spread([0.1, 0.1, 0.1]))).toBe('0.1 ± 0')
    expect(spread([Number.NaN])).toMatchObject({ mean: Number.NaN, least: Number.NaN, most: Number.NaN, count: 0 })
    expect(spreadText({ mean: 0.83333, deviation: 0.00795, least: 0, most: 1, count: 5 })).toBe('0.8333 ± 0.0080')
    expect(spreadText({ mean: 1234.5, deviation: 123.4, least: 0, most: 1, count: 5 })).toBe('1235 ± 123')
  })
})
