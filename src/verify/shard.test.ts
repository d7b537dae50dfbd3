import { describe, expect, test } from 'vitest'
import { inShard, parseShard } from './shard.js'

describe('parts of a run', () => {
  test('each of 23 items is in exactly one of n parts, and the parts are even', () => {
    for (let of = 1; of <= 5; of++) {
      const parts = Array.from({ length: of }, (_, k) => parseShard(`${k + 1}/${of}`))
      const sizes = parts.map((part) => Array.from({ length: 23 }, (_, k) => k).filter((k) => inShard(part, k)).length)
      for (let k = 0; k < 23; k++) expect(parts.filter((part) => inShard(part, k))).toHaveLength(1)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }
  })

  test.each(['', '1', '0/3', '4/3', '1/0', '-1/2', '1/2/3', ' 1/2', '1.5/2', '01/2', '1/10001', '1/99999', 'a/b'])(
    'refuses %j',
    (text) => {
      expect(() => parseShard(text)).toThrow(
        `expected i/n with 1 <= i <= n <= 10000, such as 2/3, found ${JSON.stringify(text)}`,
      )
    },
  )
})
