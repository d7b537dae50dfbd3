/** Random starts of the network: learning rates, scales, data moments and initial weights of every alignment. */
import fc from 'fast-check'
import { type Instance, instance } from 'rederive/testing'

/**
 * generic: independent layers. aligned: all q[i] = 0 exactly. opposed: all p[i] = 0 exactly. nearly-...: up to a small
 * part. parallel: w is a multiple of u, which leaves both kinds of modes.
 */
export const ALIGNMENTS = ['generic', 'parallel', 'nearly-aligned', 'nearly-opposed', 'aligned', 'opposed'] as const
export type Alignment = (typeof ALIGNMENTS)[number]

export interface StartOptions {
  /** Default 64. */
  readonly maxWidth?: number
  /** Alignments to draw from, one as often as another; default mostly generic. */
  readonly alignments?: readonly Alignment[]
  /** Signs of C to draw from; default all three, zero seldom. */
  readonly targets?: readonly number[]
}

/**
 * Instances of the model, not all weights zero. Weights and roots of learning rates are dyadic with few digits, so that
 * an aligned or opposed start is one exactly and not up to rounding. Layer scales spread over 4 decades, as do gamma
 * and both learning rates.
 */
export function starts({
  maxWidth = 64,
  alignments = [...new Array<'generic'>(10).fill('generic'), ...ALIGNMENTS],
  targets = [1, 1, 1, 1, -1, -1, -1, -1, 0],
}: StartOptions = {}): fc.Arbitrary<Instance> {
  const layer = (width: number) => fc.array(fc.integer({ min: -255, max: 255 }), { minLength: width, maxLength: width })
  return fc.integer({ min: 1, max: maxWidth }).chain((width) =>
    fc
      .record({
        alignment: fc.constantFrom(...alignments),
        scales: fc.tuple(layerScale, layerScale),
        layers: fc.tuple(layer(width), layer(width)),
        s_u: rateRoot,
        s_w: rateRoot,
        gamma: decades(2),
        A: decades(1),
        target: fc.tuple(fc.constantFrom(...targets), decades(2)),
        unexplained: decades(2),
      })
      .map(({ alignment, scales, layers, s_u, s_w, gamma, A, target, unexplained }) => {
        const C = target[0] * target[1]
        const [u, w] = weights(alignment, scales, layers, s_u, s_w)
        return instance(width, { s_u, s_w, gamma, A, C, Y: (C * C) / A + unexplained }, { u, w })
      })
      .filter(({ vectors }) => [...vectors.values()].some((weights) => weights.some((x) => x !== 0))),
  )
}

/** The instance of the closed form that begins at this start: its weights are u0, w0. */
export function closedFormAt(start: Instance, t: number): Instance {
  const [u0, w0] = [vector(start, 'u'), vector(start, 'w')]
  return {
    width: start.width,
    scalars: new Map(start.scalars).set('t', t),
    vectors: new Map([
      ['u0', u0],
      ['w0', w0],
    ]),
  }
}

/** The instance of the order parameters that begins at this start: modes p0, q0 and xi = 1. */
export function modesAt(start: Instance): Instance {
  const [u, w, s_u, s_w] = [vector(start, 'u'), vector(start, 'w'), scalar(start, 's_u'), scalar(start, 's_w')]
  const p0 = w.map((x, i) => s_u * x + s_w * (u[i] as number))
  const q0 = w.map((x, i) => s_u * x - s_w * (u[i] as number))
  const scalars = new Map(start.scalars).set('xi', 1)
  return {
    width: start.width,
    scalars,
    vectors: new Map([
      ['p0', p0],
      ['q0', q0],
    ]),
  }
}

export const scalar = (at: Instance, name: string): number => at.scalars.get(name) as number
export const vector = (at: Instance, name: string): Float64Array => at.vectors.get(name) as Float64Array

/** 10^-magnitude to 10^magnitude; shrinks to 1. */
export const decades = (magnitude: number): fc.Arbitrary<number> =>
  fc.integer({ min: -100 * magnitude, max: 100 * magnitude }).map((k) => 10 ** (k / 100))

/** Powers of two over 4 decades. */
const layerScale = fc.integer({ min: -7, max: 6 }).map((k) => 2 ** k)
/** Three binary digits over 2 decades. */
const rateRoot = fc
  .tuple(fc.integer({ min: 4, max: 7 }), fc.integer({ min: -3, max: 3 }))
  .map(([m, k]) => (m / 4) * 2 ** k)

function weights(
  alignment: Alignment,
  [scaleU, scaleW]: readonly [number, number],
  [first, second]: readonly [readonly number[], readonly number[]],
  s_u: number,
  s_w: number,
): [number[], number[]] {
  const a = first.map((x) => (x / 128) * scaleU)
  const b = second.map((x) => (x / 128) * scaleW)
  if (alignment === 'generic') return [a, b]
  if (alignment === 'parallel') return [a, a.map((x) => ((second[0] as number) / 128) * x)]
  const sign = alignment.endsWith('opposed') ? -1 : 1
  const part = alignment.startsWith('nearly') ? 2 ** -12 : 0
  const other = second.map((x) => (x / 128) * scaleU * part)
  return [a.map((x, i) => s_u * (x + (other[i] as number))), a.map((x, i) => sign * s_w * (x - (other[i] as number)))]
}
