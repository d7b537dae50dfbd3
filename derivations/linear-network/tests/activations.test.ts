import fc from 'fast-check'
import { evaluator, instance, instancesOf, integrator } from 'rederive/testing'
import { expect, test } from 'vitest'
import generalBeta from '../general-beta.js'
import betaTwo from '../beta-two.js'
import { runs } from '../../../proofs-tests/seed.js'

test('with the activation x^beta every neuron keeps its balance along integrated paths', () => {
  const flow = integrator(generalBeta)
  const values = evaluator(generalBeta, {
    balance: 'beta*eta_w*u[i]^2 - eta_u*w[i]^2',
    u: 'eta_w*u[i]^2',
    w: 'eta_u*w[i]^2',
  })
  const number = (min: number, max: number) =>
    fc.integer({ min: Math.round(min * 100), max: Math.round(max * 100) }).map((k) => k / 100)
  const draws = fc.record({
    // Below 1 a weight may reach zero, the edge of the domain, in finite time.
    beta: number(1, 3),
    moments: fc.tuple(number(0.2, 2), number(-2, 2)),
    rates: fc.tuple(number(0.3, 1.5), number(0.3, 1.5)),
    neurons: fc.array(fc.tuple(number(-1.5, 1.5), number(0.3, 1.5)), { minLength: 1, maxLength: 8 }),
  })
  fc.assert(
    fc.property(draws, ({ beta, moments: [A_b, C_b], rates: [s_u, s_w], neurons }) => {
      const scalars = { beta, A_b, C_b, s_u, s_w, gamma: 1, t: 0 }
      const start = instance(neurons.length, scalars, { u: neurons.map(([u]) => u), w: neurons.map(([, w]) => w) })
      const [end] = flow.run(start, [0.05])
      const before = values.run(start).get('balance') as Float64Array
      const after = values.run(end as typeof start)
      for (const [i, balance] of (after.get('balance') as Float64Array).entries()) {
        const size =
          beta * ((after.get('u') as Float64Array)[i] as number) + ((after.get('w') as Float64Array)[i] as number)
        expect(Math.abs(balance - (before[i] as number)) / (size + Math.abs(before[i] as number))).toBeLessThan(1e-9)
      }
    }),
    runs(150),
  )
})

test('for the quadratic activation the closed form of a neuron is what integration gives', () => {
  const flow = integrator(betaTwo)
  const closed = evaluator(betaTwo, { u: 'u', w: 'w', c: 'c', below: '1 - k*u0*T' })
  let compared = 0
  fc.assert(
    fc.property(
      instancesOf(betaTwo, ['u', 'w'], { magnitude: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (drawn, part) => {
        const at = (t: number) => ({ ...drawn, scalars: new Map(drawn.scalars).set('t', t) })
        const begin = closed.run(at(1e-9))
        if (!((begin.get('c') as number) > 0)) return
        const [u0, w0] = ['u0', 'w0'].map((name) => drawn.scalars.get(name) as number) as [number, number]
        const start = { ...drawn, scalars: new Map(drawn.scalars).set('t', 0).set('u', u0).set('w', w0) }
        const t = part * flow.horizon(start)
        // Past the pole of the closed form there is nothing to compare with.
        for (let k = 1; k <= 32; k++) if (!((closed.run(at((t * k) / 32)).get('below') as number) > 0.05)) return
        const [end] = flow.run(start, [t])
        const form = closed.run(at(t))
        for (const name of ['u', 'w']) {
          const size = Math.abs(u0) + Math.abs(w0) + Math.abs(form.get(name) as number)
          const error = Math.abs((end?.scalars.get(name) as number) - (form.get(name) as number)) / size
          expect(error, name).toBeLessThan(1e-7)
        }
        compared++
      },
    ),
    runs(400),
  )
  expect(compared).toBeGreaterThan(50)
})
