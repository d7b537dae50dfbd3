import { describe, expect, test } from 'vitest'
import { parse } from 'rederive/exact'
import { printExponent, variable } from './exponent.js'
import { type Growth, PossibleCancellation, growthOf, scaleOf, symmetric } from './growth.js'

const scope = new Map<string, Growth>([
  ['a', scaleOf(variable('a'))],
  ['b', scaleOf(variable('b'))],
  ['m', scaleOf(variable('m'), 0)],
  ['u', symmetric('u', variable('u'))],
  ['w', symmetric('w', variable('w'))],
])
const exponent = (text: string): string => printExponent(growthOf(parse(text), scope).exponent)

test.each([
  ['d', '1'],
  ['3*a^2/b', '2*a - b'],
  ['a + 2*b', 'max(a, b)'],
  ['1/(a + b)', '-max(a, b)'],
  ['sqrt(a^2 + b^2)', 'max(a, b)'],
  ['sum(i, a)', 'a + 1'],
  ['sum(i, u[i]^2)', '2*u + 1'],
  ['sum(i, u[i]*w[i])', 'u + w + 1/2'],
  ['sum(i, u[i]^2*w[i])', '2*u + w + 1/2'],
  ['sum(i, m*u[i] + w[i])', '1/2 + max(m + u, w)'],
  ['sum(i, (a*u[i] - b*w[i])^2)', '1 + max(2*a + 2*u, 2*b + 2*w)'],
  ['abs(sum(i, u[i]*w[i]) - m)', 'max(u + w + 1/2, m)'],
  ['sum(i, u[i])^2', '2*u + 1'],
])('%s grows with the exponent %s', (text, expected) => {
  expect(exponent(text)).toBe(expected)
})

describe('refuses', () => {
  test.each([
    'a - b',
    'm + a',
    'sum(i, u[i]^2) - sum(i, w[i]^2)',
    'sum(i, u[i] - u[i])',
    'sum(i, m*u[i]^2)',
    'sum(i, u[i]*w[i]) + sum(i, w[i]*u[i])',
  ])('terms that may cancel: %s', (text) => {
    expect(() => exponent(text)).toThrow(PossibleCancellation)
  })
  test.each(['exp(a)', '0*a', 'x', 'm^(1/2)', 'a^b', 'sum(i<j, u[i]^2*u[j]^2)'])('what is no power: %s', (text) => {
    expect(() => exponent(text)).toThrow(TypeError)
  })
})
