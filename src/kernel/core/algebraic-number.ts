/**
 * Real algebraic numbers given by expressions: exact zero test and sign.
 *
 * Every value is held as a quotient U/L of algebraic integers of one number field, of which only two bounds are kept: no conjugate of U
 * exceeds 2^upper, none of L exceeds 2^lower (Burnikel, Funke, Mehlhorn, Schirra, Schmitt, "A separation bound for real algebraic
 * expressions", Algorithmica 2009). The field has at most degree D, the product of the degrees of its steps. The norm of a nonzero U is an
 * integer other than 0, so |U| >= 2^(-(D-1) upper) and |U/L| >= 2^-(lower + (D-1) upper). An enclosure in BigInt
 * arithmetic that is smaller than that and contains 0 is a proof that the value is 0.
 *
 * A number may also be given as a leaf: by its enclosures, its field, and bounds for its conjugates. A leaf of unknown degree is
 * never shown to be zero.
 */
import { type Rational, gcd } from '../../expr/rational.js'
import { KernelLimit, NowhereDefined } from './outcome.js'

/** low 2^-bits <= value <= high 2^-bits. */
export interface Interval {
  readonly low: bigint
  readonly high: bigint
}

/** Binary digits beyond which a number is given up. */
const MOST_BITS = 16_384
/** Binary digits to which a number of unknown degree is computed. */
const MOST_BITS_UNBOUNDED = 512

/** Steps of the tower of fields: anything that names a step, to its degree. */
type Steps = ReadonlyMap<unknown, number>
const NO_STEPS: Steps = new Map()

/** An enclosure divides by an interval that contains 0; more digits may help. */
class Imprecise extends Error {
  override readonly name = 'Imprecise'
}

/** Binary digits of an integer of which a root is taken. */
const MOST_RADICAND_BITS = 400_000
/** Degree of a root that is computed; Newton's iteration needs about as many steps. */
const LARGEST_ROOT = 60

export class AlgebraicNumber {
  private known: { readonly bits: number; readonly interval: Interval } | undefined

  private constructor(
    private readonly upper: number,
    private readonly lower: number,
    private readonly steps: Steps,
    private readonly compute: (bits: number) => Interval,
  ) {}

  static rational({ n, d }: Rational): AlgebraicNumber {
    return new AlgebraicNumber(log2(n), log2(d), NO_STEPS, (bits) =>
      quotient({ low: n, high: n }, { low: d, high: d }, bits),
    )
  }

  /**
   * A number U/L with conjugates of U up to 2^upper and of L up to 2^lower, U and L in the field that `step` names, of this degree
   * (Infinity when it is not algebraic or not known).
   */
  static leaf(
    step: unknown,
    degree: number,
    upper: number,
    lower: number,
    enclose: (bits: number) => Interval,
  ): AlgebraicNumber {
    return new AlgebraicNumber(upper, lower, new Map([[step, degree]]), enclose)
  }

  plus(other: AlgebraicNumber): AlgebraicNumber {
    const [a, b] = [this.upper + other.lower, this.lower + other.upper]
    const [large, small] = a > b ? [a, b] : [b, a]
    const upper = large === -Infinity ? large : roundedUp(large + Math.log2(1 + 2 ** (small - large)))
    return new AlgebraicNumber(upper, roundedUp(this.lower + other.lower), union(this.steps, other.steps), (bits) => {
      const [x, y] = [this.enclosure(bits), other.enclosure(bits)]
      return { low: x.low + y.low, high: x.high + y.high }
    })
  }

  times(other: AlgebraicNumber): AlgebraicNumber {
    const [upper, lower] = [roundedUp(this.upper + other.upper), roundedUp(this.lower + other.lower)]
    return new AlgebraicNumber(upper, lower, union(this.steps, other.steps), (bits) =>
      product(this.enclosure(bits), other.enclosure(bits), bits),
    )
  }

  /** The caller has shown that `other` is not zero. */
  over(other: AlgebraicNumber): AlgebraicNumber {
    const [upper, lower] = [roundedUp(this.upper + other.lower), roundedUp(this.lower + other.upper)]
    return new AlgebraicNumber(upper, lower, union(this.steps, other.steps), (bits) =>
      quotient(this.enclosure(bits), other.enclosure(bits), bits),
    )
  }

  /** The non-negative q-th root. The caller has shown that this is not negative. */
  root(q: number): AlgebraicNumber {
    const { upper, lower } = this
    // (U/L)^(1/q) is (U L^(q-1))^(1/q) / L, and U / (U^(q-1) L)^(1/q).
    const [u, l] =
      upper >= lower
        ? [roundedUp((upper + (q - 1) * lower) / q), lower]
        : [upper, roundedUp(((q - 1) * upper + lower) / q)]
    const steps = new Map(this.steps)
    steps.set(Symbol(`root ${q}`), q)
    return new AlgebraicNumber(u, l, steps, (bits) => {
      if (q > LARGEST_ROOT || bits * q > MOST_RADICAND_BITS)
        throw new KernelLimit(`a ${q}-th root to ${bits} binary digits`)
      const { low, high } = this.enclosure(bits)
      if (high < 0n) throw new NowhereDefined('it takes an even root of a negative number')
      const lift = BigInt(bits * (q - 1))
      const [below, above] = [integerRoot(low < 0n ? 0n : low << lift, q), integerRoot(high << lift, q)]
      return { low: below, high: above + 1n }
    })
  }

  /** -1, 0 or 1. Throws KernelLimit where more than MOST_BITS binary digits would be needed. */
  sign(): -1 | 0 | 1 {
    const degree = [...this.steps.values()].reduce((a, b) => a * b, 1)
    const unbounded = !Number.isFinite(degree)
    const most = unbounded ? MOST_BITS_UNBOUNDED : MOST_BITS
    if (this.upper === -Infinity) return 0
    const separation = unbounded
      ? degree
      : Math.ceil(Math.max(0, this.lower) + (degree - 1) * Math.max(0, this.upper)) + 1
    for (let bits = 64; bits <= most; bits *= 2) {
      const interval = this.enclosureOrNothing(bits)
      if (!interval) continue
      if (interval.low > 0n) return 1
      if (interval.high < 0n) return -1
      if (separation >= bits) continue
      const least = 1n << BigInt(bits - separation)
      if (interval.low > -least && interval.high < least) return 0
    }
    throw new KernelLimit(`a constant that ${most} binary digits do not separate from zero`)
  }

  enclosure(bits: number): Interval {
    if (this.known?.bits !== bits) this.known = { bits, interval: this.compute(bits) }
    return this.known.interval
  }

  private enclosureOrNothing(bits: number): Interval | undefined {
    try {
      return this.enclosure(bits)
    } catch (error) {
      if (error instanceof Imprecise) return undefined
      throw error
    }
  }
}

/** cos(2 pi j / n): half an algebraic integer of the real part of the n-th cyclotomic field, none of whose conjugates exceeds 2. */
export function cosineOfTurn(j: number, n: number): AlgebraicNumber {
  const degree = Math.max(1, totient(n) / 2)
  return AlgebraicNumber.leaf(`cyclotomic ${n}`, degree, 1, 1, (bits) => cosine(BigInt(2 * j), BigInt(n), bits))
}

/** pi, of which no relation to an algebraic number is known to be looked for. */
export const PI_NUMBER = AlgebraicNumber.leaf('pi', Number.POSITIVE_INFINITY, 2, 0, (bits) => {
  const value = pi(bits + GUARD) >> BigInt(GUARD)
  return { low: value - 1n, high: value + 2n }
})

/** Upper bound of log2 |n|. */
function log2(n: bigint): number {
  const size = n < 0n ? -n : n
  if (size < 2n) return size === 0n ? -Infinity : 0
  const extra = Math.max(0, size.toString(16).length * 4 - 52)
  return roundedUp(Math.log2(Number(size >> BigInt(extra)) + (extra > 0 ? 1 : 0)) + extra)
}

/** More than doubles lose in the one or two operations that led here. */
const roundedUp = (x: number): number => (Number.isFinite(x) && x !== 0 ? x + Math.abs(x) * 1e-12 + 1e-12 : x)

function union(a: Steps, b: Steps): Steps {
  if (a.size === 0) return b
  if (b.size === 0 || a === b) return a
  return new Map([...a, ...b])
}

function product(x: Interval, y: Interval, bits: number): Interval {
  const ends = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high]
  return { low: least(ends) >> BigInt(bits), high: -(-greatest(ends) >> BigInt(bits)) }
}

function quotient(x: Interval, y: Interval, bits: number): Interval {
  if (y.low <= 0n && y.high >= 0n) throw new Imprecise()
  const floor = (a: bigint, b: bigint): bigint => {
    const [n, d] = b < 0n ? [-a, -b] : [a, b]
    return n >= 0n ? n / d : -((-n + d - 1n) / d)
  }
  const shift = BigInt(bits)
  const pairs = [x.low, x.high].flatMap((a) => [y.low, y.high].map((b) => [a << shift, b] as const))
  return {
    low: least(pairs.map(([a, b]) => floor(a, b))),
    high: greatest(pairs.map(([a, b]) => -floor(-a, b))),
  }
}

const ordered = (values: readonly bigint[]): bigint[] => [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
const least = (values: readonly bigint[]): bigint => ordered(values)[0] as bigint
const greatest = (values: readonly bigint[]): bigint => ordered(values).at(-1) as bigint

/** The largest integer whose q-th power is at most a >= 0. */
export function integerRoot(a: bigint, q: number): bigint {
  if (a < 2n) return a
  const k = BigInt(q)
  // Newton's iteration falls from any start above the root.
  let x = 1n << BigInt(Math.floor((a.toString(16).length * 4) / q) + 1)
  for (;;) {
    const y = ((k - 1n) * x + a / x ** (k - 1n)) / k
    if (y >= x) return x
    x = y
  }
}

const GUARD = 32

/** pi 2^bits, wrong by less than 2^10 (Machin's formula; each of its bits/2 terms is wrong by less than 1 + 1). */
function pi(bits: number): bigint {
  const inverseTangent = (n: bigint): bigint => {
    let power = (1n << BigInt(bits + 20)) / n
    let total = power
    for (let k = 3n, sign = -1n; power > 0n; k += 2n, sign = -sign) {
      power /= n * n
      total += (sign * power) / k
    }
    return total
  }
  return (16n * inverseTangent(5n) - 4n * inverseTangent(239n)) >> 20n
}

/** cos(pi p / q) to `bits` binary digits. */
function cosine(p: bigint, q: bigint, bits: number): Interval {
  const turn = 2n * q
  let r = ((p % turn) + turn) % turn
  if (r > q) r = turn - r
  const negative = 2n * r > q
  if (negative) r = q - r
  const work = bits + 2 * GUARD
  const one = BigInt(work)
  const x = (pi(work) * r) / q
  const square = (x * x) >> one
  let term = 1n << one
  let total = term
  for (let k = 1n; term !== 0n; k += 2n) {
    term = -((term * square) >> one) / (k * (k + 1n))
    total += term
  }
  // The angle is at most pi/2; angle and each term are wrong by far less than 2^GUARD units of 2^-work.
  const value = (negative ? -total : total) >> BigInt(2 * GUARD)
  return { low: value - 1n, high: value + 2n }
}

function totient(n: number): number {
  let count = 0
  for (let k = 1; k <= n; k++) if (gcd(BigInt(k), BigInt(n)) === 1n) count++
  return count
}
