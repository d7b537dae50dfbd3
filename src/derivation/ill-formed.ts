/** Claims that cannot be read: each is invalid by itself, and the rest of its derivation stands. */
import type { AuthorError } from '../expr/author-error.js'
import type { StatedClaim } from './claim.js'

/** A claim in its derivation that says nothing, since something in it is not what it should be. */
export interface IllFormedClaim extends StatedClaim {
  readonly statement: undefined
  readonly problem: AuthorError
  /** How many claims the author states before it. */
  readonly position: number
}

export const isIllFormed = (claim: StatedClaim): claim is IllFormedClaim => 'problem' in claim

/** All claims in the order in which the author states them. */
export function inOrder<C extends StatedClaim>(
  claims: readonly C[],
  illFormed: readonly IllFormedClaim[],
): (C | IllFormedClaim)[] {
  const all: (C | IllFormedClaim)[] = [...claims]
  for (const claim of illFormed) all.splice(claim.position, 0, claim)
  return all
}
