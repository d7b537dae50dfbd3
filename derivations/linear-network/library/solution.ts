/** The exact gradient flow of a network from its initial weights (theory sections 3, 4 and 6). */
import { type Moment, momentAt } from './closed-form.js'
import { type OrderParameters, type Problem, completeSetting, modes } from './order-parameters.js'

/** The weights of a network of width d. */
export interface Weights {
  /** Output and input weights, of width d each. */
  readonly u: Float64Array
  readonly w: Float64Array
}

/** Where a trajectory ends as time goes on. */
export interface Limit {
  /** Where the flow ends: at the least loss, or at the saddle u = w = 0 above it. */
  readonly end: 'minimum' | 'saddle'
  readonly z: number
  readonly S: number
  readonly v: number
  readonly loss: number
  readonly kappa: number
}

/** Functions of the time t >= 0 (Infinity included), in units in which the learning rates are given. */
export interface Solution {
  readonly order: OrderParameters
  readonly limit: Limit
  /** The weights at t, in the given arrays or in new ones. Throws RangeError when an array has another width. */
  weights(t: number, out?: Weights): Weights
  /** Output and input weight of the neuron i, at a cost that does not depend on the width. Throws RangeError. */
  neuron(i: number, t: number): readonly [u: number, w: number]
  /** The square of the common factor of the growing modes; without meaning when all weights are 0. */
  z(t: number): number
  /** S = sum u_i w_i. */
  overlap(t: number): number
  /** v = gamma S. */
  slope(t: number): number
  /** L = E[(f - y)^2]. */
  loss(t: number): number
  /** L - L*, without cancellation. */
  excessLoss(t: number): number
  /** kappa = gamma^2 (eta_u |w|^2 + eta_w |u|^2), the tangent kernel at unit inputs. */
  kernel(t: number): number
  normU(t: number): number
  normW(t: number): number
  /** zeta = cos(u, w); NaN when a layer vanishes. */
  cosine(t: number): number
}

/**
 * The solution from weights u0, w0 of width d. It costs O(d) once, then O(1) a quantity and O(d) for weights. Relative
 * errors stay below 1e-12 for t up to 300 tau; an overlap that passes 0 is as precise as the terms it is the difference
 * of, and weights are as precise as the largest of s_w u_i, s_u w_i. Throws RangeError for a problem without meaning.
 */
export function solve(problem: Problem): Solution {
  return new ExactSolution(problem)
}

class ExactSolution implements Solution {
  readonly order: OrderParameters
  readonly limit: Limit
  private readonly setting
  private readonly u0: Float64Array
  private readonly w0: Float64Array
  private readonly p: Float64Array
  private readonly q: Float64Array
  private readonly sU: number
  private readonly sW: number
  private readonly S0: number
  private readonly optimal: number
  private latest: { readonly t: number; readonly moment: Moment } | undefined

  constructor(problem: Problem) {
    const { p, q, S0, order } = modes(problem)
    this.setting = completeSetting(problem)
    this.order = order
    this.u0 = problem.u0.slice()
    this.w0 = problem.w0.slice()
    this.p = p
    this.q = q
    this.S0 = S0
    const { gamma, A, C, etaU, etaW } = this.setting
    this.sU = Math.sqrt(etaU)
    this.sW = Math.sqrt(etaW)
    this.optimal = C / (gamma * A)
    const end = Number.POSITIVE_INFINITY
    this.limit = {
      end: endOf(order),
      z: this.z(end),
      S: this.overlap(end),
      v: this.slope(end),
      loss: this.loss(end),
      kappa: this.kernel(end),
    }
  }

  weights(t: number, out?: Weights): Weights {
    const width = this.u0.length
    const { u, w } = out ?? { u: new Float64Array(width), w: new Float64Array(width) }
    if (u.length !== width || w.length !== width) {
      throw new RangeError(`the network has width ${width}, the arrays ${u.length} and ${w.length}`)
    }
    this.fill(t, 0, u, w)
    return { u, w }
  }

  neuron(i: number, t: number): readonly [u: number, w: number] {
    if (!(Number.isInteger(i) && i >= 0 && i < this.u0.length)) {
      throw new RangeError(`the network has the neurons 0 to ${this.u0.length - 1}, found ${i}`)
    }
    const [u, w] = [new Float64Array(1), new Float64Array(1)]
    this.fill(t, i, u, w)
    return [u[0] as number, w[0] as number]
  }

  /** Weights of as many neurons as the arrays hold, from the neuron `first` on. */
  private fill(t: number, first: number, u: Float64Array, w: Float64Array): void {
    const { u0, w0, p, q, sU, sW } = this
    const { z, change } = this.moment(t)
    if (z > 0.5 && z < 2) {
      const cosh = (z + 1) / (2 * Math.sqrt(z))
      const sinh = change / (2 * Math.sqrt(z))
      const [ofW, ofU] = [(sU / sW) * sinh, (sW / sU) * sinh]
      for (let i = 0; i < u.length; i++) {
        const [a, b] = [u0[first + i] as number, w0[first + i] as number]
        u[i] = a * cosh + b * ofW
        w[i] = b * cosh + a * ofU
      }
      return
    }
    const grow = this.order.P === 0 ? 0 : Math.sqrt(z)
    const decay = this.order.Q === 0 ? 0 : 1 / Math.sqrt(z)
    for (let i = 0; i < u.length; i++) {
      const [a, b] = [(p[first + i] as number) * grow, (q[first + i] as number) * decay]
      u[i] = (a - b) / (2 * sW)
      w[i] = (a + b) / (2 * sU)
    }
  }

  z(t: number): number {
    return this.moment(t).z
  }

  /** S_0 left + S* closed, or (P z - Q/z)/(4 s_u s_w): the one whose terms are smaller cancels less. */
  overlap(t: number): number {
    const { growing, decaying, left, closed } = this.moment(t)
    const unit = 4 * this.sU * this.sW
    const [before, after] = [this.S0 * left, this.optimal * closed]
    const fromModes = growing + decaying < unit * (Math.abs(before) + Math.abs(after))
    return fromModes ? (growing - decaying) / unit : before + after
  }

  slope(t: number): number {
    return this.setting.gamma * this.overlap(t)
  }

  loss(t: number): number {
    const { A, C, Y } = this.setting
    return Y - (C * C) / A + this.excessLoss(t)
  }

  excessLoss(t: number): number {
    const { A, gamma } = this.setting
    const distance = (gamma * this.order.gap * this.moment(t).left) / (4 * this.sU * this.sW)
    return A * distance * distance
  }

  kernel(t: number): number {
    const { growing, decaying } = this.moment(t)
    return (this.setting.gamma ** 2 * (growing + decaying)) / 2
  }

  normU(t: number): number {
    return Math.sqrt(this.strength(t, -1)) / (2 * this.sW)
  }

  normW(t: number): number {
    return Math.sqrt(this.strength(t, 1)) / (2 * this.sU)
  }

  cosine(t: number): number {
    const { P, Q, area } = this.order
    if (area === 0 && P * Q === 0) return P > 0 ? 1 : Q > 0 ? -1 : Number.NaN
    const overlap = 4 * this.sU * this.sW * this.overlap(t)
    return overlap / Math.hypot(overlap, area)
  }

  /**
   * P z + Q/z + 2 sign R: 4 eta_w |u|^2 for sign -1, 4 eta_u |w|^2 for +1. Written as
   * (sqrt(P z) - sqrt(Q/z))^2 + 2 (sqrt(P Q) + sign R), both without cancellation, the second by P Q - R^2 = area^2/4.
   */
  private strength(t: number, sign: 1 | -1): number {
    const { P, Q, R, area } = this.order
    const { growing, decaying } = this.moment(t)
    const mean = Math.sqrt(P) * Math.sqrt(Q)
    const overlap = 4 * this.sU * this.sW * this.overlap(t)
    const spread = Math.sqrt(growing) + Math.sqrt(decaying)
    const moving = spread === 0 ? 0 : (overlap / spread) ** 2
    const fixed = sign * R >= 0 ? mean + Math.abs(R) : (area * area) / (4 * (mean + Math.abs(R)))
    return moving + 2 * fixed
  }

  private moment(t: number): Moment {
    if (this.latest?.t !== t) this.latest = { t, moment: momentAt(this.order, t) }
    return this.latest.moment
  }
}

/** With C = 0 the origin is itself a minimum; theory `degenerate-cases` calls it the saddle there too. */
function endOf({ P, Q, B }: OrderParameters): Limit['end'] {
  const stuck = (Q === 0 && B < 0) || (P === 0 && B > 0) || (P === 0 && Q === 0 && B !== 0)
  return stuck ? 'saddle' : 'minimum'
}
