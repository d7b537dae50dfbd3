/** What an engine says of a claim. */
import { EngineFailure, EngineTimeout, type EngineName, withSession } from '../engines/session.js'
import type { Expr } from '../expr/ast.js'
import { TooLarge } from '../expr/differentiate.js'
import { Undecided } from '../expr/substitute.js'
import { sameProposition } from '../proposition/proposition.js'
import { Conclusion } from './conclusion.js'
import { DEFAULT_ENGINE_LIMIT_MS } from './defaults.js'
import { reasonOf } from './fault.js'
import type { ClaimAnswer, ClaimRequest, ProofWith } from './judge-protocol.js'
import type { WitnessReport } from './report.js'
import type { Compare, Comparison, Statement } from './statement.js'

export interface EngineOptions {
  /** Milliseconds for each engine operation; default 2000. */
  readonly engineLimitMs?: number
  readonly signal?: AbortSignal
}

/** Undefined where it is asked nothing. Throws only the signal's reason. */
export async function engineWitness(
  engine: EngineName,
  statement: Statement,
  unfolded: readonly Expr[],
  compare: Compare,
  { engineLimitMs = DEFAULT_ENGINE_LIMIT_MS, signal }: EngineOptions,
): Promise<WitnessReport | undefined> {
  const { rederive } = statement
  if (!rederive) return undefined
  const exchange: { sent: string; received: string; ms: number }[] = []
  const limits = { timeLimitMs: engineLimitMs, ...(signal && { signal }) }
  const done = (outcome: WitnessReport['outcome'], mode: WitnessReport['mode'], detail: string): WitnessReport => ({
    name: engine,
    outcome,
    mode,
    ms: exchange.reduce((sum, { ms }) => sum + ms, 0),
    detail,
    exchange,
  })
  try {
    return await withSession(engine, limits, async (session) => {
      try {
        return await rederive.call(statement, session, unfolded, compare)
      } finally {
        exchange.push(...session.exchanges.map(({ sent, received, ms }) => ({ sent, received, ms })))
      }
    }).then((finding) => done(finding.outcome, finding.mode, finding.detail))
  } catch (error) {
    if (signal?.aborted) throw error
    if (error instanceof EngineTimeout) return done('timed out', 'checked', error.message)
    const expected = error instanceof EngineFailure || error instanceof Undecided || error instanceof TooLarge
    return done('could not', 'checked', expected ? error.message : reasonOf(error))
  }
}

/** What is asked about an engine's result: that it is equal to what is expected, where the claim stands. */
export const comparison = ({ proposition: { context } }: Statement, lhs: Expr, rhs: Expr): ClaimRequest => ({
  proposition: { context, assertion: { kind: 'equal', lhs, rhs } },
  cites: [],
  budget: COMPARISON,
  proofSuffices: true,
})

const COMPARISON = { seed: 1, runs: 20, timeLimitMs: 500 }

export function compared(
  { proposition }: ClaimRequest,
  proof: ProofWith<Conclusion>,
  { numeric }: ClaimAnswer,
): Comparison {
  if (Conclusion.is(proof.theorem) && sameProposition(proof.theorem.proposition, proposition))
    return { found: 'equal', why: '', defined: numeric.defined }
  const why = proof.theorem ? '' : proof.why
  return { found: numeric.counterexample ? 'different' : 'undecided', why, defined: numeric.defined }
}

export const present = (witnesses: readonly (WitnessReport | undefined)[]): WitnessReport[] =>
  witnesses.filter((w) => w !== undefined)
