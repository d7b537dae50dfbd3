import { afterAll, describe, expect, test, vi } from 'vitest'
import { type Expr, symbol } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { printSymbol } from '../expr/print.js'
import { symbolsOf } from '../expr/substitute.js'
import type { EngineName } from './registry.js'
import { solveSeparable } from './separable.js'
import { closeAllSessions, EngineFailure, withSession } from './session.js'
import { value } from './value.js'

const z = symbol('z')
const t = symbol('t')
const LIMIT = { timeLimitMs: 20_000 }

/** z(end) of z' = rate by 2000 steps of the classical Runge-Kutta method. */
function integrated(rate: Expr, start: number, end: number, at: ReadonlyMap<string, number>): number {
  const f = (x: number): number => value(rate, new Map([...at, ['z', x]]))
  const h = end / 2000
  let x = start
  for (let step = 0; step < 2000; step++) {
    const k1 = f(x)
    const k2 = f(x + (h / 2) * k1)
    const k3 = f(x + (h / 2) * k2)
    const k4 = f(x + h * k3)
    x += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4)
  }
  return x
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
afterAll(closeAllSessions)

describe.each<EngineName>(['nerdamer', 'algebrite'])('%s finds the solution by separation of variables', (engine) => {
  test.each([
    ['-gamma^2*A*(P*z^2 - B*z - Q)', '1', { gamma: 0.8, A: 1.3, P: 1.7, B: 0.6, Q: 2.2 }],
    ['k*z*(1 - z)', 'z0', { k: 1.4, z0: 0.15 }],
    // Symbols with the names of the abbreviations.
    ['r1*z*(c - z)', 'K', { r1: 0.9, c: 2, K: 0.5 }],
  ])('%s', async (text, initial, constants) => {
    const rate = parse(text)
    const at = new Map(Object.entries(constants))
    const found = await withSession(engine, LIMIT, (s) => solveSeparable(s, rate, z, t, parse(initial)))
    for (const end of [0, 0.4, 1.1, 2.5]) {
      const expected = integrated(rate, value(parse(initial), at), end, at)
      expect(value(found.solution, new Map([...at, ['t', end]]))).toBeCloseTo(expected, 8)
    }
    expect(symbolsOf(found.solution).map(printSymbol).sort()).toEqual([...at.keys(), 't'].sort())
    expect(found.steps.map((step) => step.name)).toEqual([
      'leading coefficient',
      'first root',
      'second root',
      'integrand',
      'antiderivative',
      'ratio',
      'relation',
      'solved relation',
      'solution',
    ])
  })

  test.each([
    ['k*z', /not quadratic/],
    ['k*z^3', /not quadratic/],
    ['k*(z - 1)^2', /1 roots/],
    ['-z^2 - 1', /imaginary/],
  ])('or says why not: %s', async (text, reason) => {
    const found = withSession(engine, LIMIT, (s) => solveSeparable(s, parse(text), z, t, parse('z0')))
    await expect(found).rejects.toThrow(reason)
    await expect(found).rejects.toThrow(EngineFailure)
  })

  test('or says why not: it starts at a fixed point', async () => {
    const found = withSession(engine, LIMIT, async (s) => {
      const { steps } = await solveSeparable(s, parse('k*z*(1 - z)'), z, t, parse('1'))
      return steps
    })
    await expect(found).rejects.toThrow(/solution at the start/)
  })
})
