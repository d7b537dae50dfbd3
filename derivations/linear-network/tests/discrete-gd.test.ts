import fc from 'fast-check'
import { evaluator, instance } from 'rederive/testing'
import { expect, test } from 'vitest'
import modes from '../hyperbolic-modes.js'
import { type Loss, type Network, dot, gradientFlow, networks, parameters, withParameters } from './networks.js'
import { runs } from '../../../proofs-tests/seed.js'

const LOSSES: readonly Loss[] = [
  { value: (f, y) => (f - y) ** 2, slope: (f, y) => 2 * (f - y) },
  { value: (f, y) => Math.log1p(Math.exp(-y * f)), slope: (f, y) => -y / (1 + Math.exp(y * f)) },
  { value: (f, y) => Math.hypot(1, f - y), slope: (f, y) => (f - y) / Math.hypot(1, f - y) },
]
const STEPS = 12

const modesOf = evaluator(modes, { p: 'p[i]', q: 'q[i]' })

/** Modes of a network in the direction of its data, its learning rates multiplied by the step size. */
function modesAt(network: Network, step: number) {
  const w = network.W.map((vector) => dot(vector, network.n))
  const root = Math.sqrt(step)
  const at = instance(w.length, { s_u: network.s_u * root, s_w: network.s_w * root }, { u: network.u, w })
  const found = modesOf.run(at)
  return { p: found.get('p') as Float64Array, q: found.get('q') as Float64Array }
}

test('mini-batch gradient descent with any loss multiplies every mode by the same factors', () => {
  const draws = fc.record({
    network: networks,
    loss: fc.constantFrom(...LOSSES),
    steps: fc.array(fc.double({ min: 1e-3, max: 0.2, noNaN: true }), { minLength: STEPS, maxLength: STEPS }),
    batches: fc.array(fc.nat(62), { minLength: STEPS, maxLength: STEPS }),
  })
  fc.assert(
    fc.property(draws, ({ network, loss, steps, batches }) => {
      let now = network
      for (const [k, step] of steps.entries()) {
        const mask = (batches[k] as number) + 1
        const drawn = network.data.filter((_, j) => (mask >> j) & 1)
        const batch: Network = { ...now, data: drawn.length > 0 ? drawn : network.data }
        const y = parameters(batch)
        const rates = gradientFlow(batch, loss)(y)
        const before = modesAt(now, step)
        const e = growth(batch, loss, step)
        now = withParameters(
          now,
          y.map((x, i) => x + step * (rates[i] as number)),
        )
        const after = modesAt(now, step)
        const size = Math.max(...[...before.p, ...before.q].map(Math.abs), 1e-300)
        if (!Number.isFinite(size) || Math.abs(e) > 1e3) return
        for (const i of before.p.keys()) {
          const scale = size * (1 + Math.abs(e))
          expect(Math.abs((after.p[i] as number) - (before.p[i] as number) * (1 + e)) / scale).toBeLessThan(1e-12)
          expect(Math.abs((after.q[i] as number) - (before.q[i] as number) * (1 - e)) / scale).toBeLessThan(1e-12)
        }
      }
    }),
    runs(300),
  )
})

/** e = 2 s_u s_w gamma r with r = -E[a dl/df]/2 over the batch, and the step size in the learning rates. */
function growth({ s_u, s_w, gamma, u, W, n, data }: Network, loss: Loss, step: number): number {
  const slope =
    gamma *
    dot(
      u,
      W.map((w) => dot(w, n)),
    )
  const r = -data.reduce((sum, { a, y }) => sum + a * loss.slope(slope * a, y), 0) / data.length / 2
  return 2 * s_u * s_w * step * gamma * r
}
