import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr, Sym } from './ast.js'
import { parse } from './parse.js'
import { print } from './print.js'
import { freshIndex, freshName } from './fresh.js'
import {
  atWidth,
  freeIndices,
  instancesAtWidth,
  namesOf,
  renameIndices,
  rewrite,
  substitute,
  symbolsOf,
  unfold,
} from './substitute.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

const put = (text: string, by: Record<string, string>): string =>
  print(
    substitute(
      parse(text),
      Object.entries(by).map(([symbol, value]) => ({ symbol: parse(symbol) as Sym, by: parse(value) })),
    ),
  )

/** The value of an expression without functions, with u[1] = 2, u[2] = 3, ... and so on by name. */
function value(e: Expr, of: (s: Sym) => number): number {
  switch (e.kind) {
    case 'number':
      return Number(e.value.n) / Number(e.value.d)
    case 'symbol':
      return of(e)
    case 'negate':
      return -value(e.argument, of)
    case 'add':
      return e.terms.reduce((total, term) => total + value(term, of), 0)
    case 'multiply':
      return e.factors.reduce((total, factor) => total * value(factor, of), 1)
    case 'power':
      return value(e.base, of) ** value(e.exponent, of)
    default:
      throw new TypeError(`no value of ${e.kind}`)
  }
}
const valueOfSymbol = (s: Sym): number => {
  const [i = 0, j = 0] = s.indices.map(Number)
  return (s.name.charCodeAt(0) % 5) + 2 * i * i - 3 * j + 1
}

describe('symbols and indices', () => {
  it('lists distinct symbols in reading order', () => {
    expect(symbolsOf(parse('b*a + sum(i, u[i]*u[j]) + diff(b, t)')).map(print)).toEqual(['b', 'a', 'u[i]', 'u[j]', 't'])
    expect([...namesOf(parse('u[1] + u[2] + v'))]).toEqual(['u', 'v'])
  })

  it('knows which indices are free', () => {
    expect(freeIndices(parse('u[i] + sum(i, u[i]*w[k]) + sum(m<n, a[m,n,l])'))).toEqual(['i', 'k', 'l'])
    expect(freeIndices(parse('u[3]'))).toEqual([])
  })

  it('renames free indices only, and steps aside where a bound one would capture', () => {
    const renamed = renameIndices(parse('u[i] + sum(j, u[i]*w[j]) + sum(i, u[i])'), new Map([['i', 'j']]))
    expect(freeIndices(renamed)).toEqual(['j'])
    expect(print(renamed)).toBe('u[j] + sum(j1, u[j]*w[j1]) + sum(i, u[i])')
  })

  it('keeps the two indices of a pair different', () => {
    const renamed = renameIndices(parse('sum(i<i1, u[i]*v[k])'), new Map([['k', 'i']]))
    const other = renameIndices(parse('sum(i<j, u[i]*v[k])'), new Map([['k', 'm']]))
    const at = (e: Expr, index: string): number =>
      value(atWidth(renameIndices(e, new Map([[index, 2]])), 3), valueOfSymbol)
    expect(at(renamed, 'i')).toBe(at(other, 'm'))
  })

  it('swaps two indices at once', () => {
    const swap = new Map([
      ['i', 'j'],
      ['j', 'i'],
    ])
    expect(print(renameIndices(parse('u[i]*w[j]'), swap))).toBe('u[j]*w[i]')
  })
})

describe('substitute', () => {
  it('replaces simultaneously', () => {
    expect(put('x + y', { x: 'y', y: 'x' })).toBe('y + x')
  })

  it('serves every index of a family', () => {
    expect(put('u[1] + u[k] + sum(j, u[j])', { 'u[i]': 'a*w[i]' })).toBe('a*w[1] + a*w[k] + sum(j, a*w[j])')
  })

  it('serves only the one symbol when its index is a number', () => {
    expect(put('u[1] + u[2]', { 'u[1]': 'x' })).toBe('x + u[2]')
  })

  it('does not capture the index of a sum around it', () => {
    expect(put('sum(i, u[i]*P)', { P: 'w[i]' })).toBe('sum(i1, u[i1]*w[i])')
    expect(put('sum(i<j, u[i]*u[j]*P)', { P: 'w[j]' })).toBe('sum(i<j1, u[i]*u[j1]*w[j])')
  })

  it('does not capture an index of a family used inside a sum of the replacement', () => {
    const e = substitute(parse('u[j]'), [{ symbol: parse('u[i]') as Sym, by: parse('sum(j, w[j]*v[i])') }])
    expect(freeIndices(e)).toEqual(['j'])
    expect(print(e)).toBe('sum(j1, w[j1]*v[j])')
  })

  it('leaves the variable of an unevaluated derivative, and symbols of another number of indices', () => {
    expect(put('diff(x^2*y, x)', { y: 'z' })).toBe('diff(x^2*z, x)')
    expect(put('u + u[i,j]', { 'u[i]': 'x' })).toBe('u + u[i,j]')
  })

  it('does not let u[1] move inside a sum over all u unless it says so', () => {
    // Either every term of the sum is served, or the request is refused: sum(i, u[i]) contains u[1].
    const served = (): number =>
      value(
        atWidth(substitute(parse('sum(i, u[i])'), [{ symbol: parse('u[1]') as Sym, by: parse('100') }]), 2),
        () => 1,
      )
    let answer: number | 'refused'
    try {
      answer = served()
    } catch {
      answer = 'refused'
    }
    expect(['refused', 101]).toContain(answer)
  })

  it('commutes with writing sums out', () => {
    const body = fc.constantFrom(
      'u[i]*P',
      'u[i]*w[j]*P',
      'P^2*u[j]',
      'sum(j, u[j]*w[i]*P)',
      'u[i]*sum(i, w[i])',
      'sum(i<j, u[i]*w[j]*P)',
    )
    const by = fc.constantFrom('w[i]', 'w[j]', 'sum(i, u[i])', 'u[i]*w[j]', 'x', 'sum(j, w[j]*u[i])')
    const shape = fc.constantFrom(
      (b: string) => `sum(i, ${b})`,
      (b: string) => `sum(j, ${b})`,
      (b: string) => `sum(i<j, ${b})`,
      (b: string) => b,
    )
    fc.assert(
      fc.property(body, by, shape, fc.integer({ min: 1, max: 4 }), (b, replacement, wrap, width) => {
        const free = new Map([
          ['i', 2],
          ['j', 3],
        ])
        const whole = parse(wrap(b))
        const P = parse('P') as Sym
        const first = atWidth(renameIndices(substitute(whole, [{ symbol: P, by: parse(replacement) }]), free), width)
        const number = value(atWidth(renameIndices(parse(replacement), free), width), valueOfSymbol)
        const second = value(atWidth(renameIndices(whole, free), width), (s) =>
          s.name === 'P' ? number : valueOfSymbol(s),
        )
        expect(value(first, valueOfSymbol)).toBe(second)
      }),
      { seed, numRuns: 500 },
    )
  })
})

describe('widths', () => {
  it('writes sums out', () => {
    expect(print(atWidth(parse('sum(i, u[i]*w[i])'), 3))).toBe('u[1]*w[1] + u[2]*w[2] + u[3]*w[3]')
    expect(print(atWidth(parse('sum(i<j, u[i]*w[j])'), 3))).toBe('u[1]*w[2] + u[1]*w[3] + u[2]*w[3]')
    expect(print(atWidth(parse('sum(i, u[i])/d'), 1))).toBe('u[1]/1')
  })

  it('makes a pair sum at width 1 zero', () => {
    expect(print(atWidth(parse('sum(i<j, u[i])'), 1))).toBe('0')
  })

  it('writes nested sums out, inner indices shadowing outer ones', () => {
    expect(print(atWidth(parse('sum(i, u[i]*sum(i, w[i]))'), 2))).toBe('u[1]*(w[1] + w[2]) + u[2]*(w[1] + w[2])')
  })

  it('gives free indices distinct values', () => {
    expect(instancesAtWidth(parse('u[i]*w[j]'), 2).map(print)).toEqual(['u[1]*w[2]', 'u[2]*w[1]'])
    expect(instancesAtWidth(parse('u[i]*w[j]'), 1)).toEqual([])
    expect(instancesAtWidth(parse('sum(i, u[i])'), 2).map(print)).toEqual(['u[1] + u[2]'])
  })
})

describe('rewrite', () => {
  it('returns the very same tree when nothing changes', () => {
    const e = parse('diff(sum(i, u[i]^2)/exp(-x), x) + 3')
    expect(rewrite(e, () => undefined)).toBe(e)
  })
})

const parsed = (by: Record<string, string>) =>
  Object.entries(by).map(([symbol, value]) => ({ symbol: parse(symbol) as Sym, by: parse(value) }))

describe('a value put into a derivative', () => {
  it.each<[string, Record<string, string>, string]>([
    ['diff(x^3, x)', { x: '2' }, 'at(diff(x^3, x), x = 2)'],
    ['diff(x^3, x)', { x: 'y + 1' }, 'at(diff(x^3, x), x = y + 1)'],
    ['diff(x*y, x)', { y: '3' }, 'diff(x*3, x)'],
    // The x of the value is not the x of the derivative.
    ['diff(x*y, x)', { y: 'x' }, 'at(diff(x1*x, x1), x1 = x)'],
    ['diff(x*y, x)', { x: 'y', y: 'x' }, 'at(diff(x1*x, x1), x1 = y)'],
    ['diff(diff(x*y, x), x)', { x: '2' }, 'at(diff(diff(x*y, x), x), x = 2)'],
    ['diff(sum(i, u[i]^2), u[k])', { 'u[i]': 'a[i]^2' }, 'at(diff(sum(i, u[i]^2), u[k]), u[n] = a[n]^2)'],
    ['at(diff(x^3, x), x = y)', { y: '2' }, 'at(diff(x^3, x), x = 2)'],
    ['at(diff(x^3, x), x = y)', { x: '2' }, 'at(diff(x^3, x), x = y)'],
    ['at(x*y, x = y)', { y: 'x' }, 'at(x1*x, x1 = x)'],
  ])('%s with %j is %s', (text, by, expected) => {
    expect(print(substitute(parse(text), parsed(by)))).toBe(expected)
  })

  it('is not what a definition does, whose parts the derivative sees', () => {
    expect(print(unfold(parse('diff(x*y, x)'), parsed({ y: 'x^2' })))).toBe('diff(x*x^2, x)')
    expect(print(unfold(parse('diff(x*y, x)'), parsed({ x: 'y' })))).toBe('at(diff(x*y, x), x = y)')
  })

  it('for one member does not decide for the whole family', () => {
    expect(() => substitute(parse('u[i]'), parsed({ 'u[2]': '0' }))).toThrow(/is the one member/)
    expect(print(substitute(parse('u[3]'), parsed({ 'u[2]': '0' })))).toBe('u[3]')
  })
})

describe('a place', () => {
  it('is said for a family with one index', () => {
    expect(() => parse('at(K[1,2], K[a,b] = 5)')).toThrow('K has 2 indices; a place is said for a family with one')
  })
})

it('new names are new: no index is called as a symbol is, and no symbol as an index', () => {
  const e = parse('sum(k, k*exp(i1)*u[k]) + step')
  expect(freshIndex('i1', e, new Set())).not.toBe('i1')
  expect(freshIndex('i', e, new Set())).toBe('i')
  expect(freshName('k', [e])).not.toBe('k')
  expect(freshName('step', [e])).not.toBe('step')
})
