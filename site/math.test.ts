import type { VNode } from 'preact'
import { describe, expect, it } from 'vitest'
import { Formula } from './math.js'

const htmlOf = (tex: string): string => {
  const { props } = Formula({ tex, light: true }) as VNode<{ dangerouslySetInnerHTML: { __html: string } }>
  return props.dangerouslySetInnerHTML.__html
}

describe('a formula in the second row', () => {
  it.each([
    '\\mathcal{A}^2',
    '\\mathbf x',
    '\\mathsf{x}',
    '\\mathfrak{x}',
    '\\boldsymbol{\\xi}',
    '\\mathbb{R}',
    '\\textbf{x}',
  ])('is no plain letter: %s', (tex) => expect(htmlOf(tex)).toContain('aria-hidden'))

  it.each(['\\overline{P + Q}', '\\widehat{ab}', '\\underline{x}'])(
    'has the whole of a mark over or under it: %s',
    (tex) => {
      expect(htmlOf(tex)).toContain('aria-hidden')
    },
  )

  it.each(['x^2', '\\bar D', '\\mathrm{sech}(x)', '\\left(\\frac{a}{b}\\right)', '\\Bigl\\{x\\Bigr\\}'])(
    'is light: %s',
    (tex) => {
      expect(htmlOf(tex)).not.toContain('aria-hidden')
    },
  )

  it('keeps names of functions apart from what stands before them', () => {
    for (const tex of ['a\\cos(x)', 'a_1\\cos(x)', '2\\operatorname{artanh}(x)', '\\frac{a}{b}\\sin(x)'])
      expect(htmlOf(tex)).toContain('<mspace')
    for (const tex of ['\\cos(x)', '(\\cos(x))', 'y = \\cos(x)', 'v_{lazy}', '\\frac{a}{\\cos(x)}', 'x^{\\cos(x)}'])
      expect(htmlOf(tex)).not.toContain('<mspace')
  })
})
