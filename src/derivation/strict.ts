/** An author's objects hold what they may hold and nothing else: a field that nobody reads would say something that is not so. */
import { AuthorError, VALUE, shown } from '../expr/author-error.js'
import { found } from '../expr/mistakes.js'
import { nearest } from '../expr/nearest.js'

/**
 * Throws AuthorError where `given` is no object, has a field that is not among `allowed`, or lacks one of `required`; a field that is
 * undefined is lacking. `what` is what the object is for, such as `equal(...)` or `a figure`. The error's path is the field.
 */
export function known(
  what: string,
  given: unknown,
  allowed: readonly string[],
  required: readonly string[] = [],
): asserts given is Readonly<Record<string, unknown>> {
  if (!isRecord(given)) throw new AuthorError(`${what} takes an object with ${listed(allowed)}, found ${shown(given)}`)
  for (const key of Object.keys(given))
    if (!allowed.includes(key))
      throw new AuthorError(`${what} has no ${JSON.stringify(key)}${nearest(key, allowed, 'it takes')}`, {
        path: [key],
        text: key,
      })
  for (const key of required)
    if (!Object.hasOwn(given, key) || given[key] === undefined)
      throw new AuthorError(`${what} needs ${JSON.stringify(key)}, which is missing`)
}

/** The text at a field. Throws AuthorError at anything else. */
export function textAt(what: string, value: unknown, path: readonly (string | number)[] = []): string {
  if (typeof value !== 'string') throw new AuthorError(`${what} must be a text, found ${shown(value)}`, { path })
  const wrong = misleading(value)
  if (wrong !== undefined) throw new AuthorError(`${what} has ${wrong}`, { path })
  return value
}

const MISLEADING: readonly (readonly [RegExp, string])[] = [
  [/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u, 'a sign that turns the direction of what is printed'],
  [/\p{M}{3}/u, 'a stack of marks over one letter'],
  [/[✓✔✅☑✗✘❌❎]/u, 'a mark of a verdict, which only the verifier gives'],
]

/** What a text has in it that would move or forge what stands beside it on a page. */
export const misleading = (text: string): string | undefined => MISLEADING.find(([sign]) => sign.test(text))?.[1]

/** Throws AuthorError where something is no object of fields; `what` says what it has, such as "`initial` has formulas by symbol". */
export function requireFields(
  what: string,
  given: unknown,
  path: readonly (string | number)[] = [VALUE],
): asserts given is Readonly<Record<string, unknown>> {
  if (!isRecord(given)) throw new AuthorError(`${what}, found ${found(given)}`, { path })
}

/** Throws AuthorError where what should be a formula is no text. */
export function requireText(what: string, text: unknown): void {
  const as = 'a formula as a text'
  if (typeof text !== 'string') throw new AuthorError(`${what} ${as}, found ${found(text, as)}`)
}

/** Whether a value is an object of fields: no list, no function, nothing of a class but its fields. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listed = (names: readonly string[]): string => (names.length === 0 ? 'nothing in it' : names.join(', '))
