/** One part of work that is split over several processes: `--shard 2/3` is the second of three. Every item is in exactly one part. */

import { AuthorError } from '../expr/author-error.js'

export interface Shard {
  /** From 1 to `of`. */
  readonly shard: number
  readonly of: number
}

const MOST = 10_000

/** Reads `i/n` with 1 <= i <= n <= 10000. Throws AuthorError that says what was expected. */
export function parseShard(text: string): Shard {
  const [, shard, of] = (/^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? []).map(Number)
  if (shard === undefined || of === undefined || shard > of || of > MOST)
    throw new AuthorError(`expected i/n with 1 <= i <= n <= ${MOST}, such as 2/3, found ${JSON.stringify(text)}`)
  return { shard, of }
}

/** Whether item `k`, counted from 0, is in this part. Parts differ by at most one item in size. */
export const inShard = ({ shard, of }: Shard, k: number): boolean => k % of === shard - 1
