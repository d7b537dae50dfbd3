/**
 * Limits at infinity of functions built with exp, log, powers and functions analytic at the limit of their argument, by Gruntz's method.
 *
 * The sub-expressions of the largest class of growth are written as powers of one omega = exp(-g) that tends to 0, the expression is expanded in omega
 * with coefficients of lower class, and the first coefficient decides: it is zero or not by the normal form, and its limit and sign are found in the
 * same way. Where the largest class is that of the variable, omega = 1/x and g = log x, which is the variable of the coefficients, so that
 * each stage is about something simpler. What oscillates without a limit, sin or cos of something unbounded, becomes a parameter in
 * [-1, 1]; the expansion holds uniformly in it, because nothing is divided by that may vanish on that closed interval.
 *
 * Every sign and every comparison is exact. Where one is not decided, as for a parameter of unknown sign, the limit is Unsupported.
 */
import * as ast from '../expr/ast.js'
import { type Expr, type Sym, children, constantValue, withChildren } from '../expr/ast.js'
import { brief, print, printSymbol } from '../expr/print.js'
import { type Rational, compare, ratio } from '../expr/rational.js'
import * as rational from '../expr/rational.js'
import { isIntegerValued } from '../expr/integer-valued.js'
import { substitute } from '../expr/substitute.js'
import { enclosedSign } from './enclosure.js'
import { IMAGINARY } from './field.js'
import type { Fraction } from './fractions.js'
import type { Limit } from './limit.js'
import type { Domains, Normalizer } from './normalize.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import {
  ANY,
  NEGATIVE,
  NONNEGATIVE,
  NONZERO,
  NULL,
  POSITIVE,
  type Sign,
  multiplySigns,
  negateSign,
  powerSign,
  within,
} from './signs.js'
import { holdsSomewhere } from './somewhere.js'

/** Names of the symbols that stand for what oscillates; their domain is [-1, 1], and no formula can contain them. */
export const WAVES: readonly string[] = Array.from({ length: 6 }, (_, k) => `wave#${k}`)

/** An exact exponent of omega: a rational, or a constant with symbols in normal form. */
type Exponent = Rational | Fraction

/** A coefficient: its normal form, and an expression for it in which exponentials are not torn apart. */
interface Coefficient {
  readonly normal: Fraction
  readonly expr: Expr
}

interface Term {
  readonly exponent: Exponent
  readonly coefficient: Coefficient
}

/** Terms with ascending exponents, up to an error of order omega^end; exact without `end`. */
interface Series {
  readonly terms: readonly Term[]
  readonly end?: Exponent
}

/** All terms that are known cancel: more are needed. */
class MoreTerms extends Error {}

/** Terms kept in a series, tried in turn. */
const TERMS = [2, 4, 8, 14]
/** Coefficients computed for one limit before it is given up; about a second. */
const MOST_COEFFICIENTS = 20_000
/** Limits within limits. */
const MOST_NESTED = 60
/** Terms of a normal form. */
const LARGEST_COEFFICIENT = 600
/** Whole powers that are multiplied out. */
const LARGEST_POWER = 24n

/** Roots that a normal form takes. */
const FINEST_ROOT = 10_000n

const ZERO = ast.rational(0)
const ONE = ast.rational(1)
const HALF = ast.rational(ratio(1n, 2n))
const TWO = ast.rational(2)
/** What an enclosure says of a sign; 0 when it does not tell. */
const SIGN_OF = { '-1': NEGATIVE, 0: ANY, 1: POSITIVE } as const

/** There is no limit: the expression comes close to a function of sin or cos of something unbounded, and takes all its values again and again. */
export class Oscillates extends Error {
  override readonly name = 'Oscillates'
}

/**
 * The limit of `e` as `x` grows without bound. Throws Unsupported where it is not decided, Oscillates where there is none, and NowhereDefined when e
 * is undefined for all large x.
 */
export function asymptoticLimit(n: Normalizer, e: Expr, x: Sym): Limit {
  const limits = new Asymptotics(n, x)
  const found = limits.limit(limits.prepared(e))
  if (typeof found === 'string') return found
  // Somewhere far out: there it must be defined for the values of the parameters for which it is seen to change.
  const farOut = substitute(e, [{ symbol: x, by: ast.rational(SOMEWHERE) }])
  // In a normal form a wave that is not there has no influence.
  const settled = n.readable(n.normalize(found))
  const waves = limits.wavesIn(settled)
  if (waves.length === 0) return limits.wavesIn(found).length === 0 ? found : settled
  if (
    waves.length === 1 &&
    waves.every((wave) => limits.isUnbounded(wave) && changesWith(settled, wave, n.domains, farOut))
  )
    throw new Oscillates('it oscillates without a limit')
  throw new Unsupported('the limit of what may oscillate')
}

const SOMEWHERE = 1000

/** Values that sin and cos take again and again. */
const TAKEN = [
  [ratio(0n), ratio(1n)],
  [ratio(1n, 2n), ratio(-1n, 3n)],
] as const

/** Whether a term is shown to have, somewhere, two values for two values of a wave. That the wave stands in it shows nothing. */
function changesWith(e: Expr, wave: string, domains: Domains, defined: Expr): boolean {
  const at = (value: Rational): Expr => substitute(e, [{ symbol: ast.symbol(wave), by: ast.rational(value) }])
  return TAKEN.some(([one, other]) =>
    holdsSomewhere({ expr: ast.where(ast.subtract(at(one), at(other)), defined), must: 'nonzero' }, domains),
  )
}

/**
 * Throws NowhereDefined when `e` is undefined for all large x, and Unsupported where it is not shown to be defined for all of them. Quotients may be
 * `presupposed`: what does not oscillate is zero for all large x or for none, and a normal form notes what must not be zero.
 */
export function requireDefined(n: Normalizer, e: Expr, x: Sym, quotients: 'shown' | 'presupposed' = 'shown'): void {
  new Asymptotics(n, x, quotients).prepared(e)
}

/** The signs that `e` may have for all large x. */
export function signFarOut(n: Normalizer, e: Expr, x: Sym): Sign {
  return new Asymptotics(n, x).signOf(e)
}

/** The class of growth in which an expression is expanded. */
interface Stage {
  /** Its elements: the variable, and exponentials. */
  readonly largest: ReadonlySet<Expr>
  /** log(1/omega), as the coefficients know it. */
  readonly g: Expr
  readonly series: Map<Expr, Series>
}

class Asymptotics {
  private readonly x: Expr
  private readonly interned = new Map<string, Expr>()
  private readonly ids = new Map<Expr, number>()
  private readonly given = new Map<Expr, Expr>()
  private readonly moving = new Map<Expr, boolean>()
  private readonly limits = new Map<Expr, Limit>()
  private readonly signs = new Map<Expr, Sign>()
  private readonly leads = new Map<Expr, Term | 'zero'>()
  private readonly classes = new Map<Expr, readonly Expr[]>()
  private readonly ready = new Map<Expr, Expr>()
  private readonly torn = new Map<Expr, boolean>()
  private readonly waves = new Map<Expr, Sym>()
  private nested = 0
  private work = 0
  private count = TERMS[0] as number
  private readonly one: Coefficient

  constructor(
    private readonly n: Normalizer,
    variable: Sym,
    private readonly quotients: 'shown' | 'presupposed' = 'shown',
  ) {
    this.x = this.intern(variable)
    this.one = { normal: n.fractions.one, expr: this.intern(ONE) }
  }

  signOf(e: Expr): Sign {
    return this.sign(this.prepared(e))
  }

  isAbout(e: Expr, names: readonly string[]): boolean {
    if (e.kind === 'symbol') return names.includes(e.name)
    return children(e).some((child) => this.isAbout(child, names))
  }

  /** The oscillations in an expression. */
  wavesIn(e: Expr): readonly string[] {
    return WAVES.filter((wave) => this.isAbout(e, [wave]))
  }

  /** Whether a wave is sin or cos of something that is known to grow without bound. */
  isUnbounded(wave: string): boolean {
    const of = [...this.waves].find(([, { name }]) => name === wave)?.[0]
    if (of?.kind !== 'call') return false
    try {
      return this.wavesIn(of.argument).length === 0 && typeof this.limit(of.argument) === 'string'
    } catch (error) {
      if (error instanceof Unsupported) return false
      throw error
    }
  }

  // Expressions: equal ones are one object, so that what is known of one is known of all.

  private intern(e: Expr): Expr {
    const known = this.given.get(e)
    if (known) return known
    const own = withChildren(
      e,
      children(e).map((child) => this.intern(child)),
    )
    const text =
      own.kind === 'number'
        ? `${own.value.n}/${own.value.d}`
        : own.kind === 'symbol'
          ? printSymbol(own)
          : own.kind === 'sum' || own.kind === 'derivative'
            ? print(own)
            : `${own.kind === 'call' ? own.fn : own.kind}(${children(own)
                .map((child) => this.ids.get(child))
                .join()})`
    const found = this.interned.get(text) ?? own
    if (found === own) {
      this.interned.set(text, own)
      this.ids.set(own, this.ids.size)
    }
    this.given.set(e, found)
    this.given.set(found, found)
    return found
  }

  private moves(e: Expr): boolean {
    const known = this.moving.get(e)
    if (known !== undefined) return known
    const result = e === this.x || (e.kind !== 'symbol' && children(e).some((child) => this.moves(child)))
    this.moving.set(e, result)
    return result
  }

  private sum(a: Expr, b: Expr): Expr {
    if (isNumber(a, 0n)) return b
    return this.intern(isNumber(b, 0n) ? a : ast.add(a, b))
  }
  private product(a: Expr, b: Expr): Expr {
    if (isNumber(a, 1n)) return b
    return this.intern(isNumber(b, 1n) ? a : ast.multiply(a, b))
  }

  // Preparation: only +, *, /, powers with constant exponents, exp, log, abs, sin, cos, atan, asin are left, defined for all large x.

  /** Throws NowhereDefined when e is undefined for all large x, and Unsupported where that is not decided. */
  prepared(e: Expr): Expr {
    // Where it is undefined for all large x whatever the method, as 1/(b*x) for b = 0, the claim says nothing.
    this.tryNormal(this.intern(e))
    return this.prepare(this.intern(e))
  }

  private prepare(e: Expr): Expr {
    if (!this.moves(e)) return e
    const known = this.ready.get(e)
    if (known) return known
    const result = this.intern(this.opened(e))
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
    const k = this.moves(exponent) ? this.settled(exponent) : exponent
    if (!k && isIntegerValued(exponent, (symbol) => this.n.isInteger(symbol))) {
      const sign = this.n.sign(base)
      if (sign === NEGATIVE) {
        const parity = this.openedCall('cos', this.intern(ast.multiply(ast.PI, exponent)))
        return ast.multiply(parity, this.openedPower(this.intern(ast.negate(base)), exponent))
      }
      // 1 or -1 with the sign of the base and the parity of the exponent, neither of which is known.
      if (this.isGiven(base) && !within(sign, NONNEGATIVE)) {
        const size = this.intern(ast.call('abs', base))
        return ast.multiply(
          this.wave(this.intern(ast.power(base, exponent))),
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
    const f = this.tryNormal(e)
    const c = f && this.n.readable(f)
    return c && !this.moves(this.intern(c)) ? c : undefined
  }

  private openedCall(fn: ast.Call['fn'], u: Expr): Expr {
    const exp = (v: Expr): Expr => this.intern(ast.call('exp', v))
    const sqrt = (v: Expr): Expr => this.openedPower(this.intern(v), HALF)
    const square = ast.power(u, TWO)
    switch (fn) {
      case 'exp':
      case 'atan':
      case 'abs':
        return ast.call(fn, u)
      case 'log':
        this.has(u, POSITIVE, 'the logarithm of something that is never positive')
        return ast.call('log', u)
      case 'sqrt':
        return sqrt(u)
      case 'sin':
      case 'cos':
        return this.bounded(fn, u)
      case 'tan':
        return ast.divide(this.bounded('sin', u), this.nonzero(this.intern(this.bounded('cos', u))))
      case 'asin':
        this.has(this.intern(ast.subtract(ONE, square)), NONNEGATIVE, 'asin beyond 1')
        return ast.call('asin', u)
      case 'acos':
        return ast.subtract(ast.multiply(HALF, ast.PI), this.openedCall('asin', u))
      case 'sinh':
        return ast.multiply(HALF, ast.subtract(exp(u), exp(ast.negate(u))))
      case 'cosh':
        return ast.multiply(HALF, ast.add(exp(u), exp(ast.negate(u))))
      case 'sech':
        return ast.divide(TWO, ast.add(exp(u), exp(ast.negate(u))))
      case 'csch':
        return ast.divide(TWO, ast.subtract(exp(this.nonzero(u)), exp(ast.negate(u))))
      case 'tanh':
        return ast.subtract(ONE, ast.divide(TWO, ast.add(exp(ast.multiply(TWO, u)), ONE)))
      case 'coth':
        return ast.add(ONE, ast.divide(TWO, ast.subtract(exp(ast.multiply(TWO, this.nonzero(u))), ONE)))
      case 'asinh':
        return this.openedCall('log', this.intern(ast.add(u, sqrt(ast.add(square, ONE)))))
      case 'acosh':
        this.has(this.intern(ast.subtract(u, ONE)), NONNEGATIVE, 'acosh below 1')
        return this.openedCall('log', this.intern(ast.add(u, sqrt(ast.subtract(square, ONE)))))
      case 'atanh': {
        const above = this.openedCall('log', this.intern(ast.add(ONE, u)))
        return ast.multiply(HALF, ast.subtract(above, this.openedCall('log', this.intern(ast.subtract(ONE, u)))))
      }
    }
  }

  /** Whether u is a constant of the claim, which thereby presupposes that it is defined. */
  private isGiven(u: Expr): boolean {
    return !this.moves(u) && !this.isAbout(u, WAVES)
  }

  /** `u`, which must have one of the signs allowed for all large x. */
  private has(u: Expr, allowed: Sign, otherwise: string): void {
    const s = this.sign(u)
    if (within(s, allowed) || (this.isGiven(u) && (s & allowed) !== 0)) return
    if ((s & allowed) === 0) throw new NowhereDefined(`it takes ${otherwise}`)
    throw new Unsupported(`${otherwise}, as ${brief(u)} may be`)
  }

  private positive(u: Expr): Expr {
    if (!this.isGiven(u) && this.sign(u) !== POSITIVE)
      throw new Unsupported(`a power of ${brief(u)}, which may be negative`)
    return u
  }

  private nonzero(u: Expr): Expr {
    if (this.isGiven(u)) return u
    const s = this.sign(u)
    if (s === NULL) throw new NowhereDefined('it divides by something that is identically zero')
    if (within(s, NONZERO) || (this.quotients === 'presupposed' && this.wavesIn(u).length === 0)) return u
    throw new Unsupported(`a quotient by ${brief(u)}, which may vanish`)
  }

  /** sin or cos, or a parameter in its place when the argument has no finite limit. */
  private bounded(fn: 'sin' | 'cos', u: Expr): Expr {
    const itself = this.intern(ast.call(fn, u))
    if (!this.moves(u)) return itself
    let finite = false
    try {
      finite = typeof this.limit(u) !== 'string'
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
    const wave = this.intern(ast.symbol(name)) as Sym
    this.waves.set(of, wave)
    return wave
  }

  // Limits and signs of prepared expressions.

  limit(e: Expr): Limit {
    if (!this.moves(e)) return e
    const known = this.limits.get(e)
    if (known !== undefined) return known
    const found = this.findLimit(e)
    this.limits.set(e, found)
    return found
  }

  private findLimit(e: Expr): Limit {
    const first = this.lead(e)
    if (first === 'zero') return ZERO
    const order = this.compare(first.exponent, ratio(0n))
    if (order > 0) return ZERO
    if (order === 0) return this.limit(first.coefficient.expr)
    const s = this.sign(first.coefficient.expr)
    if (s === POSITIVE) return 'oo'
    if (s === NEGATIVE) return '-oo'
    throw new Unsupported(`the sign of ${brief(first.coefficient.expr)}, with which ${brief(e)} grows`)
  }

  /** The signs that e may have for all large x. */
  private sign(e: Expr): Sign {
    if (!this.moves(e)) return this.constantSign(e)
    if (e.kind === 'call' && e.fn === 'exp') return POSITIVE
    const known = this.signs.get(e)
    if (known !== undefined) return known
    const first = this.lead(e)
    const s = first === 'zero' ? NULL : this.sign(first.coefficient.expr)
    // A first coefficient that may vanish says nothing about what follows it.
    const result = s === NULL || within(s, NONZERO) ? s : this.signOfNormal(e)
    this.signs.set(e, result)
    return result
  }

  private signOfNormal(e: Expr): Sign {
    const f = this.tryNormal(e)
    return f ? this.n.generators.signOfFraction(f) : ANY
  }

  private constantSign(e: Expr): Sign {
    const known = this.signs.get(e)
    if (known !== undefined) return known
    const result = this.findConstantSign(e)
    this.signs.set(e, result)
    return result
  }

  private findConstantSign(e: Expr): Sign {
    const f = this.normal(e)
    if (this.n.fractions.isZero(f)) return NULL
    const s = this.n.sign(e)
    if (s === POSITIVE || s === NEGATIVE) return s
    if (!this.hasSymbols(e)) return SIGN_OF[enclosedSign(e) ?? 0]
    const readable = this.intern(this.n.readable(f))
    return s & this.signByParts(e) & (readable === e ? ANY : this.signByParts(readable)) & this.signByCondition(f) || s
  }

  /** What the claim presupposes, or what was shown before. */
  private signByCondition(f: Fraction): Sign {
    const { fractions } = this.n
    const presupposed = this.n.conditions.some(({ expr, must }) => {
      if (must !== 'nonzero') return false
      const g = this.tryNormal(expr)
      return g && (fractions.isZero(fractions.subtract(f, g)) || fractions.isZero(fractions.add(f, g)))
    })
    return presupposed ? NONZERO : ANY
  }

  private hasSymbols(e: Expr): boolean {
    return e.kind === 'symbol' || e.kind === 'sum' || children(e).some((child) => this.hasSymbols(child))
  }

  /** What a product, a quotient or a logarithm inherits. */
  private signByParts(e: Expr): Sign {
    switch (e.kind) {
      case 'negate':
        return negateSign(this.constantSign(e.argument))
      case 'multiply':
        return e.factors.map((factor) => this.constantSign(factor)).reduce(multiplySigns)
      case 'divide':
        return multiplySigns(this.constantSign(e.numerator), powerSign(this.constantSign(e.denominator), -1))
      case 'power': {
        const k = constantValue(e.exponent)
        return k?.d === 1n && k.n > -1000n && k.n < 1000n ? powerSign(this.constantSign(e.base), Number(k.n)) : ANY
      }
      case 'call':
        return e.fn === 'log' ? this.constantSign(this.intern(ast.subtract(e.argument, ONE))) : ANY
      default:
        return ANY
    }
  }

  private normal(e: Expr): Fraction {
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
  private tryNormal(e: Expr): Fraction | undefined {
    try {
      return this.normal(e)
    } catch (error) {
      if (error instanceof Unsupported) return undefined
      throw error
    }
  }

  /** The first term of e in the largest class of growth that it has. */
  private lead(e: Expr): Term | 'zero' {
    const known = this.leads.get(e)
    if (known) return known
    if (++this.nested > MOST_NESTED) throw new Unsupported('limits that nest too deeply')
    const outer = this.count
    try {
      const found = this.findLead(e)
      this.leads.set(e, found)
      return found
    } finally {
      this.count = outer
      this.nested--
    }
  }

  private findLead(e: Expr): Term | 'zero' {
    const largest = this.largest(e)
    const stage = this.stageOf(largest)
    for (const count of TERMS) {
      this.count = count
      stage.series.clear()
      try {
        const series = this.expand(e, stage)
        const [first] = series.terms
        if (first) return first
        if (!series.end) return 'zero'
      } catch (error) {
        if (!(error instanceof MoreTerms)) throw error
      }
      const f = count === TERMS[0] ? this.tryNormal(e) : undefined
      if (f && this.n.fractions.isZero(f)) return 'zero'
    }
    throw new Unsupported(`a limit in which more than ${this.count} terms cancel, that of ${brief(e)}`)
  }

  // Classes of growth.

  /** The sub-expressions of e that grow or vanish fastest: exponentials, or the variable; all of one class. */
  private largest(e: Expr): readonly Expr[] {
    if (!this.moves(e)) return []
    const known = this.classes.get(e)
    if (known) return known
    let found: readonly Expr[] = e === this.x ? [e] : []
    for (const child of children(e)) found = this.larger(found, this.largest(child))
    if (e.kind === 'call' && e.fn === 'exp' && typeof this.limit(e.argument) === 'string')
      found = this.larger([e], found)
    this.classes.set(e, found)
    return found
  }

  private larger(a: readonly Expr[], b: readonly Expr[]): readonly Expr[] {
    const [f] = a
    const [g] = b
    if (!f) return b
    if (!g) return a
    if (a.some((one) => b.includes(one))) return [...new Set([...a, ...b])]
    const quotient = this.limit(this.intern(ast.divide(this.logarithm(f), this.logarithm(g))))
    if (typeof quotient === 'string') return a
    const s = this.constantSign(quotient)
    if (s === NULL) return b
    if (!within(s, NONZERO)) throw new Unsupported(`whether ${brief(quotient)} vanishes`)
    return [...new Set([...a, ...b])]
  }

  private logarithm(f: Expr): Expr {
    return f.kind === 'call' ? f.argument : ast.call('log', f)
  }

  private stageOf(largest: readonly Expr[]): Stage {
    const series = new Map<Expr, Series>()
    if (largest.includes(this.x)) return { largest: new Set(largest), g: this.x, series }
    // The smallest contains no other of its class.
    const [omega] = [...largest].sort((a, b) => size(a) - size(b))
    if (omega?.kind !== 'call') throw new Unsupported('the limit of what does not move')
    const up = this.limit(omega.argument) === 'oo'
    return { largest: new Set(largest), g: up ? omega.argument : this.intern(ast.negate(omega.argument)), series }
  }

  // Exponents.

  private fraction(a: Exponent): Fraction {
    return isRational(a) ? this.n.fractions.constant(a) : a
  }
  private plus(a: Exponent, b: Exponent): Exponent {
    if (isRational(a) && isRational(b)) return rational.add(a, b)
    return this.simple(this.n.fractions.add(this.fraction(a), this.fraction(b)))
  }
  private times(a: Exponent, b: Exponent): Exponent {
    if (isRational(a) && isRational(b)) return rational.multiply(a, b)
    return this.simple(this.n.fractions.multiply(this.fraction(a), this.fraction(b)))
  }
  private simple(f: Fraction): Exponent {
    return this.n.fractions.asConstant(f) ?? f
  }

  /** The sign of a - b. Throws Unsupported where it is not known. */
  private compare(a: Exponent, b: Exponent): number {
    if (isRational(a) && isRational(b)) return compare(a, b)
    const difference = this.n.fractions.subtract(this.fraction(a), this.fraction(b))
    const s = this.constantSign(this.intern(this.n.readable(difference)))
    if (s === NULL) return 0
    if (s === POSITIVE) return 1
    if (s === NEGATIVE) return -1
    throw new Unsupported(`the sign of ${brief(this.n.readable(difference))}, on which an order of growth depends`)
  }

  // Coefficients.

  private coefficient(normal: Fraction, build: () => Expr): Coefficient {
    if (++this.work > MOST_COEFFICIENTS) throw new Unsupported('a limit that takes too many terms')
    if (normal.num.terms.size > LARGEST_COEFFICIENT)
      throw new Unsupported('a limit with coefficients of too many terms')
    return { normal, expr: this.intern(this.isPlain(normal) ? this.n.readable(normal) : build()) }
  }

  /** Whether the normal form can be written out without tearing an exponential apart, and without the imaginary unit. */
  private isPlain(f: Fraction): boolean {
    const polys = [f.num, ...[...f.den.keys()].map((id) => this.n.fractions.factor(id))]
    return polys.every((p) =>
      this.n.polys.generatorsOf(p).every((g) => {
        const { real, expr } = this.n.generators.at(g)
        return real && !this.tears(this.intern(expr))
      }),
    )
  }

  /** Whether something moving in an exponential, or the imaginary unit, stands in what a generator is written as. */
  private tears(e: Expr): boolean {
    const known = this.torn.get(e)
    if (known !== undefined) return known
    const own = e.kind === 'symbol' ? e.name === IMAGINARY : e.kind === 'call' && e.fn === 'exp' && this.moves(e)
    const result = own || children(e).some((child) => this.tears(child))
    this.torn.set(e, result)
    return result
  }

  /** The coefficient that an expression is. */
  private of(e: Expr): Coefficient {
    const own = this.intern(e)
    return this.coefficient(this.normal(own), () => own)
  }

  private isZero(c: Coefficient): boolean {
    return this.n.fractions.isZero(c.normal)
  }
  private addCoefficients(a: Coefficient, b: Coefficient): Coefficient {
    return this.coefficient(this.n.fractions.add(a.normal, b.normal), () => this.sum(a.expr, b.expr))
  }
  private multiplyCoefficients(a: Coefficient, b: Coefficient): Coefficient {
    if (a === this.one) return b
    if (b === this.one) return a
    return this.coefficient(this.n.fractions.multiply(a.normal, b.normal), () => this.product(a.expr, b.expr))
  }

  // Series.

  private constant(c: Coefficient): Series {
    return { terms: this.isZero(c) ? [] : [{ exponent: ratio(0n), coefficient: c }] }
  }

  private earlier(a: Exponent | undefined, b: Exponent | undefined): Exponent | undefined {
    if (!a || !b) return a ?? b
    return this.compare(a, b) <= 0 ? a : b
  }

  /** From terms in any order: sorted, merged, without zeros, cut where they are not known or too many. */
  private collected(terms: readonly Term[], end: Exponent | undefined): Series {
    const merged: Term[] = []
    for (const term of terms) {
      if (end && this.compare(term.exponent, end) >= 0) continue
      let k = merged.length
      let order = 1
      while (k > 0) {
        order = this.compare(term.exponent, (merged[k - 1] as Term).exponent)
        if (order >= 0) break
        k--
      }
      const other = merged[k - 1]
      if (other && order === 0) {
        merged[k - 1] = {
          exponent: other.exponent,
          coefficient: this.addCoefficients(other.coefficient, term.coefficient),
        }
      } else merged.splice(k, 0, term)
    }
    const kept = merged.filter(({ coefficient }) => !this.isZero(coefficient))
    const cut = kept[this.count]
    const last = cut ? this.earlier(cut.exponent, end) : end
    return { terms: kept.slice(0, this.count), ...(last && { end: last }) }
  }

  private add(a: Series, b: Series): Series {
    return this.collected([...a.terms, ...b.terms], this.earlier(a.end, b.end))
  }

  private multiply(a: Series, b: Series): Series {
    // An unknown factor times the order of the other, which is that of its first term or of its error.
    const low = (s: Series): Exponent | undefined => s.terms[0]?.exponent ?? s.end
    const [lowA, lowB] = [low(a), low(b)]
    const end = this.earlier(a.end && lowB && this.plus(a.end, lowB), b.end && lowA && this.plus(b.end, lowA))
    const products = a.terms.flatMap((s) =>
      b.terms.flatMap((t): Term[] => {
        const exponent = this.plus(s.exponent, t.exponent)
        if (end && this.compare(exponent, end) >= 0) return []
        return [{ exponent, coefficient: this.multiplyCoefficients(s.coefficient, t.coefficient) }]
      }),
    )
    return this.collected(products, end)
  }

  /** c omega^k times the series. */
  private shifted(s: Series, c: Coefficient, k: Exponent = ratio(0n)): Series {
    const terms = s.terms.map((term) => ({
      exponent: this.plus(term.exponent, k),
      coefficient: this.multiplyCoefficients(c, term.coefficient),
    }))
    return this.collected(terms, s.end && this.plus(s.end, k))
  }

  private rationalCoefficient(c: Rational): Coefficient {
    return this.coefficient(this.n.fractions.constant(c), () => ast.rational(c))
  }

  /** The sum of c(k) delta^k for k = 0, 1, ..., where delta vanishes and the sum converges for small delta. */
  private powerSeries(delta: Series, c: (k: number) => Coefficient | undefined): Series {
    const zeroth = c(0)
    let total = zeroth ? this.constant(zeroth) : { terms: [] }
    if (delta.terms.length === 0 && !delta.end) return total
    const low = (delta.terms[0]?.exponent ?? delta.end) as Exponent
    let power = this.constant(this.one)
    const order = delta.terms.length === 0 ? 1 : this.count
    for (let k = 1; k <= order; k++) {
      power = this.multiply(power, delta)
      const ck = c(k)
      if (ck) total = this.add(total, this.shifted(power, ck))
    }
    return this.collected(total.terms, this.earlier(total.end, this.times(low, ratio(BigInt(order + 1)))))
  }

  /** The first term of the series of e; undefined when e is zero. Throws MoreTerms. */
  private first(s: Series, e: Expr): Term | undefined {
    if (s.terms[0]) return s.terms[0]
    if (!s.end) return undefined
    const f = this.tryNormal(e)
    if (f && this.n.fractions.isZero(f)) return undefined
    throw new MoreTerms()
  }

  /** first * (1 + delta) = s, for the first term of s, whose coefficient does not vanish: delta. */
  private relative(s: Series, { exponent, coefficient }: Term): Series {
    const inverse = this.of(ast.divide(ONE, coefficient.expr))
    const rest = { terms: s.terms.slice(1), ...(s.end && { end: s.end }) }
    return this.shifted(rest, inverse, this.times(exponent, ratio(-1n)))
  }

  /** The coefficient of omega^0 and the rest, of a series without negative exponents. */
  private atLimit(s: Series, e: Expr): { value: Coefficient; delta: Series } {
    const [first] = s.terms
    const order = first ? this.compare(first.exponent, ratio(0n)) : 1
    if (order < 0) throw new Unsupported(`a series of ${brief(e)}, which grows`)
    if (s.end && this.compare(s.end, ratio(0n)) <= 0) throw new MoreTerms()
    const zero: Coefficient = { normal: this.n.fractions.zero, expr: this.intern(ZERO) }
    const value = first && order === 0 ? first.coefficient : zero
    return { value, delta: { terms: order === 0 ? s.terms.slice(1) : s.terms, ...(s.end && { end: s.end }) } }
  }

  // Expansion.

  private expand(e: Expr, stage: Stage): Series {
    const known = stage.series.get(e)
    if (known) return known
    const series = this.expanded(e, stage)
    stage.series.set(e, series)
    return series
  }

  private contains(e: Expr, stage: Stage): boolean {
    return stage.largest.has(e) || (this.moves(e) && children(e).some((child) => this.contains(child, stage)))
  }

  private expanded(e: Expr, stage: Stage): Series {
    if (!this.contains(e, stage)) return this.constant(this.of(e))
    switch (e.kind) {
      case 'symbol':
        return { terms: [{ exponent: ratio(-1n), coefficient: this.one }] }
      case 'add':
        return e.terms.map((term) => this.expand(term, stage)).reduce((a, b) => this.add(a, b))
      case 'negate':
        return this.shifted(this.expand(e.argument, stage), this.rationalCoefficient(ratio(-1n)))
      case 'multiply':
        return e.factors.map((factor) => this.expand(factor, stage)).reduce((a, b) => this.multiply(a, b))
      case 'divide': {
        const below = this.power(this.expand(e.denominator, stage), ast.rational(-1), e.denominator)
        return this.multiply(this.expand(e.numerator, stage), below)
      }
      case 'power':
        return this.power(this.expand(e.base, stage), e.exponent, e.base)
      case 'call':
        return this.call(e, this.expand(e.argument, stage), stage)
      default:
        throw new Unsupported(`the limit of ${brief(e)}`)
    }
  }

  private power(s: Series, exponent: Expr, base: Expr): Series {
    const k = this.simple(this.normal(this.intern(exponent)))
    const whole = isRational(k) && k.d === 1n
    if (whole && k.n >= 0n && k.n <= LARGEST_POWER) {
      let power = this.constant(this.one)
      for (let j = 0n; j < k.n; j++) power = this.multiply(power, s)
      return power
    }
    const first = this.first(s, base)
    if (!first) {
      if (isRational(k) && k.n > 0n) return { terms: [] }
      throw new NowhereDefined('it divides by something that is identically zero')
    }
    const sign = this.sign(first.coefficient.expr)
    if (!within(sign, whole ? NONZERO : POSITIVE)) return this.powerAtZero(s, first, k, sign)
    const c = this.of(ast.power(first.coefficient.expr, exponent))
    let binomial: Fraction = this.n.fractions.one
    const { fractions } = this.n
    const kf = this.fraction(k)
    const factors = this.powerSeries(this.relative(s, first), (j) => {
      if (j > 0) {
        const next = fractions.subtract(kf, fractions.constant(ratio(BigInt(j - 1))))
        binomial = fractions.multiply(fractions.multiply(binomial, next), fractions.constant(ratio(1n, BigInt(j))))
      }
      const here = binomial
      return this.coefficient(here, () => this.n.readable(here))
    })
    return this.shifted(factors, c, this.times(first.exponent, k))
  }

  /** A positive rational power of what tends to a constant that may be zero but is not negative: no more than its limit is known. */
  private powerAtZero(s: Series, first: Term, k: Exponent, sign: Sign): Series {
    const { exponent, coefficient } = first
    const continuous = isRational(k) && k.n > 0n && within(sign, NONNEGATIVE) && !this.moves(coefficient.expr)
    const atZero = isRational(exponent) && exponent.n === 0n
    if (!continuous || !atZero || this.isAbout(coefficient.expr, WAVES)) {
      throw new Unsupported(`a power of ${brief(coefficient.expr)}, whose sign is not known`)
    }
    const next = s.terms[1]?.exponent ?? s.end
    const value = this.constant(this.of(ast.power(coefficient.expr, ast.rational(k))))
    if (!next) return value
    return { ...value, end: k.n < k.d ? this.times(next, k) : next }
  }

  private call(e: ast.Call, s: Series, stage: Stage): Series {
    switch (e.fn) {
      case 'exp':
        return this.exponential(e, s, stage)
      case 'sqrt':
        return this.power(s, HALF, e.argument)
      case 'log':
        return this.logarithmic(s, e.argument, stage)
      case 'abs':
        return this.absolute(s, e.argument)
      case 'sin':
      case 'cos': {
        const { value, delta } = this.atLimit(s, e.argument)
        const [sin, cos] = (['sin', 'cos'] as const).map((fn) => this.constant(this.of(ast.call(fn, value.expr))))
        const [sinDelta, cosDelta] = [this.sine(delta), this.cosine(delta)]
        const product = (a: Series | undefined, b: Series): Series => this.multiply(a as Series, b)
        if (e.fn === 'sin') return this.add(product(sin, cosDelta), product(cos, sinDelta))
        const minus = this.shifted(product(sin, sinDelta), this.rationalCoefficient(ratio(-1n)))
        return this.add(product(cos, cosDelta), minus)
      }
      case 'atan':
        return this.arctangent(s, e.argument)
      case 'asin':
        return this.arcsine(s, e.argument)
      default:
        throw new Unsupported(`the limit of ${brief(e)}`)
    }
  }

  private exponential(e: ast.Call, s: Series, stage: Stage): Series {
    const { value, delta } = this.atLimit(s, e.argument)
    let factorial = 1n
    const small = this.powerSeries(delta, (k) => {
      factorial *= BigInt(Math.max(1, k))
      return this.rationalCoefficient(ratio(1n, factorial))
    })
    if (!stage.largest.has(e)) return this.shifted(small, this.of(ast.call('exp', value.expr)))
    // exp(value) = exp(c g) exp(value - c g).
    const c = this.limit(this.intern(ast.divide(value.expr, stage.g)))
    if (typeof c === 'string') throw new Unsupported(`the growth of ${brief(e)}`)
    const order = this.simple(this.normal(c))
    const rest = this.of(ast.subtract(value.expr, ast.multiply(c, stage.g)))
    const coefficient = this.isZero(rest) ? this.one : this.of(ast.call('exp', rest.expr))
    return this.shifted(small, coefficient, this.times(order, ratio(-1n)))
  }

  private logarithmic(s: Series, argument: Expr, stage: Stage): Series {
    const first = this.first(s, argument)
    const sign = first ? this.sign(first.coefficient.expr) : NULL
    if (!first || (sign & POSITIVE) === 0)
      throw new NowhereDefined('it takes the logarithm of something that is never positive')
    if (sign !== POSITIVE)
      throw new Unsupported(`the logarithm of ${brief(first.coefficient.expr)}, whose sign is not known`)
    const small = this.powerSeries(this.relative(s, first), (k) =>
      k === 0 ? undefined : this.rationalCoefficient(ratio(k % 2 === 0 ? -1n : 1n, BigInt(k))),
    )
    const order = this.n.readable(this.fraction(this.times(first.exponent, ratio(-1n))))
    const value = ast.add(ast.call('log', first.coefficient.expr), ast.multiply(order, stage.g))
    return this.add(this.constant(this.of(value)), small)
  }

  private absolute(s: Series, argument: Expr): Series {
    const first = this.first(s, argument)
    if (!first) return { terms: [] }
    const sign = this.sign(first.coefficient.expr)
    if (sign === POSITIVE) return s
    if (sign === NEGATIVE) return this.shifted(s, this.rationalCoefficient(ratio(-1n)))
    // ||c + delta| - |c|| <= |delta|
    const value = { exponent: first.exponent, coefficient: this.of(ast.call('abs', first.coefficient.expr)) }
    const end = s.terms[1]?.exponent ?? s.end
    return { terms: [value], ...(end && { end }) }
  }

  private sine(delta: Series): Series {
    return this.oddSeries(delta, (k) => (k === 0n ? ratio(1n) : ratio(-1n, 2n * k * (2n * k + 1n))))
  }

  private cosine(delta: Series): Series {
    let c = ratio(1n)
    return this.powerSeries(this.multiply(delta, delta), (k) => {
      if (k > 0) c = rational.multiply(c, ratio(-1n, BigInt(2 * k * (2 * k - 1))))
      return this.rationalCoefficient(c)
    })
  }

  /** The sum of c_k delta^(2k+1), by the quotients c_k / c_(k-1). */
  private oddSeries(delta: Series, quotient: (k: bigint) => Rational): Series {
    let c = ratio(1n)
    const even = this.powerSeries(this.multiply(delta, delta), (k) => {
      c = rational.multiply(c, quotient(BigInt(k)))
      return this.rationalCoefficient(c)
    })
    return this.multiply(delta, even)
  }

  private arctangent(s: Series, argument: Expr): Series {
    const odd = (delta: Series): Series =>
      this.oddSeries(delta, (k) => (k === 0n ? ratio(1n) : ratio(-(2n * k - 1n), 2n * k + 1n)))
    const first = this.first(s, argument)
    if (!first) return { terms: [] }
    if (this.compare(first.exponent, ratio(0n)) < 0) {
      const sign = this.sign(first.coefficient.expr)
      if (sign !== POSITIVE && sign !== NEGATIVE) throw new Unsupported(`the sign of ${brief(first.coefficient.expr)}`)
      const quarter = this.constant(
        this.of(ast.multiply(ast.rational(ratio(sign === POSITIVE ? 1n : -1n, 2n)), ast.PI)),
      )
      const inverse = this.power(s, ast.rational(-1), argument)
      return this.add(quarter, this.shifted(odd(inverse), this.rationalCoefficient(ratio(-1n))))
    }
    const { value, delta } = this.atLimit(s, argument)
    if (this.isZero(value)) return odd(delta)
    // atan(a + delta) = atan a + atan(delta / (1 + a^2 + a delta)) for small delta.
    const below = this.add(this.constant(this.of(ast.add(ONE, ast.power(value.expr, TWO)))), this.shifted(delta, value))
    const moved = this.multiply(delta, this.inverse(below))
    return this.add(this.constant(this.of(ast.call('atan', value.expr))), odd(moved))
  }

  /** 1/s of a series whose first term is known not to vanish. */
  private inverse(s: Series): Series {
    const first = s.terms[0] as Term
    const quotient = this.powerSeries(this.relative(s, first), (k) =>
      this.rationalCoefficient(ratio(k % 2 === 0 ? 1n : -1n)),
    )
    return this.shifted(
      quotient,
      this.of(ast.divide(ONE, first.coefficient.expr)),
      this.times(first.exponent, ratio(-1n)),
    )
  }

  private arcsine(s: Series, argument: Expr): Series {
    const odd = (delta: Series): Series =>
      this.oddSeries(delta, (k) => (k === 0n ? ratio(1n) : ratio((2n * k - 1n) ** 2n, 2n * k * (2n * k + 1n))))
    const { value, delta } = this.atLimit(s, argument)
    if (this.isZero(value)) return odd(delta)
    const minus = this.rationalCoefficient(ratio(-1n))
    const one = this.constant(this.one)
    const isValue = (e: Expr): boolean =>
      this.n.fractions.isZero(this.n.fractions.subtract(value.normal, this.normal(this.intern(e))))
    if (isValue(ast.rational(-1)))
      return this.shifted(this.arcsine(this.shifted(s, minus), ast.negate(argument)), minus)
    if (isValue(ONE)) {
      // asin u = pi/2 - 2 asin(sqrt((1 - u)/2)) near u = 1.
      const half = this.intern(ast.multiply(HALF, ast.subtract(ONE, argument)))
      const rest = this.shifted(this.add(one, this.shifted(s, minus)), this.rationalCoefficient(ratio(1n, 2n)))
      const quarter = this.constant(this.of(ast.multiply(HALF, ast.PI)))
      return this.add(quarter, this.shifted(odd(this.power(rest, HALF, half)), this.rationalCoefficient(ratio(-2n))))
    }
    // asin u = asin a + asin(u sqrt(1 - a^2) - a sqrt(1 - u^2)) for u near a, within (-1, 1).
    const inside = this.intern(ast.subtract(ONE, ast.power(value.expr, TWO)))
    if (this.sign(inside) !== POSITIVE) throw new Unsupported(`asin near ${brief(value.expr)}`)
    const square = this.add(one, this.shifted(this.multiply(s, s), minus))
    const root = this.power(square, HALF, this.intern(ast.subtract(ONE, ast.power(argument, TWO))))
    const ofValue = this.of(ast.call('sqrt', inside))
    const moved = this.add(this.shifted(s, ofValue), this.shifted(this.shifted(root, value), minus))
    return this.add(this.constant(this.of(ast.call('asin', value.expr))), odd(moved))
  }
}

const isRational = (a: Exponent): a is Rational => 'n' in a
const isNumber = (e: Expr, value: bigint): boolean => e.kind === 'number' && e.value.n === value && e.value.d === 1n

const size = (e: Expr): number => children(e).reduce((sum, child) => sum + size(child), 1)

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
