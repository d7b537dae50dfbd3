/**
 * Rigorous enclosures: an interval with exact ends that contains the value of an expression, for every choice of its symbols within given
 * intervals at which it is defined.
 *
 * Numbers are integers n that stand for n / 2^bits; each operation rounds its lower end down and its upper end up, and each
 * series is summed with an interval around its rest. So "the enclosure does not contain 0" is a proof, while "it does" says nothing.
 */
import { type Expr, constantValue } from '../../expr/ast.js'
import { printSymbol } from '../../expr/print.js'
import { type Rational, ratio } from '../../expr/rational.js'
import type { Enclosing, Interval } from '../../functions/registry/exact.js'
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { integerRoot } from './algebraic-number.js'
import { formulaOf } from './declared.js'

/** There is no finite enclosure at this precision: a division by an interval around 0, a symbol without one, a huge exponential. */
export class NoEnclosure extends Error {
  override readonly name = 'NoEnclosure'
}

const LARGEST_EXPONENT = 4096n
/** Products beyond 2^this have no enclosure: powers of powers grow out of any memory. */
const LARGEST_PRODUCT = 16_384n
const floorDivide = (a: bigint, b: bigint): bigint => {
  const q = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q
}
const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b)
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/** The least and the largest product of the integers in these. */
function products(a: Interval, b: Interval): Interval {
  if (a.lo >= 0n && b.lo >= 0n) return { lo: a.lo * b.lo, hi: a.hi * b.hi }
  const ends = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  return { lo: ends.reduce(smaller), hi: ends.reduce(larger) }
}

export class Enclosure implements Enclosing {
  readonly unit: bigint
  readonly one: Interval
  readonly largestExponent: bigint
  private readonly shift: bigint
  private readonly largest: bigint
  private piKnown: Interval | undefined
  private log2Known: Interval | undefined

  /**
   * Throws NoEnclosure from every method that has no finite answer at this precision. An enclosure holds the value wherever there is one; a
   * strict one moreover shows that there is one.
   */
  constructor(
    readonly bits: number,
    readonly strict = false,
  ) {
    this.shift = BigInt(bits)
    this.unit = 1n << this.shift
    this.one = { lo: this.unit, hi: this.unit }
    this.largestExponent = LARGEST_EXPONENT << this.shift
    this.largest = 1n << (2n * this.shift + LARGEST_PRODUCT)
  }

  rational(c: Rational): Interval {
    return { lo: floorDivide(c.n << this.shift, c.d), hi: ceilDivide(c.n << this.shift, c.d) }
  }

  /** The ends as exact rationals. */
  ends({ lo, hi }: Interval): { low: Rational; high: Rational } {
    return { low: ratio(lo, this.unit), high: ratio(hi, this.unit) }
  }

  /** The values of an expression; `at` gives the symbols' intervals by printed name. */
  of(e: Expr, at: ReadonlyMap<string, Interval> = new Map()): Interval {
    const done = new Map<Expr, Interval>()
    const visit = (node: Expr): Interval => {
      const known = done.get(node)
      if (known) return known
      const value = this.node(node, visit, at)
      done.set(node, value)
      return value
    }
    return visit(e)
  }

  private node(e: Expr, visit: (e: Expr) => Interval, at: ReadonlyMap<string, Interval>): Interval {
    switch (e.kind) {
      case 'number':
        return this.rational(e.value)
      case 'pi':
        return this.pi()
      case 'symbol': {
        const value = at.get(printSymbol(e))
        if (!value) throw new NoEnclosure(`nothing is known of ${printSymbol(e)}`)
        return value
      }
      case 'add':
        return e.terms.map(visit).reduce((a, b) => this.add(a, b))
      case 'negate':
        return this.negate(visit(e.argument))
      case 'multiply':
        return e.factors.map(visit).reduce((a, b) => this.multiply(a, b))
      case 'divide':
        return this.divide(visit(e.numerator), visit(e.denominator))
      case 'power':
        return this.power(visit(e.base), visit(e.exponent), e.exponent)
      case 'call':
        return this.call(e.fn, visit(e.argument))
      case 'where':
        if (this.strict) visit(e.defined)
        return visit(e.value)
      case 'index':
      case 'sum':
      case 'derivative':
        throw new NoEnclosure(`no enclosure of a ${e.kind}`)
    }
  }

  call(fn: FunctionName, x: Interval): Interval {
    const { exact, is } = FUNCTIONS[fn]
    if (exact?.enclose) return exact.enclose(x, this)
    return is === undefined ? this.none(`no enclosure of ${fn}`) : this.of(formulaOf(is), new Map([['x', x]]))
  }

  increasing(x: Interval, f: (end: Interval) => Interval): Interval {
    return { lo: f({ lo: x.lo, hi: x.lo }).lo, hi: f({ lo: x.hi, hi: x.hi }).hi }
  }

  none(why: string): never {
    throw new NoEnclosure(why)
  }

  add(a: Interval, b: Interval): Interval {
    return { lo: a.lo + b.lo, hi: a.hi + b.hi }
  }
  negate(a: Interval): Interval {
    return { lo: -a.hi, hi: -a.lo }
  }
  subtract(a: Interval, b: Interval): Interval {
    return { lo: a.lo - b.hi, hi: a.hi - b.lo }
  }
  double(a: Interval): Interval {
    return { lo: 2n * a.lo, hi: 2n * a.hi }
  }
  half(a: Interval): Interval {
    return { lo: a.lo >> 1n, hi: (a.hi + 1n) >> 1n }
  }
  multiply(a: Interval, b: Interval): Interval {
    const { lo, hi } = products(a, b)
    if (hi > this.largest || lo < -this.largest) throw new NoEnclosure('a huge product')
    return { lo: lo >> this.shift, hi: -(-hi >> this.shift) }
  }
  divide(a: Interval, b: Interval): Interval {
    if (b.lo <= 0n && b.hi >= 0n) throw new NoEnclosure('a division by an interval around 0')
    const quotients = [a.lo, a.hi].flatMap((x) => [b.lo, b.hi].map((y) => [x << this.shift, y] as const))
    return {
      lo: quotients.map(([x, y]) => floorDivide(x, y)).reduce(smaller),
      hi: quotients.map(([x, y]) => ceilDivide(x, y)).reduce(larger),
    }
  }
  private divideInteger(a: Interval, k: bigint): Interval {
    return { lo: floorDivide(a.lo, k), hi: ceilDivide(a.hi, k) }
  }
  sqrt(a: Interval): Interval {
    if (a.hi < 0n || (this.strict && a.lo < 0n)) throw new NoEnclosure('a root of something negative')
    return { lo: a.lo <= 0n ? 0n : integerRoot(a.lo << this.shift, 2), hi: integerRoot(a.hi << this.shift, 2) + 1n }
  }

  root(a: Interval, q: number): Interval {
    const shift = this.shift * BigInt(q - 1)
    return { lo: integerRoot(a.lo << shift, q), hi: integerRoot(a.hi << shift, q) + 1n }
  }

  private power(base: Interval, exponent: Interval, form: Expr): Interval {
    const k = this.wholeNumber(form)
    if (k !== undefined) {
      if (k < 0n) return this.divide(this.one, this.wholePower(base, -k))
      return this.wholePower(base, k)
    }
    if (base.lo <= 0n) {
      if (this.strict || base.hi <= 0n || exponent.lo <= 0n)
        throw new NoEnclosure('a power of something that is not positive')
      // Of what is negative there are powers whose exponents are whole.
      if (base.lo < 0n && ceilDivide(exponent.lo, this.unit) <= floorDivide(exponent.hi, this.unit))
        throw new NoEnclosure('a power of something that may be negative')
      return { lo: 0n, hi: this.exp(this.multiply(exponent, this.log({ lo: base.hi, hi: base.hi }))).hi }
    }
    const by = this.multiply(exponent, this.call('log', base))
    return this.call('exp', by)
  }

  private wholeNumber(form: Expr): bigint | undefined {
    const exact = constantValue(form)
    return exact?.d === 1n ? exact.n : undefined
  }

  private wholePower(base: Interval, k: bigint): Interval {
    const huge = k > 10_000n || (this.strict && (k > 300n || larger(base.hi, -base.lo) > this.unit << 400n))
    if (huge) throw new NoEnclosure('a huge power')
    const even = k % 2n === 0n
    let square = even ? this.call('abs', base) : base
    let result = this.one
    for (let rest = k; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = this.multiply(result, square)
      if (rest > 1n) square = this.multiply(square, square)
    }
    return result
  }

  /** exp by halving the argument until it is below 1/256, the series, and squaring. */
  exp(x: Interval): Interval {
    if (x.hi > this.largestExponent) throw new NoEnclosure('a huge exponential')
    if (x.hi < -this.largestExponent) return { lo: 0n, hi: 1n }
    const size = larger(x.hi < 0n ? -x.hi : x.hi, x.lo < 0n ? -x.lo : x.lo)
    let halvings = 0n
    while (size >> halvings > this.unit >> 8n) halvings++
    const small = { lo: x.lo >> halvings, hi: -(-x.hi >> halvings) }
    let sum = this.one
    let term = sum
    for (let k = 1n; ; k++) {
      term = this.divideInteger(this.multiply(term, small), k)
      sum = this.add(sum, term)
      const rest = larger(term.hi, -term.lo)
      // The rest of the series is below its last term, since each term is at most 1/256 of the one before.
      if (rest <= 2n) {
        sum = { lo: sum.lo - 2n, hi: sum.hi + 2n }
        break
      }
    }
    for (; halvings > 0n; halvings--) sum = this.multiply(sum, sum)
    return { lo: larger(sum.lo, 0n), hi: sum.hi }
  }

  /** log(m 2^k) = 2 artanh((m - 1)/(m + 1)) + k log 2 with m between 2/3 and 4/3. */
  log(x: Interval): Interval {
    if (x.lo <= 0n) throw new NoEnclosure('the logarithm of an interval with 0')
    if (x.lo !== x.hi) return { lo: this.log({ lo: x.lo, hi: x.lo }).lo, hi: this.log({ lo: x.hi, hi: x.hi }).hi }
    let k = BigInt(x.lo.toString(2).length) - this.shift
    const scaled = (): Interval => (k >= 0n ? { lo: x.lo >> k, hi: -(-x.hi >> k) } : { lo: x.lo << -k, hi: x.hi << -k })
    let m = scaled()
    // Here m is in [1/2, 1).
    if (3n * m.lo < 2n * this.unit) {
      k--
      m = scaled()
    }
    const { one } = this
    const main = this.double(this.artanh(this.divide(this.subtract(m, one), this.add(m, one))))
    const log2 = this.log2()
    const many = k >= 0n ? { lo: k * log2.lo, hi: k * log2.hi } : { lo: k * log2.hi, hi: k * log2.lo }
    return this.add(main, many)
  }

  private log2(): Interval {
    this.log2Known ??= this.double(this.artanh(this.rational(ratio(1n, 3n))))
    return this.log2Known
  }

  /** x + x^3/3 + x^5/5 + ... for |x| <= 1/3; `sign` -1 alternates it to the arctangent. */
  private artanh(x: Interval, sign: 1n | -1n = 1n): Interval {
    const square = this.multiply(x, x)
    let power = x
    let sum = x
    let alternate = sign
    for (let k = 3n; ; k += 2n, alternate *= sign) {
      power = this.multiply(power, square)
      const term = this.divideInteger(power, k)
      sum = alternate === 1n ? this.add(sum, term) : this.subtract(sum, term)
      // What follows is below the last power, since x^2 <= 1/4.
      const rest = larger(power.hi, -power.lo)
      if (rest <= 2n) return { lo: sum.lo - 3n, hi: sum.hi + 3n }
    }
  }

  pi(): Interval {
    if (!this.piKnown) {
      const inverse = (k: bigint): Interval => this.artanh(this.rational(ratio(1n, k)), -1n)
      const [a, b] = [inverse(5n), inverse(239n)]
      this.piKnown = { lo: 16n * a.lo - 4n * b.hi, hi: 16n * a.hi - 4n * b.lo }
    }
    return this.piKnown
  }

  /** Of a point: atan x = pi/2 - atan(1/x) above 1, and atan x = 2 atan(x / (1 + sqrt(1 + x^2))) down to 1/4. */
  arctangent(x: Interval): Interval {
    if (x.lo < 0n) return this.negate(this.arctangent(this.negate(x)))
    const { one } = this
    if (x.lo > this.unit) return this.subtract(this.half(this.pi()), this.arctangent(this.divide(one, x)))
    let small = x
    let doublings = 0n
    while (small.hi > this.unit >> 2n) {
      small = this.divide(small, this.add(one, this.sqrt(this.add(one, this.multiply(small, small)))))
      doublings++
    }
    const value = this.artanh(small, -1n)
    return { lo: value.lo << doublings, hi: value.hi << doublings }
  }

  arcsine(x: Interval): Interval {
    const outside = this.strict ? x.lo < -this.unit || x.hi > this.unit : x.hi < -this.unit || x.lo > this.unit
    if (outside) throw new NoEnclosure('an arcsine outside -1 .. 1')
    const { one } = this
    const at = (end: bigint): Interval => {
      if (end <= -this.unit) return this.negate(this.half(this.pi()))
      if (end >= this.unit) return this.half(this.pi())
      const point = { lo: end, hi: end }
      const cosine = this.sqrt(this.subtract(one, this.multiply(point, point)))
      const quotient = this.divide(point, this.add(one, cosine))
      return this.double(this.call('atan', quotient))
    }
    return { lo: at(x.lo).lo, hi: at(x.hi).hi }
  }

  /** sin of the middle, give or take the radius: |sin'| <= 1. */
  sine(x: Interval): Interval {
    const all = { lo: -this.unit, hi: this.unit }
    if (x.hi - x.lo >= this.unit << 1n) return all
    const middle = (x.lo + x.hi) >> 1n
    const radius = larger(x.hi - middle, middle - x.lo)
    const turn = this.double(this.pi())
    const turns = middle / turn.lo
    const reduced = this.subtract(
      { lo: middle, hi: middle },
      turns >= 0n ? { lo: turns * turn.lo, hi: turns * turn.hi } : { lo: turns * turn.hi, hi: turns * turn.lo },
    )
    if (reduced.hi - reduced.lo >= this.unit) return all
    // |reduced| is at most 2 pi and its own width.
    const square = this.multiply(reduced, reduced)
    let term = reduced
    let sum = reduced
    for (let k = 2n; ; k += 2n) {
      term = this.negate(this.divideInteger(this.multiply(term, square), k * (k + 1n)))
      sum = this.add(sum, term)
      const rest = larger(term.hi, -term.lo)
      // From k = 10 on each term is less than half of the one before.
      if (k >= 10n && rest <= 64n) {
        return {
          lo: larger(sum.lo - rest - radius, all.lo),
          hi: smaller(sum.hi + rest + radius, all.hi),
        }
      }
    }
  }
}

/** Binary digits with which a sign is looked for, one after the other. */
const PRECISIONS = [64, 160, 400, 1100]
/** Those, where it is only hoped for, at a glance and at length. */
const FEW = { glance: [64], length: [64, 160] } as const

/** The sign of an expression, -1 or 1, where enclosures show that it is not 0; `at` gives symbols' exact values. Undefined when they do not. */
export const enclosedSign = (e: Expr, at: ReadonlyMap<string, Rational> = new Map()): -1 | 1 | undefined =>
  signBy(e, at, PRECISIONS, false)

/** The sign where enclosures of few digits show that the expression is defined and not 0. */
export const definedSign = (
  e: Expr,
  at: ReadonlyMap<string, Rational>,
  looking: keyof typeof FEW = 'length',
): -1 | 1 | undefined => signBy(e, at, FEW[looking], true)

function signBy(
  e: Expr,
  at: ReadonlyMap<string, Rational>,
  precisions: readonly number[],
  strict: boolean,
): -1 | 1 | undefined {
  for (const bits of precisions) {
    const enclosure = new Enclosure(bits, strict)
    try {
      const value = enclosure.of(e, new Map([...at].map(([name, c]) => [name, enclosure.rational(c)])))
      if (value.lo > 0n) return 1
      if (value.hi < 0n) return -1
    } catch (error) {
      if (!(error instanceof NoEnclosure)) throw error
    }
  }
  return undefined
}
