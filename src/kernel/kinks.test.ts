/** Claims about derivatives at points where the formulas of them have no value. */
import { describe, expect, test } from 'vitest'
import * as ast from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import type { SignName } from '../proposition/proposition.js'
import { proveAlong, proveEqual, proveSign, proveTaylor } from './proof.js'

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
    // True, for want of a rule
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
  ] as [string, SignName, Record<string, string>, boolean][])('%s is %s on %j: %s', (text, sign, assume, shown) => {
    expect(proveSign(parse(text), sign, undefined, domainsOf(assume)).proof !== undefined).toBe(shown)
  })
})

test('what holds around a point is shown only where there are points around it', () => {
  const equal = (assume: Record<string, string>) =>
    proveEqual(parse('diff(x*abs(x), x)'), parse('2*abs(x)'), domainsOf(assume)).proof !== undefined
  expect([equal({}), equal({ x: '[-1,1]' }), equal({ x: '[0,1]' })]).toEqual([true, true, true])
  expect([equal({ x: 'integer' }), equal({ x: '[0,0]' })]).toEqual([false, false])

  // The path through u = w = 0 is outside the domain of w but for that point.
  const flow = {
    variable: ast.symbol('t'),
    rates: [
      { symbol: ast.symbol('u'), rate: ast.rational(1) },
      { symbol: ast.symbol('w'), rate: parse('-2*u') },
    ],
  }
  const along = (assume: Record<string, string>) =>
    proveAlong(flow, parse('u*abs(u)'), parse('2*abs(u) + 0*w'), domainsOf(assume)).proof !== undefined
  expect([along({}), along({ w: 'positive' }), along({ w: 'nonnegative' })]).toEqual([true, true, false])
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
