import { afterEach, describe, expect, test } from 'vitest'
import { type EngineName, closeAllSessions, openSession, withSession } from '../dist/src/engines/session.js'
import { returnThread, takeThread, threadCount } from '../dist/src/engines/thread.js'
import { parse } from '../src/expr/parse.js'
import { print } from '../src/expr/print.js'
import { killed } from './fuzz/kills.js'

afterEach(closeAllSessions)

/** Texts that change what the next evaluation means, in each engine's own language, and one that shows it. */
const STATE: Readonly<Record<EngineName, readonly (readonly [string, string])[]>> = {
  algebrite: [
    ['x1 = 3', 'x1 + 1'],
    ['f(x) = x^7', 'f(2)'],
    ['tau(x) = 5', 'tau(1)'],
    ['autoexpand = 0', '(x1+1)^2'],
    ['e = 2', 'e'],
  ],
  nerdamer: [
    ['f(x):=x^7', 'f(2)'],
    ['x1:3', 'x1+1'],
    ['g(a,b):=a+b', 'g(1,2)'],
  ],
}

describe.each<EngineName>(['algebrite', 'nerdamer'])('%s', (engine) => {
  test.each([...STATE[engine]])('forgets %s when its job is over', async (change, shown) => {
    const late = () => new Error('late')
    const first = await takeThread(engine, 512)
    const before = await first.ask({ text: shown }, 60_000, late)
    await first.ask({ text: change }, 60_000, late)
    const during = await first.ask({ text: shown }, 60_000, late)
    await returnThread(first, new Error('over'))
    // The same worker, when it has renewed its engine.
    let again = await takeThread(engine, 512)
    for (let k = 0; k < 5 && again !== first; k++) {
      await returnThread(again, new Error('over'))
      again = await takeThread(engine, 512)
    }
    const after = await again.ask({ text: shown }, 60_000, late)
    expect(again).toBe(first)
    expect([after.threw, after.text]).toEqual([before.threw, before.text])
    if (engine === 'algebrite') expect(during.text).not.toBe(before.text)
    await returnThread(again, new Error('over'))
  })
})

test('a job over its memory fails alone', async () => {
  const [small, large] = await Promise.all([
    openSession('algebrite', { memoryMb: 40, timeLimitMs: 100_000 }),
    openSession('algebrite', { timeLimitMs: 100_000 }),
  ])
  await expect(small.expand(parse('2^(10^9)'))).rejects.toThrow(/its worker crashed.*memory/)
  expect(print(await large.expand(parse('x + x')))).toBe('2*x')
  expect(print(await withSession('algebrite', {}, (s) => s.expand(parse('x + x'))))).toBe('2*x')
  await Promise.all([small.close(), large.close()])
})

test('jobs that are killed leave nothing', async () => {
  const before = await killed(10)
  const after = await killed(40)
  expect(after.threads).toBeLessThanOrEqual(4)
  expect(after.heap - before.heap).toBeLessThan(10e6)
  await closeAllSessions()
  expect(threadCount()).toBe(0)
  expect(process.getActiveResourcesInfo().filter((kind) => /Worker|MessagePort|Timeout/.test(kind))).toEqual([])
})
