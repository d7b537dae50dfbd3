import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Assertion } from '../proposition/proposition.js'
import { instead, refute, refuteAt } from './refutation.js'
import { stated, symbol } from './written.example.js'

const PARTS = { binders: { x: 'real', h: 'real', a: 'positive', b: 'real' } }

const series = (expr: string, coefficients: readonly string[], low = 0): Assertion => ({
  kind: 'expansion',
  expr: parse(expr),
  variable: symbol('h'),
  low,
  coefficients: coefficients.map((text) => parse(text)),
})
const taylor = (expr: string, coefficients: readonly string[]): Assertion => ({
  kind: 'taylor',
  expr: parse(expr),
  variable: symbol('x'),
  coefficients: coefficients.map((text) => parse(text)),
})

describe.each<[string, (expr: string, coefficients: readonly string[]) => Assertion, string]>([
  ['series', series, 'h'],
  ['Taylor coefficients', taylor, 'x'],
])('%s', (_, claim, x) => {
  const found = (expr: string, ...coefficients: string[]): string | undefined => {
    const refutation = refute(stated(PARTS, claim(expr.replaceAll('#', x), coefficients)))
    return refutation && `${refutation.what}: ${refutation.found}, not ${refutation.claimed}`
  }

  it('are refuted by the first coefficient that is another', () => {
    expect(found('cosh(#)', '1', '0', '1/2', '0', '1/12')).toBe(
      'the coefficient of order 4 and the one claimed: 1/24, not 1/12',
    )
    expect(found('exp(a*#)', '1', '2*a', '7')).toMatch(/^the coefficient of order 1 and the one claimed: .*, not 2\*a$/)
    expect(found('exp(#)', '1', '1', '1/2')).toBeUndefined()
  })

  it('are not where the two may be the same', () => {
    expect(found('exp(b*#)', '1', '2*b')).toBeUndefined()
    expect(found('exp(b*#)', '1', 'abs(b)')).toBeUndefined()
    expect(found('exp(b*#)', '1', 'b + 1')).toBeDefined()
  })
})

const limit = (expr: string, x: string, value: string): Assertion => ({
  kind: 'limit',
  expr: parse(expr),
  variable: symbol(x),
  target: 'oo',
  value: parse(value),
})

describe('a limit', () => {
  it('that swings beyond all bounds is none', () => {
    const none = (expr: string, x = 'x'): boolean =>
      refute(stated({ binders: { x: 'real', n: 'integer', a: 'real' } }, limit(expr, x, '0')))?.found === 'none'
    for (const expr of ['x*sin(x)', 'x^2*cos(1/x)*sin(x)', 'x*(sin(x) + 1/2)']) expect(none(expr)).toBe(true)
    for (const expr of ['x*(sin(x) + 2)', 'x*sin(x)^2', 'exp(x*sin(x))/x', 'x*sin(x)*cos(x^2)'])
      expect(none(expr)).toBe(false)
    for (const expr of ['(-2)^n', '(-1)^n*n', '(-3)^(1 - n)*9^n']) expect(none(expr, 'n')).toBe(true)
    for (const expr of ['(-2)^(2*n)', 'n*cos(2*pi*n)', 'n*sin(pi*n)', 'n*cos(pi*n^2 + pi*n)', 'n*sin(n)'])
      expect(none(expr, 'n')).toBe(false)
  })

  it('is refuted at numbers that are put for symbols, and by another value that is the claimed one nowhere or somewhere', () => {
    const claim = stated({ binders: { a: '(-2,1)', n: 'integer' } }, limit('a^n', 'n', '0'))
    expect(refute(claim)).toBeUndefined()
    expect(refuteAt(claim, { a: -1.5, n: 100 })?.found).toBe('none')
    expect(refuteAt(claim, { a: 0.5 })).toBeUndefined()
    expect(refuteAt(claim, { n: 100 })).toBeUndefined()
    expect(
      refuteAt(stated({ binders: { 'u[i]': 'real', x: 'real' } }, limit('u[1]', 'x', '0')), { x: 1 }),
    ).toBeUndefined()
    const other = stated({ binders: { a: 'real', x: 'real' } }, limit('a + 1/x', 'x', '2*a'))
    expect(refute(other)).toBeUndefined()
    const found = instead(other)
    expect(found && [print(found.is), print(found.claimed)]).toEqual(['a', '2*a'])
    expect(refuteAt(other, { a: 1 })).toBeDefined()
  })
})

describe('a series', () => {
  it('from a lower order on is refuted by its order', () => {
    expect(refute(stated(PARTS, series('1/h + h', ['1', '1', '1'], -1)))).toMatchObject({
      what: 'the coefficient of order 0 and the one claimed',
      found: '0',
    })
  })
})

describe('growth', () => {
  const found = (expr: string): string | undefined =>
    refute(
      stated(
        { binders: { a: 'positive', b: 'real' } },
        { kind: 'growth', expr: parse(expr), plus: [parse('1')], minus: [] },
      ),
    )?.found

  it('is of nothing that is never positive', () => {
    expect(found('-a*d')).toBe('nonpositive')
    expect(found('-b^2*d')).toBe('nonpositive')
    expect(found('1/d - a')).toBe('negative in the end')
    for (const expr of ['b*d', '1/d - b', 'a - 1/d']) expect(found(expr)).toBeUndefined()
    expect(found('a*d')).toBeUndefined()
  })
})
