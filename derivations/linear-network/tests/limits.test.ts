import fc from 'fast-check'
import { type Instance, evaluator, integrator } from 'rederive/testing'
import { expect, test } from 'vitest'
import limits from '../limits.js'
import order from '../order-parameters.js'
import { TOLERANCE, amplification, modesOf, pathOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { modesAt, scalar, starts, vector } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const formulas = evaluator(limits, {
  u: '(p0[i]*sqrt(alpha_plus) - q0[i]/sqrt(alpha_plus))/(2*s_w)',
  w: '(p0[i]*sqrt(alpha_plus) + q0[i]/sqrt(alpha_plus))/(2*s_u)',
  alpha_plus: 'alpha_plus',
  L_star: 'L_star',
  S_star: 'S_star',
  tau: 'tau',
  // Time constants until the distances to the fixed points have the ratio 1, and until 1 is small against alpha_plus.
  approach: 'log(1 + abs(k)) + log(1 + D/(P*alpha_plus))',
  lost: '(abs(B) + D)/(B + D) + D/abs(2*P - B + D) + D/abs(2*Q + B + D)',
  slope: 'gamma^2*A*(B + Q - P)',
  speed: 'gamma^2*A*(abs(B) + Q + P)',
})
const PARTS = [0.02, 0.07, 0.17, 0.31, 0.53, 0.71, 0.86, 1]
const factor = integrator(order)

const REGULAR = ['generic', 'generic', 'parallel', 'nearly-aligned', 'nearly-opposed'] as const

test('after a long time the weights are those of the limit, and the loss is at its floor', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts({ alignments: REGULAR }), (start) => {
      const form = formulas.run({ ...modesAt(start), scalars: new Map(start.scalars).set('t', 0) })
      const begin = modesOf(start)
      if (!(begin.P > 0 && begin.Q > 0)) return tally.count('degenerate')
      const number = (name: string): number => form.get(name) as number
      const end = number('tau') * (30 + number('approach'))
      if (!Number.isFinite(end)) return tally.count('beyond doubles')
      const state = pathOf(
        start,
        PARTS.map((part) => part * end),
      ).at(-1) as Instance
      const now = modesOf(state)
      const conditioned = 10 * TOLERANCE * amplification(begin, now) + 4 * Number.EPSILON * number('lost')
      const accuracy = Math.max(1e-8, conditioned)
      if (!(accuracy < 1e-3)) return tally.count('beyond doubles')
      tally.count(accuracy > 1e-8 ? 'conditioned' : 'plain')
      const [s_u, s_w] = [scalar(start, 's_u'), scalar(start, 's_w')]
      const errors = {
        u: (s_w * apart(vector(state, 'u'), form.get('u') as Float64Array)) / now.size,
        w: (s_u * apart(vector(state, 'w'), form.get('w') as Float64Array)) / now.size,
        ...optimality(state, number('L_star'), number('S_star')),
      }
      for (const [what, error] of Object.entries(errors)) {
        tally.error(what, accuracy > 1e-8 ? 0 : error)
        expect(error, `relative error of ${what} at t = ${end}`).toBeLessThanOrEqual(accuracy)
      }
    }),
    runs(300),
  )
  tally.report()
  expect(tally.of('plain') / 300).toBeGreaterThan(0.85)
})

test('the last of the way is exponential with the stated time scale', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts({ alignments: ['generic', 'parallel'] }), (start) => {
      const form = formulas.run({ ...modesAt(start), scalars: new Map(start.scalars).set('t', 0) })
      const begin = modesOf(start)
      if (!(begin.P > 0 && begin.Q > 0) || (form.get('lost') as number) > 1e4) return tally.count('skipped')
      const [tau, S_star] = [form.get('tau') as number, form.get('S_star') as number]
      const late = tau * (6 + (form.get('approach') as number))
      const [first, second] = pathOf(start, [0.3 * late, late, late + tau]).slice(1) as [Instance, Instance]
      const [far, near] = [overlap(first) - S_star, overlap(second) - S_star]
      if (Math.abs(far) < 1e-7 * (Math.abs(S_star) + sizeOfOverlap(first))) return tally.count('skipped')
      tally.count('networks')
      const error = Math.abs(Math.log(far / near) - 1)
      expect(tally.error('log decrement', error), `decrement over tau = ${tau}`).toBeLessThan(0.02)
    }),
    runs(300),
  )
  tally.report()
  expect(tally.of('networks') / 300).toBeGreaterThan(0.4)
})

test('the first of the way has the stated slope', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts(), (start) => {
      const modes = modesAt(start)
      const t = 1e-5 * factor.horizon(modes)
      const [at] = factor.run(modes, [t], { tolerance: TOLERANCE }) as [Instance]
      const form = formulas.run({ ...modes, scalars: new Map(start.scalars).set('t', 0) })
      const error = Math.abs((scalar(at, 'xi') ** 2 - 1) / t - (form.get('slope') as number))
      expect(tally.error('slope', error / ((form.get('speed') as number) || 1))).toBeLessThan(1e-3)
    }),
    runs(300),
  )
  tally.report()
})

const apart = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0)

const overlap = (state: Instance): number => {
  const w = vector(state, 'w')
  return vector(state, 'u').reduce((sum, x, i) => sum + x * (w[i] as number), 0)
}

const sizeOfOverlap = (state: Instance): number => {
  const { P, Q } = modesOf(state)
  return (P + Q) / (4 * scalar(state, 's_u') * scalar(state, 's_w'))
}

/** How far overlap and loss are from their optima, relative to the size of their terms. */
function optimality(state: Instance, L_star: number, S_star: number): { overlap: number; loss: number } {
  const [S, size] = [overlap(state), sizeOfOverlap(state) + Math.abs(S_star)]
  const [A, C, Y, gamma] = [scalar(state, 'A'), scalar(state, 'C'), scalar(state, 'Y'), scalar(state, 'gamma')]
  const L = A * (gamma * S) ** 2 - 2 * gamma * C * S + Y
  const sizeOfL = A * (gamma * size) ** 2 + Y
  return { overlap: Math.abs(S - S_star) / size, loss: Math.abs(L - L_star) / sizeOfL }
}
