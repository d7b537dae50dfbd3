/**
 * Sums of symbolic width. What does not depend on the index comes out; each remaining term is a generator, keyed by its form with the
 * bound index renamed, so that equal sums are one generator however they were written.
 */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { ratio } from '../../expr/rational.js'
import { freshIndex } from '../../expr/fresh.js'
import { renameIndices } from '../../expr/substitute.js'
import type { BoundIndices } from './bound-indices.js'
import type { Field } from './field.js'
import type { Fraction } from './fractions.js'
import { Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { ANY, NONNEGATIVE, NONPOSITIVE, within } from './signs.js'

/** The key of the generator of an index that is used as a number. */
export const indexKey = (name: string): string => `index ${name}`

/** Powers of an index that are summed to a polynomial in the width. */
const MOST_POWERS = 24

/** What sums are made of. */
export interface Summands {
  /** The width d. */
  width(): Fraction
  normalize(e: Expr): Fraction
  /** The normal form of what the claim need not be defined at. */
  aside(e: Expr): Fraction
}

export class Sums {
  constructor(
    private readonly field: Field,
    private readonly indices: BoundIndices,
    private readonly summands: Summands,
  ) {}

  /** The normal form of a sum over one index, or over pairs of indices. */
  of({ index, below, body }: ast.Sum): Fraction {
    if (below !== undefined) return this.overPairs(body, index, below)
    return this.indices.within(1, body, ([own]) =>
      this.summed(this.summands.normalize(renameIndices(body, new Map([[index, own as string]]))), own as string),
    )
  }

  /** sum over i < j of a symmetric f(i, j) = (double sum - diagonal) / 2. */
  private overPairs(body: Expr, i: string, j: string): Fraction {
    const { fractions } = this.field
    return this.indices.within(2, body, (names) => {
      const [a, b] = names as [string, string]
      // Where there is no pair at all, the claim asks nothing of the body.
      const at = (first: string, second: string): Fraction => {
        const put = new Map([
          [i, first],
          [j, second],
        ])
        return this.summands.aside(renameIndices(body, put))
      }
      const [f, g, diagonal] = [at(a, b), at(b, a), at(a, a)]
      if (!fractions.isZero(fractions.subtract(f, g))) {
        throw new Unsupported('a sum over pairs i < j whose body is not symmetric in i and j')
      }
      return this.field.half(fractions.subtract(this.summed(this.summed(f, b), a), this.summed(diagonal, a)))
    })
  }

  /** The sum over all values of the bound index of a fraction in it. */
  private summed(body: Fraction, index: string): Fraction {
    const { fractions, generators, polys } = this.field
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
    const { generators } = this.field
    const own = exponents.flatMap((e, g) => (e !== 0 && generators.at(g).bound.has(index) ? [{ e, g }] : []))
    const [only, more] = own
    if (!only || more || only.e < 0 || only.e > MOST_POWERS) return undefined
    const { key, root } = generators.at(only.g)
    return key === indexKey(index) && root === 1 ? only.e : undefined
  }

  /** 1^k + 2^k + ... + d^k, from (d + 1)^(k + 1) - 1 as the telescoping sum of the binomial expansions. */
  private powerSum(k: number): Fraction {
    const { fractions } = this.field
    const above = fractions.power(fractions.add(this.summands.width(), fractions.one), k + 1)
    let rest = fractions.subtract(above, fractions.one)
    let binomial = 1n
    for (let j = 0; j < k; j++) {
      rest = fractions.subtract(rest, fractions.multiply(fractions.constant(ratio(binomial)), this.powerSum(j)))
      binomial = (binomial * BigInt(k + 1 - j)) / BigInt(j + 1)
    }
    return fractions.multiply(rest, fractions.constant(ratio(1n, BigInt(k + 1))))
  }

  private sumGenerator(term: Fraction, index: string): Fraction {
    if (this.field.fractions.asConstant(term)) return this.summands.width()
    const key = this.field
      .key(term)
      .replace(/•(\d+)/g, (_, level: string) => `•${Number(level) + 1}`)
      .replaceAll(new RegExp(`${index}(?!\\d)`, 'g'), '•0')
    const bound = this.field.generators.boundInFraction(term)
    bound.delete(index)
    // Terms of one sign add up to that sign (there is at least one); terms that are merely nonzero may cancel.
    const each = this.field.signs.ofFraction(term)
    const sign = within(each, NONNEGATIVE) || within(each, NONPOSITIVE) ? each : ANY
    const generator = this.field.generators.obtain(`sum(${key})`, () => ({
      kind: 'sum',
      sign,
      real: this.field.generators.isRealFraction(term),
      expr: this.readableSum(term, index),
      bound,
    }))
    return this.field.plain(generator)
  }

  /** The sum for a reader, its index under a name that stands nowhere else in it. */
  private readableSum(term: Fraction, index: string): Expr {
    const body = this.field.readable(term)
    const name = freshIndex('i', body, new Set())
    return ast.sum(name, renameIndices(body, new Map([[index, name]])))
  }
}
