/** How names look in print: their TeX in one spelling, and the letters that it is made of. */
import { symbol } from '../expr/ast.js'
import { toTex } from '../expr/tex.js'
import type { Scope } from './scope.js'

export const GREEK =
  '(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega'
/** Braces with braces in them, three deep, around letters, digits, signs and commands. */
export const GROUP = ['', '', ''].reduce((inner) => String.raw`\{(?:[^{}=<>]|${inner || '(?!)'})*\}`, '')
/** Commands that dress what is in their braces. */
export const SETS =
  /^(?:mathrm|mathbf|mathcal|mathbb|mathfrak|mathsf|operatorname|bar|hat|tilde|dot|ddot|vec|overline|underline|widehat|widetilde|var[a-z]+)$/
/** What would read as a constant, the width, the d of a derivative, an order of size, or a function that has a name of its own. */
const MEANT = [
  /^(?:\\pi|d|\\[a-z]+\{[\d.+-]+\}|\\mathrm\{[dei]\}|e\^)/,
  /^(?:[Oo]|\\(?:Theta|Omega|omega|Gamma|zeta|delta|psi))\(/,
  /^\\math[a-z]+\{(?:(?:arc|ar|a)?(?:sin|cos|tan|cot|sec|csc)h?|exp|log|ln|lg|lim|max|min|argmax|argmin|sup|inf|det|tr|sgn|sign|rank|arg|div|grad|curl|erfc?|gcd|lcm|mod|relu)\}/i,
]

/** Whether TeX in its one spelling means something by itself. */
export const isTaken = (tex: string): boolean => MEANT.some((pattern) => pattern.test(tex))

/** TeX without what changes nothing of its look: spaces, empty braces, braces around braces or all of it or left out around what is dressed, one font's other names. */
export function plain(tex: string): string {
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

/** Letters, words and Greek letters of a TeX name in their order: of \\bar{W}_{ij}^{(k)} they are W, ij and k. */
function lettersIn(tex: string): readonly string[] {
  return [...tex.matchAll(/\\([A-Za-z]+)|[A-Za-z]+/g)].flatMap(([whole, command]) =>
    command === undefined ? [whole] : SETS.test(command) ? [] : [command],
  )
}

/** Words as short as this are letters side by side where an index is looked for: ij is i and j. */
const SIDE_BY_SIDE = 2

/** How the names of a scope look beside letters that are bound. */
export class Looks {
  private readonly printed = new Map<string, string>()

  constructor(private readonly scope: Scope) {}

  /** Whether a letter looks like a constant, or something else that has a meaning. */
  isTaken(letter: string): boolean {
    return isTaken(plain(toTex(symbol(letter))))
  }

  /** Whether a bound letter looks like a symbol without index. */
  alike(letter: string, name: string): boolean {
    if (letter === name) return true
    const simple = /^[A-Za-z]+$/
    const tex = this.texOf(name)
    if (tex === undefined && simple.test(letter) && simple.test(name)) return false
    return (this.scope.entry(name)?.indices ?? 0) === 0 && this.look(name) === plain(toTex(symbol(letter)))
  }

  /** Whether a name looks like what belongs to a letter: one that has it below, above or in brackets. An index may stand beside another one there. */
  isOf(name: string, letter: string, isIndex: boolean): boolean {
    const tex = this.texOf(name)
    if (!(tex ?? name).includes(letter)) return false
    const [, ...marks] = lettersIn(this.look(name))
    return marks.some((mark) => mark === letter || (isIndex && mark.length <= SIDE_BY_SIDE && mark.includes(letter)))
  }

  /** The letters that its names and their print are made of, which what a line binds itself must not be. */
  letters(): readonly string[] {
    const apart = (word: string): readonly string[] => (word.length <= SIDE_BY_SIDE ? [...word] : [])
    const marks = this.scope.names().flatMap((name) => [...lettersIn(this.look(name)), ...name.split('_')])
    return [...this.scope.names(), ...marks, ...marks.flatMap(apart)]
  }

  private texOf(name: string): string | undefined {
    return this.scope.entry(name)?.declaration.tex
  }

  private look(name: string): string {
    const known = this.printed.get(name)
    if (known !== undefined) return known
    const own = this.texOf(name)
    const look = plain(own ?? toTex(symbol(name)))
    this.printed.set(name, look)
    return look
  }
}
