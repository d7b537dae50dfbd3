/**
 * The signs of polynomials and fractions in the generators, by exact arguments.
 *
 * What decides a polynomial: the signs of its generators term by term, after writing generators with a known bound as bound + rest (shifts.ts),
 * squares and factors, powers that compare a root or a logarithm with the rest, and the discriminant of a quadratic; and what the claim's own conditions
 * say (assumed-signs.ts). Whatever these do not decide has sign ANY; nothing is ever estimated numerically.
 */
import type { AssumedSigns } from './assumed-signs.js'
import type { ConstantValues } from './constant-values.js'
import type { Factors } from './factors.js'
import type { Fraction } from './fractions.js'
import type { Generators } from './generators.js'
import { PolyMap } from './poly-map.js'
import type { Poly, Polynomials } from './polynomials.js'
import { Shifts } from './shifts.js'
import { signByTerms, signOfProduct } from './signs-by-terms.js'
import {
  ANY,
  NEGATIVE,
  NONNEGATIVE,
  NONPOSITIVE,
  NULL,
  POSITIVE,
  type Sign,
  addSigns,
  multiplySigns,
  negateSign,
  powerSign,
  signOfRational,
  within,
} from './signs.js'
import { squareRoot } from './square-root.js'

const MAX_DEPTH = 4
const MAX_TRIALS = 60
/** Largest power to which what logarithms are taken of is raised, all together. */
const MAX_POWER = 8
/** Largest degree of a root that is compared by its power. */
const MAX_DEGREE = 4

export class PolynomialSigns {
  private readonly polys: Polynomials
  private readonly shifts: Shifts
  private readonly known = new PolyMap<Sign>()
  private oracle: ((p: Poly) => Sign) | undefined
  private readonly asked = new PolyMap<Sign>()
  private trials = 0
  private depth = 0

  constructor(
    private readonly generators: Generators,
    private readonly constants: ConstantValues,
    private readonly factors: Factors,
    readonly assumed: AssumedSigns,
  ) {
    this.polys = generators.polys
    this.shifts = new Shifts(generators, (f) => this.ofFraction(f))
  }

  /** The sign of p wherever it is defined. */
  of(p: Poly): Sign {
    if (this.polys.isZero(p)) return NULL
    if (!this.generators.isReal(p)) return ANY
    const { cleared, by } = this.polys.clearing(p)
    if (this.polys.isZero(cleared)) return NULL
    const { coefficient, monomial: left, core } = this.polys.primitive(cleared)
    const monomial = this.polys.monomials.multiply(left, this.polys.monomials.power(by, -1))
    const s = multiplySigns(signOfRational(coefficient), signOfProduct(this.generators, monomial))
    if (this.polys.asConstant(core)) return s
    return multiplySigns(s, this.withOracle(core) & this.assumed.of(core))
  }

  /** The sign of f wherever it is defined. */
  ofFraction(f: Fraction): Sign {
    let s = this.of(f.num)
    for (const [id, e] of f.den) s = multiplySigns(s, powerSign(this.of(this.generators.fractions.factor(id)), -e))
    return s
  }

  /** Takes note that the claim only speaks of points where p has one of the signs `allowed`. */
  assume(p: Poly, allowed: Sign): void {
    if (this.assumed.assume(p, allowed)) this.known.clear()
  }

  /** Asks `oracle` for the signs of primitive polynomials that the rules here do not decide. */
  consult(oracle: (p: Poly) => Sign): void {
    this.oracle = oracle
  }

  private withOracle(core: Poly): Sign {
    const plain = signByTerms(this.generators, core)
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

  private decide(p: Poly): Sign {
    const direct = signByTerms(this.generators, p)
    if (direct !== ANY || this.depth > MAX_DEPTH) return direct
    const exact = this.constants.sign(p)
    if (exact !== undefined) return exact > 0 ? POSITIVE : exact < 0 ? NEGATIVE : NULL
    const root = squareRoot(this.polys, p)
    if (root) return powerSign(this.of(root), 2)
    const minus = squareRoot(this.polys, this.polys.negate(p))
    if (minus) return negateSign(powerSign(this.of(minus), 2))
    const factors = this.factors.of(p)
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
      const argument = generators.alone(m, 'logarithm')?.argument
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
    return raised ? this.ofFraction(fractions.subtract(fractions.multiply(product, raised), fractions.one)) : ANY
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
      for (const shift of this.shifts.of(g)) {
        if (++this.trials > MAX_TRIALS) return ANY
        const q = this.shifts.shifted(p, shift)
        const s = q ? this.byPowersOf(shift.rest, q) : ANY
        if (s !== ANY) return s
      }
    }
    return ANY
  }

  /** The sign of p from the signs of its coefficients as a polynomial in the non-negative generator g. */
  private byPowersOf(g: number, p: Poly): Sign {
    const direct = signByTerms(this.generators, p)
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
