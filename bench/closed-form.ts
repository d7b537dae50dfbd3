/**
 * The closed form as a way to compute: at width 10^6, and against the integrator. `npx tsx bench/closed-form.ts`, after
 * a build.
 */
import { type Instance, evaluator, instance, integrator } from 'rederive/testing'
import model from '../derivations/linear-network/model.js'
import trajectories from '../derivations/linear-network/trajectories.js'
import { median, ms, table, timesOf } from './timing.js'

const WIDE = 1_000_000
const RUNS = 20
const PARAMETERS = { gamma: 1, s_u: 0.8, s_w: 1.1, A: 1.3, C: 0.9 }

/** Numbers in (-1, 1), the same in every run (Park and Miller's generator). */
function numbers(count: number, seed: number): Float64Array {
  let state = seed
  return Float64Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647
    return (2 * state) / 2147483647 - 1
  })
}

function start(width: number): { u: Float64Array; w: Float64Array } {
  const scale = 1 / Math.sqrt(width)
  return { u: numbers(width, 1).map((x) => scale * x), w: numbers(width, 2).map((x) => scale * x) }
}

const closed = evaluator(trajectories, { u: 'u[i]', w: 'w[i]' })
const flow = integrator(model)
const at = ({ u, w }: ReturnType<typeof start>, t: number): Instance =>
  instance(u.length, { ...PARAMETERS, t }, { u0: u, w0: w })

/** The same, written by hand: what the generated code is measured against. */
function byHand(u0: Float64Array, w0: Float64Array, t: number, u: Float64Array, w: Float64Array): void {
  const { gamma, s_u, s_w, A, C } = PARAMETERS
  let P = 0
  let Q = 0
  for (let i = 0; i < u0.length; i++) {
    const a = s_u * (w0[i] as number)
    const b = s_w * (u0[i] as number)
    P += (a + b) * (a + b)
    Q += (a - b) * (a - b)
  }
  const B = (4 * s_u * s_w * C) / (gamma * A)
  const D = Math.sqrt(B * B + 4 * P * Q)
  const T = Math.tanh((gamma * gamma * A * D * t) / 2) / D
  const xi = Math.sqrt((1 + (B + 2 * Q) * T) / (1 + (2 * P - B) * T))
  for (let i = 0; i < u0.length; i++) {
    const a = s_u * (w0[i] as number)
    const b = s_w * (u0[i] as number)
    u[i] = ((a + b) * xi - (a - b) / xi) / (2 * s_w)
    w[i] = ((a + b) * xi + (a - b) / xi) / (2 * s_u)
  }
}

function difference(a: Float64Array, b: Float64Array): number {
  let most = 0
  let size = 0
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)))
    size = Math.max(size, Math.abs(b[i] as number))
  }
  return most / size
}

const wide = start(WIDE)
const there = at(wide, 0.7)
const results = closed.run(there)
const first = median(timesOf(() => closed.run(there), RUNS))
const reused = median(timesOf(() => closed.run(there, {}, results), RUNS))
const [u, w] = [new Float64Array(WIDE), new Float64Array(WIDE)]
byHand(wide.u, wide.w, 0.7, u, w)
const hand = median(timesOf(() => byHand(wide.u, wide.w, 0.7, u, w), RUNS))
const apart = Math.max(difference(results.get('u') as Float64Array, u), difference(results.get('w') as Float64Array, w))
const rowOf = (name: string, time: number): string[] => [
  name,
  ms(time),
  ms((1e6 * time) / WIDE),
  (time / hand).toFixed(2),
]
console.log(
  table(
    [`u and w at width ${WIDE}`, 'ms', 'ns a neuron', 'ratio to hand'],
    [rowOf('evaluator, arrays reused', reused), rowOf('evaluator, new arrays', first), rowOf('written by hand', hand)],
  ),
)
console.log(`worst relative difference from the hand-written loop: ${apart.toExponential(1)}\n`)

const rows = [10, 100, 1000].map((width) => {
  const initial = start(width)
  const from = instance(width, PARAMETERS, initial)
  const t = flow.horizon(from)
  const here = at(initial, t)
  const known = closed.run(here)
  const integrated = flow.run(from, [t])[0] as Instance
  const batch = Math.ceil(20_000 / width)
  const many = (): void => {
    for (let k = 0; k < batch; k++) closed.run(here, {}, known)
  }
  many()
  const formula = median(timesOf(many, RUNS)) / batch
  const odex = median(timesOf(() => flow.run(from, [t]), RUNS))
  const worst = Math.max(
    ...['u', 'w'].map((name) =>
      difference(known.get(name) as Float64Array, integrated.vectors.get(name) as Float64Array),
    ),
  )
  return [String(width), ms(1000 * formula), ms(1000 * odex), (odex / formula).toFixed(0), worst.toExponential(1)]
})
console.log(table(['width', 'closed form (us)', 'odex (us)', 'ratio', 'worst relative difference'], rows))
