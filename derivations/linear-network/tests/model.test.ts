import fc from 'fast-check'
import { type Instance, evaluator, instance, integrator } from 'rederive/testing'
import { expect, test } from 'vitest'
import model from '../model.js'
import { type Network, SQUARED, dot, gradientFlow, meanLoss, networks, parameters, withParameters } from './networks.js'
import { norm, rk4, timeScale } from './rk4.js'
import { runs } from '../../../proofs-tests/seed.js'
import { scalar, vector } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const formulas = evaluator(model, {
  L: 'L',
  L_star: 'L_star',
  toU: '2*eta_u*gamma*w[i]*r',
  toW: '2*eta_w*gamma*u[i]*r',
})
const flow = integrator(model)

test('the loss over a finite data set is the formula in its three moments, and never below its floor', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(networks, (network) => {
      const at = inMoments(network)
      const form = formulas.run(at)
      const [formula, floor] = [form.get('L') as number, form.get('L_star') as number]
      const direct = meanLoss(network, SQUARED)
      const error = Math.abs(direct - formula) / (sizeOfLoss(at) || 1)
      expect(tally.error('loss', error)).toBeLessThan(1e-13)
      expect(direct).toBeGreaterThanOrEqual(floor - 1e-13 * sizeOfLoss(at))
    }),
    runs(300),
  )
  tally.report()
})

test('the stated flow is minus the gradient of that loss, estimated by finite differences of every weight', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(networks, (network) => {
      const { u, W, n, s_u, s_w } = network
      const at = inMoments(network)
      const rates = formulas.run(at)
      const [toU, toW] = [rates.get('toU') as Float64Array, rates.get('toW') as Float64Array]
      const y = parameters(network)
      const slope = y.map((_, i) => slopeOfLoss(network, y, i))
      const size = norm(y) || 1
      u.forEach((_, i) => {
        const scale = (s_u ** 2 + s_w ** 2) * (sizeOfLoss(at) / size + norm(slope))
        const first = u.length + 3 * i
        const along = slope.slice(first, first + 3)
        const errors = [
          -(s_u ** 2) * (slope[i] as number) - (toU[i] as number),
          ...n.map((x, k) => -(s_w ** 2) * (along[k] as number) - x * (toW[i] as number)),
        ]
        expect(tally.error('gradient', norm(errors) / (scale || 1)), `neuron ${i + 1}, w = ${W[i]}`).toBeLessThan(1e-12)
      })
    }),
    runs(300),
  )
  tally.report()
})

test('in the full gradient flow only the components along the data move, and they follow the stated flow', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(networks, (network) => {
      const field = gradientFlow(network, SQUARED)
      const y = parameters(network)
      const t = 2 * timeScale(field, y)
      const end = withParameters(network, rk4(field, y, t, 400))
      const [state] = flow.run(inMoments(network), [t / 3, t]).slice(-1) as [Instance]
      const size = Math.max(norm(parameters(end)), norm(y)) || 1
      if (Math.abs(norm(parameters(end)) - norm(y)) > 0.01 * size) tally.count('moved')
      tally.count('networks')
      network.W.forEach((w, i) => {
        const [before, after] = [across(w, network.n), across(end.W[i] as typeof w, network.n)]
        expect(tally.error('across', norm(after.map((x, k) => x - (before[k] as number))) / size)).toBeLessThan(1e-13)
        const errors = [
          (end.u[i] as number) - (vector(state, 'u')[i] as number),
          dot(end.W[i] as typeof w, network.n) - (vector(state, 'w')[i] as number),
        ]
        expect(tally.error('along', norm(errors) / size), `neuron ${i + 1} at t = ${t}`).toBeLessThan(1e-8)
      })
    }),
    runs(150),
  )
  tally.report()
  expect(tally.of('moved') / tally.of('networks')).toBeGreaterThan(0.4)
})

/** The network as an instance of the model, with the moments of its data. */
function inMoments({ s_u, s_w, gamma, u, W, n, data }: Network): Instance {
  const mean = (of: (a: number, y: number) => number): number =>
    data.reduce((sum, { a, y }) => sum + of(a, y), 0) / data.length
  const moments = { A: mean((a) => a * a), C: mean((a, y) => a * y), Y: mean((_, y) => y * y) }
  return instance(u.length, { s_u, s_w, gamma, ...moments }, { u, w: W.map((w) => dot(w, n)) })
}

/** The sum of the absolute values of the terms of the loss. */
function sizeOfLoss(at: Instance): number {
  const [u, w, gamma, A] = [vector(at, 'u'), vector(at, 'w'), scalar(at, 'gamma'), scalar(at, 'A')]
  const S = u.reduce((sum, x, i) => sum + Math.abs(x * (w[i] as number)), 0)
  return A * (gamma * S) ** 2 + 2 * gamma * Math.abs(scalar(at, 'C')) * S + scalar(at, 'Y')
}

/** The loss is of degree two in each weight: the central difference has no error but rounding. */
function slopeOfLoss(network: Network, y: readonly number[], i: number): number {
  const h = 0.5
  const at = (by: number): number =>
    meanLoss(
      withParameters(
        network,
        y.map((x, k) => (k === i ? x + by : x)),
      ),
      SQUARED,
    )
  return (at(h) - at(-h)) / (2 * h)
}

const across = (w: readonly number[], n: readonly number[]): number[] =>
  w.map((x, k) => x - dot(w, n) * (n[k] as number))
