/** A file that is not what it should be, and where. */
export interface Position {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

export class ModuleError extends Error {
  override readonly name = 'ModuleError'
  constructor(
    message: string,
    readonly at: Position,
  ) {
    super(message)
  }
}
