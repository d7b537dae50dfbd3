/** A claim that is not well formed: says which field, what was expected, and where in the field when it is a formula. */
export class ForeignClaimError extends Error {
  override readonly name = 'ForeignClaimError'
  constructor(
    message: string,
    /** One-based column in the field's text. */
    readonly column?: number,
  ) {
    super(message)
  }
}
