import fc from 'fast-check'
import { type Instance, evaluator } from 'rederive/testing'
import { expect, test } from 'vitest'
import closedForm from '../closed-form.js'
import { cancellation, modesOf } from './paths.js'
import { runs } from '../../../proofs-tests/seed.js'
import { modesAt, starts } from './starts.js'
import { Tally } from '../../../proofs-tests/tally.js'

const formulas = evaluator(closedForm, { z: 'z', xi: 'xi', clock: 'D*T', tau: 'tau', start: 'B + Q - P' })
const DECADES = Array.from({ length: 49 }, (_, k) => -6 + k / 4)

test('over 12 decades of time the closed form is finite, positive and never turns back', () => {
  const tally = new Tally()
  fc.assert(
    fc.property(starts(), (start) => {
      const modes = modesAt(start)
      const at = (t: number): Instance => ({ ...modes, scalars: withTime(modes, t) })
      const tau = formulas.run(at(1)).get('tau') as number
      tally.count('networks')
      if (!Number.isFinite(tau)) return tally.count('D = 0')
      let previous = 1
      for (const decade of DECADES) {
        const t = tau * 10 ** decade
        const slack = 10 * Number.EPSILON * cancellation(start, modesOf(start), t)
        if (slack > 0.1) {
          tally.count('beyond doubles')
          break
        }
        const form = formulas.run(at(t))
        const [z, xi, clock] = [form.get('z') as number, form.get('xi') as number, form.get('clock') as number]
        tally.count('times')
        expect(z, `z at t = ${t}`).toBeGreaterThan(0)
        expect(xi, `xi at t = ${t}`).toBeGreaterThan(0)
        expect(Number.isFinite(xi), `xi at t = ${t}`).toBe(true)
        expect(clock, `D T at t = ${t}`).toBeGreaterThanOrEqual(0)
        expect(clock, `D T at t = ${t}`).toBeLessThanOrEqual(1 + 2 * Number.EPSILON)
        const back = (form.get('start') as number) < 0 ? z / previous - 1 : previous / z - 1
        expect(tally.error('turned back', back), `z turns back at t = ${t}`).toBeLessThanOrEqual(slack)
        previous = z
      }
    }),
    runs(500),
  )
  tally.report()
  expect(tally.of('D = 0') / tally.of('networks')).toBeLessThan(0.03)
  expect(tally.of('beyond doubles') / tally.of('networks')).toBeLessThan(0.1)
})

const withTime = (modes: Instance, t: number): Map<string, number> => {
  const scalars = new Map(modes.scalars).set('t', t)
  scalars.delete('xi')
  return scalars
}
