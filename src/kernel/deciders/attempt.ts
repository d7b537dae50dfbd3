/** Attempts at a claim: on fresh normalizers, each with what the earlier ones learned, of all points at once or for each sign of a quantity. */
import { TooLarge } from '../../expr/differentiate.js'
import { Undecided } from '../../expr/substitute.js'
import { type Finding, type NotShown, shown } from './answer.js'
import { splitOf } from '../methods/cases.js'
import { type Knowledge, NeedsExponentials, Refine, nothingKnown } from '../core/generators.js'
import { isTried } from '../methods/methods.js'
import { type Domains, Normalizer } from '../core/normalize.js'
import { KernelLimit, NowhereDefined, Oscillates, Unsupported } from '../core/outcome.js'
import type { SignOracle } from '../core/reduction.js'
import type { Work } from '../core/work.js'

const ATTEMPTS = 24

/** Most attempts at the cases of one claim, and how many signs are split one within another. */
const MOST_CASES = 40
const DEEPEST_CASE = 4

/** What is claimed: something of each point by itself, where it is defined, or of the neighbourhood of one. */
export interface Manner {
  readonly pointwise?: boolean
  readonly hyperbolic?: Knowledge['hyperbolic']
  /** What else is known of signs. */
  readonly oracle?: SignOracle
  /** Whether a point is known where the claim is meant and does not hold; asked once the first attempt has failed. */
  readonly fails?: () => boolean
  /** What the search may cost; as much as for any claim unless it is given. */
  readonly work?: Work
}

export const POINTWISE: Manner = { pointwise: true }

/** Answers a claim by `work`, of all points at once or, for a pointwise claim, in cases. */
export function attempt(
  domains: Domains,
  work: (n: Normalizer) => Finding,
  { pointwise = false, hyperbolic = 'tanh', oracle, fails, work: cost }: Manner = {},
): Finding {
  const knowledge = nothingKnown(pointwise, hyperbolic, cost)
  const whole = attemptWith(domains, work, knowledge, oracle)
  if (!pointwise || whole.answer.proof || whole.answer.nowhere || fails?.()) return whole.answer
  let left = MOST_CASES
  const on = new Set<string>()
  const inCases = ({ answer, normalizer, knowledge: known }: Attempt, depth: number): Finding | undefined => {
    if (answer.proof || answer.nowhere) return answer
    const split =
      normalizer && depth < DEEPEST_CASE && isTried('cases')
        ? withinBudget(() => splitOf(normalizer, known))
        : undefined
    if (!split) return undefined
    on.add(split.on)
    let proved: Finding | undefined
    let nowhere: Finding | undefined
    for (const part of split.cases) {
      if (left-- <= 0) return undefined
      const found = inCases(attemptWith(domains, work, part, oracle), depth + 1)
      if (found?.proof) proved = found
      else if (found?.nowhere) nowhere = found
      else return undefined
    }
    return proved ?? nowhere
  }
  const found = inCases(whole, 0)
  if (!found?.proof) return found ?? whole.answer
  const { method } = found.proof
  const conditions = [...knowledge.conditions.values()]
  return shown(`${method}, for each sign of ${[...on].join(', ')}`, conditions)
}

/** Undefined where the budget ends before there is a value. */
export function withinBudget<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof KernelLimit) return undefined
    throw error
  }
}

export interface Attempt {
  readonly answer: Finding
  /** The last one, unless the claim was beyond it. */
  readonly normalizer?: Normalizer
  readonly knowledge: Knowledge
}

/** Runs `work` on fresh normalizers, with what the earlier ones learned, until nothing more is learned. */
export function attemptWith(
  domains: Domains,
  work: (n: Normalizer) => Finding,
  knowledge: Knowledge,
  oracle: SignOracle | undefined,
): Attempt {
  const end = (answer: Finding): Attempt => ({ answer, knowledge })
  for (let k = 0; k < ATTEMPTS; k++) {
    const before = knowledge.news
    const normalizer = new Normalizer(domains, knowledge)
    if (oracle) normalizer.field.signs.consult((p) => oracle(normalizer, p))
    try {
      const answer = work(normalizer)
      if (answer.proof) return { answer, normalizer, knowledge }
      if (normalizer.usesTanh) knowledge.hyperbolic = 'exp'
      else if (knowledge.news === before) return { answer, normalizer, knowledge }
    } catch (error) {
      if (error instanceof Refine) knowledge.roots.set(error.key, (knowledge.roots.get(error.key) ?? 1) * error.by)
      else if (error instanceof NeedsExponentials) knowledge.hyperbolic = 'exp'
      else if (error instanceof NowhereDefined) return end({ proof: undefined, why: error.message, nowhere: true })
      else if (error instanceof Oscillates)
        return end({
          proof: undefined,
          why: error.message,
          limit: 'none',
          ...(error.amongWhole && { amongWhole: true }),
        })
      else {
        const answer = givenUp(error)
        if (!answer) throw error
        return error instanceof KernelLimit || isExhausted(error) ? end(answer) : { answer, normalizer, knowledge }
      }
    }
  }
  return end({ proof: undefined, why: `the kernel needed more than ${ATTEMPTS} refinements of roots` })
}

/** The answer where something was beyond the kernel; undefined for any other error. */
export function givenUp(error: unknown): NotShown | undefined {
  const beyond = (why: string): NotShown => ({ proof: undefined, why, noRule: true })
  if (error instanceof KernelLimit) return beyond(`the kernel gives up at ${error.message}`)
  if (error instanceof Unsupported || error instanceof Undecided)
    return beyond(`the kernel has no rule for ${error.message}`)
  if (error instanceof TooLarge || isExhausted(error)) return beyond(`the kernel cannot hold it: ${error.message}`)
  return undefined
}

/** Whether the machine gave up: nested deeper than its stack, or an integer or a text longer than it holds. */
const isExhausted = (error: unknown): error is RangeError =>
  error instanceof RangeError && /call stack|BigInt size|string length/.test(error.message)

/** Undefined where there is no rule, or the machine gives up. */
export function withinReach<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    const beyond = error instanceof Undecided || error instanceof TooLarge || error instanceof Unsupported
    if (beyond || isExhausted(error)) return undefined
    throw error
  }
}
