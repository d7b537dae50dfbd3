/**
 * Power products of generators, interned: a monomial is a small integer, and equal monomials are the same integer.
 *
 * Exponents are integers and may be negative. A generator that must be nonzero where the expression is defined may be inverted, so
 * 1/u costs no denominator. Generators are numbered in order of creation; an exponent vector is stored without trailing zeros.
 */
import { KernelLimit } from './outcome.js'
import type { Work } from './work.js'

export type Monomial = number

/** No exponent may leave this range, far inside what doubles add exactly. */
const MAX_EXPONENT = 1_000_000

export class Monomials {
  private readonly vectors: (readonly number[])[] = []
  private readonly ids = new Map<string, Monomial>()
  private readonly products = new Map<number, Monomial>()
  /** degree[g] is the n of a relation g^n = ..., or undefined for a free generator. */
  private readonly degree: (number | undefined)[] = []
  /** Whether the relation's value is a single term, so that negative powers are replaced too. */
  private readonly invertible: boolean[] = []
  private readonly reducible: boolean[] = []
  readonly one: Monomial

  constructor(private readonly work: Work) {
    this.one = this.intern([])
  }

  /** Announces generator number `g` with its relation's degree; must come before any monomial that contains it. */
  declare(g: number, degree: number | undefined, invertible: boolean): void {
    this.degree[g] = degree
    this.invertible[g] = invertible
  }

  /** Whether the relation of generator g replaces this power of it. */
  replaces(g: number, exponent: number): boolean {
    const n = this.degree[g]
    return n !== undefined && (exponent >= n || (exponent < 0 && (this.invertible[g] as boolean)))
  }

  of(g: number, exponent: number): Monomial {
    const vector = new Array<number>(g + 1).fill(0)
    vector[g] = exponent
    return this.intern(vector)
  }

  /** The exponent vector, shorter than the number of generators when the last ones do not occur. */
  exponents(m: Monomial): readonly number[] {
    return this.vectors[m] as readonly number[]
  }

  exponent(m: Monomial, g: number): number {
    return this.exponents(m)[g] ?? 0
  }

  /** Whether some generator stands in it with an exponent that its relation lowers. */
  isReducible(m: Monomial): boolean {
    return this.reducible[m] as boolean
  }

  relationDegree(g: number): number | undefined {
    return this.degree[g]
  }

  multiply(a: Monomial, b: Monomial): Monomial {
    if (a === this.one) return b
    if (b === this.one) return a
    const key = a < b ? a * 0x4000000 + b : b * 0x4000000 + a
    const known = this.products.get(key)
    if (known !== undefined) return known
    this.work.spend(2)
    const x = this.exponents(a)
    const y = this.exponents(b)
    const [long, short] = x.length >= y.length ? [x, y] : [y, x]
    const product = this.intern(long.map((e, k) => e + (short[k] ?? 0)))
    this.products.set(key, product)
    return product
  }

  power(m: Monomial, k: number): Monomial {
    return this.intern(this.exponents(m).map((e) => e * k))
  }

  intern(vector: readonly number[]): Monomial {
    let length = vector.length
    while (length > 0 && vector[length - 1] === 0) length--
    const trimmed = length === vector.length ? vector : vector.slice(0, length)
    const key = trimmed.join(',')
    const known = this.ids.get(key)
    if (known !== undefined) return known
    for (const e of trimmed) {
      if (Math.abs(e) > MAX_EXPONENT) throw new KernelLimit(`an exponent beyond ${MAX_EXPONENT}`)
    }
    this.work.spend(trimmed.length)
    const id = this.vectors.length
    this.vectors.push(trimmed)
    this.ids.set(key, id)
    this.reducible.push(trimmed.some((e, g) => this.replaces(g, e)))
    return id
  }
}
