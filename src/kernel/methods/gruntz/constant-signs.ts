/** Signs of what does not move with the variable: exact, or not known. */
import * as ast from '../../../expr/ast.js'
import { type Expr, constantValue } from '../../../expr/ast.js'
import { enclosedSign } from '../../core/enclosure.js'
import type { Fraction } from '../../core/fractions.js'
import type { Normalizer } from '../../core/normalize.js'
import {
  ANY,
  NEGATIVE,
  NONZERO,
  NULL,
  POSITIVE,
  type Sign,
  multiplySigns,
  negateSign,
  powerSign,
} from '../../core/signs.js'
import type { Coefficients } from './coefficients.js'
import { type Expressions, ONE } from './expressions.js'

/** What an enclosure says of a sign; 0 when it does not tell. */
const SIGN_OF = { '-1': NEGATIVE, 0: ANY, 1: POSITIVE } as const

export class ConstantSigns {
  private readonly signs = new Map<Expr, Sign>()

  constructor(
    private readonly n: Normalizer,
    private readonly exprs: Expressions,
    private readonly coefficients: Coefficients,
  ) {}

  sign(e: Expr): Sign {
    const known = this.signs.get(e)
    if (known !== undefined) return known
    const result = this.findSign(e)
    this.signs.set(e, result)
    return result
  }

  private findSign(e: Expr): Sign {
    const f = this.coefficients.normal(e)
    if (this.n.fractions.isZero(f)) return NULL
    const s = this.n.sign(e)
    if (s === POSITIVE || s === NEGATIVE) return s
    if (!this.exprs.hasSymbols(e)) return SIGN_OF[enclosedSign(e) ?? 0]
    const readable = this.exprs.intern(this.n.readable(f))
    return s & this.signByParts(e) & (readable === e ? ANY : this.signByParts(readable)) & this.signByCondition(f) || s
  }

  /** What the claim presupposes. */
  private signByCondition(f: Fraction): Sign {
    const { fractions } = this.n
    const presupposed = this.n.supposed.some(({ expr, must }) => {
      if (must !== 'nonzero') return false
      const g = this.coefficients.tryNormal(expr)
      return g && (fractions.isZero(fractions.subtract(f, g)) || fractions.isZero(fractions.add(f, g)))
    })
    return presupposed ? NONZERO : ANY
  }

  /** What a product, a quotient or a logarithm inherits. */
  private signByParts(e: Expr): Sign {
    switch (e.kind) {
      case 'negate':
        return negateSign(this.sign(e.argument))
      case 'multiply':
        return e.factors.map((factor) => this.sign(factor)).reduce(multiplySigns)
      case 'divide':
        return multiplySigns(this.sign(e.numerator), powerSign(this.sign(e.denominator), -1))
      case 'power': {
        const k = constantValue(e.exponent)
        return k?.d === 1n && k.n > -1000n && k.n < 1000n ? powerSign(this.sign(e.base), Number(k.n)) : ANY
      }
      case 'call':
        return e.fn === 'log' ? this.sign(this.exprs.intern(ast.subtract(e.argument, ONE))) : ANY
      default:
        return ANY
    }
  }
}
