import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, ratio, type Rational, subtract } from 'rederive/exact'
import { printRational } from './exponent.js'
import { phase } from './phase.js'
import { SCHEMES } from './schemes.js'
import { type Quantity, exponentFormula, exponentsAt } from './scaling.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const number = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 12 })).map(([n, d]) => ratio(n, d))
const points = fc.record({ g: number, hU: number, hW: number, kU: number, kW: number })
const texts = (point: Record<'g' | 'hU' | 'hW' | 'kU' | 'kW', Rational>) => ({
  g: printRational(point.g),
  hU: printRational(point.hU),
  hW: printRational(point.hW),
  kU: printRational(point.kU),
  kW: printRational(point.kW),
})

test('the computed exponents are those of the theory item `scaling`, at every point', () => {
  const half = (x: Rational): Rational => ratio(x.n, 2n * x.d)
  const max = (a: Rational, b: Rational): Rational => (compare(a, b) < 0 ? b : a)
  const total = (...terms: Rational[]): Rational => terms.reduce(add)
  fc.assert(
    fc.property(points, (point) => {
      const { g, hU, hW, kU, kW } = point
      const largest = max(add(hU, kW), add(hW, kU))
      const v0 = total(g, ratio(1, 2), half(add(kU, kW)))
      const B = subtract(half(add(hU, hW)), g)
      const expected: Record<Quantity, Rational> = {
        v0,
        PplusQ: add(ratio(1), largest),
        B,
        rate: total(g, g, max(B, add(ratio(1), largest))),
        Phi: subtract(subtract(total(half(add(hU, hW)), max(ratio(0), v0)), g), add(ratio(1), largest)),
      }
      expect(exponentsAt(texts(point))).toEqual(expected)
    }),
    { seed, numRuns: 2000 },
  )
})

test('formulas read like those of the theory', () => {
  expect(exponentFormula('v0')).toBe('g + k_u/2 + k_w/2 + 1/2')
  expect(exponentFormula('PplusQ')).toBe('1 + max(h_u + k_w, h_w + k_u)')
  expect(exponentFormula('B')).toBe('-g + h_u/2 + h_w/2')
  expect(exponentFormula('rate')).toBe('g + max(h_u/2 + h_w/2, g + h_u + k_w + 1, g + h_w + k_u + 1)')
  expect(exponentFormula('Phi')).toBe(
    '-g + h_u/2 + h_w/2 - 1 + max(g + k_u/2 + k_w/2 + 1/2, 0) - max(h_u + k_w, h_w + k_u)',
  )
})

test('the table of the theory item `schemes`', () => {
  const rows = SCHEMES.map((scheme) => {
    const { phase: name, exponents } = phase(scheme)
    return [scheme.name, printRational(exponents.rate), printRational(exponents.Phi), name]
  })
  expect(rows).toEqual([
    ['NTK', '0', '-1/2', 'kernel'],
    ['mean field', '0', '0', 'feature learning'],
    ['standard (fan-in) at constant rate', '1', '-1', 'unstable'],
    ['standard at rate 1/d', '0', '-1', 'kernel'],
    ['Xavier', '0', '0', 'feature learning'],
    ['muP (SGD)', '0', '0', 'feature learning'],
  ])
})

test('every other phase is reached, and says what decided', () => {
  const flat = { hU: 0, hW: 0, kU: 0, kW: 0 }
  expect(phase({ ...flat, g: '-1/3' })).toMatchObject({
    phase: 'divergent at initialization',
    decidedBy: { quantity: 'v0', value: ratio(1, 6) },
  })
  expect(phase({ ...flat, g: -1 }).phase).toBe('frozen')
  const vanishing = phase({ g: 0, hU: 0, hW: 0, kU: -2, kW: -2 })
  expect(vanishing.phase).toBe('feature learning from vanishing initialization')
  expect(vanishing.decidedBy.sentence).toContain('exponent 1:')
})

test('one power of d on both learning rates moves 1/tau by it, and nothing else that decides', () => {
  fc.assert(
    fc.property(points, number, (point, shift) => {
      const before = exponentsAt(texts(point))
      const after = exponentsAt(texts({ ...point, hU: add(point.hU, shift), hW: add(point.hW, shift) }))
      expect(after).toMatchObject({ v0: before.v0, Phi: before.Phi, rate: add(before.rate, shift) })
    }),
    { seed },
  )
})
