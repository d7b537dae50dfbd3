/** What every part of the normal form works in: the polynomials, fractions and generators of one attempt at a claim. */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { ratio } from '../expr/rational.js'
import { type Fraction, Fractions } from './fractions.js'
import { type Condition, type Generator, Generators, type Knowledge } from './generators.js'
import { Polynomials } from './polynomials.js'
import { reader } from './readable.js'
import { ANY, POSITIVE } from './signs.js'

/** The imaginary unit in what is written out to be read again; no formula can contain the name. */
export const IMAGINARY = '#imaginary'

export class Field {
  readonly polys: Polynomials
  readonly fractions: Fractions
  readonly generators: Generators
  protected readonly text: ReturnType<typeof reader>

  constructor(protected readonly knowledge: Knowledge) {
    this.polys = new Polynomials(knowledge.work)
    this.fractions = new Fractions(this.polys)
    this.text = reader(this.polys, this.fractions, (g) => this.generators.at(g), knowledge.longKeys)
    this.generators = new Generators(this.polys, this.fractions, knowledge, (p) => this.text.key(this.fractions.of(p)))
  }

  /** The conditions noted so far, in this attempt and those before. */
  get conditions(): readonly Condition[] {
    return [...this.knowledge.conditions.values()]
  }

  /** Whether f is zero wherever it is defined. Yes is a proof, no is none. */
  vanishes(f: Fraction): boolean {
    return this.generators.constants.vanishes(this.polys.cleared(f.num))
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

  protected imaginary(): Fraction {
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
