/** Which claims need which method of the kernel: `npm run methods`. */
import type { Citation, StatedClaim } from '../dist/src/derivation/claim.js'
import { METHODS, type Method, without } from '../dist/src/kernel/methods/methods.js'
import { prove } from '../dist/src/kernel/prove.js'
import type { Theorem } from '../dist/src/kernel/theorem.js'
import type { Proposition } from '../dist/src/proposition/proposition.js'
import { claimsIn } from '../dist/src/soundness/run.js'
import { authoredFiles } from '../dist/src/verify/authored-files.js'
import { exactJson } from '../dist/src/verify/exact-json.js'
import { foreignClaim } from '../dist/src/verify/foreign.js'
import type { Statement } from '../dist/src/verify/statement.js'
import { claimsAbout, topics } from './corpus.js'

/** A true claim, and what proves it. */
export interface Asked {
  readonly id: string
  readonly isProved: () => boolean
}

/** All claims of the derivations at a path. */
export async function authored(path: string): Promise<readonly Asked[]> {
  const claims = await claimsIn(authoredFiles('derivation', [path]), {})
  return claims.map(({ claim }) => {
    const { statement, options, id } = claim as StatedClaim<Statement>
    return { id, isProved: () => prove(statement.proposition, theoremsOf(options.cites ?? [])).theorem !== undefined }
  })
}

const theoremsOf = (cites: readonly Citation[]): Theorem[] =>
  cites.flatMap(({ stated }) => {
    const { proposition } = stated.statement as { readonly proposition: Proposition }
    return prove(proposition, theoremsOf(stated.options.cites ?? [])).theorem ?? []
  })

/** The true claims of the corpus. */
export const corpus = (): readonly Asked[] =>
  topics().flatMap((topic) =>
    claimsAbout(topic)
      .filter(({ truth }) => truth)
      .map(({ id, text }) => {
        const { proposition } = foreignClaim(exactJson(text) as Record<string, unknown>).statement()
        return { id: `${topic}/${id}`, isProved: () => prove(proposition).theorem !== undefined }
      }),
  )

/** Of each method the claims that are not proved without it. */
export const needs = (claims: readonly Asked[]): ReadonlyMap<Method, readonly string[]> =>
  new Map(
    (Object.keys(METHODS) as Method[]).map((method) => [
      method,
      without([method], () => claims.filter(({ isProved }) => !isProved())).map(({ id }) => id),
    ]),
  )
