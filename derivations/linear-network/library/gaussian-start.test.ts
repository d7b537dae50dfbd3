import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draws } from './gaussian.js'
import { gaussianStart } from './gaussian-start.js'
import { mechanism } from './mechanism.js'
import { solve } from './solution.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const sum = (a: Float64Array, b: Float64Array): number => a.reduce((total, x, i) => total + x * (b[i] as number), 0)

test('independent layers are those of the first draw, times the deviations', () => {
  const [[draw] = []] = draws({ widths: [1000], seeds: 1, seed })
  const { u, w } = gaussianStart({ width: 1000, seed, varU: 4, varW: 0.25 })
  expect(sum(u, u) / 4).toBeCloseTo(draw?.uu as number, 9)
  expect(sum(w, w) * 4).toBeCloseTo(draw?.ww as number, 9)
  expect(sum(u, w)).toBeCloseTo(draw?.uw as number, 9)
})

test('layers stand at the angle asked for, with their lengths kept', () => {
  const angles = fc.record({
    width: fc.integer({ min: 2, max: 300 }),
    cosine: fc.integer({ min: -100, max: 100 }).map((k) => k / 100),
  })
  fc.assert(
    fc.property(angles, fc.integer(), ({ width, cosine }, drawn) => {
      const free = gaussianStart({ width, seed: drawn, varW: 3 })
      const { u, w } = gaussianStart({ width, seed: drawn, varW: 3, cosine })
      expect(u).toEqual(free.u)
      expect(sum(w, w) / sum(free.w, free.w)).toBeCloseTo(1, 9)
      expect(sum(u, w) / Math.sqrt(sum(u, u) * sum(w, w))).toBeCloseTo(cosine, 9)
    }),
    { seed },
  )
})

test.each([1, -1])('parallel layers (%s) only rescale', (cosine) => {
  const { u, w } = gaussianStart({ width: 1000, seed, cosine })
  expect(mechanism({ u0: u, w0: w, A: 1, C: 2000 }).mechanism).toBe('rescaling')
})

test.each([
  [{ width: 0 }, 'the width must be a whole number from 1 on, found 0'],
  [{ width: 2.5 }, 'found 2.5'],
  [{ width: 2, varU: 0 }, 'varU must be positive, found 0'],
  [{ width: 2, cosine: 1.1 }, 'cosine must be from -1 to 1, found 1.1'],
  [{ width: 1, cosine: 0.5 }, 'layers of width 1 have the cosine -1 or 1, found 0.5'],
])('refuses %j', (options, message) => {
  expect(() => gaussianStart(options)).toThrow(message)
})

test('one neuron of a solution is the one among all weights', () => {
  const { u, w } = gaussianStart({ width: 5, seed })
  const solution = solve({ u0: u, w0: w, A: 1, C: 2 })
  for (const t of [0, 0.01, 0.4, 7]) {
    const all = solution.weights(t)
    for (const i of [0, 3, 4]) expect(solution.neuron(i, t)).toEqual([all.u[i], all.w[i]])
  }
  expect(() => solution.neuron(5, 0)).toThrow('the network has the neurons 0 to 4, found 5')
})
