/**
 * Power products of generators, interned: a monomial is a small integer, and equal monomials are the same integer.
 *
 * Exponents are integers and may be negative. A generator that must be nonzero where the expression is defined may be inverted, so
 * 1/u costs no denominator. Generators are numbered in order of creation; an exponent vector is stored without trailing zeros.
 *
 * They are found by a hash that is linear in the exponents: that of a product is the sum of those of its factors, so that a product that is
 * already there costs one comparison of vectors and makes nothing.
 */
import { KernelLimit } from './outcome.js'
import type { Work } from './work.js'

export type Monomial = number

/** No exponent may leave this range, far inside what doubles add exactly. */
const MAX_EXPONENT = 1_000_000

const FREE = -1

/** What one power of generator g adds to a hash: a number of 32 bits that looks random, the same for every machine. */
function weightOf(g: number): number {
  const weight = WEIGHTS[g]
  if (weight !== undefined) return weight
  for (let k = WEIGHTS.length; k <= g; k++) {
    const mixed = Math.imul(k + 1, 0x9e3779b1)
    WEIGHTS.push(Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b))
  }
  return WEIGHTS[g] as number
}
const WEIGHTS: number[] = []

const places = (count: number): Monomial[] => new Array<Monomial>(count).fill(FREE)

export class Monomials {
  private readonly vectors: (readonly number[])[] = []
  private readonly hashes: number[] = []
  /** Numbers of monomials, each at the first free place from that of its hash on; at most half of the places are taken. */
  private slots = places(64)
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
    const x = this.vectors[a] as readonly number[]
    const y = this.vectors[b] as readonly number[]
    const [long, short] = x.length >= y.length ? [x, y] : [y, x]
    const hash = ((this.hashes[a] as number) + (this.hashes[b] as number)) | 0
    const { slots, vectors } = this
    for (let at = this.place(hash); ; at = this.next(at)) {
      const id = slots[at] as number
      if (id === FREE) break
      if (this.hashes[id] === hash && isSum(vectors[id] as readonly number[], long, short)) return id
      this.work.spend(1)
    }
    const sum = long.slice()
    for (let g = 0; g < short.length; g++) sum[g] = (sum[g] as number) + (short[g] as number)
    return this.store(trimmed(sum), hash)
  }

  power(m: Monomial, k: number): Monomial {
    return k === 1 ? m : this.intern(this.exponents(m).map((e) => e * k))
  }

  intern(exponents: readonly number[]): Monomial {
    const vector = trimmed(exponents)
    let hash = 0
    for (let g = 0; g < vector.length; g++) hash = (hash + Math.imul(vector[g] as number, weightOf(g))) | 0
    for (let at = this.place(hash); ; at = this.next(at)) {
      const id = this.slots[at] as number
      if (id === FREE) return this.store(vector, hash)
      if (this.hashes[id] === hash && isSum(this.vectors[id] as readonly number[], vector, [])) return id
      this.work.spend(1)
    }
  }

  /** Numbers a vector that is new. */
  private store(vector: readonly number[], hash: number): Monomial {
    let reducible = false
    for (let g = 0; g < vector.length; g++) {
      const e = vector[g] as number
      if (Math.abs(e) > MAX_EXPONENT) throw new KernelLimit(`an exponent beyond ${MAX_EXPONENT}`)
      if (e !== 0 && this.replaces(g, e)) reducible = true
    }
    this.work.spend(vector.length + 2)
    const id = this.vectors.length
    this.vectors.push(vector)
    this.hashes.push(hash)
    this.reducible.push(reducible)
    if (2 * id < this.slots.length) this.enter(id)
    else {
      this.slots = places(2 * this.slots.length)
      for (let k = 0; k <= id; k++) this.enter(k)
    }
    return id
  }

  private enter(id: Monomial): void {
    let at = this.place(this.hashes[id] as number)
    while (this.slots[at] !== FREE) at = this.next(at)
    this.slots[at] = id
  }

  /** Where the search for a hash begins. */
  private place(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.slots.length - 1)
  }

  private next(at: number): number {
    return (at + 1) & (this.slots.length - 1)
  }
}

/** A vector without trailing zeros. */
function trimmed(vector: readonly number[]): readonly number[] {
  let length = vector.length
  while (length > 0 && vector[length - 1] === 0) length--
  return length === vector.length ? vector : vector.slice(0, length)
}

/** Whether `vector` is the sum of the other two, of which the first is at least as long. */
function isSum(vector: readonly number[], long: readonly number[], short: readonly number[]): boolean {
  if (vector.length > long.length) return false
  for (let g = 0; g < long.length; g++) {
    const sum = (long[g] as number) + (g < short.length ? (short[g] as number) : 0)
    if (sum !== (g < vector.length ? vector[g] : 0)) return false
  }
  return true
}
