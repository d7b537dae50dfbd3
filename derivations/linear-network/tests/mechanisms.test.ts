import fc from 'fast-check'
import { mechanism } from 'rederive/linear-network'
import { type Instance, evaluator, integrator } from 'rederive/testing'
import { describe, expect, test } from 'vitest'
import model from '../model.js'
import ntk from '../ntk.js'
import { runs } from '../../../proofs-tests/seed.js'
import { scalar, starts, vector } from './starts.js'

const flow = integrator(model)
const measured = evaluator(model, { S: 'S', u2: 'sum(i, u[i]^2)', w2: 'sum(i, w[i]^2)' })
const kernel = evaluator(ntk, { kappa: 'kappa', v: 'v', force: 'C - A*v' })
const wide = starts({ maxWidth: 16, alignments: ['generic'], targets: [1, -1] })

function cosine(at: Instance): number {
  const { S, u2, w2 } = Object.fromEntries(measured.run(at)) as Record<string, number>
  return (S as number) / Math.sqrt((u2 as number) * (w2 as number))
}

/** States at these parts of the horizon; every start here can be integrated that far. */
const path = (start: Instance, parts: readonly number[]): Instance[] =>
  flow.run(
    start,
    parts.map((part) => part * flow.horizon(start)),
    { tolerance: 1e-12 },
  )

describe('along integrated paths', () => {
  test('the classified mechanism is what the angle between the layers does', () => {
    let told = 0
    fc.assert(
      fc.property(wide, (start) => {
        const [A, C, gamma, s_u, s_w] = ['A', 'C', 'gamma', 's_u', 's_w'].map((name) => scalar(start, name)) as [
          number,
          number,
          number,
          number,
          number,
        ]
        const u0 = Float64Array.from(vector(start, 'u'))
        const w0 = Float64Array.from(vector(start, 'w'))
        const found = mechanism({ u0, w0, A, C, gamma, etaU: s_u ** 2, etaW: s_w ** 2 })
        const end = path(start, [0.5, 1, 2, 4, 8, 16]).at(-1) as Instance
        // Only a path that has arrived tells: one that turns around looks different on the way.
        if (Math.abs(kernel.run(end).get('force') as number) > 1e-6 * Math.abs(C)) return
        const [before, after] = [Math.abs(cosine(start)), Math.abs(cosine(end))]
        if (Math.abs(after - before) < 1e-6 || start.width === 1) return
        expect(found.mechanism).toBe(after > before ? 'alignment' : 'disalignment')
        expect(Math.abs(Math.abs(found.initialCosine) - before)).toBeLessThan(1e-9)
        told++
      }),
      runs(150),
    )
    expect(told).toBeGreaterThan(40)
  })

  test('the squared cosine rises exactly while the kernel does', () => {
    fc.assert(
      fc.property(wide, (start) => {
        const states = [start, ...path(start, [0.1, 0.3, 0.6, 1, 1.5, 2.2, 3])]
        const points = states.map((at) => ({ zeta: cosine(at) ** 2, kappa: kernel.run(at).get('kappa') as number }))
        for (let k = 1; k < points.length; k++) {
          const [a, b] = [points[k - 1], points[k]] as [(typeof points)[0], (typeof points)[0]]
          const [dz, dk] = [b.zeta - a.zeta, b.kappa / a.kappa - 1]
          if (Math.abs(dz) > 1e-7 && Math.abs(dk) > 1e-7) expect(dz > 0).toBe(dk > 0)
        }
      }),
      runs(150),
    )
  })

  test('the slope moves at twice the kernel times what is left', () => {
    fc.assert(
      fc.property(wide, (start) => {
        const h = 1e-4 * flow.horizon(start)
        const [middle, later] = flow.run(start, [h, 2 * h], { tolerance: 1e-13 }) as [Instance, Instance]
        const v = (at: Instance): number => kernel.run(at).get('v') as number
        const now = kernel.run(middle)
        const claimed = 2 * (now.get('kappa') as number) * (now.get('force') as number)
        const size = Math.abs(claimed) + Math.abs(v(middle)) / flow.horizon(start)
        expect(Math.abs((v(later) - v(start)) / (2 * h) - claimed) / size).toBeLessThan(1e-5)
      }),
      runs(150),
    )
  })
})
