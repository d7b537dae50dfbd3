import { expect, test } from 'vitest'
import { ratio } from 'rederive/exact'
import { constant, exactly, largest, plus, printExponent, printRational, times, valueAt, variable } from './exponent.js'

const [a, b] = [variable('a'), variable('b')]

test('forms that are never the largest alone are left out', () => {
  const squared = times(largest(a, b), ratio(2))
  expect(printExponent(plus(largest(a, b), largest(a, b)))).toBe(printExponent(squared))
  expect(printExponent(largest(a, a))).toBe('a')
})

test('maxima of differences of maxima are exact', () => {
  const e = largest(plus(a, times(largest(b, constant(ratio(0))), ratio(-1))), b)
  expect(printRational(valueAt(e, { a: ratio(5), b: ratio(2) }))).toBe('3')
  expect(printRational(valueAt(e, { a: ratio(1, 3), b: ratio(-2) }))).toBe('1/3')
  expect(() => valueAt(e, { a: ratio(1) })).toThrow('b')
})

test.each([
  ['-1/2', '-1/2'],
  [0.1, '1/10'],
  [-3, '-3'],
  ['2/4', '1/2'],
  [1e-7, '1/10000000'],
  ['0.5/3', '1/6'],
])('%s is %s', (value, expected) => {
  expect(printRational(exactly(value))).toBe(expected)
})

test.each(['', 'x', '1/0', '1/-2', '--1', Number.NaN, Number.POSITIVE_INFINITY])('%s is no number', (value) => {
  expect(() => exactly(value)).toThrow(RangeError)
})
