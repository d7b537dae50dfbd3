/**
 * Rational functions of the states as functions of the width, and the widths at which they vanish.
 *
 * At a point where all members of a family but the first have one common value, a sum over the width is its term at the first neuron and
 * d - 1 times its term at any other, and a sum over pairs likewise: the value of an expression is a rational function of d. Nothing is
 * cancelled in it, so that its denominator vanishes at each width at which something was divided by zero. A polynomial in d with integer
 * coefficients has finitely many whole roots, found exactly. So whether the expression is defined at the point, and not zero there, is
 * decided for every whole d >= 1 at once; and what is not zero at some point is not zero identically.
 */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, WIDTH } from '../../expr/ast.js'
import { type Rational, gcd, ratio } from '../../expr/rational.js'
import { KernelLimit, Unsupported } from '../core/outcome.js'
import { nextPrime } from './rank.js'
import { RealRoots, type Univariate, product, signAt, squareFree } from '../methods/real-roots.js'

/** num / den, polynomials in d; nothing is cancelled but numbers. */
export interface WidthFunction {
  readonly num: Univariate
  readonly den: Univariate
}

/** Widths: all of them, or a few. */
export type SomeWidths = 'all' | ReadonlySet<bigint>

/** Largest degree in d. */
const MOST_DEGREE = 80
const LARGEST_POWER = 24n
/** Where the primes of each of the points begin. */
const POINTS = [3, 53, 211]

const trimmed = (p: Univariate): Univariate => p.slice(0, p.findLastIndex((c) => c !== 0n) + 1)

function sumOf(a: Univariate, b: Univariate): Univariate {
  const length = Math.max(a.length, b.length)
  return trimmed(Array.from({ length }, (_, k) => (a[k] ?? 0n) + (b[k] ?? 0n)))
}

function timesOf(a: Univariate, b: Univariate): Univariate {
  if (a.length + b.length > MOST_DEGREE) throw new KernelLimit(`a function of the width of degree over ${MOST_DEGREE}`)
  return a.length === 0 || b.length === 0 ? [] : product(a, b)
}

/** The quotient without a common whole number. */
function quotient(num: Univariate, den: Univariate): WidthFunction {
  const common = [...num, ...den].reduce(gcd, 0n)
  return common <= 1n ? { num, den } : { num: num.map((c) => c / common), den: den.map((c) => c / common) }
}

export const constant = ({ n, d }: Rational): WidthFunction => ({ num: trimmed([n]), den: [d] })
export const WIDTH_ITSELF: WidthFunction = { num: [0n, 1n], den: [1n] }

export const plus = (a: WidthFunction, b: WidthFunction): WidthFunction =>
  quotient(sumOf(timesOf(a.num, b.den), timesOf(b.num, a.den)), timesOf(a.den, b.den))
export const times = (a: WidthFunction, b: WidthFunction): WidthFunction =>
  quotient(timesOf(a.num, b.num), timesOf(a.den, b.den))
export const scaled = (a: WidthFunction, c: bigint): WidthFunction => times(a, constant(ratio(c)))
const over = (a: WidthFunction, b: WidthFunction): WidthFunction =>
  // b is defined where its denominator is not zero, which stands below to stay there.
  quotient(timesOf(timesOf(a.num, b.den), b.den), timesOf(timesOf(a.den, b.num), b.den))

/** d (d - 1) ... (d - k + 1) / k!. */
export function binomial(k: number): WidthFunction {
  let result = constant(ratio(1n))
  for (let j = 0; j < k; j++) result = times(result, { num: trimmed([BigInt(-j), 1n]), den: [BigInt(j + 1)] })
  return result
}

/** Whether two functions are the same at every width, and defined there. */
export const areEqual = (a: WidthFunction, b: WidthFunction): boolean =>
  timesOf(a.num, b.den).join() === timesOf(b.num, a.den).join() &&
  isNowhere(rootsOf(a.den)) &&
  isNowhere(rootsOf(b.den))

/** As a polynomial in d. */
export function printFunction({ num, den }: WidthFunction): string {
  const shown = (p: Univariate): string => {
    const terms = p.flatMap((c, k) => {
      const power = k === 0 ? '' : k === 1 ? WIDTH : `${WIDTH}^${k}`
      return c === 0n
        ? []
        : [c === 1n && k > 0 ? power : c === -1n && k > 0 ? `-${power}` : `${c}${power && `*${power}`}`]
    })
    return terms.length === 0 ? '0' : terms.reverse().join(' + ').replaceAll('+ -', '- ')
  }
  return den.length === 1 && den[0] === 1n ? shown(num) : `(${shown(num)})/(${shown(den)})`
}

/** The whole numbers from 1 at which a polynomial vanishes. */
export function rootsOf(p: Univariate): SomeWidths {
  const own = trimmed(p)
  if (own.length === 0) return 'all'
  if (own.length === 1) return new Set()
  const single = squareFree(own)
  const found = new Set<bigint>()
  for (const { low, high } of new RealRoots(single).isolate(2)) {
    // At most one whole number lies in an interval as narrow as that.
    const least = low.n >= 0n ? (low.n + low.d - 1n) / low.d : -(-low.n / low.d)
    const inside = least * high.d <= high.n
    if (inside && least >= 1n && signAt(single, ratio(least)) === 0) found.add(least)
  }
  return found
}

export const isNowhere = (widths: SomeWidths): boolean => widths !== 'all' && widths.size === 0
const both = (a: SomeWidths, b: SomeWidths): SomeWidths =>
  a === 'all' ? b : b === 'all' ? a : new Set([...a].filter((d) => b.has(d)))
export const printWidths = (widths: SomeWidths): string =>
  widths === 'all' ? 'any width' : `${WIDTH} = ${[...widths].join(', ')}`

/** Widths at which it is not shown that the expression is defined somewhere. Free indices are those of the first neuron. */
export const undefinedAt = (e: Expr): SomeWidths => failing([e], ({ den }) => rootsOf(den))

/** Widths at which it is not shown that one of the expressions is, somewhere, defined and not zero. */
export const vanishingAt = (some: readonly Expr[]): SomeWidths =>
  failing(some, ({ num, den }) => rootsOf(timesOf(num, den)))

function failing(some: readonly Expr[], at: (value: WidthFunction) => SomeWidths): SomeWidths {
  let left: SomeWidths = 'all'
  for (const start of POINTS) {
    const point = new Point(start)
    for (const e of some) {
      left = both(left, at(point.value(e, new Map())))
      if (isNowhere(left)) return left
    }
  }
  return left
}

/** The value of a formula in the width alone. Throws Unsupported for anything else. */
export const formulaInWidth = (e: Expr, what: string): WidthFunction => new Point(0, what).value(e, new Map())

/** Which neuron an index stands for: the first, or any other. */
type Neuron = 'first' | 'other'

/** A point with one value for all members of a family but the first; each value is a prime of its own. */
class Point {
  private readonly values = new Map<string, WidthFunction>()

  constructor(
    private last: number,
    /** What is nothing but a formula in the width. */
    private readonly formula?: string,
  ) {}

  value(e: Expr, at: ReadonlyMap<string, Neuron>): WidthFunction {
    const visit = (node: Expr): WidthFunction => this.value(node, at)
    switch (e.kind) {
      case 'number':
        return constant(e.value)
      case 'symbol':
        return this.symbol(e, at)
      case 'negate':
        return scaled(visit(e.argument), -1n)
      case 'add':
        return e.terms.map(visit).reduce(plus)
      case 'multiply':
        return e.factors.map(visit).reduce(times)
      case 'divide':
        return over(visit(e.numerator), visit(e.denominator))
      case 'power': {
        const k = ast.constantValue(e.exponent)
        if (k?.d !== 1n || k.n > LARGEST_POWER || k.n < -LARGEST_POWER) break
        const base = visit(e.base)
        const factors = Array.from({ length: Math.abs(Number(k.n)) }, () => base)
        const one = constant(ratio(1n))
        // To the power 0 it is 1 where it is defined.
        if (factors.length === 0) return { num: base.den, den: base.den }
        const power = factors.reduce(times)
        return k.n > 0n ? power : over(one, power)
      }
      case 'sum':
        return this.sum(e, at)
      case 'where': {
        const { den } = visit(e.defined)
        return times(visit(e.value), { num: den, den })
      }
      default:
    }
    throw new Unsupported(
      this.formula === undefined ? 'functions that are not rational at every width' : this.noPolynomial(),
    )
  }

  private sum({ index, below, body }: ast.Sum, at: ReadonlyMap<string, Neuron>): WidthFunction {
    const term = (first: Neuron, second: Neuron): WidthFunction =>
      this.value(body, new Map([...at, [index, first], ...(below === undefined ? [] : [[below, second] as const])]))
    const others: WidthFunction = { num: [-1n, 1n], den: [1n] }
    if (below === undefined) return plus(term('first', 'first'), times(others, term('other', 'other')))
    const pairs: WidthFunction = { num: [2n, -3n, 1n], den: [2n] }
    return plus(times(others, term('first', 'other')), times(pairs, term('other', 'other')))
  }

  private readonly noPolynomial = (): string => `a ${this.formula} that is no polynomial in ${WIDTH}`

  private symbol(s: Sym, at: ReadonlyMap<string, Neuron>): WidthFunction {
    if (s.name === WIDTH && s.indices.length === 0) return WIDTH_ITSELF
    if (this.formula !== undefined) throw new Unsupported(`${this.noPolynomial()}, as ${s.name} is in it`)
    if (s.indices.some((index) => typeof index !== 'string')) throw new Unsupported(`a single member of ${s.name}`)
    const key = [s.name, ...s.indices.map((index) => at.get(index as string) ?? 'first')].join()
    const known = this.values.get(key)
    if (known) return known
    this.last = nextPrime(this.last)
    const made = constant(ratio(this.last))
    this.values.set(key, made)
    return made
  }
}
