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
  /^(?:\\pi|d|\\mathrm\{[dei]\})$|^(?:\\[a-z]+\{[\d.+-]+\}|(?:e|\\mathrm\{e\})\^)/,
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

/** Letters and words of a TeX name. */
const lettersIn = (tex: string): readonly string[] => tex.match(/[A-Za-z]+/g) ?? []

interface Mark {
  readonly mark: string
  readonly isWord: boolean
}

/** What stands in the scripts and brackets of a TeX name: letters, letters with scripts of their own, and upright words. */
function marksIn(tex: string): readonly Mark[] {
  const start = tex.search(/(?<!\\)[_^(]/)
  if (start < 0) return []
  const scripts = tex.slice(start)
  const parts = /\\mathrm\{([A-Za-z]+)\}|((?:\\[A-Za-z]+|[A-Za-z])_\{[^{}]*\})|(\\[A-Za-z]+)|[A-Za-z]/g
  return [...scripts.matchAll(parts)].flatMap(([whole, word, scripted, command]) => {
    if (command !== undefined && SETS.test(command.slice(1)) && !command.startsWith('\\var')) return []
    // Of k_i in a script, i may be an index, and k is none.
    const inner = scripted === undefined ? [] : marksIn(scripted)
    return [{ mark: word ?? scripted ?? whole, isWord: word !== undefined }, ...inner]
  })
}

/** Words of two letters that are none side by side, as i and j are in W_ij. */
const SHORT_WORDS = /^(?:in|on|at|to|up|of|or|no|ex|eq|id)$/

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
    const look = isIndex ? plain(toTex(symbol(letter))) : this.look(letter)
    const looks = new Set([letter, look, look.replace(/^\\mathrm\{(.*)\}$/, '$1')])
    // It is written by its name, and shown as its author says.
    const marks = [this.look(name), plain(toTex(symbol(name)))].flatMap(marksIn)
    return marks.some(
      ({ mark, isWord }) =>
        looks.has(mark) || (isIndex && isWord && mark.length === 2 && !SHORT_WORDS.test(mark) && mark.includes(letter)),
    )
  }

  /** The letters that its names and their print are made of, which what a line binds itself must not be. */
  letters(): readonly string[] {
    return this.scope.names().flatMap((name) => {
      const parts = [...lettersIn(this.look(name)), ...name.split('_')]
      return [name, ...parts, ...parts.filter((part) => part.length === 2).flatMap((part) => [...part])]
    })
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
