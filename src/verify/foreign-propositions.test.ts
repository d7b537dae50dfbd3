import { describe, expect, it } from 'vitest'
import { printDomain } from '../expr/domain.js'
import { print } from '../expr/print.js'
import { prove } from '../kernel/prove.js'
import { type Proposition, termsOf } from '../proposition/proposition.js'
import { foreignClaim } from './foreign.js'

const read = (fields: Readonly<Record<string, unknown>>): Proposition =>
  foreignClaim({ id: 'a', ...fields }).statement().proposition
const asserted = (fields: Readonly<Record<string, unknown>>): string[] =>
  termsOf(read(fields).assertion).map((e) => print(e))
const proved = (fields: Readonly<Record<string, unknown>>): boolean => prove(read(fields)).theorem !== undefined

describe('a line claims', () => {
  it('the rate that it states, along its flow', () => {
    const line = { kind: 'along', flow: { x: 'y', y: '-x' }, expression: 'x^2', rate: '2*x*y' }
    expect(asserted(line)).toEqual(['x^2', '2*x*y'])
    expect(read(line).context.flow?.rates.map(({ symbol, rate }) => [print(symbol), print(rate)])).toEqual([
      ['x', 'y'],
      ['y', '-x'],
    ])
  })

  it('an equation, the values where they are given, and the sign that is assumed', () => {
    const line = {
      kind: 'ode',
      equation: 'diff(y, t) = y',
      function: 'y',
      variable: 't',
      solution: 'exp(t)',
      initial: { t: '0', y: '1' },
      assume: { y: 'positive' },
    }
    const { assertion } = read(line)
    expect(assertion.kind === 'all' && assertion.parts.map(({ kind }) => kind)).toEqual(['equal', 'equal', 'sign'])
    expect(asserted(line).slice(2)).toEqual(['at(exp(t), t = 0)', '1', 'exp(t)'])
    expect(proved(line)).toBe(true)
    expect(proved({ ...line, initial: { t: '0', y: '2' } })).toBe(false)
    expect(proved({ ...line, initial: { t: '1', y: '1' } })).toBe(false)
    expect(proved({ ...line, assume: { y: 'negative' } })).toBe(false)
  })

  it('a limit from the side that it names', () => {
    const line = { kind: 'limit', expression: 'abs(x)/x', variable: 'x', to: '0', value: '-1', from: 'below' }
    expect(read(line).assertion).toMatchObject({ target: { side: 'below' } })
    expect(proved(line)).toBe(true)
    expect(proved({ ...line, from: 'above' })).toBe(false)
  })

  it('of a member what is assumed of that member, not of its family', () => {
    const line = { kind: 'sign', expression: 'u[1]', sign: 'positive', assume: { 'u[1]': 'positive' } }
    const [u] = read(line).context.binders
    expect(u && printDomain(u.domain)).toBe('real')
    expect(proved(line)).toBe(true)
    expect(proved({ ...line, expression: 'u[2] + 0*u[1]' })).toBe(false)
    expect(proved({ ...line, expression: 'sum(i, u[i]) + 0*u[1]' })).toBe(false)
  })

  it('nothing that a relation does not say of its solutions', () => {
    const line = { kind: 'ode', equation: 'diff(y, x) = -x/y', function: 'y', variable: 'x', implicit: 'x^2 + y^2 = c' }
    expect(proved(line)).toBe(true)
    expect(proved({ ...line, equation: 'diff(y, x) = 0' })).toBe(false)
  })
})
