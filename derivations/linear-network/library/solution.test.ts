import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FLOW } from '../../../src/numeric/closed-form.example.js'
import { instance } from '../../../src/numeric/instance.js'
import { horizon, integrate, odeSystem } from '../../../src/numeric/ode.js'
import type { Problem } from './order-parameters.js'
import { problems, timesFor } from './problems.example.js'
import { reference } from './solution.reference.js'
import { solve } from './solution.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const REPRESENTABLE = [1e-290, 1e290] as const
const SCALARS = ['z', 'slope', 'excessLoss', 'loss', 'kernel', 'normU', 'normW', 'cosine'] as const

describe('against the formulas in 400 digits, over 10 decades of scales and 7.5 of time', () => {
  const start = fc.tuple(problems(), fc.integer({ min: -500, max: 250 }))

  test('every quantity is known to 1e-12', () => {
    fc.assert(
      fc.property(start, ([problem, k]) => {
        const solution = solve(problem)
        const t = timesFor(solution.order, k)
        const { quantities, overlapTerms } = reference(problem, t)
        for (const name of SCALARS) {
          const exact = quantities[name] as Decimal
          if (exact.isNaN()) expect(solution[name](t)).toBeNaN()
          if (exact.isNaN() || exact.abs().lt(REPRESENTABLE[0]) || exact.abs().gt(REPRESENTABLE[1])) continue
          const scale = name === 'slope' ? overlapTerms.times(problem.gamma as number) : exact.abs()
          expect(exact.minus(solution[name](t)).abs().div(scale).toNumber(), `${name} at ${t}`).toBeLessThan(1e-12)
        }
      }),
      { seed, numRuns: 300 },
    )
  })

  test('weights are known to 1e-12 of the largest of either layer', () => {
    fc.assert(
      fc.property(start, ([problem, k]) => {
        const solution = solve(problem)
        const t = timesFor(solution.order, k)
        const { u, w } = reference(problem, t)
        const found = solution.weights(t)
        const [sU, sW] = [Math.sqrt(problem.etaU as number), Math.sqrt(problem.etaW as number)]
        const largest = Decimal.max(...u.map((x) => x.abs().times(sW)), ...w.map((x) => x.abs().times(sU)))
        if (largest.lt(REPRESENTABLE[0])) return
        u.forEach((x, i) => {
          const errors = [
            x.minus(found.u[i] as number).times(sW),
            (w[i] as Decimal).minus(found.w[i] as number).times(sU),
          ]
          for (const error of errors) expect(error.abs().div(largest).toNumber()).toBeLessThan(1e-12)
        })
      }),
      { seed, numRuns: 200 },
    )
  })
})

test('agrees with numerical integration of all weights', () => {
  const system = odeSystem(FLOW)
  const vector = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 6, maxLength: 6 })
  const scale = fc.integer({ min: -4, max: 4 }).map((k) => 2 ** (k / 4))
  fc.assert(
    fc.property(vector, vector, fc.tuple(scale, scale, scale, scale), fc.constantFrom(-1, 0, 2), (a, b, scales, C) => {
      const [gamma, A, eta_u, eta_w] = scales
      const [u, w] = [a.map((x) => x / 10), b.map((x) => x / 10)]
      const from = instance(6, { gamma, A, C, eta_u, eta_w }, { u, w })
      const t = horizon(system, from)
      const there = integrate(system, from, [t])[0]
      const problem = { u0: Float64Array.from(u), w0: Float64Array.from(w), A, C, gamma, etaU: eta_u, etaW: eta_w }
      const weights = solve(problem).weights(t)
      for (const name of ['u', 'w'] as const) {
        there?.vectors.get(name)?.forEach((x, i) => {
          expect(Math.abs(x - (weights[name][i] as number))).toBeLessThan(1e-8 * (1 + Math.abs(x)))
        })
      }
    }),
    { seed, numRuns: 60 },
  )
})

describe('the limit', () => {
  const aligned = { u0: Float64Array.of(1, -2), w0: Float64Array.of(1, -2), A: 2, Y: 3 }
  const opposed = { ...aligned, w0: Float64Array.of(-1, 2) }
  const zero = { ...aligned, u0: new Float64Array(2), w0: new Float64Array(2) }

  test.each<[string, Problem, 'minimum' | 'saddle', number, number]>([
    ['a generic start', { ...aligned, u0: Float64Array.of(1, 3), C: -1 }, 'minimum', -0.5, 2.5],
    ['aligned, positive target', { ...aligned, C: 1 }, 'minimum', 0.5, 2.5],
    ['aligned, negative target', { ...aligned, C: -1 }, 'saddle', 0, 3],
    ['aligned, zero target', { ...aligned, C: 0 }, 'minimum', 0, 3],
    ['opposed, negative target', { ...opposed, C: -1 }, 'minimum', -0.5, 2.5],
    ['opposed, positive target', { ...opposed, C: 1 }, 'saddle', 0, 3],
    ['opposed, zero target', { ...opposed, C: 0 }, 'minimum', 0, 3],
    ['zero weights', { ...zero, C: 1 }, 'saddle', 0, 3],
    ['zero weights and target', { ...zero, C: 0 }, 'minimum', 0, 3],
  ])('%s', (_, problem, end, S, loss) => {
    const { limit } = solve(problem)
    expect(limit.end).toBe(end)
    expect(limit.S).toBeCloseTo(S, 14)
    expect(limit.loss).toBeCloseTo(loss, 14)
  })

  test('is where the trajectory goes, and the kernel of a minimum is gamma^2 D/2', () => {
    fc.assert(
      fc.property(problems(), (problem) => {
        const solution = solve(problem)
        const { order, limit } = solution
        for (const value of [limit.S, limit.v, limit.loss, limit.kappa]) expect(value).not.toBeNaN()
        if (order.P === 0 || order.Q === 0) return
        expect(Math.abs(limit.kappa / ((problem.gamma as number) ** 2 * order.D) - 0.5)).toBeLessThan(1e-12)
        expect(Math.abs(solution.z(700 * order.tau) / limit.z - 1)).toBeLessThan(1e-12)
        expect(Math.abs(order.alphaPlus / limit.z - 1)).toBeLessThan(1e-12)
      }),
      { seed, numRuns: 300 },
    )
  })

  test('an algebraic decay has the closed form 1/(1 + gamma^2 A P t)', () => {
    const solution = solve({ ...aligned, C: 0 })
    expect(solution.z(3)).toBeCloseTo(1 / (1 + 2 * solution.order.P * 3), 15)
  })
})

test('starts at the given weights, and keeps no hold on them', () => {
  const [u0, w0] = [Float64Array.of(0.3, -1, 2), Float64Array.of(1, 0.1, -0.7)]
  const solution = solve({ u0, w0, A: 1.3, C: 0.4, gamma: 0.5, etaU: 2, etaW: 3 })
  const before = [u0.slice(), w0.slice()]
  u0.fill(9)
  const { u, w } = solution.weights(0)
  expect([u, w]).toEqual(before)
})

test('arrays are reused', () => {
  const solution = solve({ u0: Float64Array.of(1, 2), w0: Float64Array.of(0, 1), A: 1, C: 1 })
  const out = { u: new Float64Array(2), w: new Float64Array(2) }
  expect(solution.weights(5, out).u).toBe(out.u)
  expect(out).toEqual(solution.weights(5))
})

test.each([
  ['A', { A: 0, C: 1 }],
  ['gamma', { A: 1, C: 1, gamma: -1 }],
  ['etaU', { A: 1, C: 1, etaU: Number.NaN }],
  ['width', { A: 1, C: 1, u0: new Float64Array(3) }],
  ['finite', { A: 1, C: Number.POSITIVE_INFINITY }],
  ['weights', { A: 1, C: 1, u0: Float64Array.of(1, Number.NaN) }],
])('a problem without meaning is refused: %s', (text, part) => {
  expect(() => solve({ u0: new Float64Array(2), w0: new Float64Array(2), ...part })).toThrow(text)
})

test('times before the start are refused', () => {
  const solution = solve({ u0: Float64Array.of(1), w0: Float64Array.of(1), A: 1, C: 1 })
  expect(() => solution.z(-1)).toThrow('at least 0')
  expect(() => solution.loss(Number.NaN)).toThrow('at least 0')
})
