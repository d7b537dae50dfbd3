import { describe, expect, test } from 'vitest'
import { parse } from '../../expr/parse.js'
import { KernelLimit } from './outcome.js'
import { Polynomials } from './polynomials.js'
import { proveEqual } from '../proof.js'
import { Work, wordsOf } from './work.js'

const why = (lhs: string, rhs: string): string => {
  const answer = proveEqual(parse(lhs), parse(rhs), new Map())
  return answer.proof === undefined ? answer.why : 'proved'
}

describe('what blows up ends with the reason', () => {
  test.each([
    ['(x + 1)^(10^9)', /gives up at a sum to the power|an exponent as large as 1000000000/],
    ['x^(10^9)', /an exponent as large as 1000000000/],
    ['2^(2^100)', /an exponent as large as/],
    ['(123456789/987654321)^100000', /gives up at a number with more than 100000 binary digits/],
    [Array.from({ length: 40 }, (_, k) => `(x${k} + y${k})`).join('*'), /gives up at a computation of more than/],
    ['((a + b + c + f + g + h)^20 + 1)^10', /gives up at a computation of more than/],
    [Array.from({ length: 10_000 }, (_, k) => `x${k}`).join(' + '), /gives up at a computation of more than/],
    [`${'1/(x + '.repeat(150)}1${')'.repeat(150)}`, /gives up at a computation of more than/],
    ['diff(exp(x^2)*sin(x)/(1 + x^2), x, 99)', /cannot hold it: a derivative of more than 100000 parts/],
  ])('%.40s', (text, reason) => {
    // A family, of which no point is looked at.
    expect(why(`${text} + u[i]`, '1 + u[i]')).toMatch(reason)
    expect(why(text, '1')).not.toBe('proved')
  })

  test('and what only looks large is proved', () => {
    expect(why('(x + 1)^200*(x - 1)^200', '(x^2 - 1)^200')).toBe('proved')
    expect(why('(a + b + c)^40', '(a + b + c)^20*(c + b + a)^20')).toBe('proved')
    expect(why('3^4000*5^3000', '15^3000*3^1000')).toBe('proved')
  })
})

describe('the budget', () => {
  test('is shared by all arithmetic of one attempt, and ends it', () => {
    const polys = new Polynomials(new Work(1000))
    polys.declare(0)
    polys.declare(1)
    const sum = polys.add(polys.generator(0), polys.generator(1))
    const power = polys.power(sum, 8)
    expect(polys.isZero(power)).toBe(false)
    const more = () => {
      for (let k = 0; k < 100; k++) polys.multiply(power, power)
    }
    expect(more).toThrow(KernelLimit)
  })

  test('counts long numbers by their words', () => {
    expect(wordsOf([1n, -5n])).toBe(1)
    expect(wordsOf([1n, -(1n << 640n)])).toBe(11)
    expect(() => wordsOf([1n << 200_000n])).toThrow(KernelLimit)
    const polys = new Polynomials(new Work(1000))
    const long = polys.constant({ n: 3n ** 40_000n, d: 1n })
    expect(() => polys.multiply(long, long)).toThrow(KernelLimit)
  })
})
