import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JudgePool } from '../dist/src/verify/judge-pool.js'
import { members } from './fuzz/members.js'
import { identities, lines, texts, trees } from './fuzz/properties.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

let pool: JudgePool
beforeAll(() => {
  const limits = { claimLimit: 60_000, claimMemory: 512, threads: 2 }
  pool = new JudgePool({ lines: { seed: 1, runs: 30, engineLimit: 2000, engines: false }, ...limits })
})
afterAll(() => pool.close())

test('every tree is printed so that it reads back the same, and is typeset', () => {
  fc.assert(trees, { seed, numRuns: 1500 })
})

test('every text is a formula, or an error that points into it', () => {
  fc.assert(texts, { seed, numRuns: 3000 })
})

test('every line gets a verdict', async () => {
  await fc.assert(lines(pool), { seed, numRuns: 300 })
})

test('what is proved is true, and what is true is not refuted', async () => {
  const tally = new Map<string, number>()
  const property = identities(pool, (verdict, { mutant }) => {
    const key = `${mutant === undefined ? 'true' : 'mutant'} ${verdict}`
    tally.set(key, (tally.get(key) ?? 0) + 1)
  })
  await fc.assert(property, { seed, numRuns: 300 })
  // The cases are of the kinds that matter.
  expect(tally.get('true proved')).toBeGreaterThan(50)
  expect(tally.get('mutant refuted')).toBeGreaterThan(50)
})

test('what is proved of one member and of all is true of each family', async () => {
  const tally = new Map<string, number>()
  await fc.assert(
    members(pool, (what) => tally.set(what, (tally.get(what) ?? 0) + 1)),
    { seed, numRuns: 80 },
  )
  expect(tally.get('members, true: proved')).toBeGreaterThan(2)
  expect(tally.get('members, false: refuted')).toBeGreaterThan(20)
})
