import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../proofs-tests/seed.js'

/** A network of a few neurons on one-dimensional data, trained by gradient descent on the squared loss. */
interface Descent {
  u: number[]
  w: number[]
  readonly eta: number
  readonly A: number
  readonly C: number
}

const weight = fc.double({ min: 0.2, max: 1.5, noNaN: true })
const overlap = ({ u, w }: Descent): number => u.reduce((sum, x, i) => sum + x * (w[i] as number), 0)
const residual = (at: Descent): number => at.C - at.A * overlap(at)
/** P + Q, which is D at a minimum. */
const strength = ({ u, w, eta }: Descent): number => 2 * eta * [...u, ...w].reduce((sum, x) => sum + x * x, 0)

function step(at: Descent): void {
  const change = 2 * at.eta * residual(at)
  const u = at.u.map((x, i) => x + change * (at.w[i] as number))
  at.w = at.w.map((x, i) => x + change * (at.u[i] as number))
  at.u = u
}

/** Starts at a minimum whose A (P + Q) is 2 * ratio, moved off it by a small residual. */
const nearMinimum = (ratio: fc.Arbitrary<number>, off: number): fc.Arbitrary<Descent & { ratio: number }> =>
  fc
    .record({ neurons: fc.array(fc.tuple(weight, weight), { minLength: 1, maxLength: 8 }), ratio, A: weight })
    .map(({ neurons, ratio: r, A }) => {
      const [u, w] = [neurons.map(([x]) => x), neurons.map(([, y]) => y)]
      const squares = [...u, ...w].reduce((sum, x) => sum + x * x, 0)
      const at: Descent = { u, w, eta: r / (A * squares), A, C: 0 }
      return { ...at, C: A * overlap(at) * (1 + off), ratio: r }
    })

test('near a minimum the residual is multiplied by 1 - A D at each step, on both sides of the threshold', () => {
  const ratio = fc.oneof(
    fc.double({ min: 0.2, max: 0.95, noNaN: true }),
    fc.double({ min: 1.05, max: 1.6, noNaN: true }),
  )
  fc.assert(
    fc.property(nearMinimum(ratio, 1e-7), (at) => {
      const factor = 1 - 2 * at.ratio
      const before = residual(at)
      for (let k = 0; k < 3; k++) step(at)
      const measured = residual(at) / before
      expect(Math.abs(measured - factor ** 3)).toBeLessThan(1e-3 * Math.max(1, Math.abs(factor ** 3)))
      expect(Math.abs(measured) < 1).toBe(at.ratio < 1)
    }),
    runs(300),
  )
})

test('above the threshold training is thrown to a flatter minimum, where there is one; below it stays', () => {
  // D is never below |B|: for larger targets no minimum is stable at this step size.
  const hasStable = ({ eta, C }: Descent): boolean => 4 * eta * Math.abs(C) < 1.6
  const steep = nearMinimum(fc.double({ min: 1.05, max: 1.5, noNaN: true }), 1e-4).filter(hasStable)
  fc.assert(
    fc.property(steep, (at) => {
      const before = strength(at)
      for (let k = 0; k < 20_000; k++) step(at)
      expect(Math.abs(residual(at)) / (at.A * Math.abs(overlap(at)))).toBeLessThan(1e-3)
      expect(at.A * strength(at)).toBeLessThanOrEqual(2 * (1 + 1e-3))
      expect(strength(at)).toBeLessThan(before)
    }),
    runs(40),
  )
  fc.assert(
    fc.property(nearMinimum(fc.double({ min: 0.2, max: 0.9, noNaN: true }), 1e-4), (at) => {
      const before = strength(at)
      for (let k = 0; k < 2_000; k++) step(at)
      expect(Math.abs(strength(at) / before - 1)).toBeLessThan(1e-2)
    }),
    runs(40),
  )
})
