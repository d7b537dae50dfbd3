import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { TooLarge, evaluateDerivatives } from '../../expr/differentiate.js'
import { print } from '../../expr/print.js'
import { Undecided } from '../../expr/substitute.js'
import { Unfolding } from '../../proposition/unfolding.js'
import { instance } from '../instance.js'
import { evaluatePrecisely } from '../precise.reference.js'
import { context } from './claims.example.js'
import { inDecimals } from './judge.js'
import { Reading } from './reading.js'

/** Terms in which names are bound, put, defined and shadowed; mostly smooth, so that most have values. */
const { term } = fc.letrec<{ term: Expr }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Expr>(
      ast.symbol('x'),
      ast.symbol('y'),
      ast.symbol('f'),
      ast.symbol('g'),
      ast.symbol('q', 2),
      ast.symbol('u', 1),
      ast.symbol('u', 2),
      ast.rational(3),
      ast.symbol('d'),
    ),
    fc.tuple(tie('term'), tie('term')).map(([a, b]) => ast.add(a, b)),
    fc.tuple(tie('term'), tie('term')).map(([a, b]) => ast.multiply(a, b)),
    fc.tuple(tie('term'), tie('term')).map(([a, b]) => ast.divide(a, ast.add(ast.rational(2), ast.multiply(b, b)))),
    fc.tuple(tie('term'), fc.constantFrom(2, 3)).map(([a, n]) => ast.power(a, ast.rational(n))),
    fc
      .tuple(fc.constantFrom('sin', 'tanh', 'atan', 'abs', 'log', 'sqrt'), tie('term'))
      .map(([fn, a]) => ast.call(fn, a)),
    fc
      .tuple(tie('term'), fc.constantFrom('u', 'q'))
      .map(([a, name]) => ast.sum('i', ast.multiply(a, ast.symbol(name, 'i')))),
    fc
      .tuple(tie('term'), fc.constantFrom('x', 'y'), fc.constantFrom(0, 1, 1, 2), tie('term'))
      .map(([a, by, order, at]) => ast.derivative(a, ast.symbol(by), order, { by: at })),
    fc
      .tuple(tie('term'), fc.constantFrom(ast.symbol('x'), ast.symbol('y'), ast.symbol('u', 2)))
      .map(([a, by]) => ast.derivative(a, by)),
  ),
}))

/** What is put but not used has no value to lose for one who puts it; read as it stands, it must have one. */
const hasPlace = (e: Expr): boolean => (e.kind === 'derivative' && e.at !== undefined) || ast.children(e).some(hasPlace)

test('means what unfolding and symbolic differentiation say', () => {
  const where = context('x y u[]', { g: 'f*y + x', f: 'x^2*u[1] - y', 'q[k]': 'u[k]*x' })
  const unfolding = new Unfolding(where)
  const at = instance(3, { x: 0.75, y: -1.25 }, { u: [0.5, 1.5, -0.25] })
  let compared = 0
  fc.assert(
    fc.property(term, (e) => {
      const evaluator = inDecimals(new Reading(where), at, 50)
      const found = evaluator.evaluate(e)
      let symbolic: Expr
      try {
        symbolic = evaluateDerivatives(unfolding.expand(e))
      } catch (error) {
        if (error instanceof Undecided || error instanceof TooLarge) return
        throw error
      }
      const other = evaluatePrecisely(symbolic, at, {}, 50)
      if (found.kind === 'missing') {
        if (found.why === 'undefined' && !hasPlace(e)) expect(other.isNaN(), print(e)).toBe(true)
        return
      }
      if (other.isNaN()) return
      compared++
      const apart = found.value.minus(other).abs()
      expect(apart.lte(other.abs().plus(1).times('1e-25')), `${print(e)}: ${found.value} and ${other}`).toBe(true)
    }),
    { seed: 20260101, numRuns: 3000 },
  )
  expect(compared).toBeGreaterThan(1500)
})
