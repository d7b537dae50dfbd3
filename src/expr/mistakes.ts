/** Mistakes of an author told together, and what was found, with how it should be written. */
import { AuthorError, shown } from './author-error.js'

/** A mistake and those that are told with it. */
export const mistakesOf = (error: AuthorError): readonly AuthorError[] => [error, ...(others.get(error) ?? [])]

const others = new WeakMap<AuthorError, readonly AuthorError[]>()

/** Throws the first of some mistakes, with the others beside it; nothing where there are none. Their paths are whole: none is put before those of the others. */
export function throwAll([first, ...rest]: readonly AuthorError[]): void {
  if (!first) return
  others.set(first, rest)
  throw first
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

/** What was found where something else was expected: nothing, a list by what is wrong in it, and how to write a number that should be a text, a text that should be a list, and the other way round. */
export function found(value: unknown, expected = '', fits: (member: unknown) => boolean = () => true): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list'
    const wrong = value.findIndex((member) => !fits(member))
    return wrong < 0 ? shown(value) : `in it ${found(value[wrong], expected)}`
  }
  if (typeof value === 'number' && Number.isFinite(value) && / text/.test(expected)) return `${value}; write '${value}'`
  if (typeof value !== 'string') return shown(value)
  if (/^a list/.test(expected) && /formula/.test(expected)) return `${shown(value)}; write [${shown(value)}]`
  return /number/.test(expected) && /^-?\d+(?:\.\d+)?$/.test(value) ? `${shown(value)}; write ${value}` : shown(value)
}
