/** What every part of the normal form works in: the polynomials, fractions and generators of one attempt at a claim. */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { ratio } from '../expr/rational.js'
import { cyclotomic } from './cyclotomic.js'
import { type Fraction, Fractions } from './fractions.js'
import { type Condition, type Generator, Generators, type Knowledge } from './generators.js'
import { Polynomials } from './polynomials.js'
import { reader } from './readable.js'
import { ANY, NONZERO, POSITIVE } from './signs.js'

/** The imaginary unit in what is written out to be read again; no formula can contain the name. */
export const IMAGINARY = '#imaginary'
/** The key of the root of unity exp(i pi / n) whose powers are all the constant phases of a claim; its n is a multiple of 2. */
export const UNITY = 'root of unity'

export class Field {
  readonly polys = new Polynomials()
  readonly fractions = new Fractions(this.polys)
  readonly generators: Generators
  protected readonly text = reader(this.polys, this.fractions, (g) => this.generators.at(g))

  constructor(protected readonly knowledge: Knowledge) {
    this.generators = new Generators(this.polys, this.fractions, knowledge)
  }

  /** The conditions noted so far, in this attempt and those before. */
  get conditions(): readonly Condition[] {
    return [...this.knowledge.conditions.values()]
  }

  /** A fraction as an expression for a reader. */
  readable(f: Fraction): Expr {
    return this.text.expr(f)
  }

  protected note(expr: Expr, must: Condition['must'], f: Fraction): void {
    const key = `${must} ${this.text.key(f)}`
    if (!this.knowledge.conditions.has(key)) this.knowledge.conditions.set(key, { expr, must })
  }

  protected plain(generator: Generator): Fraction {
    return this.generators.power(generator, 1, 1)
  }

  protected pi(): Generator {
    return this.generators.obtain('pi', () => ({ kind: 'opaque', sign: POSITIVE, expr: ast.PI }))
  }

  /** Half the order of the root of unity in use; 1 when none is. */
  protected get halfOrder(): number {
    return this.generators.rootOf(UNITY)
  }

  /** exp(i pi k / halfOrder): a power of one root of unity, reduced by its cyclotomic polynomial. */
  protected unityPower(k: number): Fraction {
    const half = this.halfOrder
    const zeta = this.generators.obtain(UNITY, () => {
      const coefficients = cyclotomic(2 * half)
      const degree = coefficients.length - 1
      // The relation speaks of the generator itself, in lower powers, under the number that it is about to get.
      const index = this.generators.count
      let value = this.polys.zero
      for (const [e, c] of coefficients.slice(0, degree).entries()) {
        if (c !== 0n) value = this.polys.add(value, this.polys.monomial(this.polys.monomials.of(index, e), ratio(-c)))
      }
      return {
        kind: 'phase',
        root: 1,
        sign: NONZERO,
        real: false,
        expr: ast.call('exp', ast.multiply(ast.rational(ratio(1n, half)), ast.symbol(IMAGINARY), ast.PI)),
        relation: { degree, value },
      }
    })
    return this.fractions.of(this.polys.generator(zeta.index, ((k % (2 * half)) + 2 * half) % (2 * half)))
  }

  protected imaginary(): Fraction {
    if (this.halfOrder > 1) return this.unityPower(this.halfOrder / 2)
    const minusOne = { degree: 2, value: this.polys.constant(ratio(-1n)) }
    const i = this.generators.obtain(IMAGINARY, () => ({
      kind: 'imaginary',
      sign: ANY,
      real: false,
      expr: ast.symbol(IMAGINARY),
      relation: minusOne,
    }))
    return this.plain(i)
  }
}
