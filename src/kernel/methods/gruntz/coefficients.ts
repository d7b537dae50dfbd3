/** Coefficients of a series in omega: of a lower class than omega, each with its normal form, which tells whether it is zero. */
import * as ast from '../../../expr/ast.js'
import { type Expr, children } from '../../../expr/ast.js'
import { brief } from '../../../expr/print.js'
import type { Rational } from '../../../expr/rational.js'
import { IMAGINARY } from '../../core/field.js'
import type { Fraction } from '../../core/fractions.js'
import type { Normalizer } from '../../core/normalize.js'
import { NowhereDefined, Unsupported } from '../../core/outcome.js'
import { type Expressions, ONE, ZERO } from './expressions.js'

/** A coefficient: its normal form, and an expression for it in which exponentials are not torn apart. */
export interface Coefficient {
  readonly normal: Fraction
  readonly expr: Expr
}

/** Coefficients computed for one limit before it is given up; about a second. */
const MOST_COEFFICIENTS = 20_000
/** Terms of a normal form. */
const LARGEST_COEFFICIENT = 600

export class Coefficients {
  readonly zero: Coefficient
  readonly one: Coefficient
  private readonly torn = new Map<Expr, boolean>()
  private work = 0

  constructor(
    private readonly n: Normalizer,
    private readonly exprs: Expressions,
  ) {
    this.zero = { normal: n.fractions.zero, expr: exprs.intern(ZERO) }
    this.one = { normal: n.fractions.one, expr: exprs.intern(ONE) }
  }

  normal(e: Expr): Fraction {
    if (++this.work > MOST_COEFFICIENTS) throw new Unsupported('a limit that takes too many terms')
    try {
      const f = this.n.normalize(e)
      if (f.num.terms.size <= LARGEST_COEFFICIENT) return f
    } catch (error) {
      // What is normalized here was shown to be defined, or is a value at the very edge of a domain.
      if (error instanceof NowhereDefined) throw new Unsupported(`the limit of ${brief(e)}`)
      throw error
    }
    throw new Unsupported('a limit with coefficients of too many terms')
  }

  /** The normal form of what moves, where it has one. */
  tryNormal(e: Expr): Fraction | undefined {
    try {
      return this.normal(e)
    } catch (error) {
      if (error instanceof Unsupported) return undefined
      throw error
    }
  }

  made(normal: Fraction, build: () => Expr): Coefficient {
    if (++this.work > MOST_COEFFICIENTS) throw new Unsupported('a limit that takes too many terms')
    if (normal.num.terms.size > LARGEST_COEFFICIENT)
      throw new Unsupported('a limit with coefficients of too many terms')
    return { normal, expr: this.exprs.intern(this.isPlain(normal) ? this.n.readable(normal) : build()) }
  }

  /** Whether the normal form can be written out without tearing an exponential apart, and without the imaginary unit. */
  private isPlain(f: Fraction): boolean {
    const polys = [f.num, ...[...f.den.keys()].map((id) => this.n.fractions.factor(id))]
    return polys.every((p) =>
      this.n.polys.generatorsOf(p).every((g) => {
        const { real, expr } = this.n.generators.at(g)
        return real && !this.tears(this.exprs.intern(expr))
      }),
    )
  }

  /** Whether something moving in an exponential, or the imaginary unit, stands in what a generator is written as. */
  private tears(e: Expr): boolean {
    const known = this.torn.get(e)
    if (known !== undefined) return known
    const own = e.kind === 'symbol' ? e.name === IMAGINARY : e.kind === 'call' && e.fn === 'exp' && this.exprs.moves(e)
    const result = own || children(e).some((child) => this.tears(child))
    this.torn.set(e, result)
    return result
  }

  /** The coefficient that an expression is. */
  of(e: Expr): Coefficient {
    const own = this.exprs.intern(e)
    return this.made(this.normal(own), () => own)
  }

  isZero(c: Coefficient): boolean {
    return this.n.fractions.isZero(c.normal)
  }

  add(a: Coefficient, b: Coefficient): Coefficient {
    return this.made(this.n.fractions.add(a.normal, b.normal), () => this.exprs.sum(a.expr, b.expr))
  }

  multiply(a: Coefficient, b: Coefficient): Coefficient {
    if (a === this.one) return b
    if (b === this.one) return a
    return this.made(this.n.fractions.multiply(a.normal, b.normal), () => this.exprs.product(a.expr, b.expr))
  }

  rational(c: Rational): Coefficient {
    return this.made(this.n.fractions.constant(c), () => ast.rational(c))
  }
}
