import { MUTATIONS } from 'rederive/testing'
import { describe, expect, test } from 'vitest'
import { derivationNames, sabotage } from './sabotage.js'

const seed = Number(process.env.REDERIVE_SEED)

describe.each(derivationNames())('%s', (name) => {
  test.concurrent.each(MUTATIONS)('a %s in a claim is refuted with a counterexample', async (mutation) => {
    const { after, exitCode, changed } = await sabotage(name, mutation, seed)
    expect(exitCode, after).toBe(1)
    for (const claim of changed) {
      expect(claim.verdict, `${claim.id} with ${after}: ${claim.why}`).toBe('refuted')
      expect(claim.counterexample, claim.id).toBeDefined()
    }
  })
})
