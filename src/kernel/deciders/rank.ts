/** Exact generic rank of a family of functions at a concrete width: the Jacobian at a rational point, eliminated over the rationals. */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { differentiate } from '../../expr/differentiate.js'
import { printSymbol } from '../../expr/print.js'
import * as rational from '../../expr/rational.js'
import { type Rational, ZERO, ratio } from '../../expr/rational.js'
import { instancesAtWidth, symbolsOf } from '../../expr/substitute.js'
import type { Fraction } from '../core/fractions.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { Unsupported } from '../core/outcome.js'
import type { Flow } from './motions.js'

export interface RankClaim {
  /** Members; each stands for all its instances over distinct values of its free indices. */
  readonly family: readonly Expr[]
  readonly ranks: readonly { readonly width: number; readonly rank: number }[]
}

export interface ExactRank {
  /** Rank at the point tried: the generic rank is at least this. */
  readonly lower: number
  readonly members: number
  readonly dimension: number
  /** Whether the flow is nonzero at the point tried. */
  readonly moving: boolean
}

/** Throws Unsupported when a member is not a rational function. */
export function exactRank(claim: RankClaim, flow: Flow, width: number): ExactRank {
  const states = flow.rates.flatMap(({ symbol }) => instancesAtWidth(symbol, width) as Sym[])
  const members = claim.family.flatMap((member) => instancesAtWidth(member, width))
  const point = new PrimePoint()
  const rows = jacobian(members, states, point)
  const moving = flow.rates.some(({ rate }) => instancesAtWidth(rate, width).some((r) => point.value(r).n !== 0n))
  return { lower: eliminate(rows), members: members.length, dimension: states.length, moving }
}

/** The rank of the Jacobian of functions by some of the states, at a rational point: their generic rank in these is at least this. */
export const rankIn = (members: readonly Expr[], states: readonly Sym[]): number =>
  eliminate(jacobian(members, states, new PrimePoint()))

/** Throws Unsupported where one of these names has but a few values: what holds of almost all numbers may hold of none of them. */
export function requireManyValues(names: ReadonlySet<string>, domains: Domains): void {
  for (const [key, { low, high, integer }] of domains) {
    if (!names.has(key.split('[')[0] as string) || !low || !high) continue
    if (integer || rational.compare(low, high) === 0) throw new Unsupported(`generic values where ${key} has but a few`)
  }
}

/**
 * No more than so many of the functions are independent anywhere: the pivots that elimination finds in their Jacobian over the field of normal
 * forms. An entry that is zero without being seen as zero only makes the number larger.
 */
export function symbolicRank(n: Normalizer, family: readonly Expr[], flow: Flow, width: number): number {
  const states = flow.rates.flatMap(({ symbol }) => instancesAtWidth(symbol, width) as Sym[])
  const members = family.flatMap((member) => instancesAtWidth(member, width))
  const { fractions } = n
  const rows = members.map((member) => states.map((state) => n.normalize(differentiate(member, state))))
  let rank = 0
  for (let column = 0; column < states.length && rank < rows.length; column++) {
    const pivot = rows.findIndex((row, k) => k >= rank && !n.vanishes(row[column] as Fraction))
    if (pivot === -1) continue
    ;[rows[rank], rows[pivot]] = [rows[pivot] as Fraction[], rows[rank] as Fraction[]]
    const lead = rows[rank] as Fraction[]
    for (let k = rank + 1; k < rows.length; k++) {
      const row = rows[k] as Fraction[]
      const factor = fractions.divide(row[column] as Fraction, lead[column] as Fraction)
      rows[k] = row.map((entry, c) => fractions.subtract(entry, fractions.multiply(factor, lead[c] as Fraction)))
    }
    rank++
  }
  return rank
}

function jacobian(members: readonly Expr[], states: readonly Sym[], point: PrimePoint): Rational[][] {
  return members.map((member) => {
    const present = new Set(symbolsOf(member).map(printSymbol))
    return states.map((state) => (present.has(printSymbol(state)) ? point.value(differentiate(member, state)) : ZERO))
  })
}

/** A fixed, unstructured integer point: each symbol in order of appearance gets the next prime. */
class PrimePoint {
  private readonly values = new Map<string, Rational>()
  private next = 3

  value(e: Expr): Rational {
    switch (e.kind) {
      case 'number':
        return e.value
      case 'symbol':
        return this.symbol(printSymbol(e))
      case 'negate':
        return rational.negate(this.value(e.argument))
      case 'add':
        return e.terms.map((term) => this.value(term)).reduce(rational.add)
      case 'multiply':
        return e.factors.map((factor) => this.value(factor)).reduce(rational.multiply)
      case 'divide':
        return rational.divide(this.value(e.numerator), this.nonzero(e.denominator))
      case 'power': {
        const k = ast.constantValue(e.exponent)
        if (k?.d === 1n) return rational.power(this.value(e.base), Number(k.n))
        break
      }
      case 'where':
        this.value(e.defined)
        return this.value(e.value)
      default:
    }
    throw new Unsupported('the rank of functions that are not rational')
  }

  private nonzero(e: Expr): Rational {
    const value = this.value(e)
    if (value.n === 0n) throw new Unsupported('a rank at a point where a member is not defined')
    return value
  }

  private symbol(name: string): Rational {
    const known = this.values.get(name)
    if (known) return known
    this.next = nextPrime(this.next)
    const value = ratio(this.next)
    this.values.set(name, value)
    return value
  }
}

/** The least odd prime above p, for p >= 2. */
export function nextPrime(p: number): number {
  for (let next = p + 1 + (p % 2); ; next += 2) {
    let k = 3
    while (k * k <= next && next % k !== 0) k += 2
    if (k * k > next) return next
  }
}

/** The rank of a matrix, exactly. */
export function eliminate(rows: Rational[][]): number {
  const matrix = rows.map((row) => [...row])
  let rank = 0
  const columns = matrix[0]?.length ?? 0
  for (let column = 0; column < columns && rank < matrix.length; column++) {
    const pivot = matrix.findIndex((row, k) => k >= rank && (row[column] as Rational).n !== 0n)
    if (pivot === -1) continue
    ;[matrix[rank], matrix[pivot]] = [matrix[pivot] as Rational[], matrix[rank] as Rational[]]
    const lead = matrix[rank] as Rational[]
    for (let k = rank + 1; k < matrix.length; k++) {
      const row = matrix[k] as Rational[]
      if ((row[column] as Rational).n === 0n) continue
      const factor = rational.divide(row[column] as Rational, lead[column] as Rational)
      for (let c = column; c < columns; c++) {
        row[c] = rational.subtract(row[c] as Rational, rational.multiply(factor, lead[c] as Rational))
      }
    }
    rank++
  }
  return rank
}
