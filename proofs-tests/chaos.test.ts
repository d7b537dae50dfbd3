import { expect, test } from 'vitest'
import { chaos } from './chaos/chaos.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

test('nothing is lost by what is killed, damaged, or runs beside it', { timeout: 600_000 }, async () => {
  expect(await chaos(15, seed)).toBeGreaterThan(0)
})
