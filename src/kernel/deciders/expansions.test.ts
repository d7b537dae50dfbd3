/** Claims about the coefficients of expansions. */
import { describe, expect, it } from 'vitest'
import { parse } from '../../expr/parse.js'
import { symbolOf } from '../as-text.example.js'
import { proveTaylor } from '../proof.js'

describe('proveTaylor', () => {
  const taylor = (text: string, coefficients: string[]): boolean =>
    proveTaylor(
      parse(text),
      symbolOf('t'),
      coefficients.map((c) => parse(c)),
      new Map(),
    ).proof !== undefined
  const factorial = (k: number): bigint =>
    Array.from({ length: k }, (_, j) => BigInt(j + 1)).reduce((a, b) => a * b, 1n)

  it('proves coefficients, and refuses wrong ones', () => {
    expect(taylor('exp(a*t)', ['1', 'a', 'a^2/2', 'a^3/6'])).toBe(true)
    expect(taylor('exp(a*t)', ['1', 'a', 'a^2'])).toBe(false)
    expect(taylor('1/(1 - t)', ['1', '1', '1', '1', '1'])).toBe(true)
    expect(taylor('abs(t)', ['0', '1'])).toBe(false)
    expect(taylor('sqrt(t)', ['0', '0'])).toBe(false)
  })

  it('keeps exact to high order', () => {
    expect(
      taylor(
        'exp(t)',
        Array.from({ length: 26 }, (_, k) => `1/${factorial(k)}`),
      ),
    ).toBe(true)
  })
})
