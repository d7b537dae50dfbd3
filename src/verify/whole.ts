/** What all parts of a run are parts of: by this, parts of two revisions are told apart, and a claim that was left out of its part is missed. */
import type { StatedClaim } from '../derivation/claim.js'
import { type IllFormedClaim, isIllFormed } from '../derivation/ill-formed.js'
import { printProposition } from '../proposition/print.js'
import type { Modules } from './modules.js'
import type { ClaimReport, Whole } from './report.js'
import type { Statement } from './statement.js'
import { sha256 } from './store.js'

export const textsRead = (modules: Modules, nameOf: (file: string) => string): string =>
  sha256(
    modules.files
      .map((file) => `${nameOf(file)} ${sha256(modules.textOf(file))}`)
      .sort()
      .join('\n'),
  )

export const entryOf = (claim: StatedClaim<Statement> | IllFormedClaim): Whole['claims'][number] => [
  claim.id,
  sha256(isIllFormed(claim) ? '' : printProposition(claim.statement.proposition)),
]

/** Whether a report is on this claim of the whole. */
export const isOn = ({ id, proposition }: ClaimReport, [claim, claimed]: Whole['claims'][number]): boolean =>
  id === claim && sha256(proposition) === claimed
