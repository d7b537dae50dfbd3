/**
 * The leading term c omega^e of an expression in its highest comparability class, and what it says: the limit is 0 where e > 0, that of c where e = 0,
 * and infinite with the sign of c where e < 0. The sign far out is that of c.
 */
import { type Expr, PI, type Sym, add, divide, subtract } from '../../../expr/ast.js'
import { brief } from '../../../expr/print.js'
import { ratio } from '../../../expr/rational.js'
import type { Limit } from '../../core/limit.js'
import type { Normalizer } from '../../core/normalize.js'
import { Unsupported } from '../../core/outcome.js'
import { ANY, NEGATIVE, NONZERO, NULL, POSITIVE, type Sign, within } from '../../core/signs.js'
import { Coefficients } from './coefficients.js'
import { ConstantSigns } from './constant-signs.js'
import { Exponents } from './exponents.js'
import { Expressions, ZERO } from './expressions.js'
import type { FarOut } from './far-out.js'
import { MrvSets } from './mrv.js'
import { MoreTerms, PowerSeries, type Term } from './power-series.js'
import { Preparation } from './preparation.js'
import { Rewriting } from './rewriting.js'

/** Terms kept in a series, tried in turn. */
const TERMS = [2, 4, 8, 14]
/** Limits within limits. */
const MOST_NESTED = 60

export class LeadTerms implements FarOut {
  readonly exprs: Expressions
  readonly preparation: Preparation
  private readonly coefficients: Coefficients
  private readonly constants: ConstantSigns
  private readonly exponents: Exponents
  private readonly series: PowerSeries
  private readonly mrvSets: MrvSets
  private readonly rewriting: Rewriting
  private readonly limits = new Map<Expr, Limit>()
  private readonly signs = new Map<Expr, Sign>()
  private readonly leads = new Map<Expr, Term | 'zero'>()
  private nested = 0

  constructor(
    private readonly n: Normalizer,
    variable: Sym,
  ) {
    this.exprs = new Expressions(variable)
    this.coefficients = new Coefficients(n, this.exprs)
    this.constants = new ConstantSigns(n, this.exprs, this.coefficients)
    this.exponents = new Exponents(n, this.exprs, this.constants)
    this.series = new PowerSeries(n, this.coefficients, this.exponents, TERMS[0] as number)
    this.mrvSets = new MrvSets(this.exprs, this.constants, this)
    this.rewriting = new Rewriting(n, this.exprs, this.coefficients, this.exponents, this.series, this)
    this.preparation = new Preparation(n, this.exprs, this.coefficients, this)
  }

  limit(e: Expr): Limit {
    if (!this.exprs.moves(e)) return e
    const known = this.limits.get(e)
    if (known !== undefined) return known
    const found = this.findLimit(e)
    this.limits.set(e, found)
    return found
  }

  /** The signs that e may have for all large x. */
  sign(e: Expr): Sign {
    if (!this.exprs.moves(e)) return this.constants.sign(e)
    if (e.kind === 'call' && e.fn === 'exp') return POSITIVE
    const known = this.signs.get(e)
    if (known !== undefined) return known
    const first = this.leadTerm(e)
    const s = first === 'zero' ? NULL : this.sign(first.coefficient.expr)
    // A first coefficient that may vanish, or does so for the values that a parameter has left, says nothing about what follows it.
    const result = first === 'zero' || within(s, NONZERO) ? s : this.signOfNormal(e)
    this.signs.set(e, result)
    return result
  }

  private findLimit(e: Expr): Limit {
    const first = this.leadTerm(e)
    if (first === 'zero') return ZERO
    const order = this.exponents.compare(first.exponent, ratio(0n))
    if (order > 0) return ZERO
    if (order === 0) return this.limit(first.coefficient.expr)
    const s = this.sign(first.coefficient.expr)
    if (s === POSITIVE) return 'oo'
    if (s === NEGATIVE) return '-oo'
    throw new Unsupported(`the sign of ${brief(first.coefficient.expr)}, with which ${brief(e)} grows`)
  }

  private signOfNormal(e: Expr): Sign {
    const f = this.coefficients.tryNormal(e)
    return f ? this.n.field.signs.ofFraction(f) : ANY
  }

  /** The first term of e in its highest comparability class. */
  private leadTerm(e: Expr): Term | 'zero' {
    const known = this.leads.get(e)
    if (known) return known
    if (++this.nested > MOST_NESTED) throw new Unsupported('limits that nest too deeply')
    const outer = this.series.count
    try {
      const found = this.findLeadTerm(e)
      this.leads.set(e, found)
      return found
    } finally {
      this.series.count = outer
      this.nested--
    }
  }

  private findLeadTerm(e: Expr): Term | 'zero' {
    const omega = this.mrvSets.omegaOf(this.mrvSets.of(e))
    for (const count of TERMS) {
      this.series.count = count
      omega.series.clear()
      try {
        const series = this.rewriting.expand(e, omega)
        const [first] = series.terms
        if (first) return first
        if (!series.end) return 'zero'
      } catch (error) {
        if (!(error instanceof MoreTerms)) throw error
      }
      const f = count === TERMS[0] ? this.coefficients.tryNormal(e) : undefined
      if (f && this.n.fractions.isZero(f)) return 'zero'
    }
    throw new Unsupported(`a limit in which more than ${this.series.count} terms cancel, that of ${brief(e)}`)
  }

  /** The factor with which a prepared expression grows without bound; undefined where it is not known to grow. */
  growsWith(e: Expr): Expr | undefined {
    try {
      const first = this.exprs.moves(e) ? this.leadTerm(e) : 'zero'
      if (first === 'zero' || this.exponents.compare(first.exponent, ratio(0n)) >= 0) return undefined
      return this.exprs.moves(first.coefficient.expr) ? undefined : first.coefficient.expr
    } catch (error) {
      if (error instanceof Unsupported) return undefined
      throw error
    }
  }

  /** Whether a wave is known to take both 1 and -1 again and again: of something that grows without bound as the variable runs through all numbers, or the sign of a power of -1. */
  takesBoth(wave: string): boolean {
    const of = [...this.preparation.waves].find(([, { name }]) => name === wave)?.[0]
    if (of?.kind !== 'call') return false
    const variable = this.exprs.x as Sym
    if (!this.n.isInteger(variable)) return this.isUnbounded(wave)
    const turns = (shift: Expr): boolean => {
      const f = this.coefficients.tryNormal(this.exprs.intern(shift))
      return f !== undefined && this.n.fractions.asConstant(f)?.d === 1n
    }
    const half = divide(of.argument, PI)
    return of.fn === 'cos' && (turns(subtract(half, variable)) || turns(add(half, variable)))
  }

  /** Whether a wave is sin or cos of something that is known to grow without bound. */
  isUnbounded(wave: string): boolean {
    const of = [...this.preparation.waves].find(([, { name }]) => name === wave)?.[0]
    if (of?.kind !== 'call') return false
    try {
      return this.exprs.wavesIn(of.argument).length === 0 && typeof this.limit(of.argument) === 'string'
    } catch (error) {
      if (error instanceof Unsupported) return false
      throw error
    }
  }
}
