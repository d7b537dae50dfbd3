/** Arithmetic of series in omega, which tends to 0: sums of c omega^e with ascending exponents, as far as they are known. */
import * as ast from '../../../expr/ast.js'
import type { Expr } from '../../../expr/ast.js'
import { brief } from '../../../expr/print.js'
import { type Rational, ratio } from '../../../expr/rational.js'
import * as rational from '../../../expr/rational.js'
import type { Normalizer } from '../../core/normalize.js'
import { Unsupported } from '../../core/outcome.js'
import type { Coefficient, Coefficients } from './coefficients.js'
import type { Exponent, Exponents } from './exponents.js'
import { ONE } from './expressions.js'

export interface Term {
  readonly exponent: Exponent
  readonly coefficient: Coefficient
}

/** Terms with ascending exponents, up to an error of order omega^end; exact without `end`. */
export interface Series {
  readonly terms: readonly Term[]
  readonly end?: Exponent
}

/** All terms that are known cancel: more are needed. */
export class MoreTerms extends Error {}

export class PowerSeries {
  constructor(
    private readonly n: Normalizer,
    private readonly coefficients: Coefficients,
    private readonly exponents: Exponents,
    /** Terms that are kept in a series. */
    public count: number,
  ) {}

  constant(c: Coefficient): Series {
    return { terms: this.coefficients.isZero(c) ? [] : [{ exponent: ratio(0n), coefficient: c }] }
  }

  private earlier(a: Exponent | undefined, b: Exponent | undefined): Exponent | undefined {
    if (!a || !b) return a ?? b
    return this.exponents.compare(a, b) <= 0 ? a : b
  }

  /** From terms in any order: sorted, merged, without zeros, cut where they are not known or too many. */
  private collected(terms: readonly Term[], end: Exponent | undefined): Series {
    const merged: Term[] = []
    for (const term of terms) {
      if (end && this.exponents.compare(term.exponent, end) >= 0) continue
      let k = merged.length
      let order = 1
      while (k > 0) {
        order = this.exponents.compare(term.exponent, (merged[k - 1] as Term).exponent)
        if (order >= 0) break
        k--
      }
      const other = merged[k - 1]
      if (other && order === 0) {
        merged[k - 1] = {
          exponent: other.exponent,
          coefficient: this.coefficients.add(other.coefficient, term.coefficient),
        }
      } else merged.splice(k, 0, term)
    }
    const kept = merged.filter(({ coefficient }) => !this.coefficients.isZero(coefficient))
    const cut = kept[this.count]
    const last = cut ? this.earlier(cut.exponent, end) : end
    return { terms: kept.slice(0, this.count), ...(last && { end: last }) }
  }

  add(a: Series, b: Series): Series {
    return this.collected([...a.terms, ...b.terms], this.earlier(a.end, b.end))
  }

  multiply(a: Series, b: Series): Series {
    // An unknown factor times the order of the other, which is that of its first term or of its error.
    const low = (s: Series): Exponent | undefined => s.terms[0]?.exponent ?? s.end
    const [lowA, lowB] = [low(a), low(b)]
    const end = this.earlier(
      a.end && lowB && this.exponents.plus(a.end, lowB),
      b.end && lowA && this.exponents.plus(b.end, lowA),
    )
    const products = a.terms.flatMap((s) =>
      b.terms.flatMap((t): Term[] => {
        const exponent = this.exponents.plus(s.exponent, t.exponent)
        if (end && this.exponents.compare(exponent, end) >= 0) return []
        return [{ exponent, coefficient: this.coefficients.multiply(s.coefficient, t.coefficient) }]
      }),
    )
    return this.collected(products, end)
  }

  /** c omega^k times the series. */
  shifted(s: Series, c: Coefficient, k: Exponent = ratio(0n)): Series {
    const terms = s.terms.map((term) => ({
      exponent: this.exponents.plus(term.exponent, k),
      coefficient: this.coefficients.multiply(c, term.coefficient),
    }))
    return this.collected(terms, s.end && this.exponents.plus(s.end, k))
  }

  /** The sum of c(k) delta^k for k = 0, 1, ..., where delta vanishes and the sum converges for small delta. */
  powerSeries(delta: Series, c: (k: number) => Coefficient | undefined): Series {
    const zeroth = c(0)
    let total = zeroth ? this.constant(zeroth) : { terms: [] }
    if (delta.terms.length === 0 && !delta.end) return total
    const low = (delta.terms[0]?.exponent ?? delta.end) as Exponent
    let power = this.constant(this.coefficients.one)
    const order = delta.terms.length === 0 ? 1 : this.count
    for (let k = 1; k <= order; k++) {
      power = this.multiply(power, delta)
      const ck = c(k)
      if (ck) total = this.add(total, this.shifted(power, ck))
    }
    return this.collected(total.terms, this.earlier(total.end, this.exponents.times(low, ratio(BigInt(order + 1)))))
  }

  /** The sum of c_k delta^(2k+1), by the quotients c_k / c_(k-1). */
  oddSeries(delta: Series, quotient: (k: bigint) => Rational): Series {
    let c = ratio(1n)
    const even = this.powerSeries(this.multiply(delta, delta), (k) => {
      c = rational.multiply(c, quotient(BigInt(k)))
      return this.coefficients.rational(c)
    })
    return this.multiply(delta, even)
  }

  sine(delta: Series): Series {
    return this.oddSeries(delta, (k) => (k === 0n ? ratio(1n) : ratio(-1n, 2n * k * (2n * k + 1n))))
  }

  cosine(delta: Series): Series {
    let c = ratio(1n)
    return this.powerSeries(this.multiply(delta, delta), (k) => {
      if (k > 0) c = rational.multiply(c, ratio(-1n, BigInt(2 * k * (2 * k - 1))))
      return this.coefficients.rational(c)
    })
  }

  /** The first term of the series of e; undefined when e is zero. Throws MoreTerms. */
  first(s: Series, e: Expr): Term | undefined {
    if (s.terms[0]) return s.terms[0]
    if (!s.end) return undefined
    const f = this.coefficients.tryNormal(e)
    if (f && this.n.fractions.isZero(f)) return undefined
    throw new MoreTerms()
  }

  /** first * (1 + delta) = s, for the first term of s, whose coefficient does not vanish: delta. */
  relative(s: Series, { exponent, coefficient }: Term): Series {
    const inverse = this.coefficients.of(ast.divide(ONE, coefficient.expr))
    const rest = { terms: s.terms.slice(1), ...(s.end && { end: s.end }) }
    return this.shifted(rest, inverse, this.exponents.times(exponent, ratio(-1n)))
  }

  /** 1/s of a series whose first term is known not to vanish. */
  inverse(s: Series): Series {
    const first = s.terms[0] as Term
    const quotient = this.powerSeries(this.relative(s, first), (k) =>
      this.coefficients.rational(ratio(k % 2 === 0 ? 1n : -1n)),
    )
    return this.shifted(
      quotient,
      this.coefficients.of(ast.divide(ONE, first.coefficient.expr)),
      this.exponents.times(first.exponent, ratio(-1n)),
    )
  }

  /** The coefficient of omega^0 and the rest, of a series without negative exponents. */
  atLimit(s: Series, e: Expr): { value: Coefficient; delta: Series } {
    const [first] = s.terms
    const order = first ? this.exponents.compare(first.exponent, ratio(0n)) : 1
    if (order < 0) throw new Unsupported(`a series of ${brief(e)}, which grows`)
    if (s.end && this.exponents.compare(s.end, ratio(0n)) <= 0) throw new MoreTerms()
    const value = first && order === 0 ? first.coefficient : this.coefficients.zero
    return { value, delta: { terms: order === 0 ? s.terms.slice(1) : s.terms, ...(s.end && { end: s.end }) } }
  }
}
