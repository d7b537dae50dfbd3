/** What every part of the normal form works in: the polynomials, fractions and generators of one attempt at a claim, their signs, and their text. */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { ratio } from '../../expr/rational.js'
import { AssumedSigns } from './assumed-signs.js'
import { ConstantValues } from './constant-values.js'
import { Factors } from './factors.js'
import { type Fraction, Fractions } from './fractions.js'
import { type Generator, Generators, type Knowledge } from './generators.js'
import { PolynomialSigns } from './polynomial-signs.js'
import { Polynomials } from './polynomials.js'
import { reader } from './readable.js'
import { ANY, POSITIVE } from './signs.js'

/** The imaginary unit in what is written out to be read again; no formula can contain the name. */
export const IMAGINARY = '#imaginary'

export class Field {
  readonly polys: Polynomials
  readonly fractions: Fractions
  readonly generators: Generators
  readonly constants: ConstantValues
  readonly factors: Factors
  readonly signs: PolynomialSigns
  private readonly text: ReturnType<typeof reader>

  constructor(knowledge: Knowledge) {
    this.polys = new Polynomials(knowledge.work)
    this.fractions = new Fractions(this.polys)
    this.generators = new Generators(this.polys, this.fractions, knowledge)
    this.text = reader(this.polys, this.fractions, (g) => this.generators.at(g), knowledge.longKeys)
    this.constants = new ConstantValues(this.polys, this.generators)
    this.factors = new Factors(this.polys)
    const assumed = new AssumedSigns(this.generators, knowledge, (p) => this.key(this.fractions.of(p)))
    this.signs = new PolynomialSigns(this.generators, this.constants, this.factors, assumed)
  }

  /** Whether f is zero wherever it is defined. Yes is a proof, no is none. */
  vanishes(f: Fraction): boolean {
    return this.constants.vanishes(this.polys.cleared(f.num))
  }

  /** A canonical text of a fraction. */
  key(f: Fraction): string {
    return this.text.key(f)
  }

  /** A fraction as an expression for a reader. */
  readable(f: Fraction): Expr {
    return this.text.expr(f)
  }

  /** The base of a generator. */
  plain(generator: Generator): Fraction {
    return this.generators.power(generator, 1, 1)
  }

  half(f: Fraction): Fraction {
    return this.fractions.multiply(f, this.fractions.constant(ratio(1n, 2n)))
  }

  pi(): Generator {
    return this.generators.obtain('pi', () => ({ kind: 'opaque', sign: POSITIVE, expr: ast.PI }))
  }

  imaginary(): Fraction {
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
