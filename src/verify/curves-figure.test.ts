import { describe, expect, test } from 'vitest'
import { derivation } from '../derivation/derivation.js'
import { defined, positive, real } from '../derivation/symbol.js'
import { equal } from './checks/equality.js'
import { curvesFigure } from './curves-figure.js'
import type { FigureReport, Point } from './report.js'

const { scope } = derivation('decay', {
  title: 'Decay',
  tag: 'beyond',
  prose: '',
  symbols: {
    k: positive('rate'),
    kappa: real('little'),
    u_0: { ...real('start'), tex: 'u^{(0)}' },
    y: defined('exp(-k*t)', 'amount'),
  },
  claims: { one: equal('y', 'exp(-k*t)') },
}).claim('one').stated
const spec = { caption: 'Decay.', over: 't', from: 0, to: 2, y: 'amount', curves: { y: 'y' }, at: { k: 1 } }

const drawn = (curve: string, from: number, to: number): FigureReport =>
  curvesFigure('decay/one', scope, { ...spec, from, to, curves: { y: curve } })
const shown = (curve: string, from: number, to: number): readonly Point[] =>
  drawn(curve, from, to).series[0]?.line ?? []
const heights = (line: readonly Point[]): number[] => line.map(([, y]) => y).filter(Number.isFinite)

test('curves are evaluated over the range', () => {
  const { series, asked } = curvesFigure('decay/one', scope, spec)
  const line = series[0]?.line ?? []
  expect(asked).toBe(true)
  expect(line[0]).toEqual([0, 1])
  expect(line.at(-1)?.[1]).toBeCloseTo(Math.exp(-2), 5)
})

describe('points', () => {
  test('are few, and more where a curve turns: straight lines between them are nowhere seen apart from it', () => {
    expect(shown('2*t + 1', 0, 2)).toHaveLength(2)
    for (const [curve, f] of [
      ['exp(-4*t^2)', (t: number) => Math.exp(-4 * t * t)],
      ['cos(90*t)', (t: number) => Math.cos(90 * t)],
    ] as const) {
      const line = shown(curve, -1, 1)
      expect(line.length).toBeLessThan(1800)
      for (const [n, [x, y]] of line.entries()) {
        const [before, above] = line[n - 1] ?? [x, y]
        expect(Math.abs((y + above) / 2 - f((x + before) / 2))).toBeLessThan(0.01)
      }
    }
    expect(shown('cos(2*pi*60*t)', 0, 1).length).toBeGreaterThan(1000)
  })

  test('are refused where straight lines do not show the curve', () => {
    for (const curve of [
      'cos(2*pi*480*t)',
      'cos(2*pi*9420*t)',
      'sign(t - 1/3)',
      'sqrt(-1 - t)',
      'sqrt(cos(480*pi*t) - 9/10)',
      'sin(1/t)',
    ])
      expect(() => shown(curve, 0, 1), curve).toThrow('decay/one: the curve "y" of its figure has no value, a jump')
  })

  test('find a peak between others', () => {
    expect(Math.max(...heights(shown('t + 5*exp(-(2000*(t - 0.3137))^2)', 0, 1)))).toBeCloseTo(5.3137, 2)
  })

  test('keep the digits in which something large changes, along both axes', () => {
    expect(new Set(heights(shown('10^6 + 8*sin(10*t)', 0, 1))).size).toBeGreaterThan(55)
    for (const [curve, from, to] of [
      ['sin(20*(t - 20240))', 20240, 20242],
      ['(t - 2000)^2', 2000, 2000.01],
      ['t', 1000, 1000.0001],
      ['t', 1e6, 1e6 + 1],
    ] as const) {
      const across = shown(curve, from, to).map(([x]) => x)
      expect(new Set(across).size, curve).toBe(across.length)
      expect([across[0], across.at(-1)]).toEqual([from, to])
    }
  })

  test('are taken in many digits where doubles cancel', () => {
    for (const [x, y] of shown('(1 + t)^2 - 1 - 2*t', 0, 1e-7)) expect(Math.abs(y - x * x)).toBeLessThan(1e-18)
    expect(Math.min(...heights(shown('(1 - cos(t))/t^2', -1, 1)))).toBeGreaterThan(0.45)
    expect(heights(shown('exp(1000*t)/exp(1000*t)', 0, 1))).toEqual([1, 1])
  })
})

describe('where a curve has no values', () => {
  test('it goes up to there', () => {
    const [, second] = shown('sqrt(t - 1/3)', 0, 1)
    expect(second?.[0]).toBeCloseTo(1 / 3, 5)
    expect(second?.[1]).toBeCloseTo(0, 5)
    expect(shown('t/abs(t)', -1, 1).filter(([, y]) => !Number.isFinite(y))).toHaveLength(1)
  })

  test('a gap too narrow to be seen is said', () => {
    const { caption, series } = drawn('sin(t)/t', -6, 6)
    expect(caption).toContain('$y$ has no value at $t = 0$.')
    expect(Math.max(...heights(series[0]?.line ?? []))).toBeCloseTo(1, 5)
  })

  test.each([
    ['1/t', -1, 1, '= 0'],
    ['1/t', -1, 1.1, '= 0'],
    ['1/t^2', 0, 1, '= 0'],
    ['log(t)', 0, 1, '= 0'],
    ['1/(t - 51/100)', 0, 1, '\\approx 0.51'],
    ['tan(t)', 0, 3, '\\approx 1.570796'],
  ])('%s is cut off from %d to %d, and that is said', (curve, from, to, place) => {
    const { caption, series } = drawn(curve, from, to)
    const line = series[0]?.line ?? []
    expect(caption).toContain(`$y$ grows without bound at $t ${place}$, and is cut off there.`)
    expect(Math.max(...heights(line).map(Math.abs))).toBeLessThan(4000)
    // No line from one side to the other.
    const signs = line.map(([, y]) => Math.sign(y))
    if (curve === '1/t' && from < 0) expect(signs.some((sign, n) => sign * (signs[n - 1] ?? 0) < 0)).toBe(false)
  })
})

test('curves that are cut off are all cut at the height of the highest', () => {
  const curves = { pole: '1/t', log: 'log(t)' }
  const { series } = curvesFigure('decay/one', scope, { ...spec, from: -1, to: 1, curves })
  expect(series.map(({ line = [] }) => Math.min(...heights(line)))).toEqual([-29.0909, -29.0909])
})

describe('words', () => {
  test('the caption has the values as they were written, and how closely was looked', () => {
    const at = { k: 1.00012, kappa: 1234567, u_0: -1e-9 }
    const { caption } = curvesFigure('decay/one', scope, { ...spec, at })
    expect(caption).toBe(
      'Decay. Here $k = 1.00012$, $\\kappa = 1234567$, $u^{(0)} = -1 \\cdot 10^{-9}$. The curve was evaluated at 1921 places or more; what is narrower may be missing.',
    )
  })

  test('the formula of a curve is told, unless its name is that', () => {
    const curves = { y: 'y', early: 'at(y, t = 1/8)', $k_1$: 'k^2' }
    const { series } = curvesFigure('decay/one', scope, { ...spec, curves })
    expect(series.map(({ name, tex }) => [name, tex])).toEqual([
      ['y', undefined],
      ['early', '\\left[y\\right]_{t=\\frac{1}{8}}'],
      ['k₁', 'k^{2}'],
    ])
  })

  test('axes have the printed look of symbols', () => {
    const figure = curvesFigure('decay/one', scope, {
      ...spec,
      over: 'kappa',
      y: 'u_0',
      curves: { k: 'k + kappa' },
    })
    expect([figure.x, figure.y]).toEqual(['κ', 'u⁽⁰⁾'])
    expect(curvesFigure('decay/one', scope, { ...spec, y: 'the angle $q_1$ in $\\kappa$' }).y).toBe('the angle q₁ in κ')
  })

  test('a dollar sign without a partner stands for itself', () => {
    const { caption } = curvesFigure('decay/one', scope, { ...spec, caption: 'It costs $x$ and 3 $.' })
    expect(caption).toContain('It costs $x$ and 3 \\$. Here $k = 1$.')
  })

  test('the symbol without a value is named, and the claim', () => {
    expect(() => curvesFigure('decay/one', scope, { ...spec, at: {} })).toThrow(
      'decay/one: its figure gives no value to k',
    )
  })
})

test.each([
  ['The peak', 'The peak. Here $k = 1$.'],
  ['The peak of $x$', 'The peak of $x$. Here $k = 1$.'],
  ['The peak.', 'The peak. Here $k = 1$.'],
  ['Where is the peak?', 'Where is the peak? Here $k = 1$.'],
  ['The peak (at $x$).', 'The peak (at $x$). Here $k = 1$.'],
])('captions are sentences: %s', (said, caption) => {
  expect(curvesFigure('decay/one', scope, { ...spec, caption: said }).caption).toContain(`${caption} `)
})
