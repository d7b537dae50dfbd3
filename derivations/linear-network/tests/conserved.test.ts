import fc from 'fast-check'
import { type Instance, evaluator } from 'rederive/testing'
import { expect, test } from 'vitest'
import area from '../area-law.js'
import { modesOf, pathOf, timesOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { scalar, starts } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

/** What an error of a weight is measured against: the largest weight and the largest sum of squares of the path. */
interface Size {
  readonly weight: number
  readonly square: number
  readonly s: number
}

interface Law {
  readonly formula: string
  /** The change that errors of the relative size 1 in weights could make; `mode` is that in the denominator. */
  allowance(size: Size, value: number, mode: number): number
  readonly mode?: 'p' | 'q'
}

const product = ({ weight }: Size): number => weight ** 2
const ratio = ({ weight }: Size, value: number, mode: number): number =>
  (weight * (1 + Math.abs(value))) / Math.abs(mode)

const LAWS: Readonly<Record<string, Law>> = {
  'the balance of a neuron': { formula: 'p[i]*q[i]', allowance: product },
  'the ratio of two growing modes': { formula: 'p[i]/p[j]', allowance: ratio, mode: 'p' },
  'the ratio of two decaying modes': { formula: 'q[i]/q[j]', allowance: ratio, mode: 'q' },
  'the product of unlike modes': { formula: 'p[i]*q[j]', allowance: product },
  'the angular momentum of a pair': {
    formula: 'u[i]*w[j] - u[j]*w[i]',
    allowance: ({ weight, s }) => (weight / s) ** 2,
  },
  'the area of the weight vectors': { formula: 'area2', allowance: ({ square, s }) => (square / s ** 2) ** 2 },
}
const ACCURACY = 1e-11

test.each(Object.entries(LAWS))('%s stays what it was while 200 random networks train', (_, law) => {
  const { allowance, formula, mode } = law
  const values = evaluator(area, { law: formula, p: 'p[i]', q: 'q[i]' })
  const pairwise = formula.includes('[j]')
  const tally = new Tally()
  fc.assert(
    fc.property(starts(), (start) => {
      const at = (state: Instance, j: number): { found: ArrayLike<number>; denominator: number } => {
        const result = values.run(state, { j })
        const found = result.get('law') as number | Float64Array
        const denominator = mode ? ((result.get(mode) as Float64Array)[j - 1] as number) : 1
        return { found: typeof found === 'number' ? [found] : found, denominator }
      }
      for (const state of pathOf(start, timesOf(start))) {
        const size = largest(start, state)
        for (const j of pairwise ? [1, Math.ceil(start.width / 2), start.width] : [1]) {
          const [before, after] = [at(start, j), at(state, j)]
          if (before.denominator === 0) {
            tally.count('undefined')
            continue
          }
          const errors = Array.from(before.found, (value, i) => {
            const allowed = allowance(size, value, before.denominator) + allowance(size, value, after.denominator)
            return Math.abs((after.found[i] as number) - value) / (allowed || 1)
          })
          tally.count('compared')
          const error = tally.error('worst', Math.max(...errors))
          expect(error, `change of ${formula}, i = ${errors.indexOf(error) + 1}, j = ${j}`).toBeLessThan(ACCURACY)
        }
      }
    }),
    runs(200),
  )
  tally.report()
  expect(tally.of('undefined') / tally.of('compared')).toBeLessThan(0.2)
})

function largest(start: Instance, state: Instance): Size {
  const [a, b] = [modesOf(start), modesOf(state)]
  const s = Math.sqrt(scalar(start, 's_u') * scalar(start, 's_w'))
  return { weight: Math.max(a.size, b.size), square: Math.max(a.P + a.Q, b.P + b.Q), s }
}
