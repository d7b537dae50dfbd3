import fc from 'fast-check'
import { type Instance, evaluator } from 'rederive/testing'
import { describe, expect, test } from 'vitest'
import degenerate from '../degenerate-cases.js'
import { modesOf, pathOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { type Alignment, modesAt, scalar, starts, vector } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const formulas = evaluator(degenerate, {
  P: 'P',
  Q: 'Q',
  aligned: 'B/P',
  opposed: '-Q/B',
  target: 'abs(B)',
  pace: 'gamma^2*A*abs(B)',
  algebraicPace: 'gamma^2*A*(P + Q)',
  L_star: 'L_star',
})
/** How z follows from the weights, for the one kind of modes that there is. */
const CASES: readonly { alignment: Alignment; reached: number; z: (state: Instance, start: Instance) => number }[] = [
  { alignment: 'aligned', reached: 1, z: (state, start) => modesOf(state).P / modesOf(start).P },
  { alignment: 'opposed', reached: -1, z: (state, start) => modesOf(start).Q / modesOf(state).Q },
]

describe.each(CASES)('from an exactly $alignment start', ({ alignment, reached, z }) => {
  const towards = (target: number): fc.Arbitrary<Instance> => starts({ alignments: [alignment], targets: [target] })

  test('a target of the right sign is reached, at the stated z', () => {
    const tally = new Tally()
    fc.assert(
      fc.property(towards(reached), (start) => {
        const form = at(start)
        const [P, Q, limit] = [form.get('P') as number, form.get('Q') as number, form.get(alignment) as number]
        expect(alignment === 'aligned' ? Q : P).toBe(0)
        // Growth out of a small start takes a logarithm of time constants more.
        const end = (30 + Math.abs(Math.log(limit))) / (form.get('pace') as number)
        const state = endOf(start, end)
        expect(tally.error('z', Math.abs(z(state, start) / limit - 1)), `z at t = ${end}`).toBeLessThan(1e-8)
        const excess = (lossOf(state) - (form.get('L_star') as number)) / scalar(start, 'Y')
        expect(tally.error('loss', Math.abs(excess)), `excess loss at t = ${end}`).toBeLessThan(1e-12)
      }),
      runs(100),
    )
    tally.report()
  })

  test('a target of the wrong sign is not: the weights vanish and the loss ends at that of the zero network', () => {
    const tally = new Tally()
    fc.assert(
      fc.property(towards(-reached), (start) => {
        // Until the weights are e^-10 of what they were; rounding has grown by e^10 then.
        const form = at(start)
        const [begin, pace] = [modesOf(start), form.get('pace') as number]
        const strength = (begin.P + begin.Q) / (form.get('target') as number)
        const end = Math.log1p(Math.expm1(20) / (1 + strength)) / pace
        const state = endOf(start, end)
        const left = modesOf(state).size / begin.size
        expect(tally.error('size', Math.abs(left / Math.exp(-10) - 1)), `weights left at t = ${end}`).toBeLessThan(1e-5)
        const [atZero, rest] = [scalar(start, 'Y'), Math.exp(-20) * Math.abs(lossOf(start) - scalar(start, 'Y'))]
        expect(Math.abs(lossOf(state) - atZero), `loss at t = ${end}`).toBeLessThan(1e-12 * atZero + 1.01 * rest)
        expect(atZero).toBeGreaterThan(form.get('L_star') as number)
      }),
      runs(100),
    )
    tally.report()
  })

  test('with a zero target z decays algebraically over five decades of time', () => {
    const formula = alignment === 'aligned' ? '1/(1 + gamma^2*A*P*t)' : '1 + gamma^2*A*Q*t'
    const algebraic = evaluator(degenerate, { z: formula })
    const tally = new Tally()
    fc.assert(
      fc.property(towards(0), (start) => {
        const pace = at(start).get('algebraicPace') as number
        const times = [0.01, 0.1, 0.3, 1, 2, 5, 10, 25, 60, 150, 400, 1000].map((x) => x / pace)
        pathOf(start, times).forEach((state, k) => {
          const modes = modesAt(start)
          const predicted = algebraic.run({ ...modes, scalars: new Map(modes.scalars).set('t', times[k] as number) })
          const error = Math.abs(z(state, start) / (predicted.get('z') as number) - 1)
          expect(tally.error('z', error), `z at t = ${times[k]}`).toBeLessThan(1e-8)
        })
      }),
      runs(100),
    )
    tally.report()
  })
})

test('from zero weights nothing moves', () => {
  fc.assert(
    fc.property(starts(), (start) => {
      const zero = new Float64Array(start.width)
      const saddle = {
        ...start,
        vectors: new Map([
          ['u', zero],
          ['w', zero],
        ]),
      }
      const [state] = pathOf(saddle, [1000]) as [Instance]
      expect([...vector(state, 'u'), ...vector(state, 'w')].every((x) => x === 0)).toBe(true)
    }),
    runs(50),
  )
})

/** Parts of the way, short at the beginning: see paths.ts. */
const PARTS = [1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.04, 0.1, 0.23, 0.41, 0.59, 0.8, 1]
const endOf = (start: Instance, end: number): Instance =>
  pathOf(
    start,
    PARTS.map((part) => part * end),
  ).at(-1) as Instance

const at = (start: Instance): ReturnType<typeof formulas.run> => {
  const modes = modesAt(start)
  return formulas.run({ ...modes, scalars: new Map(modes.scalars).set('t', 0) })
}

function lossOf(state: Instance): number {
  const w = vector(state, 'w')
  const v = scalar(state, 'gamma') * vector(state, 'u').reduce((sum, x, i) => sum + x * (w[i] as number), 0)
  return scalar(state, 'A') * v * v - 2 * scalar(state, 'C') * v + scalar(state, 'Y')
}
