/** How names look in print: their TeX in one spelling, and the letters that it is made of. */
import type { Scope } from './scope.js'
import { conventionalTex, isDress, isTaken, plain } from './tex-name.js'

/** Letters and words of a TeX name. */
const lettersIn = (tex: string): readonly string[] => tex.match(/[A-Za-z]+/g) ?? []

/** Single letters, and words that are set as one, of a TeX name: the first is what it is a name of, if it is no accent. */
const symbolsIn = (tex: string): readonly string[] =>
  [...tex.matchAll(/\\mathrm\{[A-Za-z]+\}|\\[A-Za-z]+|[A-Za-z]/g)]
    .map(([token]) => token)
    .filter((token) => !isDress(token.slice(1)))

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
    if (command !== undefined && isDress(command.slice(1))) return []
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
    return isTaken(conventionalTex(letter))
  }

  /** Whether a bound letter looks like a symbol without index. */
  alike(letter: string, name: string): boolean {
    if (letter === name) return true
    const simple = /^[A-Za-z]+$/
    const tex = this.texOf(name)
    if (tex === undefined && simple.test(letter) && simple.test(name)) return false
    return (this.scope.entry(name)?.indices ?? 0) === 0 && this.look(name) === conventionalTex(letter)
  }

  /** Whether a name looks like what belongs to a letter: one that has it below, above or in brackets. An index may stand beside another one there. */
  isOf(name: string, letter: string, isIndex: boolean): boolean {
    const look = isIndex ? conventionalTex(letter) : this.look(letter)
    const looks = new Set([letter, look, look.replace(/^\\mathrm\{(.*)\}$/, '$1')])
    // It is written by its name, and shown as its author says.
    const [shown, written] = [this.look(name), conventionalTex(name)].map(marksIn) as [readonly Mark[], readonly Mark[]]
    // An upright letter is a label where nothing is counted.
    if (!isIndex && this.texOf(name) !== undefined && shown.some(({ mark, isWord }) => isWord && mark === letter))
      return false
    const marks = [...shown, ...written]
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

  /** Whether a name has a letter of another symbol in it, as x_0 has that of x and k_B that of B: somebody may take it to depend on that. */
  suggests(name: string): boolean {
    const look = this.look(name)
    const letters = new Set(symbolsIn(look))
    // A letter alone says nothing of another.
    if (letters.has(look)) return false
    return this.scope.names().some((other) => {
      const [base] = other === name ? [] : symbolsIn(this.look(other))
      return base !== undefined && letters.has(base)
    })
  }

  private texOf(name: string): string | undefined {
    return this.scope.entry(name)?.declaration.tex
  }

  private look(name: string): string {
    const known = this.printed.get(name)
    if (known !== undefined) return known
    const own = this.texOf(name)
    const look = own === undefined ? conventionalTex(name) : plain(own)
    this.printed.set(name, look)
    return look
  }
}
