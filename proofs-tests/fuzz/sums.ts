/** Sums over the members of families, as values: their names, and what they are where they can be carried out. */
import * as ast from '../../src/expr/ast.js'
import type { Index } from '../../src/expr/ast.js'
import { ONE, ratio } from '../../src/expr/rational.js'
import {
  type Polynomial,
  Unread,
  constant,
  monomialOf,
  plus,
  powersOf,
  raised,
  replaced,
  samePolynomial,
  scaled,
  times,
  variable,
} from './polynomials.js'

interface SumOf {
  /** The power of the index. */
  readonly counted: number
  readonly families: readonly (readonly [family: string, exponent: number])[]
}
export const sumName = ({ counted, families }: SumOf): string =>
  ['S', counted, ...[...families].sort(([a], [b]) => (a < b ? -1 : 1)).map(([u, k]) => `${u}:${k}`)].join('|')
export function sumNamed(name: string): SumOf | undefined {
  const [head, counted, ...families] = name.split('|')
  if (head !== 'S') return undefined
  return {
    counted: Number(counted),
    families: families.map((family) => {
      const [u, k] = family.split(':') as [string, string]
      return [u, Number(k)] as const
    }),
  }
}

/** 1^a + ... + n^a as a polynomial in n, by the difference of neighbours. */
export function powerSum(a: number, n: Polynomial): Polynomial {
  // (n+1)^(a+1) - 1 = sum over k <= a of binomial(a+1, k) * powerSum(k).
  const top = plus(raised(plus(n, constant(ONE)), a + 1), constant(ratio(-1)))
  let binomial = 1
  const lower: Polynomial[] = []
  for (let k = 0; k < a; k++) {
    lower.push(scaled(powerSum(k, n), ratio(-binomial)))
    binomial = (binomial * (a + 1 - k)) / (k + 1)
  }
  return scaled(plus(top, ...lower), ratio(1, a + 1))
}

export const WIDTH = variable(ast.WIDTH)
export const member = (family: string, index: Index): string => `${family}[${index}]`
export function memberNamed(name: string): readonly [family: string, index: string] | undefined {
  const found = /^(.*)\[(.*)\]$/.exec(name)
  return found ? [found[1] as string, found[2] as string] : undefined
}

/** The sum over an index, from 1 to `last` where nothing else depends on it. */
export function summed(p: Polynomial, index: string, last: Polynomial | undefined = undefined): Polynomial {
  return plus(
    ...[...p].map(([monomial, c]) => {
      const own: (readonly [string, number])[] = []
      const rest: (readonly [string, number])[] = []
      let counted = 0
      for (const [name, k] of powersOf(monomial)) {
        const of = memberNamed(name)
        if (name === `#${index}`) counted += k
        else if (of?.[1] === index) own.push([of[0], k])
        else rest.push([name, k])
      }
      const outside = new Map([[monomialOf(rest), c]])
      if (own.length === 0) return times(outside, powerSum(counted, last ?? WIDTH))
      if (last) throw new Unread('a sum of members up to another')
      return times(outside, variable(sumName({ counted, families: own })))
    }),
  )
}

export function summedPairs(p: Polynomial, [i, j]: readonly [string, string]): Polynomial {
  const swap = (name: string): Polynomial | undefined => {
    if (name === `#${i}`) return variable(`#${j}`)
    if (name === `#${j}`) return variable(`#${i}`)
    const of = memberNamed(name)
    if (of?.[1] === i) return variable(member(of[0], j))
    if (of?.[1] === j) return variable(member(of[0], i))
    return undefined
  }
  if (samePolynomial(replaced(p, swap), p)) {
    const equal = replaced(p, (name) => {
      const of = memberNamed(name)
      return name === `#${j}` ? variable(`#${i}`) : of?.[1] === j ? variable(member(of[0], i)) : undefined
    })
    return scaled(plus(summed(summed(p, j), i), scaled(summed(equal, i), ratio(-1))), ratio(1, 2))
  }
  return summed(summed(p, i, plus(variable(`#${j}`), constant(ratio(-1)))), j)
}
