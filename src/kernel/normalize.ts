/**
 * Expression to normal form: a fraction in the generators. Each function of the language gets its exact rules here or in the class it extends,
 * layer upon layer: Field (what there is to compute in), Radicals, Exponentials, IntegerPowers, Sums.
 *
 * Every division, root and logarithm leaves a condition; those that the signs settle are dropped, the others are reported with the proof.
 */
import * as ast from '../expr/ast.js'
import { type Expr, type Sym, WIDTH, constantValue } from '../expr/ast.js'
import { type Domain, REAL, intersection, sameDomain } from '../expr/domain.js'
import { brief, printSymbol } from '../expr/print.js'
import { compare, ratio } from '../expr/rational.js'
import { applied } from '../expr/spelling.js'
import { hasSymbols, renameIndices, symbolsOf } from '../expr/substitute.js'
import type { NormalForms } from '../functions/registry/exact.js'
import { FUNCTIONS, type FunctionName } from '../functions/registry/registry.js'
import { withSameZeros } from './conditions.js'
import { formulaOf, signOfValue } from './declared.js'
import { enclosedSign } from './enclosure.js'
import { IMAGINARY } from './field.js'
import type { Fraction } from './fractions.js'
import type { Condition, Knowledge } from './generators.js'
import { confinedBy } from './narrowing.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { smallInteger } from './radicals.js'
import {
  ANY,
  NEGATIVE,
  NONNEGATIVE,
  NONPOSITIVE,
  NONZERO,
  NULL,
  POSITIVE,
  type Sign,
  addSigns,
  multiplySigns,
  negateSign,
  powerSign,
  signOfDomain,
  within,
} from './signs.js'
import { Sums, indexKey } from './sums.js'

export type Domains = ReadonlyMap<string, Domain>

/** What is known of the width: 1, 2, 3, ... */
const COUNT: Domain = { ...REAL, low: ratio(1n), lowOpen: false, integer: true }

/** The signs that a condition leaves. */
export const ALLOWED: Record<Condition['must'], Sign> = {
  nonzero: NONZERO,
  positive: POSITIVE,
  nonnegative: NONNEGATIVE,
}
const NEVER: Record<Condition['must'], string> = {
  nonzero: 'it divides by something that is identically zero',
  positive: 'it takes the logarithm or a power of something that is never positive',
  nonnegative: 'it takes a root of something that is always negative',
}

function refill<V>(map: Map<string, V>, entries: readonly (readonly [string, V])[]): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}

const boundIndices = (s: Sym): string[] =>
  s.indices.filter((index): index is string => typeof index === 'string' && index.startsWith('#'))

/** Whether it is the same number at every point and at every width. */
const isNumber = (e: Expr): boolean =>
  e.kind !== 'symbol' && e.kind !== 'index' && e.kind !== 'sum' && ast.children(e).every(isNumber)

export class Normalizer extends Sums implements NormalForms<Expr, Fraction> {
  private readonly done = new Map<Expr, Fraction>()
  private readonly symbols = new Map<string, Fraction>()
  private readonly complex = new Map<Expr, boolean>()
  private depth = 0
  /** Why nothing more is to be learned from it. */
  private spoiled: Unsupported | undefined

  /** `domains` by symbol name (one for a whole indexed family), or by a single member's text; a symbol without one is real. */
  constructor(
    readonly domains: Domains,
    knowledge: Knowledge,
  ) {
    super(knowledge)
  }

  /** The normal form. Throws Unsupported, NowhereDefined or Refine. */
  normalize(e: Expr): Fraction {
    if (this.spoiled) throw this.spoiled
    const known = this.done.get(e)
    if (known) return known
    const result = this.normalized(e)
    this.done.set(e, result)
    return result
  }

  /** The sign of an expression wherever it is defined: by its shape, and by its normal form where that says more. */
  sign(e: Expr): Sign {
    if (this.spoiled) throw this.spoiled
    const enclosed = this.signOfConstant(e)
    if (enclosed) return enclosed
    if (this.isComplex(e)) return this.generators.signOfFraction(this.normalize(e))
    const s = this.signByShape(e)
    if (s === POSITIVE) return s
    const whole = s & this.generators.signOfFraction(this.normalize(e))
    // Where nothing is known of the whole, its terms may tell.
    return whole === ANY && e.kind === 'add' ? e.terms.map((term) => this.sign(term)).reduce(addSigns) : whole
  }

  /** Whether the imaginary unit is in it: what is written out of a normal form may have it, and its shape says nothing of a sign. */
  private isComplex(e: Expr): boolean {
    const known = this.complex.get(e)
    if (known !== undefined) return known
    const found = e.kind === 'symbol' ? e.name === IMAGINARY : ast.children(e).some((child) => this.isComplex(child))
    this.complex.set(e, found)
    return found
  }

  /** Of an expression without symbols, by an enclosure that excludes 0. */
  private signOfConstant(e: Expr): Sign | undefined {
    if (e.kind === 'number' || e.kind === 'sum' || hasSymbols(e)) return undefined
    const s = enclosedSign(e)
    return s === undefined ? undefined : s === 1 ? POSITIVE : NEGATIVE
  }

  private normalized(e: Expr): Fraction {
    const { fractions } = this
    switch (e.kind) {
      case 'number':
        return fractions.constant(e.value)
      case 'pi':
        return this.plain(this.pi())
      case 'symbol':
        return this.symbol(e)
      case 'add':
        return fractions.sum(e.terms.map((term) => this.normalize(term)))
      case 'multiply':
        return e.factors.map((factor) => this.normalize(factor)).reduce((a, b) => fractions.multiply(a, b))
      case 'negate':
        return fractions.negate(this.normalize(e.argument))
      case 'divide': {
        this.require(e.denominator, 'nonzero')
        return fractions.multiply(this.normalize(e.numerator), this.reciprocal(e.denominator))
      }
      case 'power':
        return this.power(e)
      case 'call':
        return this.call(e)
      case 'sum':
        return this.sum(e)
      case 'index':
        return this.index(e)
      case 'where':
        this.normalize(e.defined)
        return this.normalize(e.value)
      case 'derivative':
        throw new Error('diff(...) must be carried out before it is normalized')
    }
  }

  /** 1/e, factor by factor so that a product below stays one: the reduction of its expansion would hide the factors. */
  private reciprocal(e: Expr): Fraction {
    const { fractions } = this
    switch (e.kind) {
      case 'multiply':
        return e.factors.map((factor) => this.reciprocal(factor)).reduce((a, b) => fractions.multiply(a, b))
      case 'negate':
        return fractions.negate(this.reciprocal(e.argument))
      case 'power': {
        const k = constantValue(e.exponent)
        if (k?.d === 1n && k.n > 0n && k.n < 1000n) return fractions.power(this.reciprocal(e.base), Number(k.n))
        break
      }
      default:
    }
    return fractions.invert(this.normalize(e))
  }

  /** The normal form of `e`, with the condition on it noted unless its sign already settles it. */
  require(e: Expr, must: Condition['must']): Fraction {
    const f = this.normalize(e)
    const allowed = ALLOWED[must]
    const sign = this.vanishes(f) ? NULL : this.sign(e)
    if ((sign & allowed) === 0) throw new NowhereDefined(NEVER[must])
    if (within(sign, allowed)) return f
    // A number is one or it is not: that is nothing that a claim could be made under.
    if (isNumber(e)) throw new Unsupported(`whether ${brief(e)} is ${must === 'nonzero' ? '0' : must}`)
    this.note(e, must, f)
    this.suppose(f, must)
    // What a root that is not zero is taken of is none either.
    const plain = must === 'nonnegative' ? e : withSameZeros(e)
    if (plain !== e) this.suppose(this.normalize(plain), 'nonzero')
    if (must !== 'nonnegative' && plain.kind === 'call' && plain.fn === 'sqrt')
      this.suppose(this.normalize(plain.argument), 'positive')
    return f
  }

  /** Takes note that the claim only speaks of points where this holds. */
  private suppose(f: Fraction, must: Condition['must']): void {
    const allowed = ALLOWED[must]
    const below = this.generators.signOfFraction({ num: this.polys.one, den: f.den })
    const ofNumerator = within(below, POSITIVE) ? allowed : within(below, NEGATIVE) ? negateSign(allowed) : undefined
    this.assume(f.num, ofNumerator ?? (must === 'nonnegative' ? ANY : NONZERO))
  }

  private assume(p: Poly, allowed: Sign): void {
    this.generators.signs.assume(p, allowed)
    if (!this.knowledge.pointwise) return
    const { coefficient, monomial, core } = this.polys.primitive(p)
    const whole = this.polys.multiply(this.polys.monomial(monomial), core)
    const of = coefficient.n < 0n ? negateSign(allowed) : allowed
    const confined = confinedBy(this.polys, this.generators, whole, of)
    if (confined === 'nothing') throw new NowhereDefined('its conditions contradict each other')
    if (!confined) return
    const declared = this.domainOf(confined.name)
    if (sameDomain(confined.domain, declared)) return
    this.knowledge.domains.set(confined.name, confined.domain)
    this.knowledge.news++
  }

  /** The domain of a symbol as far as it is known. Throws NowhereDefined where the claim's conditions leave nothing. */
  private domainOf(name: string): Domain {
    const declared = this.domains.get(name) ?? (name === WIDTH ? COUNT : REAL)
    const confined = this.knowledge.domains.get(name)
    const domain = confined ? intersection(declared, confined) : declared
    if (!domain) throw new NowhereDefined('its conditions contradict each other')
    return domain
  }

  /** The normal form of what the claim need not be defined at: it must not ask for more than the claim does. */
  private aside(e: Expr): Fraction {
    const { conditions, signs, domains } = this.knowledge
    const before = [...conditions]
    const [signsBefore, domainsBefore] = [[...signs], [...domains]]
    const forget = (): void => {
      refill(conditions, before)
      refill(signs, signsBefore)
      refill(domains, domainsBefore)
    }
    try {
      const f = this.normalize(e)
      if (conditions.size === before.length) return f
    } catch (error) {
      const asksMore = conditions.size !== before.length
      forget()
      if (!(error instanceof NowhereDefined || asksMore)) throw error
    }
    forget()
    // What was seen on the way, and kept with generators and normal forms, would be taken for known.
    this.spoiled = new Unsupported(
      'a sum over pairs whose body need not be defined, for want of pairs or for equal or exchanged indices',
    )
    throw this.spoiled
  }

  private symbol(s: Sym): Fraction {
    const key = printSymbol(s)
    const known = this.symbols.get(key)
    if (known) return known
    if (key === IMAGINARY) return this.imaginary()
    const domain =
      s.indices.length === 0 ? this.domainOf(s.name) : (this.domains.get(key) ?? this.domains.get(s.name) ?? REAL)
    const { low, high } = domain
    const made =
      low && high && compare(low, high) === 0
        ? this.fractions.constant(low)
        : this.plain(
            this.generators.obtain(key, () => ({
              kind: 'symbol',
              sign: signOfDomain(domain),
              expr: s,
              bound: boundIndices(s),
              domain,
            })),
          )
    this.symbols.set(key, made)
    return made
  }

  /** An index as the number that it counts. */
  private index(e: ast.IndexNumber): Fraction {
    const generator = this.generators.obtain(indexKey(e.name), () => ({
      kind: 'symbol',
      sign: POSITIVE,
      expr: e,
      bound: e.name.startsWith('#') ? [e.name] : [],
      domain: COUNT,
    }))
    return this.plain(generator)
  }

  protected width(): Fraction {
    return this.symbol(ast.symbol(WIDTH))
  }

  private power(e: ast.Pow): Fraction {
    const exponent = this.fractions.asConstant(this.normalize(e.exponent))
    if (!exponent) return this.symbolicPower(e)
    if (exponent.d === 1n) {
      const k = smallInteger(exponent.n)
      return this.fractions.power(k < 0 ? this.require(e.base, 'nonzero') : this.normalize(e.base), k)
    }
    const base = this.require(e.base, exponent.n < 0n ? 'positive' : 'nonnegative')
    return this.fractions.power(this.root(base, smallInteger(exponent.d)), smallInteger(exponent.n))
  }

  private symbolicPower({ base, exponent }: ast.Pow): Fraction {
    const power = this.normalize(exponent)
    if (this.isIntegerValued(power) && !within(this.sign(base), POSITIVE)) {
      return this.integerPower(this.require(base, 'nonzero'), power)
    }
    if ((this.sign(base) & POSITIVE) === 0 && symbolsOf(exponent).every((s) => this.isInteger(s)))
      throw new Unsupported('a power of a negative base with an exponent that is not an integer by its form')
    return this.exponential(this.fractions.multiply(power, this.logOf(base)))
  }

  /** Whether a symbol stands for integers only. */
  isInteger(s: Sym): boolean {
    return (this.domains.get(printSymbol(s)) ?? this.domains.get(s.name))?.integer ?? printSymbol(s) === WIDTH
  }

  private logOf(e: Expr): Fraction {
    return this.logarithm(this.require(e, 'positive'))
  }

  private call({ fn, argument }: ast.Call): Fraction {
    const { exact, is } = FUNCTIONS[fn]
    if (exact?.reduce) return exact.reduce<Expr, Fraction>(argument, this)
    return is === undefined ? this.indeterminate(fn, argument) : this.normalize(this.formula(is, argument))
  }

  formula(text: string, x: Expr): Expr {
    return applied(formulaOf(text), x)
  }

  half(f: Fraction): Fraction {
    return this.fractions.multiply(f, this.fractions.constant(ratio(1n, 2n)))
  }

  halfPi(): Fraction {
    return this.half(this.plain(this.pi()))
  }

  signs(x: Expr): readonly ('negative' | 'zero' | 'positive')[] {
    const s = this.sign(x)
    const named = { negative: NEGATIVE, zero: NULL, positive: POSITIVE } as const
    return (['negative', 'zero', 'positive'] as const).filter((name) => (s & named[name]) !== 0)
  }

  size(x: Expr): Fraction {
    const s = this.signOfConstant(x)
    if (s === undefined) return this.absolute(this.normalize(x))
    return s === POSITIVE ? this.normalize(x) : this.fractions.negate(this.normalize(x))
  }

  hyperbolicTangent(x: Expr): Fraction {
    const { fractions } = this
    if (this.knowledge.hyperbolic === 'tanh') return this.tangentByTerms(this.normalize(x))
    const square = fractions.power(this.exponential(this.normalize(x)), 2)
    return fractions.divide(fractions.subtract(square, fractions.one), fractions.add(square, fractions.one))
  }

  /** The value of a function of which no more is known than where it has one: equal arguments have equal values. */
  indeterminate(fn: FunctionName, argument: Expr): Fraction {
    const { domain, parity } = FUNCTIONS[fn]
    for (const { of, must } of domain) this.require(this.formula(of, argument), must)
    const value = this.normalize(argument)
    const flipped = parity !== undefined && this.fractions.decompose(value).coefficient.n < 0n
    const f = flipped ? this.fractions.negate(value) : value
    if (signOfValue(fn, () => (this.fractions.isZero(f) ? NULL : ANY)) === NULL) return this.fractions.zero
    if (!this.generators.isRealFraction(f)) throw new Unsupported(`${fn} of something that is not known to be real`)
    const generator = this.generators.obtain(`${fn}(${this.text.key(f)})`, () => ({
      kind: 'function',
      sign: signOfValue(fn, () => this.generators.signOfFraction(f)),
      expr: ast.call(fn, this.readable(f)),
      bound: this.generators.boundInFraction(f),
    }))
    const made = this.plain(generator)
    return flipped && parity === 'odd' ? this.fractions.negate(made) : made
  }

  private sum(e: ast.Sum): Fraction {
    if (e.below !== undefined) return this.pairSum(e, e.index, e.below)
    const index = `#${this.depth}`
    this.depth++
    const body = this.normalize(renameIndices(e.body, new Map([[e.index, index]])))
    this.depth--
    return this.summed(body, index)
  }

  /** sum over i < j of a symmetric f(i, j) = (double sum - diagonal) / 2. */
  private pairSum(e: ast.Sum, i: string, j: string): Fraction {
    const { fractions } = this
    const swapped = renameIndices(
      e.body,
      new Map([
        [i, j],
        [j, i],
      ]),
    )
    const [a, b] = [`#${this.depth}`, `#${this.depth + 1}`]
    const names = new Map([
      [i, a],
      [j, b],
    ])
    this.depth += 2
    // Where there is no pair at all, the claim asks nothing of the body.
    const f = this.aside(renameIndices(e.body, names))
    const g = this.aside(renameIndices(swapped, names))
    const diagonal = this.aside(renameIndices(renameIndices(e.body, new Map([[j, i]])), new Map([[i, a]])))
    this.depth -= 2
    if (!fractions.isZero(fractions.subtract(f, g))) {
      throw new Unsupported('a sum over pairs i < j whose body is not symmetric in i and j')
    }
    const twice = fractions.subtract(this.summed(this.summed(f, b), a), this.summed(diagonal, a))
    return fractions.multiply(twice, fractions.constant(ratio(1n, 2n)))
  }

  /** The sign that the shape of an expression shows: products of known signs, squares, sums of squares. */
  private signByShape(e: Expr): Sign {
    switch (e.kind) {
      case 'multiply':
        return e.factors.map((f) => this.sign(f)).reduce(multiplySigns)
      case 'divide':
        return multiplySigns(this.sign(e.numerator), powerSign(this.sign(e.denominator), -1))
      case 'power': {
        const exponent = this.normalize(e.exponent)
        const k = this.fractions.asConstant(exponent)
        if (k) return k.d === 1n ? powerSign(this.sign(e.base), Number(k.n)) : NONNEGATIVE
        return this.isIntegerValued(exponent) && !within(this.sign(e.base), POSITIVE) ? NONZERO : POSITIVE
      }
      case 'call':
        return signOfValue(e.fn, () => this.sign(e.argument))
      case 'where':
        return this.sign(e.value)
      case 'sum': {
        // Over i < j there may be no pair at all.
        const names = [e.index, ...(e.below === undefined ? [] : [e.below])]
        const opened = renameIndices(e.body, new Map(names.map((name, k) => [name, `#${this.depth + k}`])))
        this.depth += names.length
        const s = this.sign(opened)
        this.depth -= names.length
        return within(s, NONNEGATIVE) || within(s, NONPOSITIVE) ? s | (e.below === undefined ? 0 : NULL) : ANY
      }
      case 'negate':
        return negateSign(this.sign(e.argument))
      default:
        return ANY
    }
  }
}
