/** Random starts of a network: Gaussian layers of given variances, independent or at a given angle. */
import { gaussianLayers } from './gaussian.js'
import type { Weights } from './solution.js'

/** How a start is drawn. */
export interface StartOptions {
  readonly width: number
  /** A whole number that all weights follow from; default 20260101. */
  readonly seed?: number
  /** Variances of the entries, > 0; default 1. */
  readonly varU?: number
  readonly varW?: number
  /** cos(u, w), from -1 to 1; without it the layers are independent. Width 1 allows only -1 and 1. */
  readonly cosine?: number
}

/**
 * The layers u and w, of length `width`. At a given angle w keeps its length and is turned, within the plane of both
 * layers. Throws RangeError for a width that is no positive whole number, a variance that is not positive, an angle
 * that is none.
 */
export function gaussianStart({ width, seed = 20260101, varU = 1, varW = 1, cosine }: StartOptions): Weights {
  if (!(Number.isInteger(width) && width >= 1)) {
    throw new RangeError(`the width must be a whole number from 1 on, found ${width}`)
  }
  for (const [name, value] of Object.entries({ varU, varW })) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name} must be positive, found ${value}`)
    }
  }
  const { u, w } = gaussianLayers(width, seed)
  if (cosine !== undefined) turn(u, w, cosine)
  const [sizeU, sizeW] = [Math.sqrt(varU), Math.sqrt(varW)]
  for (let i = 0; i < width; i++) {
    u[i] = (u[i] as number) * sizeU
    w[i] = (w[i] as number) * sizeW
  }
  return { u, w }
}

/** Replaces w by a vector of its length, at this cosine to u. */
function turn(u: Float64Array, w: Float64Array, cosine: number): void {
  if (!(Math.abs(cosine) <= 1)) throw new RangeError(`cosine must be from -1 to 1, found ${cosine}`)
  if (u.length === 1 && Math.abs(cosine) < 1) {
    throw new RangeError(`layers of width 1 have the cosine -1 or 1, found ${cosine}`)
  }
  const [uu, ww, uw] = [dot(u, u), dot(w, w), dot(u, w)]
  const rest = w.map((x, i) => x - (uw / uu) * (u[i] as number))
  const along = cosine * Math.sqrt(ww / uu)
  const across = Math.abs(cosine) === 1 ? 0 : Math.sqrt((1 - cosine * cosine) * (ww / dot(rest, rest)))
  for (let i = 0; i < u.length; i++) w[i] = along * (u[i] as number) + across * (rest[i] as number)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
