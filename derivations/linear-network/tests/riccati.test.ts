import fc from 'fast-check'
import { type Instance, evaluator, integrator } from 'rederive/testing'
import { expect, test } from 'vitest'
import riccati from '../riccati.js'
import { slopeOf, stencil } from './differences.js'
import { TOLERANCE, modesOf, pathOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { modesAt, scalar, starts, vector } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const factor = integrator(riccati)
const formulas = evaluator(riccati, {
  z: 'z',
  rate: '-gamma^2*A*(P*z^2 - B*z - Q)',
  size: 'gamma^2*A*(P*z^2 + abs(B)*z + Q)',
  atRoots: 'P*alpha_plus^2 - B*alpha_plus - Q',
  sizeAtRoots: 'P*alpha_plus^2 + abs(B*alpha_plus) + Q + B^2/P',
})

test('the squared common factor moves at the rate of the Riccati equation', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts(), (start) => {
      for (const { times, middle, step } of stencil(factor.horizon(modesAt(start)))) {
        const samples = factor.run(modesAt(start), times, { tolerance: TOLERANCE }).map((at) => formulas.run(at))
        const slope = slopeOf(
          samples.map((form) => form.get('z') as number),
          step,
        )
        const now = samples[middle] as (typeof samples)[number]
        const error = Math.abs(slope - (now.get('rate') as number)) / ((now.get('size') as number) || 1)
        expect(tally.error('slope', error), `slope of z at t = ${times[middle]}`).toBeLessThan(1e-8)
      }
    }),
    runs(300),
  )
  tally.report()
})

test('so does the factor that is read off the weights of the full flow', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts({ alignments: ['generic'], maxWidth: 16 }), (start) => {
      const modes = modesAt(start)
      const [p0, q0] = [vector(modes, 'p0'), vector(modes, 'q0')]
      const i = p0.reduce((best, p, k) => (Math.abs(p) > Math.abs(p0[best] as number) ? k : best), 0)
      if (p0[i] === 0 || Math.abs(p0[i] as number) < 0.01 * Math.max(...q0.map(Math.abs))) return tally.count('skipped')
      tally.count('networks')
      for (const { times, middle, step } of stencil(factor.horizon(modes))) {
        const states = pathOf(start, times)
        const z = states.map((state) => {
          const [u, w] = [vector(state, 'u')[i] as number, vector(state, 'w')[i] as number]
          return ((scalar(state, 's_u') * w + scalar(state, 's_w') * u) / (p0[i] as number)) ** 2
        })
        const now = { ...modes, scalars: new Map(modes.scalars).set('xi', Math.sqrt(z[middle] as number)) }
        const form = formulas.run(now)
        const error = Math.abs(slopeOf(z, step) - (form.get('rate') as number)) / (form.get('size') as number)
        // An error of a weight is one of z, the larger the smaller the mode is beside the weights.
        const mode = Math.abs((p0[i] as number) * Math.sqrt(z[middle] as number))
        const size = modesOf(states[middle] as Instance).size / mode
        expect(tally.error('slope', error / (1 + size)), `slope of z at t = ${times[middle]}`).toBeLessThan(1e-8)
      }
    }),
    runs(300),
  )
  tally.report()
  expect(tally.of('skipped') / tally.of('networks')).toBeLessThan(0.2)
})

test('the rate vanishes at the stable fixed point', () => {
  fc.assert(
    fc.property(starts({ alignments: ['generic', 'parallel'] }), (start) => {
      const form = formulas.run(modesAt(start))
      const [rate, size] = [form.get('atRoots') as number, form.get('sizeAtRoots') as number]
      if (Number.isFinite(size)) expect(Math.abs(rate)).toBeLessThanOrEqual(1e-13 * size)
    }),
    runs(300),
  )
})
