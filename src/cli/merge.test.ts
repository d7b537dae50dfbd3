import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { derivation } from '../derivation/derivation.js'
import { real } from '../derivation/symbol.js'
import { equal } from '../verify/checks/equality.js'
import type { Report } from '../verify/report.js'
import { verify } from '../verify/verify.js'
import { merged } from './merge.js'
import { type Shard, inShard } from './shard.js'
import { exitCode, jsonReport } from './verify.js'

const base = derivation('base', {
  title: '',
  tag: 'beyond',
  prose: '',
  symbols: { x: real('') },
  claims: { wrong: equal('x', '2*x'), right: equal('x + x', '2*x'), square: equal('x*x', 'x^2') },
})
const user = derivation('user', {
  title: '',
  tag: 'beyond',
  prose: '',
  uses: [base],
  claims: {
    rests: equal('x', 'x', { cites: [base.claim('wrong')] }),
    holds: equal('x', 'x', { cites: [base.claim('right')] }),
    // Through a claim that is itself only as good as what it cites.
    cube: equal('x^3', 'x*x^2'),
    last: equal('0', 'x - x'),
  },
})
const chained = derivation('chained', {
  title: '',
  tag: 'beyond',
  prose: '',
  uses: [user],
  claims: { far: equal('x', 'x', { cites: [user.claim('rests')] }) },
})

const options = { seed: 20260101, runs: 20, engineLimit: 2000, engines: false, cache: false }
// A citing derivation first: the order of files must not matter.
const sources = [chained, base, user].map((one) => ({
  derivation: one,
  file: `${one.id}.ts`,
  placeOf: () => ({ line: 1, column: 1 }),
}))
const run = (shard?: Shard): Promise<Report> =>
  verify(sources, [], { seed: 20260101, runs: 20, engines: [], ...(shard && { isOurs: (k) => inShard(shard, k) }) })
const timeless = (text: string): string => text.replace(/"ms":[\d.e+-]+/g, '"ms":0')

test('n parts put together are the whole, whatever n and their order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parts-'))
  try {
    const whole = await run()
    const expected = `${JSON.stringify(jsonReport(whole, options))}\n`
    expect(expected.match(/"verdict":"\w+"/g)?.map((text) => text.slice(11, -1))).toEqual([
      'unknown',
      'refuted',
      'proved',
      'proved',
      'unknown',
      'proved',
      'proved',
      'proved',
    ])
    for (let of = 1; of <= 5; of++) {
      const files: string[] = []
      for (let k = 1; k <= of; k++) {
        const shard = { shard: k, of }
        files.unshift(join(folder, `${k}-of-${of}.json`))
        writeFileSync(files[0] as string, JSON.stringify(jsonReport(await run(shard), { ...options, shard })))
      }
      const { output, exitCode: code } = merged(files)
      expect(timeless(output)).toBe(timeless(expected))
      expect(code).toBe(exitCode(whole))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
