/** What stands between the factors of a product, so that none reads as applied to the next, and none as part of a word or a number with it. */

const LITERAL = /^[\d.]+$/
/** Starts for which TeX itself leaves a thin space: operators and stretched delimiters. */
const SPACED = /^\\(left|sum|exp|log|operatorname|(arc)?(sin|cos|tan)|(sin|cos|tan|cot)h)(?![A-Za-z])/
/** Wide things that would touch their neighbours. */
const WIDE = /^(\\frac|\\sqrt|\\mathrm|\{)/

/** Words that letters beside each other would be read as. */
const SPELT = new Set(
  'ln lg lb log exp sin cos tan cot sec csc det tr Tr arg max min sup inf lim div grad curl sgn mod Re Im'.split(' '),
)

/** Whether the letter at a place of a product ends a word with those right before it. */
export function spelling(pieces: readonly string[], at: number): boolean {
  const letters = [3, 2, 1].map((back) => pieces[at - back] ?? ' ')
  const last = (pieces[at] as string).replace(/[_^].*$/, '')
  return [1, 2, 3].some((count) => {
    const word = [...letters.slice(3 - count), last]
    return word.every((letter) => /^[A-Za-z]$/.test(letter)) && SPELT.has(word.join(''))
  })
}

/** What stands between two factors. */
export function joint(left: string, right: string): string {
  const afterNumber = LITERAL.test(left)
  if (/^\d/.test(right) || (afterNumber && /^\\frac\{-?\d/.test(right))) return ' \\cdot '
  // A word or such a letter beside something, and any of these before a bracket, would read as applied to it.
  if (/^\{?\[/.test(right)) return ' \\cdot '
  if (APPLIED.test(left) || (BRACKETED.test(right) && FUNCTION_LETTER.test(left))) return ' \\cdot '
  // The width times x, divided by the width times y, is no derivative.
  if (/^(?:d|\\[Dd]elta)(?:[_^](?:\{[^{}]*\}|.))*$/.test(left)) return ' \\cdot '
  if (SPACED.test(right) || /\\right.$/.test(left)) return ' '
  if (right.startsWith('(')) return afterNumber || left.startsWith('(') ? '' : '\\,'
  if (/^\(|\)$/.test(left) || WIDE.test(left) || WIDE.test(right)) return '\\,'
  return ' '
}

const SCRIPTS = String.raw`(?:[_^](?:\{(?:[^{}]|\{[^{}]*\})*\}|.))*`
/** A word, or a letter that stands for an operator, with scripts. */
const APPLIED = new RegExp(
  String.raw`^\{?(?:\\math(?:rm|bf|sf)\{[A-Za-z]{2,}\}|\\mathbb\{[A-Z]\}|\\mathrm\{[EPV]\}|\\(?:Sigma|Pi))\}?${SCRIPTS}$`,
)
/** A letter that stands for functions more often than for numbers, also in a font or with an accent, with scripts. */
const FUNCTION_LETTER = new RegExp(
  String.raw`^\{?(?:[fghFGoO]|\\(?:Theta|Gamma|Omega|omega|zeta|psi|phi|varphi|Phi|Psi)|\\(?:math(?:rm|bf|sf|cal|frak)|bar|hat|tilde|vec|underline|overline)\{.*\})\}?${SCRIPTS}$`,
)
/** What begins with a bracket. */
export const BRACKETED = /^(?:\\left)?[([]|^\{\[/
