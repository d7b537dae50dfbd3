/** Measures of a network's layers and kernels that are those of the theory on its own model. */

/** The sum of the squares. */
export function squaredNorm(values: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += (values[k] as number) ** 2
  return sum
}

/**
 * How far two adjacent layers are aligned, |W_l W_{l+1}| / (|W_l| |W_{l+1}|) in Frobenius norms, from 0 to 1. Of one input, one output and a hidden
 * layer it is |cos(u, w)|.
 */
export const alignment = (product: ArrayLike<number>, layer: ArrayLike<number>, next: ArrayLike<number>): number =>
  Math.sqrt(squaredNorm(product) / (squaredNorm(layer) * squaredNorm(next)))

/** How far two layers are from balanced, |W_{l+1}|^2 / rate_{l+1} - |W_l|^2 / rate_l, relative to the sum of the two; gradient flow keeps the difference where the activation is homogeneous. */
export function imbalance(layer: ArrayLike<number>, next: ArrayLike<number>, rate: number, nextRate: number): number {
  const [a, b] = [squaredNorm(layer) / rate, squaredNorm(next) / nextRate]
  return (b - a) / (a + b)
}

/** |K - K_0| / |K_0|, in Frobenius norms. */
export function relativeChange(kernel: ArrayLike<number>, start: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < start.length; k++) sum += ((kernel[k] as number) - (start[k] as number)) ** 2
  return Math.sqrt(sum / squaredNorm(start))
}

/** Centered kernel alignment of two kernels of `count` x `count`: the cosine of the two without their means, from 0 (unlike) to 1 (alike up to a factor). */
export function kernelAlignment(a: ArrayLike<number>, b: ArrayLike<number>, count: number): number {
  const [x, y] = [centered(a, count), centered(b, count)]
  let both = 0
  for (let k = 0; k < x.length; k++) both += (x[k] as number) * (y[k] as number)
  return both / Math.sqrt(squaredNorm(x) * squaredNorm(y))
}

/** Without the means of its rows and columns. */
function centered(kernel: ArrayLike<number>, count: number): Float64Array {
  const rows = new Float64Array(count)
  const columns = new Float64Array(count)
  let mean = 0
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) {
      const value = (kernel[i * count + j] as number) / count
      rows[i] = (rows[i] as number) + value
      columns[j] = (columns[j] as number) + value
      mean += value / count
    }
  return Float64Array.from(
    { length: count * count },
    (_, k) => (kernel[k] as number) - (rows[Math.floor(k / count)] as number) - (columns[k % count] as number) + mean,
  )
}

/** The share of rows of `classes` outputs whose largest is at the label; a row with an output that is no number is not right. NaN of no rows. */
export function accuracy(outputs: ArrayLike<number>, labels: ArrayLike<number>, classes: number): number {
  let right = 0
  for (let row = 0; row < labels.length; row++) {
    let [best, most, isNumber] = [-1, Number.NEGATIVE_INFINITY, true]
    for (let k = 0; k < classes; k++) {
      const output = outputs[row * classes + k] as number
      if (Number.isNaN(output)) isNumber = false
      else if (best < 0 || output > most) [best, most] = [k, output]
    }
    if (isNumber && best === labels[row]) right++
  }
  return right / labels.length
}
