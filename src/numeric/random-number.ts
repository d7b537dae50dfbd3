/**
 * Random numbers of a domain: simple (1, 2, 1/2, ...), spread over decades, or near an end; whole, short or a full
 * double in turn. A number shrinks straight to the simplest one that still fails, else to fewer digits.
 */
import fc from 'fast-check'
import { type Domain, contains, printDomain } from '../expr/domain.js'
import { toNumber } from '../expr/rational.js'

/** There is nothing to draw. */
export class NoInstance extends Error {
  override readonly name: string = 'NoInstance'
}

/** No double was found in a domain: there may be none. */
class NoNumber extends NoInstance {
  override readonly name = 'NoNumber'
  constructor(domain: Domain) {
    super(`no number found in the domain ${printDomain(domain)}`)
  }
}

const SIMPLE = [1, 2, 0.5, 3, -1, 0, -2, -0.5, 1.5, 4, 0.25, 5, -3, 10, 0.1, 7, -4, -0.25, 100, 0.01, -10]
/**
 * The numbers of a domain, spread over 10^-magnitude .. 10^magnitude away from its ends. Throws NoNumber
 * where none was found.
 */
export const scalar = (domain: Domain, magnitude = 2): fc.Arbitrary<number> => new NumberOf(domain, magnitude)

class NumberOf extends fc.Arbitrary<number> {
  private readonly low: number | undefined
  private readonly high: number | undefined
  /** The simplest first. */
  private readonly simple: readonly number[]

  constructor(
    private readonly domain: Domain,
    private readonly magnitude: number,
  ) {
    super()
    this.low = domain.low && toNumber(domain.low)
    this.high = domain.high && toNumber(domain.high)
    const short = this.between().map((x) => Number(x.toPrecision(6)))
    const candidates = [...SIMPLE, ...short, this.low ?? 0, this.high ?? 0]
    this.simple = [...new Set([...candidates, ...this.between()])].filter((x) => contains(domain, x))
    if (this.simple.length === 0) throw new NoNumber(domain)
  }

  override generate(random: fc.Random): fc.Value<number> {
    const part = random.nextInt(0, 1 << 20) / (1 << 20)
    const kind = random.nextInt(0, 99)
    if (kind < 45) return new fc.Value(this.simple[Math.floor(part * (this.simple.length - 1))] as number, undefined)
    const coin = random.nextInt(0, 3)
    const exact = kind < 92 ? this.spread(part, coin) : this.nearEnd(part, coin)
    const short = Number(exact.toPrecision(3))
    const whole = Math.round(exact) + 0
    const shaped = [exact, short, short, whole][random.nextInt(0, 3)] as number
    const value = [shaped, exact, whole].find((x) => contains(this.domain, x)) ?? (this.simple[0] as number)
    return new fc.Value(value, undefined)
  }

  override canShrinkWithoutContext(value: unknown): value is number {
    return typeof value === 'number' && contains(this.domain, value)
  }

  override shrink(value: number): fc.Stream<fc.Value<number>> {
    const rank = this.simple.indexOf(value)
    const simpler = rank === -1 ? [...this.simple] : this.simple.slice(0, rank)
    if (rank === -1) {
      const shorter = [1, 2, 3].map((digits) => Number(value.toPrecision(digits)))
      const known = shorter.indexOf(value)
      const candidates = known === -1 ? [...shorter, Math.round(value) + 0] : shorter.slice(0, known)
      simpler.push(...candidates.filter((x) => x !== value && contains(this.domain, x)))
    }
    return fc.stream(simpler.map((x) => new fc.Value(x, undefined)).values())
  }

  /** A few numbers inside the domain, from its ends. */
  private between(): number[] {
    const { low, high } = this
    if (low !== undefined && high !== undefined) {
      return [0.5, 0.25, 0.75, 0.1, 0.9].map((part) => low + part * (high - low))
    }
    const offsets = [1, 2, 0.5, 3, 10, 0.1]
    if (low !== undefined) return offsets.map((offset) => low + offset)
    return high === undefined ? [] : offsets.map((offset) => high - offset)
  }

  private spread(part: number, coin: number): number {
    const { low, high } = this
    const size = 10 ** ((coin & 2 ? 1 : -1) * part * this.magnitude)
    if (low !== undefined && high !== undefined) return low + part * (high - low)
    if (low !== undefined) return low + size
    if (high !== undefined) return high - size
    return coin & 1 ? -size : size
  }

  /** Close to an end, or without one a decade beyond the spread. */
  private nearEnd(part: number, coin: number): number {
    const { low, high } = this
    const end = coin & 1 ? (low ?? high) : (high ?? low)
    if (end === undefined) return this.spread(1 + part / this.magnitude, coin)
    const span = low !== undefined && high !== undefined ? high - low : 1
    return end + (end === high ? -1 : 1) * span * 10 ** -(1 + 5 * part)
  }
}
