/** What is verified, and where it came from. */
import type { Derivation } from '../derivation/derivation.js'
import type { AuthorError } from '../expr/author-error.js'
import type { Place } from './positions.js'
import type { FileProblem } from './report.js'

/** A derivation and the file that it was read from. */
export interface Source {
  readonly derivation: Derivation
  readonly file: string
  /** Where in the file a claim of that name stands. */
  placeOf(claim: string): Place
  /** Where an author's mistake that this derivation holds stands, and what it is with the line in question. */
  locate?(problem: AuthorError): FileProblem
}
