/** Numerical paths of the model's flow, and how well such a path and the closed form determine the weights. */
import { type Instance, integrator } from 'rederive/testing'
import model from '../model.js'
import { scalar, vector } from './starts.js'

/**
 * Parts of a horizon, about 24 times the fastest time scale at the start. The steps are short because the integrator
 * measures its error against the state at the beginning of each, which shrinks on the way to a saddle; and because its
 * first trial step, half an interval, is accepted by accident when it is exactly 3 time constants long.
 */
const PARTS = [0.1, 0.35, 1, 2.2, 3.5, 5, 6.6, 8]
/** A hundredth of what is asked of the weights: the rest is for what the flow amplifies. */
export const TOLERANCE = 1e-13

const flow = integrator(model)

/** Times at which something has happened since the start, in the unit of t. */
export const timesOf = (start: Instance): number[] => PARTS.map((part) => part * flow.horizon(start))

/** The states at these times. */
export const pathOf = (start: Instance, times: readonly number[]): Instance[] =>
  flow.run(start, times, { tolerance: TOLERANCE })

export interface Modes {
  /** sum p^2, sum q^2. */
  readonly P: number
  readonly Q: number
  /** The largest |s_w u[i]|, |s_u w[i]|: the size against which errors of weights are measured. */
  readonly size: number
}

export function modesOf(state: Instance): Modes {
  const [u, w, s_u, s_w] = [vector(state, 'u'), vector(state, 'w'), scalar(state, 's_u'), scalar(state, 's_w')]
  let [P, Q, size] = [0, 0, 0]
  for (let i = 0; i < state.width; i++) {
    const [a, b] = [s_w * (u[i] as number), s_u * (w[i] as number)]
    P += (b + a) ** 2
    Q += (b - a) ** 2
    size = Math.max(size, Math.abs(a), Math.abs(b))
  }
  return { P, Q, size }
}

/**
 * By what factor the flow may amplify a relative error of the start: one kind of modes grows by the common factor,
 * errors included, and the weights may have shrunk. Infinite where the start has no such mode but the path shows one,
 * made by rounding.
 */
export function amplification(from: Modes, to: Modes): number {
  if (to.size === 0) return 1
  const z = to.P > to.Q ? to.P / from.P : from.Q / to.Q
  return (Math.max(Math.sqrt(z), Math.sqrt(1 / z)) * from.size) / to.size
}

/**
 * By what factor the closed form amplifies rounding: numerator 1 + (B + 2Q) T and denominator 1 + (2P - B) T cancel
 * when the weights start small and the target is large.
 */
export function cancellation(start: Instance, { P, Q }: Modes, t: number): number {
  const [gamma, A] = [scalar(start, 'gamma'), scalar(start, 'A')]
  const B = (4 * scalar(start, 's_u') * scalar(start, 's_w') * scalar(start, 'C')) / (gamma * A)
  const D = Math.hypot(B, 2 * Math.sqrt(P * Q))
  const T = Math.tanh((gamma ** 2 * A * D * t) / 2) / D
  const [up, down] = [1 + (B + 2 * Q) * T, 1 + (2 * P - B) * T]
  return (1 + (Math.abs(B) + 2 * Q) * T) / Math.abs(up) + (1 + (Math.abs(B) + 2 * P) * T) / Math.abs(down)
}
