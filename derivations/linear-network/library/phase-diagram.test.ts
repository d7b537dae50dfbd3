import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, divide, multiply, ratio, subtract } from 'rederive/exact'
import { exactly, printRational } from './exponent.js'
import { phase } from './phase.js'
import { type Axis, phaseDiagram } from './phase-diagram.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const AXES: readonly Axis[] = ['g', 'hU', 'hW', 'kU', 'kW']
const fraction = fc.tuple(fc.integer({ min: -8, max: 8 }), fc.constantFrom(1, 2, 3)).map(([n, d]) => `${n}/${d}`)

test('every point has the phase of its exponents', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...AXES], { minLength: 2, maxLength: 2 }),
      fc.array(fraction, { minLength: 5, maxLength: 5 }),
      (axes, values) => {
        const [x, y] = axes as [Axis, Axis]
        const fixed = Object.fromEntries(AXES.map((axis, k) => [axis, values[k] as string])) as Record<Axis, string>
        const n = 9
        const { phases, legend } = phaseDiagram({ ...fixed, x, y, xRange: ['-5/3', 2], yRange: [-2, '2'], n })
        const along = (from: string, to: string, k: number): string =>
          printRational(
            add(exactly(from), multiply(ratio(k), divide(subtract(exactly(to), exactly(from)), ratio(n - 1)))),
          )
        phases.forEach((code, cell) => {
          const point = { ...fixed, [x]: along('-5/3', '2', cell % n), [y]: along('-2', '2', Math.floor(cell / n)) }
          expect(legend[code]).toBe(phase(point).phase)
        })
      },
    ),
    { seed, numRuns: 60 },
  )
})

describe('lines', () => {
  const plane = { x: 'kU', y: 'g', hU: 0, hW: 0, kW: 0 } as const
  const count = (phases: Uint8Array, code: number): number => phases.filter((c) => c === code).length

  test('are missed by points and seen by boxes', () => {
    expect(count(phaseDiagram({ ...plane, n: 512 }).phases, 3)).toBe(0)
    expect(count(phaseDiagram({ ...plane, n: 512, cells: 'boxes' }).phases, 3)).toBeGreaterThan(500)
  })
  test('become regions at unit time', () => {
    const { phases } = phaseDiagram({ ...plane, n: 65, atUnitTime: true })
    expect([1, 2].map((code) => count(phases, code))).toEqual([0, 0])
    expect([0, 3, 4, 5].every((code) => count(phases, code) > 30)).toBe(true)
  })
})

test.each([
  ['the axes must differ', { x: 'g', y: 'g' }],
  ['kW is neither', { x: 'g', y: 'kU', hU: 0, hW: 0 }],
  ['must rise', { x: 'g', y: 'kU', hU: 0, hW: 0, kW: 0, xRange: [1, 1] }],
  ['at least 2', { x: 'g', y: 'kU', hU: 0, hW: 0, kW: 0, n: 1 }],
  ['common denominator', { x: 'g', y: 'kU', hU: '1/10000019', hW: '1/99999989', kW: 0 }],
] as const)('%s', (message, request) => {
  expect(() => phaseDiagram(request)).toThrow(message)
})
