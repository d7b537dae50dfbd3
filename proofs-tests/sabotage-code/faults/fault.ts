/** A fault of one line. */
export interface Fault {
  readonly what: string
  readonly file: string
  /** A text that occurs exactly once in the file. */
  readonly find: string
  readonly replace: string
}

/** Faults in one file. */
export const plantedIn = (file: string, faults: readonly Omit<Fault, 'file'>[]): readonly Fault[] =>
  faults.map((fault) => ({ ...fault, file }))
