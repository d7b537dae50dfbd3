/** Looks as rows of tokens: what the letters in scripts and arguments say, and what is put for them in one look to make another. */
import type { Index } from '../expr/ast.js'
import type { Look } from './look.js'

export interface Token {
  readonly text: string
  /** What it is part of: a letter that something is put on is of neither. */
  readonly place: 'script' | 'argument' | 'base'
}

/** Stands for the index of a family. */
export const ANY_INDEX = '#'

const WORD = /^\\mathrm\{(.*)\}$/

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

/** All of a look in a row. Words that are letters of symbols side by side are those letters, and commas in scripts say nothing. */
export function tokensOf(
  look: Look,
  isLetter: (tex: string) => boolean,
  place: Token['place'] = 'base',
): readonly Token[] {
  const mark = (text: string): Token => ({ text, place: 'base' })
  const within = (inner: Look): readonly Token[] => tokensOf(inner, isLetter, place)
  const script = (items: readonly string[]): readonly Token[] =>
    items
      .filter((item) => item !== ',')
      .flatMap((item) => {
        const letters = WORD.exec(item)?.[1]?.split('') ?? []
        return letters.length > 1 && letters.every(isLetter) ? letters : [item]
      })
      .map((text) => ({ text, place: 'script' }))
  switch (look.kind) {
    case 'letter':
      return [{ text: look.tex, place }]
    case 'overlined':
      return [mark('overline'), ...look.items.map(mark)]
    case 'change':
      return [mark(look.sign), ...within(look.of)]
    case 'accent':
      return [mark(look.accent), ...within(look.of)]
    case 'bars':
    case 'brackets':
    case 'angles':
      return [mark(look.kind), ...within(look.of), mark(look.kind)]
    case 'scripts': {
      const { of, below, above, primes } = look
      return [...within(of), mark('_'), ...script(below), mark('^'), ...script(above), mark(`${primes} primes`)]
    }
    case 'call': {
      const given = look.arguments.flatMap((each) => [mark(','), ...tokensOf(each, isLetter, 'argument')])
      return [...within(look.of), mark('('), ...given, mark(')')]
    }
  }
}

/**
 * What is put for each of some letters, by the names that they are of, so that one row of tokens becomes another; undefined where it does not, or where nothing is put that a reader takes
 * for a value: in an argument anything, in a script numbers, what has the letter in it, and a letter that counts for another that does.
 */
export function matched(
  general: readonly Token[],
  tokens: readonly Token[],
  letters: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> | undefined {
  type Put = ReadonlyMap<string, readonly string[]>
  const find = (k: number, at: number, put: Put): Put | undefined => {
    const token = general[k]
    if (token === undefined) return at === tokens.length && put.size > 0 ? put : undefined
    const by = token.place === 'base' ? undefined : letters.get(token.text)
    const here = tokens[at]
    if (here?.text === token.text && here.place === token.place && !(by !== undefined && put.has(by))) {
      const same = find(k + 1, at + 1, put)
      if (same) return same
    }
    if (by === undefined) return undefined
    for (let end = at + 1; end <= tokens.length && tokens[end - 1]?.place === token.place; end++) {
      const value = tokens.slice(at, end).map(({ text }) => text)
      const before = put.get(by)
      if (before ? before.join() !== value.join() : !isValue(value, token)) continue
      const found = find(k + 1, end, new Map([...put, [by, value]]))
      if (found) return found
    }
    return undefined
  }
  return find(0, 0, new Map())
}

/** The letter of a formula in a script, as n is in F_{n+1}, where another row has a number in its place. */
export function numbered(
  general: readonly Token[],
  tokens: readonly Token[],
  letters: ReadonlyMap<string, string>,
): string | undefined {
  const at = general.findIndex(({ text, place }) => place === 'script' && text !== ANY_INDEX && letters.has(text))
  if (at < 0) return undefined
  const isPart = ({ text, place }: Token): boolean => place === 'script' && /^(?:[\d+-]|[A-Za-z])$/.test(text)
  let [from, to] = [at, at + 1]
  while (from > 0 && isPart(general[from - 1] as Token)) from--
  while (to < general.length && isPart(general[to] as Token)) to++
  const rest = general.length - to
  const put = tokens.slice(from, tokens.length - rest)
  const isElsewhere =
    general.slice(from, to).some(({ text }) => /[\d+-]/.test(text)) &&
    put.length > 0 &&
    put.every(({ text, place }) => place === 'script' && /^\d$/.test(text)) &&
    general.slice(0, from).every(({ text }, k) => tokens[k]?.text === text) &&
    general.slice(to).every(({ text }, k) => tokens[tokens.length - rest + k]?.text === text)
  return isElsewhere ? letters.get((general[at] as Token).text) : undefined
}

/** Letters that count, in most texts. */
const COUNTS = /^(?:[i-nI-N]|\\ell)$/

function isValue(items: readonly string[], { text: letter, place }: Token): boolean {
  if (items.join('') === letter) return false
  if (place === 'argument') return true
  const isNumber = items.some((item) => /\d/.test(item)) && items.every((item) => /^[\d/+*-]$/.test(item))
  if (letter === ANY_INDEX) return isNumber
  if (!items.every((item) => /^(?:[A-Za-z0-9+*/-]|\\[A-Za-z]+|.*_\{\w+\})$/.test(item))) return false
  return isNumber || items.some((item) => item === letter || item.startsWith(`${letter}_{`) || counts(item, letter))
}

/** Whether a letter, whatever is below it, counts as another one does, or is its capital. */
function counts(item: string, letter: string): boolean {
  const bare = item.replace(/_\{.*\}$/, '')
  if (/^[a-z]$/.test(letter) && bare === letter.toUpperCase()) return true
  return COUNTS.test(letter) && (COUNTS.test(bare) || bare === 'd')
}
