/**
 * The generators: everything the kernel treats as an indeterminate. Symbols, exponentials, roots, logarithms, sums of symbolic width.
 *
 * A generator stands for base^(1/root) of a base with a canonical key. Roots finer than those known so far make the whole
 * computation start again with the finer generator (Refine), so that x, sqrt(x) and x^(1/3) become powers of one indeterminate.
 * At each real point of definition a generator has one value; a relation base^n = value holds there exactly.
 */
import type { Expr } from '../../expr/ast.js'
import type { Domain } from '../../expr/domain.js'
import type { Fraction, Fractions } from './fractions.js'
import type { Monomial } from './monomials.js'
import type { Poly, Polynomials } from './polynomials.js'
import { ANY, type Sign } from './signs.js'
import { Work } from './work.js'

export interface Generator {
  readonly index: number
  /** Canonical: equal bases have equal keys, whatever the order in which they were met. */
  readonly key: string
  readonly kind:
    | 'symbol'
    | 'exponential'
    | 'tanh'
    | 'phase'
    | 'imaginary'
    | 'root'
    | 'absolute'
    | 'logarithm'
    | 'parity'
    | 'sum'
    | 'opaque'
    | 'function'
    | 'slack'
  /** The generator is the root-th root of its base. */
  readonly root: number
  readonly sign: Sign
  readonly real: boolean
  /** What the base is, for a reader. */
  readonly expr: Expr
  /** Bound summation indices that it contains. */
  readonly bound: ReadonlySet<string>
  readonly domain: Domain | undefined
  /** Of an exponential: the generator is exp(exponent) (the root already divided out). */
  readonly exponent: Fraction | undefined
  /** Of a logarithm, root, absolute value or inverse function: what it is taken of. */
  readonly argument: Fraction | undefined
  readonly relation: { readonly degree: number; readonly value: Poly } | undefined
}

/** Thrown to start again with generator `key` refined to a root `by` times finer. */
export class Refine extends Error {
  override readonly name = 'Refine'
  constructor(
    readonly key: string,
    readonly by: number,
  ) {
    super(`a ${by}-th root of ${key}`)
  }
}

/** Thrown to start again with hyperbolic functions rational in exp. */
export class NeedsExponentials extends Error {
  override readonly name = 'NeedsExponentials'
}

type Description = Pick<Generator, 'key' | 'kind' | 'sign' | 'expr'> &
  Partial<Pick<Generator, 'root' | 'real' | 'domain' | 'exponent' | 'argument' | 'relation'>> & {
    readonly bound?: Iterable<string>
  }

/** What must hold where the claim is meant: `expr` nonzero, positive or nonnegative. */
export interface Condition {
  readonly expr: Expr
  readonly must: 'nonzero' | 'positive' | 'nonnegative'
}

/** What earlier attempts at the same claim learned about its generators, by key. It grows and is passed to the next attempt. */
export interface Knowledge {
  readonly roots: Map<string, number>
  /** Signs to which the claim's own divisions, roots and logarithms confine a generator, or a polynomial (assumed-signs.ts). */
  readonly signs: Map<string, Sign>
  /** Intervals to which they confine a symbol. */
  readonly domains: Map<string, Domain>
  /** Whether the claim is about each point by itself, so that it says nothing of points where it is undefined; not so for limits. */
  readonly pointwise: boolean
  /** Numbers by which long keys stand in others; they mean nothing elsewhere. */
  readonly longKeys: Map<string, number>
  /** Grows with what is learned. */
  news: number
  /** Whether hyperbolic functions are rational in tanh (enough, and smaller, when tanh is the only one) or in exp. */
  hyperbolic: 'tanh' | 'exp'
  /** What the claim presupposes beyond the declared domains, by a canonical text. */
  readonly conditions: Map<string, Condition>
  /** What all attempts together may cost; without it there is no limit. */
  readonly work?: Work
}

/** What is known before the first attempt at a claim; see Knowledge.pointwise. */
export const nothingKnown = (
  pointwise: boolean,
  hyperbolic: Knowledge['hyperbolic'] = 'tanh',
  work = new Work(),
): Knowledge => ({
  roots: new Map(),
  signs: new Map(),
  domains: new Map(),
  conditions: new Map(),
  longKeys: new Map(),
  pointwise,
  hyperbolic,
  news: 0,
  work,
})

/** The same, to be added to by itself; conditions that are noted are noted for both. */
export const copied = (knowledge: Knowledge): Knowledge => ({
  ...knowledge,
  roots: new Map(knowledge.roots),
  signs: new Map(knowledge.signs),
  domains: new Map(knowledge.domains),
})

const NOTHING_BOUND: ReadonlySet<string> = new Set()

function boundOf(names: Iterable<string> | undefined): ReadonlySet<string> {
  const set = names ? new Set(names) : NOTHING_BOUND
  return set.size === 0 ? NOTHING_BOUND : set
}

export class Generators {
  private readonly list: Generator[] = []
  private readonly byKey = new Map<string, Generator>()

  constructor(
    readonly polys: Polynomials,
    readonly fractions: Fractions,
    private readonly knowledge: Knowledge,
  ) {}

  /** All that were made so far. */
  all(): readonly Generator[] {
    return this.list
  }

  at(index: number): Generator {
    return this.list[index] as Generator
  }
  find(key: string): Generator | undefined {
    return this.byKey.get(key)
  }
  /** The generator that a monomial is, where it is a base of this kind. */
  alone(m: Monomial, kind: Generator['kind']): Generator | undefined {
    const exponents = this.polys.monomials.exponents(m)
    const g = exponents.length - 1
    if (g < 0 || exponents[g] !== 1 || exponents.some((e, k) => k !== g && e !== 0)) return undefined
    const generator = this.at(g)
    return generator.kind === kind && generator.root === 1 ? generator : undefined
  }
  rootOf(key: string): number {
    return this.knowledge.roots.get(key) ?? 1
  }

  /** The generator of this key, made from `describe(root)` when it is new. */
  obtain(key: string, describe: (root: number) => Omit<Description, 'key'>): Generator {
    const known = this.byKey.get(key)
    if (known) return known
    const root = this.rootOf(key)
    const described = describe(root)
    const { relation } = described
    // Written out: a copy by spreading costs more than all the rest.
    const generator: Generator = {
      index: this.list.length,
      key,
      kind: described.kind,
      root: described.root ?? root,
      sign: described.sign & (this.knowledge.signs.get(key) ?? ANY) || described.sign,
      real: described.real ?? true,
      expr: described.expr,
      bound: boundOf(described.bound),
      domain: described.domain,
      exponent: described.exponent,
      argument: described.argument,
      relation: relation && { degree: relation.degree * root, value: relation.value },
    }
    this.polys.declare(generator.index, generator.relation)
    this.list.push(generator)
    this.byKey.set(key, generator)
    return generator
  }

  /** Takes note that the claim only speaks of points where generator g has one of these signs; returns whether that is news. */
  assume(g: number, allowed: Sign): boolean {
    const generator = this.at(g)
    const sign = generator.sign & allowed
    if (sign === generator.sign || sign === 0) return false
    const narrowed = { ...generator, sign }
    this.list[g] = narrowed
    this.byKey.set(generator.key, narrowed)
    this.knowledge.signs.set(generator.key, sign)
    this.knowledge.news++
    return true
  }

  /** A fresh indeterminate of known sign that stands for "the rest" in a sign argument. */
  slack(key: string, sign: Sign): Generator {
    return this.obtain(`slack ${key}`, () => ({
      kind: 'slack',
      sign,
      expr: { kind: 'symbol', name: 'slack', indices: [] },
    }))
  }

  /** base^exponent of a generator's base for a rational exponent p/q. */
  power(generator: Generator, p: number, q: number): Fraction {
    const by = missingRoot(generator.root, p, q)
    if (by !== 1) throw new Refine(generator.key, by)
    return this.fractions.of(this.polys.generator(generator.index, (p * generator.root) / q))
  }

  /** That, of the generator of this key. A new one is made as fine as this power needs it. */
  powerOf(key: string, p: number, q: number, describe: (root: number) => Omit<Description, 'key'>): Fraction {
    this.refine(key, missingRoot(this.rootOf(key), p, q), key)
    return this.power(this.obtain(key, describe), p, q)
  }

  /** Makes the root of a key `by` times finer before the generator is made; afterwards only a new start can. */
  refine(key: string, by: number, generator: string): void {
    if (by === 1) return
    if (this.byKey.has(generator)) throw new Refine(key, by)
    this.knowledge.roots.set(key, this.rootOf(key) * by)
  }

  /** Whether every generator in p takes real values. A combination of others may be real too, but then nothing is known of its parts. */
  isReal(p: Poly): boolean {
    return this.polys.generatorsOf(p).every((g) => this.at(g).real)
  }

  isRealFraction(f: Fraction): boolean {
    return this.isReal(f.num) && [...f.den.keys()].every((id) => this.isReal(this.fractions.factor(id)))
  }

  /** Bound indices in a polynomial. */
  boundIn(p: Poly): Set<string> {
    return new Set(this.polys.generatorsOf(p).flatMap((g) => [...this.at(g).bound]))
  }

  /** Bound indices in a fraction. */
  boundInFraction(f: Fraction): Set<string> {
    const found = this.boundIn(f.num)
    for (const id of f.den.keys()) for (const index of this.boundIn(this.fractions.factor(id))) found.add(index)
    return found
  }
}

/** How many times finer a root must be for its base to the p/q to be a power of it. */
const missingRoot = (root: number, p: number, q: number): number => q / greatestCommon(q, p * root)

function greatestCommon(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}
