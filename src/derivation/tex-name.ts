/**
 * What a name may look like: a letter or a word, in a font or with an accent, with scripts. What may be read as a name (`look.ts`) is little, so that each look has one
 * spelling here: KaTeX prints `\mathcal{x}`, `x_{\,}` and `{x}` all as x, and a name that only seems to be another one makes a false line of a true claim.
 */
import { symbol } from '../expr/ast.js'
import { toTex } from '../expr/tex.js'
import { ACCENTS, GREEK, type Look, letterOf, readLook, written } from './look.js'

/** Commands that dress what is in their braces, in the one spelling. */
const DRESSES = new RegExp(`^(?:mathrm|mathbf|mathsf|mathcal|mathbb|mathfrak|${ACCENTS}|dot|ddot)$`)
/** Functions that TeX knows by a command: words in a script. */
const WORDS = 'max|min|sup|inf|lim|log|ln|exp|sin|cos|tan|det|arg|dim|ker|gcd'

/** Whether a command dresses what follows it. */
const isDress = (command: string): boolean => DRESSES.test(command)

/** What would read as a constant or the width, and what with a power would. */
const CONSTANT = /^(?:\\pi|\\underline\{\\pi\}|d|\\math(?:rm|sf)\{(?:[ei]|pi)\})$/
const EULER = /^(?:e|\\math(?:rm|sf|bf)\{e\})$/
/** What before a bracket would read as an order of size, or a special function. */
const SPECIAL = /^(?:[Oo]|\\(?:Theta|Omega|Gamma|zeta|delta))$/
const FUNCTIONS =
  '(?:arc|ar|a)?(?:sin|cos|tan|cot|sec|csc)h?|exp|log|ln|lg|lb|lim|max|min|argmax|argmin|sup|inf|det|tr|sgn|sign|rank|arg|div|grad|curl|erf[ci]?|gcd|lcm|mod|relu|sinc|cis|dim|ker|floor|ceil|logit|softmax|const|sqrt|abs'
const FUNCTION = new RegExp(String.raw`^\\math[a-z]+\{(?:${FUNCTIONS})[xyz]?\}$`, 'i')
/** With what it is taken of, as in `logN`, `log10x` and `costheta`. */
const APPLIED = new RegExp(String.raw`^\\math[a-z]+\{(?:${FUNCTIONS})(?:[A-Z0-9][A-Za-z0-9]*|${GREEK})\}$`)
const NAMED = new RegExp(`^(?:${FUNCTIONS})$`)
/** Whether an upright word is a function's name. */
export const isFunctionWord = (word: string): boolean => NAMED.test(word)

/** What is taken of what stands beside it: `nabla X`, an expectation. */
const OPERATOR =
  /^\\math(?:bb\{[EPV]\}|[a-z]+\{(?:[Pp]rob|[Ee]xpectation|[Pp]robability|[Vv]ariance|[Cc]ovariance|nabla|partial|[Ll]aplacian)\})$/
/** What is so by itself; with something below, it is the one of that: Var_u. */
const MEASURE = /^\\math[a-z]+\{(?:[Vv]ar|[Cc]ov|[Cc]orr)\}$/
/** A set, which nothing is multiplied by. */
const NUMBERS = /^\\mathbb\{[NZQRC]\}$/
/** What joins formulas, in capitals too, and what stands between their parts. */
const JOINS = 'and|or|not|nor|xor|if|iff|then|else|otherwise|unless'
const BETWEEN =
  'where|when|whenever|while|for|with|without|such|that|is|are|in|to|of|by|as|at|on|from|equals|plus|minus|times|over|true|false|undefined|infinity|forall|exists'
const SENTENCE = new RegExp(String.raw`^\\math[a-z]+\{(?:${JOINS}|${JOINS.toUpperCase()}|${BETWEEN})\}$`)

/** What a letter or a word beside formulas would be read as, beside the names of functions. In a script, where an index is, it is none of these. */
export function spokenAs(look: Look, isFamily: boolean): string | undefined {
  const letter = letterOf(look)
  if (letter.kind !== 'letter') return undefined
  const { tex } = letter
  if (OPERATOR.test(tex)) return 'an operator'
  if (NUMBERS.test(tex)) return 'a set of numbers'
  if (SENTENCE.test(tex)) return 'a word of a sentence'
  const isOf = isFamily || (look.kind === 'scripts' && look.below.length > 0)
  return !isOf && MEASURE.test(tex) ? 'an operator (a label says what it is of: Var_u)' : undefined
}

const WIDTH_IN_A_FONT = /^\\math[a-z]+\{d\}$/

/** What a look means by itself, if it means something: also with scripts or an accent, where it is the name of a function. */
export function meaningOf(look: Look): string | undefined {
  const letter = letterOf(look)
  if (letter.kind !== 'letter')
    return letter.kind === 'overlined' && letter.items.every((item) => !/[A-Za-z]/.test(item)) ? 'a number' : undefined
  const { tex } = letter
  if (FUNCTION.test(tex) || APPLIED.test(tex)) return 'a function'
  if (look.kind === 'call')
    return SPECIAL.test(tex)
      ? 'an order of size, or a special function'
      : CONSTANT.test(tex)
        ? constant(tex)
        : undefined
  if (WIDTH_IN_A_FONT.test(tex)) return constant('d')
  const isBare = look.kind === 'letter' || look.kind === 'accent'
  if (isBare) return CONSTANT.test(written(look)) ? constant(tex) : undefined
  const isPower =
    look.kind === 'scripts' && look.of.kind === 'letter' && look.above.length > 0 && look.below.length === 0
  return isPower && EULER.test(tex) ? 'a power of Euler’s number' : undefined
}

const constant = (tex: string): string =>
  tex === 'd'
    ? 'the width of a network (a label makes it another letter: d_0)'
    : tex.includes('pi')
      ? 'the number pi'
      : tex.includes('i')
        ? 'the imaginary unit'
        : 'Euler’s number'

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

const looks = new Map<string, Look>()
/** Looks that are remembered. */
const MOST_REMEMBERED = 5000

/** How a name looks that has this TeX of its own, or none; what is no name by its look is a letter. */
export function lookOf(name: string, own: string | undefined): Look {
  const key = own === undefined ? name : `${name} ${own}`
  const known = looks.get(key)
  if (known) return known
  const tex = own === undefined ? conventionalTex(name) : plain(toTex(symbol(name), new Map([[name, own]])))
  const look = readLook(tex) ?? { kind: 'letter', tex }
  if (looks.size >= MOST_REMEMBERED) looks.clear()
  looks.set(key, look)
  return look
}
