import { describe, expect, test } from 'vitest'
import { type Derivation, derivation } from '../derivation/derivation.js'
import { defined, positive, real } from '../derivation/symbol.js'
import { conserved } from './checks/along-flow.js'
import { solves } from './checks/solves.js'
import type { FigureReport } from './report.js'
import type { Statement } from './statement.js'

const SEED = Number(process.env.REDERIVE_SEED ?? 20260101)

const oscillator = (energy: string, solution: string): Derivation =>
  derivation('oscillator', {
    title: 'Oscillator',
    tag: 'beyond',
    prose: '',
    symbols: {
      omega: positive('frequency'),
      x0: real('initial place'),
      x: defined(solution, 'place'),
      y: defined('-x0*omega*sin(omega*t)', 'velocity'),
    },
    flow: { x: 'y', y: '-omega^2*x' },
    claims: { solution: solves(), energy: conserved(energy) },
  })

const figureOf = (of: Derivation, name: string, isProved = false): FigureReport | undefined =>
  (of.claim(name).stated.statement as Statement).figure?.({ seed: SEED, isProved })

const largest = (figure: FigureReport | undefined): number =>
  Math.max(...(figure?.difference ?? []).map(([, error]) => error))

describe('the figure of a solution', () => {
  const right = figureOf(oscillator('y^2 + omega^2*x^2', 'x0*cos(omega*t)'), 'solution')

  test('has a line and integrated marks for each component, which agree', () => {
    expect(right?.series.map(({ name }) => name)).toEqual(['x', 'y'])
    for (const { line = [], dots = [] } of right?.series ?? []) {
      expect(line.length).toBeGreaterThan(dots.length)
      expect(dots.length).toBeGreaterThan(5)
    }
    const size = Math.max(...(right?.series ?? []).flatMap(({ dots = [] }) => dots.map(([, y]) => Math.abs(y))))
    expect(largest(right)).toBeLessThan(1e-8 * size)
  })

  test('shows where a closed form is wrong', () => {
    const wrong = figureOf(oscillator('y^2 + omega^2*x^2', 'x0*cos(omega*t)^2'), 'solution')
    const size = Math.max(...(wrong?.series ?? []).flatMap(({ dots = [] }) => dots.map(([, y]) => Math.abs(y))))
    expect(largest(wrong)).toBeGreaterThan(1e-3 * size)
  })

  test('of a proved claim shows marks on the lines, or nothing', () => {
    const missed = oscillator('y^2 + omega^2*x^2', 'x0*cos(omega*t) + x0')
    expect(largest(figureOf(missed, 'solution'))).toBeGreaterThan(0)
    expect(figureOf(missed, 'solution', true)).toBeUndefined()
    expect(figureOf(oscillator('y^2 + omega^2*x^2', 'x0*cos(omega*t)'), 'solution', true)).toBeDefined()
  })

  test('is the same for the same seed, and plain data', () => {
    const again = figureOf(oscillator('y^2 + omega^2*x^2', 'x0*cos(omega*t)'), 'solution')
    expect(JSON.parse(JSON.stringify(again))).toEqual(right)
  })
})

const free = (energy: string): Derivation =>
  derivation('free', {
    title: 'Free',
    tag: 'beyond',
    prose: '',
    symbols: { omega: positive('frequency'), x: real('place'), y: real('velocity') },
    flow: { x: 'y', y: '-omega^2*x' },
    claims: { energy: conserved(energy) },
  })

test('the figure of a conserved quantity has it level, beside what moves', () => {
  const figure = figureOf(free('y^2 + omega^2*x^2'), 'energy')
  expect(figure?.series.map(({ name }) => name)).toEqual(['y² + ω² x²', 'y', 'x'])
  const size = Math.abs(figure?.series[0]?.line?.[0]?.[1] as number)
  expect(largest(figure)).toBeLessThan(1e-8 * size)
  expect(largest(figureOf(free('y^2 + omega*x^2'), 'energy'))).toBeGreaterThan(1e-6 * size)
})

test('values that were drawn are given to three digits, and said to be near where they are not that', () => {
  const { caption } = figureOf(free('y^2 + omega^2*x^2'), 'energy') as FigureReport
  const values = [...caption.matchAll(/\$\\?\w+ (=|\\approx) (-?[\d.]+)\$/g)]
  expect(values.length).toBeGreaterThan(0)
  for (const [, , digits = ''] of values) expect(Number(digits)).toBe(Number(Number(digits).toPrecision(3)))
})
