import { afterEach, describe, expect, test } from 'vitest'
import { JudgePool, type JudgePoolOptions } from '../dist/src/verify/judge-pool.js'

const pools: JudgePool[] = []
function pool(options: Partial<JudgePoolOptions> = {}): JudgePool {
  const made = new JudgePool({
    lines: { seed: 1, runs: 20, engineLimit: 2000, engines: false },
    claimLimit: 60_000,
    claimMemory: 512,
    threads: 2,
    entry: new URL('./saboteur.mjs', import.meta.url),
    ...options,
  })
  pools.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((made) => made.close()))
})

const identity = (id: string, lhs: string, rhs: string): string => JSON.stringify({ id, kind: 'identity', lhs, rhs })
/** Our worker, told by a symbol to loop for ever. */
const ENDLESS = identity('endless', 'loops', 'loops')
const GOOD = identity('good', 'x + x', '2*x')
const said = (json: string): Record<string, unknown> => JSON.parse(json) as Record<string, unknown>

describe('a pool', () => {
  test('ends a claim at its time limit, and the next one is judged', async () => {
    const judges = pool({ claimLimit: 700, threads: 1 })
    const [endless, good] = await Promise.all([judges.judge(ENDLESS), judges.judge(GOOD)])
    expect(said(endless.json)).toEqual({
      id: 'endless',
      verdict: 'unknown',
      why: 'no decision within 0.7 s (--claim-limit)',
      ms: expect.any(Number),
    })
    expect(said(good.json)).toMatchObject({ id: 'good', verdict: 'proved' })
    expect(judges.size).toBe(1)
  })

  test('ends a claim at its memory limit, and the next one is judged', async () => {
    // Less than a user may ask for: a claim that needs more is given up for its steps before.
    const judges = pool({ claimMemory: 16, threads: 1 })
    const of = (letter: string): string => Array.from({ length: 40 }, (_, k) => `(${letter}${k} - y${k})`).join('*')
    const wide = identity('wide', `${of('x')} + ${of('z')}`, `${of('z')} + ${of('x')}*1 + u[1] - u[2]`)
    const [full, good] = await Promise.all([judges.judge(wide), judges.judge(GOOD)])
    expect(said(full.json)).toMatchObject({
      id: 'wide',
      verdict: 'unknown',
      why: 'no decision within 16 MB of memory (--claim-memory)',
    })
    expect(said(good.json)).toMatchObject({ id: 'good', verdict: 'proved' })
  })

  test('has no more workers than it may, and starts none before it needs it', async () => {
    const judges = pool()
    expect(judges.size).toBe(0)
    await judges.judge(GOOD)
    expect(judges.size).toBe(1)
    await Promise.all(Array.from({ length: 5 }, () => judges.judge(GOOD)))
    expect(judges.size).toBe(2)
  })

  test('leaves nothing when it is closed, also under way', async () => {
    const judges = pool()
    const under = [judges.judge(ENDLESS), judges.judge(ENDLESS), judges.judge(GOOD)]
    await new Promise((resolve) => setTimeout(resolve, 100))
    await judges.close()
    for (const { json } of await Promise.all(under)) expect(said(json).why).toBe('the pool was closed')
    expect(said((await judges.judge(GOOD)).json).why).toBe('the pool was closed')
    expect(judges.size).toBe(0)
    expect(process.getActiveResourcesInfo()).not.toContain('Worker')
  })

  test('leaks nothing over many claims that it had to end', async () => {
    const judges = pool({ claimLimit: 1, threads: 2 })
    const rounds = async (n: number): Promise<number> => {
      const all = await Promise.all(Array.from({ length: n }, () => judges.judge(ENDLESS)))
      expect(all.every(({ json }) => /--claim-limit/.test(json))).toBe(true)
      return process.memoryUsage().heapUsed
    }
    const before = await rounds(10)
    const after = await rounds(40)
    expect(judges.size).toBeLessThanOrEqual(2)
    expect(after - before).toBeLessThan(30e6)
    await judges.close()
    expect(process.getActiveResourcesInfo()).not.toContain('Worker')
    expect(process.getActiveResourcesInfo()).not.toContain('Timeout')
  })
})
