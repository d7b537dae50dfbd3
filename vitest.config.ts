import { defineConfig } from 'vitest/config'

/** Every random choice in the tests comes from this seed; set REDERIVE_SEED to replay another. */
const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'site/**/*.test.{ts,tsx}', 'proofs-tests/**/*.test.ts', 'derivations/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { REDERIVE_SEED: String(seed) },
    reporters: ['default', './proofs-tests/closing-line.ts'],
  },
})
