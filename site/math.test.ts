import type { VNode } from 'preact'
import { describe, expect, it } from 'vitest'
import { render } from 'preact-render-to-string'
import { Formula, InLine, Prose } from './math.js'

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

  it.each([
    ...['\\bar D', '\\bar\\tau^{-1}', '\\vec{x}', '\\tilde x', '\\hat x', '\\dot\\tau', '\\ddot x', '\\acute x'],
    ..."f' f'' f^{\\prime} a^{\\prime\\prime}_{1} \\frac{\\bar{B}}{2} \\overline{x}".split(' '),
  ])('has its accents and primes where KaTeX puts them: %s', (tex) => {
    expect(htmlOf(tex)).toContain('aria-hidden')
  })

  it('has lines where it may be too wide for one', () => {
    expect(htmlOf('a + b + c + d + e + f + g + h + i + j + k + l + m + n')).toContain('aria-hidden')
  })

  it('has fractions in scripts as large as what is beside them', () => {
    expect(htmlOf('d^{g + \\frac{1}{2}}')).toMatch(/<msup>.*scriptlevel="0"/)
    expect(htmlOf('\\frac{1}{2}')).not.toMatch(/scriptlevel/)
  })

  it.each(['x^2', '\\frac{D}{2}', '\\mathrm{sech}(x)', '\\left(\\frac{a}{b}\\right)', '\\Bigl\\{x\\Bigr\\}'])(
    'is light: %s',
    (tex) => {
      expect(htmlOf(tex)).not.toContain('aria-hidden')
    },
  )

  it.each(['\\log x', '\\log 19', '\\cos x', '\\log \\frac{a}{b}', '\\operatorname{sech} x'])(
    'keeps names of functions apart from what they are taken of: %s',
    (tex) => expect(htmlOf(tex)).toMatch(/<mspace|aria-hidden/),
  )

  it.each(['\\sin^{2} x', '\\log_{2} x'])('also with scripts: %s', (tex) =>
    expect(htmlOf(tex)).toContain('aria-hidden'),
  )

  it('keeps names of functions apart from what stands before them', () => {
    for (const tex of ['a\\cos(x)', 'a_1\\cos(x)', '2\\operatorname{artanh}(x)', '\\frac{a}{b}\\sin(x)'])
      expect(htmlOf(tex)).toContain('<mspace')
    for (const tex of [
      '\\cos(x)',
      '(\\cos(x))',
      'y = \\cos(x)',
      'v_{lazy}',
      '\\frac{a}{\\cos(x)}',
      'x^{\\cos(x)}',
      '\\log\\!\\left(x\\right)',
    ])
      expect(htmlOf(tex)).not.toContain('<mspace')
  })
})

describe('a sign after a formula', () => {
  it('stays with it, in one line where it is short, and with its last part where it is long', () => {
    expect(render(Prose({ text: 'With $x = y$, and $z$.' })).match(/<span class="together">/g)).toHaveLength(2)
    expect(render(Prose({ text: 'With $x$ and $y$ below' }))).not.toContain('together')
    const long = render(InLine({ tex: 'a + b + c + d + e + f + g + h + i + j + k + l + m + n', after: ',' }))
    expect(long).toMatch(/n<\/span>,<\/span>/)
    expect(long).not.toContain('together')
  })
})
