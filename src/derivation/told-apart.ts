/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { type Expr, type Sym, children, symbol } from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
import { FormulaError } from '../expr/formula-error.js'
import { positionOf } from '../expr/parse.js'
import { freeIndices, symbolsOf } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import type { Scope } from './scope.js'

const GREEK =
  '(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega'
const LETTER = String.raw`(?:[A-Za-z]|\\(?:${GREEK}|ell|hbar))`
/** Braces with braces in them, three deep, around letters, digits, signs and commands. */
const GROUP = ['', '', ''].reduce((inner) => String.raw`\{(?:[^{}=<>]|${inner || '(?!)'})*\}`, '')
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
const NAME = new RegExp(String.raw`^(?:${ATOM}|${LETTER}${SCRIPTS}\(${ATOM}\)|\|${ATOM}\|${SCRIPTS})$`)
/** Commands that may stand within braces. */
const INNER = new Set(
  `${GREEK.replace('(?:var)?(?:', '').replace(')', '')}|infty|times|pm|mp|perp|parallel|circ|dagger|star|ast|prime|ell|hbar`.split(
    '|',
  ),
)
const SETS =
  /^(?:mathrm|mathbf|mathcal|mathbb|mathfrak|mathsf|operatorname|bar|hat|tilde|dot|ddot|vec|overline|underline|widehat|widetilde|var[a-z]+)$/
/** Superscripts that are none of a power. */
const MARKS = new RegExp(`^(?:${MARK}|\\\\mathrm\\{[A-Za-z]{2,}\\})+$`)
/** What would read as a constant, the width, or the d of a derivative. */
const TAKEN =
  /^(?:\\pi|d|\\[a-z]+\{[\d.+-]+\}|\\mathrm\{(?:[dei]|(?:arc|a)?(?:sin|cos|tan)h?|coth?|exp|log|ln|lim|max|min|sup|inf|det|tr|sgn|sign|rank|sec|csc|cot|lg|ln|arg|div|grad|curl|erf|gcd|mod)\})/
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
      if (TAKEN.test(tex)) fail('which means something else')
      if (DIFFERENTIAL.test(tex)) fail('like a differential')
    }
    const scalars = printed.filter((one) => one.name !== name && one.indices === indices)
    const isPrinted = (inner: string): boolean => scalars.some((one) => bare.get(one.name) === inner)
    const [, powered, exponent = ''] = /^(.*)\^\{(.+)\}$/.exec(tex) ?? []
    if (powered !== undefined && !MARKS.test(exponent) && isPrinted(powered)) fail(`like a power of ${powered}`)
    const [, pointed] = /^\{?\\d*dot\{(.*)\}\}?$/.exec(tex) ?? []
    if (pointed !== undefined && isPrinted(pointed)) fail(`like a rate of ${pointed}`)
    const [, sized] = /^\{?\|(.*)\|\}?(?:\^.*)?$/.exec(tex) ?? []
    if (sized !== undefined && isPrinted(sized)) fail(`like a size of ${sized}`)
    const primed = /^(.*?)(?:'+|\^\{(?:\\prime)+\})$/.exec(tex)?.[1]
    const varies = (one: string): boolean =>
      scope.definition(one) !== undefined || !!scope.flow?.rates.some(({ symbol }) => symbol.name === one)
    if (primed !== undefined && printed.some((one) => varies(one.name) && bare.get(one.name) === primed))
      fail(`like a derivative of ${primed}`)
    const argument = /\(([^()]*)\)$/.exec(tex)?.[1]
    const of = printed.filter((one) => argument && bare.get(one.name) === plain(argument))
    if (of.length > 0 && !of.some((one) => scope.reachedFrom(symbol(name)).has(one.name)))
      fail(`like a function of ${of[0]?.name}, which it is not made of`)
    const alike = printed.find((one) => one.name !== name && one.indices === indices && bare.get(one.name) === tex)
    if (alike) fail(`and so is ${alike.name}`)
    const family = indices === 0 && members.find((other) => other.name !== name && other.pattern.test(tex))
    if (family) fail(`and so is a member of ${family.name}`)
  }
}

/** An index, or what is made of one; 0 is none. */
const MEMBER = String.raw`(?:[1-9]\d*|[A-Za-z]{1,2}|\\(?:${GREEK})|[A-Za-z0-9]+[+-][A-Za-z0-9]+)`

/** Texts of the members of a family: with a number from 1, or the name of an index. */
const patternOf = (tex: string): RegExp =>
  new RegExp(`^${tex.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(String(SENTINEL), MEMBER)}$`)

/** TeX without what changes nothing of its look: spaces, empty braces, braces around braces or all of it or left out around what is dressed, one font's other names. */
function plain(tex: string): string {
  const spaced = tex
    .replace(/\\(?:operatorname\*?|text|textrm|rm)(?![A-Za-z])/g, '\\mathrm')
    .replace(/\\ast(?![A-Za-z])/g, '*')
    .trim()
    .replace(/(\\[A-Za-z]+)\s+/g, '$1 ')
    .replace(/(?<!\\[A-Za-z]+) +/g, '')
  const dressed = spaced.replace(/(\\[A-Za-z]+) ?(\\[A-Za-z]+|[A-Za-z])/g, (all, command: string, next: string) =>
    SETS.test(command.slice(1)) && !command.startsWith('\\var') ? `${command}{${next}}` : all,
  )
  const bare = braced(dressed.replaceAll('{}', '').replace(/ (?![A-Za-z])/g, ''))
  const inner = new RegExp(`^${GROUP}$`).test(bare) ? bare.slice(1, -1) : undefined
  return inner === undefined ? bare : plain(inner)
}

/** With braces around each script, and none right inside of others. */
function braced(tex: string): string {
  const once = tex
    .replace(/\{(\{[^{}]*\})\}/g, '$1')
    .replace(/([_^])([A-Za-z0-9*+-]|\\[A-Za-z]+(?![A-Za-z{]))/g, '$1{$2}')
  return once === tex ? tex : braced(once)
}

const isName = (tex: string): boolean =>
  NAME.test(tex) &&
  [...tex.matchAll(/\\([A-Za-z]+)/g)].every(([, command = '']) => INNER.has(command) || SETS.test(command))

/** Throws FormulaError where a number is called like a member of a family, by an index of the same formula; `bound` are indices beside its own. */
export function requireNoMember(
  e: Expr,
  text: string,
  bound: readonly string[],
  texOf: (name: string) => string | undefined,
): void {
  const indices = [...indicesIn(e), ...bound]
  if (indices.length === 0) return
  for (const s of symbolsOf(e)) {
    if (s.indices.length > 0) continue
    const tex = texOf(s.name) ?? ''
    const like = indices.find((index) => s.name.split('_').slice(1).includes(index) || isBelow(index, tex))
    if (like !== undefined)
      throw new FormulaError(
        `${s.name} is a single number, and would be read as member ${like} of a family; count by another index, or declare a family such as ${s.name.split('_')[0]}[${like}]`,
        text,
        positionOf(s) ?? 0,
      )
  }
}

/** The indices of a term, free or bound. */
function indicesIn(e: Expr): ReadonlySet<string> {
  const found = new Set<string>(freeIndices(e))
  const visit = (node: Expr): void => {
    if (node.kind === 'sum')
      for (const index of [node.index, node.below]) if (typeof index === 'string') found.add(index)
    for (const child of children(node)) visit(child)
  }
  visit(e)
  return found
}

/** Whether an index stands in a subscript of a TeX name. */
const isBelow = (index: string, tex: string): boolean =>
  [...tex.matchAll(/_(\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z0-9])/g)].some(([, below = '']) =>
    below.split(/[^A-Za-z0-9]+/).includes(index),
  )
