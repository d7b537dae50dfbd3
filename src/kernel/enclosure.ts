/**
 * The sign of a constant without symbols, by rigorous enclosure: intervals of fixed-point numbers whose ends are rounded outward. What is zero is
 * never decided here, only what lies apart from zero.
 */
import type { Expr } from '../expr/ast.js'
import type { Rational } from '../expr/rational.js'
import { ANY, NEGATIVE, POSITIVE, type Sign } from './signs.js'

/** [low, high] / 2^bits. */
interface Interval {
  readonly low: bigint
  readonly high: bigint
}

/** Bits tried, until one tells the constant from zero. */
const PRECISIONS = [96, 320, 1100]
/** Bits that arguments of exponentials and circular functions may have before the point. */
const LARGEST_ARGUMENT = 12n
/** Bits that any number may have before the point. */
const LARGEST_VALUE = 20_000

/** Something is outside the domain of a function, or cannot be told from its edge. */
class Undecided extends Error {}

/** NEGATIVE or POSITIVE when the constant is shown apart from zero; else ANY, as for anything with a symbol. */
export function signByEnclosure(e: Expr): Sign {
  for (const bits of PRECISIONS) {
    try {
      const { low, high } = new Enclosures(bits).of(e)
      if (low > 0n) return POSITIVE
      if (high < 0n) return NEGATIVE
    } catch (error) {
      if (!(error instanceof Undecided)) throw error
    }
  }
  return ANY
}

const floor = (n: bigint, d: bigint): bigint => (n < 0n !== d < 0n && n % d !== 0n ? n / d - 1n : n / d)
const larger = (a: bigint, b: bigint): bigint => (a < b ? b : a)
const ceil = (n: bigint, d: bigint): bigint => -floor(-n, d)

function wholeRoot(n: bigint): bigint {
  if (n < 2n) return n
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2))
  for (;;) {
    const y = (x + n / x) >> 1n
    if (y >= x) return x
    x = y
  }
}

class Enclosures {
  private readonly unit: bigint
  private readonly shift: bigint
  private readonly known = new Map<Expr, Interval>()

  constructor(private readonly bits: number) {
    this.shift = BigInt(bits)
    this.unit = 1n << this.shift
  }

  /** Throws Undecided. */
  of(e: Expr): Interval {
    const known = this.known.get(e)
    if (known) return known
    const value = this.compute(e)
    if (value.high.toString(16).length + value.low.toString(16).length > LARGEST_VALUE / 2) throw new Undecided()
    this.known.set(e, value)
    return value
  }

  private compute(e: Expr): Interval {
    switch (e.kind) {
      case 'number':
        return this.rational(e.value)
      case 'pi':
        return this.pi()
      case 'add':
        return e.terms.map((term) => this.of(term)).reduce((a, b) => this.add(a, b))
      case 'multiply':
        return e.factors.map((factor) => this.of(factor)).reduce((a, b) => this.multiply(a, b))
      case 'negate':
        return this.negate(this.of(e.argument))
      case 'divide':
        return this.multiply(this.of(e.numerator), this.invert(this.of(e.denominator)))
      case 'power': {
        const k = e.exponent.kind === 'number' && e.exponent.value.d === 1n ? e.exponent.value.n : undefined
        if (k !== undefined && k <= 64n) {
          let result = this.rational({ n: 1n, d: 1n })
          for (let j = 0n; j < k; j++) result = this.multiply(result, this.of(e.base))
          return result
        }
        return this.exp(this.multiply(this.of(e.exponent), this.log(this.of(e.base))))
      }
      case 'call':
        return this.call(e.fn, this.of(e.argument))
      default:
        throw new Undecided()
    }
  }

  private call(fn: string, x: Interval): Interval {
    const one = this.rational({ n: 1n, d: 1n })
    switch (fn) {
      case 'exp':
        return this.exp(x)
      case 'log':
        return this.log(x)
      case 'sqrt':
        return this.sqrt(x)
      case 'abs':
        return x.low >= 0n ? x : x.high <= 0n ? this.negate(x) : { low: 0n, high: this.magnitude(x) }
      case 'sin':
        return this.circular(x).sin
      case 'cos':
        return this.circular(x).cos
      case 'atan':
        return this.atan(x)
      case 'asin': {
        const square = this.multiply(x, x)
        return this.atan(this.multiply(x, this.invert(this.sqrt(this.add(one, this.negate(square))))))
      }
      default:
        throw new Undecided()
    }
  }

  private rational({ n, d }: Rational): Interval {
    return { low: floor(n * this.unit, d), high: ceil(n * this.unit, d) }
  }
  private add(a: Interval, b: Interval): Interval {
    return { low: a.low + b.low, high: a.high + b.high }
  }
  private negate(a: Interval): Interval {
    return { low: -a.high, high: -a.low }
  }
  private multiply(a: Interval, b: Interval): Interval {
    const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    let [low, high] = [ends[0] as bigint, ends[0] as bigint]
    for (const end of ends) {
      if (end < low) low = end
      if (end > high) high = end
    }
    return { low: floor(low, this.unit), high: ceil(high, this.unit) }
  }
  private invert(a: Interval): Interval {
    if (a.low <= 0n && a.high >= 0n) throw new Undecided()
    const square = this.unit * this.unit
    return { low: floor(square, a.high), high: ceil(square, a.low) }
  }
  private over(a: Interval, k: bigint): Interval {
    return { low: floor(a.low, k), high: ceil(a.high, k) }
  }
  private sqrt(a: Interval): Interval {
    if (a.low < 0n) throw new Undecided()
    return { low: wholeRoot(a.low << this.shift), high: wholeRoot(a.high << this.shift) + 1n }
  }

  /** Something of absolute value at most `size`. */
  private within(size: bigint): Interval {
    return { low: -size, high: size }
  }
  private magnitude(a: Interval): bigint {
    return larger(a.high, -a.low)
  }

  private exp(x: Interval): Interval {
    if (this.magnitude(x) >> (this.shift + LARGEST_ARGUMENT) > 0n) throw new Undecided()
    return { low: this.expOf(x.low).low, high: this.expOf(x.high).high }
  }

  /** exp of a number: the series at 2^-k times it, squared k times. The rest after a term of |y| <= 1/2 is below that term. */
  private expOf(x: bigint): Interval {
    if (x < 0n) return this.invert(this.expOf(-x))
    let y: Interval = { low: x, high: x }
    let halvings = 0
    while (y.high > this.unit >> 1n) {
      y = this.over(y, 2n)
      halvings++
    }
    let sum = this.rational({ n: 1n, d: 1n })
    let term = sum
    for (let k = 1n; term.high > 1n || k < 3n; k++) {
      term = this.over(this.multiply(term, y), k)
      sum = this.add(sum, term)
      if (k > this.shift) break
    }
    sum = this.add(sum, this.within(this.magnitude(term)))
    for (let k = 0; k < halvings; k++) sum = this.multiply(sum, sum)
    return sum
  }

  /** Both at 2^-k times the argument, doubled k times. */
  private circular(x: Interval): { sin: Interval; cos: Interval } {
    if (this.magnitude(x) >> (this.shift + LARGEST_ARGUMENT) > 0n) throw new Undecided()
    let y = x
    let halvings = 0
    while (this.magnitude(y) > this.unit >> 1n) {
      y = this.over(y, 2n)
      halvings++
    }
    const one = this.rational({ n: 1n, d: 1n })
    let [cos, sin, term] = [one, this.within(0n), one]
    for (let k = 1n; k < this.shift; k++) {
      term = this.over(this.multiply(term, y), k)
      const signed = k % 4n === 2n || k % 4n === 3n ? this.negate(term) : term
      if (k % 2n === 0n) cos = this.add(cos, signed)
      else sin = this.add(sin, signed)
      if (this.magnitude(term) <= 1n) break
    }
    const rest = this.within(this.magnitude(term))
    cos = this.add(cos, rest)
    sin = this.add(sin, rest)
    for (let k = 0; k < halvings; k++) {
      const twice = this.multiply(sin, cos)
      const square = this.multiply(sin, sin)
      sin = this.add(twice, twice)
      cos = this.add(one, this.negate(this.add(square, square)))
    }
    return { sin, cos }
  }

  private log(x: Interval): Interval {
    if (x.low <= 0n) throw new Undecided()
    return { low: this.logOf(x.low).low, high: this.logOf(x.high).high }
  }

  /** log(2^k m) = k log 2 + 2 artanh((m - 1)/(m + 1)) for 1 <= m < 2. */
  private logOf(x: bigint): Interval {
    const k = x.toString(2).length - 1 - this.bits
    const m: Interval =
      k <= 0
        ? { low: x << BigInt(-k), high: x << BigInt(-k) }
        : { low: floor(x, 1n << BigInt(k)), high: ceil(x, 1n << BigInt(k)) }
    const one = this.rational({ n: 1n, d: 1n })
    const ratio = this.multiply(this.add(m, this.negate(one)), this.invert(this.add(m, one)))
    const two = this.artanh(this.rational({ n: 1n, d: 3n }))
    const twice = this.add(
      this.artanh(ratio),
      this.multiply({ low: this.unit * BigInt(k), high: this.unit * BigInt(k) }, two),
    )
    return this.add(twice, twice)
  }

  /** For |z| <= 1/2; the rest after a term is below it. */
  private artanh(z: Interval): Interval {
    return this.odd(z, () => 1n)
  }

  /** The sum of sign(k) z^(2k+1)/(2k+1), for |z| <= 1/2. */
  private odd(z: Interval, sign: (k: bigint) => bigint): Interval {
    const square = this.multiply(z, z)
    let power = z
    let sum = z
    for (let k = 1n; k < this.shift; k++) {
      power = this.multiply(power, square)
      const term = this.over(power, 2n * k + 1n)
      sum = this.add(sum, sign(k) < 0n ? this.negate(term) : term)
      if (this.magnitude(power) <= 1n) break
    }
    return this.add(sum, this.within(this.magnitude(power)))
  }

  private atan(x: Interval): Interval {
    return { low: this.atanOf(x.low).low, high: this.atanOf(x.high).high }
  }

  /** atan v = 2 atan(v / (1 + sqrt(1 + v^2))), until |v| <= 1/2. */
  private atanOf(x: bigint): Interval {
    const one = this.rational({ n: 1n, d: 1n })
    let v: Interval = { low: x, high: x }
    let halvings = 0n
    while (this.magnitude(v) > this.unit >> 1n) {
      v = this.multiply(v, this.invert(this.add(one, this.sqrt(this.add(one, this.multiply(v, v))))))
      halvings++
    }
    const value = this.odd(v, (k) => (k % 2n === 0n ? 1n : -1n))
    return { low: value.low << halvings, high: value.high << halvings }
  }

  private pi(): Interval {
    const value = this.atanOf(this.unit)
    return { low: value.low << 2n, high: value.high << 2n }
  }
}
