/**
 * What a name is printed as: a power, a rate, a mean, another term of what is declared beside it. A reader takes it for that, so it must be that: by its
 * formula, or because the flow says so. One rule for all: the print of a name is taken apart (`look.ts`) to what is declared, and what was taken off is put back as a formula.
 */
import { type Expr, PI, WIDTH, call, rational, sizeOf, sum, symbol, valueAt } from '../expr/ast.js'
import { renameIndices, rewrite, substitute } from '../expr/substitute.js'
import { sameTree } from '../proposition/proposition.js'
import { reachedInMotion } from './closing.js'
import { type Look, type Scripted, isIndex, isMark, withScripts, written } from './look.js'
import { ANY_INDEX, type Token, indexFrom, matched, numbered, tokensOf } from './look-scripts.js'
import { Decorations, EACH, type Reading } from './print-decorations.js'
import { type Printed, PrintedNames } from './printed-names.js'
import type { Scope } from './scope.js'

/** What nobody declares, and prints within other looks. */
const CONSTANTS: readonly Reading[] = [
  { name: 'pi', tex: '\\pi', formulas: [PI] },
  { name: WIDTH, tex: WIDTH, formulas: [symbol(WIDTH)] },
  { name: 'e', tex: '\\mathrm{e}', formulas: [call('exp', rational(1))] },
  { name: 'i', tex: '\\mathrm{i}', formulas: [] },
].map(({ name, tex, formulas }) => ({ name, tex, isFamily: false, formulas }))

/** With which a problem begins that is another name's, too. */
export const ALIKE = 'and so is'

/** A term of a sequence, and what it is taken at. */
interface Term extends Reading {
  readonly by: readonly string[]
}

type Called = Extract<Look, { kind: 'call' }>

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
  private readonly names: PrintedNames
  private readonly decorations: Decorations
  /** Numbers that names have below: members of these are looked at. */
  private readonly numbers: readonly number[]

  constructor(private readonly scope: Scope) {
    this.names = new PrintedNames(scope)
    this.decorations = new Decorations(this.names)
    const scripted = this.all.flatMap(({ look, indices }) =>
      look.kind === 'scripts' && indices === 0 ? [look.below] : [],
    )
    const last = scripted.map((below) => Number(below.slice(below.lastIndexOf(',') + 1).join('')))
    this.numbers = [...new Set([1, ...last.filter((number) => Number.isInteger(number) && number > 0)])]
  }

  get all(): readonly Printed[] {
    return this.names.all
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
    const alike = others.find((other) => other.indices === indices && toTheEye(other.tex) === toTheEye(tex))
    return alike && `${ALIKE} ${alike.name}${alike.tex === tex ? '' : ', nearly'}`
  }

  /** What nobody declares, of which a name is printed as a power, a size, a rate or a derivative. */
  private undeclared(one: Printed): string | undefined {
    const found = this.decorations.of(one.look, one).find(({ tells }) => tells)
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
    for (const { of, as, put } of this.decorations.of(look, one))
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
    const said = this.unfolded(by ?? symbol(name, ...(this.names.isFamily(name) ? [number ?? EACH] : [])))
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
    const decorated = this.decorations
      .of(look, within)
      .flatMap(({ of, put }) => this.readings(of, within).flatMap((reading) => put(reading) ?? []))
    const made = [...this.members(look, within), ...this.terms(look, within), ...decorated]
    // What has the very name is held to be what that says, and either is meant.
    const either = made.flatMap(({ formulas }) => formulas)
    return named.length > 0 ? named.map((one) => ({ ...one, formulas: [...one.formulas, ...either] })) : made
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
    const values = letters.map(([by, items]) => ({ symbol: symbol(by), by: this.names.expressionOf(items) }))
    const known = values.flatMap(({ symbol: each, by }) => (by ? [{ symbol: each, by }] : []))
    const at = index ? indexFrom(index) : EACH
    const isKnown = known.length === values.length && at !== undefined
    const general = symbol(name, ...(this.names.isFamily(name) && at !== undefined ? [at] : []))
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
}

/** TeX as few see it otherwise: without the fonts of scripts, an upright letter as a slanted one, with one sign for a stroke and one for v, nu and upsilon. */
const toTheEye = (tex: string): string =>
  tex
    .replace(/(?<=[_^]\{[^}]*)\\mathrm\{([A-Za-z]+)\}/g, '$1')
    .replace(/\\mathrm\{([A-Za-z])\}/g, '$1')
    .replaceAll(/(\\mathsf\{[A-Za-z]*)I/g, '$1l')
    .replaceAll(/\\(?:nu|upsilon)(?![A-Za-z]) ?/g, 'v')

/** How a member of a family looks. */
function memberOf(look: Look, index: readonly string[]): Look {
  const scripts = look.kind === 'scripts' ? look : withNone(look)
  return { ...scripts, below: [...scripts.below, ...(scripts.below.length > 0 ? [','] : []), ...index] }
}

const withNone = (of: Look): Scripted => ({ kind: 'scripts', of, below: [], above: [], primes: 0 })

/** A formula with the indices of its sums called by the size of what they count. */
const withOwnIndices = (e: Expr): Expr =>
  rewrite(e, (node) => {
    if (node.kind !== 'sum' || node.below !== undefined) return undefined
    const index = `i${sizeOf(node.body)}`
    return sum(index, renameIndices(node.body, new Map([[node.index, index]])))
  })
