import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from './in-order.js'
import { TOO_LONG, lines } from './lines.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

async function* chunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, k = 0; at < bytes.length; k++) {
    const size = sizes[k % sizes.length] as number
    yield bytes.subarray(at, at + size)
    at += size
  }
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

test('lines are those of the text, however it comes in', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\r\n\ufeff]/.test(text))
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 })
  const property = fc.asyncProperty(fc.array(line), sizes, fc.constantFrom('\n', '\r\n'), async (texts, cuts, end) => {
    const bytes = Buffer.from(texts.map((text) => text + end).join(''))
    const limit = 20
    const expected = texts.map((text) => (Buffer.byteLength(text) > limit ? TOO_LONG : text))
    expect(await all(lines(chunks(bytes, cuts), limit))).toEqual(expected)
  })
  await fc.assert(property, { seed, numRuns: 500 })
})

test('the last line needs no end, and a long one is not kept', async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from('first\n')
    for (let k = 0; k < 3000; k++) yield Buffer.alloc(100_000, 'x')
    yield Buffer.from('\nlast')
  }
  const before = process.memoryUsage().arrayBuffers
  expect(await all(lines(endless(), 1000))).toEqual(['first', TOO_LONG, 'last'])
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150e6)
})

test('results come in order, as soon as they can, and no more is read ahead than may be', async () => {
  const open = new Map<number, (value: number) => void>()
  let read = 0
  async function* items(): AsyncGenerator<number> {
    for (; read < 10; ) yield read++
  }
  const results = inOrder(items(), 3, (k) => new Promise<number>((resolve) => open.set(k, resolve)))
  const settled: number[] = []
  const reading = (async () => {
    for await (const k of results) settled.push(k)
  })()
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  await turn()
  expect([...open.keys()]).toEqual([0, 1, 2])
  open.get(1)?.(1)
  await turn()
  expect(settled).toEqual([])
  open.get(0)?.(0)
  await turn()
  await turn()
  expect(settled).toEqual([0, 1])
  expect([...open.keys()]).toEqual([0, 1, 2, 3, 4])
  for (let k = 2; k < 10; k++) {
    open.get(k)?.(k)
    await turn()
    await turn()
  }
  await reading
  expect(settled).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('an error of the items or of the work is thrown', async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 1
    throw new Error('unreadable')
  }
  await expect(all(inOrder(broken(), 4, async (k) => k))).rejects.toThrow('unreadable')
  async function* fine(): AsyncGenerator<number> {
    yield 1
  }
  await expect(all(inOrder(fine(), 4, async () => Promise.reject(new Error('failed'))))).rejects.toThrow('failed')
})
