/**
 * JSON with nothing lost: numbers keep the digits that were written, and an object that names a field twice is no object. JSON.parse rounds the
 * first and drops one of the second.
 */

/** A number as it was written. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

/** What is wrong with a text, and where. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  constructor(
    message: string,
    /** From 1. */
    readonly column: number,
  ) {
    super(`${message} at column ${column}`)
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const STRING = /"(?:[^"\\]|\\.)*"/sy
const DEEPEST = 200

/** The value of a JSON text. Throws JsonError. */
export function exactJson(text: string): unknown {
  let at = 0
  let depth = 0
  const fail = (message: string, where = at): never => {
    throw new JsonError(message, where + 1)
  }
  const space = (): void => {
    while (' \t\n\r'.includes(text[at] ?? '.')) at++
  }
  const shown = (): string => (at < text.length ? JSON.stringify(text[at]) : 'the end')
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  const members = (close: string, one: () => void): void => {
    if (++depth > DEEPEST) fail(`nested deeper than ${DEEPEST} levels`)
    at++
    space()
    if (text[at] === close) at++
    else {
      for (;;) {
        one()
        space()
        if (text[at] === close) break
        if (text[at] !== ',') fail(`expected "," or "${close}", found ${shown()}`)
        at++
        space()
      }
      at++
    }
    depth--
  }
  const unquoted = (quoted: string): string => {
    try {
      return JSON.parse(quoted)
    } catch (error) {
      if (error instanceof SyntaxError)
        return fail('a string with a character that must be escaped', at - quoted.length)
      throw error
    }
  }
  const key = (): string => {
    const found = match(STRING)
    return found === undefined ? fail(`expected a name in quotes, found ${shown()}`) : unquoted(found)
  }
  const value = (): unknown => {
    space()
    const start = at
    switch (text[at]) {
      case '{': {
        const fields = new Map<string, unknown>()
        members('}', () => {
          const where = at
          const name = key()
          if (fields.has(name)) fail(`the field ${JSON.stringify(name)} stands twice`, where)
          space()
          if (text[at] !== ':') fail(`expected ":" after ${JSON.stringify(name)}, found ${shown()}`)
          at++
          fields.set(name, value())
        })
        return Object.fromEntries(fields)
      }
      case '[': {
        const items: unknown[] = []
        members(']', () => items.push(value()))
        return items
      }
      case '"':
        return unquoted(match(STRING) ?? fail('a string that does not end', start))
      default: {
        for (const [word, meant] of [
          ['true', true],
          ['false', false],
          ['null', null],
        ] as const) {
          if (text.startsWith(word, at)) {
            at += word.length
            return meant
          }
        }
        const number = match(NUMBER)
        return number === undefined ? fail(`expected a value, found ${shown()}`) : new ExactNumber(number)
      }
    }
  }
  const result = value()
  space()
  if (at < text.length) fail(`expected nothing more, found ${shown()}`)
  return result
}
