import fc from 'fast-check'
import { type Instance, evaluator, integrator } from 'rederive/testing'
import { expect, test } from 'vitest'
import order from '../order-parameters.js'
import { TOLERANCE, amplification, modesOf, pathOf, timesOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { modesAt, scalar, starts, vector } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const factor = integrator(order)
const formulas = evaluator(order, {
  overlap: 's_u*s_w*(P*z - Q/z)/(4*s_u*s_w)',
  kernel: '(P*z + Q/z)/2',
  balance: 'R',
  u2: '(P*z - 2*R + Q/z)/4',
  w2: '(P*z + 2*R + Q/z)/4',
})

test('overlap, weighted norms and balance of a moving network follow from P, Q, R and one common factor', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts(), (start) => {
      const [begin, times] = [modesOf(start), timesOf(start)]
      const factors = factor.run(modesAt(start), times, { tolerance: TOLERANCE })
      pathOf(start, times).forEach((state, k) => {
        const now = modesOf(state)
        const accuracy = Math.max(1e-9, 10 * TOLERANCE * amplification(begin, now))
        if (!(accuracy < 1e-3)) {
          tally.count('beyond doubles')
          return
        }
        tally.count('compared')
        const predicted = formulas.run(factors[k] as Instance)
        for (const [what, value] of Object.entries(weighted(state))) {
          const error = Math.abs(value - (predicted.get(what) as number)) / (now.P + now.Q || 1)
          tally.error(what, accuracy === 1e-9 ? error : 0)
          expect(error, `relative error of ${what} at t = ${times[k]}`).toBeLessThanOrEqual(accuracy)
        }
      })
    }),
    runs(300),
  )
  tally.report()
  expect(tally.of('beyond doubles') / tally.of('compared')).toBeLessThan(0.04)
})

/** The same, as sums over the weights; all in one unit. */
function weighted(state: Instance): Record<string, number> {
  const [u, w, s_u, s_w] = [vector(state, 'u'), vector(state, 'w'), scalar(state, 's_u'), scalar(state, 's_w')]
  let [overlap, u2, w2] = [0, 0, 0]
  u.forEach((x, i) => {
    const [a, b] = [s_w * x, s_u * (w[i] as number)]
    overlap += a * b
    u2 += a * a
    w2 += b * b
  })
  return { overlap, u2, w2, kernel: w2 + u2, balance: w2 - u2 }
}
