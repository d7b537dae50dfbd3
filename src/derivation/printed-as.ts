/**
 * What a name is printed as: a power, a rate, a mean, another term of what is declared beside it. A reader takes it for that, so it must be that: by its
 * formula, or because the flow says so. One rule for all: the print of a name is taken apart (`look.ts`) to what is declared, and what was taken off is put back as a formula.
 */
import {
  type Expr,
  type Sym,
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
import type { Scope } from './scope.js'
import { lookOf } from './tex-name.js'

/** The index of what is said of each member of a family. */
const EACH = 'i'

/** What a look stands for, by what is declared. */
interface Reading {
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
}

interface Printed {
  readonly name: string
  readonly indices: number
  readonly look: Look
  readonly tex: string
}

/** Each name of a scope that is printed like another one, or as what it is not, with what is wrong. */
export function* printedAs(scope: Scope): Generator<readonly [name: string, problem: string]> {
  const prints = new Prints(scope)
  for (const one of prints.all) {
    const problem = prints.problemOf(one)
    if (problem !== undefined) yield [one.name, problem]
  }
}

class Prints {
  readonly all: readonly Printed[]

  constructor(private readonly scope: Scope) {
    this.all = scope.names().map((name) => {
      const { indices = 0, declaration } = scope.entry(name) ?? {}
      const look = lookOf(name, declaration?.tex)
      return { name, indices, look, tex: written(look) }
    })
  }

  problemOf(one: Printed): string | undefined {
    const { name, indices, look, tex } = one
    for (const { of, as, put } of this.decorationsOf(look, one))
      for (const inner of this.readings(of, one)) {
        const reading = inner.name === name ? undefined : put(inner)
        if (reading && !this.isThat(name, reading)) return `like ${as} ${written(of)}`
      }
    const called = look.kind === 'call' ? this.problemOfCall(name, look) : undefined
    if (called !== undefined) return called
    const others = this.all.filter((other) => other.name !== name)
    const whole = others.find((other) => other.look.kind === 'call' && written(other.look.of) === tex)
    if (whole) return `like the function ${whole.tex} without its argument`
    const alike = others.find((other) => other.indices === indices && other.tex === tex)
    if (alike) return `and so is ${alike.name}`
    if (indices > 0) return undefined
    const [member] = this.members(look).filter((reading) => reading.name !== name)
    if (member) return `and so is a member of ${member.name}`
    const term = this.terms(look).find((each) => each.name !== name && !this.isThat(name, each))
    return term && `like ${term.name} at another ${term.by}`
  }

  /** Whether a name is what it is printed as: by its formula, or as the rate that the flow gives to it. */
  private isThat(name: string, { formulas, suffices }: Reading): boolean {
    const definition = this.scope.definition(name)
    const [index] = definition?.symbol.indices ?? []
    const by =
      definition && typeof index === 'string' ? renameIndices(definition.by, new Map([[index, EACH]])) : definition?.by
    const said = withOwnIndices(by ?? symbol(name, ...(this.isFamily(name) ? [EACH] : [])))
    return formulas.some((formula) => sameTree(withOwnIndices(formula), said)) || suffices?.(name) === true
  }

  /** All that a look stands for, within the print of a name. */
  private readings(look: Look, within: Printed): readonly Reading[] {
    const tex = written(look)
    const named = this.all
      .filter((one) => one.tex === tex || (one.look.kind === 'call' && written(one.look.of) === tex))
      .map(({ name, indices }) => ({
        name,
        isFamily: indices > 0,
        formulas: [symbol(name, ...(indices > 0 ? [EACH] : []))],
      }))
    const decorated = this.decorationsOf(look, within).flatMap(({ of, put }) =>
      this.readings(of, within).flatMap((reading) => put(reading) ?? []),
    )
    const made = [...this.members(look), ...this.terms(look), ...decorated]
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
        return [this.size(look.of)]
      case 'overlined':
        return look.items.map((tex) => this.mean({ kind: 'letter', tex }, within))
      case 'scripts':
        return this.scripts(look, within)
      default:
        return []
    }
  }

  private scripts(look: Scripted, within: Printed): readonly Decoration[] {
    const { of, below, above, primes } = look
    if (above.length > 0 && !isMark(above)) return [this.power(withScripts(of, { below, primes }), above)]
    const order = primes > 0 ? primes : Number(/^\((\d+)\)$/.exec(above.join(''))?.[1] ?? 0)
    if (order > 0) return [this.slope(withScripts(of, { below, ...(primes > 0 ? { above } : {}) }), order)]
    // A dot or a bar is put on the letter, and the scripts belong to that: the rate of x_1 is a dotted x with the same index.
    const through = (inner: Look): Look => withScripts(inner, { below, above })
    if (of.kind === 'accent') return [...this.accents(of.accent, through(of.of), within), ...this.slopeBy(look, within)]
    if (of.kind === 'change') return [this.change(through(of.of))]
    if (of.kind === 'bars') return [this.sizes(of.of)]
    return this.slopeBy(look, within)
  }

  private accents(accent: string, of: Look, within: Printed): readonly Decoration[] {
    if (accent === 'dot') return [{ of, as: 'a rate of', put: (reading) => this.rate(reading, within) }]
    if (accent === 'ddot')
      return [
        {
          of,
          as: 'a rate of',
          put: (reading) => {
            const once = this.rate(reading, within)
            return once && this.rate(once, within)
          },
        },
      ]
    return accent === 'bar' || accent === 'overline' ? [this.mean(of, within)] : []
  }

  private power(of: Look, above: readonly string[]): Decoration {
    const exponent = this.expressionOf(above)
    const raised = (base: Expr): readonly Expr[] =>
      exponent ? [power(base, exponent), ...otherwise(base, above.join(''))] : []
    return {
      of,
      as: 'a power of',
      put: (reading) => ({
        ...reading,
        formulas: [
          ...reading.formulas.flatMap(raised),
          ...(reading.isFamily && above.join('') === '2' ? reading.formulas.map(squares) : []),
        ],
      }),
    }
  }

  private size(of: Look): Decoration {
    return {
      of,
      as: 'a size of',
      put: (reading) => ({
        ...reading,
        formulas: reading.formulas.flatMap((each) => [
          call('abs', each),
          ...(reading.isFamily ? [call('sqrt', squares(each))] : []),
        ]),
      }),
    }
  }

  /** One of several sizes, such as |u|_1. */
  private sizes(of: Look): Decoration {
    return {
      of,
      as: 'a size of',
      put: (reading) => ({ ...reading, formulas: [], suffices: (name) => this.isMadeOf(name, reading.name) }),
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
      this.scope.definition(name) ? this.isMadeOf(name, family) : this.varies(name) || !this.varies(family)
    return {
      of,
      as: 'a mean of',
      put: ({ name, isFamily }) =>
        isFamily && within.indices === 0
          ? { name, isFamily: false, formulas: [], suffices: suffices(name) }
          : undefined,
    }
  }

  private rate(reading: Reading, within: Printed): Reading | undefined {
    const { variable, rates = [] } = this.scope.flow ?? {}
    if (!this.varies(reading.name) && !this.scope.definition(within.name)) return undefined
    const given = (formula: Expr): readonly Expr[] =>
      rates.flatMap(({ symbol: moving, rate }) => {
        if (formula.kind !== 'symbol' || formula.name !== moving.name) return []
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
  private slope(of: Look, order: number): Decoration {
    return {
      of,
      as: 'a derivative of',
      put: (reading) =>
        this.varies(reading.name)
          ? {
              ...reading,
              formulas: [...reachedInMotion(this.scope, reading.name)].flatMap((by) =>
                reading.formulas.map((f) => derivative(f, symbol(by), order)),
              ),
            }
          : undefined,
    }
  }

  /**
   * What has letters below reads as what is differentiated by them: by several all of which move it, or by one that it is made of, if it has no formula
   * of its own (it may be a component then) and is no component of that.
   */
  private slopeBy(look: Scripted, within: Printed): readonly Decoration[] {
    const letters =
      /^\\mathrm\{(.*)\}$/.exec(look.below.join(''))?.[1]?.split('') ?? look.below.filter((item) => item !== ',')
    const by = letters.flatMap((tex) => this.all.find((one) => one.indices === 0 && one.tex === tex)?.name ?? [])
    const [only] = by
    if (only === undefined || by.length < letters.length) return []
    const reads = (name: string): boolean => {
      if (!this.varies(name)) return false
      if (by.length > 1) return by.every((each) => reachedInMotion(this.scope, name).has(each))
      return (
        !this.scope.definition(within.name) &&
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

  /** What is wrong with a function's name and its argument. */
  private problemOfCall(name: string, look: Extract<Look, { kind: 'call' }>): string | undefined {
    const of = this.readings(look.argument, { name, indices: 0, look, tex: written(look) })
    const reached = reachedInMotion(this.scope, name)
    if (of.length > 0 && !of.some((one) => reached.has(one.name)))
      return `like a function of ${of[0]?.name}, which it is not made of`
    const other = this.all.find((one) => one.name !== name && !this.isSameFunction(name, look, one))
    return other && `like the function ${other.tex} with another argument, which it is not`
  }

  /** Whether one of two names that are printed as one function of two arguments is the other with its argument; so are all that are not printed so. */
  private isSameFunction(name: string, look: Extract<Look, { kind: 'call' }>, other: Printed): boolean {
    if (other.look.kind !== 'call' || written(other.look.of) !== written(look.of)) return true
    const named = ({ argument }: { readonly argument: Look }): readonly Sym[] =>
      this.all.filter((one) => one.tex === written(argument)).map((one) => symbol(one.name))
    const [one, two] = [name, other.name].map((each) => this.scope.definition(each)?.by)
    const isTwo = (from: Sym, by: Sym): boolean => !!one && sameTree(substitute(one, [{ symbol: from, by }]), two)
    const to = named(other.look)
    return named(look).some((from) => to.some((by) => isTwo(from, by)))
  }

  /** The members of families that look so. */
  private members(look: Look): readonly Reading[] {
    if (look.kind !== 'scripts') return []
    return this.all.flatMap(({ name, indices, look: family }) => {
      const own = family.kind === 'scripts' ? family : withNone(family)
      const before = own.below.length === 0 ? [] : [...own.below, ',']
      const index = look.below.slice(before.length)
      const isMember =
        indices === 1 &&
        written(withScripts(own.of, { ...own, below: [] })) === written(withScripts(look.of, { ...look, below: [] })) &&
        before.every((item, k) => look.below[k] === item) &&
        isIndex(index)
      if (!isMember) return []
      const at = /^[1-9]\d*$/.test(index.join(''))
        ? Number(index.join(''))
        : index.length === 1 && /^[A-Za-z]$/.test(index[0] as string)
          ? index[0]
          : undefined
      return [{ name, isFamily: false, formulas: at === undefined ? [] : [symbol(name, at)] }]
    })
  }

  /** The terms of sequences that look so: of what has a symbol in a script on which it depends, as E_n does on n. */
  private terms(look: Look): readonly (Reading & { readonly by: string })[] {
    return this.all.flatMap(({ name, look: general, indices }) =>
      indices > 0 || general.kind !== 'scripts' || look.kind !== 'scripts' || written(general.of) !== written(look.of)
        ? []
        : [...this.scope.reachedFrom(symbol(name))].flatMap((by) => this.termBy(name, by, general, look) ?? []),
    )
  }

  private termBy(
    name: string,
    by: string,
    general: Scripted,
    look: Scripted,
  ): (Reading & { readonly by: string }) | undefined {
    const letter = this.all.find((one) => one.name === by && one.indices === 0)?.tex
    const [from, to] = [general, look].map(({ below, above, primes }) => [
      ...below,
      '^',
      ...above,
      '^',
      String(primes),
    ]) as [string[], string[]]
    const at = letter === undefined || by === name ? -1 : from.indexOf(letter)
    if (letter === undefined || at < 0) return undefined
    const after = from.slice(at + 1)
    const put = to.slice(at, to.length - after.length)
    const isElsewhere =
      put.length > 0 &&
      from.slice(0, at).every((item, k) => item === to[k]) &&
      after.every((item, k) => item === to[to.length - after.length + k]) &&
      put.every((item) => /^(?:[A-Za-z0-9+-]|\\[A-Za-z]+)$/.test(item)) &&
      (put.includes(letter) || put.every((item) => /^\d$/.test(item)))
    if (!isElsewhere || put.join('') === letter) return undefined
    const value = this.expressionOf(put)
    const definition = this.scope.definition(name)?.by
    return {
      name,
      by,
      isFamily: false,
      formulas: value
        ? [
            valueAt(symbol(name), symbol(by), value),
            ...(definition ? [substitute(definition, [{ symbol: symbol(by), by: value }])] : []),
          ]
        : [],
    }
  }

  /** What is written in a script, where it is a formula of digits and of what is declared. */
  private expressionOf(items: readonly string[]): Expr | undefined {
    const parts = items.map((item) =>
      /^[\d+*/()-]$/.test(item) ? item : this.all.find((one) => one.indices === 0 && one.tex === item)?.name,
    )
    if (parts.includes(undefined)) return undefined
    const text = parts.reduce<string>((before, part = '') => {
      const meets = /[A-Za-z0-9_)]$/.test(before) && /^[A-Za-z(]/.test(part)
      return `${before}${meets ? '*' : ''}${part}`
    }, '')
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

  private isFamily(name: string): boolean {
    return (this.scope.entry(name)?.indices ?? 0) > 0
  }
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
