/**
 * The gradient flow of all 2 d weights, integrated numerically with ODEX from the flow of theory `model`. It shares no
 * code with the closed form, which it checks.
 */
import type { Problem } from '../library/index.js'

/** The part of odex that is used; its own sources do not pass a strict compiler. */
interface Solver {
  absoluteTolerance: number[]
  relativeTolerance: number
  initialStepSize: number
  maxSteps: number
  solve(
    f: (t: number, y: number[]) => number[],
    from: number,
    y: number[],
    to: number,
  ): { y: number[]; outcome: number }
}

/** What is known of the weights at each time. */
export interface Integrated {
  readonly loss: Float64Array
  readonly normU: Float64Array
  readonly normW: Float64Array
  readonly cosine: Float64Array
  readonly kernel: Float64Array
}

const TOLERANCE = 1e-12
/** Operations on one weight, all together: some seconds. */
const MOST_WORK = 2e8
const CONVERGED = 0

/** The flow is too stiff to be integrated within the work allowed. */
export class TooStiff extends Error {
  override readonly name = 'TooStiff'
}

/** Integrates from 0 to each of the times, which rise and start with 0. Throws TooStiff. */
export async function integrate(problem: Problem, times: ArrayLike<number>): Promise<Integrated> {
  const { Solver } = (await import('odex' as string)) as unknown as { readonly Solver: new (n: number) => Solver }
  const { u0, w0, A, C, gamma = 1, etaU = 1, etaW = 1 } = problem
  const width = u0.length
  let work = 0

  const rates = (_: number, y: number[]): number[] => {
    work += 2 * width
    if (work > MOST_WORK) throw new TooStiff('more steps than a check in a browser should take')
    let overlap = 0
    for (let i = 0; i < width; i++) overlap += (y[i] as number) * (y[width + i] as number)
    const r = C - gamma * A * overlap
    const [ofW, ofU] = [2 * etaU * gamma * r, 2 * etaW * gamma * r]
    const rate = new Array<number>(2 * width)
    for (let i = 0; i < width; i++) {
      rate[i] = ofW * (y[width + i] as number)
      rate[width + i] = ofU * (y[i] as number)
    }
    return rate
  }

  let y = [...u0, ...w0]
  const [sizeU, sizeW] = [size(u0), size(w0)]
  const solver = new Solver(2 * width)
  solver.relativeTolerance = TOLERANCE
  solver.absoluteTolerance = [...u0.map(() => sizeU), ...w0.map(() => sizeW)].map((x) => x * TOLERANCE)
  solver.maxSteps = 1_000_000
  const result: Integrated = emptyFor(times.length)
  for (let k = 0, from = 0; k < times.length; k++) {
    const to = times[k] as number
    if (to > from) {
      solver.initialStepSize = (to - from) / 4
      const { y: next, outcome } = solver.solve(rates, from, y, to)
      if (outcome !== CONVERGED || !next.every(Number.isFinite)) throw new TooStiff('the step size became too small')
      y = next
    }
    from = to
    record(problem, y, k, result)
  }
  return result
}

const emptyFor = (count: number): Integrated => ({
  loss: new Float64Array(count),
  normU: new Float64Array(count),
  normW: new Float64Array(count),
  cosine: new Float64Array(count),
  kernel: new Float64Array(count),
})

const size = (weights: Float64Array): number => Math.sqrt(weights.reduce((sum, x) => sum + x * x, 0) / weights.length)

/** From the definitions: L = A v^2 - 2 C v + Y with v = gamma u.w, kappa = gamma^2 (eta_u |w|^2 + eta_w |u|^2). */
function record(problem: Problem, y: readonly number[], k: number, out: Integrated): void {
  const { A, C, Y = (C * C) / A, gamma = 1, etaU = 1, etaW = 1 } = problem
  const width = y.length / 2
  let [uu, ww, uw] = [0, 0, 0]
  for (let i = 0; i < width; i++) {
    const [u, w] = [y[i] as number, y[width + i] as number]
    uu += u * u
    ww += w * w
    uw += u * w
  }
  const v = gamma * uw
  out.loss[k] = A * v * v - 2 * C * v + Y
  out.normU[k] = Math.sqrt(uu)
  out.normW[k] = Math.sqrt(ww)
  out.cosine[k] = uw / Math.sqrt(uu * ww)
  out.kernel[k] = gamma * gamma * (etaU * ww + etaW * uu)
}
