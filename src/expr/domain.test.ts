import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, containsWritten, intersection, parseDomain, printDomain } from './domain.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

describe('domains', () => {
  it.each(['real', 'positive', 'negative', 'nonnegative', 'nonpositive', 'nonzero', 'integer'])(
    'reads and prints %s',
    (name) => {
      expect(printDomain(parseDomain(name))).toBe(name)
    },
  )

  it.each(['(0,1)', '[0,1)', '(1,oo)', '[-1,1]', '(-oo,5)', '(-2.5,1/3]'])(
    'reads and prints the interval %s',
    (text) => {
      expect(printDomain(parseDomain(text))).toBe(text)
    },
  )

  it('knows an interval that is a named domain', () => {
    expect(printDomain(parseDomain('(0, oo)'))).toBe('positive')
    expect(printDomain(parseDomain(' (-oo , oo) '))).toBe('real')
  })

  it.each(['', 'Positive', '(0;1)', '0,1', '(oo,0)', '(0,1', '(1e3,oo)', 'constructor', '__proto__'])(
    'refuses %j and says what it expects',
    (text) => {
      expect(() => parseDomain(text)).toThrow(/expected real, positive/)
    },
  )

  it.each(['(1,0)', '(1,1)', '[1,1)', '(1,1]'])('refuses the empty interval %s', (text) => {
    expect(() => parseDomain(text)).toThrow(/empty/)
  })

  it('refuses an end that divides by zero and says what it expects', () => {
    expect(() => parseDomain('(0,1/0)')).toThrow(/expected|interval/)
  })

  it.each<[string, number, boolean]>([
    // 0.1 as a double is a little more than 1/10, and 0.3 a little less than 3/10.
    ['[0,0.1]', 0.1, false],
    ['[0.1,1]', 0.1, true],
    ['(0.1,1)', 0.1, true],
    ['[0,0.3]', 0.3, true],
    ['[0.3,1]', 0.3, false],
    ['[0,0.3)', 0.3, true],
    ['[0,0.5]', 0.5, true],
    ['[0,0.5)', 0.5, false],
    ['[0,3.14159265358979323846]', Math.PI, true],
    ['[0,3.14159265358979323846]', Math.PI + 2 ** -51, false],
    ['[-0.1,0]', -0.1, false],
  ])('%s takes the double %s for what it is', (text, x, isIn) => {
    expect(contains(parseDomain(text), x)).toBe(isIn)
  })

  it.each<[string, number, boolean]>([
    ['[0,0.1]', 0.1, true],
    ['[0,0.1)', 0.1, false],
    ['[0.3,1]', 0.3, true],
    ['(-0.1,1e-7]', 1e-7, true],
    ['[-2.5,0]', -2.5, true],
    ['integer', 0.5, false],
    ['nonzero', 0, false],
    ['positive', Number.POSITIVE_INFINITY, false],
  ])('%s takes the number %s as it was written', (text, x, isIn) => {
    expect(containsWritten(parseDomain(text.replace('1e-7', '0.0000001')), x)).toBe(isIn)
  })

  it('reads back what it prints', () => {
    const end = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(end, end, fc.boolean(), fc.boolean(), ([n, d], [m, e], open, close) => {
        fc.pre(n * e < m * d)
        const domain = parseDomain(`${open ? '(' : '['}${n}/${d},${m}/${e}${close ? ')' : ']'}`)
        expect(parseDomain(printDomain(domain))).toEqual(domain)
      }),
      { seed },
    )
  })

  it.each<[string, number, boolean]>([
    ['real', Number.NaN, false],
    ['real', Number.POSITIVE_INFINITY, false],
    ['positive', 0, false],
    ['positive', 5e-324, true],
    ['nonnegative', 0, true],
    ['nonnegative', -0, true],
    ['nonzero', -0, false],
    ['integer', 2.5, false],
    ['integer', -3, true],
    ['[0,1)', 1, false],
    ['(0,1/3]', 1 / 3, true],
  ])('%s contains %d: %s', (text, x, expected) => {
    expect(contains(parseDomain(text), x)).toBe(expected)
  })
})

describe('the intersection of domains', () => {
  it.each([
    ['(0,1)', '[1/2,oo)', '[0.5,1)'],
    ['real', '(-oo,2]', '(-oo,2]'],
    ['nonnegative', 'nonpositive', '[0,0]'],
    ['[0,1]', '(0,1)', '(0,1)'],
    ['(0,1)', '[1,2]', undefined],
    ['positive', 'nonpositive', undefined],
    ['nonnegative', '(-oo,0]', '[0,0]'],
  ])('of %s and %s is %s', (a, b, expected) => {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const both = intersection(parseDomain(x), parseDomain(y))
      expect(both && printDomain(both)).toBe(expected)
    }
  })

  it('of zero alone and the nonzero numbers is empty', () => {
    expect(intersection(parseDomain('[0,0]'), parseDomain('nonzero'))).toBeUndefined()
  })
})
