import fc from 'fast-check'
import { type Instance, evaluator } from 'rederive/testing'
import { expect, test } from 'vitest'
import trajectories from '../trajectories.js'
import { type Modes, TOLERANCE, amplification, cancellation, modesOf, pathOf, timesOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { closedFormAt, scalar, starts, vector } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const closed = evaluator(trajectories, {
  u: 'u[i]',
  w: 'w[i]',
  S: 'S',
  L: 'L',
  excess: 'L - L_star',
  u2: 'sum(i, u[i]^2)',
  w2: 'sum(i, w[i]^2)',
  D: 'D',
})

/**
 * Relative to the largest weight at that time, everywhere that double precision can tell: where the path amplifies its
 * tolerance or the closed form cancels, what those two leave. Past RESOLVED nothing is left to compare.
 */
const ACCURACY = 1e-8
const RESOLVED = 1e-3
const accuracyLeft = (amplified: number, cancelled: number): number =>
  Math.max(ACCURACY, 10 * TOLERANCE * amplified + Number.EPSILON * cancelled)

test('the closed form gives every weight, the loss and the norms of 1,000 random networks at every time', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts(), (start) => {
      tally.count('networks')
      const [begin, times] = [modesOf(start), timesOf(start)]
      pathOf(start, times).forEach((state, k) => {
        const t = times[k] as number
        const form = closed.run(closedFormAt(start, t))
        if (form.get('D') === 0) {
          tally.count('undefined, D = 0')
          return
        }
        const now = modesOf(state)
        const accuracy = accuracyLeft(amplification(begin, now), cancellation(start, begin, t))
        if (!(accuracy < RESOLVED)) {
          tally.count('beyond doubles')
          return
        }
        tally.count(accuracy > ACCURACY ? 'conditioned' : 'plain')
        const errors = differences(state, form, now)
        for (const [what, error] of Object.entries(errors)) {
          if (accuracy === ACCURACY) tally.error(what, error)
          else tally.error('conditioned, of what is left', error / accuracy)
          expect(error, `relative error of ${what} at t = ${t}`).toBeLessThanOrEqual(accuracy)
        }
      })
    }),
    runs(1000),
  )
  tally.report()
  const all = tally.of('plain') + tally.of('conditioned') + tally.of('beyond doubles') + tally.of('undefined, D = 0')
  expect(tally.of('plain') / all).toBeGreaterThan(0.95)
  expect(tally.of('undefined, D = 0') / all).toBeLessThan(0.03)
  expect(tally.of('beyond doubles') / all).toBeLessThan(0.02)
})

/** Largest errors relative to the size of the weights, or to what that size makes of the sum in question. */
function differences(
  state: Instance,
  form: ReturnType<typeof closed.run>,
  { P, Q, size }: Modes,
): Record<string, number> {
  const number = (name: string): number => form.get(name) as number
  const [s_u, s_w, gamma] = [scalar(state, 's_u'), scalar(state, 's_w'), scalar(state, 'gamma')]
  const [A, C, Y] = [scalar(state, 'A'), scalar(state, 'C'), scalar(state, 'Y')]
  const [u, w] = [vector(state, 'u'), vector(state, 'w')]
  const apart = (a: Float64Array, b: Float64Array): number =>
    a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0)
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)

  const S = dot(u, w)
  const L = A * (gamma * S) ** 2 - 2 * gamma * C * S + Y
  const scale = (P + Q) / (s_u * s_w)
  const lossScale = A * (gamma * scale) ** 2 + 2 * gamma * Math.abs(C) * scale + Y
  const relative = (difference: number, to: number): number => (difference === 0 ? 0 : Math.abs(difference) / to)
  return {
    u: relative(s_w * apart(u, form.get('u') as Float64Array), size),
    w: relative(s_u * apart(w, form.get('w') as Float64Array), size),
    S: relative(S - number('S'), scale),
    L: relative(L - number('L'), lossScale),
    excess: relative(A * (gamma * S - C / A) ** 2 - number('excess'), lossScale),
    u2: relative(s_w ** 2 * (dot(u, u) - number('u2')), P + Q),
    w2: relative(s_u ** 2 * (dot(w, w) - number('w2')), P + Q),
  }
}
