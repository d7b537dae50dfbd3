import { describe, expect, test } from 'vitest'
import { toNumber } from 'rederive/exact'
import { type Draw, draws } from './gaussian.js'
import { fitLine } from './line-fit.js'
import { measureExponents } from './measure-exponents.js'
import { QUANTITIES } from './scaling.js'
import { SCHEMES } from './schemes.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const networks = draws({ widths: Array.from({ length: 14 }, (_, k) => 2 ** (k + 4)), seed })

test.each(SCHEMES)('fits at widths 2^4 to 2^17 find the exact exponents: $name', (scheme) => {
  const measured = measureExponents(scheme, { networks })
  for (const quantity of QUANTITIES) {
    const { slope, error, exact } = measured[quantity]
    expect(Math.abs(slope - toNumber(exact)), quantity).toBeLessThan(4.5 * error + 1e-3)
    expect(error, quantity).toBeLessThan(0.03)
  }
})

describe('draws', () => {
  test('follow from their seed', () => {
    expect(draws({ widths: [8, 16], seeds: 2, seed: 3 })).toEqual(draws({ widths: [8, 16], seeds: 2, seed: 3 }))
    expect(draws({ widths: [8], seeds: 1, seed: 3 })).not.toEqual(draws({ widths: [8], seeds: 1, seed: 4 }))
  })
  test('are standard and independent', () => {
    const [[{ uu, ww, uw }]] = draws({ widths: [2 ** 20], seeds: 1, seed }) as [[Draw]]
    for (const deviation of [uu / 2 ** 20 - 1, ww / 2 ** 20 - 1, uw / 2 ** 20]) {
      expect(Math.abs(deviation)).toBeLessThan(5 * Math.sqrt(2 / 2 ** 20))
    }
  })
})

test('a line through exact points has no error', () => {
  const { slope, error } = fitLine([1, 2, 4].map((x) => ({ x, y: 3 * x - 1, variance: 0 })))
  expect(slope).toBeCloseTo(3, 14)
  expect(error).toBeCloseTo(0, 14)
  expect(() => fitLine([{ x: 1, y: 1, variance: 0 }])).toThrow('two different x')
})
