/** Equalities: proved where they hold, and nowhere else. */
import { describe, expect, it } from 'vitest'
import { type Assume, conditionsOf, equal } from '../as-text.example.js'
import { IDENTITIES } from './identities.example.js'

describe('proveEqual', () => {
  it.each(IDENTITIES.map(([lhs, rhs, , assume]) => [lhs, rhs, assume ?? {}] as const))(
    'proves %s = %s given %j',
    (lhs, rhs, assume) => {
      expect(equal(lhs, rhs, assume).proof).toBeDefined()
      expect(equal(rhs, lhs, assume).proof).toBeDefined()
    },
  )

  it.each(IDENTITIES.flatMap(([lhs, , wrong, assume]) => wrong.map((rhs) => [lhs, rhs, assume ?? {}] as const)))(
    'does not prove %s = %s given %j',
    (lhs, rhs, assume) => {
      expect(equal(lhs, rhs, assume).proof).toBeUndefined()
    },
  )

  it.each<[string, string, Assume?]>([
    ['abs(1 + cos(x))/abs(1 - cos(x))', '-(1 + cos(x))/(1 - cos(x))'],
    ['abs(1/(1 - cos(x)^2))', '1/(cos(x)^2 - 1)'],
    ['sin(x) + i^2', 'sin(x) - 1'],
    ['tan(x)*i^4', 'tan(x)', { i: 'positive' }],
    [
      '1/(x^2 + x*(1 + sqrt(3))*(1 + sqrt(5)) + (2 + sqrt(3))*(3 + sqrt(5)))',
      '1/(2*x + (1 + sqrt(3))*(1 + sqrt(5)))^2',
    ],
    ['log(log(5*tanh(x) - 1)) + abs(log(5*tanh(x/2) - 1))', 'log(log(5*tanh(x) - 1)) + log(5*tanh(x/2) - 1)'],
    ['diff(sum(i, u[i]*v[i_]), u[i])', 'v[i]'],
    ['sqrt((x + 1)*(x - 1))*sqrt((x + 1)/(x - 1))', 'x + 1'],
    ['exp(-x^2)*sin(2*pi*x)*(x^2 - pi^2)*(x^2 - exp(2))', '0'],
    ['atan(tan(x))', 'x'],
    ['1/sqrt(y^2)', '1/y'],
    ['sqrt(x*y)', 'sqrt(abs(x))*sqrt(abs(y)) + 1'],
  ])('is not taken in by %s = %s', (lhs, rhs, assume = {}) => {
    expect(equal(lhs, rhs, assume).proof).toBeUndefined()
  })

  it('proves the square-root laws only where they hold', () => {
    for (const domain of ['nonnegative', 'positive', '[0,1]', '(1,oo)'])
      expect(equal('sqrt(x^2)', 'x', { x: domain }).proof, domain).toBeDefined()
    for (const domain of ['real', 'nonzero', 'integer', 'negative', '(-1,1)', '[-1,oo)']) {
      expect(equal('sqrt(x^2)', 'x', { x: domain }).proof, domain).toBeUndefined()
    }
  })

  it('says of what the claim is about no point', () => {
    expect(equal('1/(x - x)', '1')).toMatchObject({ proof: undefined, nowhere: true })
    expect(equal('log(0)', '1')).toMatchObject({ nowhere: true })
    for (const text of ['log(-x)', 'sqrt(-x)', '(-x)^y'])
      expect(equal(text, '1', { x: 'positive' }), text).toMatchObject({ proof: undefined, nowhere: true })
    expect(equal('sqrt(-x^2)', '1')).not.toMatchObject({ nowhere: true })
  })

  // Each of them stands twice in the form of the one around it, which nobody can write out.
  it.each(['sin', 'cos', 'tan', 'tanh', 'cosh', 'atan', 'exp', 'log'])('takes %s nested 190 times', (name) => {
    const nested = `${`${name}(`.repeat(190)}x${')'.repeat(190)}`
    expect(equal(nested, nested).proof).toBeDefined()
    expect(equal(nested, `${nested} + ${nested}`)).toMatchObject({ proof: undefined })
  })

  it('keeps nested terms apart that only differ inside', () => {
    const of = (x: string): string => `${'sin('.repeat(30)}${x}${')'.repeat(30)} + u[i]`
    expect(equal(of('x'), of('x')).proof).toBeDefined()
    for (const other of ['y', '2*x', 'cos(x)', '-x']) expect(equal(of('x'), of(other)).proof).toBeUndefined()
  })

  it('does not say so of a pair sum that only its diagonal would make undefined', () => {
    const text = 'sum(i<j, 1/(u[i] - u[j])^2)'
    expect(equal(text, text)).not.toMatchObject({ nowhere: true })
  })

  it('shows a small residual', () => {
    expect(equal('u[i] + 1', 'u[i]')).toMatchObject({ proof: undefined, why: 'lhs - rhs leaves 1 after reduction' })
    const seen = 'the sides differ at a point where both are defined'
    expect(equal('x + 1', 'x')).toMatchObject({ proof: undefined, why: seen })
    expect(equal('log(x)', 'log(-x)')).not.toMatchObject({ why: seen })
    expect(equal('x + 10^-30', 'x')).not.toMatchObject({ why: seen })
  })

  it.each<[string, string, Assume, string[]]>([
    ['x/x', '1', {}, ['x nonzero']],
    ['x/x', '1', { x: 'nonzero' }, []],
    ['exp(log(x))', 'x', {}, ['x positive']],
    ['exp(log(x))', 'x', { x: 'positive' }, []],
    ['sqrt(x)^2', 'x', {}, ['x nonnegative']],
    ['sqrt(x)^2', 'x', { x: '[0,1)' }, []],
    ['x/(1 + x^2)', '1/(1/x + x)', { x: 'positive' }, []],
    ['exp(x)/exp(x)', '1', {}, []],
    ['(x - 1)/(x - 1)', '1', { x: '(-oo,1)' }, []],
  ])('of %s = %s given %j reports %j', (lhs, rhs, assume, conditions) => {
    expect(conditionsOf(equal(lhs, rhs, assume))).toEqual(conditions)
  })

  it('answers also what is too large for it, instead of failing', () => {
    for (const text of ['x^(10^30)', '2^(2^(2^(2^10)))', '1/(10^400*x^2 + 2*10^200*x + 1)']) {
      expect(() => equal(text, '1'), text).not.toThrow()
    }
  })
})
