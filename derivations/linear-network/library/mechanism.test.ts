import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mechanism } from './mechanism.js'
import { orderParameters } from './order-parameters.js'
import { problems } from './problems.example.js'
import { solve } from './solution.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const start = (u: number[], w: number[], C: number) => ({ u0: Float64Array.from(u), w0: Float64Array.from(w), A: 1, C })

test.each([
  ['alignment', start([1, 0], [1, 1], 5)],
  ['disalignment', start([1, 0], [3, 1], 0.1)],
  ['disalignment', start([1, 0], [3, 1], 0)],
  ['rescaling', start([1, 2], [3, 6], 1)],
  ['rescaling', start([1, 2], [1, 2], -1)],
  ['rescaling', start([2], [-3], 1)],
  ['rescaling', start([1 / 3, 1 / 7], [1 / 3 / 1.7, 1 / 7 / 1.7], 1)],
  ['rescaling', start([0, 0], [1, 2], 1)],
  ['none (saddle)', start([0, 0], [0, 0], 1)],
  ['none (minimum)', start([1, 2], [1, 1], 3)],
  ['none (mirrored)', start([1, 2], [1, 1], -3)],
] as const)('%s', (name, problem) => {
  expect(mechanism(problem).mechanism).toBe(name)
})

describe('the turning point', () => {
  test('has S = 0 at z = sqrt(Q/P), for every trajectory that crosses it', () => {
    let crossings = 0
    fc.assert(
      fc.property(problems(), (problem) => {
        const solution = solve(problem)
        const { turning } = mechanism(problem)
        if (!turning) return
        crossings++
        const [before, after] = [
          solution.overlap(turning.time * (1 - 1e-9)),
          solution.overlap(turning.time * (1 + 1e-9)),
        ]
        expect(Math.sign(before)).toBe(Math.sign(solution.overlap(0)))
        expect(Math.sign(after)).toBe(Math.sign(solution.limit.S))
        expect(Math.abs(solution.z(turning.time) / turning.z - 1)).toBeLessThan(1e-11)
        expect(solution.kernel(turning.time)).toBeLessThanOrEqual(solution.kernel(0) * (1 + 1e-12))
      }),
      { seed, numRuns: 500 },
    )
    expect(crossings).toBeGreaterThan(50)
  })
  test('is absent where S keeps its sign', () => {
    expect(mechanism(start([1, 0], [1, 1], 5)).turning).toBeUndefined()
    expect(mechanism(start([1, 2], [1, 2], -1)).turning).toBeUndefined()
  })
})

test('parallel layers that cross S = 0 turn from cosine -1 to 1 at once', () => {
  const { initialCosine, finalCosine, turning } = mechanism(start([-0.1], [1], 1))
  expect([initialCosine, finalCosine]).toEqual([-1, 1])
  expect(turning?.time).toBeGreaterThan(0)
})

test('cosines are those of the trajectory, and the name says what they do', () => {
  fc.assert(
    fc.property(problems(), (problem) => {
      const solution = solve(problem)
      const { mechanism: name, initialCosine, finalCosine } = mechanism(problem)
      const ends = [solution.cosine(0), solution.cosine(Number.POSITIVE_INFINITY)]
      for (const [k, cosine] of [initialCosine, finalCosine].entries()) {
        if (Number.isNaN(ends[k])) expect(cosine).toBeNaN()
        else expect(cosine).toBeCloseTo(ends[k] as number, 12)
      }
      const gain = Math.abs(finalCosine) - Math.abs(initialCosine)
      const kernelGain = solution.limit.kappa / solution.kernel(0) - 1
      if (name === 'alignment') expect(Math.min(gain, kernelGain)).toBeGreaterThan(-1e-12)
      if (name === 'disalignment') expect(Math.max(gain, kernelGain)).toBeLessThan(1e-12)
    }),
    { seed, numRuns: 500 },
  )
})

test('order parameters give the same answer as weights', () => {
  const problem = start([1, 0.5, -2], [0.3, 1, 1], 2)
  const { P, Q, R } = solve(problem).order
  const known = mechanism(orderParameters({ P, Q, R, A: 1, C: 2 }))
  const found = mechanism(problem)
  expect(known.mechanism).toBe(found.mechanism)
  expect(known.finalCosine).toBeCloseTo(found.finalCosine, 12)
  expect(known.turning?.time).toBeCloseTo(found.turning?.time as number, 12)
  expect(mechanism(orderParameters({ P: 2, Q: 0.5, R: 1, A: 1, C: 3 })).mechanism).toBe('rescaling')
  expect(() => orderParameters({ P: 1, Q: 1, R: 2, A: 1, C: 1 })).toThrow('R^2 <= P Q')
})
