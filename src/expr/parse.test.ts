import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ast from './ast.js'
import { FormulaError, caret } from './formula-error.js'
import { DEFAULT_LIMITS, parse, positionOf } from './parse.js'
import { print } from './print.js'
import { ratio } from './rational.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

function errorOf(text: string, limits = DEFAULT_LIMITS): FormulaError {
  try {
    parse(text, limits)
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
  throw new Error(`${text} was accepted`)
}

describe('parse', () => {
  it('reads decimals as exact rationals', () => {
    expect(parse('0.1')).toEqual({ kind: 'number', value: ratio(1n, 10n) })
    expect(parse('2.5e-3')).toEqual({ kind: 'number', value: ratio(1n, 400n) })
  })

  it('binds as mathematics does', () => {
    expect(parse('-x^2')).toEqual(ast.negate(ast.power(ast.symbol('x'), ast.rational(2))))
    expect(parse('2^-x')).toEqual(ast.power(ast.rational(2), ast.negate(ast.symbol('x'))))
    expect(parse('a^b^c')).toEqual(parse('a^(b^c)'))
    expect(parse('a-b-c')).toEqual(ast.add(ast.symbol('a'), ast.negate(ast.symbol('b')), ast.negate(ast.symbol('c'))))
    expect(parse('a/b*c')).toEqual(ast.multiply(ast.divide(ast.symbol('a'), ast.symbol('b')), ast.symbol('c')))
  })

  it('reads indices, sums, pair sums and derivatives', () => {
    expect(parse('u[i,3]')).toEqual(ast.symbol('u', 'i', 3))
    expect(parse('sum(i, u[i])')).toEqual(ast.sum('i', ast.symbol('u', 'i')))
    expect(parse('sum(i<j, u[i])')).toEqual(ast.sumPairs('i', 'j', ast.symbol('u', 'i')))
    expect(parse('diff(y, x, 2)')).toEqual(ast.derivative(ast.symbol('y'), ast.symbol('x'), 2))
  })

  it('knows where each part stands in the text', () => {
    const e = parse('a + sqrt(b*c)') as ast.Add
    expect(e.terms.map(positionOf)).toEqual([0, 4])
    expect(positionOf((e.terms[1] as ast.Call).argument)).toBe(9)
    expect(positionOf(ast.symbol('x'))).toBeUndefined()
  })

  it.each<[string, number, RegExp]>([
    ['', 0, /expected a number, a symbol, a function or "\(", found the end of the formula/],
    ['   ', 3, /found the end of the formula/],
    ['(a + b', 6, /expected "\)" to close the "\(" of column 1, found the end/],
    ['sin(a', 5, /expected "\)" after the argument of sin/],
    ['x +* 2', 3, /expected a number, a symbol, a function or "\(", found "\*"/],
    ['foo(x)', 0, /unknown function foo; known are abs, acos/],
    ['sin + 1', 4, /sin is a function: expected "\("/],
    ['u[0]', 2, /expected an index/],
    ['u[1.5]', 2, /expected an index/],
    ['u[]', 2, /expected an index/],
    ['u[i', 3, /expected "\]" after the index of u/],
    ['u[-1]', 2, /expected an index/],
    ['a b', 2, /expected an operator or the end, found "b"; write multiplication as \*/],
    ['2x', 1, /write multiplication as \*/],
    ['2(x)', 1, /expected an operator or the end/],
    ['a)', 1, /without an opening "\("/],
    ['a + ', 4, /found the end of the formula/],
    ['a $ b', 2, /unexpected character "\$"/],
    ['1e5000', 0, /more than 400 digits/],
    ['1.2.3', 3, /./],
    ['sum(i<i, u[i])', 7, /two different indices/],
    ['sum(2, x)', 4, /the index that the sum runs over/],
    ['sum(i x)', 6, /expected "," after the index of the sum/],
    ['diff(x)', 6, /expected "," before the variable of diff/],
    ['diff(x, 2)', 8, /the variable to differentiate by/],
    ['diff(x, x, 0)', 11, /an order from 1 to 99/],
    ['diff(x, x, 100)', 11, /an order from 1 to 99/],
    ['x = y', 2, /expected an operator or the end, found "="/],
  ])('explains what is wrong with %j', (text, offset, message) => {
    const error = errorOf(text)
    expect(error.problem).toMatch(message)
    expect(error.offset).toBe(offset)
    expect(error.column).toBe(offset + 1)
  })

  it('underlines the offending character', () => {
    expect(errorOf('x +* 2').message.split('\n').slice(1)).toEqual(['  x +* 2', '     ^'])
  })

  it('shows the line of a formula of several lines', () => {
    expect(errorOf('a +\nb + ?\n+ c').message.split('\n').slice(1)).toEqual(['  b + ?', '      ^'])
  })

  it('cuts a long line to a window around the caret', () => {
    const [, shown, mark] = errorOf(`${'a + '.repeat(200)}$ + ${'b + '.repeat(100)}b`).message.split('\n') as [
      string,
      string,
      string,
    ]
    expect(shown.length).toBeLessThan(110)
    expect(shown[mark.indexOf('^')]).toBe('$')
  })

  it('refuses text that is too long, also where it starts with a line break', () => {
    expect(errorOf(`x${' + x'.repeat(60_000)}`).problem).toMatch(/the limit is 200000/)
    expect(errorOf(`\nx${' + x'.repeat(60_000)}`).problem).toMatch(/the limit is 200000/)
  })

  it.each([
    ['parentheses', '('.repeat(5000)],
    ['signs', `${'-'.repeat(5000)}x`],
    ['powers', `${'x^'.repeat(5000)}x`],
    ['functions', `${'sin('.repeat(5000)}x`],
  ])('refuses %s nested too deep', (_, text) => {
    expect(errorOf(text).problem).toMatch(/nested deeper than 400 levels/)
  })

  it('keeps to other limits when asked', () => {
    const limits = { length: 10, depth: 4, digits: 3 }
    expect(errorOf('x + x + x + x', limits).problem).toMatch(/10/)
    expect(errorOf('((x))', limits).problem).toMatch(/4 levels/)
    expect(errorOf('1234', limits).problem).toMatch(/3 digits/)
  })

  it('answers any text with a tree or a FormulaError that points into it', () => {
    const piece = fc.constantFrom(
      ...'xy(),+-*/^[]<',
      '1',
      '0.5',
      '2e3',
      'sin',
      'sum(i,',
      'diff(',
      'pi',
      ' ',
      '\n',
      '$',
      'é',
      '**',
      'u[i]',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join('')),
        (text) => {
          try {
            expect(print(parse(print(parse(text))))).toBe(print(parse(text)))
          } catch (error) {
            expect(error).toBeInstanceOf(FormulaError)
            expect((error as FormulaError).offset).toBeGreaterThanOrEqual(0)
            expect((error as FormulaError).offset).toBeLessThanOrEqual(text.length)
          }
        },
      ),
      { seed, numRuns: 3000 },
    )
  })
})

describe('caret', () => {
  it('points at any offset of any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', '\n', '+'), { maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (chars, at) => {
          const text = chars.join('')
          const offset = Math.round(at * text.length)
          const [shown, mark] = caret(text, offset).split('\n') as [string, string]
          const pointed = shown[mark.indexOf('^')]
          const expected = text[offset]
          expect(pointed).toBe(expected === '\n' ? undefined : expected)
        },
      ),
      { seed },
    )
  })
})
