/** Turns what the witnesses found into the verdict. The only place that makes "proved", of a conclusion. */
import * as ast from '../expr/ast.js'
import { print } from '../expr/print.js'
import { freeIndices } from '../expr/substitute.js'
import { type Spoken, plainConditions, spoken, withoutWeaker } from '../kernel/core/conditions.js'
import type { Condition } from '../kernel/core/generators.js'
import { type Proposition, assertionsIn, sameProposition, solvedIn, termsOf } from '../proposition/proposition.js'
import { Unfolding, namesWithWidth } from '../proposition/unfolding.js'
import { Conclusion } from './conclusion.js'
import type { ClaimAnswer, ProofWith } from './judge-protocol.js'
import type { ClaimReport, Counterexample, Verdict, WitnessReport } from './report.js'
import type { Statement } from './statement.js'

/** What the kernel and random instances say of a claim. */
export interface Judged {
  readonly proof: ProofWith<Conclusion>
  readonly answer: ClaimAnswer
}

/** A claim whose judges were ended, or failed. */
export interface Unjudged {
  /** In a sentence. */
  readonly why: string
  /** Until then. */
  readonly ms: number
  /** What the kernel had said by then. */
  readonly proof?: ProofWith<Conclusion>
}

/** Decides the verdict. Only a conclusion that says what is claimed makes "proved", and not against a confirmed counterexample. */
function verdictOf(
  { proposition }: Statement,
  own: Judged | Unjudged,
): { readonly verdict: Verdict; readonly why?: string } {
  if (!('answer' in own)) return { verdict: 'unknown', why: own.why }
  const {
    proof,
    answer: { numeric },
  } = own
  const proved = Conclusion.is(proof.theorem)
  if (proved && !sameProposition(proof.theorem.proposition, proposition))
    return {
      verdict: 'unknown',
      why: 'what the kernel proved is not what is claimed, which is a fault of this program',
    }
  if (numeric.counterexample) {
    const fails = `it fails at the instance shown: ${numeric.counterexample.what} differ`
    if (!proved) return { verdict: 'refuted', why: fails }
    if (own.answer.excluded) return { verdict: 'refuted', why: `${fails}; the proof excludes that instance` }
    const against = numeric.isFollowed
      ? 'as far as it was followed it goes elsewhere, which may change beyond'
      : 'a confirmed instance violates it: one of the two has a bug'
    return { verdict: 'unknown', why: `the kernel proves it but ${against}` }
  }
  if (proved) {
    return numeric.defined > 0
      ? { verdict: 'proved' }
      : {
          verdict: 'unknown',
          why: `the kernel proves it wherever it is defined, but that it is anywhere was not seen: ${numeric.detail}`,
        }
  }
  const { refutation } = own.answer
  if (refutation)
    return numeric.defined > 0
      ? { verdict: 'refuted', why: `${refutation.what} differ: it is ${refutation.found}` }
      : {
          verdict: 'unknown',
          why: `the kernel finds ${refutation.found} instead wherever it is defined, but that it is anywhere was not seen: ${numeric.detail}`,
        }
  const { why, nowhere } = proof.theorem ? { why: '', nowhere: undefined } : proof
  // What one witness has seen to have values, another cannot say to have none.
  if (nowhere && numeric.defined > 0)
    return { verdict: 'unknown', why: `${why}, says the kernel, but random instances have values; ${numeric.detail}` }
  if (nowhere) return { verdict: 'invalid', why: `it is about no point at all: ${why}` }
  return { verdict: 'unknown', why: `${why}; numerically: ${numeric.detail}` }
}

/** What the kernel found to be true instead. */
const instead = (own: Judged | Unjudged): string | undefined =>
  'answer' in own && own.answer.refutation ? `it is ${own.answer.refutation.found}` : undefined

/** What the kernel did, and random instances. */
function ownWitnesses(own: Judged | Unjudged): [WitnessReport, WitnessReport] {
  const { proof } = own
  const ended: Pick<WitnessReport, 'outcome' | 'mode' | 'detail'> = {
    outcome: 'could not',
    mode: 'checked',
    detail: 'why' in own ? own.why : '',
  }
  const kernel: WitnessReport = proof
    ? {
        name: 'kernel',
        outcome: proof.theorem ? 'agrees' : 'could not',
        mode: 'checked',
        ms: proof.ms,
        detail: proof.theorem ? proof.theorem.method : (instead(own) ?? proof.why),
      }
    : { name: 'kernel', ...ended, ms: 'ms' in own ? own.ms : 0 }
  if (!('answer' in own)) return [kernel, { name: 'numeric', ...ended, ms: proof ? own.ms - proof.ms : 0 }]
  const { numeric, ms } = own.answer
  return [kernel, { name: 'numeric', outcome: numeric.outcome, mode: numeric.mode, ms, detail: numeric.detail }]
}

/** What comes of a claim, whatever is shown of it. */
export type Outcome = Pick<ClaimReport, 'verdict' | 'why' | 'sideConditions' | 'witnesses' | 'counterexample'>

/** The outcome from what the witnesses found; see conditionsOf. */
export function outcomeOf(
  statement: Statement,
  own: Judged | Unjudged,
  engines: readonly WitnessReport[],
  taken: Iterable<string> = [],
): Outcome {
  const { verdict, why } = verdictOf(statement, own)
  const [kernel, numeric] = ownWitnesses(own)
  const counterexample =
    'answer' in own && (verdict === 'refuted' || own.answer.numeric.counterexample)
      ? contradiction(statement.proposition, own.answer)
      : undefined
  return {
    verdict,
    sideConditions: conditionsOf(statement, own, taken).map(
      ({ expr, must, each }) => `${print(expr)} ${RELATION_TEXT[must]} 0${forEach(each)}`,
    ),
    witnesses: [kernel, ...engines, numeric],
    ...(why !== undefined && { why }),
    ...(counterexample && { counterexample }),
  }
}

/** What a proof supposes, in the names of the claim and in plain terms; letters for each member are none of `taken`. */
export function conditionsOf(
  { proposition: { context, assertion } }: Statement,
  { proof }: Judged | Unjudged,
  taken: Iterable<string> = [],
): readonly Spoken[] {
  const needed = proof?.theorem?.conditions ?? []
  if (needed.length === 0) return []
  const unfolding = new Unfolding(context)
  const plain = withoutWeaker(plainConditions(needed.map(({ expr, must }) => ({ expr: unfolding.folded(expr), must }))))
  const named = [...context.binders.map(({ name }) => name), ...context.definitions.map(({ symbol }) => symbol.name)]
  return spoken(plain, new Set([...taken, ...named, ...termsOf(assertion).flatMap(freeIndices)]))
}

/** An instance that violates a claim, or what is true instead of it. */
function contradiction(proposition: Proposition, { numeric, refutation }: ClaimAnswer): Counterexample | undefined {
  const found =
    numeric.counterexample ??
    (refutation && {
      values: refutation.values,
      lhs: refutation.found,
      rhs: refutation.claimed,
      what: refutation.what,
    })
  return found && { ...found, values: spokenOf(proposition, found.values) }
}

/** The values of an instance of which a claim speaks: not those of its solutions, which it gives itself, nor the width of nothing. */
function spokenOf({ assertion, context }: Proposition, values: Counterexample['values']): Counterexample['values'] {
  const unsaid = new Set(solvedIn(assertion))
  const rates = context.flow?.rates ?? []
  const terms = [...termsOf(assertion), ...context.definitions.map(({ by }) => by), ...rates.map(({ rate }) => rate)]
  const isWide = Object.values(values).some(Array.isArray) || terms.some((e) => namesWithWidth(e).has(ast.WIDTH))
  if (!isWide && !assertionsIn(assertion).some(({ kind }) => kind === 'growth')) unsaid.add(ast.WIDTH)
  return Object.fromEntries(Object.entries(values).filter(([name]) => !unsaid.has(name)))
}

/** For each of what a condition holds. */
const forEach = (letters: readonly string[]): string => (letters.length === 0 ? '' : ` for each ${letters.join(', ')}`)

const RELATION_TEXT: Record<Condition['must'], string> = { nonzero: '!=', positive: '>', nonnegative: '>=' }

/** A claim that cites one which is not proved is not proved either. */
export function withCitations(report: ClaimReport, verdicts: ReadonlyMap<string, Verdict>): ClaimReport {
  const bad = report.cites.filter((id) => verdicts.get(id) !== 'proved')
  if (bad.length === 0 || report.verdict !== 'proved') return report
  const said = bad.map((id) => `${id}, which is ${verdicts.get(id)}`).join(', and ')
  return { ...report, verdict: 'unknown', why: `its own proof holds, but it rests on ${said}` }
}
