/** Judges the mutants of claims by the kernel and random instances; no engine is asked. */
import type { Citation, StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { AuthorError } from '../expr/author-error.js'
import { prove } from '../kernel/prove.js'
import type { Theorem } from '../kernel/theorem.js'
import { attackProposition } from '../numeric/interpreter/witness.js'
import { objectionTo } from '../verify/objection.js'
import type { Statement } from '../verify/statement.js'
import { type Mutant, mutantsOf } from './mutants.js'
import type { MutantReport } from './report.js'

export interface CampaignOptions {
  readonly seed: number
  /** At most so many mutants of each claim, chosen by the seed; all unless given. */
  readonly perClaim?: number
}

/** Instances for each mutant. */
const RUNS = 100
/** Other instances, all at 50 digits, for the second look at one that is proved. */
const PRECISE_RUNS = 30
/** Far above what a search needs that ends with a counterexample, so that no outcome depends on the speed of the machine. */
const TIME_LIMIT_MS = 20_000
const OTHER_SEED = 7919

/** The mutants of one claim and what became of them. Deterministic in the seed. */
export function judgeClaim(
  derivation: Derivation,
  claim: StatedClaim<Statement>,
  { seed, perClaim }: CampaignOptions,
): MutantReport[] {
  if (!claim.claim) return []
  const all = mutantsOf(claim.claim, claim.scope)
  const chosen = perClaim === undefined ? all : sample(all, perClaim, `${seed} ${claim.id}`)
  return chosen.map((mutant) => {
    const { edit, role, before, after } = mutant
    return { id: claim.id, kind: claim.kind, edit, role, before, after, ...judge(derivation, claim, mutant, seed) }
  })
}

type Judgement = Pick<MutantReport, 'outcome' | 'why' | 'counterexample'>

function judge(derivation: Derivation, claim: StatedClaim<Statement>, mutant: Mutant, seed: number): Judgement {
  let statement: Statement
  try {
    const edited = claim.claim?.edited(mutant.texts, claim.scope)
    if (!edited) throw new Error(`${claim.id} was stated by nobody`)
    statement = edited.state(derivation.scope.given(edited.options.given ?? {}))
  } catch (error) {
    if (error instanceof AuthorError || error instanceof RangeError)
      return { outcome: 'invalid', why: error.message.split('\n')[0] as string }
    throw error
  }
  try {
    return decided(statement, theoremsOf(claim.options.cites ?? []), seed)
  } catch (error) {
    return { outcome: 'unknown', why: `${error}` }
  }
}

function decided({ proposition }: Statement, cited: readonly Theorem[], seed: number): Judgement {
  const budget = { seed, runs: RUNS, shrink: false, integrate: false, timeLimitMs: TIME_LIMIT_MS }
  const outcome = prove(proposition, cited)
  if (outcome.theorem) {
    const numeric = attackProposition(proposition, budget)
    const { counterexample } = numeric
    if (counterexample) return { outcome: 'contradicted', why: numeric.detail, counterexample }
    if (numeric.defined === 0) return { outcome: 'unknown', why: `proved, but ${numeric.detail}` }
    // Integration shares nothing with the kernel's derivatives, and refutes nothing by itself: it belongs to the second look.
    const second = { ...budget, seed: seed + OTHER_SEED, runs: PRECISE_RUNS, precise: true, integrate: true }
    const again = attackProposition(proposition, second)
    if (again.counterexample)
      return { outcome: 'contradicted', why: again.detail, counterexample: again.counterexample }
    if (again.outcome !== 'agrees') return { outcome: 'unknown', why: `proved, but ${again.detail}` }
    return { outcome: 'equivalent' }
  }
  const { numeric, refutation } = objectionTo(proposition, budget, undefined)
  if (numeric.counterexample) return { outcome: 'refuted', counterexample: numeric.counterexample }
  if (refutation) {
    const { found, claimed, what, values } = refutation
    return { outcome: 'refuted', counterexample: { values, lhs: found, rhs: claimed, what } }
  }
  return { outcome: outcome.nowhere ? 'empty' : 'unknown', why: `${outcome.why}; numerically: ${numeric.detail}` }
}

/** The theorems of what a claim cites, as far as there are proofs. */
const theoremsOf = (cites: readonly Citation[]): Theorem[] =>
  cites.flatMap(({ stated }) => {
    const { proposition } = stated.statement as Statement
    return prove(proposition, theoremsOf(stated.options.cites ?? [])).theorem ?? []
  })

/** So many members, the same for the same text, in their order. */
function sample<T>(all: readonly T[], most: number, text: string): T[] {
  const ranked = all.map((member, k) => ({ member, k, rank: hash(`${text} ${k}`) }))
  return ranked
    .sort((a, b) => a.rank - b.rank || a.k - b.k)
    .slice(0, most)
    .sort((a, b) => a.k - b.k)
    .map(({ member }) => member)
}

/** FNV-1a, 32 bits, finished so that texts that differ at their end are ranked apart. */
function hash(text: string): number {
  let h = 2_166_136_261
  for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 16_777_619)
  h = Math.imul(h ^ (h >>> 16), 2_246_822_507)
  return (h ^ (h >>> 13)) >>> 0
}
