/**
 * The values of polynomials in constant generators, as algebraic numbers: roots of constants, the imaginary unit, phases of rational multiples of pi,
 * and pi. A sign is exact, and so is a zero; what is beyond the limits has no value here.
 */
import type { Generator, Generators } from './generators.js'
import { AlgebraicNumber, PI_NUMBER, cosineOfTurn } from './algebraic-number.js'
import type { Monomial } from './monomials.js'
import { KernelLimit } from './outcome.js'
import type { Poly, Polynomials } from './polynomials.js'
import { NONNEGATIVE, within } from './signs.js'

/** A complex number, its parts absent when they are 0 by their form. */
interface Complex {
  readonly re?: AlgebraicNumber
  readonly im?: AlgebraicNumber
}

const ONE: Complex = { re: AlgebraicNumber.rational({ n: 1n, d: 1n }) }
/** The generator exp(i pi) has this key; with root r it is exp(i pi / r). */
const HALF_TURN = 'phase(1/1*pi^1)'
/** Largest n for the n-th roots of unity. */
const FINEST_TURN = 1000

export class ConstantValues {
  private readonly values = new Map<number, AlgebraicNumber | undefined>()

  constructor(
    private readonly polys: Polynomials,
    private readonly generators: Generators,
  ) {}

  /** The exact sign of a real constant; undefined where p is not one, or is beyond the limits. */
  sign(p: Poly): -1 | 0 | 1 | undefined {
    const constant = (g: number): boolean => this.generators.at(g).key === 'pi' || this.isConstant(g)
    if (!this.polys.generatorsOf(p).every((g) => this.generators.at(g).real && constant(g))) return undefined
    const { re } = this.value(p) ?? {}
    return re && decided(() => re.sign())
  }

  /**
   * Whether p vanishes because the coefficient of each of its monomials in the other generators does. Yes is a proof, no is none.
   */
  vanishes(p: Poly): boolean {
    if (!this.polys.generatorsOf(p).some((g) => this.isConstant(g))) return p.terms.size === 0
    const parts = new Map<Monomial, Map<Monomial, bigint>>()
    for (const [m, c] of p.terms) {
      const exponents = this.polys.monomials.exponents(m)
      const constant = this.polys.monomials.intern(exponents.map((e, g) => (e !== 0 && this.isConstant(g) ? e : 0)))
      const rest = this.polys.monomials.multiply(m, this.polys.monomials.power(constant, -1))
      const part = parts.get(rest) ?? new Map<Monomial, bigint>()
      part.set(constant, c)
      parts.set(rest, part)
    }
    return [...parts.values()].every((terms) => terms.size > 1 && this.isZero({ terms, den: p.den }))
  }

  private isZero(p: Poly): boolean {
    const value = this.value(p)
    return value !== undefined && [value.re, value.im].every((part) => !part || decided(() => part.sign()) === 0)
  }

  private isConstant(g: number): boolean {
    const { kind, key, relation } = this.generators.at(g)
    if (kind === 'imaginary' || key === HALF_TURN) return true
    if (kind !== 'root' && kind !== 'absolute') return false
    return relation !== undefined && this.polys.generatorsOf(relation.value).every((h) => this.isConstant(h))
  }

  /** Of a polynomial in constants times the denominator that it has; undefined beyond the limits. */
  private value(p: Poly): Complex | undefined {
    let total: Complex = {}
    for (const [m, c] of p.terms) {
      let term: Complex = { re: AlgebraicNumber.rational({ n: c, d: 1n }) }
      for (const [g, e] of this.polys.monomials.exponents(m).entries()) {
        if (e === 0) continue
        const factor = this.power(this.generators.at(g), e)
        if (!factor) return undefined
        term = times(term, factor)
      }
      total = { ...plus('re', total, term), ...plus('im', total, term) }
    }
    return total
  }

  private power(generator: Generator, e: number): Complex | undefined {
    if (generator.kind === 'imaginary') {
      const k = ((e % 4) + 4) % 4
      const value = AlgebraicNumber.rational({ n: k < 2 ? 1n : -1n, d: 1n })
      return k % 2 === 0 ? { re: value } : { im: value }
    }
    if (generator.key === HALF_TURN) {
      // exp(2 pi i j / n) with a multiple of 4 for n, so that its sine is a cosine of the same field.
      const [j, n] = [2 * e, 4 * generator.root]
      if (n > FINEST_TURN) return undefined
      return { re: cosineOfTurn(j, n), im: cosineOfTurn(j - generator.root, n) }
    }
    const base = generator.key === 'pi' ? PI_NUMBER : this.real(generator)
    if (!base || (generator.key === 'pi' && generator.root !== 1)) return undefined
    let value = base
    for (let k = 1; k < Math.abs(e); k++) value = value.times(base)
    const one = AlgebraicNumber.rational({ n: 1n, d: 1n })
    return { re: e > 0 ? value : one.over(value) }
  }

  /** A root or absolute value: the non-negative root of its relation's value. */
  private real(generator: Generator): AlgebraicNumber | undefined {
    const { index, relation } = generator
    if (this.values.has(index)) return this.values.get(index)
    const below = relation && within(generator.sign, NONNEGATIVE) ? this.value(relation.value) : undefined
    let value: AlgebraicNumber | undefined
    if (relation && below?.re && !below.im) {
      const { re } = below
      const sign = decided(() => re.sign())
      if (sign === 0) value = AlgebraicNumber.rational({ n: 0n, d: 1n })
      if (sign === 1) value = re.over(AlgebraicNumber.rational({ n: relation.value.den, d: 1n })).root(relation.degree)
    }
    this.values.set(index, value)
    return value
  }
}

/** The value, or undefined where it is beyond the limits. */
function decided<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof KernelLimit) return undefined
    throw error
  }
}

function plus(part: 're' | 'im', a: Complex, b: Complex): Complex {
  const [x, y] = [a[part], b[part]]
  const sum = x && y ? x.plus(y) : (x ?? y)
  return sum ? { [part]: sum } : {}
}

function times(a: Complex, b: Complex): Complex {
  if (a === ONE) return b
  const both = (x?: AlgebraicNumber, y?: AlgebraicNumber): AlgebraicNumber | undefined => x && y && x.times(y)
  const minus = (x?: AlgebraicNumber): AlgebraicNumber | undefined =>
    x && AlgebraicNumber.rational({ n: -1n, d: 1n }).times(x)
  const re = plus('re', complex(both(a.re, b.re)), complex(minus(both(a.im, b.im))))
  const im = plus('im', complex(undefined, both(a.re, b.im)), complex(undefined, both(a.im, b.re)))
  return { ...re, ...im }
}

const complex = (re?: AlgebraicNumber, im?: AlgebraicNumber): Complex => ({ ...(re && { re }), ...(im && { im }) })
