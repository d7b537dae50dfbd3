/** An author's mistake in a formula: says what was found, where, and what was expected. Never thrown for our own bugs. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError'
  constructor(
    /** What is wrong, in one line. */
    readonly problem: string,
    /** The formula as it was written. */
    readonly text: string,
    /** Zero-based offset of the offending character. */
    readonly offset: number,
  ) {
    super(`${problem}\n${caret(text, offset)}`)
  }
  /** One-based column in the formula. */
  get column(): number {
    return this.offset + 1
  }
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
