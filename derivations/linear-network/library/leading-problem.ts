/** The model of the theory within a network with one hidden layer: what the network makes of the direction that the data speak of most. */
import type { Problem } from './order-parameters.js'
import type { Run } from 'rederive/experiments'

const ROUNDS = 100

/**
 * The start of the theory's model, of scalar input and output, that a start of a network restricts to: of the first batch, E[x y^T] has a largest singular value, with an input
 * direction e and an output direction t. The input is then a = x e, the target y t, and the layers are w = e W_1 and u = W_2 t, of the network's width. The activation is
 * left out. From it the library says slope and target, feature number, phase and mechanism. Throws RangeError for another number of layers.
 */
export function leadingProblem({ network, start, training, task }: Run): Problem {
  const [n = 0, d = 0, k = 0] = network.widths
  const [first, second] = start
  if (network.widths.length !== 3 || !first || !second)
    throw new RangeError(`a network with one hidden layer was expected, found ${network.widths.length - 2}`)
  const { count, inputs, targets } = task.batch(0)
  const joint = product(inputs, targets, count, n, k)
  const t = rightDirection(joint, n, k)
  const along = Float64Array.from({ length: n }, (_, row) => dot(joint, row * k, t))
  const size = Math.sqrt(dot(along, 0, along))
  const e = along.map((x) => x / (size || 1))
  let [A, C, Y] = [0, 0, 0]
  for (let sample = 0; sample < count; sample++) {
    const [a, y] = [dot(inputs, sample * n, e), dot(targets, sample * k, t)]
    A += (a * a) / count
    C += (a * y) / count
    Y += (y * y) / count
  }
  const w0 = new Float64Array(d)
  for (let row = 0; row < n; row++)
    for (let i = 0; i < d; i++) w0[i] = (w0[i] as number) + (e[row] as number) * (first[row * d + i] as number)
  const u0 = Float64Array.from({ length: d }, (_, i) => dot(second, i * k, t))
  const [etaW = 1, etaU = 1] = training.rates
  return { u0, w0, A, C, Y, gamma: Math.abs(network.outputScale ?? 1), etaU, etaW }
}

/** The mean over samples of inputs times targets, n x k. */
function product(inputs: Float32Array, targets: Float32Array, count: number, n: number, k: number): Float64Array {
  const joint = new Float64Array(n * k)
  for (let sample = 0; sample < count; sample++)
    for (let row = 0; row < n; row++) {
      const x = (inputs[sample * n + row] as number) / count
      for (let column = 0; column < k; column++)
        joint[row * k + column] = (joint[row * k + column] as number) + x * (targets[sample * k + column] as number)
    }
  return joint
}

/** The unit vector of `columns` numbers that a matrix makes longest, by its powers. */
function rightDirection(matrix: Float64Array, rows: number, columns: number): Float64Array {
  let t = Float64Array.from({ length: columns }, (_, column) => 1 + column / columns)
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(columns)
    for (let row = 0; row < rows; row++) {
      const image = dot(matrix, row * columns, t)
      for (let column = 0; column < columns; column++)
        next[column] = (next[column] as number) + image * (matrix[row * columns + column] as number)
    }
    const size = Math.sqrt(dot(next, 0, next))
    if (size === 0) return t
    t = next.map((x) => x / size)
  }
  return t
}

/** Of the numbers from a place on with those of a vector. */
function dot(values: ArrayLike<number>, from: number, vector: Float64Array): number {
  let sum = 0
  for (let k = 0; k < vector.length; k++) sum += (values[from + k] as number) * (vector[k] as number)
  return sum
}
