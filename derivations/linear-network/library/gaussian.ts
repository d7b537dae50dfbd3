/** Seeded Gaussian layers, whole or reduced to the three sums that a network's quantities depend on. */

/** Sums over d independent pairs (u_i, w_i) of standard normal numbers. */
export interface Draw {
  readonly width: number
  readonly uu: number
  readonly ww: number
  readonly uw: number
}

/** Which networks are drawn. */
export interface DrawOptions {
  /** Default 2^4, 2^5, ..., 2^20. */
  readonly widths?: readonly number[]
  /** Networks of the largest width; of smaller widths, which cost less, up to eight times as many. Default 32. */
  readonly seeds?: number
  /** A whole number that all of them follow from; default 20260101. */
  readonly seed?: number
}

const MOST_TIMES = 8
const WIDTHS: readonly number[] = Array.from({ length: 17 }, (_, k) => 2 ** (k + 4))

/** The draws of every width, in the order of the widths. Nothing of size d is stored. */
export function draws({ widths = WIDTHS, seeds = 32, seed = 20260101 }: DrawOptions = {}): Draw[][] {
  const largest = Math.max(...widths)
  return widths.map((width) => {
    const count = seeds * Math.min(MOST_TIMES, Math.floor(largest / width))
    return Array.from({ length: count }, (_, run) => draw(width, seed, run))
  })
}

function draw(width: number, seed: number, run: number): Draw {
  const state = initialState(seed, width, run)
  const pair = new Float64Array(3)
  let [uu, ww, uw] = [0, 0, 0]
  for (let left = width; left > 0; left--) {
    neuron(state, pair)
    const [x, y, scale] = [pair[0] as number, pair[1] as number, pair[2] as number]
    uu += x * x * scale
    ww += y * y * scale
    uw += x * y * scale
  }
  return { width, uu, ww, uw }
}

/** The whole layers of the first network that `draws` makes of this width from this seed: independent, standard normal. */
export function gaussianLayers(width: number, seed: number): { readonly u: Float64Array; readonly w: Float64Array } {
  const state = initialState(seed, width, 0)
  const pair = new Float64Array(3)
  const [u, w] = [new Float64Array(width), new Float64Array(width)]
  for (let i = 0; i < width; i++) {
    neuron(state, pair)
    const size = Math.sqrt(pair[2] as number)
    u[i] = (pair[0] as number) * size
    w[i] = (pair[1] as number) * size
  }
  return { u, w }
}

/** Marsaglia's polar method: a point x, y of the unit disc, and the square of what makes both standard normal. */
function neuron(state: Int32Array, out: Float64Array): void {
  for (;;) {
    const x = (next(state) + 0.5) * 2 ** -31
    const y = (next(state) + 0.5) * 2 ** -31
    const square = x * x + y * y
    if (square >= 1) continue
    out[0] = x
    out[1] = y
    out[2] = (-2 * Math.log(square)) / square
    return
  }
}

/** A whole number from -2^31 to 2^31 - 1, by xoshiro128** (Blackman and Vigna 2018). */
function next(state: Int32Array): number {
  const [a, b, c, d] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number]
  const scrambled = Math.imul(b, 5)
  const [first, second] = [c ^ a, d ^ b]
  state[0] = a ^ second
  state[1] = b ^ first
  state[2] = first ^ (b << 9)
  state[3] = (second << 11) | (second >>> 21)
  return Math.imul((scrambled << 7) | (scrambled >>> 25), 9)
}

/** Four words from splitmix32 (Steele, Lea and Flood 2014). */
function initialState(...from: readonly number[]): Int32Array {
  let state = 0
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  for (const part of from) state = word() ^ part
  return Int32Array.of(word(), word(), word(), word())
}
