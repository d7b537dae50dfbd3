import { describe, expect, test } from 'vitest'
import { type Derivation, derivation } from '../derivation/derivation.js'
import { defined, positive, real } from '../derivation/symbol.js'
import { conserved } from './checks/along-flow.js'
import { equal } from './checks/equality.js'
import { solves } from './checks/solves.js'
import { curvesFigure } from './figure.js'
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

describe('curves that an author asks for', () => {
  const { scope } = derivation('decay', {
    title: 'Decay',
    tag: 'beyond',
    prose: '',
    symbols: { k: positive('rate'), y: defined('exp(-k*t)', 'amount') },
    claims: { one: equal('y', 'exp(-k*t)') },
  }).claim('one').stated
  const spec = { caption: 'Decay.', over: 't', from: 0, to: 2, y: 'amount', curves: { y: 'y' } }

  test('are evaluated over the range', () => {
    const { series, asked } = curvesFigure('decay/one', scope, { ...spec, at: { k: 1 } })
    const line = series[0]?.line ?? []
    expect(asked).toBe(true)
    expect(line[0]).toEqual([0, 1])
    expect(line.at(-1)?.[1]).toBeCloseTo(Math.exp(-2), 5)
  })

  const shown = (curve: string, from: number, to: number) =>
    curvesFigure('decay/one', scope, { ...spec, from, to, curves: { y: curve }, at: { k: 1 } }).series[0]?.line ?? []

  test('have more points where they turn often, and are refused where straight lines do not show them', () => {
    expect(shown('exp(-k*t)', 0, 2)).toHaveLength(61)
    // The second is in step with 61 points.
    for (const curve of ['cos(90*t)', 'cos(2*pi*60*t)']) expect(shown(curve, 0, 1), curve).toHaveLength(481)
    // In step with 481 points, and with others; a jump; no value.
    for (const curve of [
      'cos(2*pi*480*t)',
      'cos(2*pi*9420*t)',
      '1/(t - 51/100)',
      'sqrt(-1 - t)',
      'sqrt(cos(480*pi*t) - 9/10)',
    ])
      expect(() => shown(curve, 0, 1), curve).toThrow('decay/one: the curve "y" of its figure has no value, a jump')
  })

  test('keep the digits in which something large changes', () => {
    const line = shown('10^6 + 8*sin(10*t)', 0, 1)
    expect(new Set(line.map(([, y]) => y)).size).toBeGreaterThan(55)
    expect(shown('t/abs(t)', -1, 1).filter(([, y]) => !Number.isFinite(y))).toHaveLength(1)
  })

  test('keep a dollar sign without a partner to themselves', () => {
    const { caption } = curvesFigure('decay/one', scope, { ...spec, caption: 'It costs $x$ and 3 $.', at: { k: 1 } })
    expect(caption).toBe('It costs $x$ and 3 \\$. Here $k = 1$.')
  })

  test.each([
    ['The peak', 'The peak. Here $k = 1$.'],
    ['The peak of $x$', 'The peak of $x$. Here $k = 1$.'],
    ['The peak.', 'The peak. Here $k = 1$.'],
    ['Where is the peak?', 'Where is the peak? Here $k = 1$.'],
    ['The peak (at $x$).', 'The peak (at $x$). Here $k = 1$.'],
  ])('are sentences: %s', (said, caption) => {
    expect(curvesFigure('decay/one', scope, { ...spec, caption: said, at: { k: 1 } }).caption).toBe(caption)
  })

  test('name the symbol without a value, and the claim', () => {
    expect(() => curvesFigure('decay/one', scope, { ...spec, at: {} })).toThrow(
      'decay/one: its figure gives no value to k',
    )
  })
})
