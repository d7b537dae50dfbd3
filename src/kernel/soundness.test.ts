/** False claims that the kernel once proved, or nearly. Each must stay without a proof. */
import { describe, expect, test } from 'vitest'
import type { Sym } from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import type { Flow } from './deciders/motions.js'
import {
  proveAlong,
  proveDarbouxSpace,
  proveEachStep,
  proveEqual,
  proveExpansion,
  proveLimit,
  proveSign,
  proveSolves,
} from './proof.js'
import type { SignName } from '../proposition/proposition.js'

const domainsOf = (assume: Readonly<Record<string, string>> = {}) =>
  new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))
const sym = (text: string): Sym => parse(text) as Sym
const flowOf = (rates: Readonly<Record<string, string>>): Flow => ({
  variable: sym('t'),
  rates: Object.entries(rates).map(([head, rate]) => ({ symbol: sym(head), rate: parse(rate) })),
})
const replacements = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).map(([head, text]) => ({ symbol: sym(head), by: parse(text) }))

describe('no proof of a false limit', () => {
  test.each([
    ['exp(t*exp(-t))', 'oo'],
    ['exp(t/(1 + exp(t)))', 'oo'],
    ['tanh(t*exp(-t))', '1'],
    ['t*exp(-t*exp(-t))', '0'],
    ['sum(i, sqrt(x[i]^2 + 1/t))', 'd*abs(x[i])'],
    ['t*cos(x)', 'oo'],
    ['exp(t)*cos(x)', 'oo'],
    ['-t*cos(x)', '-oo'],
    ['sqrt(t^2 + t) - t', '-oo'],
    ['exp(sqrt(t))/t', '0'],
    ['1/t^(-1/2)', '0'],
    ['1/t^a', '0'],
    ['sqrt(0 - 1/t)', '0'],
  ])('%s -> %s', (text, value) => {
    const claimed = value === 'oo' || value === '-oo' ? value : parse(value)
    expect(proveLimit(parse(text), sym('t'), claimed, 'oo', domainsOf()).proof).toBeUndefined()
  })
})

describe('no proof of a false expansion', () => {
  test.each([
    ['tanh(1/(h*(cos(x) + h)))', ['1']],
    ['(cos(x) + h)/abs(cos(x) + h)', ['1']],
    ['1 + acosh(1 + h^6)', ['1', '0', '0', '0']],
    ['asin(1 - h^6)', ['asin(1)', '0', '0', '0']],
  ])('%s', (text, coefficients) => {
    const parts = coefficients.map((c) => parse(c))
    expect(proveExpansion(parse(text), sym('h'), 0, parts, domainsOf({ h: 'positive' })).proof).toBeUndefined()
  })
})

describe('no proof of a false equality or sign', () => {
  test.each([
    ['cos(sqrt(pi))', '-1'],
    ['sin(sqrt(pi)/2)', '1'],
    ['sin(x) + i^2', 'sin(x) - 1'],
    ['x^(1 + 2)', 'abs(x)^3'],
    ['abs(1 + cos(x))/abs(1 - cos(x))', '-(1 + cos(x))/(1 - cos(x))'],
    ['diff(sum(i, sum(j, u[i]*u[j])), u[k])', '2*sum(i, u[i]) + u[k]'],
  ])('%s = %s', (lhs, rhs) => {
    expect(proveEqual(parse(lhs), parse(rhs), domainsOf()).proof).toBeUndefined()
  })

  test.each([
    ['sqrt(4 + 2*cos(2*x)) - 2', 'nonnegative'],
    ['abs(sin(x))*abs(sin(y))', 'nonpositive'],
    ['exp(cos(2*x)) - 1', 'positive'],
    ['tanh(cos(2*x))', 'positive'],
  ] as [string, SignName][])('%s is %s', (text, sign) => {
    expect(proveSign(parse(text), sign, undefined, domainsOf()).proof).toBeUndefined()
  })
})

describe('no proof of what holds only for some signs', () => {
  test.each([
    ['(x + y)^n', 'abs(x + y)^n'],
    ['abs((x + y)^n + 1)', 'abs(x + y)^n + 1'],
    ['sum(i<j, sqrt(u[i] + u[j])) + sum(i, abs(u[i]))', 'sum(i<j, sqrt(u[i] + u[j])) + sum(i, u[i])'],
    ['sum(i, abs(u[i]))', 'abs(sum(i, u[i]))'],
    ['sum(i<j, sqrt(x)) + abs(x)', 'sum(i<j, sqrt(x)) + x'],
    ['sum(i<j, log(x)) + sqrt(x^2)', 'sum(i<j, log(x)) + x'],
    ['sqrt((x/y)^2)', 'x/y'],
    ['(x^n)^(1/2)', 'x^n'],
    ['log(x^n)', 'n*log(x + 1)'],
  ])('%s = %s', (lhs, rhs) => {
    expect(proveEqual(parse(lhs), parse(rhs), domainsOf({ n: 'integer' })).proof).toBeUndefined()
  })

  test.each([
    ['(x + y)^n', 'positive'],
    ['(-1)^n + 1', 'positive'],
    ['sqrt(x^2 - 1) - x', 'negative'],
    ['sqrt(x) - x', 'nonnegative'],
    ['sqrt(x/y)*y', 'nonnegative'],
    ['log(x)', 'positive'],
  ] as [string, SignName][])('%s is %s', (text, sign) => {
    expect(proveSign(parse(text), sign, undefined, domainsOf({ n: 'integer' })).proof).toBeUndefined()
  })
})

describe('no proof from rules that contradict or miss each other', () => {
  test('a family beside one of its entries', () => {
    const both = replacements({ 'u[i]': '2*u[i]', 'u[1]': 'u[1]' })
    expect(proveEachStep(both, parse('u[i]'), parse('2'), domainsOf()).proof).toBeUndefined()
    expect(
      proveAlong(flowOf({ 'u[i]': 'u[i]', 'u[1]': '0' }), parse('u[1]'), parse('u[1]'), domainsOf()).proof,
    ).toBeUndefined()
    const solution = replacements({ 'u[i]': 'c[i]*exp(t)', 'u[1]': 't' })
    expect(proveSolves(flowOf({ 'u[i]': 'u[i]' }), solution, [], domainsOf()).proof).toBeUndefined()
  })

  test('one entry of a family that is summed over', () => {
    expect(proveAlong(flowOf({ 'u[1]': '1' }), parse('sum(i, u[i])'), parse('0'), domainsOf()).proof).toBeUndefined()
  })

  test('a space that is spanned by constants, or by functions that are no polynomials', () => {
    const space = (
      rates: Readonly<Record<string, string>>,
      family: readonly string[],
      degree: number,
      dimension: number,
    ) =>
      proveDarbouxSpace(
        { cofactor: parse('0'), degree, family: family.map((f) => parse(f)), dimensions: [{ width: 1, dimension }] },
        flowOf(rates),
        domainsOf({ u: 'positive' }),
      ).proof
    expect(space({ u: '(a - 5)*u' }, ['1'], 1, 1)).toBeUndefined()
    expect(space({ u: '0' }, ['u^2'], 1, 1)).toBeUndefined()
    expect(space({ u: 'sqrt(u)', v: '2*u*sqrt(u)' }, [], 2, 0)).toBeUndefined()
  })
})

describe('no proof of a false neighbour of an identity of circular, hyperbolic and arc functions', () => {
  test.each([
    ['atan(x) + atan(1/x)', 'pi/2', { x: 'nonzero' }],
    ['atan(x) + atan(1/x)', 'pi/2', { x: '(-1,1)' }],
    ['2*atan(x)', 'asin(2*x/(1 + x^2))', {}],
    ['2*atan(x)', 'asin(2*x/(1 + x^2))', { x: '[-1,1.01]' }],
    ['2*atan(x)', 'atan(2*x/(1 - x^2))', { x: '(-2,2)' }],
    ['2*atan(x)', 'acos((1 - x^2)/(1 + x^2))', {}],
    ['3*asin(x)', 'asin(3*x - 4*x^3)', { x: '[-0.51,0.5]' }],
    ['2*asin(x)', 'asin(2*x*sqrt(1 - x^2))', { x: '[-0.8,0.7]' }],
    ['acos(x)', 'asin(sqrt(1 - x^2))', {}],
    ['asin(x)', 'acos(sqrt(1 - x^2))', {}],
    ['acos(x)', 'atan(sqrt(1 - x^2)/x)', {}],
    ['atan((x + y)/(1 - x*y))', 'atan(x) + atan(y)', {}],
    ['atan((x + y)/(1 - x*y))', 'atan(x) + atan(y)', { x: 'positive', y: 'positive' }],
    ['atan((x + y)/(1 - x*y))', 'atan(x) + atan(y)', { x: '(0,1)', y: '(0,1.1)' }],
    ['asin(x) + asin(y)', 'asin(x*sqrt(1 - y^2) + y*sqrt(1 - x^2))', {}],
    ['atan((1 + x)/(1 - x))', 'pi/4 + atan(x)', {}],
    ['atan(x) + atan((1 - x)/(1 + x))', 'pi/4', {}],
    ['atan(2*x) + atan(3*x)', 'atan(5*x/(1 - 6*x^2))', { x: '(0,0.41)' }],
    ['atan(tan(x))', 'x', {}],
    ['atan(tan(x))', 'x', { x: '(0,2)' }],
    ['asin(sin(x))', 'x', { x: '[0,1.58]' }],
    ['asin(sin(x))', 'x', { x: '(-1.58,0)' }],
    ['asin(sin(2*x))', '2*x', { x: '(-0.8,0.8)' }],
    ['acos(cos(x))', 'x', { x: '(0,3.15)' }],
    ['acos(cos(x))', 'abs(x)', {}],
    ['acos(cos(x))', 'x', { x: 'integer' }],
    ['atan(sin(x)/(1 + cos(x)))', 'x/2', {}],
    ['sqrt(1 - cos(x)^2)', 'sin(x)', { x: '(0,3.15)' }],
    ['sqrt((1 + cos(x))/2)', 'cos(x/2)', { x: '(0,3.15)' }],
    ['sqrt((1 - cos(x))/(1 + cos(x)))', 'tan(x/2)', {}],
    ['acosh(cosh(x))', 'x', {}],
    ['2*asinh(x)', 'acosh(1 + 2*x^2)', {}],
    ['asinh(x)', 'acosh(sqrt(1 + x^2))', {}],
    ['atanh(sin(x))', 'asinh(tan(x))', {}],
    ['atan(sinh(x))', '2*atan(exp(x))', {}],
    ['atan(coth(x)) + atan(tanh(x))', 'pi/2', {}],
    ['acos(sech(x))', 'atan(sinh(x))', {}],
    ['atan(x) + (abs(x) - x)*(abs(x + 1) + x + 1)', 'atan(x)', {}],
    ['atan(x) + abs(x - 1/3) - x', 'atan(x) - 1/3', { x: 'positive' }],
    ['sqrt(x^4 - x^2)/abs(x)*0 + x', 'sqrt(x^2)', {}],
    ['sin(pi*n/2)', '0', { n: 'integer' }],
    ['cos(pi*n/2)', '(-1)^n', { n: 'integer' }],
    ['cos(pi*n)', '1', { n: 'integer' }],
    ['cos(acos(x)/2)', '-sqrt((1 + x)/2)', {}],
    ['sin(asin(x)/2)', 'sqrt((1 - sqrt(1 - x^2))/2)', {}],
    ['sin(atan(x)/2)', 'sqrt((1 - 1/sqrt(1 + x^2))/2)', {}],
    ['4*atan(1/5) - atan(1/239)', 'pi/4 + pi/1000000', {}],
    ['atan(1) + atan(2) + atan(3)', '0', {}],
    ['atan(2) + atan(3)', '-pi/4', {}],
    ['acos(-1/2)', 'pi/3', {}],
    ['asinh(3/4)', 'log(3)', {}],
    ['cos(pi/7) - cos(2*pi/7) + cos(3*pi/7)', '-1/2', {}],
    ['sin(pi/5)', '-sqrt(10 - 2*sqrt(5))/4', {}],
  ] as [string, string, Record<string, string>][])('%s = %s on %j', (lhs, rhs, assume) => {
    expect(proveEqual(parse(lhs), parse(rhs), domainsOf(assume)).proof).toBeUndefined()
  })
})

describe('claims on which the kernel once worked without end', () => {
  test.each([
    ['exp(x*sqrt(x^3 + x)/(x + sqrt(x^3 + x)))', '1'],
    ['sinh(log(3)/478)', 'sqrt((cosh(log(3)/239) - 1)/2)'],
    ['log(asinh(5*pi/6) + sqrt((cosh(11/10) - 1)/2))', 'log(log(5*pi/6 + sqrt((5*pi/6)^2 + 1)) + sinh(pi/8))'],
  ])('%s = %s', (lhs, rhs) => {
    expect(proveEqual(parse(lhs), parse(rhs), domainsOf()).proof).toBeUndefined()
  })

  test('the series of an absolute value', () => {
    const e = parse('abs(t - b - 1)/abs(t - b)^(1/t)')
    expect(
      proveLimit(e, sym('t'), parse('17'), { place: parse('0'), side: 'above' }, domainsOf({ b: '[0,1]' })).proof,
    ).toBeUndefined()
  })
})
