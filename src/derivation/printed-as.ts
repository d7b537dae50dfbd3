/**
 * What a name is printed as: a power, a rate, a mean, another term of what is declared beside it. A reader takes it for that, so it must be that: by its
 * formula, or because the flow says so. One rule for all: the print of a name is taken apart (`look.ts`) to what is declared, and what was taken off is put back as a formula.
 */
import {
  type Expr,
  PI,
  WIDTH,
  call,
  derivative,
  divide,
  power,
  rational,
  sizeOf,
  sum,
  symbol,
  valueAt,
} from '../expr/ast.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse } from '../expr/parse.js'
import { renameIndices, rewrite, substitute } from '../expr/substitute.js'
import { sameTree } from '../proposition/proposition.js'
import { reachedInMotion } from './closing.js'
import { type Look, type Scripted, isIndex, isMark, withScripts, written } from './look.js'
import { ANY_INDEX, type Token, indexFrom, matched, numbered, orderOf, tokensOf } from './look-scripts.js'
import type { Scope } from './scope.js'
import { lookOf } from './tex-name.js'

/** The index of what is said of each member of a family. */
const EACH = 'i'

/** What nobody declares, and prints within other looks. */
const CONSTANTS: readonly Reading[] = [
  { name: 'pi', tex: '\\pi', formulas: [PI] },
  { name: WIDTH, tex: WIDTH, formulas: [symbol(WIDTH)] },
  { name: 'e', tex: '\\mathrm{e}', formulas: [call('exp', rational(1))] },
  { name: 'i', tex: '\\mathrm{i}', formulas: [] },
].map(({ name, tex, formulas }) => ({ name, tex, isFamily: false, formulas }))

/** What a look stands for, by what is declared. */
interface Reading {
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
interface Decoration {
  readonly of: Look
  readonly as: string
  readonly put: (reading: Reading) => Reading | undefined
  /** Whether two names with it on one letter say something of each other. */
  readonly tells?: true
}

/** A term of a sequence, and what it is taken at. */
interface Term extends Reading {
  readonly by: readonly string[]
}

type Called = Extract<Look, { kind: 'call' }>

interface Printed {
  readonly name: string
  /** Which member of a family it is, where it is one. */
  readonly number?: number
  readonly indices: number
  readonly look: Look
  readonly tex: string
}

/** Each name of a scope, or of some of its names, that is printed like another one, or as what it is not, with what is wrong. */
export function* problemsOfPrint(
  scope: Scope,
  names?: ReadonlySet<string>,
): Generator<readonly [name: string, problem: string]> {
  const prints = new Prints(scope)
  for (const one of prints.all) {
    if (names && !names.has(one.name)) continue
    const problem = prints.problemOf(one)
    if (problem !== undefined) yield [one.name, problem]
  }
}

/** A name that others may be terms of. */
interface General {
  readonly general: Printed
  /** What may be put for what, by its TeX. */
  readonly letters: ReadonlyMap<string, string>
  readonly pattern: readonly Token[]
  /** The pattern of its members, where it is a family. */
  readonly members: readonly Token[]
}

class Prints {
  readonly all: readonly Printed[]
  /** Numbers that names have below: members of these are looked at. */
  private readonly numbers: readonly number[]

  constructor(private readonly scope: Scope) {
    this.all = scope.names().map((name) => {
      const { indices = 0, declaration } = scope.entry(name) ?? {}
      const look = lookOf(name, declaration?.tex)
      return { name, indices, look, tex: written(look) }
    })
    const scripted = this.all.flatMap(({ look, indices }) =>
      look.kind === 'scripts' && indices === 0 ? [look.below] : [],
    )
    const last = scripted.map((below) => Number(below.slice(below.lastIndexOf(',') + 1).join('')))
    this.numbers = [...new Set([1, ...last.filter((number) => Number.isInteger(number) && number > 0)])]
  }

  problemOf(one: Printed): string | undefined {
    const { name, indices, look, tex } = one
    const problem =
      this.demandOn(one) ?? this.members(look, one).find((reading) => indices === 0 && reading.name !== name)
    if (typeof problem === 'string') return problem
    if (problem) return `and so is a member of ${problem.name}`
    for (const number of indices === 1 ? this.numbers : []) {
      const member = memberOf(look, [...String(number)])
      const demand = this.demandOn({ ...one, indices: 0, look: member, tex: written(member), number })
      if (demand !== undefined) return `its member ${written(member)} ${demand}`
    }
    const others = this.all.filter((other) => other.name !== name)
    const missing = this.undeclared(one)
    const rival = missing === undefined ? undefined : others.find((other) => this.undeclared(other) === missing)
    if (rival) return `beside ${rival.tex}: declare ${missing}, and define both by it`
    const whole = others.find((other) => other.look.kind === 'call' && this.isCalled(other.look.of, one))
    if (whole) return `like the function ${whole.tex} without its argument`
    const alike = others.find((other) => other.indices === indices && withoutFonts(other.tex) === withoutFonts(tex))
    return alike && `and so is ${alike.name}${alike.tex === tex ? '' : ' but for a font'}`
  }

  /** What nobody declares, of which a name is printed as a power, a size, a rate or a derivative. */
  private undeclared(one: Printed): string | undefined {
    const found = this.decorationsOf(one.look, one).find(({ tells }) => tells)
    return found && this.readings(found.of, one).length === 0 ? written(found.of) : undefined
  }

  /** Whether what stands before an argument is a name, or a member of a family of that name. */
  private isCalled(of: Look, { name, indices, tex }: Printed): boolean {
    if (written(of) === tex) return true
    return indices === 1 && this.members(of).some((reading) => reading.name === name)
  }

  /** What a name, or a member, is printed as and is not. */
  private demandOn(one: Printed): string | undefined {
    const { name, look } = one
    for (const { of, as, put } of this.decorationsOf(look, one))
      for (const inner of this.readings(of, one)) {
        const reading = inner.name === name ? undefined : put(inner)
        if (reading && !this.isThat(one, reading)) return `like ${as} ${written(of)}`
      }
    const called = look.kind === 'call' ? this.problemOfCall(one, look) : undefined
    if (called !== undefined) return called
    const term = this.terms(look, one).find((each) => each.name !== name && !this.isThat(one, each))
    return term && `like ${term.name} at another ${term.by.join(', ')}`
  }

  /** Whether a name is what it is printed as: by its formula, or as the rate that the flow gives to it. */
  private isThat({ name, number }: Printed, { formulas, suffices }: Reading): boolean {
    if (suffices?.(name)) return true
    const definition = this.scope.definition(name)
    const [index] = definition?.symbol.indices ?? []
    const by =
      definition && typeof index === 'string'
        ? renameIndices(definition.by, new Map([[index, number ?? EACH]]))
        : definition?.by
    const said = this.unfolded(by ?? symbol(name, ...(this.isFamily(name) ? [number ?? EACH] : [])))
    return formulas.some((formula) => sameTree(this.unfolded(formula), said))
  }

  /** With all definitions put in, so that what is called by two names is one thing. */
  private unfolded(e: Expr): Expr {
    return withOwnIndices(this.scope.expand(e))
  }

  /** All that a look stands for, within the print of a name. */
  private readings(look: Look, within: Printed): readonly Reading[] {
    const tex = written(look)
    const named: readonly Reading[] = [
      ...CONSTANTS.filter((one) => one.tex === tex),
      ...this.all
        .filter((one) => one.tex === tex || (one.look.kind === 'call' && written(one.look.of) === tex))
        .map(({ name, indices }) => ({
          name,
          isFamily: indices > 0,
          formulas: [symbol(name, ...(indices > 0 ? [EACH] : []))],
        })),
    ]
    const decorated = this.decorationsOf(look, within).flatMap(({ of, put }) =>
      this.readings(of, within).flatMap((reading) => put(reading) ?? []),
    )
    const made = [...this.members(look, within), ...this.terms(look, within), ...decorated]
    // What has the very name is held to be what that says, and either is meant.
    const either = made.flatMap(({ formulas }) => formulas)
    return named.length > 0 ? named.map((one) => ({ ...one, formulas: [...one.formulas, ...either] })) : made
  }

  /** What is put on a look last, in each way in which it can be read. */
  private decorationsOf(look: Look, within: Printed): readonly Decoration[] {
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
    if (of.kind === 'brackets') return this.decorationsOf(of, within)
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
    const exponent = this.expressionOf(above)
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
        this.varies(reading.name) ? { ...reading, formulas: [], suffices: (name) => this.varies(name) } : undefined,
    }
  }

  private mean(of: Look, within: Printed): Decoration {
    const suffices = (family: string) => (name: string) =>
      this.scope.definition(name)
        ? this.isMadeOf(name, family)
        : this.varies(name)
          ? this.movesBy(name, family)
          : !this.varies(family)
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
        isFamily || this.varies(name)
          ? { name, isFamily: false, formulas: [], suffices: (mean) => this.isMadeOf(mean, name) }
          : undefined,
    }
  }

  private rate(reading: Reading, within: Printed): Reading | undefined {
    const { scope } = this
    const { variable, rates = [] } = scope.flow ?? {}
    // What is given another motion for one claim does not move by the flow there.
    const isDriven = (name: string): boolean =>
      scope.changed.has(name) &&
      scope.definition(name) !== undefined &&
      reachedInMotion(scope, name).has(variable?.name ?? '')
    // Where nothing moves it may be a number of its own, as in a Lagrangian.
    if (![reading.name, within.name].some((name) => this.varies(name))) return undefined
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
        this.varies(reading.name)
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
    const by = letters.flatMap((tex) => this.all.find((one) => one.indices === 0 && one.tex === tex)?.name ?? [])
    const [only] = by
    if (only === undefined || by.length < letters.length) return []
    const reads = (name: string): boolean => {
      if (!this.varies(name)) return false
      if (by.length > 1) return by.every((each) => reachedInMotion(this.scope, name).has(each))
      return (
        (isCalled || !this.scope.definition(within.name)) &&
        name !== only &&
        this.isMadeOf(name, only) &&
        !this.isMadeOf(name, within.name)
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
    const { look } = this.all.find((one) => one.name === name) ?? {}
    const reached = [...reachedInMotion(this.scope, name)]
    if (look?.kind !== 'call') return reached
    const given = new Set(look.arguments.map(written))
    return reached.filter((by) => this.all.some((one) => one.name === by && given.has(one.tex)))
  }

  /** What is wrong with the arguments of a function's name. */
  private problemOfCall(one: Printed, look: Called): string | undefined {
    const reached = reachedInMotion(this.scope, one.name)
    for (const argument of look.arguments) {
      if (argument.kind === 'scripts' && argument.above.length > 0 && !isMark(argument.above))
        return `like a function at ${written(argument)}`
      const of = this.readings(argument, one)
      if (of.length > 0 && !of.some(({ name }) => reached.has(name)))
        return `like a function of ${of[0]?.name}, which it is not made of`
    }
    return undefined
  }

  /** The members of families that look so. */
  private members(look: Look, within?: Printed): readonly Reading[] {
    if (look.kind !== 'scripts') return []
    return this.all.flatMap(({ name, indices, look: family }) => {
      if (name === within?.name) return []
      const own = family.kind === 'scripts' ? family : withNone(family)
      const before = own.below.length === 0 ? [] : [...own.below, ',']
      const index = look.below.slice(before.length)
      const isMember =
        indices === 1 &&
        written(withScripts(own.of, { ...own, below: [] })) === written(withScripts(look.of, { ...look, below: [] })) &&
        before.every((item, k) => look.below[k] === item) &&
        isIndex(index)
      if (!isMember) return []
      const at = indexFrom(index)
      return [{ name, isFamily: false, formulas: at === undefined ? [] : [symbol(name, at)] }]
    })
  }

  /** The terms of sequences that look so: of what has symbols in its scripts or arguments on which it depends, as E_n does on n and V(x) on x, with other things in their places. */
  private terms(look: Look, { indices }: Printed): readonly Term[] {
    const tokens = this.tokensOf(look)
    return this.generals().flatMap(({ general, letters, pattern, members }): Term[] => {
      const isMember = general.indices > indices
      if (general.indices !== indices && !(general.indices === 1 && isMember)) return []
      const put = matched(isMember ? members : pattern, tokens, letters)
      // What is put for the index alone is a member.
      if (put) return [...put.keys()].some((by) => by !== ANY_INDEX) ? [this.term(general.name, put)] : []
      const by = numbered(isMember ? members : pattern, tokens, letters)
      return by === undefined ? [] : [{ name: general.name, by: [by], isFamily: false, formulas: [] }]
    })
  }

  private known: readonly General[] | undefined

  /** What may be a sequence or a function: what has letters of others on which it depends. */
  private generals(): readonly General[] {
    this.known ??= this.all.flatMap((general): General[] => {
      const reached = this.scope.reachedFrom(symbol(general.name))
      const letters = new Map(
        this.all
          .filter(({ name, indices }) => indices === 0 && name !== general.name && reached.has(name))
          .map(({ name, tex }) => [tex, name] as const),
      )
      if (letters.size === 0) return []
      if (general.indices === 1) letters.set(ANY_INDEX, ANY_INDEX)
      const members = general.indices === 1 ? this.tokensOf(memberOf(general.look, [ANY_INDEX])) : []
      return [{ general, letters, pattern: this.tokensOf(general.look), members }]
    })
    return this.known
  }

  private tokensOf(look: Look): readonly Token[] {
    return tokensOf(look, (letter) => this.all.some((one) => one.indices === 0 && one.tex === letter))
  }

  /** A sequence with values put for letters. */
  private term(name: string, put: ReadonlyMap<string, readonly string[]>): Term {
    const index = put.get(ANY_INDEX)
    const letters = [...put].filter(([by]) => by !== ANY_INDEX)
    const values = letters.map(([by, items]) => ({ symbol: symbol(by), by: this.expressionOf(items) }))
    const known = values.flatMap(({ symbol: each, by }) => (by ? [{ symbol: each, by }] : []))
    const at = index ? indexFrom(index) : EACH
    const isKnown = known.length === values.length && at !== undefined
    const general = symbol(name, ...(this.isFamily(name) && at !== undefined ? [at] : []))
    const formulas = isKnown
      ? [
          substitute(this.scope.expand(general), known),
          ...[known, [...known].reverse()].map((order) =>
            order.reduce<Expr>((e, { symbol: by, by: value }) => valueAt(e, by, value), general),
          ),
        ]
      : []
    return { name, by: letters.map(([by]) => by), isFamily: false, formulas }
  }

  /** What is written in a script, where it is a formula of digits and of what is declared. */
  private expressionOf(items: readonly string[]): Expr | undefined {
    const parts = items.map((item) =>
      /^[\d+*/()-]$/.test(item) ? item : this.all.find((one) => one.indices === 0 && one.tex === item)?.name,
    )
    let text = ''
    for (const part of parts) {
      // A digit after a letter is no factor of it.
      if (part === undefined || (/^\d/.test(part) && /[A-Za-z_]\w*$/.test(text))) return undefined
      text += /[\w)]$/.test(text) && /^[A-Za-z(]/.test(part) ? `*${part}` : part
    }
    try {
      return parse(text)
    } catch (error) {
      if (error instanceof FormulaError) return undefined
      throw error
    }
  }

  private varies(name: string): boolean {
    return (
      this.scope.definition(name) !== undefined ||
      !!this.scope.flow?.rates.some(({ symbol: moving }) => moving.name === name)
    )
  }

  private isMadeOf(name: string, part: string): boolean {
    return this.scope.reachedFrom(symbol(name)).has(part)
  }

  /** Whether the rate of something is made of a name. */
  private movesBy(name: string, part: string): boolean {
    const own = this.scope.flow?.rates.filter(({ symbol: moving }) => moving.name === name) ?? []
    return own.some(({ rate }) => this.scope.reachedFrom(rate).has(part))
  }

  private isFamily(name: string): boolean {
    return (this.scope.entry(name)?.indices ?? 0) > 0
  }
}

/** TeX without the fonts of scripts, which few see, and with one sign for a stroke. */
const withoutFonts = (tex: string): string =>
  tex.replace(/(?<=[_^]\{[^}]*)\\mathrm\{([A-Za-z]+)\}/g, '$1').replaceAll(/(\\mathsf\{[A-Za-z]*)I/g, '$1l')

/** How a member of a family looks. */
function memberOf(look: Look, index: readonly string[]): Look {
  const scripts = look.kind === 'scripts' ? look : withNone(look)
  return { ...scripts, below: [...scripts.below, ...(scripts.below.length > 0 ? [','] : []), ...index] }
}

const withNone = (of: Look): Scripted => ({ kind: 'scripts', of, below: [], above: [], primes: 0 })

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

/** A formula with the indices of its sums called by the size of what they count. */
const withOwnIndices = (e: Expr): Expr =>
  rewrite(e, (node) => {
    if (node.kind !== 'sum' || node.below !== undefined) return undefined
    const index = `i${sizeOf(node.body)}`
    return sum(index, renameIndices(node.body, new Map([[node.index, index]])))
  })
