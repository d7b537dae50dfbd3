/** Random numbers that are the same on every machine: a 32-bit generator (mulberry32) and the polar method. */

/** Uniform in [0, 1). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 15), x | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Mean 0, variance 1. */
export function gaussian(seed: number): () => number {
  const draw = uniform(seed)
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const kept = spare
      spare = undefined
      return kept
    }
    for (;;) {
      const [a, b] = [2 * draw() - 1, 2 * draw() - 1]
      const s = a * a + b * b
      if (s === 0 || s >= 1) continue
      const factor = Math.sqrt((-2 * Math.log(s)) / s)
      spare = b * factor
      return a * factor
    }
  }
}

/** The numbers from 0 in an order that the seed decides. */
export function shuffled(count: number, seed: number): Uint32Array {
  const draw = uniform(seed)
  const order = Uint32Array.from({ length: count }, (_, k) => k)
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(draw() * (k + 1))
    const kept = order[k] as number
    order[k] = order[other] as number
    order[other] = kept
  }
  return order
}
