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
  /** Mistakes beside this one, which are told with it. */
  readonly others: readonly AuthorError[] = []

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
    if (error instanceof AuthorError)
      for (const one of mistakesOf(error)) Object.assign(one, { path: [...path, ...one.path] })
    throw error
  }
}

/** A mistake and those that are told with it. */
export const mistakesOf = (error: AuthorError): readonly AuthorError[] => [error, ...error.others]

/** Throws the first of some mistakes, with the others beside it; nothing where there are none. */
export function throwAll([first, ...others]: readonly AuthorError[]): void {
  if (first) throw Object.assign(first, { others })
}

/** What `work` returns. Where it finds a mistake, those that `also` finds are told with it. */
export function besides<T>(work: () => T, also: () => void): T {
  try {
    return work()
  } catch (error) {
    const rethrow = (): void => {
      throw error
    }
    forEach([rethrow, also], (each) => each())
    throw error
  }
}

/** What `work` makes of each item. A mistake in one of them does not keep those in the others from being told. */
export function forEach<T, R>(items: Iterable<T>, work: (item: T) => R): R[] {
  const met: AuthorError[] = []
  const made: R[] = []
  for (const item of items)
    try {
      made.push(work(item))
    } catch (error) {
      if (!(error instanceof AuthorError)) throw error
      met.push(...mistakesOf(error))
    }
  throwAll(met)
  return made
}

/** A value as a message names it: texts in quotes, the rest by its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** What was found where something else was expected: nothing, a list by what is wrong in it, and how to write a number that should be a text, a text that should be a list, and the other way round. */
export function found(value: unknown, expected = '', fits: (member: unknown) => boolean = () => true): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) {
    const wrong = value.findIndex((member) => !fits(member))
    return wrong < 0 ? shown(value) : `in it ${found(value[wrong], expected)}`
  }
  if (typeof value === 'number' && Number.isFinite(value) && / text/.test(expected)) return `${value}; write '${value}'`
  if (typeof value !== 'string') return shown(value)
  if (/^a list/.test(expected) && /formula/.test(expected)) return `${shown(value)}; write [${shown(value)}]`
  return /number/.test(expected) && /^-?\d+(?:\.\d+)?$/.test(value) ? `${shown(value)}; write ${value}` : shown(value)
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
