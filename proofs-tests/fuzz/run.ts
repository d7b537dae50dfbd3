/** `npm run fuzz -- --minutes 30 [--seed n]`: new seeds until the time is over, or something fails. Exit code 1 with the seed and the smallest case when it does. */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { JudgePool } from '../../dist/src/verify/judge-pool.js'
import { forms, lemmas, meanings } from './meaning.js'
import { members } from './members.js'
import { identities, lines, texts, trees } from './properties.js'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '20260101' } },
})
const [minutes, first] = [Number(values.minutes), Number(values.seed)]
if (!(minutes > 0) || !Number.isInteger(first)) {
  console.error('usage: npm run fuzz -- [--minutes <number>] [--seed <whole number>]')
  process.exit(2)
}

const limits = { claimLimit: 20_000, claimMemory: 512, threads: 1 }
const pool = new JudgePool({ lines: { seed: 1, runs: 30, engineLimit: 2000, engines: false }, ...limits })
const tally = new Map<string, number>()
const count = (verdict: string, { mutant }: { mutant?: string }): void => {
  const key = `${mutant === undefined ? 'true' : 'mutant'} ${verdict}`
  tally.set(key, (tally.get(key) ?? 0) + 1)
}
const note = (what: string): void => {
  tally.set(what, (tally.get(what) ?? 0) + 1)
}
const properties = [
  { name: 'trees', property: trees, numRuns: 300 },
  { name: 'texts', property: texts, numRuns: 1000 },
  { name: 'lines', property: lines(pool), numRuns: 100 },
  { name: 'identities', property: identities(pool, count), numRuns: 100 },
  { name: 'meanings', property: meanings(note), numRuns: 100 },
  { name: 'forms', property: forms(note), numRuns: 100 },
  { name: 'lemmas', property: lemmas(note), numRuns: 50 },
  { name: 'members', property: members(pool, note), numRuns: 50 },
] as const

const end = performance.now() + minutes * 60_000
let seed = first
let cases = 0
for (; performance.now() < end && process.exitCode === undefined; seed++) {
  for (const { name, property, numRuns } of properties) {
    const details = await fc.check(property as fc.IAsyncProperty<unknown>, { seed, numRuns })
    cases += details.numRuns
    if (!details.failed) continue
    console.log(`${name} failed; replay with npm run fuzz -- --seed ${seed}`)
    console.log(fc.defaultReportMessage(details))
    console.log(details.errorInstance)
    process.exitCode = 1
  }
}
await pool.close()
console.log(`${cases} cases of seeds ${first} to ${seed - 1}`)
console.log(
  [...tally]
    .sort()
    .map(([key, n]) => `${key}: ${n}`)
    .join(', '),
)
