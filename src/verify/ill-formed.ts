/** The report on a claim that cannot be read. */
import type { Citation } from '../derivation/claim.js'
import type { IllFormedClaim } from '../derivation/ill-formed.js'
import { AuthorError } from '../expr/author-error.js'
import type { ClaimReport } from './report.js'
import type { Source } from './source.js'

/** Invalid, with the place of what is wrong. Nobody was asked about it, so it has no witnesses. */
export function illFormedReport({ file, placeOf, locate }: Source, claim: IllFormedClaim): ClaimReport {
  const { id, derivation, name, kind, options, problem, claim: stated } = claim
  const found = locate?.(problem)
  return {
    id,
    derivation,
    kind,
    verdict: 'invalid',
    statement: stated?.written ?? name,
    tex: [],
    forms: [],
    note: typeof options.note === 'string' ? options.note : '',
    givenTex: [],
    sideConditions: [],
    sideConditionsTex: [],
    uses: [],
    mentions: [],
    proposition: '',
    witnesses: [],
    why: found ? `${found.file}:${found.line}:${found.column}: ${found.message}` : problem.message,
    // What is wrong may be one of them.
    cites: Array.isArray(options.cites) ? options.cites.flatMap(citedId) : [],
    at: { file, ...placeOf(name) },
  }
}

function citedId(cited: Citation | undefined): readonly string[] {
  try {
    return cited?.stated?.id === undefined ? [] : [cited.stated.id]
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error
    return []
  }
}
