/**
 * What a claim's own conditions say of signs: at the points that it speaks of, what it divides by is not zero, what it takes the logarithm of is
 * positive, and so on. A condition on a product confines its factors: each generator, and the primitive polynomial that is left.
 *
 * Invariant: what is assumed holds at each point where the claim has a value. It is kept in the knowledge by names that mean the same in each
 * attempt. Only where the claim is about each point by itself is more assumed of a polynomial than that it is not zero.
 */
import type { Generators, Knowledge } from './generators.js'
import type { Poly, Polynomials } from './polynomials.js'
import { signOfProduct } from './signs-by-terms.js'
import {
  ANY,
  NEGATIVE,
  NONZERO,
  POSITIVE,
  type Sign,
  multiplySigns,
  negateSign,
  powerSign,
  signOfRational,
  within,
} from './signs.js'

/** What the keys of polynomials begin with among the known signs. */
const CORE = 'core '

export class AssumedSigns {
  private readonly polys: Polynomials
  private assumesCores: boolean

  constructor(
    private readonly generators: Generators,
    private readonly knowledge: Knowledge,
    /** The canonical text of a polynomial. */
    private readonly textOf: (p: Poly) => string,
  ) {
    this.polys = generators.polys
    this.assumesCores = [...knowledge.signs.keys()].some((key) => key.startsWith(CORE))
  }

  /** The signs to which a primitive polynomial is confined. */
  of(core: Poly): Sign {
    if (!this.assumesCores) return ANY
    const { key, flipped } = this.nameOf(core)
    const assumed = this.knowledge.signs.get(key) ?? ANY
    return flipped ? negateSign(assumed) : assumed
  }

  /** Takes note that the claim only speaks of points where p has one of the signs `allowed`; returns whether that is news. */
  assume(p: Poly, allowed: Sign): boolean {
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
      const outside = multiplySigns(signOfRational(coefficient), signOfProduct(this.generators, monomial))
      if (within(outside, POSITIVE)) news = this.assumeCore(core, allowed) || news
      else if (within(outside, NEGATIVE)) news = this.assumeCore(core, negateSign(allowed)) || news
      else if (within(allowed, NONZERO)) news = this.assumeCore(core, NONZERO) || news
    }
    return news
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
    return true
  }

  /** A key for a primitive polynomial in every attempt, and whether it is that of its negative. */
  nameOf(core: Poly): { key: string; flipped: boolean } {
    const [plain, negative] = [this.textOf(core), this.textOf(this.polys.negate(core))]
    return plain <= negative ? { key: `${CORE}${plain}`, flipped: false } : { key: `${CORE}${negative}`, flipped: true }
  }
}
