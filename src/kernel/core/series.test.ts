import { describe, expect, test } from 'vitest'
import type { Sym } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { proveExpansion, proveLimit } from '../proof.js'

const domains = new Map([['h', parseDomain('positive')]])
const h = parse('h') as Sym
const FROM_ABOVE = { place: parse('0'), side: 'above' } as const

const proved = (text: string, low: number, coefficients: readonly string[]): boolean =>
  proveExpansion(
    parse(text),
    h,
    low,
    coefficients.map((c) => parse(c)),
    domains,
  ).proof !== undefined

describe('the leading terms of a quantity', () => {
  test.each([
    ['sin(h)', 1, ['1', '0', '-1/6'], ['1', '0', '1/6']],
    ['1/h - 1/sin(h)', 1, ['-1/6'], ['1/6']],
    ['sqrt(1 + h)', 0, ['1', '1/2', '-1/8'], ['1', '1/2', '1/8']],
    ['(1 + h)^(1/h)', 0, ['exp(1)', '-exp(1)/2'], ['exp(1)', 'exp(1)/2']],
    ['sqrt(1/h^2 + b) - 1/h', 1, ['b/2'], ['b']],
    ['tanh(1/h)', 0, ['1', '0'], ['-1', '0']],
    ['log(1 + h)/h^2', -1, ['1', '-1/2'], ['1', '1/2']],
    ['cos(h)/h', -1, ['1', '0'], ['1', '1']],
  ])('%s', (text, low, right, wrong) => {
    expect(proved(text, low, right)).toBe(true)
    expect(proved(text, low, wrong)).toBe(false)
  })

  test('a term below the claimed first order is not overlooked', () => {
    expect(proved('1/h + 1', 0, ['1'])).toBe(false)
  })
})

describe('limits at 0 from above', () => {
  test.each([
    ['sin(h)/h', '1', '0'],
    ['(1 - cos(h))/h^2', '1/2', '1'],
    ['(exp(h) - 1)/h', '1', '2'],
    ['h', '0', '1'],
  ])('%s -> %s', (text, right, wrong) => {
    expect(proveLimit(parse(text), h, parse(right), FROM_ABOVE, domains).proof).toBeDefined()
    expect(proveLimit(parse(text), h, parse(wrong), FROM_ABOVE, domains).proof).toBeUndefined()
  })

  test('a root that outgrows what it is compared with does not hide behind its own limit', () => {
    const x = parse('x') as Sym
    const e = parse('sqrt(x^2 + x) - x')
    expect(proveLimit(e, x, parse('1/2'), 'oo', new Map()).proof).toBeDefined()
    expect(proveLimit(e, x, '-oo', 'oo', new Map()).proof).toBeUndefined()
    expect(proveLimit(e, x, 'oo', 'oo', new Map()).proof).toBeUndefined()
  })
})
