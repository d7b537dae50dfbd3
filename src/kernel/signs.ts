/**
 * Exact sign arguments. A sign is the set of signs that a quantity may have: bit 1 negative, bit 2 zero, bit 4 positive.
 *
 * What decides a polynomial: the signs of its generators term by term, after writing generators with a known lower bound as bound + rest
 * (an exponential with a non-negative exponent is 1 + y; a square root s of R with R >= q^2 is |q| + y), squares, and
 * the discriminant of a quadratic. Whatever these do not decide has sign ANY; nothing is ever estimated numerically.
 */
import type { Domain } from '../expr/domain.js'
import { type Rational, compare, ZERO } from '../expr/rational.js'
import { integerRoot } from './algebraic-number.js'
import type { Generator, Generators, Knowledge } from './generators.js'
import type { Fraction } from './fractions.js'
import type { Monomial } from './monomials.js'
import { type Poly, PolyMap, type Polynomials } from './polynomials.js'

export type Sign = number
export const NEGATIVE = 1
export const NULL = 2
export const POSITIVE = 4
export const NONNEGATIVE = POSITIVE | NULL
export const NONPOSITIVE = NEGATIVE | NULL
export const NONZERO = NEGATIVE | POSITIVE
export const ANY = 7

/** Whether every sign in `s` is one of `allowed`. */
export const within = (s: Sign, allowed: Sign): boolean => (s & ~allowed) === 0

export const negateSign = (s: Sign): Sign => (s & NULL) | (s & NEGATIVE ? POSITIVE : 0) | (s & POSITIVE ? NEGATIVE : 0)

export function multiplySigns(a: Sign, b: Sign): Sign {
  let result = 0
  if ((a | b) & NULL) result |= NULL
  if ((a & POSITIVE && b & POSITIVE) || (a & NEGATIVE && b & NEGATIVE)) result |= POSITIVE
  if ((a & POSITIVE && b & NEGATIVE) || (a & NEGATIVE && b & POSITIVE)) result |= NEGATIVE
  return result
}

export function addSigns(a: Sign, b: Sign): Sign {
  if (a & POSITIVE && b & NEGATIVE) return ANY
  if (a & NEGATIVE && b & POSITIVE) return ANY
  return ((a | b) & NONZERO) | (a & b & NULL)
}

export function powerSign(s: Sign, k: number): Sign {
  if (k === 0) return POSITIVE
  if (k % 2 !== 0) return k < 0 ? s & NONZERO : s
  return (s & NONZERO ? POSITIVE : 0) | (k > 0 ? s & NULL : 0)
}

const signOfRational = (c: Rational): Sign => (c.n > 0n ? POSITIVE : c.n < 0n ? NEGATIVE : NULL)

export function signOfDomain(domain: Domain): Sign {
  let s = ANY
  if (domain.low) {
    const c = compare(domain.low, ZERO)
    if (c > 0 || (c === 0 && domain.lowOpen)) s &= POSITIVE
    else if (c === 0) s &= NONNEGATIVE
  }
  if (domain.high) {
    const c = compare(domain.high, ZERO)
    if (c < 0 || (c === 0 && domain.highOpen)) s &= NEGATIVE
    else if (c === 0) s &= NONPOSITIVE
  }
  return domain.nonzero ? s & NONZERO : s
}

/** The domain of the root-th root of a quantity, where its ends are rational; undefined where nothing is known of them. */
function rootOfDomain(domain: Domain, root: number): Domain | undefined {
  if (root === 1) return domain
  const exact = (end: Rational | undefined): Rational | undefined => {
    if (!end || end.n < 0n) return undefined
    const [n, d] = [integerRoot(end.n, root), integerRoot(end.d, root)]
    return n ** BigInt(root) === end.n && d ** BigInt(root) === end.d ? { n, d } : undefined
  }
  const { low, high, ...rest } = domain
  const [below, above] = [exact(low), exact(high)]
  return { ...rest, ...(below && { low: below }), ...(above && { high: above }) }
}

/** One way to write a generator as a bound and a rest of known sign. */
interface Shift {
  readonly generator: number
  /** The generator is value / below. */
  readonly value: Poly
  readonly below: Poly
  /** The generator that stands for the rest. */
  readonly rest: number
}

const MAX_DEPTH = 4
/** What the keys of polynomials begin with among the known signs. */
const CORE = 'core '
const MAX_TRIALS = 60
/** Largest power to which what logarithms are taken of is raised, all together. */
const MAX_POWER = 8
/** Largest degree of a root that is compared by its power. */
const MAX_DEGREE = 4

export class Signs {
  private readonly known = new PolyMap<Sign>()
  private readonly shiftCache = new Map<number, readonly Shift[]>()
  private oracle: ((p: Poly) => Sign) | undefined
  private readonly asked = new PolyMap<Sign>()
  private trials = 0
  private depth = 0
  private assumesCores = false

  constructor(
    private readonly polys: Polynomials,
    private readonly generators: Generators,
    private readonly knowledge: Knowledge,
    private readonly textOf: (p: Poly) => string,
  ) {
    this.assumesCores = [...knowledge.signs.keys()].some((key) => key.startsWith(CORE))
  }

  /** The sign of p wherever it is defined. */
  of(p: Poly): Sign {
    if (this.polys.isZero(p)) return NULL
    if (!this.generators.isReal(p)) return ANY
    const { cleared, by } = this.polys.clearing(p)
    if (this.polys.isZero(cleared)) return NULL
    const { coefficient, monomial: left, core } = this.polys.primitive(cleared)
    const monomial = this.polys.monomials.multiply(left, this.polys.monomials.power(by, -1))
    let s = signOfRational(coefficient)
    this.polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e !== 0) s = multiplySigns(s, powerSign(this.generators.at(g).sign, e))
    })
    if (this.polys.asConstant(core)) return s
    return multiplySigns(s, this.ofCore(core))
  }

  /** Takes note that the claim only speaks of points where p has one of the signs `allowed`. */
  assume(p: Poly, allowed: Sign): void {
    const { coefficient, monomial, core } = this.polys.primitive(p)
    const exponents = this.polys.monomials.exponents(monomial)
    const single = this.polys.asConstant(core) !== undefined
    let news = false
    exponents.forEach((e, g) => {
      if (e === 0) return
      // In a product whose other factors have a known sign, an odd power has the sign that is left.
      let others = single && e % 2 !== 0 ? signOfRational(coefficient) : ANY
      exponents.forEach((k, h) => {
        if (k !== 0 && h !== g) others = multiplySigns(others, powerSign(this.generators.at(h).sign, k))
      })
      if (within(allowed, NONZERO)) others &= NONZERO
      const own = within(others, POSITIVE) ? allowed : within(others, NEGATIVE) ? negateSign(allowed) : ANY
      news = this.generators.assume(g, within(allowed, NONZERO) ? own & NONZERO : own) || news
    })
    if (this.polys.asConstant(core) === undefined) {
      let outside = signOfRational(coefficient)
      exponents.forEach((e, g) => {
        if (e !== 0) outside = multiplySigns(outside, powerSign(this.generators.at(g).sign, e))
      })
      if (within(outside, POSITIVE)) news = this.assumeCore(core, allowed) || news
      else if (within(outside, NEGATIVE)) news = this.assumeCore(core, negateSign(allowed)) || news
      else if (within(allowed, NONZERO)) news = this.assumeCore(core, NONZERO) || news
    }
    if (news) this.known.clear()
  }

  /** Confines a primitive polynomial to these signs; returns whether that is news. */
  private assumeCore(core: Poly, allowed: Sign): boolean {
    if (!this.knowledge.pointwise && !within(NONZERO, allowed)) return false
    const { key, flipped } = this.nameOf(core)
    const before = this.knowledge.signs.get(key) ?? ANY
    const sign = before & (flipped ? negateSign(allowed) : allowed)
    this.assumesCores = true
    if (sign === before) return false
    this.knowledge.signs.set(key, sign)
    this.knowledge.news++
    this.known.clear()
    return true
  }

  /** A key for a primitive polynomial in every attempt, and whether it is that of its negative. */
  nameOf(core: Poly): { key: string; flipped: boolean } {
    const [plain, negative] = [this.textOf(core), this.textOf(this.polys.negate(core))]
    return plain <= negative ? { key: `${CORE}${plain}`, flipped: false } : { key: `${CORE}${negative}`, flipped: true }
  }

  /** Asks `oracle` for the signs of primitive polynomials that the rules here do not decide. */
  consult(oracle: (p: Poly) => Sign): void {
    this.oracle = oracle
  }

  private ofCore(core: Poly): Sign {
    const s = this.withOracle(core)
    if (!this.assumesCores) return s
    const { key, flipped } = this.nameOf(core)
    const assumed = this.knowledge.signs.get(key) ?? ANY
    return s & (flipped ? negateSign(assumed) : assumed)
  }

  private withOracle(core: Poly): Sign {
    const plain = this.termwise(core)
    if (plain === POSITIVE || plain === NEGATIVE || (plain !== ANY && !this.oracle)) return plain
    const s = this.unconditionally(core)
    if (!this.oracle || this.depth > 0 || s === POSITIVE || s === NEGATIVE || s === NULL) return s
    const asked = this.asked.get(core) ?? this.oracle(core)
    this.asked.set(core, asked)
    return s & asked || s
  }

  private unconditionally(core: Poly): Sign {
    const known = this.known.get(core)
    if (known !== undefined) return known
    const outermost = this.depth === 0
    if (outermost) this.trials = 0
    this.depth++
    const s = this.decide(core)
    this.depth--
    if (s !== ANY || outermost) this.known.set(core, s)
    return s
  }

  private termwise(p: Poly): Sign {
    if (!this.generators.isReal(p)) return ANY
    let total: Sign = NULL
    for (const [m, c] of p.terms) {
      let s: Sign = c > 0n ? POSITIVE : NEGATIVE
      this.polys.monomials.exponents(m).forEach((e, g) => {
        if (e !== 0) s = multiplySigns(s, powerSign(this.generators.at(g).sign, e))
      })
      total = addSigns(total, s)
      if (total === ANY) return ANY
    }
    return total
  }

  private decide(p: Poly): Sign {
    const direct = this.termwise(p)
    if (direct !== ANY || this.depth > MAX_DEPTH) return direct
    const exact = this.generators.constants.sign(p)
    if (exact !== undefined) return exact > 0 ? POSITIVE : exact < 0 ? NEGATIVE : NULL
    const root = this.polys.squareRoot(p)
    if (root) return powerSign(this.of(root), 2)
    const minus = this.polys.squareRoot(this.polys.negate(p))
    if (minus) return negateSign(powerSign(this.of(minus), 2))
    const factors = this.generators.factoring.of(p)
    if (factors.length > 1) {
      const whole = factors.reduce((a, b) => this.polys.multiply(a, b))
      const s = factors.map((factor) => this.of(factor)).reduce(multiplySigns)
      return this.polys.isZero(this.polys.subtract(whole, p)) ? s : negateSign(s)
    }
    let s = ANY
    for (const way of [this.byLogarithms, this.byShifts, this.byRoots, this.byDiscriminant]) {
      s &= way.call(this, p)
      if (s === POSITIVE || s === NEGATIVE) return s
    }
    return s
  }

  /** The sign of a sum of multiples of logarithms: that of the product of these powers, minus 1. What else is in it must be the exponent of an exponential. */
  private byLogarithms(p: Poly): Sign {
    const { polys, generators } = this
    const { fractions } = generators
    let product = fractions.one
    let rest = polys.zero
    let total = 0
    for (const [m, c] of p.terms) {
      const argument = this.loggedBy(m)
      if (!argument) rest = polys.add(rest, { terms: new Map([[m, c]]), den: 1n })
      else {
        const k = Number(c)
        total += Math.abs(k)
        if (total > MAX_POWER) return ANY
        product = fractions.multiply(product, fractions.power(argument, k))
      }
    }
    if (total === 0 || ++this.trials > MAX_TRIALS) return ANY
    const raised = polys.isZero(rest) ? fractions.one : this.exponentialOf(rest)
    return raised
      ? generators.signOfFraction(fractions.subtract(fractions.multiply(product, raised), fractions.one))
      : ANY
  }

  /** What a monomial is the logarithm of. */
  private loggedBy(m: Monomial): Fraction | undefined {
    const exponents = this.polys.monomials.exponents(m)
    const g = exponents.findIndex((e) => e !== 0)
    if (g < 0 || exponents.some((e, k) => e !== (k === g ? 1 : 0))) return undefined
    const { kind, root, argument } = this.generators.at(g)
    return kind === 'logarithm' && root === 1 ? argument : undefined
  }

  /** exp(p), where that is a small power of an exponential that is known. */
  private exponentialOf(p: Poly): Fraction | undefined {
    const { polys, generators } = this
    const { fractions } = generators
    for (const { index, exponent } of generators.all()) {
      if (!exponent || !fractions.isPolynomial(exponent)) continue
      for (let k = 1; k <= MAX_POWER; k++)
        for (const power of [k, -k]) {
          const same = polys.isZero(polys.subtract(p, polys.scale(exponent.num, { n: BigInt(power), d: 1n })))
          if (same) return fractions.of(polys.generator(index, power))
        }
    }
    return undefined
  }

  /** The sign of a s + b for a root s of degree q: that of (a s)^q - (-b)^q, as far as the signs of a s and b allow. */
  private byRoots(p: Poly): Sign {
    for (const g of this.polys.generatorsOf(p).reverse()) {
      const { relation } = this.generators.at(g)
      const parts = this.polys.collect(p, g)
      const [a, b] = [parts.get(1), parts.get(0)]
      if (!relation || relation.degree > MAX_DEGREE || parts.size !== 2 || !a || !b) continue
      if (++this.trials > MAX_TRIALS) return ANY
      const s = this.of(this.polys.multiply(a, this.polys.generator(g)))
      const negative = within(s, NONPOSITIVE)
      if (!negative && !within(s, NONNEGATIVE)) continue
      // With the sign turned when it must be, p = x - y with x >= 0.
      const [x, y] = negative ? [this.polys.negate(a), b] : [a, this.polys.negate(b)]
      const power = this.polys.multiply(this.polys.power(x, relation.degree), relation.value)
      const order = this.of(this.polys.subtract(power, this.polys.power(y, relation.degree)))
      let found: Sign = order
      if (relation.degree % 2 === 0) {
        // x^q - y^q compares x with |y|.
        const known = within(this.of(y), NONNEGATIVE)
        if (!known && !within(order, NONNEGATIVE)) continue
        if (!known && order !== POSITIVE) found = NONNEGATIVE
      }
      if (found !== ANY) return negative ? negateSign(found) : found
    }
    return ANY
  }

  private byShifts(p: Poly): Sign {
    for (const g of this.polys.generatorsOf(p).reverse()) {
      for (const shift of this.shiftsOf(g)) {
        if (++this.trials > MAX_TRIALS) return ANY
        const q = this.replaced(p, shift)
        const s = q ? this.byPowersOf(shift.rest, q) : ANY
        if (s !== ANY) return s
      }
    }
    return ANY
  }

  /** The sign of p from the signs of its coefficients as a polynomial in the non-negative generator g. */
  private byPowersOf(g: number, p: Poly): Sign {
    const direct = this.termwise(p)
    if (direct !== ANY) return direct
    const parts = this.polys.collect(p, g)
    if (parts.size < 2) return ANY
    let total: Sign = NULL
    for (const [e, part] of parts) {
      total = addSigns(total, multiplySigns(this.of(part), powerSign(this.generators.at(g).sign, e)))
      if (total === ANY) return ANY
    }
    return total
  }

  /** p with the shift made, times the positive power of `below` (and of the generator, where it is inverted) that clears denominators. */
  private replaced(p: Poly, { generator, value, below }: Shift): Poly | undefined {
    const { polys } = this
    let least = 0
    for (const m of p.terms.keys()) least = Math.min(least, polys.monomials.exponent(m, generator))
    if (least < 0 && !within(this.generators.at(generator).sign, NONNEGATIVE)) return undefined
    const parts = polys.collect(least < 0 ? polys.times(p, polys.monomials.of(generator, -least)) : p, generator)
    const degree = Math.max(...parts.keys())
    let result = polys.zero
    for (const [e, part] of parts) {
      const factor = polys.multiply(polys.power(value, e), polys.power(below, degree - e))
      result = polys.add(result, polys.multiply(part, factor))
    }
    return result
  }

  private shiftsOf(g: number): readonly Shift[] {
    const known = this.shiftCache.get(g)
    if (known) return known
    this.shiftCache.set(g, [])
    const found = this.findShifts(this.generators.at(g))
    this.shiftCache.set(g, found)
    return found
  }

  private findShifts(generator: Generator): Shift[] {
    const g = generator.index
    const { exponent, relation, domain } = generator
    if (exponent) {
      const s = this.generators.signOfFraction(exponent)
      if (within(s, NONNEGATIVE)) {
        return [this.shift(g, this.polys.one, 1n, `${g}:above one`, s)]
      }
      if (within(s, NONPOSITIVE)) {
        // exp of something that is never positive is 1 / (1 + y).
        const shifted = this.shift(g, this.polys.one, 1n, `${g}:inverse above one`, negateSign(s))
        return [{ ...shifted, value: this.polys.one, below: shifted.value }]
      }
    }
    const rooted = domain && rootOfDomain(domain, generator.root)
    if (rooted) {
      const shifts: Shift[] = []
      const { low, high } = rooted
      if (low && high && rooted.highOpen) shifts.push(this.between(g, low, high, rooted))
      if (low && compare(low, ZERO) !== 0) {
        const sign = rooted.lowOpen ? POSITIVE : NONNEGATIVE
        shifts.push(this.shift(g, this.polys.constant(low), 1n, `${g}:above low`, sign))
      }
      if (high && compare(high, ZERO) !== 0) {
        const sign = rooted.highOpen ? POSITIVE : NONNEGATIVE
        shifts.push(this.shift(g, this.polys.constant(high), -1n, `${g}:below high`, sign))
      }
      return shifts
    }
    if (relation && relation.degree === 2 && within(generator.sign, NONNEGATIVE)) {
      const shifts: Shift[] = []
      for (const q of this.boundsOf(relation.value)) {
        shifts.push(this.shift(g, q, 1n, `${g}:above ${this.polys.key(q)}`, NONNEGATIVE))
      }
      return shifts
    }
    return []
  }

  /** The q (with both signs) for which R >= q^2 is plain: q^2 is a term of R, or R itself a square. */
  private boundsOf(R: Poly): Poly[] {
    if (!this.generators.isReal(R)) return []
    const found: Poly[] = []
    const consider = (q: Poly | undefined): void => {
      if (!q) return
      const rest = this.polys.subtract(R, this.polys.multiply(q, q))
      if (within(this.termwise(rest), NONNEGATIVE)) found.push(q, this.polys.negate(q))
    }
    for (const [m, c] of R.terms) {
      if (c > 0n) consider(this.polys.squareRoot({ terms: new Map([[m, c]]), den: R.den }))
    }
    consider(this.polys.squareRoot(R))
    return found
  }

  /** generator = bound + direction * rest, the rest of the given sign. */
  private shift(generator: number, bound: Poly, direction: 1n | -1n, key: string, sign: Sign): Shift {
    const rest = this.generators.slack(key, sign).index
    const moved = this.polys.scale(this.polys.generator(rest), { n: direction, d: 1n })
    return { generator, value: this.polys.add(bound, moved), below: this.polys.one, rest }
  }

  /** generator = (low + high y) / (1 + y) with y >= 0, for an interval that does not contain its end `high`. */
  private between(generator: number, low: Rational, high: Rational, domain: Domain): Shift {
    const { polys } = this
    const open = domain.lowOpen ? POSITIVE : NONNEGATIVE
    const rest = this.generators.slack(`${generator}:between`, open).index
    const y = polys.generator(rest)
    const value = polys.add(polys.constant(low), polys.scale(y, high))
    return { generator, value, below: polys.add(polys.one, y), rest }
  }

  /** a y^2 + b y + c with a > 0 and 4ac >= b^2, for y any power of one generator. */
  private byDiscriminant(p: Poly): Sign {
    for (const g of this.polys.generatorsOf(p)) {
      const parts = this.polys.collect(p, g)
      const degree = Math.max(...parts.keys())
      const half = degree / 2
      if ([...parts.keys()].some((e) => e !== 0 && e !== half && e !== degree)) continue
      const a = parts.get(degree)
      const c = parts.get(0)
      if (degree % 2 !== 0 || !a || !c) continue
      const b = parts.get(half) ?? this.polys.zero
      const signA = this.of(a)
      if (!within(signA, POSITIVE) && !within(signA, NEGATIVE)) continue
      const four = this.polys.scale(this.polys.multiply(a, c), { n: 4n, d: 1n })
      const gap = this.of(this.polys.subtract(four, this.polys.multiply(b, b)))
      if (within(gap, POSITIVE)) return signA
      if (within(gap, NONNEGATIVE)) return signA | NULL
    }
    return ANY
  }
}
