/**
 * exp, log, sqrt, sin, cos and atan of decimals to many digits, by integers n that stand for n / 2^q: some ten times faster than the series of
 * decimal.js. Each result differs from the exact value by less than a unit in its last place. It shares nothing with the kernel's enclosures,
 * since this is what the kernel's proofs are tested against.
 */
import type { Decimal } from 'decimal.js'

type Decimals = typeof Decimal

/** Bits beyond those of the result, for what truncation and a few hundred roundings cost. */
const GUARD = 40
const BITS_PER_DIGIT = Math.log2(10)
const bitsOf = (digits: number): number => Math.ceil(digits * BITS_PER_DIGIT)

/** c 10^k, exactly. */
interface Scientific {
  readonly c: bigint
  readonly k: number
}

function scientific(x: Decimal): Scientific {
  const [mantissa = '', e] = x.toExponential().split('e')
  const [whole = '', places = ''] = mantissa.split('.')
  return { c: BigInt(whole + places), k: Number(e) - places.length }
}

const tens = new Map<number, bigint>()
function ten(k: number): bigint {
  let power = tens.get(k)
  if (power === undefined) {
    power = 10n ** BigInt(k)
    if (tens.size < 4096) tens.set(k, power)
  }
  return power
}

/** x in units of 2^-q, rounded. */
function fixed({ c, k }: Scientific, q: number): bigint {
  if (k >= 0) return (c * ten(k)) << BigInt(q)
  // What is far below a unit.
  if (-k > 2 * bitsOf(1) * q && -k > 4096) return 0n
  return (c << BigInt(q)) / ten(-k)
}

/** m 2^-q 10^shift as a decimal. */
function decimal(m: bigint, q: number, D: Decimals, shift = 0): Decimal {
  if (m === 0n) return new D(0)
  // As many decimal places as give all digits that D keeps, and some to round.
  const lead = bitLength(m) - q
  const places = D.precision + 8 - Math.floor(lead / BITS_PER_DIGIT)
  const scaled = places >= 0 ? (m * ten(places)) >> BigInt(q) : (m / ten(-places)) >> BigInt(q)
  return new D(`${scaled}e${shift - places}`).toSignificantDigits(D.precision)
}

const bitLength = (m: bigint): number => {
  const hex = (m < 0n ? -m : m).toString(16)
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] as string, 16)) + 28
}

const kept = <V>(compute: (q: number) => V): ((q: number) => V) => {
  const known = new Map<number, V>()
  return (q) => {
    let value = known.get(q)
    if (value === undefined) {
      value = compute(q)
      if (known.size >= 256) known.clear()
      known.set(q, value)
    }
    return value
  }
}

/** 1/n + 1/(3 n^3) s + ... for the sign s, in units of 2^-q. */
function arcOfInverse(n: bigint, sign: 1n | -1n, q: number): bigint {
  let power = (1n << BigInt(q)) / n
  const square = sign * n * n
  let sum = 0n
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k
    power /= square
  }
  return sum
}
const withGuard = (compute: (q: number) => bigint) => kept((q) => compute(q + GUARD) >> BigInt(GUARD))

/** Machin's formula. */
const PI = withGuard((q) => 4n * (4n * arcOfInverse(5n, -1n, q) - arcOfInverse(239n, -1n, q)))
/** log 10 = 46 atanh(1/31) + 34 atanh(1/49) + 20 atanh(1/161). */
const LOG10 = withGuard(
  (q) => 46n * arcOfInverse(31n, 1n, q) + 34n * arcOfInverse(49n, 1n, q) + 20n * arcOfInverse(161n, 1n, q),
)

/** Decimals have exponents of up to 9e15: e^x has that of x / log 10. */
const LARGEST_EXPONENT = { e: 16, turns: 8_900_000_000_000_000n }

/** The decimal exponent of powers that are taken: 2^900 is met by limits. */
const LARGEST_POWER = 400

/** Nearest integer to a / b, b > 0. */
function nearest(a: bigint, b: bigint): bigint {
  const twice = 2n * a + b
  const q = twice / (2n * b)
  return twice % (2n * b) < 0n ? q - 1n : q
}

/** e^r for |r| < 4, in units of 2^-q. */
function expFixed(r: bigint, q: number): bigint {
  // Halved so often that the series is as long as there are squarings.
  const halvings = Math.ceil(Math.sqrt(q / 2))
  const p = q + halvings + 8
  const bits = BigInt(p)
  const small = (r << BigInt(p - q)) >> BigInt(halvings)
  let term = small
  let sum = small
  for (let k = 2n; term !== 0n && term !== -1n; k++) {
    term = ((term * small) >> bits) / k
    sum += term
  }
  // e^2y - 1 = (e^y - 1)(e^y - 1 + 2) keeps what is small.
  for (let k = 0; k < halvings; k++) sum = (sum * (sum + (2n << bits))) >> bits
  return (sum + (1n << bits)) >> BigInt(p - q)
}

/** log(1 + d / 2^q) for |d| < 2^(q - 40), in units of 2^-q. */
function logNearOne(d: bigint, q: number): bigint {
  const bits = BigInt(q)
  const z = (d << bits) / (d + (2n << bits))
  const square = (z * z) >> bits
  let power = z
  let sum = 0n
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k
    power = (power * square) >> bits
  }
  return 2n * sum
}

const fromDouble = (x: number, q: number): bigint => {
  // Doubles near one are wanted here: 2^52 times them is whole enough.
  return (BigInt(Math.round(x * 2 ** 52)) << BigInt(q)) >> 52n
}

/** e^x; NaN where it leaves the range of exponents. */
export function exp(x: Decimal, D: Decimals): Decimal {
  if (x.isZero()) return new D(1)
  if (x.e > LARGEST_EXPONENT.e) return new D(Number.NaN)
  const q = bitsOf(D.precision) + GUARD
  return expScaled(fixed(scientific(x), q + GUARD), q, D)
}

/** e^(x / 2^(q + GUARD)). */
function expScaled(x: bigint, q: number, D: Decimals): Decimal {
  const wide = q + GUARD
  const turns = nearest(x, LOG10(wide))
  if (turns > LARGEST_EXPONENT.turns || turns < -LARGEST_EXPONENT.turns) return new D(Number.NaN)
  // The error of log 10 is multiplied by the turns.
  const size = bitLength(turns)
  const rest = (x << BigInt(size)) - turns * LOG10(wide + size)
  return decimal(expFixed(rest >> BigInt(size + GUARD), q), q, D, Number(turns))
}

/** The root of x >= 0. */
export function sqrt(x: Decimal, D: Decimals): Decimal {
  const { c, k } = scientific(x)
  // As many digits as give twice those of the result and some to round, and an even exponent.
  const missing = Math.max(0, 2 * (D.precision + 8) - `${c}`.length)
  const places = missing + ((k - missing) & 1)
  return new D(`${integerRoot(c * ten(places))}e${(k - places) / 2}`).toSignificantDigits(D.precision)
}

/** The largest integer whose square is not above n >= 0. */
function integerRoot(n: bigint): bigint {
  const length = bitLength(n)
  if (length <= 53) return BigInt(Math.floor(Math.sqrt(Number(n))))
  const shift = BigInt(Math.max(0, length - 100) & ~1)
  // From above, so that Newton's method falls until it is there; doubles have 53 bits of the root's 50.
  let root = (BigInt(Math.ceil(Math.sqrt(Number(n >> shift)))) + 2n) << (shift / 2n)
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** sinh x for |x| < 1. */
export function smallSinh(x: Decimal, D: Decimals): Decimal {
  if (x.isZero() || x.e < -D.precision) return x
  const q = bitsOf(D.precision - x.e) + GUARD
  const one = 1n << BigInt(q)
  const grown = expFixed(fixed(scientific(x), q), q) - one
  return decimal((grown + (grown << BigInt(q)) / (grown + one)) >> 1n, q, D)
}

/** log x, for x > 0. */
export function log(x: Decimal, D: Decimals): Decimal {
  const q = bitsOf(D.precision) + GUARD
  const near = x.minus(1)
  if (near.isZero()) return new D(0)
  // Near one the logarithm is as small as the distance, which must keep all its digits.
  const wide = q + (near.e < 0 ? bitsOf(-near.e) + 8 : 0)
  return decimal(logFixed(x, wide), wide, D)
}

/** log x in units of 2^-q. */
function logFixed(x: Decimal, q: number): bigint {
  const wide = q + GUARD
  const { c, k } = scientific(x)
  let exponent = x.e
  let y = fixed({ c, k: k - exponent }, wide)
  if (y > 3n << BigInt(wide)) {
    exponent++
    y = fixed({ c, k: k - exponent }, wide)
  }
  const rough = fromDouble(Math.log(Number(y >> BigInt(wide - 60)) / 2 ** 60), wide)
  const one = 1n << BigInt(wide)
  const left = (y * expFixed(-rough, wide)) >> BigInt(wide)
  const value = BigInt(exponent) * LOG10(wide) + rough + logNearOne(left - one, wide)
  return value >> BigInt(GUARD)
}

/** x^y for x > 0; NaN where it leaves the range of exponents, undefined where y is so large that log x would need too many digits. */
export function power(x: Decimal, y: Decimal, D: Decimals): Decimal | undefined {
  if (y.e > LARGEST_POWER) return undefined
  const size = Math.max(0, y.e) + 20
  const q = bitsOf(D.precision) + GUARD
  const wide = q + GUARD
  const extra = bitsOf(size)
  const logarithm = logFixed(x, wide + extra)
  const { c, k } = scientific(y)
  const product = k >= 0 ? logarithm * c * ten(k) : (logarithm * c) / ten(-k)
  const exponent = product >> BigInt(extra)
  if (bitLength(exponent) - wide > 60) return new D(Number.NaN)
  return expScaled(exponent, q, D)
}

/** sin r for |r| < 2, in units of 2^-q. */
function sinFixed(r: bigint, q: number): bigint {
  const thirds = Math.ceil(Math.sqrt(q) / 3)
  const p = q + 2 * thirds + 8
  const bits = BigInt(p)
  const small = (r << BigInt(p - q)) / 3n ** BigInt(thirds)
  const square = (small * small) >> bits
  let term = small
  let sum = small
  for (let k = 2n; term !== 0n && term !== -1n; k += 2n) {
    term = -((term * square) >> bits) / (k * (k + 1n))
    sum += term
  }
  // sin 3y = 3 sin y - 4 sin^3 y.
  for (let k = 0; k < thirds; k++) sum = 3n * sum - ((4n * ((sum * sum) >> bits) * sum) >> bits)
  return sum >> BigInt(p - q)
}

/** cos r for |r| < 2, in units of 2^-q. */
function cosFixed(r: bigint, q: number): bigint {
  const s = sinFixed(r >> 1n, q)
  return (1n << BigInt(q)) - ((2n * s * s) >> BigInt(q))
}

/** sin(x + quarters pi/2). */
function circular(x: Decimal, quarters: bigint, D: Decimals): Decimal {
  const exact = scientific(x)
  const digits = Math.max(0, x.e)
  // Near a zero the value is small, and is computed again with as many bits more.
  for (let q = bitsOf(D.precision + digits) + GUARD, limit = q; ; ) {
    const wide = q + GUARD
    const at = fixed(exact, wide)
    const half = PI(wide + bitsOf(digits)) >> 1n
    const turns = nearest(at << BigInt(bitsOf(digits)), half)
    const rest = ((at << BigInt(bitsOf(digits))) - turns * half) >> BigInt(bitsOf(digits) + GUARD)
    const quarter = (((turns + quarters) % 4n) + 4n) % 4n
    const value = quarter % 2n === 0n ? sinFixed(rest, q) : cosFixed(rest, q)
    const lost = q - bitLength(value)
    if (lost < q - limit + 8 || lost > 16 * limit) return decimal(quarter < 2n ? value : -value, q, D)
    q = limit + lost
  }
}

export function sin(x: Decimal, D: Decimals): Decimal {
  // Its own size is that of its argument.
  if (x.isZero() || x.e < -D.precision) return x
  return circular(x, 0n, D)
}

export const cos = (x: Decimal, D: Decimals): Decimal => (x.e < -D.precision ? new D(1) : circular(x, 1n, D))

/** atan x, also of an infinite one. */
export function atan(x: Decimal, D: Decimals): Decimal {
  if (x.isNaN() || x.isZero() || x.e < -D.precision) return x
  const q = bitsOf(D.precision) + GUARD + (x.e < 0 ? bitsOf(-x.e) : 0)
  const bits = BigInt(q)
  const halfPi = PI(q) >> 1n
  if (!x.isFinite() || x.e > D.precision + 8) return decimal(x.isNegative() ? -halfPi : halfPi, q, D)
  const exact = scientific(x)
  // Of 1/x where x is large.
  const inverse = x.e > 0
  const y = inverse ? inverseOf(exact, q) : fixed(exact, q)
  const rough = fromDouble(Math.atan(Number(y >> BigInt(q - 60)) / 2 ** 60), q)
  const [s, c] = [sinFixed(rough, q), cosFixed(rough, q)]
  const d = ((((y * c) >> bits) - s) << bits) / (c + ((y * s) >> bits))
  const square = (d * d) >> bits
  let term = d
  let sum = 0n
  for (let k = 1n; term !== 0n && term !== -1n; k += 2n) {
    sum += term / k
    term = -((term * square) >> bits)
  }
  const angle = rough + sum
  if (!inverse) return decimal(angle, q, D)
  // Only far from zero is anything taken from a right angle.
  return decimal((y < 0n ? -halfPi : halfPi) - angle, q, D)
}

/** 1/x in units of 2^-q. */
function inverseOf({ c, k }: Scientific, q: number): bigint {
  const one = 1n << BigInt(q)
  return k >= 0 ? one / (c * ten(k)) : (one * ten(-k)) / c
}
