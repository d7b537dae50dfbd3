import { describe, expect, test } from 'vitest'
import { Scope } from '../../derivation/scope.js'
import type { Sym } from '../../expr/ast.js'
import { attackProposition } from '../../numeric/interpreter/witness.js'
import { limitStatement } from './limit.js'

const BUDGET = { seed: Number(process.env.REDERIVE_SEED), runs: 20 }

/** What random instances say of a limit of which the kernel says nothing. */
function said(expression: string, value: string, to: 'oo' | '0' = 'oo'): string {
  const scope = new Scope()
  scope.declare('x', { meaning: '', domain: 'positive' })
  scope.declare('k', { meaning: '', domain: '[1,2]' })
  const infinite = value === 'oo' || value === '-oo'
  const limit = infinite ? (value as 'oo') : scope.formula(value)
  const target = to === 'oo' ? to : { place: scope.formula(to) }
  const statement = limitStatement(scope, scope.formula(expression), scope.formula('x') as Sym, limit, target)
  return attackProposition(statement.proposition, BUDGET).outcome
}

describe('a limit without help of the kernel', () => {
  test.each([
    ['exp(-k*x)', '1'],
    ['diff(exp(-k*x), x)', 'k'],
    ['exp(k*x)', '0'],
    ['exp(k*x)/x', 'k'],
    ['x^2/k', '5'],
    ['1/x^3', 'k'],
    ['diff(k, x)*x', 'k'],
    ['k + 1/x', '2*k'],
  ])('of %s is not %s', (expression, value) => {
    expect(said(expression, value)).toBe('disagrees')
  })

  test.each([
    ['exp(-k*x)', '0'],
    ['k + exp(-k*x)', 'k'],
    ['x*exp(-k*x)', '0'],
    ['log(x)/x', '0'],
    ['exp(k*x)', 'oo'],
    ['x*(exp(k/x) - 1)', 'k'],
    ['diff(k, x)*x', '0'],
    ['exp(x)*(exp(-x) + exp(-2*x))', '1'],
  ])('of %s may be %s', (expression, value) => {
    expect(said(expression, value)).not.toBe('disagrees')
  })

  test('toward zero, too', () => {
    expect(said('exp(-k/x)', '1', '0')).toBe('disagrees')
    expect(said('exp(k/x)', '0', '0')).toBe('disagrees')
    expect(said('exp(-k/x)', '0', '0')).toBe('agrees')
  })
})
