/** What is assumed of a real symbol: an interval with exact ends, perhaps only its integers, perhaps without zero. */
import {
  type Rational,
  compare,
  fromDecimal,
  fromDouble,
  negate,
  ratio,
  toDecimal,
  toNumber,
  ZERO,
} from './rational.js'

export interface Domain {
  /** undefined is minus infinity. */
  readonly low?: Rational
  readonly lowOpen: boolean
  /** undefined is plus infinity. */
  readonly high?: Rational
  readonly highOpen: boolean
  readonly integer: boolean
  readonly nonzero: boolean
}

const everything: Domain = { lowOpen: true, highOpen: true, integer: false, nonzero: false }

export const REAL: Domain = everything
const NAMED: Record<string, Domain> = {
  real: REAL,
  positive: { ...everything, low: ZERO },
  negative: { ...everything, high: ZERO },
  nonnegative: { ...everything, low: ZERO, lowOpen: false },
  nonpositive: { ...everything, high: ZERO, highOpen: false },
  nonzero: { ...everything, nonzero: true },
  integer: { ...everything, integer: true },
}

/** The words that are domains. */
export const DOMAIN_WORDS: readonly string[] = Object.keys(NAMED)

/** At most 300 digits, so that it is a finite double. */
const DIGITS = String.raw`\d{1,300}`
const NUMBER = String.raw`-?${DIGITS}(?:\.${DIGITS})?(?:\/${DIGITS})?`
const INTERVAL = new RegExp(String.raw`^([[(])\s*(-oo|${NUMBER})\s*,\s*(oo|${NUMBER})\s*([\])])$`)

function end(text: string): Rational | undefined {
  if (text.endsWith('oo')) return undefined
  const negative = text.startsWith('-')
  const [n = '0', d = '1'] = (negative ? text.slice(1) : text).split('/')
  const value = fromDecimal(n)
  if (BigInt(d) === 0n) throw new RangeError(`the end ${text} of an interval divides by zero`)
  const r = ratio(value.n, value.d * BigInt(d))
  return negative ? negate(r) : r
}

/**
 * A domain from its text: `real`, `positive`, `negative`, `nonnegative`, `nonpositive`, `nonzero`, `integer`, or an interval
 * such as `(0,1)`, `[0,1)`, `(1,oo)`. Throws RangeError that says what was expected.
 */
export function parseDomain(text: string): Domain {
  const trimmed = text.trim()
  const named = Object.hasOwn(NAMED, trimmed) ? NAMED[trimmed] : undefined
  if (named) return named
  const match = INTERVAL.exec(trimmed)
  if (!match) {
    throw new RangeError(
      `unknown domain ${JSON.stringify(text)}; expected ${Object.keys(NAMED).join(', ')} or an interval with numbers or oo as its ends, such as (0,1), [0,1), (1,oo)`,
    )
  }
  const [, open, lowText, highText, close] = match as unknown as [string, string, string, string, string]
  const low = end(lowText)
  const high = end(highText)
  const empty = low && high && (compare(low, high) > 0 || (compare(low, high) === 0 && (open === '(' || close === ')')))
  if (empty) throw new RangeError(`the interval ${text} is empty`)
  return {
    ...(low && { low }),
    lowOpen: open === '(' || !low,
    ...(high && { high }),
    highOpen: close === ')' || !high,
    integer: false,
    nonzero: false,
  }
}

/** The text that parseDomain reads back to this domain. */
export function printDomain(domain: Domain): string {
  for (const [name, known] of Object.entries(NAMED)) if (sameDomain(known, domain)) return name
  const show = (r: Rational): string => toDecimal(r) ?? `${r.n}/${r.d}`
  return `${domain.lowOpen ? '(' : '['}${domain.low ? show(domain.low) : '-oo'},${domain.high ? show(domain.high) : 'oo'}${domain.highOpen ? ')' : ']'}`
}

/** Whether two domains have the same ends and restrictions. */
export function sameDomain(a: Domain, b: Domain): boolean {
  const sameEnd = (x?: Rational, y?: Rational): boolean => (x && y ? compare(x, y) === 0 : x === y)
  return (
    sameEnd(a.low, b.low) &&
    sameEnd(a.high, b.high) &&
    a.lowOpen === b.lowOpen &&
    a.highOpen === b.highOpen &&
    a.integer === b.integer &&
    a.nonzero === b.nonzero
  )
}

/** Whether no two of its numbers have all between them in it too: whole numbers, or one number. */
export function isScattered({ low, high, integer }: Domain): boolean {
  return integer || (low !== undefined && high !== undefined && compare(low, high) === 0)
}

/** Whether a number is in the domain or an end of it. */
export function borders({ low, high }: Domain, x: Rational): boolean {
  return (low === undefined || compare(low, x) <= 0) && (high === undefined || compare(x, high) <= 0)
}

/** Whether a double lies in the domain, taken for what it is: 0.1 is a little more than 1/10. */
export function contains(domain: Domain, x: number): boolean {
  if (!Number.isFinite(x) || (domain.integer && !Number.isInteger(x)) || (domain.nonzero && x === 0)) return false
  return isBetween(domain, (end) => order(x, end))
}

/** Whether a number as it was written lies in the domain: 0.1 is 1/10. */
export function containsWritten(domain: Domain, x: number): boolean {
  if (!Number.isFinite(x) || (domain.integer && !Number.isInteger(x)) || (domain.nonzero && x === 0)) return false
  const written = fromDecimal(String(x))
  return isBetween(domain, (end) => compare(written, end))
}

/** `toEnd` is less than 0, 0 or more than 0 as what is asked for is less than an end, it, or more. */
function isBetween({ low, lowOpen, high, highOpen }: Domain, toEnd: (end: Rational) => number): boolean {
  const [above, below] = [low ? toEnd(low) : 1, high ? toEnd(high) : -1]
  return (lowOpen ? above > 0 : above >= 0) && (highOpen ? below < 0 : below <= 0)
}

/** Less than 0, 0 or more than 0 as a finite double is less than a rational, it, or more. */
function order(x: number, r: Rational): number {
  const near = toNumber(r)
  // A double that is not one of the nearest few lies on its own side of those.
  return Math.abs(x - near) <= 1e-15 * Math.abs(near) ? compare(fromDouble(x), r) : x - near
}

/** What lies in both domains; undefined when they are seen to have nothing in common. */
export function intersection(a: Domain, b: Domain): Domain | undefined {
  const [low, lowOpen] = tighter([a.low, a.lowOpen], [b.low, b.lowOpen], 1)
  const [high, highOpen] = tighter([a.high, a.highOpen], [b.high, b.highOpen], -1)
  const nonzero = a.nonzero || b.nonzero
  if (low && high) {
    const order = compare(low, high)
    if (order > 0 || (order === 0 && (lowOpen || highOpen || (nonzero && low.n === 0n)))) return undefined
  }
  const integer = a.integer || b.integer
  return { ...(low && { low }), lowOpen, ...(high && { high }), highOpen, integer, nonzero }
}

/** Of two ends (with whether they are open) the one that is farther in the direction 1 or -1. */
function tighter(
  [x, xOpen]: readonly [Rational | undefined, boolean],
  [y, yOpen]: readonly [Rational | undefined, boolean],
  direction: 1 | -1,
): readonly [Rational | undefined, boolean] {
  if (!x || !y) return x ? [x, xOpen] : [y, yOpen]
  const order = compare(x, y) * direction
  return order > 0 ? [x, xOpen] : order < 0 ? [y, yOpen] : [x, xOpen || yOpen]
}
