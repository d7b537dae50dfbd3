/**
 * What a name may look like: a letter or a word, in a font or with an accent, with scripts. The grammar is a narrow one, so that each look has one
 * spelling here: KaTeX prints `\mathcal{x}`, `x_{\,}` and `{x}` all as x, and a name that only seems to be another one makes a false line of a true claim.
 */
import { symbol } from '../expr/ast.js'
import { toTex } from '../expr/tex.js'

export const GREEK =
  '(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega'
/** Commands that dress what is in their braces, in the one spelling. */
const FONTS = 'mathrm|mathbf|mathsf|mathcal|mathbb|mathfrak'
const ACCENTS = 'bar|hat|tilde|vec|underline|overline'
const DRESSES = new RegExp(`^(?:${FONTS}|${ACCENTS}|dot|ddot)$`)
/** Functions that TeX knows by a command: words in a script. */
const WORDS = 'max|min|sup|inf|lim|log|ln|exp|sin|cos|tan|det|arg|dim|ker|gcd'

const LETTER = String.raw`(?:[A-Za-z]|\\(?:${GREEK}|ell)(?: (?=[A-Za-z]))?)`
/** Fonts that print what they are put around otherwise than without them. */
const INKED = String.raw`\\(?:math(?:rm|bf|sf)\{[A-Za-z]+\}|math(?:cal|bb)\{[A-Z]\}|mathfrak\{[A-Za-z]\})`
/** A change of something, such as \Delta x. */
const CHANGE = String.raw`\\[Dd]elta ?(?=[A-Za-z\\])`
const plainBase = `(?:(?:${CHANGE})?${LETTER}|${INKED})`
const accented = (accents: string): string => String.raw`\\(?:${accents})\{${plainBase}\}`
const MARK = String.raw`(?:[*+-]|\\(?:dagger|pm|mp|prime|infty|perp|parallel|circ|times|odot|ominus|oplus|to)(?: (?=[A-Za-z]))?)`
const ITEM = String.raw`(?:\d|${LETTER}(?:_\{(?:\d+|${LETTER})\})?|\\mathrm\{[A-Za-z]+\}|${MARK}|[,/])`
const BELOW = String.raw`_\{${ITEM}+\}`
/** Scripts above that make no power of it. */
const UNPOWERED = String.raw`(?:${MARK}|\([A-Za-z0-9]+\)|\\mathrm\{[A-Za-z]{2,}\})`
const ABOVE = String.raw`\^\{${UNPOWERED}+\}`
const RAISED = String.raw`\^\{(?:${ITEM}|[/()])+\}`

const NUMBER = new RegExp(
  `^(?:${plainBase}|${accented(`${ACCENTS}|dot|ddot`)}|\\[${plainBase}(?:${BELOW}|${ABOVE})*\\])(?:${BELOW}|${ABOVE})*'*$`,
)
const FORMULA_ATOM = String.raw`(?:${plainBase}|${accented(`${ACCENTS}|dot|ddot`)}|\\overline\{(?:${LETTER}|[0-9+*/-])+\})(?:${BELOW}|${RAISED})*'*`
const FORMULA = new RegExp(
  String.raw`^(?:${FORMULA_ATOM}|${LETTER}(?:${BELOW})*\(${FORMULA_ATOM}\)|\|${FORMULA_ATOM}\|(?:${BELOW}|${RAISED})*)$`,
)
const MARKS = new RegExp(`^${UNPOWERED}+$`)

/** Whether TeX in its one spelling may be what a number is called: also its rate, which is then given as a number of its own. */
export const isNumberName = (tex: string): boolean => NUMBER.test(tex)
/** Whether it may be what a formula is called: the size of something, a power, a rate, a function's name with an argument, too. */
export const isFormulaName = (tex: string): boolean => NUMBER.test(tex) || FORMULA.test(tex)
/** Whether a script above is none of a power. */
export const isMark = (script: string): boolean => MARKS.test(script)
/** Whether a command dresses what follows it. */
export const isDress = (command: string): boolean => DRESSES.test(command)

/** What would read as a constant, the width, or an order of size. */
const MEANT = [
  /^(?:\\pi|d|\\math(?:rm|sf)\{[ei]\})$|^\\math[a-z]+\{d\}|^(?:\\[a-z]+\{[\d.+-]+\}|(?:e|\\math(?:rm|sf)\{e\})\^)/,
  /^(?:[Oo]|\\(?:Theta|Omega|omega|Gamma|zeta|delta|psi))\(/,
]
const FUNCTION =
  /\\math[a-z]+\{(?:(?:arc|ar|a)?(?:sin|cos|tan|cot|sec|csc)h?|exp|log|ln|lg|lb|lim|max|min|argmax|argmin|sup|inf|det|tr|sgn|sign|rank|arg|div|grad|curl|erf[ci]?|gcd|lcm|mod|relu|sinc|cis|dim|ker|floor|ceil|logit|softmax|const)[xyz]?\}/i

/** Whether TeX in its one spelling means something by itself: also with scripts or an accent, where it is the name of a function. */
export const isTaken = (tex: string): boolean =>
  MEANT.some((pattern) => pattern.test(tex)) || FUNCTION.test(tex.split(/[_^']/)[0] as string)

/** Without braces that go around all before the scripts. */
const unwrapped = (tex: string): string => {
  const whole = /^\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/.exec(tex)
  return whole ? whole[1] + tex.slice(whole[0].length) : tex
}

/** TeX in its one spelling: without what changes nothing of its look, such as spaces, empty braces, braces around braces, and other commands for the same. */
export function plain(tex: string): string {
  const spaced = tex
    .replace(/\\(?:operatorname\*?|text|textrm|rm)(?![A-Za-z])/g, '\\mathrm')
    .replace(new RegExp(String.raw`\\(${WORDS})(?![A-Za-z])`, 'g'), '\\mathrm{$1}')
    .replace(/\\(?:ast|star)(?![A-Za-z])/g, '*')
    .replace(/\\wide(hat|tilde)(?![A-Za-z])/g, '\\$1')
    .replace(/\\hbar(?![A-Za-z])/g, '\\bar{h}')
    .trim()
    .replace(/(\\[A-Za-z]+)\s+/g, '$1 ')
    .replace(/(?<!\\[A-Za-z]+) +/g, '')
  const dressed = spaced
    .replace(/(\\[A-Za-z]+) ?(\\[A-Za-z]+|[A-Za-z])/g, (all, command: string, next: string) =>
      isDress(command.slice(1)) && !isDress(next.slice(1)) ? `${command}{${next}}` : all,
    )
    .replace(/\\overline(\{(?:[A-Za-z]|\\[A-Za-z]+)\})/g, '\\bar$1')
  const bare = braced(dressed.replaceAll('{}', '').replace(/ (?![A-Za-z])/g, '')).replace(
    /\^\{((?:\\prime)+)\}$/,
    (_, primes: string) => "'".repeat(primes.length / PRIME.length),
  )
  const inner = new RegExp(`^${GROUP}$`).test(bare) ? bare.slice(1, -1) : undefined
  return inner === undefined ? unwrapped(bare) : plain(inner)
}

const PRIME = '\\prime'

/** Braces with braces in them, three deep, around letters, digits, signs and commands. */
const GROUP = ['', '', ''].reduce((inner) => String.raw`\{(?:[^{}=<>]|${inner || '(?!)'})*\}`, '')

/** With braces around each script, and none right inside of others. */
function braced(tex: string): string {
  const once = tex
    .replace(/\{(\{[^{}]*\})\}/g, '$1')
    .replace(/([_^])(\\[A-Za-z]+\{[^{}]*\}|[A-Za-z0-9*+-]|\\[A-Za-z]+(?![A-Za-z{]))/g, '$1{$2}')
  return once === tex ? tex : braced(once)
}

/** How a bound letter, or a name without a TeX of its own, is printed. */
export const conventionalTex = (name: string): string => plain(toTex(symbol(name)))
