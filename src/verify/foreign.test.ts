import { describe, expect, it } from 'vitest'
import { foreignClaim } from './foreign.js'
import { judge } from './judge-here.js'
import { judgeLine } from './judge-line.js'

async function verdict(expression: string, to: string, value: string, assume: Record<string, string> = {}) {
  const claim = foreignClaim({ id: 'a', kind: 'limit', expression, variable: 'x', to, value, assume })
  return judge(claim.statement(), { seed: 20260101, runs: 20, engines: [] })
}

describe('a limit at a finite point', () => {
  it('is from both sides unless the domain of the variable allows one only', async () => {
    expect((await verdict('1/x', '0', 'oo')).verdict).toBe('refuted')
    expect((await verdict('1/x', '0', 'oo', { x: 'positive' })).verdict).toBe('proved')
    expect((await verdict('1/x', '0', '-oo', { x: 'negative' })).verdict).toBe('proved')
    expect((await verdict('abs(x - 1)/(x - 1)', '1', '1', { x: '(1,oo)' })).verdict).toBe('proved')
    expect((await verdict('abs(x - 1)/(x - 1)', '1', '-1', { x: '[0,1]' })).verdict).toBe('proved')
    expect((await verdict('abs(x - 1)/(x - 1)', '1', '1', { x: '(0,oo)' })).verdict).toBe('refuted')
  })

  it('is about the one side where the expression is defined', async () => {
    expect((await verdict('x*log(x)', '0', '0')).verdict).toBe('proved')
    expect((await verdict('sqrt(-x)', '0', '0')).verdict).toBe('proved')
    expect((await verdict('sqrt(-x)*log(x)', '0', '0')).verdict).toBe('invalid')
  })

  it.each([
    ['2', { x: '(0,1)' }],
    ['oo', { x: 'negative' }],
    ['-oo', { x: '(0,oo)' }],
    ['0', { x: 'integer' }],
  ])('is refused at %s, given %j', async (to, assume) => {
    await expect(verdict('x', to, '0', assume)).rejects.toThrow(/does not come near/)
  })
})

describe('a limit over the integers', () => {
  it('is not about nothing, and not refuted, for what is undefined or oscillates between them', async () => {
    expect((await verdict('(-1)^x/x', 'oo', '0', { x: 'integer' })).verdict).toBe('proved')
    expect((await verdict('(-x)^(-x)', 'oo', '0', { x: 'integer' })).verdict).toBe('proved')
    expect((await verdict('sin(pi*x)', 'oo', '0', { x: 'integer' })).verdict).toBe('proved')
    expect((await verdict('sin(x)', 'oo', '0', { x: 'integer' })).verdict).not.toBe('proved')
    expect((await verdict('sin(x)/x', 'oo', '0', { x: 'integer' })).verdict).toBe('proved')
  })
})

describe('a false limit', () => {
  it('is refuted with the place of the variable', async () => {
    const { verdict: word, counterexample } = await verdict('1/x', '0', 'oo')
    expect(word).toBe('refuted')
    expect(Object.keys(counterexample?.values ?? {})).toEqual(['x'])
    expect(counterexample?.values.x).toBeLessThan(0)
  })

  it.each([
    ['sin(x)', 'oo', '0'],
    ['(1 + 1/x)^x', 'oo', '3'],
    ['abs(x)/x', '0', '1'],
    ['x*(pi/2 - atan(x))', 'oo', 'oo'],
    ['(2^x + 3^x)^(1/x)', 'oo', '5'],
    ['(1 + 1/x)^x', 'oo', '2.718281828'],
    ['x*sin(x)', 'oo', 'oo'],
    ['log(1 + exp(a*x))/x', 'oo', 'a'],
    ['(exp(x) - exp(-x) - 2*x)/(x - sin(x))', '0', '2.00000001'],
  ])('%s at %s -> %s is refuted', async (expression, to, value) => {
    expect((await verdict(expression, to, value)).verdict).toBe('refuted')
  })

  it('is not refuted from slow values, and true slow ones are proved', async () => {
    expect((await verdict('log(log(x))', 'oo', 'oo')).verdict).toBe('proved')
    expect((await verdict('1/log(log(x))', 'oo', '0')).verdict).toBe('proved')
    // By the limit that is proved instead.
    expect((await verdict('1/log(log(x))', 'oo', '1/4')).verdict).toBe('refuted')
    expect((await verdict('exp(-x/10^30)', 'oo', '0')).verdict).toBe('proved')
    expect((await verdict('x^2 - 10^40*x', 'oo', 'oo')).verdict).toBe('proved')
    expect((await verdict('log(x)^100/x', 'oo', '0')).verdict).toBe('proved')
  })
})

describe('a claim with sums', () => {
  const judged = async (fields: Record<string, unknown>) => {
    const claim = foreignClaim({ id: 'a', kind: 'identity', ...fields })
    return judge(claim.statement(), { seed: 20260101, runs: 20, engines: [] })
  }

  it('reads d as the number of terms, and without sums as a symbol', async () => {
    expect((await judged({ lhs: 'sum(i, 1)', rhs: 'd' })).verdict).toBe('proved')
    expect(
      (await judged({ lhs: 'sum(i, atan(u[i]) + atan(1/u[i]))', rhs: 'd*pi/2', assume: { 'u[i]': 'positive' } }))
        .verdict,
    ).not.toBe('refuted')
    expect((await judged({ lhs: 'sum(i, 1)', rhs: 'd^2' })).verdict).toBe('refuted')
    expect((await judged({ lhs: 'abs(d)', rhs: 'd' })).verdict).toBe('refuted')
  })

  it('refuses an assumption about d', async () => {
    await expect(judged({ lhs: 'sum(i, 1)', rhs: 'd', assume: { d: 'positive' } })).rejects.toThrow(
      /where there are sums or families, d is their width/,
    )
  })
})

async function word(fields: Record<string, unknown>) {
  const claim = foreignClaim({ id: 'a', ...fields })
  const report = await judge(claim.statement(), { seed: 20260101, runs: 60, engines: [] })
  return report.verdict
}

describe('digits', () => {
  it('that only a rounding beyond doubles tells apart refute', async () => {
    expect(await word({ kind: 'identity', lhs: '0.1 + 0.2', rhs: '0.30000000000000004' })).toBe('refuted')
    expect(await word({ kind: 'identity', lhs: 'exp(pi*sqrt(163))', rhs: '262537412640768744' })).toBe('refuted')
    expect(await word({ kind: 'identity', lhs: 'x*y', rhs: 'x*y + 1/10^20' })).toBe('refuted')
  })

  it('are shown where doubles of two values are one', async () => {
    const line = JSON.stringify({ id: 'a', kind: 'identity', lhs: 'exp(pi*sqrt(163))', rhs: '262537412640768744' })
    const { lhs, rhs } = await judgeLine(line, { seed: 20260101, runs: 60, engines: false, engineLimit: 1000 })
    expect(lhs).toMatch(/^262537412640768743\.9999/)
    expect(rhs).toBe('262537412640768744')
  })

  it('that saturation loses refute nothing', async () => {
    const flow = { q: 'p', p: 'sinh(q)/cosh(q)^3' }
    expect(await word({ kind: 'invariant', flow, expression: 'p^2/2 + tanh(q)^2/2 + sech(q)^2' })).toBe('proved')
  })

  it('of a later equation count where the first says nothing', async () => {
    const flow = { x: 'x', y: '1' }
    expect(await word({ kind: 'system', flow, variable: 't', solution: { x: 'sqrt(-exp(t))', y: '2*t' } })).toBe(
      'invalid',
    )
    expect(await word({ kind: 'system', flow, variable: 't', solution: { x: 'c*exp(t)', y: '2*t' } })).toBe('refuted')
  })
})

it.each([
  [{ kind: 'limit', expression: '1/x', variable: 'x', to: 'infinity', value: '0' }, 'to: infinity is written oo'],
  [{ kind: 'limit', expression: 'x', variable: 'x', to: 'oo', value: '-inf' }, 'value: infinity is written oo'],
  [{ kind: 'invariant', flow: { x: 'diff(y,t)', y: 'x' }, expression: 'x' }, 'flow.x: expected the rate'],
  [{ kind: 'identity', lhs: 'pi', rhs: 'pi', assume: { pi: 'positive' } }, 'assume.pi: expected a symbol, found pi'],
  [
    { kind: 'identity', lhs: 'x', rhs: 'x', assume: { x: ['positive'] } },
    'assume.x: expected a text, found ["positive"]',
  ],
  [{ kind: 'identity', lhs: 'x', rhs: 'x', assume: { x: '(0,pi)' } }, 'an interval with numbers or oo as its ends'],
])('%j is told: %s', async (fields, message) => {
  await expect(word(fields)).rejects.toThrow(message)
})
