/** Random starts for the tests: every alignment, scales and times over 10 decades. */
import fc from 'fast-check'
import type { OrderParameters, Problem } from './order-parameters.js'

const ALIGNMENTS = [
  'free',
  'free',
  'free',
  'parallel',
  'nearly aligned',
  'nearly opposed',
  'aligned',
  'opposed',
] as const

/** 10^-magnitude to 10^magnitude. */
const decades = (magnitude: number): fc.Arbitrary<number> =>
  fc.integer({ min: -1000, max: 1000 }).map((k) => 10 ** ((k * magnitude) / 1000))

/** Rates are squares of dyadic numbers, so that aligned and opposed starts are so exactly. */
const rateRoot = fc.tuple(fc.integer({ min: 4, max: 7 }), fc.integer({ min: -6, max: 6 })).map(([m, k]) => m * 2 ** k)
const weight = fc.integer({ min: -255, max: 255 }).map((k) => k / 128)

/** Starts of width up to 8; a width of 1 has parallel layers. Weights, gamma, A and C spread over 10 decades. */
export function problems(): fc.Arbitrary<Problem> {
  return fc.integer({ min: 1, max: 8 }).chain((width) => {
    const layer = fc.array(weight, { minLength: width, maxLength: width })
    return fc
      .record({
        alignment: fc.constantFrom(...ALIGNMENTS),
        layers: fc.tuple(layer, layer),
        scales: fc.tuple(fc.integer({ min: -16, max: 16 }), fc.integer({ min: -16, max: 16 })),
        roots: fc.tuple(rateRoot, rateRoot),
        rough: fc.boolean(),
        gamma: decades(5),
        A: decades(5),
        target: fc.tuple(fc.constantFrom(1, 1, 1, -1, -1, -1, 0), decades(5)),
      })
      .map(({ alignment, layers: [a, b], scales, roots: [sU, sW], rough, gamma, A, target }) => {
        const [scaleU, scaleW] = [2 ** scales[0], 2 ** scales[1]]
        const [u, w] = placed(alignment, a, b, sU, sW)
        const off = rough && alignment === 'free' ? 1.1 : 1
        return {
          u0: Float64Array.from(u, (x) => x * scaleU * off),
          w0: Float64Array.from(w, (x) => x * (alignment === 'free' ? scaleW : scaleU) * off),
          A,
          C: target[0] * target[1],
          gamma,
          etaU: sU * sU * off,
          etaW: sW * sW * off,
        }
      })
  })
}

function placed(
  alignment: (typeof ALIGNMENTS)[number],
  a: readonly number[],
  b: readonly number[],
  sU: number,
  sW: number,
): [readonly number[], readonly number[]] {
  if (alignment === 'free') return [a, b]
  if (alignment === 'parallel') return [a, a.map((x) => (b[0] as number) * x)]
  const sign = alignment.endsWith('opposed') ? -1 : 1
  const part = alignment.startsWith('nearly') ? 2 ** -20 : 0
  return [
    a.map((x, i) => sU * (x + part * (b[i] as number))),
    a.map((x, i) => sign * sW * (x - part * (b[i] as number))),
  ]
}

/** The time 10^(k/100) time scales from the start: of the approach, or of the algebraic decay when D = 0. */
export function timesFor({ P, Q, D, speed }: OrderParameters, k: number): number {
  const rate = speed * (D || P + Q)
  return 10 ** (k / 100) / (rate || 1)
}
