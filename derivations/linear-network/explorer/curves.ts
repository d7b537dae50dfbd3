/** Everything that is drawn of a network, sampled from its exact solution. */
import { type Limit, type Mechanism, mechanism, type OrderParameters, type Solution, solve } from '../library/index.js'
import { problemOf, type State } from './state.js'

/** Plain data: it goes from a worker to the page. */
export interface Curves {
  /** From 0 to the end of the time axis, evenly. */
  readonly times: Float64Array
  readonly loss: Float64Array
  readonly normU: Float64Array
  readonly normW: Float64Array
  readonly cosine: Float64Array
  readonly kernel: Float64Array
  /** Of the first neurons: output and input weight at each time. */
  readonly neurons: readonly { readonly u: Float64Array; readonly w: Float64Array }[]
  readonly order: OrderParameters
  readonly limit: Limit
  readonly mechanism: Mechanism
}

export const SAMPLES = 161
/** Of the samples, every one of these is compared with the integration. */
export const CHECK_EVERY = 8
const NEURONS = 8

/** O(d) once, and O(1) a sample. */
export function curvesOf(state: State): Curves {
  const problem = problemOf(state)
  const solution = solve(problem)
  const end = state.until ?? timeToLearn(solution)
  const times = Float64Array.from({ length: SAMPLES }, (_, k) => (end * k) / (SAMPLES - 1))
  const neurons = Array.from({ length: Math.min(NEURONS, state.d) }, (_, i) => {
    const path = [...times].map((t) => solution.neuron(i, t))
    return { u: Float64Array.from(path, ([u]) => u), w: Float64Array.from(path, ([, w]) => w) }
  })
  return {
    times,
    loss: times.map((t) => solution.loss(t)),
    normU: times.map((t) => solution.normU(t)),
    normW: times.map((t) => solution.normW(t)),
    cosine: times.map((t) => solution.cosine(t)),
    kernel: times.map((t) => solution.kernel(t)),
    neurons,
    order: solution.order,
    limit: solution.limit,
    mechanism: mechanism(solution.order),
  }
}

const LEARNED = 1e-4
const MOST_DOUBLINGS = 60

/**
 * When the excess loss has fallen to 10^-4 of its start, that is, when 99% of the gap in the overlap is closed. A start
 * that learns nothing, or ends at the saddle, gets twelve of its own time scales.
 */
export function timeToLearn(solution: Solution): number {
  const { speed, D, P, Q } = solution.order
  const unit = 1 / (speed * (D || P + Q)) || 1
  const start = solution.excessLoss(0)
  const learned = (t: number): boolean => solution.excessLoss(t) <= LEARNED * start
  if (start === 0) return 12 * unit
  let [before, after] = [0, unit]
  for (let k = 0; !learned(after); k++) {
    if (k === MOST_DOUBLINGS) return 12 * unit
    before = after
    after *= 2
  }
  while (after - before > 1e-3 * after) {
    const middle = (before + after) / 2
    if (learned(middle)) after = middle
    else before = middle
  }
  return after
}
