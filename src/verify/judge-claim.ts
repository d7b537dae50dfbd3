/** What the kernel and random instances say of one claim, given as data: what a worker does with it, in this thread. */
import type { Refutation } from '../kernel/refutation.js'
import { prove } from '../kernel/prove.js'
import type { Theorem } from '../kernel/theorem.js'
import { inPlainWords } from '../kernel/core/outcome.js'
import { cutShort } from '../numeric/attack.js'
import { treeText } from '../proposition/proposition.js'
import { isExcluded } from '../numeric/interpreter/witness.js'
import type { CitingProposition, ClaimAnswer, ClaimRequest, ProofWith } from './judge-protocol.js'
import { objectionTo } from './objection.js'
import type { NumericFinding } from './statement.js'

/** The kernel's word, which `onProof` is told first, then that of random instances. */
export function judgeClaim(request: ClaimRequest, onProof: (proof: ProofWith<Theorem>) => void): ClaimAnswer {
  const proof = proofOf(request)
  onProof(proof)
  return attacked(request, proof)
}

/** Proves a claim anew, and what it cites where it was not proved before in this thread. */
function proofOf({ terms, proposition, cites }: ClaimRequest): ProofWith<Theorem> {
  const claim = { proposition, cites }
  const began = performance.now()
  const { unfolded, ...outcome } = prove(proposition, cited(claim))
  remember(claim, outcome.theorem)
  const found = { unfolded: terms ? unfolded : [], ms: performance.now() - began }
  if (outcome.theorem) return { ...found, theorem: outcome.theorem }
  const { why, nowhere } = outcome
  return { ...found, why: inPlainWords(why), ...(nowhere && { nowhere }) }
}

function attacked({ proposition, budget, proofSuffices }: ClaimRequest, { theorem }: ProofWith<Theorem>): ClaimAnswer {
  if (theorem && proofSuffices) return { numeric: NOT_ASKED, cutShort: false, ms: 0 }
  const began = performance.now()
  const cuts = cutShort()
  const { numeric, refutation } = objectionTo(proposition, budget, theorem)
  const { counterexample } = numeric
  const excluded = theorem && counterexample && isExcluded(proposition, theorem.conditions, counterexample.values)
  return {
    numeric,
    ...(excluded && { excluded }),
    ...(refutation && { refutation: plain(refutation) }),
    cutShort: cutShort() > cuts,
    ms: performance.now() - began,
  }
}

const plain = ({ found, claimed, what, values }: Refutation): ClaimAnswer['refutation'] => ({
  found,
  claimed,
  what,
  values,
})

const NOT_ASKED: NumericFinding = { outcome: 'could not', mode: 'checked', detail: 'not asked', defined: 0 }

const cited = ({ cites }: CitingProposition): Theorem[] => cites.flatMap((one) => known(one) ?? [])

/** The theorem of a cited claim, if there is one. */
function known(claim: CitingProposition): Theorem | undefined {
  for (const [one, theorem] of unasked.splice(0)) theorems.set(treeText(one), theorem)
  const key = treeText(claim)
  if (!theorems.has(key)) theorems.set(key, prove(claim.proposition, cited(claim)).theorem)
  return theorems.get(key)
}

/** Theorems of this thread by what they prove and may rest on; undefined for one that was not found. */
const theorems = new Map<string, Theorem | undefined>()
/** The same of claims since something was cited last: most never are, and a key takes long to make. */
let unasked: (readonly [CitingProposition, Theorem | undefined])[] = []
/** Theorems that are remembered of either. */
const MOST_REMEMBERED = 500

function remember(claim: CitingProposition, theorem: Theorem | undefined): void {
  if (theorems.size >= MOST_REMEMBERED) theorems.clear()
  if (unasked.length >= MOST_REMEMBERED) unasked = []
  unasked.push([claim, theorem])
}
