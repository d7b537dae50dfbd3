/**
 * Polynomial arithmetic of its own, for the third reading (reading.ts). A value is a polynomial over
 *
 *     x       a number             u[1], u[j]   a member of a family, its index a number or free
 *     d       the width            #j           the index j as the number that it counts
 *     S a|u:b|w:c                  sum over i of i^a * u[i]^b * w[i]^c, with at least one family
 *
 * which are independent of each other as the width grows, so that two values are equal only where they are the same polynomial.
 */
import { type Rational, ONE, ratio } from '../../src/expr/rational.js'
import * as rational from '../../src/expr/rational.js'

/** Monomials by their text, "x^2*y^1", each with its coefficient, none of them 0. */
export type Polynomial = ReadonlyMap<string, Rational>

/** It is beyond this reading: no polynomial, too large, or open which members are meant. */
export class Unread extends Error {
  override readonly name = 'Unread'
}

const MOST_TERMS = 60
const HIGHEST_DEGREE = 9

type Powers = readonly (readonly [variable: string, exponent: number])[]
export const powersOf = (monomial: string): Powers =>
  monomial === ''
    ? []
    : monomial.split('*').map((factor) => {
        const at = factor.lastIndexOf('^')
        return [factor.slice(0, at), Number(factor.slice(at + 1))] as const
      })
export function monomialOf(powers: Powers): string {
  const all = new Map<string, number>()
  for (const [variable, k] of powers) all.set(variable, (all.get(variable) ?? 0) + k)
  const kept = [...all].filter(([, k]) => k > 0)
  if (kept.reduce((degree, [, k]) => degree + k, 0) > HIGHEST_DEGREE) throw new Unread('the degree')
  return kept
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([variable, k]) => `${variable}^${k}`)
    .join('*')
}

export const constant = (c: Rational): Polynomial => (c.n === 0n ? new Map() : new Map([['', c]]))
export const variable = (name: string): Polynomial => new Map([[`${name}^1`, ONE]])
export const ZERO: Polynomial = new Map()

function total(terms: Iterable<readonly [string, Rational]>): Polynomial {
  const sum = new Map<string, Rational>()
  for (const [monomial, c] of terms) {
    const next = rational.add(sum.get(monomial) ?? rational.ZERO, c)
    if (next.n === 0n) sum.delete(monomial)
    else sum.set(monomial, next)
  }
  if (sum.size > MOST_TERMS) throw new Unread('the number of terms')
  return sum
}
export const plus = (...parts: readonly Polynomial[]): Polynomial => total(parts.flatMap((part) => [...part]))
export const scaled = (p: Polynomial, c: Rational): Polynomial =>
  total([...p].map(([monomial, k]) => [monomial, rational.multiply(k, c)] as const))
const product = (p: Polynomial, q: Polynomial): Polynomial =>
  total(
    [...p].flatMap(([a, ca]) =>
      [...q].map(([b, cb]) => [monomialOf([...powersOf(a), ...powersOf(b)]), rational.multiply(ca, cb)] as const),
    ),
  )
export const times = (...parts: readonly Polynomial[]): Polynomial => parts.reduce(product, constant(ONE))
export const raised = (p: Polynomial, k: number): Polynomial => times(...Array.from({ length: k }, () => p))
export const samePolynomial = (p: Polynomial, q: Polynomial): boolean => plus(p, scaled(q, ratio(-1))).size === 0

/** Each monomial by `value`, which replaces variables; undefined for one that stays. */
export function replaced(p: Polynomial, value: (variable: string) => Polynomial | undefined): Polynomial {
  return plus(
    ...[...p].map(([monomial, c]) =>
      times(constant(c), ...powersOf(monomial).map(([name, k]) => raised(value(name) ?? variable(name), k))),
    ),
  )
}

/** A polynomial with a polynomial in the place of one variable. */
export const put = (p: Polynomial, name: string, by: Polynomial): Polynomial =>
  replaced(p, (other) => (other === name ? by : undefined))

/** The coefficients of the powers of a variable, from 0 on. */
export function coefficientsIn(p: Polynomial, name: string): Polynomial[] {
  const found: (readonly [string, Rational])[][] = [[]]
  for (const [monomial, c] of p) {
    const powers = powersOf(monomial)
    const k = powers.find(([other]) => other === name)?.[1] ?? 0
    while (found.length <= k) found.push([])
    found[k]?.push([monomialOf(powers.filter(([other]) => other !== name)), c])
  }
  return found.map(total)
}

/** The derivative by a number. */
export const slope = (p: Polynomial, name: string): Polynomial =>
  derived(p, (other) => (other === name ? constant(ONE) : ZERO))

/** The derivative, given that of each variable. */
export function derived(p: Polynomial, of: (variable: string) => Polynomial): Polynomial {
  return plus(
    ...[...p].flatMap(([monomial, c]) => {
      const powers = powersOf(monomial)
      return powers.map(([name, k], at) => {
        const rest = powers.map(([other, l], m) => [other, m === at ? l - 1 : l] as const)
        return times(constant(rational.multiply(c, ratio(k))), new Map([[monomialOf(rest), ONE]]), of(name))
      })
    }),
  )
}

/** The names of a polynomial's variables. */
export const variablesOf = (p: Polynomial): ReadonlySet<string> =>
  new Set([...p.keys()].flatMap((monomial) => powersOf(monomial).map(([name]) => name)))
