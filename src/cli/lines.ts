/** The lines of a stream, however long it or they are: at most one line is held. */

/** A line longer than the limit; only that much of it was kept in memory, and none of it is here. */
export const TOO_LONG = Symbol('too long')

const NEWLINE = 0x0a
const RETURN = 0x0d

/** Lines of UTF-8 text without their ends (\n or \r\n), each as soon as its end has come; `limit` in bytes. */
export async function* lines(
  input: AsyncIterable<Buffer | string>,
  limit: number,
): AsyncGenerator<string | typeof TOO_LONG> {
  let parts: Buffer[] = []
  let length = 0
  const take = (piece: Buffer): void => {
    length += piece.length
    if (length > limit + 1) parts = []
    else parts.push(piece)
  }
  const finish = (): string | typeof TOO_LONG => {
    const whole = Buffer.concat(parts)
    const bytes = whole.at(-1) === RETURN ? whole.subarray(0, -1) : whole
    const line = length > limit + 1 || bytes.length > limit ? TOO_LONG : new TextDecoder().decode(bytes)
    parts = []
    length = 0
    return line
  }
  for await (const chunk of input) {
    let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      take(rest.subarray(0, end))
      rest = rest.subarray(end + 1)
      yield finish()
    }
    if (rest.length > 0) take(rest)
  }
  if (length > 0) yield finish()
}
