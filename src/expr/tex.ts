/**
 * Expression to TeX, in the author's form: nothing is simplified or reordered, and two trees that mean different things
 * never look alike. Parentheses are the fewest that keep that promise; fractions, roots and bars delimit themselves.
 */
import type { Call, Derivative, Expr, Index, Pow, Sum, Sym } from './ast.js'
import { WIDTH, children } from './ast.js'
import { FUNCTIONS } from '../functions/registry/registry.js'
import { placed } from './print.js'
import { toDecimal } from './rational.js'
import { namesOf } from './substitute.js'
import { BRACKETED, joint, spelling } from './tex-joints.js'
import { type Letter, conventional, hasLetters, overridden, written } from './tex-letters.js'

/** From loosest to tightest: what needs parentheses where. */
const enum Level {
  Sum,
  Product,
  Factor,
  Base,
}

/** Characters of an exponent above which e^{...} gives way to exp(...). */
const LONGEST_EXPONENT = 12

const parenthesised = (tex: string, stretched: boolean): string => (stretched ? `\\left(${tex}\\right)` : `(${tex})`)

const isAtom = (e: Expr): boolean => e.kind === 'number' || e.kind === 'pi' || e.kind === 'symbol' || e.kind === 'index'

/** Whether it stands higher than a line of text. */
const tall = (e: Expr): boolean =>
  e.kind === 'divide' || e.kind === 'sum' || e.kind === 'derivative'
    ? true
    : e.kind === 'power'
      ? tall(e.base)
      : children(e).some(tall)

const glyphs = (tex: string): number =>
  tex
    .replace(/\\[,!]|\\(left|right|mathrm|operatorname)/g, '')
    .replace(/\\[A-Za-z]+/g, 'x')
    .replace(/[{}_^\s]/g, '').length

/** sin^2 x is read by everyone as (sin x)^2; log^2 x is not. */
const squarable = ({ fn }: Call): string | undefined => {
  const { tex, squares } = FUNCTIONS[fn]
  return squares && typeof tex === 'string' ? tex : undefined
}

/** Whether it shows by itself where it begins and ends. */
function delimits({ fn }: Call): boolean {
  const { tex } = FUNCTIONS[fn]
  return typeof tex !== 'string' && tex.delimits
}

/** What is put for a symbol around a term. */
export interface Place {
  readonly variable: Sym
  readonly by: Expr
}

/** A symbol, or all members of a family. */
export interface Held {
  readonly name: string
  readonly isFamily: boolean
}

/** TeX of bare symbols by name, and what of them derivatives and brackets must be told. */
export class TexNames extends Map<string, string> {
  constructor(
    entries: Iterable<readonly [string, string]> = [],
    /** Whether what is called so is made of other things, or moves. */
    readonly varies: (name: string) => boolean = () => false,
    /** What a derivative holds fixed, where a reader could think of something else; `total` where there is nothing else. */
    readonly held: (body: Expr, by: Sym, places: readonly Place[]) => readonly Held[] | 'total' = (_, { indices }) =>
      indices.length > 0 ? [] : 'total',
  ) {
    super(entries)
  }
}

/** The symbol that a term begins with. */
const leading = (e: Expr): Sym | undefined => {
  if (e.kind === 'negate') return leading(e.argument)
  const [first] = e.kind === 'multiply' ? e.factors.filter(({ kind }) => kind !== 'number') : [e]
  const base = first?.kind === 'power' ? first.base : first
  return base?.kind === 'symbol' ? base : undefined
}

/** Where nothing is known of names. */
const PLAIN = new TexNames()

class TexPrinter {
  private readonly letters = new Map<string, Letter>()
  /** What is put for something in the term that is being printed, the outermost first. */
  private readonly places: Place[] = []

  constructor(private readonly names: ReadonlyMap<string, string>) {}

  tex(e: Expr): string {
    switch (e.kind) {
      case 'number':
        return toDecimal(e.value) ?? `\\frac{${e.value.n}}{${e.value.d}}`
      case 'pi':
        return '\\pi'
      case 'symbol':
        return written(this.letter(e))
      case 'index':
        return this.index(e.name)
      case 'negate':
        return `-${this.at(e.argument, Level.Product)}`
      case 'add':
        return e.terms.map((term, k) => this.term(term, k === 0)).join('')
      case 'multiply':
        return this.product(e.factors)
      case 'divide':
        return this.quotient(e.numerator, e.denominator)
      case 'power':
        return this.power(e, false)
      case 'call':
        return this.call(e, false)
      case 'sum':
        return this.sum(e)
      case 'derivative':
        return this.derivative(e)
      case 'where':
        return this.tex(e.value)
    }
  }

  private level(e: Expr): Level {
    switch (e.kind) {
      case 'add':
      case 'negate':
        return Level.Sum
      case 'multiply':
      case 'sum':
        return Level.Product
      case 'symbol': {
        const { base, below, above } = this.letter(e)
        const looksLikeExp = base === 'e' && below.length === 0
        return above !== '' || looksLikeExp ? Level.Factor : Level.Base
      }
      case 'call':
        return delimits(e) ? Level.Base : Level.Factor
      case 'index':
        return conventional(e.name).above !== '' ? Level.Factor : Level.Base
      case 'number':
      case 'pi':
        return Level.Base
      default:
        return Level.Factor
    }
  }

  private at(e: Expr, least: Level): string {
    return this.level(e) < least ? parenthesised(this.tex(e), tall(e)) : this.tex(e)
  }

  private letter({ name, indices }: Sym): Letter {
    const known = this.letters.get(name)
    const override = this.names.get(name)
    const bare = known ?? (override === undefined ? conventional(name) : overridden(override))
    this.letters.set(name, bare)
    return indices.length === 0 ? bare : { ...bare, below: [...bare.below, ...indices.map((i) => this.index(i))] }
  }

  private index(index: Index): string {
    return typeof index === 'number' ? String(index) : toTex({ kind: 'symbol', name: index, indices: [] })
  }

  private term(e: Expr, first: boolean): string {
    if (first) return e.kind === 'add' ? parenthesised(this.tex(e), tall(e)) : this.tex(e)
    return e.kind === 'negate' ? ` - ${this.at(e.argument, Level.Product)}` : ` + ${this.at(e, Level.Product)}`
  }

  /** D y/(D t) is no derivative: what both sides begin with stands apart. */
  private quotient(above: Expr, below: Expr): string {
    const [a, b] = [above, below].map(leading)
    const alike = a && b && this.letter(a).base === this.letter(b).base
    const apart = (e: Expr): string => {
      if (e.kind === 'negate') return `-${apart(e.argument)}`
      return e.kind === 'multiply' ? this.product(e.factors, true) : this.tex(e)
    }
    const [numerator, denominator] = [above, below].map((e) => (alike ? apart(e) : this.tex(e)))
    return `\\frac{${numerator}}{${denominator}}`
  }

  private product(factors: readonly Expr[], apart = false): string {
    const pieces = factors.map((factor, k) => this.factor(factor, k < factors.length - 1))
    const between = (left: string, right: string, k: number): string => {
      const varies = BRACKETED.test(right) && this.isFunction(factors[k - 1] as Expr)
      const first = factors.findIndex(({ kind }) => kind !== 'number')
      const spelt = spelling(pieces, k)
      return (apart && k === first + 1) || varies || spelt ? ' \\cdot ' : joint(left, right)
    }
    return pieces.reduce((left, right, k) => left + between(pieces[k - 1] as string, right, k) + right)
  }

  /** Whether it is a symbol that stands for something that changes, with a power or without: before a bracket it would read as a function. */
  private isFunction(e: Expr): boolean {
    if (e.kind === 'power') return this.isFunction(e.base)
    return e.kind === 'symbol' && this.names instanceof TexNames && this.names.varies(e.name)
  }

  /** A sum, a derivative or a bare argument would swallow the factor that follows it. */
  private factor(e: Expr, followed: boolean): string {
    if (e.kind === 'sum' && !followed) return this.sum(e)
    if (e.kind === 'derivative' && !e.at && followed && e.body.kind !== 'symbol')
      return parenthesised(this.derivative(e), true)
    if (e.kind === 'call') return this.call(e, followed)
    if (e.kind === 'power') return this.power(e, followed)
    return this.at(e, Level.Factor)
  }

  private power({ base, exponent }: Pow, followed: boolean): string {
    const raised = `^{${this.exponent(exponent)}}`
    const whole = exponent.kind === 'number' && exponent.value.d === 1n && exponent.value.n > 1n
    if (base.kind === 'call' && whole) {
      const operator = squarable(base)
      if (operator) return this.applied(operator + raised, base.argument, this.tex(base.argument), followed)
    }
    return this.raisable(base) + raised
  }

  /** What has a power: of a root with one it would not be seen whether the root is of the power, and of several letters only the last would have it. */
  private raisable(base: Expr): string {
    const isApart =
      base.kind === 'symbol'
        ? hasLetters(this.letter(base))
        : base.kind === 'index'
          ? hasLetters(conventional(base.name))
          : base.kind === 'call' && this.call(base, false).startsWith('\\sqrt')
    return isApart ? parenthesised(this.tex(base), tall(base)) : this.at(base, Level.Base)
  }

  /** Small fractions are written with a slash: x^{1/2}. */
  private exponent(e: Expr): string {
    if (e.kind === 'negate' && e.argument.kind === 'divide') return `-${this.exponent(e.argument)}`
    if (e.kind === 'divide' && isAtom(e.numerator) && isAtom(e.denominator)) {
      return `${this.tex(e.numerator)}/${this.tex(e.denominator)}`
    }
    return this.tex(e)
  }

  private call(e: Call, followed: boolean): string {
    const argument = this.tex(e.argument)
    const { tex } = FUNCTIONS[e.fn]
    if (typeof tex === 'string') return this.applied(tex, e.argument, argument, followed)
    return tex.around(argument, { tall: tall(e.argument), long: glyphs(argument) > LONGEST_EXPONENT })
  }

  private applied(operator: string, argument: Expr, tex: string, followed: boolean): string {
    if (isAtom(argument) && !followed) return `${operator} ${tex}`
    return tall(argument) ? `${operator}\\!${parenthesised(tex, true)}` : operator + parenthesised(tex, false)
  }

  private sum({ index, below, body }: Sum): string {
    const range = below === undefined ? this.index(index) : `${this.index(index)}<${this.index(below)}`
    return `\\sum_{${range}} ${this.at(body, Level.Product)}`
  }

  private held({ name, isFamily }: Held): string {
    const at = (...indices: Index[]): string => this.tex({ kind: 'symbol', name, indices })
    return isFamily ? `${at(1)},\\dots,${at(WIDTH)}` : at()
  }

  private derivative({ body, variable, order, at }: Derivative): string {
    if (at) {
      const moved: Expr = order === 0 ? body : { kind: 'derivative', body, variable, order }
      // A bar alone would not say where what it is about begins.
      const each = at.index === undefined ? '' : `\\ \\forall ${this.index(at.index)}`
      this.places.push({ variable, by: at.by })
      const inner = this.tex(moved)
      this.places.pop()
      const becomes = namesOf(at.by).has(variable.name) ? ' \\mapsto ' : '='
      return `\\left[${inner}\\right]_{${this.tex(placed(variable, at))}${becomes}${this.tex(at.by)}${each}}`
    }
    const names = this.names instanceof TexNames ? this.names : PLAIN
    const found = names.held(body, variable, this.places)
    const isPartial = found !== 'total'
    const held = isPartial ? found : []
    const sign = isPartial ? '\\partial' : '\\mathrm{d}'
    const raised = order === 1 ? '' : `^{${order}}`
    const by = order === 1 ? this.tex(variable) : this.raisable(variable)
    const below = `${sign} ${by}${raised}`
    const quotient =
      body.kind === 'symbol'
        ? `\\frac{${sign}${raised} ${this.tex(body)}}{${below}}`
        : `\\frac{${sign}${raised}}{${below}}${parenthesised(this.tex(body), tall(body))}`
    if (held.length === 0) return quotient
    return `\\left(${quotient}\\right)_{\\!${held.map((each) => this.held(each)).join(',')}}`
  }
}

/**
 * TeX of an expression, for math mode.
 *
 * `names` gives the TeX of a bare symbol by its name, where the convention above is not what the author wants; indices
 * are added as further subscripts.
 */
export const toTex = (e: Expr, names: ReadonlyMap<string, string> = new Map()): string => new TexPrinter(names).tex(e)
