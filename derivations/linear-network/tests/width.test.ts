import fc from 'fast-check'
import { evaluator, instance } from 'rederive/testing'
import { expect, test } from 'vitest'
import trajectories from '../trajectories.js'
import { runs } from '../../../proofs-tests/seed.js'
import { decades } from './starts.js'

const MILLION = 1_000_000
const closed = evaluator(trajectories, { u: 'u[i]', w: 'w[i]', P: 'P', Q: 'Q', S: 'S' })

test('a million neurons: sums, overlap and single weights of the closed form are right', () => {
  const numbers = fc.record({
    s_u: decades(0.5),
    s_w: decades(0.5),
    gamma: decades(1),
    A: decades(1),
    C: fc.tuple(fc.constantFrom(1, -1), decades(1)).map(([sign, x]) => sign * x),
    part: decades(1),
    stream: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  })
  fc.assert(
    fc.property(numbers, ({ s_u, s_w, gamma, A, C, part, stream }) => {
      const next = uniform(stream)
      const u0 = Float64Array.from({ length: MILLION }, next)
      const w0 = Float64Array.from({ length: MILLION }, next)
      const modes = { p: w0.map((w, i) => s_u * w + s_w * at(u0, i)), q: w0.map((w, i) => s_u * w - s_w * at(u0, i)) }
      const [P, Q] = [sumOfSquares(modes.p), sumOfSquares(modes.q)]
      const B = (4 * s_u * s_w * C) / (gamma * A)
      const D = Math.hypot(B, 2 * Math.sqrt(P * Q))
      const t = part / (gamma ** 2 * A * D)
      const T = Math.tanh(part / 2) / D
      const z = (1 + (B + 2 * Q) * T) / (1 + (2 * P - B) * T)
      const xi = Math.sqrt(z)

      const form = closed.run(instance(MILLION, { s_u, s_w, gamma, A, C, Y: 1, t }, { u0, w0 }))
      expect(Math.abs((form.get('P') as number) / P - 1)).toBeLessThan(1e-12)
      expect(Math.abs((form.get('Q') as number) / Q - 1)).toBeLessThan(1e-12)
      const S = (P * z - Q / z) / (4 * s_u * s_w)
      const sizeOfS = (P * z + Q / z) / (4 * s_u * s_w)
      expect(Math.abs((form.get('S') as number) - S) / sizeOfS).toBeLessThan(1e-11)
      for (const i of [0, 1, 999, 123_456, 500_000, MILLION - 1]) {
        const [p, q] = [at(modes.p, i) * xi, at(modes.q, i) / xi]
        const size = Math.abs(p) + Math.abs(q)
        const error = Math.abs(at(form.get('u') as Float64Array, i) - (p - q) / (2 * s_w)) * s_w
        const other = Math.abs(at(form.get('w') as Float64Array, i) - (p + q) / (2 * s_u)) * s_u
        expect(Math.max(error, other) / size, `neuron ${i + 1}`).toBeLessThan(1e-11)
      }
    }),
    runs(3),
  )
})

const at = (values: Float64Array, i: number): number => values[i] as number

/** Numbers in (-1, 1) from a linear congruential stream. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return (2 * state) / 2147483647 - 1
  }
}

/** Compensated. */
function sumOfSquares(values: Float64Array): number {
  let [sum, lost] = [0, 0]
  for (const x of values) {
    const total = sum + x * x
    lost += sum - total + x * x
    sum = total
  }
  return sum + lost
}
