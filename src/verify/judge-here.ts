/** Every witness on one statement that belongs to no derivation, in this thread. */
import type { EngineName } from '../engines/session.js'
import type { Conclusion } from './conclusion.js'
import { DEFAULT_RUNS } from './defaults.js'
import { ENGINE_NAMES } from '../engines/registry.js'
import { type EngineOptions, compared, comparison, engineWitness, present } from './engine-witness.js'
import { judgeClaim } from './judge-claim.js'
import { type ClaimRequest, type ProofWith, withTheorem } from './judge-protocol.js'
import { type Judged, type Outcome, outcomeOf } from './judgement.js'
import type { Compare, Statement } from './statement.js'
import { concluded } from './theorem-data.js'

export interface JudgeOptions extends EngineOptions {
  readonly seed: number
  /** Random instances; default 100. */
  readonly runs?: number
  /** Engines to ask; both unless given. */
  readonly engines?: readonly EngineName[]
}

/** What comes of it. Throws only the signal's reason. */
export async function judge(statement: Statement, options: JudgeOptions): Promise<Outcome> {
  const { seed, runs = DEFAULT_RUNS, engines = ENGINE_NAMES } = options
  const { proposition } = statement
  const own = judgedHere({ proposition, cites: [], budget: { seed, runs }, terms: engines.length > 0 })
  const compare: Compare = async (result, expected) => {
    const request = comparison(statement, result, expected)
    const { proof, answer } = judgedHere(request)
    return compared(request, proof, answer)
  }
  const asked = engines.map((engine) => engineWitness(engine, statement, own.proof.unfolded, compare, options))
  return outcomeOf(statement, own, present(await Promise.all(asked)))
}

function judgedHere(request: ClaimRequest): Judged {
  let proof: ProofWith<Conclusion> | undefined
  const answer = judgeClaim(request, (said) => {
    proof = withTheorem(said, concluded)
  })
  return { proof: proof as ProofWith<Conclusion>, answer }
}
