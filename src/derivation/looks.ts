/** How names look in print beside letters that are bound: the letters that they are made of. */
import { type Look, letterOf, partsOf, written } from './look.js'
import type { Scope } from './scope.js'
import { conventionalTex, lookOf, meaningOf } from './tex-name.js'

/** Letters and words of a TeX name. */
const lettersIn = (tex: string): readonly string[] => tex.match(/[A-Za-z]+/g) ?? []

interface Mark {
  readonly mark: string
  readonly isWord: boolean
}

const WORD = /^\\mathrm\{(.*)\}$/

/** What stands in the scripts and brackets of a look: letters, letters with scripts of their own, and upright words. */
const marksIn = (look: Look): readonly Mark[] =>
  partsOf(look).flatMap((tex): readonly Mark[] => {
    const word = WORD.exec(tex)?.[1]
    if (word !== undefined) return [{ mark: word, isWord: true }]
    // Of k_i in a script, i may be an index, and k is none.
    const inner = /_\{(.*)\}$/.exec(tex)?.[1]
    const marks = inner === undefined ? [tex] : [tex, inner]
    return marks.filter((mark) => /[A-Za-z]/.test(mark)).map((mark) => ({ mark, isWord: false }))
  })

/** Letters that count, side by side. */
const COUNTING = /^[i-n]{2,4}$/
/** Words of two letters that are none side by side, as i and j are in W_ij. */
const SHORT_WORDS = /^(?:in|on|at|to|up|of|or|no|ex|eq|id)$/

/** How the names of a scope look beside letters that are bound. */
export class Looks {
  private readonly looks = new Map<string, Look>()

  constructor(private readonly scope: Scope) {}

  /** Whether a letter looks like a constant, or something else that has a meaning. */
  isTaken(letter: string): boolean {
    return meaningOf(lookOf(letter, undefined)) !== undefined
  }

  /** Whether a name is printed so, with indices or without. */
  isPrinted(name: string, tex: string): boolean {
    return written(this.look(name)) === tex
  }

  /** Whether a bound letter looks like a symbol without index. */
  alike(letter: string, name: string): boolean {
    if (letter === name) return true
    const simple = /^[A-Za-z]+$/
    if (this.texOf(name) === undefined && simple.test(letter) && simple.test(name)) return false
    return (this.scope.entry(name)?.indices ?? 0) === 0 && written(this.look(name)) === conventionalTex(letter)
  }

  /** Whether a bound letter that has something put on it may be taken for a member of a family: k1 and k_n are printed as members of k are. */
  isMember(letter: string, name: string): boolean {
    const look = lookOf(letter, undefined)
    return (
      look.kind !== 'letter' && (this.scope.entry(name)?.indices ?? 0) > 0 && baseOf(look) === baseOf(this.look(name))
    )
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
        marks.has(mark) ||
        (isWord &&
          mark.includes(letter) &&
          (COUNTING.test(mark) || (isIndex && mark.length === 2)) &&
          !SHORT_WORDS.test(mark)),
    )
  }

  /** Whether a name looks like something that is put on a letter, such as its square: what is only below it makes another letter of it. */
  isPutOn(name: string, letter: string): boolean {
    const isMore = (look: Look): boolean => {
      if (look.kind === 'scripts') return look.above.length + look.primes > 0 || isMore(look.of)
      return look.kind !== 'letter'
    }
    const look = this.look(name)
    const base = letterOf(look)
    const letters = base.kind === 'overlined' ? base.items : [written(base)]
    return isMore(look) && letters.includes(conventionalTex(letter))
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
