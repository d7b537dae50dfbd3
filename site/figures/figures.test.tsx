import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { leftFor, numeral, type Point, place, superscript } from './axis.js'
import { type Cell, Cells } from './cells.js'
import { Comparison } from './comparison.js'
import { type Height, contour } from './contour.js'
import { Label } from './label.js'
import { Dots, Lines } from './lines.js'
import { paletteOf } from './marks.js'
import { MARKS_STYLE } from './marks.style.js'
import { Paths } from './paths.js'
import { Regions } from './regions.js'

const frame = { id: 'f', title: 'Loss <1>', description: 'It falls.' }
const rising: Point[] = [0, 1, 2, 3].map((k) => [k, k * k])

describe('numbers', () => {
  test.each([
    [0, '0'],
    [1234.5, '1230'],
    [-0.25, '−0.25'],
    [1.2345e-7, '1.23×10⁻⁷'],
    [-6.02e23, '−6.02×10²³'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NaN, 'undefined'],
  ])('%d is written %s', (value, text) => expect(numeral(value)).toBe(text))

  test('powers', () => expect(superscript(-1230)).toBe('⁻¹²³⁰'))
})

describe('axes', () => {
  test('a linear axis ends at round numbers, or where the data ends', () => {
    expect(place({ label: 't' }, [0.1, 4.7], [0, 100], 5).domain).toEqual([0, 5])
    expect(place({ label: 't' }, [0.1, 4.7], [0, 100], 5, true).domain).toEqual([0.1, 4.7])
  })

  test('very large and small values have their power of ten in the label', () => {
    const axis = place({ label: 'L' }, [0, 3e7], [0, 100], 3)
    expect(axis.label).toBe('L (×10⁷)')
    expect(axis.ticks.map(({ text }) => text)).toEqual(['0', '1', '2', '3'])
  })

  test('a log axis has whole decades, and puts 0 at its low end', () => {
    const axis = place({ label: 'L', scale: 'log' }, [0, 2e-9, 3e-7], [100, 0], 9)
    expect(axis.ticks.map(({ text }) => text)).toEqual(['10⁻⁹', '10⁻⁸', '10⁻⁷', '10⁻⁶'])
    expect(axis.at(0)).toBe(100)
    expect(axis.at(1e-6)).toBeCloseTo(0, 9)
  })

  test.each([
    [[20240, 20242], 't', ['20240.0', '20240.5', '20241.0', '20241.5', '20242.0']],
    [[1000, 1000.0001], 't (1000 + … ×10⁻⁴)', ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']],
    [[1e6, 1e6 + 1], 't (1000000 + …)', ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']],
    [[1, 1 + 1e-8], 't (1 + … ×10⁻⁸)', ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']],
    [[1, 1 + 1e-10], 't (1 + … ×10⁻¹⁰)', ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']],
    [[-1 - 1e-10, -1], 't (−1 + … ×10⁻¹⁰)', ['−1.0', '−0.8', '−0.6', '−0.4', '−0.2', '0.0']],
    [[0.00002, 0.00004], 't (×10⁻⁵)', ['2.0', '2.5', '3.0', '3.5', '4.0']],
  ] as [Point, string, string[]][])('ticks over %j are told apart', (ends, label, texts) => {
    const axis = place({ label: 't', exact: true }, ends, [0, 100], 5)
    expect(axis.domain[0]).toBeCloseTo(ends[0], 12)
    expect(axis.domain[1]).toBeCloseTo(ends[1], 12)
    expect([axis.label, axis.ticks.map(({ text }) => text)]).toEqual([label, texts])
  })

  test('rounding errors make no axis, unless values are right to their last digits', () => {
    expect(place({ label: 't' }, [1, 1 + 1e-10], [0, 100], 5).domain).toEqual([0.4, 1.6])
  })

  test('a log axis with few ticks has one at each end', () => {
    const axis = place({ label: 'L', scale: 'log' }, [3e-17, 2e-12], [100, 0], 2)
    const places = axis.ticks.map(({ at }) => Math.round(at))
    expect([places[0], places.at(-1)]).toEqual([100, 0])
    expect(axis.free(2e-12)).toBeGreaterThan(0)
  })

  test('wide ticks have room', () => {
    const left = (size: number): number => leftFor(place({ label: 'L', exact: true }, [size, size + 1], [0, 100], 5))
    expect(left(0)).toBe(46)
    expect(left(12345)).toBeGreaterThan(7.5 * '12345.0'.length + 7)
  })

  test('one value alone, and values that are no numbers, have an axis too', () => {
    for (const values of [[3], [0], [], [Number.NaN, Number.POSITIVE_INFINITY]]) {
      const { domain } = place({ label: '' }, values, [0, 1], 3)
      expect(domain[1]).toBeGreaterThan(domain[0])
    }
  })
})

/** x y on a grid of 1, 10, 100. */
const plane: Cell[] = [1, 10, 100].flatMap((x) => [1, 10, 100].map((y) => ({ x, y, value: x * y })))

describe('figures', () => {
  const figures = {
    Lines: (
      <Lines {...frame} x={{ label: 't' }} y={{ label: 'L' }} series={[{ name: 'a', points: rising, dots: rising }]} />
    ),
    Dots: <Dots {...frame} x={{ label: 't' }} y={{ label: 'L' }} series={[{ name: 'a', points: rising }]} />,
    Comparison: (
      <Comparison
        {...frame}
        x={{ label: 't' }}
        y={{ label: 'L' }}
        exact={rising}
        numeric={rising}
        difference={rising.map(([x]): Point => [x, 1e-12 * x])}
        differenceUnit="of L(0)"
      />
    ),
    Paths: (
      <Paths {...frame} x={{ label: 'u' }} y={{ label: 'w' }} paths={[rising]} guides={[{ name: 'g', slope: 1 }]} />
    ),
    Cells: <Cells {...frame} x="width" y="rate" label="change" cells={plane} boundary={{ name: '1', pieces: [] }} />,
    Regions: (
      <Regions
        {...frame}
        x={{ label: 'x', domain: [0, 1] }}
        y={{ label: 'y', domain: [0, 1] }}
        n={2}
        codes={Uint8Array.of(0, 1, 1, 1)}
        names={[['a'], ['b']]}
      />
    ),
  }

  test.each(Object.entries(figures))(
    '%s is one image with a name and a description, without script or colours of its own',
    (_, figure) => {
      const svg = render(figure)
      expect(svg).toMatch(/^<svg[^>]* role="img" aria-labelledby="f-title f-description">/)
      expect(svg).toContain('<title id="f-title">Loss &lt;1></title><desc id="f-description">It falls.</desc>')
      expect(svg).not.toMatch(/<script|style=|NaN|undefined|#[0-9a-f]{3}/)
    },
  )

  test('a cell for each pair, darker for more, with its number', () => {
    const svg = render(<Cells {...frame} x="x" y="y" label="xy" cells={plane} />)
    const shades = [...svg.matchAll(/class="cell"[^>]*fill-opacity="([\d.]+)"/g)].map(([, shade]) => Number(shade))
    expect(shades.length).toBe(9)
    expect([Math.min(...shades), Math.max(...shades)]).toEqual([shades[0], shades[8]])
    expect(svg).toContain('>1000<')
    expect(render(<Cells {...frame} x="x" y="y" label="" cells={[{ x: 1, y: 1, value: Number.NaN }]} />)).toContain(
      '>–<',
    )
  })

  test('the name of a boundary stands between rows, on no number', () => {
    for (const level of [2, 3, 10, 30, 50, 200, 500]) {
      const pieces = contour(
        plane.map(({ x, y, value }): Height => [x, y, value]),
        level,
      )
      const svg = render(<Cells {...frame} x="x" y="y" label="xy" cells={plane} boundary={{ name: 'here', pieces }} />)
      const numbers = [...svg.matchAll(/class="halo" x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y))
      const [, y] = /class="halo strong" x="[\d.]+" y="([\d.]+)"/.exec(svg) ?? []
      expect(new Set(numbers).size).toBe(3)
      expect(Math.min(...numbers.map((at) => Math.abs(at - Number(y))))).toBeGreaterThan(20)
    }
  })

  test('a contour of a power law is where it is', () => {
    const heights = plane.map(({ x, y, value }): Height => [x, y, value])
    const pieces = contour(heights, 30)
    expect(pieces.length).toBe(3)
    for (const [x, y] of pieces.flat()) expect(x * y).toBeCloseTo(30, 9)
    expect(contour(heights, 1e9)).toEqual([])
    expect(contour(heights.slice(1), 3).length).toBeLessThan(contour(heights, 3).length)
  })

  test('a line is interrupted where a value is missing', () => {
    const points: Point[] = [
      [0, 0],
      [1, 1],
      [2, Number.NaN],
      [3, 1],
      [4, 2],
    ]
    const svg = render(
      <Lines {...frame} x={{ label: 't' }} y={{ label: 'L' }} series={[{ name: 'a', points, dots: points }]} />,
    )
    expect(/class="line s1" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2)
    expect(/class="dots s1" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(4)
  })

  test('names of lines that end together stand apart, and inside the figure', () => {
    const series = ['a', 'b', 'c', 'd'].map((name) => ({
      name,
      points: [
        [0, 0],
        [1, 0],
      ] as Point[],
    }))
    const svg = render(<Lines {...frame} x={{ label: 't' }} y={{ label: 'L', include: [0, 1] }} series={series} />)
    const heights = [...svg.matchAll(/class="name s\d" x="[\d.]+" y="([\d.]+)"/g)]
      .map(([, y]) => Number(y))
      .sort((a, b) => a - b)
    expect(heights).toHaveLength(4)
    for (const [k, height] of heights.entries())
      if (k > 0) expect(height - (heights[k - 1] as number)).toBeGreaterThanOrEqual(15.9)
    expect(heights.at(-1)).toBeLessThanOrEqual(270 - 44)
  })

  test('the difference says its largest value, or why there is none', () => {
    expect(render(figures.Comparison)).toContain('difference, at most 3×10⁻¹² of L(0)')
    const none = { exact: rising, numeric: [], difference: [], differenceUnit: '', note: 'too wide' }
    expect(render(<Comparison {...frame} x={{ label: 't' }} y={{ label: 'L' }} {...none} />)).toContain('too wide')
  })

  test('the panels of a comparison have one x axis', () => {
    const late: Point[] = rising.slice(2).map(([x]) => [x, 1e-12])
    const svg = render(
      <Comparison
        {...frame}
        x={{ label: 't' }}
        y={{ label: 'L' }}
        exact={rising}
        numeric={rising}
        difference={late}
        differenceUnit=""
      />,
    )
    const marks = [...svg.matchAll(/class="dots s2" d="([^"]*)"/g)].map(([, d = '']) =>
      [...d.matchAll(/M([\d.]+)/g)].map(([, x]) => x),
    )
    expect(marks[1]).toEqual(marks[0]?.slice(2))
  })

  test('twelve lines have a colour and a dash that no other has', () => {
    const looks = Array.from({ length: 12 }, (_, k) => {
      const palette = paletteOf(k)
      const colour = new RegExp(`\\.s${palette}(?:,[^{]*)? \\{ stroke: var\\((--s\\d)\\)`).exec(MARKS_STYLE)?.[1]
      const dash = new RegExp(`\\.line\\.s${palette} \\{ stroke-dasharray: ([\\d ]+)`).exec(MARKS_STYLE)?.[1]
      return `${colour} ${dash}`
    })
    expect(new Set(looks).size).toBe(12)
    expect(looks.join()).not.toContain('undefined undefined')
  })

  test('subscripts of one text have one look', () => {
    const shown = (text: string): string => render(<Label text={text} />)
    expect(shown('2 ηᵤ u²')).toBe('2 ηᵤ u²')
    expect(shown('η_w u² - ηᵤ w²')).toBe(
      'η<tspan class="below" dy="0.3em">w</tspan><tspan dy="-0.21em"> u² - η</tspan><tspan class="below" dy="0.3em">u</tspan><tspan dy="-0.21em"> w²</tspan>',
    )
    expect(shown('test_loss')).toBe('test_loss')
  })

  test('names of regions stand over dots, and beside them where there is room', () => {
    const svg = render(
      <Regions
        {...frame}
        x={{ label: '', domain: [0, 1] }}
        y={{ label: '', domain: [0, 1] }}
        n={10}
        codes={new Uint8Array(100)}
        names={[['all']]}
        dots={[{ x: 0.45, y: 0.45, name: '', code: 0 }]}
      />,
    )
    expect(svg.indexOf('>all<')).toBeGreaterThan(svg.indexOf('class="dot r0"'))
    const dot = Number(/translate\([\d.]+ ([\d.]+)\)/.exec(svg)?.[1])
    const name = Number(/<tspan x="[\d.]+" y="([\d.]+)"/.exec(svg)?.[1])
    expect(Math.abs(dot - name)).toBeGreaterThan(9)
  })

  test('regions cover the plane, each box once', () => {
    const n = 16
    const codes = Uint8Array.from({ length: n * n }, (_, k) => (k * 7 + (k >> 3)) % 3)
    const svg = render(
      <Regions
        {...frame}
        x={{ label: '', domain: [0, 1] }}
        y={{ label: '', domain: [0, 1] }}
        n={n}
        codes={codes}
        names={[['a'], ['b'], ['c']]}
        width={182}
        height={100}
      />,
    )
    const boxes = [0, 1, 2].map((code) => {
      const path = new RegExp(`class="area r${code}[^"]*" d="([^"]*)"`).exec(svg)?.[1] as string
      const areas = [...path.matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)/g)].map((found) => {
        const [left, top, right, bottom] = found.slice(1).map(Number) as [number, number, number, number]
        return (right - left) * (bottom - top)
      })
      return Math.round((areas.reduce((sum, area) => sum + area, 0) * n * n) / (18 * 16))
    })
    expect(boxes).toEqual([0, 1, 2].map((code) => codes.filter((found) => found === code).length))
  })

  test('a thin region is named beyond the right edge, a wide one inside', () => {
    const n = 64
    const codes = Uint8Array.from({ length: n * n }, (_, k) => (Math.floor(k / n) === 20 ? 1 : 0))
    const svg = render(
      <Regions
        {...frame}
        x={{ label: '', domain: [0, 1] }}
        y={{ label: '', domain: [0, 1] }}
        n={n}
        codes={codes}
        names={[['wide'], ['thin']]}
      />,
    )
    expect(svg).toContain('class="area r1 thin"')
    const at = (name: string): number => Number(new RegExp(`<tspan x="([\\d.]+)"[^>]*>${name}`).exec(svg)?.[1])
    expect(at('thin')).toBeGreaterThan(460 - 118)
    expect(at('wide')).toBeLessThan(460 - 118)
  })
})
