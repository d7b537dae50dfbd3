/** Mistakes in formulas. */
import { AuthorError } from './author-error.js'

export { caret } from './author-error.js'

/** An author's mistake in a formula: says what was found, where, and what was expected. Never thrown for our own bugs. */
export class FormulaError extends AuthorError {
  override readonly name = 'FormulaError'
  constructor(
    problem: string,
    /** The formula as it was written. */
    override readonly text: string,
    /** Zero-based offset of the offending character. */
    override readonly offset: number,
  ) {
    super(problem, { text, offset })
  }
  /** One-based column in the formula. */
  get column(): number {
    return this.offset + 1
  }
}
