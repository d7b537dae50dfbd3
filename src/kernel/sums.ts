/**
 * Sums of symbolic width. What does not depend on the index comes out; each remaining term is a generator, keyed by its form with the
 * bound index renamed, so that equal sums are one generator however they were written.
 */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { ratio } from '../expr/rational.js'
import { freshIndex, renameIndices } from '../expr/substitute.js'
import type { Fraction } from './fractions.js'
import { IntegerPowers } from './integer-powers.js'
import type { Poly } from './polynomials.js'
import { ANY, NONNEGATIVE, NONPOSITIVE, within } from './signs.js'

/** The key of the generator of an index that is used as a number. */
export const indexKey = (name: string): string => `index ${name}`

/** Powers of an index that are summed to a polynomial in the width. */
const MOST_POWERS = 24

export abstract class Sums extends IntegerPowers {
  /** The width d. */
  protected abstract width(): Fraction

  /** The sum over all values of the bound index of a fraction in it. */
  protected summed(body: Fraction, index: string): Fraction {
    const { fractions, generators, polys } = this
    const dependent = (p: Poly): boolean => generators.boundIn(p).has(index)
    const inner = new Map([...body.den].filter(([id]) => dependent(fractions.factor(id))))
    const outer = new Map([...body.den].filter(([id]) => !inner.has(id)))
    let total = fractions.zero
    for (const [m, c] of body.num.terms) {
      const exponents = polys.monomials.exponents(m)
      const inside = polys.monomials.intern(
        exponents.map((e, g) => (e !== 0 && generators.at(g).bound.has(index) ? e : 0)),
      )
      const outside = polys.monomials.multiply(m, polys.monomials.power(inside, -1))
      const term: Fraction = { num: polys.monomial(inside), den: inner }
      const constant = polys.monomial(outside, ratio(c, body.num.den))
      const counted = inner.size === 0 ? this.powerOfIndex(exponents, index) : undefined
      const sum = counted === undefined ? this.sumGenerator(term, index) : this.powerSum(counted)
      total = fractions.add(total, fractions.multiply({ num: constant, den: outer }, sum))
    }
    return total
  }

  /** The k of a monomial whose part in the index is its k-th power. */
  private powerOfIndex(exponents: readonly number[], index: string): number | undefined {
    const { generators } = this
    const own = exponents.flatMap((e, g) => (e !== 0 && generators.at(g).bound.has(index) ? [{ e, g }] : []))
    const [only, more] = own
    if (!only || more || only.e < 0 || only.e > MOST_POWERS) return undefined
    const { key, root } = generators.at(only.g)
    return key === indexKey(index) && root === 1 ? only.e : undefined
  }

  /** 1^k + 2^k + ... + d^k, from (d + 1)^(k + 1) - 1 as the telescoping sum of the binomial expansions. */
  private powerSum(k: number): Fraction {
    const { fractions } = this
    const above = fractions.power(fractions.add(this.width(), fractions.one), k + 1)
    let rest = fractions.subtract(above, fractions.one)
    let binomial = 1n
    for (let j = 0; j < k; j++) {
      rest = fractions.subtract(rest, fractions.multiply(fractions.constant(ratio(binomial)), this.powerSum(j)))
      binomial = (binomial * BigInt(k + 1 - j)) / BigInt(j + 1)
    }
    return fractions.multiply(rest, fractions.constant(ratio(1n, BigInt(k + 1))))
  }

  protected sumGenerator(term: Fraction, index: string): Fraction {
    if (this.fractions.asConstant(term)) return this.width()
    const key = this.text
      .key(term)
      .replace(/•(\d+)/g, (_, level: string) => `•${Number(level) + 1}`)
      .replaceAll(new RegExp(`${index}(?!\\d)`, 'g'), '•0')
    const bound = this.generators.boundInFraction(term)
    bound.delete(index)
    // Terms of one sign add up to that sign (there is at least one); terms that are merely nonzero may cancel.
    const each = this.generators.signOfFraction(term)
    const sign = within(each, NONNEGATIVE) || within(each, NONPOSITIVE) ? each : ANY
    const generator = this.generators.obtain(`sum(${key})`, () => ({
      kind: 'sum',
      sign,
      real: this.generators.isRealFraction(term),
      expr: this.readableSum(term, index),
      bound,
    }))
    return this.plain(generator)
  }

  /** The sum for a reader, its index under a name that stands nowhere else in it. */
  private readableSum(term: Fraction, index: string): Expr {
    const body = this.readable(term)
    const name = freshIndex('i', body, new Set())
    return ast.sum(name, renameIndices(body, new Map([[index, name]])))
  }
}
