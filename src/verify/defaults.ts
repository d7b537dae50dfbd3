/** What a run does unless told otherwise; apart, so that the command line need not load the verifier to know it. */
/** Random instances for each claim. */
export const DEFAULT_RUNS = 100
/** Milliseconds for each engine operation. */
export const DEFAULT_ENGINE_LIMIT_MS = 2000
/** Milliseconds for each claim, all witnesses of ours together. */
export const DEFAULT_CLAIM_LIMIT_MS = 10_000
/** MB of heap for the worker that judges a claim. */
export const DEFAULT_CLAIM_MEMORY_MB = 512
/** What such a worker needs to load its modules and judge a short line. */
export const LEAST_CLAIM_MEMORY_MB = 32
/** Longest line of foreign claims, in kB. */
export const DEFAULT_LINE_LIMIT_KB = 2000
/** For the code of a file and of what it imports. */
export const DEFAULT_FILE_LIMIT_MS = 20_000
