import { beforeAll, describe, expect, test } from 'vitest'
import { rederive } from './command.js'
import { HOSTILE, LARGE_OR_DEEP } from './hostile/claims.js'
import { ORDINARY } from './hostile/ordinary.js'

interface Said {
  readonly id: string | null
  readonly verdict: string
  readonly why?: string
  readonly ms: number
}

/** The verdicts of `rederive check -` on these lines, in order. The time limit is one that no line here may need. */
async function verdicts(lines: readonly string[], ...args: string[]): Promise<Said[]> {
  const input = lines.join('\n')
  const { output, errors } = await rederive(['check', '-', '--claim-limit', '600000', '--runs', '20', ...args], input)
  expect(errors).toBe('')
  return output
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as Said)
}
/** The search for a simple counterexample ends after 2 s; what took less says the same every time. */
const UNHURRIED_MS = 1500

describe('hostile lines', () => {
  let said: Said[]
  beforeAll(async () => {
    said = await verdicts(HOSTILE.map(({ line }) => line))
  }, 600_000)

  test('each gets one verdict that is right', () => {
    expect(said.length).toBe(HOSTILE.length)
    const wrong = HOSTILE.flatMap(({ name, may }, k) => {
      const { verdict, why } = said[k] as Said
      return may.split(' ').includes(verdict) ? [] : [`${name} is ${verdict}: ${why}`]
    })
    expect(wrong).toEqual([])
  })

  test('none runs into the limits of its worker, or a fault of ours', () => {
    expect(said.filter(({ why = '' }) => /\(--|fault of this program|its worker/.test(why))).toEqual([])
  })

  test('a reason is never long', () => {
    expect(Math.max(...said.map(({ why = '' }) => why.length))).toBeLessThanOrEqual(1001)
  })
})

test('a verdict does not depend on the claims before it', async () => {
  const lines = [
    ...ORDINARY.map((claim) => JSON.stringify(claim)),
    ...HOSTILE.filter((hostile) => !LARGE_OR_DEEP.includes(hostile)).map(({ line }) => line),
  ]
  const forward = await verdicts(lines)
  const backward = await verdicts([...lines].reverse())
  backward.reverse()
  const all = forward.map((one, k) => [one, backward[k] as Said] as const)
  for (const [one, other] of all) expect([other.id, other.verdict]).toEqual([one.id, one.verdict])
  const unhurried = all.filter((both) => both.every(({ ms }) => ms < UNHURRIED_MS))
  for (const [one, other] of unhurried) expect({ ...other, ms: 0, line: 0 }).toEqual({ ...one, ms: 0, line: 0 })
  expect(unhurried.length).toBeGreaterThan(all.length / 2)
  const found = new Set(forward.slice(0, ORDINARY.length).map(({ verdict }) => verdict))
  expect([...found].sort()).toEqual(['proved', 'refuted', 'unknown'])
}, 600_000)
