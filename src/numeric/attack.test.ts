import { describe, expect, test } from 'vitest'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import { symbolsOf } from '../expr/substitute.js'
import { type AttackOptions, attack } from './attack.js'
import type { Assertion } from '../proposition/proposition.js'
import { judge } from './interpreter/witness.js'
import type { Instance } from './instance.js'
import { instances } from './sample.js'

const sampled = (...texts: string[]) =>
  [...new Map(texts.flatMap((text) => symbolsOf(parse(text))).map((s) => [s.name, s])).values()]
    .filter((s) => s.name !== 'd')
    .map((s) => ({ name: s.name, indexed: s.indices.length > 0, domain: parseDomain('real') }))

/** What the interpreter says of real symbols at an instance; what cannot be told counts as undefined. */
const says = (assertion: Assertion, symbols: ReturnType<typeof sampled>) => (at: Instance) => {
  const binders = symbols.map(({ name, indexed, domain }) => ({ name, indices: indexed ? 1 : 0, domain }))
  const found = judge({ context: { binders, definitions: [] }, assertion }, at)
  return { ...found, outcome: found.outcome === 'unknown' ? ('undefined' as const) : found.outcome }
}

const attacked = (lhs: string, rhs: string, options: Partial<AttackOptions> = {}) =>
  attack(instances(sampled(lhs, rhs)), says({ kind: 'equal', lhs: parse(lhs), rhs: parse(rhs) }, sampled(lhs, rhs)), {
    seed: 1,
    runs: 200,
    ...options,
  })

describe('finds', () => {
  test.each([
    ['(x + y)^2', 'x^2 + y^2'],
    ['sqrt(x^2)', 'x'],
    ['exp(-x^2)*sin(2*pi*x)*(x^2 - pi^2)*(x^2 - exp(2))', '0'],
    ['sum(i, u[i])^2', 'sum(i, u[i]^2)'],
    ['sum(i<j, u[i]*w[j] - u[j]*w[i])', '0'],
    ['atan(tan(x))', 'x'],
  ])('that %s is not %s', (lhs, rhs) => {
    const { counterexample } = attacked(lhs, rhs)
    expect(counterexample?.detail.outcome).toBe('violated')
  })

  test('and shrinks to tiny numbers', () => {
    const square = attacked('(x + y)^2', 'x^2 + y^2').counterexample
    expect([...(square?.instance.scalars ?? [])]).toEqual([
      ['x', 1],
      ['y', 1],
    ])
    const sums = attacked('sum(i, u[i])^2', 'sum(i, u[i]^2)').counterexample
    expect(sums?.instance.vectors.get('u')).toEqual(Float64Array.of(1, 1))
    const root = attacked('sqrt(x^2)', 'x').counterexample
    expect(root?.instance.scalars.get('x')).toBe(-1)
  })
})

test.each([
  ['(x + y)^2', 'x^2 + 2*x*y + y^2'],
  ['(100000000 + x)^2 - 10000000000000000 - 200000000*x', 'x^2'],
  ['((1e8 + x)^2 - 1e16 - 2e8*x)/x', 'x'],
  ['(1 - tanh(x)^2)*y', 'sech(x)^2*y'],
  ['sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)', 'sum(i, u[i]^2)*sum(i, w[i]^2) - sum(i, u[i]*w[i])^2'],
  ['x/x', '1'],
  ['exp(x + y)', 'exp(x)*exp(y)'],
  ['sin(10*x)^2 + cos(10*x)^2', '1'],
])('does not flag %s = %s', (lhs, rhs) => {
  const { counterexample, defined, worstError } = attacked(lhs, rhs, { timeLimitMs: 20_000 })
  expect(counterexample).toBeUndefined()
  expect(defined).toBe(200)
  expect(worstError).toBeLessThan(1e-9)
})

test('a seed replays, and so does a path', () => {
  const first = attacked('x*y', 'x + y', { seed: 5 })
  expect(attacked('x*y', 'x + y', { seed: 5 })).toEqual(first)
  const path = first.counterexample?.path as string
  expect(attacked('x*y', 'x + y', { seed: 5, path }).counterexample?.instance).toEqual(first.counterexample?.instance)
})

test('undefined instances are skipped and counted', () => {
  const half = attacked('sqrt(x)^2', 'x')
  expect(half.defined).toBe(200)
  expect(half.runs).toBeGreaterThan(220)
  const never = attacked('log(-x^2)', 'x')
  expect(never).toEqual({ runs: never.runs, defined: 0, worstError: 0 })
})

test('signs are attacked too', () => {
  const check = says({ kind: 'sign', expr: parse('x^2 - y'), sign: 'positive' }, sampled('x + y'))
  const { counterexample } = attack(instances(sampled('x + y')), check, { seed: 1, runs: 100 })
  expect(counterexample?.detail).toMatchObject({ outcome: 'violated' })
  expect(counterexample?.instance.scalars.get('x')).toBe(1)
})

test('stops at the time limit with what was done', () => {
  const begin = performance.now()
  const { runs, defined } = attack(
    instances(sampled('x')),
    () => {
      for (const until = performance.now() + 5; performance.now() < until; );
      return { outcome: 'holds' }
    },
    { seed: 1, runs: 1e6, timeLimitMs: 100 },
  )
  expect(performance.now() - begin).toBeLessThan(500)
  expect(runs).toBeGreaterThan(2)
  expect(defined).toBe(runs)
})

test('an error of the test is thrown as it is', () => {
  const failing = () => {
    throw new TypeError('ours')
  }
  expect(() => attack(instances(sampled('x')), failing, { seed: 1, runs: 10 })).toThrow(new TypeError('ours'))
})
