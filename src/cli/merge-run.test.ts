import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { derivation } from '../derivation/derivation.js'
import { real } from '../derivation/symbol.js'
import { equal } from '../verify/checks/equality.js'
import type { Report } from '../verify/report.js'
import { Verification } from '../verify/verify.js'
import { exitCodeOfReport } from './exit-code.js'
import { jsonReport } from './json-report.js'
import { merged } from './merge-run.js'
import { type Shard, inShard } from '../verify/shard.js'

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

const options = {
  seed: 20260101,
  runs: 20,
  engineLimit: 2000,
  engines: false,
  claimLimit: 60_000,
  claimMemory: 512,
  fileLimit: 20_000,
  cache: false,
}
// A citing derivation first: the order of files must not matter.
const sources = [chained, base, user].map((one) => ({
  derivation: one,
  file: `${one.id}.ts`,
  placeOf: () => ({ line: 1, column: 1 }),
}))
async function run(shard?: Shard, texts = 'texts'): Promise<Report> {
  const isOurs = (k: number): boolean => shard === undefined || inShard(shard, k)
  const verification = new Verification({ seed: 20260101, runs: 20, engines: [], isOurs })
  for (const source of sources) verification.begin(source)
  const report = await verification.report([])
  return shard ? { ...report, whole: { texts, claims: verification.all } } : report
}
const timeless = (text: string): string => text.replace(/"ms":[\d.e+-]+/g, '"ms":0')

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parts-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Writes the reports of the parts 1 to n; their files, last part first. */
async function parts(folder: string, of: number): Promise<string[]> {
  const files: string[] = []
  for (let k = 1; k <= of; k++) {
    const shard = { shard: k, of }
    files.unshift(join(folder, `${k}-of-${of}.json`))
    writeFileSync(files[0] as string, `${JSON.stringify(jsonReport(await run(shard), { ...options, shard }))}\n`)
  }
  return files
}

test('n parts put together are the whole, whatever n and their order', async () => {
  await withFolder(async (folder) => {
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
      const { output, exitCode: code } = merged(await parts(folder, of))
      expect(timeless(output)).toBe(timeless(expected))
      expect(code).toBe(exitCodeOfReport(whole))
    }
  })
})

test('what is no complete run is refused', async () => {
  await withFolder(async (folder) => {
    const [two, one] = (await parts(folder, 2)) as [string, string]
    const variant = (name: string, from: string | RegExp, to: string): string => {
      const text = readFileSync(two, 'utf8')
      expect(text.replace(from, to)).not.toBe(text)
      const file = join(folder, name)
      writeFileSync(file, text.replace(from, to))
      return file
    }
    interface Parts {
      readonly claims: object[]
      readonly whole: { texts: string; claims: string[][] }
    }
    const edited = (name: string, edit: (part: Parts) => unknown): string => {
      const part = JSON.parse(readFileSync(two, 'utf8')) as Parts
      edit(part)
      const file = join(folder, name)
      writeFileSync(file, JSON.stringify(part))
      return file
    }
    const refusals: [string[], RegExp][] = [
      [[one], /missing of 2 parts: 2/],
      [[one, two, two], /2-of-2\.json and .*2-of-2\.json are both part 2 of 2/],
      [[one, variant('seed', /"seed":\d+/, '"seed":1')], /the parts differ in seed: .* has 20260101, .* has 1/],
      [[one, variant('version', /"version":"\w/, '"version":"_')], /the parts differ in version/],
      [[one, variant('runs', '"runs":20', '"runs":7')], /the parts differ in settings/],
      [
        [one, variant('problems', '"problems":[]', '"problems":[{"file":"","line":1,"column":1,"message":""}]')],
        /in problems/,
      ],
      [[one, variant('of', '"of":2', '"of":3')], /the parts differ in of/],
      [[one, variant('beyond', '"shard":2', '"shard":3')], /expected i\/n with 1 <= i <= n/],
      [[one, variant('whole', /,"shard":2,"of":2/, '')], /is not the whole output of a run with --shard/],
      [[one, variant('verdict', /"verdict":"(?!proved)\w+"/, '"verdict":"proved"')], /is no report on a claim/],
      [[one, variant('short', /.{9}\n$/, '')], /not JSON/],
      [
        [one, variant('fewer', /^\{"claims":\[.*\],"problems"/, '{"claims":[],"problems"')],
        /0 claims, expected 4 of the 8/,
      ],
      [[one, edited('texts', ({ whole }) => Object.assign(whole, { texts: 'others' }))], /read from different texts/],
      [[one, edited('other', ({ whole }) => whole.claims[1]?.splice(1, 1, 'abcd'))], /says different things in them/],
      [
        [one, edited('named', ({ whole }) => whole.claims[1]?.splice(0, 1, 'a/b'))],
        /claim 2 is \w+\/\w+ in one and a\/b/,
      ],
      [[one, edited('more', ({ whole }) => whole.claims.push(['a/b', '']))], /one has more claims/],
      [[one, edited('nothing', (part) => Object.assign(part, { whole: 7 }))], /does not say what it is a part of/],
      [[edited('relabelled', (part) => Object.assign(part, { shard: 1 })), two], /claim 1 is .*, expected/],
      [[one, edited('left-out', ({ claims }) => claims.shift())], /3 claims, expected 4 of the 8/],
      [[one, edited('twice', ({ claims }) => claims.splice(0, 1, claims[1] as object))], /claim 1 is .*, expected/],
      [
        [one, edited('said', ({ claims }) => Object.assign(claims[0] as object, { proposition: '' }))],
        /something else/,
      ],
      [[one, join(folder, 'nowhere')], /cannot read/],
    ]
    for (const [files, why] of refusals) expect(() => merged(files)).toThrow(why)
  })
})
