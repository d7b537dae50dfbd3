/**
 * Angles whose cosine and sine are algebraic: some rational multiples of pi, and multiples and halves of arc functions. Both are kept as real
 * fractions, and angles are added by the addition formula, so that signs stay known.
 */
import { type Rational, ratio } from '../../expr/rational.js'
import type { Field } from './field.js'
import type { Fraction, Fractions } from './fractions.js'
import type { Radicals } from './radicals.js'

/** cos a and sin a of an angle a. */
export interface Direction {
  readonly cos: Fraction
  readonly sin: Fraction
}

/** Multiples of an angle up to this are written out. */
const LARGEST_MULTIPLE = 100n

export class Directions {
  private readonly fractions: Fractions
  /** That of the angle 0. */
  readonly ahead: Direction

  constructor(
    field: Field,
    private readonly radicals: Radicals,
  ) {
    this.fractions = field.fractions
    this.ahead = { cos: this.fractions.one, sin: this.fractions.zero }
  }

  /** The direction of the sum of two angles. */
  turned(a: Direction, b: Direction): Direction {
    const { fractions } = this
    const times = (x: Fraction, y: Fraction): Fraction => fractions.multiply(x, y)
    return {
      cos: fractions.subtract(times(a.cos, b.cos), times(a.sin, b.sin)),
      sin: fractions.add(times(a.sin, b.cos), times(a.cos, b.sin)),
    }
  }

  /** The direction of n times the angle; undefined for an n too large to be written out. */
  multiple(a: Direction, n: bigint): Direction | undefined {
    const size = n < 0n ? -n : n
    if (size > LARGEST_MULTIPLE) return undefined
    let result = this.ahead
    let power = n < 0n ? { cos: a.cos, sin: this.fractions.negate(a.sin) } : a
    for (let rest = size; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = this.turned(result, power)
      if (rest > 1n) power = this.turned(power, power)
    }
    return result
  }

  /** The direction of c pi, for multiples of 15 degrees. */
  ofTurn(c: Rational): Direction | undefined {
    if (12n % c.d !== 0n) return undefined
    const step = Number((((c.n * (12n / c.d)) % 24n) + 24n) % 24n)
    const q = (n: number): Fraction => this.fractions.constant(ratio(BigInt(n)))
    const sqrt = (n: number): Fraction => this.radicals.root(q(n), 2)
    const over = (f: Fraction, n: number): Fraction => this.fractions.divide(f, q(n))
    // Cosines of 0, 15, ..., 90 degrees.
    const table = (k: number): Fraction => {
      const { fractions } = this
      const six = fractions.multiply(sqrt(2), sqrt(3))
      if (k === 0) return q(1)
      if (k === 1) return over(fractions.add(six, sqrt(2)), 4)
      if (k === 2) return over(sqrt(3), 2)
      if (k === 3) return over(sqrt(2), 2)
      if (k === 4) return over(q(1), 2)
      if (k === 5) return over(fractions.subtract(six, sqrt(2)), 4)
      return q(0)
    }
    const cosine = (k: number): Fraction => {
      const folded = k > 12 ? 24 - k : k
      return folded <= 6 ? table(folded) : this.fractions.negate(table(12 - folded))
    }
    return { cos: cosine(step), sin: cosine((step + 18) % 24) }
  }

  /** The direction of asin x is (sqrt(1 - x^2), x), that of atan x is (1, x) / sqrt(1 + x^2). `key` is the generator's. */
  ofInverse(key: string, x: Fraction): Direction {
    const { fractions } = this
    const square = fractions.power(x, 2)
    if (key.startsWith('asin')) return { cos: this.radicals.root(fractions.subtract(fractions.one, square), 2), sin: x }
    const below = this.radicals.root(fractions.add(fractions.one, square), 2)
    return { cos: fractions.invert(below), sin: fractions.divide(x, below) }
  }

  /**
   * asin(x)/2 is 45 degrees less acos(x)/2, which has the direction (sqrt((1 + x)/2), sqrt((1 - x)/2)) in the first quadrant;
   * atan(x)/2 has the direction (1 + r, x) / sqrt(2 r (1 + r)) with r = sqrt(1 + x^2), since its tangent is x/(1 + r).
   */
  ofHalfInverse(key: string, x: Fraction): Direction {
    const { fractions } = this
    const two = fractions.constant(ratio(2n))
    if (key.startsWith('asin')) {
      const half = (f: Fraction): Fraction => this.radicals.root(fractions.divide(f, two), 2)
      const cos = half(fractions.add(fractions.one, x))
      const sin = fractions.negate(half(fractions.subtract(fractions.one, x)))
      return this.turned(this.ofTurn(ratio(1n, 4n)) as Direction, { cos, sin })
    }
    const r = this.radicals.root(fractions.add(fractions.one, fractions.power(x, 2)), 2)
    const above = fractions.add(fractions.one, r)
    const below = this.radicals.root(fractions.multiply(two, fractions.multiply(r, above)), 2)
    return { cos: fractions.divide(above, below), sin: fractions.divide(x, below) }
  }
}
