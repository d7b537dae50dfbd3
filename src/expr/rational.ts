/** Exact rational arithmetic over BigInt. A Rational is always in lowest terms with a positive denominator. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

/** 0/1. */
export const ZERO: Rational = { n: 0n, d: 1n }
/** 1/1. */
export const ONE: Rational = { n: 1n, d: 1n }

/** The non-negative greatest common divisor; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a
  let y = b < 0n ? -b : b
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** n/d in lowest terms. Throws RangeError when d = 0. */
export function ratio(n: bigint | number, d: bigint | number = 1n): Rational {
  const num = BigInt(n)
  const den = BigInt(d)
  if (den === 0n) throw new RangeError('division by zero in an exact rational')
  const g = gcd(num, den)
  const s = den < 0n ? -1n : 1n
  return g === 0n ? ZERO : { n: (s * num) / g, d: (s * den) / g }
}

/** a + b, in lowest terms. */
export const add = (a: Rational, b: Rational): Rational => ratio(a.n * b.d + b.n * a.d, a.d * b.d)
/** a - b, in lowest terms. */
export const subtract = (a: Rational, b: Rational): Rational => ratio(a.n * b.d - b.n * a.d, a.d * b.d)
/** a b, in lowest terms. */
export const multiply = (a: Rational, b: Rational): Rational => ratio(a.n * b.n, a.d * b.d)
/** a/b, in lowest terms. Throws RangeError when b = 0. */
export const divide = (a: Rational, b: Rational): Rational => ratio(a.n * b.d, a.d * b.n)
/** -a. */
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d })
/** -1, 0 or 1 as a < b, a = b or a > b. */
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

/** a^k for an integer k; throws RangeError for 0 to a negative power. */
export function power(a: Rational, k: number): Rational {
  if (k >= 0) return { n: a.n ** BigInt(k), d: a.d ** BigInt(k) }
  return divide(ONE, power(a, -k))
}

/** The nearest double, also when numerator and denominator overflow a double. */
export function toNumber(a: Rational): number {
  const direct = Number(a.n) / Number(a.d)
  if (Number.isFinite(direct) && (direct !== 0 || a.n === 0n)) return direct
  const shift = a.n.toString(2).length - a.d.toString(2).length
  const scaled = shift > 0 ? Number((a.n << 64n) / (a.d << BigInt(shift))) : Number((a.n << BigInt(64 - shift)) / a.d)
  // In two steps, since 2^(shift - 64) alone may underflow.
  const half = Math.trunc((shift - 64) / 2)
  return scaled * 2 ** half * 2 ** (shift - 64 - half)
}

/** What a finite double is, exactly. Throws RangeError for another. */
export function fromDouble(x: number): Rational {
  if (!Number.isFinite(x)) throw new RangeError(`expected a finite number, found ${x}`)
  let [n, d] = [x, 1n]
  // Doubling is exact, and a double is whole at the latest after 1,074 of them.
  for (; !Number.isInteger(n); d *= 2n) n *= 2
  return ratio(BigInt(n), d)
}

/** The decimal expansion when it ends ("0.125", "3"), undefined when it does not (1/3). */
export function toDecimal(a: Rational): string | undefined {
  let rest = a.d
  let twos = 0
  let fives = 0
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1]
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1]
  if (rest !== 1n) return undefined
  const places = Math.max(twos, fives)
  const digits = ((a.n < 0n ? -a.n : a.n) * 10n ** BigInt(places)) / a.d
  const text = digits.toString().padStart(places + 1, '0')
  const point = text.length - places
  const unsigned = places === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`
  return a.n < 0n ? `-${unsigned}` : unsigned
}

/** Reads "12", "0.1" or "2.5e-3" exactly. The caller has already checked the shape. */
export function fromDecimal(text: string): Rational {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction || '0')
  return shift >= 0 ? ratio(digits * 10n ** BigInt(shift)) : ratio(digits, 10n ** BigInt(-shift))
}
