import { MUTATIONS, type Mutation } from 'rederive/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { derivationNames, judges, sabotage } from './sabotage.js'

const seed = Number(process.env.REDERIVE_SEED)
const pool = judges()
afterAll(() => pool.close())

/** One kind of edit for each file, all kinds in turn; the campaign makes every edit of every claim. */
const EDITS = derivationNames().map((name, k) => [name, MUTATIONS[k % MUTATIONS.length] as Mutation] as const)

describe('sabotage', () => {
  test.each(EDITS)('%s: a %s in a claim is refuted with a counterexample', async (name, mutation) => {
    const { after, changed } = await sabotage(pool, name, mutation, seed)
    for (const claim of changed) {
      expect(claim.verdict, `${claim.id} with ${after}: ${claim.why}`).toBe('refuted')
      expect(claim.counterexample, claim.id).toBeDefined()
    }
  })
})
