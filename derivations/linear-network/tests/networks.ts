/** Small random networks on small random data sets, with every weight written out: inputs a_k n in three dimensions. */
import fc from 'fast-check'
import { decades } from './starts.js'

export type Vector = readonly [number, number, number]

export interface Network {
  readonly s_u: number
  readonly s_w: number
  readonly gamma: number
  readonly u: readonly number[]
  /** Input weights, one vector for each neuron. */
  readonly W: readonly Vector[]
  /** Direction of the data. */
  readonly n: Vector
  readonly data: readonly { readonly a: number; readonly y: number }[]
}

const weight = fc.integer({ min: -200, max: 200 }).map((k) => k / 100)
const vector = fc.tuple(weight, weight, weight)

export const networks: fc.Arbitrary<Network> = fc
  .record({
    s_u: decades(0.5),
    s_w: decades(0.5),
    gamma: decades(0.5),
    neurons: fc.array(fc.tuple(weight, vector), { minLength: 1, maxLength: 4 }),
    direction: vector,
    data: fc.array(fc.record({ a: weight, y: weight }), { minLength: 1, maxLength: 6 }),
  })
  .filter(({ direction, data }) => Math.hypot(...direction) > 0.1 && data.some(({ a }) => Math.abs(a) > 0.1))
  .map(({ neurons, direction, ...rest }) => {
    const length = Math.hypot(...direction)
    const n: Vector = [direction[0] / length, direction[1] / length, direction[2] / length]
    return { ...rest, n, u: neurons.map(([u]) => u), W: neurons.map(([, w]) => w) }
  })

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)

/** A loss of one sample as a function of output and target, and its derivative in the output. */
export interface Loss {
  value(f: number, y: number): number
  slope(f: number, y: number): number
}

export const SQUARED: Loss = { value: (f, y) => (f - y) ** 2, slope: (f, y) => 2 * (f - y) }

/** Parameters of a network as one array: u, then the vectors of W. */
export const parameters = ({ u, W }: Network): number[] => [...u, ...W.flat()]

/** The same network with these parameters. */
export function withParameters(network: Network, y: readonly number[]): Network {
  const d = network.u.length
  const at = (k: number): number => y[k] as number
  const W = network.u.map((_, i): Vector => [at(d + 3 * i), at(d + 3 * i + 1), at(d + 3 * i + 2)])
  return { ...network, u: y.slice(0, d), W }
}

/** f(x) = gamma sum u_i (w_i . x) at x = a n. */
const output = ({ gamma, u, W, n }: Network, a: number): number =>
  gamma *
  dot(
    u,
    W.map((w) =>
      dot(
        w,
        n.map((x) => a * x),
      ),
    ),
  )

/** The mean loss over the data. */
export const meanLoss = (network: Network, loss: Loss): number =>
  network.data.reduce((sum, { a, y }) => sum + loss.value(output(network, a), y), 0) / network.data.length

/** The gradient flow, in the order of `parameters`: minus each learning rate times the gradient of the mean loss. */
export function gradientFlow(network: Network, loss: Loss): (y: readonly number[]) => number[] {
  const { s_u, s_w, gamma, n, data } = network
  return (y) => {
    const now = withParameters(network, y)
    const slopes = data.map((sample) => loss.slope(output(now, sample.a), sample.y))
    const mean = (of: (a: number) => number): number =>
      data.reduce((sum, { a }, k) => sum + (slopes[k] as number) * of(a), 0) / data.length
    const toU = now.W.map((w) => -(s_u ** 2) * mean((a) => gamma * dot(w, n) * a))
    const toW = now.u.flatMap((u) => n.map((x) => -(s_w ** 2) * mean((a) => gamma * u * a * x)))
    return [...toU, ...toW]
  }
}
