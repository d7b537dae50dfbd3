import { describe, expect, it } from 'vitest'
import { leadingProblem } from './leading-problem.js'
import { type Run, gaussianWeights, line } from 'rederive/experiments'

const scalar = { widths: [1, 6, 1], activation: 'linear' as const, outputScale: 0.5 }
const run: Run = {
  network: scalar,
  start: gaussianWeights(scalar, [0.7, 0.4], 3),
  training: { loss: 'squared', rates: [0.2, 0.3] },
  task: line([1, -2, 0.5], [2, -1, 0]),
  steps: 1,
}

describe('the problem along the leading direction', () => {
  it('is the whole of it on the model of the theory, up to the sign of the input', () => {
    const { u0, w0, A, C, Y, gamma, etaU, etaW } = leadingProblem(run)
    const [w, u] = run.start as [Float32Array, Float32Array]
    const sign = Math.sign((w0[0] as number) * (w[0] as number)) * Math.sign((u0[0] as number) * (u[0] as number))
    for (let i = 0; i < 6; i++) {
      expect(Math.abs(w0[i] as number)).toBeCloseTo(Math.abs(w[i] as number), 6)
      expect(Math.abs(u0[i] as number)).toBeCloseTo(Math.abs(u[i] as number), 6)
    }
    expect(A).toBeCloseTo((1 + 4 + 0.25) / 3, 6)
    expect(C).toBeCloseTo((sign * (2 + 2 + 0)) / 3, 6)
    expect([Y, gamma, etaU, etaW]).toEqual([expect.closeTo(5 / 3, 6), 0.5, 0.3, 0.2])
  })

  it('finds the one direction that the targets speak of', () => {
    const network = { widths: [3, 4, 2], activation: 'relu' as const }
    const start = gaussianWeights(network, [1, 1], 1)
    // Only the second input goes with a target, the first one.
    const inputs = Float32Array.from([0, 2, 1, 0, -2, 1, 0, 2, -1, 0, -2, -1])
    const targets = Float32Array.from([1, 0, -1, 0, 1, 0, -1, 0])
    const batch = { count: 4, inputs, targets }
    const found = leadingProblem({
      network,
      start,
      training: { loss: 'squared', rates: [1, 1] },
      task: { batch: () => batch, probe: batch },
      steps: 1,
    })
    expect([found.A, Math.abs(found.C), found.Y]).toEqual([4, 2, 1].map((x): unknown => expect.closeTo(x, 6)))
    const [first, second] = start as [Float32Array, Float32Array]
    for (let i = 0; i < 4; i++) {
      expect(Math.abs(found.w0[i] as number)).toBeCloseTo(Math.abs(first[4 + i] as number), 6)
      expect(Math.abs(found.u0[i] as number)).toBeCloseTo(Math.abs(second[2 * i] as number), 6)
    }
  })

  it('is none of a deeper network', () => {
    const network = { widths: [1, 2, 2, 1], activation: 'linear' as const }
    const deep = { ...run, network, start: gaussianWeights(network, [1, 1, 1], 1) }
    expect(() => leadingProblem(deep)).toThrow('a network with one hidden layer was expected, found 2')
  })
})
