/**
 * Term to normal form: a fraction in the generators. What kinds of values have rules of their own is in parts, each of which knows only those before
 * it: the field (what there is to compute in), radicals, directions, parities, phases, exponentials, integer powers, sums. Functions say by these, in their own files, what
 * their values are.
 *
 * Invariant: wherever a term has a value, so has its normal form, and it is the same. Every division, root and logarithm leaves a condition; those
 * that the signs settle are dropped, the others are reported with the proof.
 */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, WIDTH, constantValue } from '../../expr/ast.js'
import { type Domain, REAL } from '../../expr/domain.js'
import { isIntegerValued, isRationalNumber } from '../../expr/integer-valued.js'
import { brief, printSymbol } from '../../expr/print.js'
import { compare } from '../../expr/rational.js'
import { applied } from '../../expr/spelling.js'
import { symbolsOf } from '../../expr/substitute.js'
import type { NormalForms } from '../../functions/registry/exact.js'
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { BoundIndices } from './bound-indices.js'
import { withSameZeros } from './conditions.js'
import { askedBy, formulaOf, signOfValue } from './declared.js'
import { Directions } from './directions.js'
import { Exponentials } from './exponentials.js'
import { Field, IMAGINARY } from './field.js'
import type { Fraction, Fractions } from './fractions.js'
import type { Condition, Generator, Generators, Knowledge } from './generators.js'
import { IntegerPowers } from './integer-powers.js'
import { ALLOWED, COUNT, NotedConditions } from './noted-conditions.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import { Parities } from './parities.js'
import { Phases } from './phases.js'
import type { Polynomials } from './polynomials.js'
import { Radicals, smallInteger } from './radicals.js'
import { ANY, NEGATIVE, NULL, POSITIVE, type Sign, signOfDomain, within } from './signs.js'
import { Sums, indexKey } from './sums.js'
import { TermSigns, signOfConstant } from './term-signs.js'

export type Domains = ReadonlyMap<string, Domain>

const NEVER: Record<Condition['must'], string> = {
  nonzero: 'it divides by something that is identically zero',
  positive: 'it takes the logarithm or a power of something that is never positive',
  nonnegative: 'it takes a root of something that is always negative',
}

const boundIndices = (s: Sym): string[] =>
  s.indices.filter((index): index is string => typeof index === 'string' && index.startsWith('#'))

/** Whether it is the same number at every point and at every width. */
const isNumber = (e: Expr): boolean =>
  e.kind !== 'symbol' && e.kind !== 'index' && e.kind !== 'sum' && ast.children(e).every(isNumber)

export class Normalizer implements NormalForms<Expr, Fraction> {
  readonly field: Field
  readonly polys: Polynomials
  readonly fractions: Fractions
  readonly generators: Generators
  readonly indices = new BoundIndices()
  private readonly radicals: Radicals
  private readonly parities: Parities
  private readonly phases: Phases
  private readonly exponentials: Exponentials
  private readonly integerPowers: IntegerPowers
  private readonly sums: Sums
  private readonly termSigns: TermSigns
  private readonly noted: NotedConditions
  private readonly done = new Map<Expr, Fraction>()
  private readonly symbols = new Map<string, Fraction>()
  /** What was written out, by what: as a term it may ask for more. */
  private readonly written = new Map<Expr, Fraction>()

  /** `domains` by symbol name (one for a whole indexed family), or by a single member's text; a symbol without one is real. */
  constructor(
    readonly domains: Domains,
    private readonly knowledge: Knowledge,
  ) {
    const field = new Field(knowledge)
    this.field = field
    this.polys = field.polys
    this.fractions = field.fractions
    this.generators = field.generators
    this.radicals = new Radicals(field)
    this.parities = new Parities(field)
    this.phases = new Phases(field, new Directions(field, this.radicals), this.parities)
    this.exponentials = new Exponentials(field, this.radicals, this.phases)
    this.integerPowers = new IntegerPowers(field, this.radicals, this.exponentials, this.parities)
    this.noted = new NotedConditions(field, knowledge, domains)
    this.termSigns = new TermSigns(
      field,
      this.parities,
      this.indices,
      (e) => this.normalize(e),
      (work) => this.aside(work),
    )
    this.sums = new Sums(field, this.indices, {
      width: () => this.symbol(ast.symbol(WIDTH)),
      normalize: (e) => this.normalize(e),
      aside: (e) => this.aside(() => this.normalize(e)),
    })
  }

  /** The conditions noted so far, in this attempt and those before. */
  get conditions(): readonly Condition[] {
    return this.noted.all()
  }

  /**
   * From here on nothing is learned of signs from what terms ask for: what is written out of a normal form may ask for more than the terms of the claim
   * do, of which all was read.
   */
  learnNoMore(): void {
    this.noted.learnNoMore()
  }

  /** The conditions of what was learned from. */
  get supposed(): readonly Condition[] {
    return this.noted.supposed()
  }

  /** What is found of a term that the claim need not be defined at. */
  aside<T>(work: () => T): T {
    return this.noted.aside(work)
  }

  /** The normal form. Throws Unsupported, NowhereDefined or Refine. */
  normalize(e: Expr): Fraction {
    this.noted.check()
    const known = this.done.get(e)
    if (known) return known
    const result = this.normalized(e)
    this.done.set(e, result)
    return result
  }

  /** The sign of a term wherever it is defined. */
  sign(e: Expr): Sign {
    this.noted.check()
    const written = this.written.get(e)
    return written ? this.field.signs.ofFraction(written) : this.termSigns.of(e)
  }

  /** Whether f is zero wherever it is defined. Yes is a proof, no is none. */
  vanishes(f: Fraction): boolean {
    return this.field.vanishes(f)
  }

  /** A fraction as an expression for a reader. */
  readable(f: Fraction): Expr {
    const e = this.field.readable(f)
    // What is named by itself is a term of the claim.
    if (ast.children(e).length > 0) {
      this.done.set(e, f)
      this.written.set(e, f)
    }
    return e
  }

  private normalized(e: Expr): Fraction {
    const { fractions } = this
    switch (e.kind) {
      case 'number':
        return fractions.constant(e.value)
      case 'pi':
        return this.field.plain(this.field.pi())
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
        return this.sums.of(e)
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
    const sign = this.field.vanishes(f) ? NULL : this.sign(e)
    if ((sign & allowed) === 0) throw new NowhereDefined(NEVER[must])
    if (within(sign, allowed)) return f
    // A number is one or it is not: that is nothing that a claim could be made under.
    if (isNumber(e)) throw new Unsupported(`whether ${brief(e)} is ${must === 'nonzero' ? '0' : must}`)
    if (!this.noted.note(e, must, f)) return f
    this.noted.suppose(f, must)
    // What a root that is not zero is taken of is none either.
    const plain = must === 'nonnegative' ? e : withSameZeros(e)
    if (plain !== e) this.noted.suppose(this.normalize(plain), 'nonzero')
    if (must !== 'nonnegative' && plain.kind === 'call' && plain.fn === 'sqrt')
      this.noted.suppose(this.normalize(plain.argument), 'positive')
    return f
  }

  private symbol(s: Sym): Fraction {
    const key = printSymbol(s)
    const known = this.symbols.get(key)
    if (known) return known
    if (key === IMAGINARY) return this.field.imaginary()
    const domain =
      s.indices.length === 0 ? this.noted.domainOf(s.name) : (this.domains.get(key) ?? this.domains.get(s.name) ?? REAL)
    const { low, high } = domain
    const made =
      low && high && compare(low, high) === 0
        ? this.fractions.constant(low)
        : this.field.plain(
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
    return this.field.plain(generator)
  }

  private power(e: ast.Pow): Fraction {
    const exponent = this.fractions.asConstant(this.normalize(e.exponent))
    if (!exponent) return this.symbolicPower(e)
    // A number that is none by its form, such as k - k + 2, has no power where one like it has none.
    if (!isRationalNumber(e.exponent)) {
      const isWhole = isIntegerValued(e.exponent, (s) => this.isInteger(s))
      this.require(e.base, isWhole ? 'nonzero' : 'positive')
    }
    if (exponent.d === 1n) {
      const k = smallInteger(exponent.n)
      return this.fractions.power(k < 0 ? this.require(e.base, 'nonzero') : this.normalize(e.base), k)
    }
    const base = this.require(e.base, exponent.n < 0n ? 'positive' : 'nonnegative')
    return this.fractions.power(this.radicals.root(base, smallInteger(exponent.d)), smallInteger(exponent.n))
  }

  private symbolicPower({ base, exponent }: ast.Pow): Fraction {
    const power = this.normalize(exponent)
    if (this.parities.isIntegerValued(power) && !within(this.sign(base), POSITIVE)) {
      return this.integerPowers.power(this.require(base, 'nonzero'), power)
    }
    if ((this.sign(base) & POSITIVE) === 0 && symbolsOf(exponent).every((s) => this.isInteger(s)))
      throw new Unsupported('a power of a negative base with an exponent that is not an integer by its form')
    return this.exponentials.of(this.fractions.multiply(power, this.radicals.logarithm(this.require(base, 'positive'))))
  }

  /** Whether a symbol stands for integers only. */
  isInteger(s: Sym): boolean {
    return (this.domains.get(printSymbol(s)) ?? this.domains.get(s.name))?.integer ?? printSymbol(s) === WIDTH
  }

  private call({ fn, argument }: ast.Call): Fraction {
    const { exact, is } = FUNCTIONS[fn]
    if (exact?.reduce) return exact.reduce<Expr, Fraction>(argument, this)
    return is === undefined ? this.indeterminate(fn, argument) : this.normalize(this.formula(is, argument))
  }

  formula(text: string, x: Expr): Expr {
    return applied(formulaOf(text), x)
  }

  signs(x: Expr): readonly ('negative' | 'zero' | 'positive')[] {
    const s = this.sign(x)
    const named = { negative: NEGATIVE, zero: NULL, positive: POSITIVE } as const
    return (['negative', 'zero', 'positive'] as const).filter((name) => (s & named[name]) !== 0)
  }

  size(x: Expr): Fraction {
    const s = signOfConstant(x)
    if (s === undefined) return this.radicals.absolute(this.normalize(x))
    return s === POSITIVE ? this.normalize(x) : this.fractions.negate(this.normalize(x))
  }

  hyperbolicTangent(x: Expr): Fraction {
    const { fractions } = this
    if (this.knowledge.hyperbolic === 'tanh') return this.exponentials.tangent(this.normalize(x))
    const square = fractions.power(this.exponentials.of(this.normalize(x)), 2)
    return fractions.divide(fractions.subtract(square, fractions.one), fractions.add(square, fractions.one))
  }

  /** The value of a function of which no more is known than where it has one: equal arguments have equal values. */
  indeterminate(fn: FunctionName, argument: Expr): Fraction {
    const { parity } = FUNCTIONS[fn]
    for (const { expr, must } of askedBy(ast.call(fn, argument))) this.require(expr, must)
    const value = this.normalize(argument)
    const flipped = parity !== undefined && this.fractions.decompose(value).coefficient.n < 0n
    const f = flipped ? this.fractions.negate(value) : value
    if (signOfValue(fn, () => (this.fractions.isZero(f) ? NULL : ANY)) === NULL) return this.fractions.zero
    if (!this.generators.isRealFraction(f)) throw new Unsupported(`${fn} of something that is not known to be real`)
    const generator = this.generators.obtain(`${fn}(${this.field.key(f)})`, () => ({
      kind: 'function',
      sign: signOfValue(fn, () => this.field.signs.ofFraction(f)),
      expr: ast.call(fn, this.field.readable(f)),
      bound: this.generators.boundInFraction(f),
    }))
    const made = this.field.plain(generator)
    return flipped && parity === 'odd' ? this.fractions.negate(made) : made
  }

  // What functions are told in, part by part.

  half(f: Fraction): Fraction {
    return this.field.half(f)
  }

  halfPi(): Fraction {
    return this.half(this.field.plain(this.field.pi()))
  }

  exponential(f: Fraction): Fraction {
    return this.exponentials.of(f)
  }

  logarithm(f: Fraction): Fraction {
    return this.radicals.logarithm(f)
  }

  root(f: Fraction, q: number): Fraction {
    return this.radicals.root(f, q)
  }

  oddRoot(fn: FunctionName, f: Fraction, q: number): Fraction {
    return this.radicals.oddRoot(fn, f, q)
  }

  circular(fn: 'sin' | 'cos', f: Fraction): Fraction {
    return this.phases.circular(fn, f)
  }

  inverseCircular(fn: 'asin' | 'atan', f: Fraction): Fraction {
    return this.phases.inverseCircular(fn, f)
  }

  // What methods look into.

  /** Whether a tanh was kept as a generator of its own. */
  get usesTanh(): boolean {
    return this.exponentials.usesTanh
  }

  /** exp(f); undefined where tanh was kept as it is, or beyond the limits. */
  exponentialOf(f: Fraction): Fraction | undefined {
    return this.exponentials.ifKnown(f)
  }

  /** exp(i a) of the value a of an arc function. */
  phaseOfInverse(generator: Generator): Fraction {
    return this.phases.ofInverse(generator)
  }

  /** A nonzero f as coefficient * monomial * product of the powers of its factors, those taken apart that can be. */
  decomposed(f: Fraction): ReturnType<Fractions['decompose']> {
    return this.radicals.decomposed(f)
  }
}
