import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ast from './ast.js'
import type { Expr } from './ast.js'
import { FormulaError } from './formula-error.js'
import { functionNames } from '../functions/registry/registry.js'
import { parse } from './parse.js'
import { exactText, print, printSymbol, same } from './print.js'
import { ratio } from './rational.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

const name = fc.constantFrom('x', 'y', 'gamma', 's_u', 'X1', '_', 'E', 'sumx', 'd')
const indexName = fc.constantFrom('i', 'j', 'k', 'i1', 'pi')
const symbol = fc.oneof(
  name.map((n) => ast.symbol(n)),
  fc
    .tuple(
      name,
      fc.array(fc.oneof(indexName, fc.integer({ min: 1, max: 999_999_999 })), { minLength: 1, maxLength: 3 }),
    )
    .map(([n, indices]) => ast.symbol(n, ...indices)),
)
const literal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(20))
  .map(([n, places]) => ast.rational(ratio(n, 10n ** BigInt(places))))

/** Every tree of the language, also those that no author would write. */
const { expression } = fc.letrec<{ expression: Expr }>((tie) => {
  const inner = tie('expression')
  const some = fc.array(inner, { minLength: 2, maxLength: 4 })
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      symbol,
      literal,
      fc.constant<Expr>(ast.PI),
      some.map((terms) => ast.add(...terms)),
      some.map((factors) => ast.multiply(...factors)),
      fc.tuple(inner, inner).map(([a, b]) => ast.divide(a, b)),
      fc.tuple(inner, inner).map(([a, b]) => ast.power(a, b)),
      fc.tuple(inner, inner).map(([a, b]) => ast.subtract(a, b)),
      inner.map(ast.negate),
      fc.tuple(fc.constantFrom(...functionNames()), inner).map(([fn, a]) => ast.call(fn, a)),
      fc.tuple(indexName, inner).map(([i, a]) => ast.sum(i, a)),
      inner.map((a) => ast.sumPairs('i', 'j', a)),
      fc.tuple(inner, symbol, fc.integer({ min: 1, max: 99 })).map(([a, x, n]) => ast.derivative(a, x, n)),
    ),
  }
})

describe('print', () => {
  it('writes text that reads back to the same tree, for every tree', () => {
    fc.assert(
      fc.property(expression, (e) => {
        expect(parse(print(e))).toEqual(e)
      }),
      { seed, numRuns: 3000 },
    )
  })

  it('reproduces printed text', () => {
    fc.assert(
      fc.property(expression, (e) => {
        const text = print(e)
        expect(print(parse(text))).toBe(text)
      }),
      { seed, numRuns: 1000 },
    )
  })

  it.each([
    'a - b - c',
    'a - (b - c)',
    '-a^2',
    '(-a)^2',
    '-(-a)',
    'a^b^c',
    '(a^b)^c',
    'a/b/c',
    'a/(b/c)',
    'a/b*c',
    'a/(b*c)',
    'a*(b/c)',
    '(a*b)*c',
    'a*(-b)',
    'x^(-1)',
    'x^(1/2)',
    '2*(x + y)',
    '(a + b) + c',
    'a + (b + c)',
    '0.125*x',
    'sum(i, u[i]*w[i])',
    'sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)',
    'diff(x^2, x)',
    'diff(y[i,3], t, 2)',
    'exp(-x)',
    'pi*gamma',
  ])('keeps %s as it is', (text) => {
    expect(print(parse(text))).toBe(text)
  })

  it.each([
    ['a**b', 'a^b'],
    ['((a))', 'a'],
    ['ln(x)', 'log(x)'],
    ['arctan(x)', 'atan(x)'],
    ['a*b/c', 'a*b/c'],
    ['1e-3', '0.001'],
    ['2.50', '2.5'],
    [' a\n+\tb ', 'a + b'],
    ['diff(y,x,1)', 'diff(y, x)'],
    ['x^-2', 'x^(-2)'],
  ])('writes %j as %s', (text, expected) => {
    expect(print(parse(text))).toBe(expected)
  })

  it('writes rationals without an ending decimal as quotients', () => {
    expect(print(ast.rational(ratio(-1n, 3n)))).toBe('-1/3')
    expect(print(ast.power(ast.symbol('x'), ast.rational(ratio(1n, 3n))))).toBe('x^(1/3)')
  })

  it('prints whatever the parser accepts, however long', () => {
    const texts = [
      `x${'/x'.repeat(50_000)}`,
      `x${'*x/x'.repeat(30_000)}`,
      `x${' + x'.repeat(49_000)}`,
      `x${'*x'.repeat(90_000)}`,
    ]
    const outcomes = texts.map((text) => {
      try {
        return print(parse(text)).length
      } catch (error) {
        return error instanceof FormulaError ? text.length : String(error)
      }
    })
    expect(outcomes).toEqual(texts.map((text) => text.length))
  })

  it('tells trees apart', () => {
    expect(same(parse('a + b + c'), parse('a + b + c'))).toBe(true)
    expect(same(parse('a + b + c'), parse('(a + b) + c'))).toBe(false)
    expect(same(parse('0.5'), parse('1/2'))).toBe(false)
    expect(printSymbol(ast.symbol('u', 'i', 3))).toBe('u[i,3]')
  })
})

it('an index that is a number is printed as a symbol of its name is, and is not the same', () => {
  const [index, symbol] = [ast.index('i'), ast.symbol('i')]
  expect(print(index)).toBe(print(symbol))
  expect(same(index, symbol)).toBe(false)
  const [one, other] = [index, symbol].map((e) => ast.add(ast.call('exp', e), ast.rational(1))) as [Expr, Expr]
  expect(exactText(one)).not.toBe(exactText(other))
  expect(exactText(one)).toBe(exactText(ast.add(ast.call('exp', ast.index('i')), ast.rational(1))))
})
