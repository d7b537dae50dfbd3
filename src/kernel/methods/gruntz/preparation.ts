/**
 * Preparation: only +, *, /, powers with constant exponents, exp, log, abs, sin, cos, atan, asin are left, and what is left is defined for all large x.
 * What oscillates without a limit, sin or cos of something unbounded, becomes a parameter in [-1, 1], a wave.
 */
import * as ast from '../../../expr/ast.js'
import { type Expr, type Sym, children, constantValue, withChildren } from '../../../expr/ast.js'
import { isIntegerValued } from '../../../expr/integer-valued.js'
import { brief } from '../../../expr/print.js'
import { ratio } from '../../../expr/rational.js'
import { applied } from '../../../expr/spelling.js'
import { FUNCTIONS } from '../../../functions/registry/registry.js'
import { formulaOf } from '../../core/declared.js'
import type { Normalizer } from '../../core/normalize.js'
import { NowhereDefined, Unsupported } from '../../core/outcome.js'
import { ANY, NEGATIVE, NONNEGATIVE, NONZERO, NULL, POSITIVE, type Sign, within } from '../../core/signs.js'
import type { Coefficients } from './coefficients.js'
import { type Expressions, ONE, WAVES } from './expressions.js'
import type { FarOut } from './far-out.js'

/** Roots that a normal form takes. */
const FINEST_ROOT = 10_000n

const HALF = ast.rational(ratio(1n, 2n))
const TWO = ast.rational(2)

export class Preparation {
  /** The waves, by what they stand for. */
  readonly waves = new Map<Expr, Sym>()
  private readonly ready = new Map<Expr, Expr>()

  constructor(
    private readonly n: Normalizer,
    private readonly exprs: Expressions,
    private readonly coefficients: Coefficients,
    private readonly limits: FarOut,
  ) {}

  /** Throws NowhereDefined when e is undefined for all large x, and Unsupported where that is not decided. */
  prepared(e: Expr): Expr {
    // Where it is undefined for all large x whatever the method, as 1/(b*x) for b = 0, the claim says nothing.
    this.coefficients.tryNormal(this.exprs.intern(e))
    return this.prepare(this.exprs.intern(e))
  }

  private prepare(e: Expr): Expr {
    // What is made of waves alone has no limit to be found, but must have a value for all that they may be.
    if (this.isGiven(e)) return e
    const known = this.ready.get(e)
    if (known) return known
    const result = this.exprs.intern(this.opened(e))
    this.ready.set(e, result)
    return result
  }

  private opened(e: Expr): Expr {
    switch (e.kind) {
      case 'symbol':
        return e
      case 'add':
      case 'multiply':
      case 'negate':
        return withChildren(
          e,
          children(e).map((child) => this.prepare(child)),
        )
      case 'divide':
        return ast.divide(this.prepare(e.numerator), this.nonzero(this.prepare(e.denominator)))
      case 'power':
        return this.openedPower(this.prepare(e.base), this.prepare(e.exponent))
      case 'call':
        return this.openedCall(e.fn, this.prepare(e.argument))
      default:
        throw new Unsupported(`the limit of ${brief(e)}`)
    }
  }

  private openedPower(base: Expr, exponent: Expr): Expr {
    const k = this.exprs.moves(exponent) ? this.settled(exponent) : exponent
    if (!k && isIntegerValued(exponent, (symbol) => this.n.isInteger(symbol))) {
      const sign = this.n.sign(base)
      if (sign === NEGATIVE) {
        const parity = this.openedCall('cos', this.exprs.intern(ast.multiply(ast.PI, exponent)))
        return ast.multiply(parity, this.openedPower(this.exprs.intern(ast.negate(base)), exponent))
      }
      // 1 or -1 with the sign of the base and the parity of the exponent, neither of which is known.
      if (this.isGiven(base) && !within(sign, NONNEGATIVE)) {
        const size = this.exprs.intern(ast.call('abs', base))
        return ast.multiply(
          this.wave(this.exprs.intern(ast.power(base, exponent))),
          ast.call('exp', ast.multiply(exponent, ast.call('log', size))),
        )
      }
    }
    // With a power of something negative whole values of the exponent may be meant: that is for others to decide.
    if (!k) return ast.call('exp', ast.multiply(exponent, ast.call('log', this.positive(base))))
    const c = this.n.fractions.asConstant(this.n.normalize(k))
    if (c?.d === 1n) return ast.power(c.n < 0n ? this.nonzero(base) : base, ast.rational(c))
    if (!c) return ast.power(this.positive(base), k)
    this.has(base, c.n > 0n ? NONNEGATIVE : POSITIVE, 'a power of something negative')
    // A root so fine that no normal form holds it.
    if (c.d > FINEST_ROOT) return ast.call('exp', ast.multiply(k, this.openedCall('log', this.positive(base))))
    return ast.power(base, ast.rational(c))
  }

  /** The constant that an expression with the variable in it is equal to. */
  private settled(e: Expr): Expr | undefined {
    const f = this.coefficients.tryNormal(e)
    const c = f && this.n.readable(f)
    return c && !this.exprs.moves(this.exprs.intern(c)) ? c : undefined
  }

  private openedCall(fn: ast.Call['fn'], u: Expr): Expr {
    switch (fn) {
      case 'exp':
      case 'atan':
      case 'abs':
        return ast.call(fn, u)
      case 'log':
        this.has(u, POSITIVE, 'the logarithm of something that is never positive')
        return ast.call('log', u)
      case 'sqrt':
        return this.openedPower(u, HALF)
      case 'sin':
      case 'cos':
        return this.bounded(fn, u)
      case 'asin':
        this.has(this.exprs.intern(ast.subtract(ONE, ast.power(u, TWO))), NONNEGATIVE, 'asin beyond 1')
        return ast.call('asin', u)
      default:
        return this.openedOther(fn, u)
    }
  }

  /** Of a function without rules of its own here: by a formula for it. */
  private openedOther(fn: ast.Call['fn'], u: Expr): Expr {
    const { is, exact, domain } = FUNCTIONS[fn]
    const by = exact?.farOut
    const at = (formula: string): Expr => this.exprs.intern(applied(formulaOf(formula), u))
    if (by && 'formula' in by) {
      // What a formula asks for by itself is found as it is prepared.
      const open = by.ready ? domain : domain.filter((requirement) => requirement.otherwise !== undefined)
      for (const { must, of, otherwise = `${fn} where it has no value` } of open) {
        const asked = this.prepare(at(of))
        if (must === 'nonzero') this.nonzero(asked)
        else this.has(asked, must === 'positive' ? POSITIVE : NONNEGATIVE, otherwise)
      }
      return by.ready ? at(by.formula) : this.prepare(at(by.formula))
    }
    const s = by ? this.limits.sign(u) : ANY
    const formula = s === POSITIVE ? by?.positive : s === NEGATIVE ? by?.negative : is
    if (formula !== undefined) return this.prepare(at(formula))
    throw new Unsupported(`the limit of ${brief(ast.call(fn, u))}`)
  }

  /** Whether u is a constant of the claim, which thereby presupposes that it is defined. */
  private isGiven(u: Expr): boolean {
    return !this.exprs.moves(u) && !this.exprs.isAbout(u, WAVES)
  }

  /** `u`, which must have one of the signs allowed for all large x. */
  private has(u: Expr, allowed: Sign, otherwise: string): void {
    const s = this.limits.sign(u)
    if (within(s, allowed) || (this.isGiven(u) && (s & allowed) !== 0)) return
    if ((s & allowed) === 0) throw new NowhereDefined(`it takes ${otherwise}`)
    throw new Unsupported(`${otherwise}, as ${brief(u)} may be`)
  }

  private positive(u: Expr): Expr {
    if (!this.isGiven(u) && this.limits.sign(u) !== POSITIVE)
      throw new Unsupported(`a power of ${brief(u)}, which may be negative`)
    return u
  }

  private nonzero(u: Expr): Expr {
    if (this.isGiven(u)) return u
    const s = this.limits.sign(u)
    if (s === NULL) throw new NowhereDefined('it divides by something that is identically zero')
    if (within(s, NONZERO)) return u
    throw new Unsupported(`a quotient by ${brief(u)}, which may vanish`)
  }

  /** sin or cos, or a parameter in its place when the argument has no finite limit. */
  private bounded(fn: 'sin' | 'cos', u: Expr): Expr {
    const itself = this.exprs.intern(ast.call(fn, u))
    if (!this.exprs.moves(u)) return itself
    let finite = false
    try {
      finite = typeof this.limits.limit(u) !== 'string'
    } catch (error) {
      if (!(error instanceof Unsupported) || !isEntire(u)) throw error
    }
    return finite ? itself : this.wave(itself)
  }

  /** A parameter in place of something that has no limit and stays between -1 and 1. */
  private wave(of: Expr): Expr {
    const known = this.waves.get(of)
    if (known) return known
    const name = WAVES[this.waves.size]
    if (name === undefined) throw new Unsupported(`more than ${WAVES.length} oscillations`)
    const wave = this.exprs.intern(ast.symbol(name)) as Sym
    this.waves.set(of, wave)
    return wave
  }
}

/** Whether an expression is defined for all values of its symbols, as far as its shape shows. */
function isEntire(e: Expr): boolean {
  if (e.kind === 'divide' && constantValue(e.denominator) === undefined) return false
  if (e.kind === 'power') {
    const k = constantValue(e.exponent)
    if (k?.d !== 1n || k.n < 0n) return false
  }
  if (e.kind === 'call' && !['exp', 'sin', 'cos', 'atan', 'abs'].includes(e.fn)) return false
  return children(e).every(isEntire)
}
