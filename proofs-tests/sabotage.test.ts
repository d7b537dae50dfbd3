import { MUTATIONS, type Mutation } from 'rederive/testing'
import { describe, expect, test } from 'vitest'
import { derivationNames, sabotage } from './sabotage.js'

const seed = Number(process.env.REDERIVE_SEED)

/** One kind of edit for each file, all kinds in turn, through the command line; the campaign makes every edit of every claim. */
const EDITS = derivationNames().map((name, k) => [name, MUTATIONS[k % MUTATIONS.length] as Mutation] as const)

describe('sabotage', () => {
  test.concurrent.each(EDITS)('%s: a %s in a claim is refuted with a counterexample', async (name, mutation) => {
    const { after, exitCode, changed } = await sabotage(name, mutation, seed)
    expect(exitCode, after).toBe(1)
    for (const claim of changed) {
      expect(claim.verdict, `${claim.id} with ${after}: ${claim.why}`).toBe('refuted')
      expect(claim.counterexample, claim.id).toBeDefined()
    }
  })
})
