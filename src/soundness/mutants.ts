/** The mutants of a claim: its statement with one edit in one of its parts. */
import type { Claim, Part } from '../derivation/claim.js'
import type { Scope } from '../derivation/scope.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Expr } from '../expr/ast.js'
import type { Statement } from '../verify/statement.js'
import { FORMULA_EDITS, type Surroundings, edits, surroundings } from './edits.js'

export const EDITS = [...FORMULA_EDITS, 'turned sign', 'replaced limit', 'raised count'] as const
export type Edit = (typeof EDITS)[number]

export interface Mutant {
  readonly edit: Edit
  /** What was edited: left side, rate, sign, ... */
  readonly role: string
  readonly before: string
  readonly after: string
  /** All parts of the claim, the edited one among them. */
  readonly texts: readonly string[]
}

const INFINITE = ['oo', '-oo']
const SIGNS = ['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero']

/** All of them, in the order of the parts and of EDITS, without repeats. `scope` is the one in which the claim is stated. */
export function mutantsOf(claim: Claim<Statement>, scope: Scope): Mutant[] {
  const parts = claim.parts(scope)
  const texts = parts.map(({ text }) => text)
  const around = surroundings(parts.flatMap((part) => (isFormula(part) ? [parse(part.text)] : [])))
  return parts.flatMap(({ role, text, is }, k) => {
    const before = isFormula({ role, text, is }) ? print(parse(text)) : text
    const known = new Set([before])
    return wordsFor({ role, text, is }, around).flatMap(({ edit, after }) => {
      if (known.has(after)) return []
      known.add(after)
      return [{ edit, role, before, after, texts: texts.map((own, l) => (k === l ? after : own)) }]
    })
  })
}

const isFormula = ({ text, is }: Part): boolean =>
  is === 'formula' || is === 'count' || (is === 'limit' && !INFINITE.includes(text))

interface Edited {
  readonly edit: Edit
  readonly after: string
}

function wordsFor(part: Part, around: Surroundings): Edited[] {
  const { text, is } = part
  const others = (edit: Edit, words: readonly string[]): Edited[] => words.map((after) => ({ edit, after }))
  if (is === 'sign') return others('turned sign', SIGNS)
  if (is === 'target') return others('replaced limit', ['oo', '0'])
  if (is === 'whole') return others('raised count', [`${Number(text) + 1}`])
  if (!isFormula(part)) return others('replaced limit', [...INFINITE, '0', '1'])
  const e: Expr = parse(text)
  const changed = FORMULA_EDITS.flatMap((edit) => edits(e, edit, around).map((next) => ({ edit, after: print(next) })))
  if (is === 'limit') return [...changed, ...others('replaced limit', [...INFINITE, '0'])]
  return is === 'count' ? [...changed, ...others('raised count', [`${print(e)} + 1`, `${print(e)} - 1`])] : changed
}
