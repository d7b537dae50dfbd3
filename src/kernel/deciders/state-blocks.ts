/**
 * Linear algebra of polynomials in the states of exactly k neurons: the parts of the space of all polynomials that a decoupled derivative maps
 * into themselves. The parameters are set to primes, so the nullity of a condition is at most, and the rank of a family at least, what
 * is found; which monomials occur is read off with the parameters in them. See every-width.ts.
 */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import * as rational from '../../expr/rational.js'
import { type Rational, ZERO, ratio } from '../../expr/rational.js'
import { instancesAtWidth, renameIndices } from '../../expr/substitute.js'
import type { Fraction } from '../core/fractions.js'
import type { Monomial } from '../core/monomials.js'
import type { Normalizer } from '../core/normalize.js'
import { KernelLimit, Unsupported } from '../core/outcome.js'
import type { Poly } from '../core/polynomials.js'
import { eliminate, nextPrime } from './rank.js'

/** Monomials of one block, and instances of one member, beyond which no linear algebra is done. */
const MOST_MONOMIALS = 260
const MOST_INSTANCES = 400

/** A derivative by which each neuron moves for itself, and a number that it is compared with. */
export interface DecoupledFlow {
  /** The rate of each family, in the states of the neuron `index`. */
  readonly decoupled: readonly Expr[]
  readonly index: string
  readonly cofactor: Expr
}

/** A polynomial in the states of the first k neurons at an integer point of the parameters: exponents, neuron by neuron, to coefficient. */
type StatePoly = ReadonlyMap<string, { readonly exponents: readonly number[]; readonly coefficient: Rational }>

/** The linear algebra of polynomials in the states of exactly k neurons. */
export class StateBlocks {
  private readonly values = new Map<string, Rational>()

  constructor(
    private readonly n: Normalizer,
    private readonly families: readonly Sym[],
    /** Where the primes begin. */
    private last: number,
  ) {}

  /** Whether a member is not made of monomials of degree at most `degree` in the states of exactly its neurons. */
  isStray(member: Expr, indices: number, degree: number): boolean {
    const [instance] = this.instances(member, indices)
    const exponents = this.exponents(this.n.normalize(instance as Expr), indices)
    const total = (e: readonly number[]): number => e.reduce((a, b) => a + b, 0)
    return !exponents.every((e) => this.isFull(e) && total(e) <= degree)
  }

  /** Independent instances of members with k free indices at width k. */
  rank(members: readonly Expr[], k: number): number {
    return eliminate(
      rowsOf(members.flatMap((member) => this.instances(member, k)).map((e) => this.read(this.n.normalize(e), k))),
    )
  }

  /** The dimension of the polynomials f in the states of exactly k neurons, of degree at most `degree`, with D0 f = cofactor f. */
  nullity({ decoupled, index, cofactor }: DecoupledFlow, k: number, degree: number): number {
    const basis = this.monomials(k, degree)
    const [factor] = [...this.read(this.n.normalize(cofactor), k).values()]
    const width = this.families.length
    const fields = Array.from({ length: k }, (_, neuron) =>
      decoupled.map((e) => this.field(renameIndices(e, new Map([[index, neuron + 1]])), neuron, k)),
    ).flat()
    const images = basis.map((exponents) => {
      const image = new Map<string, { exponents: readonly number[]; coefficient: Rational }>()
      const put = (e: readonly number[], c: Rational): void => {
        const key = e.join()
        image.set(key, { exponents: e, coefficient: rational.add(image.get(key)?.coefficient ?? ZERO, c) })
      }
      if (factor) put(exponents, rational.negate(factor.coefficient))
      for (let v = 0; v < k * width; v++) {
        const power = exponents[v] as number
        if (power === 0) continue
        for (const { exponents: own, coefficient } of (fields[v] as StatePoly).values()) {
          const raised = exponents.map((e, w) => e + (own[w] as number) - (v === w ? 1 : 0))
          put(raised, rational.multiply(coefficient, ratio(power)))
        }
      }
      return image
    })
    return basis.length - eliminate(rowsOf(images))
  }

  /** A decoupled rate of a neuron, which must be made of its own states only. */
  private field(e: Expr, neuron: number, k: number): StatePoly {
    const f = this.n.normalize(e)
    const width = this.families.length
    const isOwn = (exponents: readonly number[]): boolean =>
      exponents.every((power, v) => power === 0 || Math.floor(v / width) === neuron) && exponents.some((p) => p > 0)
    if (!this.exponents(f, k).every(isOwn))
      throw new Unsupported('rates with a term in which no state of their neuron is')
    return this.read(f, k)
  }

  private instances(member: Expr, k: number): Expr[] {
    let count = 1
    for (let j = 2; j <= k; j++) count *= j
    if (count > MOST_INSTANCES) throw new KernelLimit(`more than ${MOST_INSTANCES} instances of a member`)
    return instancesAtWidth(member, k)
  }

  /** Whether all k neurons are in a monomial. */
  private isFull(exponents: readonly number[]): boolean {
    const width = this.families.length
    for (let v = 0; v < exponents.length; v += width) {
      if (exponents.slice(v, v + width).every((e) => e === 0)) return false
    }
    return exponents.length > 0
  }

  /** Exponent vectors of degree at most `degree` with all of k neurons in them. */
  private monomials(k: number, degree: number): number[][] {
    const width = this.families.length
    let all: number[][] = [[]]
    for (let v = 0; v < k * width; v++) {
      // One for each neuron that is still to come.
      const later = k - 1 - Math.floor(v / width)
      all = all.flatMap((begun) => {
        const used = begun.reduce((a, b) => a + b, 0)
        const own = begun.slice(v - (v % width))
        const least = v % width === width - 1 && own.every((e) => e === 0) ? 1 : 0
        const most = degree - used - later
        return Array.from({ length: Math.max(0, most - least + 1) }, (_, e) => [...begun, least + e])
      })
      if (all.length > MOST_MONOMIALS) throw new KernelLimit(`more than ${MOST_MONOMIALS} monomials`)
    }
    return all
  }

  /** The exponents of the states in the terms of a polynomial in them. */
  private exponents(f: Fraction, k: number): number[][] {
    const { polys, fractions, generators } = this.n
    const columns = this.columns(k)
    const isParameter = (g: number): boolean => {
      const { kind, root, expr } = generators.at(g)
      const isState = columns.includes(g)
      const isStray = !isState && expr.kind === 'symbol' && this.families.some(({ name }) => name === expr.name)
      if (kind !== 'symbol' || root !== 1 || isStray)
        throw new Unsupported('polynomials in something else than the states of so many neurons')
      return !isState
    }
    const polynomial = [...f.den.keys()].every((id) => polys.generatorsOf(fractions.factor(id)).every(isParameter))
    const vectors = [...f.num.terms.keys()].map((m) => {
      polys.monomials.exponents(m).forEach((e, g) => {
        if (e !== 0) isParameter(g)
      })
      return columns.map((g) => polys.monomials.exponent(m, g))
    })
    if (!polynomial || vectors.some((vector) => vector.some((e) => e < 0)))
      throw new Unsupported('a flow or family that is not polynomial in the states of a neuron')
    return vectors
  }

  /** A polynomial in the states, each parameter set to a prime of its own. */
  private read(f: Fraction, k: number): StatePoly {
    const { polys, fractions } = this.n
    const columns = this.columns(k)
    const vectors = this.exponents(f, k)
    const point = (m: Monomial): Rational =>
      polys.monomials
        .exponents(m)
        .map((e, g) => (e === 0 || columns.includes(g) ? ratio(1) : rational.power(this.parameter(g), e)))
        .reduce(rational.multiply, ratio(1))
    const valueAt = (p: Poly): Rational =>
      [...p.terms].map(([m, c]) => rational.multiply(ratio(c, p.den), point(m))).reduce(rational.add, ZERO)
    let below = ratio(1)
    for (const [id, e] of f.den) below = rational.multiply(below, rational.power(valueAt(fractions.factor(id)), e))
    if (below.n === 0n) throw new Unsupported('a rate or member that is not defined at the point tried')
    const result = new Map<string, { exponents: readonly number[]; coefficient: Rational }>()
    ;[...f.num.terms].forEach(([m, c], t) => {
      const exponents = vectors[t] as number[]
      const key = exponents.join()
      const value = rational.divide(rational.multiply(ratio(c, f.num.den), point(m)), below)
      result.set(key, { exponents, coefficient: rational.add(result.get(key)?.coefficient ?? ZERO, value) })
    })
    return result
  }

  /** The generators of the states of the first k neurons. */
  private columns(k: number): number[] {
    return Array.from({ length: k }, (_, neuron) =>
      this.families.map(({ name }) => {
        const { num } = this.n.normalize(ast.symbol(name, neuron + 1))
        return this.n.polys.generatorsOf(num)[0] as number
      }),
    ).flat()
  }

  private parameter(g: number): Rational {
    const { key } = this.n.generators.at(g)
    const known = this.values.get(key)
    if (known) return known
    this.last = nextPrime(this.last)
    const value = ratio(this.last)
    this.values.set(key, value)
    return value
  }
}

/** Coefficient rows over the monomials that occur. */
function rowsOf(polys: readonly StatePoly[]): Rational[][] {
  const columns = [...new Set(polys.flatMap((p) => [...p.keys()]))]
  return polys.map((p) => columns.map((key) => p.get(key)?.coefficient ?? ZERO))
}
