import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import type { FigureReport, Point } from '../src/verify/report.js'
import { ClaimFigure } from './figure.js'

const rising: Point[] = [0, 1, 2, 3].map((k) => [k, k * k])
const shown = (figure: Partial<FigureReport>): string =>
  render(
    <ClaimFigure
      id="f"
      label="Figure 1"
      figure={{ caption: 'It rises.', x: 't', y: 'L', series: [{ name: 'a', line: rising, dots: rising }], ...figure }}
    />,
  )
const twoSeries = ['a', 'b'].map((name) => ({ name, line: rising, dots: rising }))

test('the formula of each curve stands below it', () => {
  const html = shown({ asked: true, series: [{ name: 'early', tex: '\\frac{t}{8}', line: rising }] })
  expect(html).toMatch(/<ul class="curves"><li><span>early:<\/span> <span class="light">.*<mfrac>/)
  expect(shown({ series: [{ name: 'η_w', tex: 'x', line: rising }] })).toContain('<span>η<sub>w</sub>:</span>')
  expect(shown({})).not.toContain('curves')
})

describe('where there is no difference', () => {
  const at = (zeros: number, series: FigureReport['series'] = twoSeries): string =>
    shown({ series, difference: rising.map(([x], k) => [x, k < zeros ? 0 : 1e-12]) })

  test('that is said, for it is not drawn', () => {
    expect(at(1)).toContain('The difference is exactly 0, and has no place on this scale, at t = 0.')
    expect(at(2, twoSeries.slice(1))).toContain('at t = 0, 1.')
    expect(at(4)).toContain('There is no difference.')
    expect(at(0)).not.toContain('exactly 0')
  })

  test('the panels have one x axis', () => {
    const html = at(1)
    expect(html.match(/<svg/g)).toHaveLength(1)
    const marks = [...html.matchAll(/class="dots s\d" d="([^"]*)"/g)].map(([, d = '']) =>
      [...d.matchAll(/M([\d.]+)/g)].map(([, x]) => x),
    )
    expect(marks[2]).toEqual(marks[0]?.slice(1))
  })
})
