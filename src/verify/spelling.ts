/** Texts as a source file spells them: which character of the file each character of a text comes from. */

/** A text, and the offset in the file of each of its characters (UTF-16 code units) and of its end. */
export interface Spelling {
  readonly text: string
  /** One longer than the text. */
  readonly at: readonly number[]
}

export const joined = (parts: readonly Spelling[], end: number): Spelling => ({
  text: parts.map(({ text }) => text).join(''),
  at: [...parts.flatMap(({ at }) => at.slice(0, -1)), parts.at(-1)?.at.at(-1) ?? end],
})

/** What the file says from `start` to `end` as it stands. */
export const plain = (source: string, start: number, end: number): Spelling => ({
  text: source.slice(start, end),
  at: Array.from({ length: end - start + 1 }, (_, k) => start + k),
})

/** A text that no character of the file stands for, put where it is made. */
export const made = (text: string, start: number): Spelling => ({
  text,
  at: Array.from({ length: text.length + 1 }, () => start),
})

const SINGLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', v: '\v', f: '\f', 0: '\0' }
/** What may follow a backslash, longest first; a line break there stands for nothing. */
const ESCAPE = /x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}|(\r\n|[\n\r\u2028\u2029])|(.)/sy

/** The text between two quotes, or of one piece of a template, from the first character to that after the last. */
export function unescaped(source: string, start: number, end: number): Spelling {
  let text = ''
  const at: number[] = []
  const add = (characters: string, from: number): void => {
    for (let k = 0; k < characters.length; k++) at.push(from)
    text += characters
  }
  for (let k = start; k < end; ) {
    const character = source[k] as string
    if (character === '\\') {
      ESCAPE.lastIndex = k + 1
      const [all = '', hex, unit, point, , other = ''] = ESCAPE.exec(source) ?? []
      const code = hex ?? unit ?? point
      if (code !== undefined) add(String.fromCodePoint(Number.parseInt(code, 16)), k)
      else add(SINGLE[other] ?? other, k)
      k += 1 + Math.max(1, all.length)
    } else if (character === '\r') {
      // In a template every line break is one character.
      add('\n', k)
      k += source[k + 1] === '\n' ? 2 : 1
    } else {
      add(character, k)
      k++
    }
  }
  return { text, at: [...at, end] }
}
