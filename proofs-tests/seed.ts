/** What every property here runs with: one seed, printed with the shrunk instance and its path on failure. */
import type fc from 'fast-check'

/** Set REDERIVE_SEED to draw other instances. */
const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

/**
 * Parameters of a property. To replay a failure: REDERIVE_SEED=<seed> REDERIVE_PATH=<path> npx vitest run <file> -t
 * '<test>', with the seed and path of its message.
 */
export function runs(numRuns: number): fc.Parameters<unknown> {
  const path = process.env.REDERIVE_PATH
  return { seed, numRuns, ...(path !== undefined && { path, endOnFailure: true }) }
}
