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

  it('of two indices that they are two numbers, also where a limit is taken', () => {
    const line = { kind: 'limit', variable: 'x', to: 'oo', value: '0' }
    for (const expression of ['log(1 + sum(i<j, (j - i)^2)*x)', 'sum(i<j, (i - j)^2) + 1/log(log(x))'])
      expect(proved({ ...line, expression }), expression).toBe(false)
    expect(proved({ ...line, expression: 'sum(i, i*u[i]) - sum(j, j*u[j]) + 1/log(x)' })).toBe(true)
    expect(proved({ ...line, expression: 'sum(i<j, (i - j)^2) + 1/log(log(x))', value: 'd^2*(d^2 - 1)/12' })).toBe(true)
  })

  it('of a sum what stands in it, however long that is', () => {
    const squares = Array.from({ length: 14 }, (_, k) => `longname${'abcdefghijklmnop'[k]}^2`).join(' + ')
    const line = { kind: 'identity', assume: { 'u[i]': 'positive' } }
    const lhs = `d*sum(i, 1/(sqrt(${squares} + 1) + u[i]))`
    for (const by of [1, 2])
      expect(proved({ ...line, lhs, rhs: `sum(k, sum(j, 1/(sqrt(${squares} + ${by}) + u[j])))` })).toBe(by === 1)
  })

  it('of one member what is known of it, and of each what is known of each', () => {
    const sign = { kind: 'sign', sign: 'positive', as: 'log(u[i])^2 + sum(j, exp(log(u[j])))' }
    expect(proved({ ...sign, expression: 'log(u[i])^2 + sum(j, u[j])' })).toBe(false)
    const positive = { kind: 'sign', sign: 'positive', expression: 'sum(i, log(u[i])^2 + u[i]/sqrt(u[i]))' }
    expect(proved(positive)).toBe(true)
    const series = { kind: 'series', variable: 'x' }
    const ofOne = { expression: 'log(u[i]) + sum(i, x*abs(u[i]))', coefficients: ['log(u[i])', 'sum(i, u[i])'] }
    expect(proved({ ...series, ...ofOne })).toBe(false)
    const ofEach = {
      expression: 'sum(i, log(u[i]) + x*abs(u[i]))',
      coefficients: ['sum(i, log(u[i]))', 'sum(i, u[i])'],
    }
    expect(proved({ ...series, ...ofEach })).toBe(true)
    for (const [expression, coefficient] of [
      ['1/u[i] + sum(i, (u[i] + x)/(u[i] + 2*x))', '1/u[i] + d'],
      ['sum(j, sqrt(u[j] + x)) + log(u[i])', 'sum(j, sqrt(u[j])) + log(u[i])'],
    ])
      expect(proved({ ...series, expression, coefficients: [coefficient] }), expression).toBe(false)
  })

  it('nothing that a relation does not say of its solutions', () => {
    const line = { kind: 'ode', equation: 'diff(y, x) = -x/y', function: 'y', variable: 'x', implicit: 'x^2 + y^2 = c' }
    expect(proved(line)).toBe(true)
    expect(proved({ ...line, equation: 'diff(y, x) = 0' })).toBe(false)
  })
})

describe('names that the kernel makes', () => {
  const limit = { kind: 'limit', variable: 't', to: 'oo', value: '0' }

  it('are no names of the claim', () => {
    const apart = 'log(t)*(exp(sum(k, log(1+k*exp(i)))/log(t)) - exp(sum(k, log(1+i*exp(k)))/log(t)))'
    const line = { ...limit, expression: apart, assume: { i: 'positive' } }
    expect(proved(line)).toBe(false)
    expect(proved({ ...line, value: 'sum(k, log(1+k*exp(i)))-sum(k, log(1+i*exp(k)))' })).toBe(true)
    const expression =
      'log(t)*(exp(diff(sum(j, u[j]*sum(i, i*u[j])),u[i])/log(t)) - exp(diff(sum(j,u[j]*sum(i,i1*u[j])),u[i])/log(t)))'
    expect(proved({ ...limit, expression })).toBe(false)
    const step = 'log(x)*(exp(sum(step, step*(0+1/step))/log(x)) - exp(sum(step, step*x)/log(x)))'
    expect(proved({ ...limit, variable: 'x', to: '0', from: 'above', expression: step })).toBe(false)
  })

  it('are bound by no sum but their own', () => {
    const assume = { x: 'positive' }
    const moving = 'diff(abs(x*(1+sum(j,u[j]*u[i]))),x)'
    expect(proved({ kind: 'identity', lhs: `sum(i, sign(${moving})^2)`, rhs: 'd', assume })).toBe(false)
    const sign = { kind: 'sign', sign: 'positive' }
    const expression = 'sum(i, diff(abs(x*sum(j, u[j]*u[i])), x)^2)/sum(i,u[i]^2)'
    expect(proved({ ...sign, expression, assume })).toBe(false)
    const other = 'sum(i, diff(abs(x*sum(j, v[j]*u[i])), x)^2)/(x*sum(j, v[j]*u[j]))^2'
    expect(proved({ ...sign, expression: other })).toBe(false)
    const again = {
      expression: 'sum(j,v[j]*u[j])/(sum(j,v[j]*u[j]) + 1/t)',
      value: '1+0*sum(i, 1/sum(j, v[j]*u[i]))+0*(y+sqrt(y))',
      assume: { y: 'positive' },
    }
    expect(proved({ ...limit, ...again })).toBe(false)
  })

  it('are whole: a turn is one, whichever of its parts was met first', () => {
    const identity = { kind: 'identity', assume: { n: 'integer' } }
    const turn = '4*cos(pi*n/3)^3 - 3*cos(pi*n/3)'
    for (const first of ['cos(2*pi*n/3)', 'cos(pi*n/3)', 'cos(4*pi*n/3)']) {
      expect(proved({ ...identity, lhs: `${first} + ${turn}`, rhs: `${first} + cos(pi*n)` })).toBe(true)
      expect(proved({ ...identity, lhs: `${first} + ${turn}`, rhs: `${first} + 1` })).toBe(false)
    }
    expect(proved({ ...identity, lhs: 'cos(2*pi*n/3) + 2*cos(pi*n/3)', rhs: '3*cos(2*pi*n/3)' })).toBe(false)
  })

  it('ask nothing where there is no pair', () => {
    const sum = 'sum(i<j,log(u[i])+log(u[j]))'
    const sign = { kind: 'sign', sign: 'positive' }
    expect(proved({ ...sign, expression: `sign(${sum})^2+sum(k,u[k]+10^9)` })).toBe(false)
    const [lhs, rhs] = [`(2+sign(${sum}))*sum(k,abs(u[k]))`, `(2+sign(${sum}))*sum(k,u[k])`]
    expect(proved({ kind: 'identity', lhs, rhs })).toBe(false)
    expect(proved({ ...sign, expression: 'sum(i<j, (u[i] - u[j])^2 + 1)' })).toBe(false)
    // A series is looked for again with more terms: what was asked for before is not known then.
    const series = { kind: 'series', variable: 'x' }
    const moving = 'sum(i<j, (log(u[i]) + log(u[j]))*(1 + x))'
    const found = prove(read({ ...series, expression: moving, coefficients: [sum, sum] }))
    expect(found.theorem ? 'proved' : found.why).toContain('a sum over pairs whose body need not be defined')
    const [square, expression] = [
      'sum(i<j, (u[i] - u[j])*(u[i] - u[j]))',
      'sum(i<j, (u[i] - u[j])*(u[i] - u[j])*(1 + x))',
    ]
    expect(proved({ ...series, expression, coefficients: [square, square] })).toBe(true)
    expect(proved({ ...sign, sign: 'nonnegative', expression: 'sum(i<j, (u[i] - u[j])^2 + 1)' })).toBe(true)
  })

  it('stand with an index or without', () => {
    for (const lhs of ['at(u[1]^2, u = 3)', 'at(diff(u[1]^2, u[1]), u = 3)', 'at(x^2, x[k] = 3)'])
      expect(() => read({ kind: 'identity', lhs, rhs: '9' })).toThrow(/stands with an index and without/)
  })
})
