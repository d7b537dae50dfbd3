/** What is put on the print of a name, a dot, a bar, a power, letters below, and what it makes of what that stands for. */
import { type Expr, call, derivative, divide, power, rational, sum, symbol } from '../expr/ast.js'
import { renameIndices } from '../expr/substitute.js'
import { reachedInMotion } from './closing.js'
import { type Look, type Scripted, isMark, withScripts, written } from './look.js'
import { orderOf } from './look-scripts.js'
import type { Printed, PrintedNames } from './printed-names.js'

/** The index of what is said of each member of a family. */
export const EACH = 'i'

/** What a look stands for, by what is declared. */
export interface Reading {
  /** What it is printed as, where that is a symbol by itself. */
  readonly tex?: string
  /** What is declared, and printed within it. */
  readonly name: string
  /** Whether it is all of a family. */
  readonly isFamily: boolean
  /** Formulas that are it: of each member, of index EACH, where it is a family. None where the language has none. */
  readonly formulas: readonly Expr[]
  /** What suffices of a name that is printed so, where there is more than one such thing, as there are many means. */
  readonly suffices?: (name: string) => boolean
}

/** Something that is put on a look, and what it makes of what that stands for; undefined where it does not read as that. */
export interface Decoration {
  readonly of: Look
  readonly as: string
  readonly put: (reading: Reading) => Reading | undefined
  /** Whether two names with it on one letter say something of each other. */
  readonly tells?: true
}

export class Decorations {
  constructor(private readonly names: PrintedNames) {}

  /** What is put on a look last, in each way in which it can be read. */
  of(look: Look, within: Printed): readonly Decoration[] {
    switch (look.kind) {
      case 'accent':
        return this.accents(look.accent, look.of, within)
      case 'change':
        return [this.change(look.of)]
      case 'bars':
        return [this.size(look.of, within)]
      case 'angles':
        return [this.average(look.of)]
      case 'brackets':
        // A concentration of what is no quantity itself.
        return [{ of: look.of, as: 'something of', put: (reading) => ({ ...reading, formulas: [] }) }]
      case 'overlined':
        return look.items.map((tex) => this.mean({ kind: 'letter', tex }, within))
      case 'call':
        // V_{xx}(x) is what V(x) is differentiated.
        return look.of.kind === 'scripts'
          ? this.slopeBy(look.of, within, true).map((one) => ({ ...one, of: { ...look, of: one.of } }))
          : []
      case 'scripts':
        return this.scripts(look, within)
      default:
        return []
    }
  }

  private scripts(look: Scripted, within: Printed): readonly Decoration[] {
    const { of, below, above, primes } = look
    if (above.length > 0 && !isMark(above)) {
      // In x^{*2} the star belongs to the letter.
      const marks = above.findIndex((item) => !isMark([item]) || /^[+-]$/.test(item))
      return [this.power(withScripts(of, { below, above: above.slice(0, marks), primes }), above.slice(marks), within)]
    }
    const raised = /^\(([0-9a-z]+)\)$/.exec(above.join(''))?.[1]
    if (primes > 0) return [this.slope(withScripts(of, { below, above }), primes, true)]
    if (raised !== undefined) return [this.slope(withScripts(of, { below }), orderOf(raised))]
    // A dot or a bar is put on the letter, and the scripts belong to that: the rate of x_1 is a dotted x with the same index.
    const through = (inner: Look): Look => withScripts(inner, { below, above })
    if (of.kind === 'accent') return [...this.accents(of.accent, through(of.of), within), ...this.slopeBy(look, within)]
    if (of.kind === 'change') return [this.change(through(of.of))]
    if (of.kind === 'bars') return [this.size(of.of, within, below)]
    if (of.kind === 'brackets') return this.of(of, within)
    return this.slopeBy(look, within)
  }

  private accents(accent: string, of: Look, within: Printed): readonly Decoration[] {
    if (accent === 'dot') return [{ of, as: 'a rate of', tells: true, put: (reading) => this.rate(reading, within) }]
    if (accent === 'ddot')
      return [
        {
          of,
          as: 'a rate of',
          tells: true,
          put: (reading) => {
            const once = this.rate(reading, within)
            return once && this.rate(once, within)
          },
        },
      ]
    return accent === 'bar' || accent === 'overline' ? [this.mean(of, within)] : []
  }

  private power(of: Look, above: readonly string[], within: Printed): Decoration {
    const exponent = this.names.expressionOf(above)
    const raised = (base: Expr): readonly Expr[] =>
      exponent ? [power(base, exponent), ...otherwise(base, above.join(''))] : []
    return {
      of,
      as: 'a power of',
      tells: true,
      put: (reading) => ({
        ...reading,
        formulas: [
          ...reading.formulas.flatMap(raised),
          ...(reading.isFamily && within.indices === 0 && above.join('') === '2' ? reading.formulas.map(squares) : []),
        ],
      }),
    }
  }

  /** |u|, |u|_2 or |u|_1: of a number its absolute value, of a family all of it. */
  private size(of: Look, within: Printed, below: readonly string[] = []): Decoration {
    const which = below.join('')
    const whole = (each: Expr): readonly Expr[] =>
      which === '1'
        ? [sum(EACH, call('abs', each))]
        : which === '' || which === '2'
          ? [call('sqrt', squares(each))]
          : []
    return {
      of,
      as: 'a size of',
      tells: true,
      put: (reading) => ({
        ...reading,
        formulas: reading.formulas.flatMap((each) => [
          ...(reading.isFamily && which !== '' ? [] : [call('abs', each)]),
          ...(reading.isFamily && within.indices === 0 ? whole(each) : []),
        ]),
      }),
    }
  }

  private change(of: Look): Decoration {
    return {
      of,
      as: 'a change of',
      put: (reading) =>
        this.names.varies(reading.name)
          ? { ...reading, formulas: [], suffices: (name) => this.names.varies(name) }
          : undefined,
    }
  }

  private mean(of: Look, within: Printed): Decoration {
    const suffices = (family: string) => (name: string) =>
      this.names.scope.definition(name)
        ? this.names.isMadeOf(name, family)
        : this.names.varies(name)
          ? this.names.movesBy(name, family)
          : !this.names.varies(family)
    return {
      of,
      as: 'a mean of',
      put: ({ name, isFamily }) =>
        isFamily && within.indices === 0
          ? { name, isFamily: false, formulas: [], suffices: suffices(name) }
          : undefined,
    }
  }

  /** The mean over whatever may happen: of what is made of other things, or moves. */
  private average(of: Look): Decoration {
    return {
      of,
      as: 'a mean of',
      put: ({ name, isFamily }) =>
        isFamily || this.names.varies(name)
          ? { name, isFamily: false, formulas: [], suffices: (mean) => this.names.isMadeOf(mean, name) }
          : undefined,
    }
  }

  private rate(reading: Reading, within: Printed): Reading | undefined {
    const { scope } = this.names
    const { variable, rates = [] } = scope.flow ?? {}
    // What is given another motion for one claim does not move by the flow there.
    const isDriven = (name: string): boolean =>
      scope.changed.has(name) &&
      scope.definition(name) !== undefined &&
      reachedInMotion(scope, name).has(variable?.name ?? '')
    // Where nothing moves it may be a number of its own, as in a Lagrangian.
    if (![reading.name, within.name].some((name) => this.names.varies(name))) return undefined
    const given = (formula: Expr): readonly Expr[] =>
      rates.flatMap(({ symbol: moving, rate }) => {
        if (formula.kind !== 'symbol' || formula.name !== moving.name || isDriven(moving.name)) return []
        const [[of], [at]] = [moving.indices, formula.indices]
        if (typeof of !== 'string') return of === at ? [rate] : []
        return at === undefined ? [] : [renameIndices(rate, new Map([[of, at]]))]
      })
    return {
      ...reading,
      formulas: reading.formulas.flatMap((formula) => [
        ...given(formula),
        ...(variable ? [derivative(formula, variable)] : []),
      ]),
    }
  }

  /** The derivative of a function of one variable. */
  private slope(of: Look, order: number | undefined, isPrimed = false): Decoration {
    return {
      of,
      as: 'a derivative of',
      ...(isPrimed && { tells: true as const }),
      put: (reading) =>
        this.names.varies(reading.name)
          ? {
              ...reading,
              formulas: this.variablesOf(reading.name).flatMap((by) =>
                order === undefined ? [] : reading.formulas.map((f) => derivative(f, symbol(by), order)),
              ),
            }
          : undefined,
    }
  }

  /**
   * What has letters below reads as what is differentiated by them: by several all of which move it, or by one that it is made of, if it has no formula
   * of its own (it may be a component then, but for a function) and is no component of that.
   */
  private slopeBy(look: Scripted, within: Printed, isCalled = false): readonly Decoration[] {
    const letters =
      /^\\mathrm\{(.*)\}$/.exec(look.below.join(''))?.[1]?.split('') ?? look.below.filter((item) => item !== ',')
    const by = letters.flatMap((tex) => this.names.all.find((one) => one.indices === 0 && one.tex === tex)?.name ?? [])
    const [only] = by
    if (only === undefined || by.length < letters.length) return []
    const reads = (name: string): boolean => {
      if (!this.names.varies(name)) return false
      if (by.length > 1) return by.every((each) => reachedInMotion(this.names.scope, name).has(each))
      return (
        (isCalled || !this.names.scope.definition(within.name)) &&
        name !== only &&
        this.names.isMadeOf(name, only) &&
        !this.names.isMadeOf(name, within.name)
      )
    }
    const differentiated = (formula: Expr): Expr =>
      by.every((each) => each === only)
        ? derivative(formula, symbol(only), by.length)
        : by.reduce((f, each) => derivative(f, symbol(each)), formula)
    return [
      {
        of: withScripts(look.of, { above: look.above }),
        as: 'a derivative of',
        put: (reading) =>
          reads(reading.name) ? { ...reading, formulas: reading.formulas.map(differentiated) } : undefined,
      },
    ]
  }

  /** What a function is differentiated by where nothing else is said: what is printed as its argument, or all that moves it. */
  private variablesOf(name: string): readonly string[] {
    const { look } = this.names.all.find((one) => one.name === name) ?? {}
    const reached = [...reachedInMotion(this.names.scope, name)]
    if (look?.kind !== 'call') return reached
    const given = new Set(look.arguments.map(written))
    return reached.filter((by) => this.names.all.some((one) => one.name === by && given.has(one.tex)))
  }
}

/** Other ways to write a power. */
function otherwise(base: Expr, exponent: string): readonly Expr[] {
  if (exponent === '-1') return [divide(rational(1), base)]
  if (exponent === '1/2') return [call('sqrt', base)]
  if (exponent !== '2' || base.kind !== 'call') return []
  if (base.fn === 'abs') return [power(base.argument, rational(2))]
  return base.fn === 'sqrt' ? [base.argument] : []
}

/** The squares of all members, added. */
const squares = (each: Expr): Expr => sum(EACH, power(each, rational(2)))
