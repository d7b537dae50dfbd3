/**
 * How an expression grows with the width d, computed from its tree by max-plus (tropical) rules. The typical size of a
 * random expression is its root mean square, and:
 *
 * - factors add their exponents, roots and powers scale them;
 * - terms that are all positive, or all negative, grow as the largest of them;
 * - so do terms of different *parity*: entries of the random arrays are independent and symmetric, so each array may
 *   change its sign as a whole, and terms that answer differently to such a change are uncorrelated: their squares add;
 * - a sum over i of a positive term gains d; a sum over i of a term that is odd in some entry with the index i is one
 *   of d uncorrelated terms, and gains sqrt(d).
 *
 * Anything else may cancel, and is refused rather than guessed.
 */
import {
  constantValue,
  type Expr,
  ONE,
  print,
  printSymbol,
  ratio,
  type Rational,
  type Sum,
  symbolsOf,
  WIDTH,
  ZERO,
} from 'rederive/exact'
import { type Exponent, constant, largest, plus, times } from './exponent.js'

export interface Growth {
  readonly exponent: Exponent
  /** The sign, where it is always the same; else 0. */
  readonly sign: 1 | 0 | -1
  /**
   * The random symbols, such as `u[i]` or `u`, that it is odd in, each once; undefined for a sum of several parities.
   */
  readonly odd: ReadonlySet<string> | undefined
}

/** Terms that may cancel: the exponent does not follow from those of the terms. */
export class PossibleCancellation extends Error {
  override readonly name = 'PossibleCancellation'
}

const EVEN: ReadonlySet<string> = new Set()
const HALF = ratio(1, 2)
const WIDE: Growth = { exponent: constant(ONE), sign: 1, odd: EVEN }

/** A number of a known exponent; its sign is 0 when unknown. */
export const scaleOf = (exponent: Exponent, sign: Growth['sign'] = 1): Growth => ({ exponent, sign, odd: EVEN })
/** One entry of an array of independent symmetric numbers of this typical size. */
export const symmetric = (name: string, exponent: Exponent): Growth => ({ exponent, sign: 0, odd: new Set([name]) })

/**
 * The growth of an expression over symbols of known growth; an array is declared by its name, and d is the width.
 * Throws PossibleCancellation, and TypeError for what has no power of d as its size.
 */
export function growthOf(e: Expr, scope: ReadonlyMap<string, Growth>): Growth {
  const visit = (part: Expr): Growth => growthOf(part, scope)
  switch (e.kind) {
    case 'number':
      if (e.value.n === 0n) throw new TypeError('0 does not grow as a power of the width')
      return scaleOf(constant(ZERO))
    case 'pi':
      return scaleOf(constant(ZERO))
    case 'symbol': {
      if (e.name === WIDTH) return WIDE
      const known = scope.get(e.name)
      if (!known) throw new TypeError(`the growth of ${e.name} is not declared`)
      return known.odd?.has(e.name) ? { ...known, odd: new Set([printSymbol(e)]) } : known
    }
    case 'negate': {
      const inner = visit(e.argument)
      return { ...inner, sign: -inner.sign as Growth['sign'] }
    }
    case 'multiply':
      return e.factors.map(visit).reduce(product)
    case 'divide':
      return product(visit(e.numerator), inverse(visit(e.denominator)))
    case 'power': {
      const exponent = constantValue(e.exponent)
      if (!exponent) throw new TypeError(`${print(e)} is no power of the width`)
      return power(visit(e.base), exponent)
    }
    case 'call':
      if (e.fn === 'sqrt') return power(visit(e.argument), HALF)
      if (e.fn === 'abs') return scaleOf(visit(e.argument).exponent)
      throw new TypeError(`${print(e)} is no power of the width`)
    case 'add':
      return total(e.terms.map(visit), e)
    case 'sum':
      return overNeurons(e, scope)
    case 'index':
    case 'where':
    case 'derivative':
      throw new TypeError(`${print(e)}: take the derivative first`)
  }
}

function product(a: Growth, b: Growth): Growth {
  const odd = a.odd && b.odd && new Set([...a.odd, ...b.odd].filter((x) => a.odd?.has(x) !== b.odd?.has(x)))
  return { exponent: plus(a.exponent, b.exponent), sign: (a.sign * b.sign) as Growth['sign'], odd }
}

const inverse = (a: Growth): Growth => ({ ...a, exponent: times(a.exponent, ratio(-1)) })

function power(a: Growth, r: Rational): Growth {
  const exponent = times(a.exponent, r)
  if (r.d === 1n && r.n % 2n === 0n) return scaleOf(exponent)
  if (r.d !== 1n && a.sign !== 1) throw new TypeError(`a broken power of something that may be negative`)
  return { ...a, exponent }
}

function total(terms: readonly Growth[], e: Expr): Growth {
  const exponent = largest(...(terms.map((term) => term.exponent) as [Exponent, ...Exponent[]]))
  const sign = terms.map((term) => term.sign).reduce((a, b) => (a === b ? a : 0))
  const groups = new Map<string | undefined, Growth[]>()
  for (const term of terms) {
    const parity = term.odd && [...term.odd].sort().join()
    groups.set(parity, [...(groups.get(parity) ?? []), term])
  }
  const odd = groups.size === 1 ? terms[0]?.odd : undefined
  if (sign !== 0) return { exponent, sign, odd }
  for (const [parity, group] of groups) {
    const first = group[0]?.sign
    const safe = group.length === 1 || (first !== 0 && group.every((term) => term.sign === first))
    if (parity === undefined || !safe) throw new PossibleCancellation(`terms of ${print(e)} may cancel`)
  }
  return { exponent, sign: 0, odd }
}

function overNeurons(e: Sum, scope: ReadonlyMap<string, Growth>): Growth {
  const { index, below, body } = e
  if (below !== undefined) throw new TypeError(`${print(e)}: sums over pairs are not supported`)
  const one = growthOf(body, scope)
  const varies = symbolsOf(body).some(({ indices }) => indices.includes(index))
  if (one.sign !== 0 || !varies) return product(WIDE, one)
  if (body.kind === 'add') {
    return total(
      body.terms.map((term) => overNeurons({ ...e, body: term }, scope)),
      e,
    )
  }
  const own = [...(one.odd ?? [])].filter((name) => name.endsWith(`[${index}]`))
  if (own.length === 0) throw new PossibleCancellation(`terms of ${print(e)} may cancel`)
  return {
    exponent: plus(one.exponent, constant(HALF)),
    sign: 0,
    odd: new Set([...(one.odd as ReadonlySet<string>)].map((name) => name.replace(`[${index}]`, ''))),
  }
}
