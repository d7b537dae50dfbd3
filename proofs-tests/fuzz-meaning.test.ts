import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Tally, forms, lemmas, meanings } from './fuzz/meaning.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

/** The cases by what happened to them. */
function tallied<T>(property: (tally: Tally) => fc.IProperty<T>, numRuns: number) {
  const tally = new Map<string, number>()
  const count = (pattern: RegExp): number =>
    [...tally].reduce((sum, [what, n]) => (pattern.test(what) ? sum + n : sum), 0)
  fc.assert(
    property((what) => {
      tally.set(what, (tally.get(what) ?? 0) + 1)
    }),
    { seed, numRuns },
  )
  return count
}

test('what is proved is what was said, and not what another reading makes of it', () => {
  const count = tallied(meanings, 140)
  expect(count(/^true \w+: proved/)).toBeGreaterThan(15)
  expect(count(/^twin: not proved/)).toBeGreaterThan(10)
})

test('what means the same is equal, also where not all is defined', () => {
  const count = tallied(forms, 100)
  expect(count(/same: proved/)).toBeGreaterThan(8)
})

test('a solution is cited only where it is one', () => {
  const count = tallied(lemmas, 60)
  expect(count(/true solves: proved/)).toBeGreaterThan(5)
  expect(count(/twin: not proved/)).toBeGreaterThan(5)
})
