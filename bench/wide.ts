/** The closed form against numerical integration at width 10^5 and t = 5: the ratio of their times, and the worst difference. */
import model from '../derivations/linear-network/model.js'
import { solve } from 'rederive/linear-network'
import { instance, integrator } from '../src/testing.js'
import { timesOf } from './timing.js'

const WIDTH = 100_000
const TIME = 5
const [A, C, Y] = [1, 1.5, 4]

// Weights of the usual size, without a pattern that matters.
const scale = 1 / Math.sqrt(WIDTH)
const u0 = Float64Array.from({ length: WIDTH }, (_, i) => scale * Math.sin(1 + 7.1 * i))
const w0 = Float64Array.from({ length: WIDTH }, (_, i) => scale * Math.cos(2 + 3.7 * i))

const weights = () => solve({ u0, w0, A, C, Y }).weights(TIME)
const closed = weights()
const [formula] = timesOf(weights, 5).sort((a, b) => a - b) as [number]
const flow = integrator(model)
const start = instance(WIDTH, { A, C, Y, gamma: 1, s_u: 1, s_w: 1, t: 0 }, { u: u0, w: w0 })
const began = performance.now()
const [end] = flow.run(start, [TIME])
const odex = performance.now() - began
const size = Math.max(...closed.u.map(Math.abs))
let worst = 0
for (const name of ['u', 'w'] as const) {
  const integrated = end?.vectors.get(name) as Float64Array
  for (const [i, value] of closed[name].entries())
    worst = Math.max(worst, Math.abs(value - (integrated[i] as number)) / size)
}
console.log(`width ${WIDTH}, t = ${TIME}: closed form ${formula.toFixed(1)} ms, odex ${odex.toFixed(0)} ms`)
console.log(`ratio ${(odex / formula).toFixed(0)}, worst difference ${worst.toExponential(1)}`)
process.exitCode = odex / formula >= 500 && worst <= 1e-9 ? 0 : 1
