/** Claims about derivatives at points where the formulas of them have no value. */
import { describe, expect, test } from 'vitest'
import * as ast from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import type { SignName } from '../../proposition/proposition.js'
import { proveAlong, proveEqual, proveSign, proveTaylor } from '../proof.js'

const domainsOf = (assume: Record<string, string> = {}) =>
  new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))

describe('an equation', () => {
  test.each([
    ['diff(x*abs(x), x)', '2*abs(x)'],
    ['diff(abs(x), x)', 'x/abs(x)'],
    ['diff(x*sqrt(x), x)', '3/2*sqrt(x)'],
    ['diff(x*abs(x), x, 2)*abs(x)', '2*x'],
    ['diff(x*abs(a*x), x)', '2*abs(a*x)'],
    ['sqrt(a*x + b)*diff(sqrt(a*x + b), x)', 'a/2'],
    ['diff(log(abs(3*tan(x) - 1)), x)', '3*(1 + tan(x)^2)/(3*tan(x) - 1)'],
    ['diff(asin(sin(x)), x)', 'cos(x)/abs(cos(x))'],
    ['diff(sum(i, u[i]*abs(u[i])), u[k])', '2*abs(u[k])'],
  ])('%s = %s holds where the derivative exists', (lhs, rhs) => {
    expect(proveEqual(parse(lhs), parse(rhs), domainsOf()).proof).toBeDefined()
  })

  test.each([
    // 0 where x is negative
    ['diff(sqrt((x + abs(x))^2), x)', '2'],
    ['abs(x) + 0*diff(sqrt((x + abs(x))^2), x)', 'x'],
    ['at(diff(y*abs(y), y), y = x - abs(x))', '-4*x'],
    // Of 0 alone, where it says 0 = 1
    ['diff(x*abs(x), x)', '1 + sqrt(-x^2)'],
    // 0 = 2*y at x = 0 for positive y: around it the right side has no value
    ['diff(x*abs(x), x)', '2*abs(x) + 0*sqrt(-x^2*y) + y + abs(y)'],
    ['diff(x*abs(x), x)', '2*abs(x) + 0*at(sqrt(-z^2*y), z = x) + y + abs(y)'],
    ['diff(x*abs(x), x)', '2*abs(x) + 0*diff(z*sqrt(-x^2*y), z) + y + abs(y)'],
    // What is put does not hide what is bent
    ['diff(at(sqrt((y + abs(y))^2), y = x), x)', '2'],
    // There is a derivative of x*abs(x) at 0, whatever those around it are
    ['diff(x*abs(x), x)/diff(x*abs(x), x)', '1 + 0*diff(y*abs(y), y)/diff(y*abs(y), y)'],
    // One member of a family, and others of it beside it
    [
      '0*diff(sum(i, abs(u[i]*u[1])), u[1]) + 0*sum(i, sqrt(-u[i]^2*w[i]))',
      '0*diff(u[1]*abs(u[1]), u[1]) + sum(i, w[i] + abs(w[i]))',
    ],
    // Some members of a family are 0, and others not
    [
      'diff(x*sum(i, abs(u[i]*x)), x) + 0*sum(i, sqrt(-u[i]^2*v[i]))',
      '2*sum(i, abs(u[i]*x)) + sum(i, v[i] + abs(v[i]))*sum(i, u[i]^2)',
    ],
    // The a of the derivative is not that of the value that is put
    ['diff(x*abs(a*x), x) + at(abs(a*x), a = 1)*(z + abs(z)) + 0*sqrt(-a^2*z)', '2*abs(a*x)'],
    // Derivatives of two formulas, of which each supposes something
    [
      '0*log(diff(p*q, q)) + x*diff((1 + w)*abs(x), x)',
      '0*sqrt(diff(-p*q, q)*w) + (1 + w)*abs(x) + 0*sqrt(-x^2*z) + z + abs(z)',
    ],
    // A derivative at p = 3, and where p is
    [
      '0*at(log(diff(p*q, q)), p = 3) + x*diff((1 + w)*abs(x), x)',
      '0*sqrt(diff(p*q, q)*w) + (1 + w)*abs(x) + 0*sqrt(-x^2*z) + z + abs(z)',
    ],
    // A root by another spelling
    ['diff(x*abs(x), x)', '2*abs(x) + 0*(-x^2*z)^(2^100/2^101) + z + abs(z)'],
    // True, for want of a rule
    ['diff(at(x*abs(x*y), y = z), x)', '2*abs(x*z)'],
    ['diff(x*sum(i, sqrt(u[i]^2*x^2)), x)', '2*sum(i, abs(u[i]*x))'],
    ['diff(x*abs(u[1]*x), x)', '2*abs(u[1]*x) + 0*sum(j, u[j])'],
    ['diff(x*abs(x), x) + diff(x^2*abs(x), x)', '2*abs(x) + 3*x*abs(x)'],
  ])('%s = %s is not shown', (lhs, rhs) => {
    const answer = proveEqual(parse(lhs), parse(rhs), domainsOf())
    expect(answer.proof).toBeUndefined()
    expect(answer).not.toHaveProperty('nowhere')
  })
})

describe('a sign', () => {
  test.each([
    ['diff(x*abs(x), x)', 'nonnegative', {}, true],
    ['diff(x*abs(x), x)', 'positive', {}, false],
    ['diff(x*abs(x), x)', 'nonzero', {}, false],
    ['diff(x*abs(x), x)', 'positive', { x: 'nonzero' }, true],
    ['diff(at(y*abs(y), y = x), x)', 'positive', {}, false],
    ['diff(sqrt(x), x)', 'positive', {}, true],
    ['1 - diff(sqrt((x + abs(x))^2), x)/2 + diff(x*abs(x), x)', 'nonnegative', {}, false],
    ['diff(2*abs(x) + x, x)', 'nonzero', {}, true],
    ['diff(abs(x)*x^3, x)', 'nonzero', {}, false],
    // Of a member that is 0 beside the one of the derivative, which is 1
    [
      '0*diff(sum(i, abs(u[i]*u[1])), u[1])/u[1] + 0*sum(i, sqrt(-u[i]^2*w[i])) - sum(i, w[i])',
      'nonnegative',
      {},
      false,
    ],
    // What a pair of which there may be none asks for is asked of nothing else
    [
      '(0*diff(sum(i < j, abs(1 + z^2 + 1/x^2)), z) + diff(x*abs(x), x))/(1 + diff(x*abs(x), x)^2)',
      'positive',
      {},
      false,
    ],
  ] as [string, SignName, Record<string, string>, boolean][])('%s is %s on %j: %s', (text, sign, assume, shown) => {
    expect(proveSign(parse(text), sign, undefined, domainsOf(assume)).proof !== undefined).toBe(shown)
  })
})

test('what holds around a point is shown only where there are points around it', () => {
  const equal = (assume: Record<string, string>) =>
    proveEqual(parse('diff(x*abs(x), x)'), parse('2*abs(x)'), domainsOf(assume)).proof !== undefined
  expect([equal({}), equal({ x: '[-1,1]' }), equal({ x: '[0,1]' })]).toEqual([true, true, true])
  expect([equal({ x: 'integer' }), equal({ x: '[0,0]' })]).toEqual([false, false])
})

test('a rate that is differentiated along its own flow is bent where it is', () => {
  const flow = (rate: string) => ({
    variable: ast.symbol('t'),
    rates: [
      { symbol: ast.symbol('u'), rate: ast.rational(1) },
      { symbol: ast.symbol('w'), rate: parse(rate) },
    ],
  })
  const along = (rate: string, expr: string, claimed: string, assume: Record<string, string> = {}) =>
    proveAlong(flow(rate), parse(expr), parse(claimed), domainsOf(assume)).proof !== undefined
  // 0 where u is negative
  expect(along('sqrt((u + abs(u))^2)', 'diff(w, t)', '2')).toBe(false)
  expect(along('sqrt((u + abs(u))^2)', 'diff(w, t)', '2', { u: 'positive' })).toBe(true)
  expect(along('sqrt((u + abs(u))^2)', 'u', '1')).toBe(true)
  expect(along('u*abs(u)', 'u*abs(u)', '2*abs(u)', { u: 'nonzero' })).toBe(true)
  // A rate is none of the terms that end
  expect(along('diff(y*abs(y), y) + 0*sqrt(-y^2*z) - 2*abs(y) - z - abs(z)', 'w', '0')).toBe(false)
})

test('a formula without a value says nothing of a derivative, and a root that ends does', () => {
  const taylor = (text: string, coefficients: number[]) =>
    proveTaylor(
      parse(text),
      ast.symbol('x'),
      coefficients.map((c) => ast.rational(c)),
      domainsOf(),
    )
  expect(taylor('x^2*abs(x)', [0, 0])).not.toHaveProperty('nowhere')
  expect(taylor('abs(x)', [0, 1])).toHaveProperty('nowhere')
  expect(taylor('x + 0*sqrt(-x^2)', [0, 1])).toHaveProperty('nowhere')
})
