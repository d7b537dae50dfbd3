import { describe, expect, it } from 'vitest'
import { displayLines, isLong, readable, withBreaks } from './line-breaks.js'

/** With a bar where a line may end, and a tie where KaTeX would end one and may not. */
const shown = (tex: string): string =>
  withBreaks(tex, true).replaceAll('\\allowbreak ', '|').replaceAll('\\nobreak ', '~')

describe('a line may end', () => {
  it.each([
    ['a = b + c', 'a = b + c'],
    ['f = a + b + c + d + e + g + h', 'f = a + b + c + d + e + g + h'],
    ['f + g + h + k = a\\,(b + c) + u + v + w', 'f + g + h + k = a\\,(b +~ c) + u +~ v +~ w'],
    ['f = a + b + c + d + e + g \\quad (s \\to 0)', 'f = a + b + c + d + e + g| \\quad (s \\to ~0)'],
    ['f = g,\\quad x = a + b + c + d + e + h + k', 'f =~ g,|\\quad x =~ a +~ b +~ c +~ d +~ e +~ h +~ k'],
    ['p = \\max\\left(a + b + c,\\, d + e + f + g\\right)', 'p = \\max(a +~ b +~ c,|\\, d +~ e +~ f +~ g)'],
    [
      'f = \\exp\\!\\left(\\frac{a}{b} + c + d + e + f + g + h + k\\right) + c',
      'f = \\exp\\Bigl(\\frac{a}{b} + c + d + e + f + g +~ h +~ k\\Bigr) +~ c',
    ],
    ['f(x) = \\{a, b\\} + c + d + e + f + g + \\text{a, b}', 'f(x) = \\{a, b\\} + c + d + e + f + g +~ \\text{a, b}'],
  ])('%s', (tex, expected) => expect(shown(tex)).toBe(expected))

  it.each(['[0, 1) + a + b + c + d + e + f + g', 'a) + b + c + d + e + f + g + h + k', '{a + b + c + d + e + f + g'])(
    'nowhere new where brackets have no pairs, which intervals may: %s',
    (tex) => expect(withBreaks(tex, true).replace(/\\nobreak /g, '')).toBe(tex),
  )
})

it('lines below each other are lines', () => {
  const tex =
    '\\begin{gathered} \\begin{gathered} a \\\\ \\begin{aligned} b &= c \\\\ d \\end{aligned} \\end{gathered} \\\\ e \\end{gathered}'
  expect(displayLines(tex).map((line) => line.trim())).toEqual([
    'a',
    '\\begin{aligned} b &= c \\\\ d \\end{aligned}',
    'e',
  ])
})

it('long is what has many glyphs, not what has many characters', () => {
  expect(isLong('\\mathrm{a}_{\\mathrm{b}} \\left(\\operatorname{sech} x\\right)')).toBe(false)
  expect(isLong('a + b + c + d + e + f + g + h + i + j + k + l + m + n')).toBe(true)
})

it('fractions beside letters are large, and those in fractions as they were', () => {
  expect(readable('\\frac{\\frac{a}{b}}{c} + (\\frac{1}{2})')).toBe('\\dfrac{\\frac{a}{b}}{c} + (\\dfrac{1}{2})')
})
