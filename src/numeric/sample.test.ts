import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, parseDomain } from '../expr/domain.js'
import { toNumber } from '../expr/rational.js'
import { instances } from './sample.js'

const DOMAINS = [
  'real',
  'positive',
  'negative',
  'nonnegative',
  'nonpositive',
  'nonzero',
  'integer',
  '(0,1)',
  '[0,1)',
  '(1,oo)',
  '(-oo,-3]',
  '[2,2]',
  '(-1/3,1/7)',
  '(0,0.0001)',
  '(100,101)',
]
const symbolsIn = (text: string) => {
  const domain = parseDomain(text)
  return [
    { name: 'x', indexed: false, domain },
    { name: 'u', indexed: true, domain },
    { name: 'w', indexed: true, domain },
  ]
}
const simplest = <T>(arbitrary: fc.Arbitrary<T>, wanted: (value: T) => boolean): T =>
  fc.check(
    fc.property(arbitrary, (value) => !wanted(value)),
    { seed: 1, numRuns: 2000 },
  ).counterexample?.[0] as T

test.each(DOMAINS)('every value lies in %s', (text) => {
  const domain = parseDomain(text)
  const widths = new Set<number>()
  const values = new Set<number>()
  fc.assert(
    fc.property(instances(symbolsIn(text)), ({ width, scalars, vectors }) => {
      widths.add(width)
      for (const x of scalars.values()) values.add(x)
      for (const vector of vectors.values()) expect(vector).toHaveLength(width)
      return [...scalars.values(), ...[...vectors.values()].flatMap((v) => [...v])].every((x) => contains(domain, x))
    }),
    { seed: 7, numRuns: 300 },
  )
  expect(widths.size).toBeGreaterThan(8)
  if (text !== '[2,2]') expect(values.size).toBeGreaterThan(text === 'integer' ? 20 : 60)
})

test('vectors are aligned, anti-aligned, constant, zero and of scales four decades apart often enough', () => {
  const seen = { aligned: 0, opposed: 0, constant: 0, zero: 0, small: 0, large: 0 }
  for (const { width, vectors } of fc.sample(instances(symbolsIn('real')), { seed: 3, numRuns: 1000 })) {
    if (width === 1) continue
    const [u, w] = [...vectors.values()] as [Float64Array, Float64Array]
    const ratios = new Set(Array.from(w, (x, k) => x / (u[k] as number)))
    if (ratios.size === 1 && [...ratios].every((r) => r > 0)) seen.aligned++
    if (ratios.size === 1 && [...ratios].every((r) => r < 0)) seen.opposed++
    if (new Set(u).size === 1) seen.constant++
    if (u.every((x) => x === 0)) seen.zero++
    const size = Math.max(...u.map(Math.abs))
    if (size > 0 && size < 0.1) seen.small++
    if (size > 30) seen.large++
  }
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5)
})

test.each(['(0,1)', '[0,1)', '(-1/3,1/7)', '(0,0.0001)', '(100,101)', '(1,oo)', '(-oo,-3]', 'positive', 'negative'])(
  'comes close to every end of %s, and reaches it where a double of it is in the domain',
  (text) => {
    const domain = parseDomain(text)
    const { low, high } = domain
    const [a, b] = [low && toNumber(low), high && toNumber(high)]
    const span = a !== undefined && b !== undefined ? b - a : 1
    const values = fc
      .sample(instances(symbolsIn(text)), { seed: 11, numRuns: 400 })
      .map(({ scalars }) => scalars.get('x') as number)
    for (const end of [a, b]) {
      if (end === undefined) continue
      const distances = values.map((x) => Math.abs(x - end)).filter((distance) => distance > 0)
      expect(Math.min(...distances)).toBeLessThan(1e-4 * span)
      // The nearest double of 1/7 lies in (0,1/7).
      expect(values.includes(end)).toBe(contains(domain, end))
    }
  },
)

describe('shrinks', () => {
  test('to width 1 and ones', () => {
    const { width, scalars, vectors } = simplest(instances(symbolsIn('real')), ({ scalars: s }) => s.get('x') !== 0)
    expect([width, scalars.get('x'), vectors.get('u')?.[0], vectors.get('w')?.[0]]).toEqual([1, 1, 1, 1])
  })
  test('to the least width that fails', () => {
    expect(simplest(instances(symbolsIn('positive')), ({ width }) => width >= 3).width).toBe(3)
    expect(simplest(instances(symbolsIn('positive'), { minWidth: 4 }), () => true).width).toBe(4)
  })
  test('to a simple number inside an interval', () => {
    const { scalars } = simplest(instances(symbolsIn('(0,1)')), ({ scalars: s }) => (s.get('x') as number) > 0.6)
    expect(scalars.get('x')).toBe(0.75)
  })
})

test('a domain without doubles is refused', () => {
  const empty = { ...parseDomain('(1/4,1/3)'), integer: true }
  expect(() => instances([{ name: 'x', indexed: false, domain: empty }])).toThrow('no number found in the domain')
})
