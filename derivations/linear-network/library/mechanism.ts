/** What the layers do to each other over training (theory section 6). */
import { type OrderParameters, type Problem, modes } from './order-parameters.js'

/** What a trajectory does to |cos(u, w)|. */
export type MechanismName =
  /** |cos(u, w)| ends higher than it started. */
  | 'alignment'
  /** |cos(u, w)| ends lower than it started. */
  | 'disalignment'
  /** The layers are parallel and stay so: all learning is in their norms. */
  | 'rescaling'
  /** All weights are 0: nothing moves. */
  | 'none (saddle)'
  /** The start is a minimum of the loss: nothing moves. */
  | 'none (minimum)'
  /** S goes from -S* to S*: the layers turn past the right angle, to an angle as far from it as at the start. */
  | 'none (mirrored)'

/** The point at which the layers are at a right angle. */
export interface Turning {
  /** When S = 0, in the unit of tau. */
  readonly time: number
  /** sqrt(Q/P), where P z + Q/z is least. */
  readonly z: number
}

/** What a trajectory does to the angle between the layers, and by how much. */
export interface Mechanism {
  readonly mechanism: MechanismName
  /** Only for a trajectory on which S changes sign: |cos(u, w)| falls to 0 before it, and rises after it. */
  readonly turning?: Turning
  /** cos(u, w) at the start; NaN when a layer is 0. */
  readonly initialCosine: number
  /** Its limit; NaN for a trajectory that rests at the saddle. */
  readonly finalCosine: number
}

/** Layers whose angle has a sine below this are parallel up to the rounding of their weights. */
const PARALLEL = 2 ** -50
const ROUNDING = 8 * Number.EPSILON

/** The mechanism of a trajectory. Throws RangeError as `solve`. */
export function mechanism(start: Problem | OrderParameters): Mechanism {
  const order = 'u0' in start ? modes(start).order : start
  const { P, Q, B, overlap, area } = order
  const parallel = area <= PARALLEL * Math.abs(overlap) || area === 0
  const turning = crossing(order)
  return {
    mechanism: named(order, parallel),
    ...(turning && { turning }),
    initialCosine: cosine(overlap, area),
    finalCosine: area === 0 && P * Q === 0 ? cosine(P - Q, 0) : cosine(B, area),
  }
}

/**
 * D > P + Q is |B| > |P - Q|, that is |S*| > |S_0|: the difference of the squares of both is
 * B^2 - (P - Q)^2, by D^2 = B^2 + 4 P Q.
 */
function named({ P, Q, B, overlap, gap }: OrderParameters, parallel: boolean): MechanismName {
  if (P === 0 && Q === 0) return 'none (saddle)'
  const rounding = ROUNDING * Math.abs(B)
  if (Math.abs(gap) <= rounding) return 'none (minimum)'
  if (parallel) return 'rescaling'
  const gain = Math.abs(B) - Math.abs(overlap)
  if (Math.abs(gain) <= rounding) return 'none (mirrored)'
  return gain > 0 ? 'alignment' : 'disalignment'
}

const cosine = (overlap: number, area: number): number => overlap / Math.hypot(overlap, area)

/**
 * S = 0 at z = g = sqrt(Q/P). With l = (D + B)/(2 sqrt(P Q)) the closed form gives, for S_0 < 0 < S*,
 *     exp(t/tau) - 1 = (g - 1)(l^2 + 1)/((g + l)(l - 1)),
 * every factor positive. The other direction is its mirror image: P and Q exchanged, B and S negated.
 */
function crossing({ P, Q, B, D, overlap, tau }: OrderParameters): Turning | undefined {
  if (!(B * overlap < 0 && P > 0 && Q > 0)) return undefined
  const [less, more] = overlap < 0 ? [P, Q] : [Q, P]
  const target = Math.abs(B)
  const twice = 2 * Math.sqrt(P) * Math.sqrt(Q)
  const g = Math.sqrt(more / less)
  const gExcess = Math.abs(overlap) / (less * (g + 1))
  const l = (D + target) / twice
  const lExcess = (target / twice) * (1 + target / (D + twice))
  const growth = (gExcess / (g + l)) * ((l * l + 1) / lExcess)
  return { time: tau * Math.log1p(growth), z: Math.sqrt(Q / P) }
}
