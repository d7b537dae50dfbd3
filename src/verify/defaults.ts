/** What a run does unless told otherwise; apart, so that the command line need not load the verifier to know it. */
/** Random instances for each claim. */
export const DEFAULT_RUNS = 100
/** Milliseconds for each engine operation. */
export const DEFAULT_ENGINE_LIMIT_MS = 2000
