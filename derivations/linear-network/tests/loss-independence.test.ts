import fc from 'fast-check'
import { type Instance, evaluator, instance } from 'rederive/testing'
import { describe, expect, test } from 'vitest'
import independence from '../loss-independence.js'
import { type Loss, type Network, dot, gradientFlow, meanLoss } from './networks.js'
import { networks, parameters, withParameters } from './networks.js'
import { norm, rk4, timeScale } from './rk4.js'
import { runs } from '../../../proofs-tests/seed.js'
import { Tally } from '../../../proofs-tests/tally.js'

const LOSSES: Readonly<Record<string, Loss>> = {
  logistic: { value: (f, y) => Math.log1p(Math.exp(-y * f)), slope: (f, y) => -y / (1 + Math.exp(y * f)) },
  quartic: { value: (f, y) => (f - y) ** 4, slope: (f, y) => 4 * (f - y) ** 3 },
  'log-cosh': { value: (f, y) => Math.log(Math.cosh(f - y)), slope: (f, y) => Math.tanh(f - y) },
  'smoothed absolute': { value: (f, y) => Math.hypot(1, f - y), slope: (f, y) => (f - y) / Math.hypot(1, f - y) },
}

/** Conserved formulas, and how an error of the modes carries over: to a product, a product of products, or a ratio. */
const LAWS: Readonly<Record<string, { formula: string; kind: 'product' | 'area' | 'ratio'; mode?: 'p' | 'q' }>> = {
  balance: { formula: 'eta_u*w[i]^2 - eta_w*u[i]^2', kind: 'product' },
  growing: { formula: 'p[i]/p[1]', kind: 'ratio', mode: 'p' },
  decaying: { formula: 'q[i]/q[1]', kind: 'ratio', mode: 'q' },
  mixed: { formula: 'p[i]*q[1]', kind: 'product' },
  pair: { formula: 's_u*s_w*(u[i]*w[1] - u[1]*w[i])', kind: 'product' },
  area: { formula: 'eta_u*eta_w*area2', kind: 'area' },
}
const formulas = Object.fromEntries(Object.entries(LAWS).map(([name, { formula }]) => [name, formula]))
const values = evaluator(independence, { ...formulas, p: 'p[i]', q: 'q[i]' })
const ACCURACY = 1e-8

describe.each(Object.entries(LOSSES))('gradient flow of the %s loss', (_, loss) => {
  test('the slope is the derivative of the loss and the flow its gradient', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const [y, rates] = [parameters(network), gradientFlow(network, loss)(parameters(network))]
        const eta = y.map((_, i) => (i < network.u.length ? network.s_u : network.s_w) ** 2)
        const estimate = y.map((_, i) => -(eta[i] as number) * derivative(network, loss, y, i))
        const scale = Math.max(norm(rates), norm(eta) * meanLoss(network, loss), 1e-3)
        for (const [i, rate] of rates.entries()) {
          expect(Math.abs(rate - (estimate[i] as number)) / scale).toBeLessThan(1e-7)
        }
      }),
      runs(50),
    )
  })

  test('conserves balance, mode ratios, products, angular momenta and area', () => {
    const tally = new Tally()
    fc.assert(
      fc.property(networks, (network) => {
        const field = gradientFlow(network, loss)
        const y = parameters(network)
        const end = rk4(field, y, 2 * timeScale(field, y), 800)
        const [before, after] = [alongData(network), alongData(withParameters(network, end))]
        const moved = norm(end.map((x, i) => x - (y[i] as number))) / norm(y)
        if (moved > 0.05) tally.count('moved')
        tally.count('networks')
        const [first, last] = [values.run(before), values.run(after)]
        const modes = (result: typeof first, name: 'p' | 'q') => result.get(name) as Float64Array
        const size = Math.max(...[first, last].flatMap((r) => [...modes(r, 'p'), ...modes(r, 'q')]).map(Math.abs))
        for (const [name, { kind, mode }] of Object.entries(LAWS)) {
          const [was, is] = [list(first.get(name)), list(last.get(name))]
          const denominator = mode ? Math.min(...[first, last].map((r) => Math.abs(modes(r, mode)[0] as number))) : 1
          if (denominator <= 1e-6 * size) continue
          was.forEach((value, i) => {
            const ratio = (size * (1 + Math.abs(value))) / denominator
            const scale = kind === 'product' ? size ** 2 : kind === 'area' ? (network.u.length * size ** 2) ** 2 : ratio
            const error = Math.abs((is[i] as number) - value) / (scale || 1)
            expect(tally.error(name, error), `change of ${LAWS[name]?.formula}, i = ${i + 1}`).toBeLessThan(ACCURACY)
          })
        }
      }),
      runs(75),
    )
    tally.report()
    expect(tally.of('moved') / tally.of('networks')).toBeGreaterThan(0.5)
  })
})

const list = (value: number | Float64Array | undefined): number[] =>
  typeof value === 'number' ? [value] : [...(value as Float64Array)]

/** The network as an instance of the derivation: w is the component along the data. */
const alongData = ({ s_u, s_w, gamma, u, W, n }: Network): Instance =>
  instance(u.length, { s_u, s_w, gamma }, { u, w: W.map((w) => dot(w, n)) })

function derivative(network: Network, loss: Loss, y: readonly number[], i: number): number {
  const at = (by: number): number =>
    meanLoss(
      withParameters(
        network,
        y.map((x, k) => (k === i ? x + by : x)),
      ),
      loss,
    )
  const h = 1e-3
  return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
}
