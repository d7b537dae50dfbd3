/** Mistakes of an author, told from our own faults by one class: what was found, where, and what to write instead. */

/** The way into what an author wrote: keys of objects, and numbers for the arguments of a call or the members of a list. */
export type Path = readonly (string | number)[]

/** As the last step of a path: the value that stands under a key, rather than the key. */
export const VALUE = 'value'

/** Where a mistake is. Without a text it is all of what stands at the path. */
export interface Whereabouts {
  readonly path?: Path
  /** The text in question, as it was written. */
  readonly text?: string
  /** Zero-based offset in that text. */
  readonly offset?: number
}

/** Something that an author wrote is not what it should be. Never thrown for our own bugs. */
export class AuthorError extends Error {
  override readonly name: string = 'AuthorError'
  /** From the innermost call that was given to read, or from the derivation's: `['symbols', 'u[i]']`, `[0]`. */
  readonly path: Path
  readonly text?: string
  readonly offset?: number

  constructor(
    /** What is wrong and what to write, in one line. */
    readonly problem: string,
    { path = [], text, offset = 0 }: Whereabouts = {},
  ) {
    super(text === undefined ? problem : `${problem}\n${caret(text, offset)}`)
    this.path = path
    if (text !== undefined) {
      this.text = text
      this.offset = offset
    }
  }
}

/** What `work` returns; a mistake that it finds is one below `path`. */
export function within<T>(path: Path, work: () => T): T {
  try {
    return work()
  } catch (error) {
    // The same object, so that whoever met it before knows it again.
    if (error instanceof AuthorError) Object.assign(error, { path: [...path, ...error.path] })
    throw error
  }
}

/** A value as a message names it: texts in quotes, the rest by its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** The line of `text` around `offset` with a caret under it, long lines cut to a window. */
export function caret(text: string, offset: number): string {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const lineEnd = text.indexOf('\n', offset)
  const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd)
  const column = offset - lineStart
  const from = Math.max(0, column - 60)
  const shown = `${from > 0 ? '…' : ''}${line.slice(from, from + 100)}${line.length > from + 100 ? '…' : ''}`
  return `  ${shown}\n  ${' '.repeat(column - from + (from > 0 ? 1 : 0))}^`
}
