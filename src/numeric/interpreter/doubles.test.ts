import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { functionNames } from '../../functions/registry/registry.js'
import { print } from '../../expr/print.js'
import { instance } from '../instance.js'
import { context } from './claims.example.js'
import { inDecimals, inDoubles } from './judge.js'
import { Reading } from './reading.js'

const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Expr>(
      ast.symbol('x'),
      ast.symbol('y'),
      ast.symbol('u', 1),
      ast.PI,
      ast.rational(3),
      ast.rational({ n: 1n, d: 10n }),
      ast.symbol('d'),
    ),
    fc.array(tie('expr'), { minLength: 2, maxLength: 3 }).map((terms) => ast.add(...terms)),
    fc.array(tie('expr'), { minLength: 2, maxLength: 3 }).map((factors) => ast.multiply(...factors)),
    fc.tuple(tie('expr'), tie('expr')).map(([a, b]) => ast.divide(a, b)),
    fc.tuple(tie('expr'), tie('expr')).map(([a, b]) => ast.subtract(a, b)),
    fc.tuple(tie('expr'), fc.constantFrom(2, 3, -1, -2)).map(([a, n]) => ast.power(a, ast.rational(n))),
    fc.tuple(tie('expr'), tie('expr')).map(([a, b]) => ast.power(a, b)),
    fc.tuple(fc.constantFrom(...functionNames()), tie('expr')).map(([fn, a]) => ast.call(fn, a)),
    tie('expr').map((a) => ast.sum('i', ast.multiply(a, ast.symbol('u', 'i')))),
    fc
      .tuple(tie('expr'), fc.constantFrom(ast.symbol('x'), ast.symbol('u', 1)), fc.constantFrom(1, 2))
      .map(([a, by, order]) => ast.derivative(a, by, order)),
  ),
}))

const NUMBER = fc.oneof(fc.constantFrom(1, 2, 0.5, -1, 3, 0), fc.double({ min: -20, max: 20, noNaN: true }))
const READING = context('x y u[]')

test('the bound of the error bounds the error, and what has no value has none at 60 digits either', () => {
  const seen = { numbers: 0, undefined: 0 }
  fc.assert(
    fc.property(expr, NUMBER, NUMBER, fc.array(NUMBER, { minLength: 2, maxLength: 2 }), (e, x, y, u) => {
      const reading = new Reading(READING)
      const at = instance(2, { x, y }, { u })
      const double = inDoubles(reading, at).evaluate(e)
      const decimal = inDecimals(reading, at, 60).evaluate(e)
      if (double.kind === 'missing') {
        if (double.why === 'undefined') seen.undefined++
        if (double.why === 'undefined') expect(decimal.kind, print(e)).toBe('missing')
        return
      }
      if (decimal.kind === 'missing') {
        expect(decimal.why, print(e)).toBe('unknown')
        return
      }
      seen.numbers++
      const error = decimal.value.minus(double.value.toPrecision(100)).abs().toNumber()
      expect(error, print(e)).toBeLessThanOrEqual(double.error + 10 ** decimal.error)
    }),
    { seed: 20260101, numRuns: 4000 },
  )
  expect(seen.numbers).toBeGreaterThan(1000)
  expect(seen.undefined).toBeGreaterThan(100)
})

test('small whole numbers and their quotients are exact', () => {
  const reading = new Reading(context('x y'))
  const error = (e: Expr): number => {
    const found = inDoubles(reading, instance(1, { x: 3, y: -7 })).evaluate(e)
    return found.kind === 'number' ? found.error : Number.NaN
  }
  const [x, y] = [ast.symbol('x'), ast.symbol('y')]
  expect(error(ast.add(ast.multiply(x, y), ast.power(y, ast.rational(5))))).toBe(0)
  expect(error(ast.divide(y, ast.rational(4)))).toBe(0)
  expect(error(ast.divide(y, x))).toBeGreaterThan(0)
  expect(error(ast.rational({ n: 1n, d: 10n }))).toBeGreaterThan(0)
})
