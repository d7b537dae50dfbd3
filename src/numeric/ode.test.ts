import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { symbol } from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import { CLOSED_FORM, FLOW } from './closed-form.example.js'
import { compile } from './compile.js'
import { type Instance, instance } from './instance.js'
import { IntegrationFailure, horizon, integrate, odeSystem } from './ode.js'
import { instances } from './sample.js'

const scalarSystem = (rate: string) => odeSystem([{ symbol: symbol('y'), rate: parse(rate) }])
const positive = parseDomain('positive')
const real = parseDomain('real')
const SYMBOLS = [
  ...['eta_u', 'eta_w', 'gamma', 'A'].map((name) => ({ name, indexed: false, domain: positive })),
  { name: 'C', indexed: false, domain: real },
  { name: 'u', indexed: true, domain: real },
  { name: 'w', indexed: true, domain: real },
]

describe('integrate', () => {
  test('gives each requested time, starting from the own time of the instance', () => {
    const states = integrate(scalarSystem('2*t'), instance(1, { y: 1, t: 1 }), [1, 2, 3, 0])
    expect(states.map((s) => s.scalars.get('t'))).toEqual([1, 2, 3, 0])
    for (const { scalars } of states) expect(scalars.get('y')).toBeCloseTo((scalars.get('t') as number) ** 2, 9)
  })

  test('carries quadratures along', () => {
    const system = odeSystem([{ symbol: symbol('y'), rate: parse('-k*y') }], {
      quadratures: [{ name: 'area', rate: parse('y^2') }],
    })
    const [end] = integrate(system, instance(1, { y: 3, k: 2 }), [5]) as [Instance]
    expect(end.scalars.get('area')).toBeCloseTo((9 / 4) * (1 - Math.exp(-20)), 10)
  })

  test('is accurate where the state is tiny or huge', () => {
    for (const y of [1e-9, 1e9]) {
      const [end] = integrate(scalarSystem('-y'), instance(1, { y }), [3]) as [Instance]
      expect((end.scalars.get('y') as number) / (y * Math.exp(-3))).toBeCloseTo(1, 10)
    }
  })

  test.each([
    ['y^2', 1, 2],
    ['exp(exp(y))', 1, 1],
    ['1/(t - 1)', 1, 2],
    ['log(1 - t)', 1, 2],
    ['-10000000*(y - cos(t))', 2, 100],
  ])("y' = %s from %d to time %d fails and says where", (rate, y, time) => {
    const begin = performance.now()
    expect(() => integrate(scalarSystem(rate), instance(1, { y }), [time])).toThrow(IntegrationFailure)
    expect(performance.now() - begin).toBeLessThan(2000)
  })

  test('refuses what it cannot move', () => {
    expect(() => odeSystem([{ symbol: symbol('u', 2), rate: parse('1') }])).toThrow('u[2] is neither')
    expect(() => integrate(scalarSystem('y'), instance(1, {}), [1])).toThrow('y has no value')
  })
})

test('the closed form solves the full flow', () => {
  const system = odeSystem(FLOW)
  const solution = compile([
    { name: 'u', expr: CLOSED_FORM.u, over: 'i' },
    { name: 'w', expr: CLOSED_FORM.w, over: 'i' },
  ])
  let worst = 0
  let compared = 0
  let failures = 0
  for (const start of fc.sample(instances(SYMBOLS, { maxWidth: 40, magnitude: 1 }), { seed: 11, numRuns: 400 })) {
    const end = horizon(system, start)
    let states: Instance[]
    try {
      states = integrate(system, start, [end / 3, end])
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error
      failures++
      continue
    }
    for (const { scalars, vectors } of states) {
      const exact = solution.run({ ...start, scalars })
      for (const name of ['u', 'w']) {
        const [numeric, closed] = [vectors.get(name), exact.get(name)] as [Float64Array, Float64Array]
        if (closed.some(Number.isNaN)) continue
        const size = Math.max(...closed.map(Math.abs), ...(vectors.get('u') as Float64Array).map(Math.abs))
        worst = Math.max(worst, ...numeric.map((x, k) => Math.abs(x - (closed[k] as number)) / (size || 1)))
        compared++
      }
    }
  }
  expect(failures).toBe(0)
  expect(compared).toBeGreaterThan(1200)
  expect(worst).toBeLessThan(1e-8)
})

test('horizon is bounded and deterministic', () => {
  expect(horizon(scalarSystem('-y/2'), instance(1, { y: 4 }))).toBeCloseTo(6, 9)
  expect(horizon(scalarSystem('0'), instance(1, { y: 4 }))).toBe(1)
  expect(horizon(scalarSystem('1e20*y'), instance(1, { y: 4 }))).toBe(1e-12)
})
