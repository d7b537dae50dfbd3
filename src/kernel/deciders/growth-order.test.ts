import { describe, expect, test } from 'vitest'
import { index, multiply } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import { proveExponent } from '../proof.js'

const domains = new Map([['c', parseDomain('positive')]])

const proved = (text: string, plus: readonly string[], minus: readonly string[] = []): boolean => {
  const forms = (texts: readonly string[]) => texts.map((t) => parse(t))
  return proveExponent(parse(text), { plus: forms(plus), minus: forms(minus) }, domains).proof !== undefined
}

describe('the order of growth in d', () => {
  test('products add, quotients subtract, roots halve', () => {
    expect(proved('c*d^a*d^b', ['a + b'])).toBe(true)
    expect(proved('c*d^a*d^b', ['a - b'])).toBe(false)
    expect(proved('d^a/d^b', ['a - b'])).toBe(true)
    expect(proved('sqrt(d^a)', ['a/2'])).toBe(true)
    expect(proved('sqrt(d^a)', ['a'])).toBe(false)
    expect(proved('d', ['1'])).toBe(true)
  })

  test('a sum takes the largest, in numerator and denominator', () => {
    expect(proved('d^a + 2*d^b', ['a', 'b'])).toBe(true)
    expect(proved('d^a + 2*d^b', ['a'])).toBe(false)
    expect(proved('1/(d^a + d^b)', ['0'], ['a', 'b'])).toBe(true)
    expect(proved('d/(d^a + d^b)', ['1 - a', '1 - b'])).toBe(false)
    expect(proved('(d^a + d^b)^2', ['2*a', '2*b'])).toBe(true)
    expect(proved('d^2 + d', ['2'])).toBe(true)
    // An index may be as large as d.
    expect(
      proveExponent(multiply(parse('d'), index('k')), { plus: [parse('1')], minus: [] }, domains).proof,
    ).toBeUndefined()
  })

  test('what does not grow is a factor with a sign, under the conditions that it has', () => {
    const conditions = (text: string): readonly string[] | undefined =>
      proveExponent(
        parse(text),
        { plus: [parse('1')], minus: [] },
        new Map([['g', parseDomain('nonzero')]]),
      ).proof?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)
    expect(conditions('g^2*d')).toEqual([])
    expect(conditions('a^b*d')).toEqual(['a positive'])
    expect(conditions('exp(1/a)*d + 1')).toEqual(['a nonzero'])
    expect(conditions('exp(log(a))*d')).toEqual(['a positive'])
    expect(conditions('g*d')).toBeUndefined()
    expect(conditions('d/exp(sqrt(a))')).toEqual(['a nonnegative'])
  })

  test('a difference, which may cancel, is not decided', () => {
    expect(proved('d^a - d^b', ['a', 'b'])).toBe(false)
    expect(proved('x*d', ['1'])).toBe(false)
  })
})
