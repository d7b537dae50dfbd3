/**
 * Sums and products of doubles at twice the precision, by error-free transformations (Dekker 1971; Ogita, Rump and
 * Oishi, SIAM J. Sci. Comput. 26, 2005). A value is the unevaluated sum of a double and a much smaller one. Factors
 * must stay below 1e300 in size, and products above 1e-290 to be exact.
 */
export interface Double2 {
  readonly high: number
  readonly low: number
}

/** 2^27 + 1 splits a double into halves whose products are exact. */
const SPLITTER = 134217729

/** What the rounded product a*b lacks to be exact; `product` is a*b. */
export function productError(a: number, b: number, product: number): number {
  const bigA = SPLITTER * a
  const highA = bigA - (bigA - a)
  const lowA = a - highA
  const bigB = SPLITTER * b
  const highB = bigB - (bigB - b)
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}

/** What the rounded sum a + b lacks to be exact; `sum` is a + b. */
function sumError(a: number, b: number, sum: number): number {
  const partB = sum - a
  return a - (sum - partB) + (b - partB)
}

/** A sum of products at twice the precision. */
export class ProductSum implements Double2 {
  high = 0
  low = 0

  /** Adds a*b. */
  add(a: number, b: number): void {
    const product = a * b
    const sum = this.high + product
    this.low += sumError(this.high, product, sum) + productError(a, b, product)
    this.high = sum
  }

  get value(): number {
    return this.high + this.low
  }
}

/** The root of x > 0. */
export function squareRoot(x: number): Double2 {
  const high = Math.sqrt(x)
  const square = high * high
  return { high, low: (x - square - productError(high, high, square)) / (2 * high) }
}

/** a/b for b not 0. */
export function quotient(a: Double2, b: Double2): Double2 {
  const high = a.high / b.high
  const back = high * b.high
  const rest = a.high - back - productError(high, b.high, back) + (a.low - high * b.low)
  return { high, low: rest / b.high }
}

/** a*x + c*y, rounded once at the end. */
export function combination(a: Double2, x: number, c: Double2, y: number): number {
  const left = a.high * x
  const right = c.high * y
  const sum = left + right
  const rest = sumError(left, right, sum) + productError(a.high, x, left) + productError(c.high, y, right)
  return sum + (rest + (a.low * x + c.low * y))
}
