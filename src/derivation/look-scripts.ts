/** What the scripts of looks say: an index, an order, and what is put for the letters of one to make another. */
import type { Index } from '../expr/ast.js'
import { type Look, type Scripted, written } from './look.js'

/** What a script of letters and digits says as an index; undefined for one that is made of several things. */
export function indexFrom(items: readonly string[]): Index | undefined {
  const text = items.join('')
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  return /^[A-Za-z]$/.test(text) ? text : undefined
}

/** The order of a derivative that is written above: a number, or a Roman one. */
export function orderOf(raised: string): number | undefined {
  const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi'].indexOf(raised) + 1
  return /^\d+$/.test(raised) ? Number(raised) : roman || undefined
}

/** The scripts of a name, or of a function's name, and what it is then called with. */
export function scriptsOf(look: Look): readonly [scripts: Scripted | undefined, called: string | undefined] {
  const of = look.kind === 'call' ? look.of : look
  return [of.kind === 'scripts' ? of : undefined, look.kind === 'call' ? look.arguments.map(written).join() : undefined]
}

/**
 * What is put for each of some letters, by the names that they are of, so that one row of tokens becomes another; undefined where it does not, or where nothing is put that a reader takes
 * for a value: numbers, what has the letter in it, and one letter of those that count for another.
 */
export function matched(
  general: readonly string[],
  tokens: readonly string[],
  letters: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> | undefined {
  const find = (
    k: number,
    at: number,
    put: ReadonlyMap<string, readonly string[]>,
  ): ReadonlyMap<string, readonly string[]> | undefined => {
    const token = general[k]
    if (token === undefined) return at === tokens.length && put.size > 0 ? put : undefined
    const by = letters.get(token)
    if (tokens[at] === token) {
      const same = find(k + 1, at + 1, put)
      if (same) return same
    }
    if (by === undefined) return undefined
    for (let end = at + 1; end <= tokens.length; end++) {
      const value = tokens.slice(at, end)
      const before = put.get(by)
      if (!isValue(value, token) || (before && before.join() !== value.join())) continue
      const found = find(k + 1, end, new Map([...put, [by, value]]))
      if (found) return found
    }
    return undefined
  }
  return find(0, 0, new Map())
}

function isValue(items: readonly string[], letter: string): boolean {
  if (!items.every((item) => /^(?:[A-Za-z0-9+/-]|\\[A-Za-z]+|.*_\{\w+\})$/.test(item))) return false
  if (items.join('') === letter) return false
  const counts = (item: string): boolean => /^[i-n]$/.test(item)
  return (
    items.some((item) => item === letter || item.startsWith(`${letter}_{`)) ||
    (items.some((item) => /\d/.test(item)) && items.every((item) => /^[\d/-]$/.test(item))) ||
    (items.length === 1 && counts(items[0] as string) && counts(letter))
  )
}
