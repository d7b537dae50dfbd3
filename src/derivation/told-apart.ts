/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { type Sym, symbol } from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
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
      if (own !== undefined && !scope.definition(name) && !isNumberName(plain(own)) && !isSquare(scope, name, bare))
        fail('which reads as a function or a power of something, and is given no formula')
      if (isTaken(tex)) fail('which means something else')
      if (DIFFERENTIAL.test(tex)) fail('like a differential (a difference is \\Delta x)')
    }
    const varies = (one: string): boolean =>
      scope.definition(one) !== undefined || !!scope.flow?.rates.some(({ symbol }) => symbol.name === one)
    const scalars = printed.filter((one) => one.name !== name && one.indices === indices)
    const isPrinted = (inner: string): boolean => scalars.some((one) => bare.get(one.name) === inner)
    const [, powered, exponent = ''] = /^(.*)\^\{(.+)\}$/.exec(tex) ?? []
    if (powered !== undefined && !isMark(exponent) && isPrinted(powered)) fail(`like a power of ${powered}`)
    const [, dotted = '', scripts = ''] = /^\{?\\d*dot\{(.*?)\}\}?((?:[_^]\{.*\})?)$/.exec(tex) ?? []
    const rated = dotted === '' ? undefined : scalars.find((one) => bare.get(one.name) === dotted + scripts)
    if (rated && (scope.definition(name) || varies(rated.name)) && !isRate(scope, name, tex, bare))
      fail(`like a rate of ${dotted}${scripts}`)
    const [, sized] = /^\{?\|(.*)\|\}?(?:\^.*)?$/.exec(tex) ?? []
    if (sized !== undefined && isPrinted(sized)) fail(`like a size of ${sized}`)
    const primed = /^(.*?)(?:'+|\^\{(?:(?:\\prime)+|\(\d+\))\})$/.exec(tex)?.[1]
    if (primed !== undefined && printed.some((one) => varies(one.name) && bare.get(one.name) === primed))
      fail(`like a derivative of ${primed}`)
    const [, differentiated, by = ''] = /^(.*)_\{(?:\\mathrm\{)?([A-Za-z]+)\}?\}$/.exec(tex) ?? []
    const body = printed.find((one) => bare.get(one.name) === differentiated && varies(one.name))
    if (body && isDerivativeOf(scope, name, body.name, by)) fail(`like a derivative of ${body.name}`)
    const [, changing = '', scripted = ''] = /^\{?\\[Dd]elta ?([^{}]+)\}?((?:_\{.*\})?)$/.exec(tex) ?? []
    const changed = printed.find((one) => bare.get(one.name) === changing + scripted && varies(one.name))
    if (changed && !varies(name)) fail(`like a change of ${changed.name}`)
    const [, meant = ''] = /^\{?\\(?:bar|overline)\{([^{}]+)\}\}?$/.exec(tex) ?? []
    const family = printed.find((one) => one.indices === 1 && bare.get(one.name) === meant && varies(one.name))
    if (family && indices === 0 && !varies(name)) fail(`like a mean of ${family.name}`)
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
      (one) => one.name !== name && one.pattern.test(tex) && !isTermOf(scope, name, one.name),
    )
    if (indices === 0 && sequence) fail(`like ${sequence.name} at another ${sequence.by}`)
  }
}

/** Whether a number that cannot be negative is called the square of something that nothing else is called. */
function isSquare(scope: Scope, name: string, bare: ReadonlyMap<string, string>): boolean {
  const [, base] = /^(.*)\^\{2\}$/.exec(bare.get(name) ?? '') ?? []
  const { low } = scope.domainsOf(name)[0] ?? {}
  return base !== undefined && isNumberName(base) && !!low && low.n >= 0n && ![...bare.values()].includes(base)
}

/** Whether a name with these letters below reads as what is differentiated by them: by several all of which move it, or by one that it is made of, if it is no component of it. */
function isDerivativeOf(scope: Scope, name: string, body: string, by: string): boolean {
  const letters = [...by]
  if (letters.length > 1) return letters.every((letter) => reachedInMotion(scope, body).has(letter))
  const made = scope.reachedFrom(symbol(body))
  return !scope.definition(name) && body !== by && made.has(by) && !made.has(name)
}

/** How a symbol is printed that has this TeX of its own. */
const printedWith = (tex: string): string => plain(toTex(symbol('x'), new Map([['x', tex]])))

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

/** What a name is the general term of that has a symbol below on which it depends, as E_n does on n: the print of its other terms. */
function sequenceOf(scope: Scope, name: string, bare: ReadonlyMap<string, string>) {
  const [, base, letter = ''] = /^(.*)_\{([A-Za-z])\}$/.exec(bare.get(name) ?? '') ?? []
  if (base === undefined || !scope.entry(letter) || !scope.reachedFrom(symbol(name)).has(letter)) return []
  const before = base.replace(SPECIAL, '\\$&')
  const pattern = new RegExp(`^${before}_\\{(?:\\d+|(?=[^{}]*${letter})[A-Za-z0-9]*[+-]?[A-Za-z0-9]+)\\}$`)
  return [{ name, by: letter, pattern }]
}

/** Whether a name is defined as another one at a place. */
function isTermOf(scope: Scope, name: string, sequence: string): boolean {
  const by = scope.definition(name)?.by
  return by?.kind === 'derivative' && by.order === 0 && by.body.kind === 'symbol' && by.body.name === sequence
}

/** An index, or what is made of one: no 0, no upright word but for one that tells a place, and no mark alone. */
const MEMBER = String.raw`(?!0\})(?=[^}]*[A-Za-z0-9])(?:\d|[A-Za-z](?:_\{[A-Za-z0-9]+\})?|\\(?:${GREEK}|ell) ?|[+'-]|\\prime|\\mathrm\{(?:[A-Za-z]|first|last|next|prev|end)\})+`
const SPECIAL = /[.*+?^${}()|[\]\\]/g

/** Texts of the members of a family: with a number from 1, or the name of an index. */
const patternOf = (tex: string): RegExp =>
  new RegExp(`^${tex.replace(SPECIAL, '\\$&').replace(String(SENTINEL), MEMBER)}$`)
