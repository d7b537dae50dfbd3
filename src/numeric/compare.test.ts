import { describe, expect, test } from 'vitest'
import { parse } from '../expr/parse.js'
import { type Sign, checkSign, compareSides } from './compare.js'
import { instance } from './instance.js'

const compared = (lhs: string, rhs: string, scalars: Record<string, number>) =>
  compareSides(parse(lhs), parse(rhs)).at(instance(1, scalars))

describe('sides', () => {
  test.each([
    ['(x + y)^2', 'x^2 + 2*x*y + y^2', { x: 1.1, y: 3e-4 }],
    ['(100000000 + x)^2 - 10000000000000000 - 200000000*x', 'x^2', { x: 1e-3 }],
    ['((1e8 + x)^2 - 1e16 - 2e8*x)/x', 'x', { x: 1e-3 }],
    ['(1 - tanh(x)^2)*y', 'sech(x)^2*y', { x: 300, y: 7 }],
    ['(pi/2 - atan(exp(x)))*y', 'atan(exp(-x))*y', { x: 300, y: 7 }],
    ['exp(x)/exp(x)', '1', { x: 1e4 }],
    ['exp(x + 1)', 'exp(x)*exp(1)', { x: 2000 }],
    ['sin(2*pi*x)*exp(-x^2)', '0', { x: 3 }],
    ['diff(sin(x)^2 + cos(x)^2, x)*exp(x)', '0', { x: 3 }],
    ['diff(atan(x^y), x)*y', 'y^2*x^(y - 1)/(1 + x^(2*y))', { x: 1e10, y: 1e10 }],
    ['diff(tanh(x), x)', '1 - tanh(x)^2', { x: 0.3 }],
  ])('%s equals %s', (lhs, rhs, scalars) => {
    expect(compared(lhs, rhs, scalars as Record<string, number>).outcome).toBe('equal')
  })

  test('a side that divides by nothing but rounding differs from none', () => {
    const found = compared('(2*x + 1)/sin(exp(x))', '(2*x + 1)/cos(pi/2 - exp(x))', { x: -300 })
    expect(found.outcome).not.toBe('different')
  })

  test.each([
    ['(x + y)^2', 'x^2 + y^2', { x: 1, y: 1 }],
    ['exp(-x^2)*sin(2*pi*x)', '0', { x: 10.25 }],
    ['exp(x)', 'exp(x)*(1 + 1e-9*x)', { x: 800 }],
    ['1 + x', '1', { x: 1e-8 }],
  ])('%s differs from %s', (lhs, rhs, scalars) => {
    const result = compared(lhs, rhs, scalars as Record<string, number>)
    expect(result).toMatchObject({ outcome: 'different', precise: expect.anything() })
  })

  test.each([
    ['1/(1 + cosh(x)^2 - sinh(x)^2 - 1)', '1', { x: 300 }],
    ['y^3', 'y^3/(1 + cosh(x)^2 - sinh(x)^2 - 1)', { x: 300, y: 7 }],
    ['tanh(cosh(x)^2 - sinh(x)^2)', 'tanh(1)', { x: 300 }],
    ['1/(cosh(x)^2 - sinh(x)^2)', '1', { x: 3e5 }],
  ])('%s and %s are not told apart by rounding', (lhs, rhs, scalars) => {
    expect(compared(lhs, rhs, scalars as Record<string, number>).outcome).not.toBe('different')
  })

  test('a point where a side is undefined does not count', () => {
    expect(compared('x/x', '1', { x: 0 }).outcome).toBe('undefined')
    expect(compared('sqrt(x)^2', 'x', { x: -1 }).outcome).toBe('undefined')
    expect(compared('1/(1/x)', 'x + 1', { x: 0 }).outcome).toBe('undefined')
    expect(compared('u[2]', '1', {}).outcome).toBe('undefined')
    expect(() => compared('z', '1', {})).toThrow('z has no value')
  })

  test('the confirmed sides are shown to 50 digits', () => {
    const { lhs, rhs, precise } = compared('sqrt(x)', '1.4', { x: 2 })
    expect([lhs, rhs]).toEqual([Math.SQRT2, 1.4])
    expect(precise).toEqual({ lhs: '1.4142135623730950488016887242096980785696718753769', rhs: '1.4' })
  })
})

describe('signs', () => {
  test.each([
    ['x^2 + 1', 'positive', 'holds'],
    ['x - 2', 'positive', 'violated'],
    ['x - 2', 'nonnegative', 'holds'],
    ['x - 3', 'nonnegative', 'violated'],
    ['x - 3', 'negative', 'holds'],
    ['x', 'nonpositive', 'violated'],
    ['x - 2', 'nonzero', 'violated'],
    ['1 - tanh(100*x)', 'positive', 'undefined'],
    ['sqrt(1 - tanh(100*x)^2)', 'positive', 'undefined'],
    ['sqrt(x) - sqrt(x)', 'nonnegative', 'holds'],
    ['exp(-exp(20*x))', 'positive', 'undefined'],
    ['1 - tanh(10*x)', 'positive', 'holds'],
    ['log(-x)', 'positive', 'undefined'],
    ['exp(400*x)', 'positive', 'holds'],
  ] as [string, Sign, string][])('%s is %s: %s', (text, sign, outcome) => {
    expect(checkSign(parse(text), sign).at(instance(1, { x: 2 })).outcome).toBe(outcome)
  })
})
