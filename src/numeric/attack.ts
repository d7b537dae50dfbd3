/** Random search for an instance that violates a claim, shrunk to the simplest one found. */
import fc from 'fast-check'
import type { Instance } from './instance.js'

/** What a test says of one instance. */
export interface Trial {
  readonly outcome: 'holds' | 'violated' | 'undefined'
  /** Relative; only read where the claim holds. */
  readonly error?: number
}

export interface AttackOptions {
  readonly seed: number
  /** Instances at which the claim must be defined. */
  readonly runs: number
  /** Shrinking included; default 2000. What was done by then is reported. */
  readonly timeLimitMs?: number
  /** Whether a counterexample is made simpler; yes unless given. */
  readonly shrink?: boolean
  /** Replays one counterexample, with the same seed and arbitrary. */
  readonly path?: string
}

export interface Attack<T extends Trial> {
  /** Instances tried before the first violation, or in all. */
  readonly runs: number
  /** Those at which the claim was defined. */
  readonly defined: number
  /** The largest error where it held. */
  readonly worstError: number
  readonly counterexample?: {
    readonly instance: Instance
    readonly detail: T
    /** For the `path` option. */
    readonly path: string
    /** The first violation, before shrinking. */
    readonly shrunkFrom: Instance
  }
}

/** How many undefined instances may be skipped for each that is wanted. */
const SKIPS_PER_RUN = 5

let cuts = 0
/** How many attacks of this process a time limit has cut short. */
export const cutShort = (): number => cuts

/** Tests a claim at random instances. Deterministic in the seed, but for the time limit. Throws what `test` throws. */
export function attack<T extends Trial>(
  arbitrary: fc.Arbitrary<Instance>,
  test: (instance: Instance) => T,
  { seed, runs, timeLimitMs = 2000, shrink = true, path }: AttackOptions,
): Attack<T> {
  let tried = 0
  let defined = 0
  let worstError = 0
  let first: Instance | undefined
  let thrown: { readonly error: unknown } | undefined
  const violations = new Map<Instance, T>()

  const guarded = (instance: Instance): T | undefined => {
    try {
      return test(instance)
    } catch (error) {
      thrown = { error }
      return undefined
    }
  }
  const property = fc.property(arbitrary, (instance) => {
    if (thrown) return true
    const trial = guarded(instance)
    if (!trial) return false
    const violated = trial.outcome === 'violated'
    if (first === undefined) {
      tried++
      if (trial.outcome !== 'undefined') defined++
      if (!violated && trial.error !== undefined && trial.error > worstError) worstError = trial.error
    }
    if (trial.outcome === 'undefined') fc.pre(false)
    if (!violated) return true
    first ??= instance
    violations.set(instance, trial)
    return false
  })
  const result = fc.check(property, {
    seed,
    numRuns: runs,
    maxSkipsPerRun: SKIPS_PER_RUN,
    interruptAfterTimeLimit: timeLimitMs,
    endOnFailure: !shrink,
    ...(path !== undefined && { path }),
  })
  if (thrown) throw thrown.error
  if (result.interrupted) cuts++
  const instance = result.counterexample?.[0]
  const detail = instance && violations.get(instance)
  const done = { runs: tried, defined, worstError }
  if (!instance || !detail || !first || result.counterexamplePath === null) return done
  return { ...done, counterexample: { instance, detail, path: result.counterexamplePath, shrunkFrom: first } }
}
