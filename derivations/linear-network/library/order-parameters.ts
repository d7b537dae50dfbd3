/**
 * The numbers that carry an initialization, at any width (theory `order-parameters`, `riccati`, `area-law`). Overlaps
 * are in units in which S counts as 4 s_u s_w S, with s_u = sqrt(eta_u), s_w = sqrt(eta_w).
 */
import { type Double2, combination, ProductSum, productError, quotient, squareRoot } from './double-double.js'

/** The data and the scales of a network, without its weights. */
export interface Setting {
  /** E[a^2] > 0 of the input a. */
  readonly A: number
  /** E[a y], of any sign. */
  readonly C: number
  /** E[y^2]; default C^2/A, a target that the network fits without error. */
  readonly Y?: number
  /** Output scale > 0; default 1. */
  readonly gamma?: number
  /** Learning rates > 0 of u and of w; default 1. */
  readonly etaU?: number
  readonly etaW?: number
}

/** A network of width d at its start. */
export interface Problem extends Setting {
  readonly u0: Float64Array
  readonly w0: Float64Array
}

/** The conserved quantities that a trajectory follows from. */
export interface OrderParameters {
  /** sum p_i(0)^2, strength of the growing modes. */
  readonly P: number
  /** sum q_i(0)^2, strength of the decaying modes. */
  readonly Q: number
  /** sum p_i(0) q_i(0), the conserved balance eta_u |w|^2 - eta_w |u|^2. */
  readonly R: number
  /** The target 4 s_u s_w C/(gamma A). */
  readonly B: number
  /** sqrt(B^2 + 4 P Q). */
  readonly D: number
  /** The initial overlap P - Q = 4 s_u s_w S_0. */
  readonly overlap: number
  /** What the overlap has to gain: B + Q - P = 4 s_u s_w (S* - S_0). */
  readonly gap: number
  /** The conserved 2 sqrt(P Q - R^2) = 4 s_u s_w |u| |w| |sin(u, w)|. */
  readonly area: number
  /** gamma^2 A, in 1/time for one unit of overlap. */
  readonly speed: number
  /** Time scale 1/(gamma^2 A D) of the final approach; Infinity when D = 0. */
  readonly tau: number
  /** Stable fixed point (B + D)/(2 P) of z; Infinity when P = 0 and B >= 0, NaN when P = Q = B = 0. */
  readonly alphaPlus: number
  /** Unstable fixed point (B - D)/(2 P). */
  readonly alphaMinus: number
  /** The feature number |gap|/(P + Q) (theory `feature-number`). */
  readonly Phi: number
}

/** The setting with its defaults. Throws RangeError for a scale that is not positive and finite. */
export function completeSetting({ A, C, Y = (C * C) / A, gamma = 1, etaU = 1, etaW = 1 }: Setting): Required<Setting> {
  for (const [name, value] of Object.entries({ A, gamma, etaU, etaW })) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name} must be positive, found ${value}`)
  }
  if (!Number.isFinite(C) || !Number.isFinite(Y)) throw new RangeError(`C and Y must be finite, found ${C} and ${Y}`)
  return { A, C, Y, gamma, etaU, etaW }
}

/**
 * Order parameters of a start of which only P, Q and R are known. P Q - R^2 counts as 0 when it is no more than their
 * rounding. Throws RangeError when P or Q is negative or R^2 > P Q.
 */
export function orderParameters(start: { P: number; Q: number; R: number } & Setting): OrderParameters {
  const { P, Q, R } = start
  const strength = Math.sqrt(P) * Math.sqrt(Q)
  const rounding = 4 * Number.EPSILON * strength
  if (!(P >= 0 && Q >= 0 && Math.abs(R) <= strength + rounding)) {
    throw new RangeError(`expected P, Q >= 0 and R^2 <= P Q, found P = ${P}, Q = ${Q}, R = ${R}`)
  }
  const rest = strength - Math.abs(R)
  const area = rest > rounding ? 2 * Math.sqrt(rest) * Math.sqrt(strength + Math.abs(R)) : 0
  const setting = completeSetting(start)
  const B = targetOverlap(setting)
  return completed(setting, { P, Q, R, B, overlap: P - Q, gap: B - (P - Q), area })
}

/** The modes p_i(0) and q_i(0), each of length d, and what they add up to. */
export interface Modes {
  readonly p: Float64Array
  readonly q: Float64Array
  /** Initial overlap sum u_i w_i. */
  readonly S0: number
  readonly order: OrderParameters
}

/**
 * Modes and order parameters of a start, each to the precision of a double also where the definitions cancel: layers
 * that are aligned, opposed or parallel up to 1e-28, an overlap at its target. Throws RangeError for layers of
 * different widths or without neurons, for weights that are not finite, and as `completeSetting`.
 */
export function modes(problem: Problem): Modes {
  const { u0, w0 } = problem
  const width = u0.length
  if (w0.length !== width || width === 0) throw new RangeError(`u0 has width ${width}, w0 has width ${w0.length}`)
  const setting = completeSetting(problem)
  const [sU, sW] = [squareRoot(setting.etaU), squareRoot(setting.etaW)]
  const minusW = { high: -sW.high, low: -sW.low }
  const [p, q] = [new Float64Array(width), new Float64Array(width)]
  const [uu, uw, pp, qq, pq] = [
    new ProductSum(),
    new ProductSum(),
    new ProductSum(),
    new ProductSum(),
    new ProductSum(),
  ]
  for (let i = 0; i < width; i++) {
    const [u, w] = [u0[i] as number, w0[i] as number]
    const grow = combination(sU, w, sW, u)
    const decay = combination(sU, w, minusW, u)
    p[i] = grow
    q[i] = decay
    uu.add(u, u)
    uw.add(u, w)
    pp.add(grow, grow)
    qq.add(decay, decay)
    pq.add(grow, decay)
  }
  if (!Number.isFinite(pp.value + qq.value)) throw new RangeError('the weights must be finite, and below 1e150')
  const unit = 4 * sU.high * sW.high
  const order = completed(setting, {
    P: pp.value,
    Q: qq.value,
    R: pq.value,
    B: targetOverlap(setting),
    overlap: unit * uw.value,
    gap: (unit * residual(setting, uw)) / (setting.gamma * setting.A),
    area: unit * Math.sqrt(uu.value) * distance(u0, w0, uu, uw),
  })
  return { p, q, S0: uw.value, order }
}

const targetOverlap = ({ A, C, gamma, etaU, etaW }: Required<Setting>): number =>
  (4 * Math.sqrt(etaU) * Math.sqrt(etaW) * C) / (gamma * A)

/** C - gamma A S. */
function residual({ A, C, gamma }: Required<Setting>, S: Double2): number {
  const scale = gamma * A
  const product = scale * S.high
  return C - product - (productError(scale, S.high, product) + productError(gamma, A, scale) * S.high + scale * S.low)
}

/** Rounding of the distance below, relative to |w|. */
const PARALLEL = 2 ** -94

/** The length of the part of w orthogonal to u; 0 for parallel layers. */
function distance(u: Float64Array, w: Float64Array, uu: Double2, uw: Double2): number {
  if (uu.high === 0 || u.length === 1) return 0
  const part = quotient(uw, uu)
  const along = { high: -part.high, low: -part.low }
  const one = { high: 1, low: 0 }
  let [square, size] = [0, 0]
  for (let i = 0; i < u.length; i++) {
    const rest = combination(one, w[i] as number, along, u[i] as number)
    square += rest * rest
    size += (w[i] as number) ** 2
  }
  return square <= PARALLEL * PARALLEL * size ? 0 : Math.sqrt(square)
}

type Known = Pick<OrderParameters, 'P' | 'Q' | 'R' | 'B' | 'overlap' | 'gap' | 'area'>

function completed({ A, gamma }: Required<Setting>, known: Known): OrderParameters {
  const { P, Q, B, gap } = known
  const D = Math.hypot(B, 2 * Math.sqrt(P) * Math.sqrt(Q))
  const speed = gamma * gamma * A
  const balanced = Math.sqrt(Q / P)
  return {
    ...known,
    D,
    speed,
    tau: 1 / (speed * D),
    alphaPlus: B === 0 ? balanced : B > 0 ? (B + D) / (2 * P) : (2 * Q) / (D - B),
    alphaMinus: B === 0 ? -balanced : B > 0 ? (-2 * Q) / (B + D) : (B - D) / (2 * P),
    Phi: Math.abs(gap) / (P + Q),
  }
}
