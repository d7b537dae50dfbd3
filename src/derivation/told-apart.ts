/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { type Sym, symbol } from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
import { print } from '../expr/print.js'
import { substitute } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import { sameTree } from '../proposition/proposition.js'
import { reachedInMotion } from './closing.js'
import type { Scope } from './scope.js'
import { GREEK, isFormulaName, isMark, isNumberName, isTaken, plain } from './tex-name.js'

/** Reads as a differential. */
const DIFFERENTIAL = /^\{?(?:\\[a-z]+\{)?\\mathrm\{d[A-Za-z]\}/
/** An index that stands for all that a member may have. */
const SENTINEL = 987_654_321

/**
 * Throws AuthorError where a name of the scope prints like another one, with the way to the symbol if it is among these heads and not inherited, or where
 * one of these heads prints like something else.
 */
export function requireToldApart(scope: Scope, heads: ReadonlyMap<string, string>): void {
  const names = scope.texNames()
  const printed = scope.names().map((name) => ({ name, indices: scope.entry(name)?.indices ?? 0 }))
  const texOf = (s: Sym): string => plain(toTex(s, names))
  const bare = new Map(printed.map(({ name }) => [name, texOf(symbol(name))] as const))
  const members = printed.flatMap(({ name, indices }) =>
    indices === 1 ? [{ name, pattern: patternOf(texOf(symbol(name, SENTINEL))) }] : [],
  )
  const sequences = printed.flatMap(({ name }) => sequenceOf(scope, name, bare))
  for (const { name, indices } of printed) {
    const head = heads.get(name)
    const tex = bare.get(name) as string
    const fail = (what: string): never => {
      const cure = names.has(name) ? 'another `tex`' : 'a `tex` of its own'
      throw new AuthorError(`${name} is printed ${tex}, ${what}; give it ${cure}`, {
        path: head === undefined ? [] : [head],
        text: name,
      })
    }
    if (head !== undefined) {
      const own = names.get(name)
      if (own !== undefined && !isFormulaName(plain(own)))
        fail('which is no name such as x, \\bar{x}_0 or \\mathrm{Re}')
      if (own !== undefined && !scope.definition(name) && !isNumberName(plain(own)))
        fail('which reads as a function or a power of something, and is given no formula')
      if (isTaken(tex)) fail('which means something else')
      if (DIFFERENTIAL.test(tex)) fail('like a differential (a difference is \\Delta x)')
    }
    const varies = (one: string): boolean =>
      scope.definition(one) !== undefined || !!scope.flow?.rates.some(({ symbol }) => symbol.name === one)
    // f(x) is called f where one speaks of its rate or its slope.
    const reads = (one: { readonly name: string }, as: string): boolean =>
      bare.get(one.name) === as || FUNCTION.exec(bare.get(one.name) ?? '')?.[1] === as
    const scalars = printed.filter((one) => one.name !== name && one.indices === indices)
    const isPrinted = (inner: string): boolean => scalars.some((one) => bare.get(one.name) === inner)
    const isMember = (inner: string): boolean =>
      members.some((other) => other.name !== name && other.pattern.test(inner))
    const [, powered, exponent = ''] = /^(.*)\^\{(.+)\}$/.exec(tex) ?? []
    if (
      powered !== undefined &&
      !powered.startsWith('|') &&
      !isMark(exponent) &&
      (isPrinted(powered) || isMember(powered)) &&
      !isPowerOf(scope, name, powered, exponent, bare)
    )
      fail(`like a power of ${powered}`)
    const [, dotted = '', scripts = ''] = DOTTED.exec(tex) ?? []
    const rated = dotted === '' ? undefined : scalars.find((one) => reads(one, dotted + scripts))
    if (rated && (scope.definition(name) || varies(rated.name)) && !isRate(scope, name, tex, bare))
      fail(`like a rate of ${dotted}${scripts}`)
    const [, sized, of2 = ''] = /^\|(.*)\|(?:\^\{(.*)\})?$/.exec(tex) ?? []
    if (sized !== undefined && (isPrinted(sized) || isMember(sized))) fail(`like a size of ${sized}`)
    const vector = printed.find((one) => one.indices === 1 && sized !== undefined && bare.get(one.name) === sized)
    if (vector && indices === 0 && !isNormOf(scope, name, vector.name, of2)) fail(`like the size of ${vector.name}`)
    const primed = /^(.*?)(?:'+|\^\{(?:(?:\\prime)+|\(\d+\))\})$/.exec(tex)?.[1]
    if (primed !== undefined && printed.some((one) => varies(one.name) && reads(one, primed)))
      fail(`like a derivative of ${primed}`)
    const [, differentiated, by = ''] = SLOPE.exec(tex) ?? []
    const body =
      differentiated === undefined ? undefined : printed.find((one) => varies(one.name) && reads(one, differentiated))
    const letters = by.match(/\\[A-Za-z]+|[A-Za-z]/g) ?? []
    const variables = letters.flatMap(
      (letter) => printed.find((one) => one.indices === 0 && bare.get(one.name) === letter)?.name ?? [],
    )
    if (body && variables.length === letters.length && isDerivativeOf(scope, name, body.name, variables))
      fail(`like a derivative of ${body.name}`)
    const [, changing = '', scripted = ''] = CHANGE.exec(tex) ?? []
    const changed = printed.find((one) => varies(one.name) && reads(one, changing + scripted))
    if (changed && !varies(name)) fail(`like a change of ${changed.name}`)
    const [, meant = ''] = MEAN.exec(tex) ?? []
    const family = printed.find((one) => one.indices === 1 && reads(one, meant))
    const isMean = scope.definition(name)
      ? family && scope.reachedFrom(symbol(name)).has(family.name)
      : !family || varies(name) || !varies(family.name)
    if (family && indices === 0 && !isMean) fail(`like a mean of ${family.name}`)
    const argument = /\(([^()]*)\)$/.exec(tex)?.[1]
    const of = printed.filter((one) => argument && bare.get(one.name) === printedWith(argument))
    if (of.length > 0 && !of.some((one) => reachedInMotion(scope, name).has(one.name)))
      fail(`like a function of ${of[0]?.name}, which it is not made of`)
    const other = argument && printed.find((one) => !isSameFunction(scope, name, one.name, bare))
    if (other) fail(`like the function ${bare.get(other.name)} with another argument, which it is not`)
    const called = printed.find((one) => FUNCTION.exec(bare.get(one.name) ?? '')?.[1] === tex)
    if (called) fail(`like the function ${bare.get(called.name)} without its argument`)
    const alike = printed.find((one) => one.name !== name && one.indices === indices && bare.get(one.name) === tex)
    if (alike) fail(`and so is ${alike.name}`)
    const member = indices === 0 && members.find((other) => other.name !== name && other.pattern.test(tex))
    if (member) fail(`and so is a member of ${member.name}`)
    const sequence = sequences.find(
      (one) => one.name !== name && one.pattern.test(tex) && !isTermOf(scope, name, one, tex),
    )
    if (indices === 0 && sequence) fail(`like ${sequence.name} at another ${sequence.by}`)
  }
}

/** Whether a name is defined as this power of a symbol with this print. */
function isPowerOf(
  scope: Scope,
  name: string,
  base: string,
  exponent: string,
  bare: ReadonlyMap<string, string>,
): boolean {
  const by = scope.definition(name)?.by
  if (by?.kind !== 'power' || by.base.kind !== 'symbol' || by.base.indices.length > 0) return false
  return bare.get(by.base.name) === base && toTex(by.exponent) === exponent
}

/** Whether a name is defined as the square of the size of a family, or as its root where it has no exponent. */
function isNormOf(scope: Scope, name: string, family: string, exponent: string): boolean {
  const by = scope.definition(name)?.by
  const sum =
    exponent === '2' ? by : by?.kind === 'call' && by.fn === 'sqrt' && exponent === '' ? by.argument : undefined
  if (sum?.kind !== 'sum' || sum.below !== undefined || sum.body.kind !== 'power') return false
  const { base, exponent: square } = sum.body
  return base.kind === 'symbol' && base.name === family && base.indices[0] === sum.index && toTex(square) === '2'
}

/** Whether a name with these letters below reads as what is differentiated by them: by several all of which move it, or by one that it is made of, if it is no component of it. */
function isDerivativeOf(scope: Scope, name: string, body: string, by: readonly string[]): boolean {
  const [variable] = by
  if (variable === undefined) return false
  if (by.length > 1) return by.every((each) => reachedInMotion(scope, body).has(each))
  const made = scope.reachedFrom(symbol(body))
  return !scope.definition(name) && body !== variable && made.has(variable) && !made.has(name)
}

/** How a symbol is printed that has this TeX of its own. */
const printedWith = (tex: string): string => plain(toTex(symbol('x'), new Map([['x', tex]])))

/** What is in braces, which may have braces in it. */
const INNER = String.raw`((?:[^{}]|\{[^{}]*\})+)`
const DOTTED = new RegExp(String.raw`^\{?\\d*dot\{${INNER}\}\}?((?:[_^]\{.*\})?)$`)
const CHANGE = new RegExp(String.raw`^\{?\\[Dd]elta ?${INNER}\}?((?:_\{.*\})?)$`)
const MEAN = new RegExp(String.raw`^\{?\\(?:bar|overline)\{${INNER}\}\}?$`)
const SLOPE = /^(.*)_\{(?:\\mathrm\{)?((?:[A-Za-z]|\\[A-Za-z]+ ?|,)+)\}?\}$/

const FUNCTION = /^(.*)\(([^()]*)\)$/

/** Whether one of two names that are printed as one function of two arguments is the other with its argument; so are all that are not printed so. */
function isSameFunction(scope: Scope, name: string, other: string, bare: ReadonlyMap<string, string>): boolean {
  const [a, b] = [name, other].map((each) => FUNCTION.exec(bare.get(each) ?? ''))
  if (name === other || !a || !b || a[1] !== b[1]) return true
  const printedAs = (tex: string | undefined): readonly Sym[] =>
    scope.names().flatMap((each) => (bare.get(each) === printedWith(tex ?? '') ? [symbol(each)] : []))
  const [one, two] = [name, other].map((each) => scope.definition(each)?.by)
  const isTwo = (from: Sym, by: Sym): boolean => !!one && sameTree(substitute(one, [{ symbol: from, by }]), two)
  return printedAs(a[2]).some((from) => printedAs(b[2]).some((to) => isTwo(from, to)))
}

/** Whether a flow moves something by this name alone, which is printed as its rate. */
const isRate = (scope: Scope, name: string, tex: string, bare: ReadonlyMap<string, string>): boolean =>
  !!scope.flow?.rates.some(({ symbol: moving, rate }) => {
    const [, base = '', scripts = ''] = /^(.*?)((?:[_^]\{.*\})?)$/.exec(bare.get(moving.name) ?? '') ?? []
    return (
      rate.kind === 'symbol' && rate.name === name && tex.replace(/^\{(.*?\})\}/, '$1') === `\\dot{${base}}${scripts}`
    )
  })

/** What a name is the general term of that has a symbol in a script on which it depends, as E_n does on n: the print of its other terms. */
function sequenceOf(scope: Scope, name: string, bare: ReadonlyMap<string, string>) {
  const tex = bare.get(name) ?? ''
  const start = tex.search(/[_^]/)
  if (start < 0) return []
  return [...scope.reachedFrom(symbol(name))].flatMap((by) => {
    const letter = by === name || (scope.entry(by)?.indices ?? 1) > 0 ? undefined : bare.get(by)
    const at = letter === undefined ? -1 : findLetter(tex, letter, start)
    if (letter === undefined || at < 0) return []
    const [before, after] = [tex.slice(0, at), tex.slice(at + letter.length)].map((part) =>
      part.replace(SPECIAL, '\\$&'),
    )
    const other = `(?:\\d+|(?=[^{}]*${letter.replace(SPECIAL, '\\$&')})[A-Za-z0-9\\\\]*[+-]?[A-Za-z0-9\\\\]+)`
    return [{ name, by, letter, pattern: new RegExp(`^${before}${other}${after}$`) }]
  })
}

/** Where a letter stands by itself in the scripts of a name. */
function findLetter(tex: string, letter: string, start: number): number {
  for (let at = tex.indexOf(letter, start); at >= 0; at = tex.indexOf(letter, at + 1)) {
    const [before = '', after = ''] = [tex[at - 1], tex[at + letter.length]]
    if (!/[A-Za-z\\]/.test(before) && !/[A-Za-z]/.test(after)) return at
  }
  return -1
}

/** Whether a name is defined as the term of a sequence at the number that it has in its print. */
function isTermOf(
  scope: Scope,
  name: string,
  { name: sequence, by }: { readonly name: string; readonly by: string },
  tex: string,
): boolean {
  const said = scope.definition(name)?.by
  if (said?.kind !== 'derivative' || said.order !== 0 || said.body.kind !== 'symbol' || said.body.name !== sequence)
    return false
  return said.variable.name === by && said.at !== undefined && tex.includes(`{${print(said.at.by)}}`)
}

/** An index, or what is made of one: no 0, no upright word but for one that tells a place, and no mark alone. */
const MEMBER = String.raw`(?!0\})(?=[^}]*[A-Za-z0-9])(?:\d|[A-Za-z](?:_\{[A-Za-z0-9]+\})?|\\(?:${GREEK}|ell) ?|[+'-]|\\prime|\\mathrm\{(?:[A-Za-z]|first|last|next|prev|end)\})+`
const SPECIAL = /[.*+?^${}()|[\]\\]/g

/** Texts of the members of a family: with a number from 1, or the name of an index. */
const patternOf = (tex: string): RegExp =>
  new RegExp(`^${tex.replace(SPECIAL, '\\$&').replace(String(SENTINEL), MEMBER)}$`)
