import fc from 'fast-check'
import { type Instance, evaluator, instance, integrator } from 'rederive/testing'
import { expect, test } from 'vitest'
import order from '../order-parameters.js'
import curve from '../loss-curve.js'
import { slopeOf, stencil } from './differences.js'
import { TOLERANCE, amplification, modesOf, pathOf, timesOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { modesAt, scalar, starts, vector } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const factor = integrator(order)
const factorsOf = (start: Instance, times: readonly number[]): Instance[] =>
  factor.run(modesAt(start), times, { tolerance: TOLERANCE })

const formulas = evaluator(curve, {
  distance: '(P*z - Q/z - B)/(4*s_u*s_w)',
  roots: 'P*(z - alpha_plus)*(z - alpha_minus)/(4*s_u*s_w*z)',
  loss: 'L_star + A*gamma^2*(P*z - Q/z - B)^2/(16*eta_u*eta_w)',
  S_star: 'S_star',
  size: '(P*z + Q/z + abs(B))/(4*s_u*s_w)',
  sizeOfRoots: 'P*(z + (abs(B) + D)/(2*P))^2/(4*s_u*s_w*z)',
  rate: '-gamma^2*A*(P*z + Q/z)*(S - S_star)',
  speed: 'gamma^2*A*(P*z + Q/z)',
})

test('distance from the optimum and loss of a moving network are functions of one number', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts(), (start) => {
      const [begin, times] = [modesOf(start), timesOf(start)]
      const factors = factorsOf(start, times)
      pathOf(start, times).forEach((state, k) => {
        const accuracy = Math.max(1e-9, 10 * TOLERANCE * amplification(begin, modesOf(state)))
        if (!(accuracy < 1e-3)) {
          tally.count('beyond doubles')
          return
        }
        tally.count('compared')
        const form = formulas.run(factors[k] as Instance)
        const number = (name: string): number => form.get(name) as number
        const { S, L, sizeOfL } = measured(state, number('size'))
        const errors: Record<string, number> = {
          distance: Math.abs(S - number('S_star') - number('distance')) / (number('size') || 1),
          loss: Math.abs(L - number('loss')) / sizeOfL,
          ...(begin.P > 0 && { roots: Math.abs(number('roots') - number('distance')) / number('sizeOfRoots') }),
        }
        for (const [what, error] of Object.entries(errors)) {
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

test('a single neuron with the same P and Q has the loss curve of the whole network, which never rises', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts({ alignments: ['generic', 'parallel'] }), (start) => {
      const times = timesOf(start)
      const losses = [start, ...pathOf(start, times)].map((state) => measured(state, sizeOfOverlap(state)))
      const twin = singleNeuron(start)
      const twins = [twin, ...pathOf(twin, times)].map((state) => measured(state, sizeOfOverlap(state)))
      losses.forEach(({ L, sizeOfL }, k) => {
        const error = Math.abs(L - (twins[k] as (typeof twins)[number]).L) / sizeOfL
        expect(tally.error('twin', error), `losses at time number ${k}`).toBeLessThan(1e-9)
        const rise = k === 0 ? 0 : (L - (losses[k - 1] as (typeof losses)[number]).L) / sizeOfL
        expect(tally.error('rise', rise), `rise of the loss at time number ${k}`).toBeLessThan(1e-12)
      })
    }),
    runs(200),
  )
  tally.report()
})

test('the distance from the optimum shrinks at the stated rate', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts({ maxWidth: 16 }), (start) => {
      const horizon = factor.horizon(modesAt(start))
      for (const { times, middle, step } of stencil(horizon)) {
        const samples = factorsOf(start, times).map((at) => formulas.run(at))
        const values = samples.map((form) => form.get('distance') as number)
        const now = samples[middle] as (typeof samples)[number]
        const size = ((now.get('speed') as number) + 1 / horizon) * (now.get('size') as number)
        const error = Math.abs(slopeOf(values, step) - (now.get('rate') as number)) / (size || 1)
        expect(tally.error('rate', error), `at t = ${times[middle]}`).toBeLessThan(1e-8)
      }
    }),
    runs(200),
  )
  tally.report()
})

/** Overlap and loss, from the weights. */
function measured(state: Instance, sizeOfS: number): { S: number; L: number; sizeOfL: number } {
  const [u, w, gamma] = [vector(state, 'u'), vector(state, 'w'), scalar(state, 'gamma')]
  const [A, C, Y] = [scalar(state, 'A'), scalar(state, 'C'), scalar(state, 'Y')]
  const S = u.reduce((sum, x, i) => sum + x * (w[i] as number), 0)
  const L = A * (gamma * S) ** 2 - 2 * gamma * C * S + Y
  return { S, L, sizeOfL: A * (gamma * sizeOfS) ** 2 + 2 * gamma * Math.abs(C) * sizeOfS + Y }
}

const sizeOfOverlap = (state: Instance): number => {
  const { P, Q } = modesOf(state)
  return (P + Q) / (4 * scalar(state, 's_u') * scalar(state, 's_w'))
}

/** One neuron with p^2 = P and q^2 = Q. */
function singleNeuron(start: Instance): Instance {
  const { P, Q } = modesOf(start)
  const [p, q] = [Math.sqrt(P), Math.sqrt(Q)]
  const u = (p - q) / (2 * scalar(start, 's_w'))
  const w = (p + q) / (2 * scalar(start, 's_u'))
  return instance(1, Object.fromEntries(start.scalars), { u: [u], w: [w] })
}
