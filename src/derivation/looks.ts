/** How names look in print beside letters that are bound: the letters that they are made of. */
import { type Look, letterOf, written } from './look.js'
import type { Scope } from './scope.js'
import { conventionalTex, isTaken, lookOf } from './tex-name.js'

/** Letters and words of a TeX name. */
const lettersIn = (tex: string): readonly string[] => tex.match(/[A-Za-z]+/g) ?? []

interface Mark {
  readonly mark: string
  readonly isWord: boolean
}

const WORD = /^\\mathrm\{(.*)\}$/

/** What stands in the scripts and brackets of a look: letters, letters with scripts of their own, and upright words. */
function marksIn(look: Look): readonly Mark[] {
  const item = (tex: string): readonly Mark[] => {
    const word = WORD.exec(tex)?.[1]
    if (word !== undefined) return [{ mark: word, isWord: true }]
    // Of k_i in a script, i may be an index, and k is none.
    const [whole, , inner] = /^(.*?)(?:_\{(.*)\})?$/.exec(tex) ?? []
    const marks = inner === undefined ? [whole] : [whole, inner]
    return marks.filter((mark): mark is string => /[A-Za-z]/.test(mark ?? '')).map((mark) => ({ mark, isWord: false }))
  }
  const inner = 'of' in look ? marksIn(look.of) : []
  if (look.kind === 'scripts') return [...inner, ...[...look.below, ...look.above].flatMap(item)]
  if (look.kind !== 'call') return inner
  const argument = letterOf(look.argument)
  return [...inner, ...(argument.kind === 'letter' ? item(argument.tex) : []), ...marksIn(look.argument)]
}

/** Words of two letters that are none side by side, as i and j are in W_ij. */
const SHORT_WORDS = /^(?:in|on|at|to|up|of|or|no|ex|eq|id)$/

/** How the names of a scope look beside letters that are bound. */
export class Looks {
  private readonly looks = new Map<string, Look>()

  constructor(private readonly scope: Scope) {}

  /** Whether a letter looks like a constant, or something else that has a meaning. */
  isTaken(letter: string): boolean {
    return isTaken(lookOf(letter, undefined))
  }

  /** Whether a bound letter looks like a symbol without index. */
  alike(letter: string, name: string): boolean {
    if (letter === name) return true
    const simple = /^[A-Za-z]+$/
    if (this.texOf(name) === undefined && simple.test(letter) && simple.test(name)) return false
    return (this.scope.entry(name)?.indices ?? 0) === 0 && written(this.look(name)) === conventionalTex(letter)
  }

  /** Whether a name looks like what belongs to a letter: one that has it below, above or in brackets. An index may stand beside another one there. */
  isOf(name: string, letter: string, isIndex: boolean): boolean {
    const tex = isIndex ? conventionalTex(letter) : written(this.look(letter))
    const marks = new Set([letter, tex, WORD.exec(tex)?.[1]])
    // It is written by its name, and shown as its author says.
    const shown = marksIn(this.look(name))
    // An upright letter is a label where nothing is counted.
    if (!isIndex && this.texOf(name) !== undefined && shown.some(({ mark, isWord }) => isWord && mark === letter))
      return false
    return [...shown, ...marksIn(lookOf(name, undefined))].some(
      ({ mark, isWord }) =>
        marks.has(mark) || (isIndex && isWord && mark.length === 2 && !SHORT_WORDS.test(mark) && mark.includes(letter)),
    )
  }

  /** The letters that its names and their print are made of, which what a line binds itself must not be. */
  letters(): readonly string[] {
    return this.scope.names().flatMap((name) => {
      const parts = [...lettersIn(written(this.look(name))), ...name.split('_')]
      return [name, ...parts, ...parts.filter((part) => part.length === 2).flatMap((part) => [...part])]
    })
  }

  /** Whether a name has a letter of another symbol in it, as x_0 has that of x and k_B that of B: somebody may take it to depend on that. */
  suggests(name: string): boolean {
    const look = this.look(name)
    // A letter alone says nothing of another.
    if (look.kind === 'letter') return false
    const letters = new Set([
      baseOf(look),
      ...marksIn(look).map(({ mark, isWord }) => (isWord ? `\\mathrm{${mark}}` : mark)),
    ])
    return this.scope.names().some((other) => other !== name && letters.has(baseOf(this.look(other))))
  }

  private texOf(name: string): string | undefined {
    return this.scope.entry(name)?.declaration.tex
  }

  private look(name: string): Look {
    const known = this.looks.get(name) ?? lookOf(name, this.texOf(name))
    this.looks.set(name, known)
    return known
  }
}

/** The letter that a look is put on. */
const baseOf = (look: Look): string => written(letterOf(look))
