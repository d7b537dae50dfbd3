/** Equalities that hold because both sides differ by a constant on each piece; their false neighbours are in soundness.test.ts. */
import { describe, expect, test } from 'vitest'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { proveEqual } from '../proof.js'

describe('proved', () => {
  test.each([
    ['4*atan(1/5) - atan(1/239)', 'pi/4', {}],
    ['asin(1/sqrt(5)) + asin(1/sqrt(10))', 'pi/4', {}],
    ['acosh(2)', 'log(2 + sqrt(3))', {}],
    ['atan(x) + atan(1/x)', 'pi/2', { x: 'positive' }],
    ['atan(x) + atan(1/x)', '-pi/2', { x: 'negative' }],
    ['atan(x) + atan(1/x)', 'pi/2*abs(x)/x', { x: 'nonzero' }],
    ['2*atan(x)', 'asin(2*x/(1 + x^2))', { x: '[-1,1]' }],
    ['2*atan(x)', 'pi - asin(2*x/(1 + x^2))', { x: '[1,oo)' }],
    ['2*atan(abs(x))', 'acos((1 - x^2)/(1 + x^2))', {}],
    ['atan((1 + x)/(1 - x))', 'atan(x) - 3*pi/4', { x: '(1,oo)' }],
    ['atan(x) + atan(y)', 'atan((x + y)/(1 - x*y))', { x: '(-1,1)', y: '(-1,1)' }],
    ['asin(x/sqrt(x^2 + y^2))', 'atan(x/y)', { y: 'positive' }],
    ['asin(sin(x))', 'x', { x: '[0,1.57]' }],
    ['asin(sin(x))', 'pi - x', { x: '(2,4)' }],
    ['acos(cos(x))', 'abs(x)', { x: '(-3,3)' }],
    ['sqrt(1 - cos(x)^2)', 'sin(x)', { x: '(0,3)' }],
    ['diff(asin(sin(x)), x)', 'cos(x)/abs(cos(x))', {}],
    ['atan(sinh(x))', '2*atan(exp(x)) - pi/2', {}],
    ['asinh(abs(x))', 'acosh(sqrt(1 + x^2))', {}],
    ['tan(acos(x)/2)', 'sqrt((1 - x)/(1 + x))', {}],
    ['sin(pi*n/2)*cos(pi*n/2)', '0', { n: 'integer' }],
  ] as [string, string, Record<string, string>][])('%s = %s on %j', (lhs, rhs, assume) => {
    const domains = new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))
    expect(proveEqual(parse(lhs), parse(rhs), domains).proof).toBeDefined()
  })
})
