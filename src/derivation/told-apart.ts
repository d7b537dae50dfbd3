/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { type Sym, symbol } from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
import { substitute } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import { sameTree } from '../proposition/proposition.js'
import { reachedInMotion } from './closing.js'
import { GREEK, GROUP, SETS, isTaken, plain } from './looks.js'
import type { Scope } from './scope.js'

const LETTER = String.raw`(?:[A-Za-z]|\\(?:${GREEK}|ell|hbar))`
const DRESSED = String.raw`\\(?:mathrm|mathbf|mathcal|mathbb|mathfrak|mathsf|operatorname|bar|hat|tilde|dot|ddot|vec|overline|underline|widehat|widetilde)${GROUP}`
const SCRIPTS = String.raw`(?:[_^](?:${GROUP}|[A-Za-z0-9+*-]|\\[A-Za-z]+))*'*`
const ATOM = `(?:${LETTER}|${DRESSED})${SCRIPTS}`
/** What one number may be called: a letter or a word, in a font or with an accent, with scripts that make no power and no function of it. */
const WORD = ['', '', ''].reduce(
  (inner) =>
    String.raw`\\(?:mathrm|mathbf|mathcal|mathbb|mathfrak|mathsf|bar|hat|tilde|vec|overline|underline|widehat|widetilde)\{(?:${LETTER}|[A-Za-z]+|${inner || '(?!)'})\}`,
  '',
)
const MARK = String.raw`(?:[*+-]|\\(?:ast|star|dagger|pm|mp|prime|infty|perp|parallel|circ))`
const BELOW = String.raw`_(?:${GROUP}|[A-Za-z0-9+*-]|\\[A-Za-z]+)`
const ABOVE = String.raw`\^(?:${MARK}|\{(?:${MARK}|\([A-Za-z0-9]+\)|\\mathrm\{[A-Za-z]{2,}\})+\})`
const NUMBER = new RegExp(`^(?:${LETTER}|${WORD})(?:${BELOW}|${ABOVE})*'*$`)
/** What a formula may be called, too: the size of something, a power, a function's name with an argument. */
const NAME = new RegExp(String.raw`^(?:${ATOM}|${LETTER}(?:${BELOW})*\(${ATOM}\)|\|${ATOM}\|${SCRIPTS})$`)
/** Commands that may stand within braces. */
const INNER = new Set(
  `${GREEK.replace('(?:var)?(?:', '').replace(')', '')}|infty|times|pm|mp|perp|parallel|circ|dagger|star|ast|prime|ell|hbar`.split(
    '|',
  ),
)
/** Superscripts that are none of a power. */
const MARKS = new RegExp(`^(?:${MARK}|\\([A-Za-z0-9]+\\)|\\\\mathrm\\{[A-Za-z]{2,}\\})+$`)
/** Reads as a differential. */
const DIFFERENTIAL = /^\\mathrm\{d[A-Za-z]\}$/
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
  for (const { name, indices } of printed) {
    const head = heads.get(name)
    const tex = bare.get(name) as string
    const fail = (what: string): never => {
      throw new AuthorError(`${name} is printed ${tex}, ${what}; give it a \`tex\` of its own`, {
        path: head === undefined ? [] : [head],
        text: name,
      })
    }
    if (head !== undefined) {
      const own = names.get(name)
      if (own !== undefined && !isName(plain(own))) fail('which is no name such as x, \\bar{x}_0 or \\mathrm{Re}')
      if (own !== undefined && !scope.definition(name) && !NUMBER.test(plain(own)))
        fail('which reads as a function or a power of something, and is given no formula')
      if (isTaken(tex)) fail('which means something else')
      if (DIFFERENTIAL.test(tex)) fail('like a differential')
    }
    const scalars = printed.filter((one) => one.name !== name && one.indices === indices)
    const isPrinted = (inner: string): boolean => scalars.some((one) => bare.get(one.name) === inner)
    const [, powered, exponent = ''] = /^(.*)\^\{(.+)\}$/.exec(tex) ?? []
    if (powered !== undefined && !MARKS.test(exponent) && isPrinted(powered)) fail(`like a power of ${powered}`)
    const [, dotted = '', scripts = ''] = /^\{?\\d*dot\{(.*?)\}\}?((?:[_^]\{.*\})?)$/.exec(tex) ?? []
    if (dotted !== '' && isPrinted(dotted + scripts)) fail(`like a rate of ${dotted}${scripts}`)
    const [, sized] = /^\{?\|(.*)\|\}?(?:\^.*)?$/.exec(tex) ?? []
    if (sized !== undefined && isPrinted(sized)) fail(`like a size of ${sized}`)
    const primed = /^(.*?)(?:'+|\^\{(?:\\prime)+\})$/.exec(tex)?.[1]
    const varies = (one: string): boolean =>
      scope.definition(one) !== undefined || !!scope.flow?.rates.some(({ symbol }) => symbol.name === one)
    if (primed !== undefined && printed.some((one) => varies(one.name) && bare.get(one.name) === primed))
      fail(`like a derivative of ${primed}`)
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
    const family = indices === 0 && members.find((other) => other.name !== name && other.pattern.test(tex))
    if (family) fail(`and so is a member of ${family.name}`)
  }
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

/** An index, or what is made of one; 0 is none. */
const MEMBER = String.raw`(?:[1-9]\d*|[A-Za-z]{1,2}|\\(?:${GREEK})|[A-Za-z0-9]+[+-][A-Za-z0-9]+)`

/** Texts of the members of a family: with a number from 1, or the name of an index. */
const patternOf = (tex: string): RegExp =>
  new RegExp(`^${tex.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(String(SENTINEL), MEMBER)}$`)

const isName = (tex: string): boolean =>
  NAME.test(tex) &&
  [...tex.matchAll(/\\([A-Za-z]+)/g)].every(([, command = '']) => INNER.has(command) || SETS.test(command))
