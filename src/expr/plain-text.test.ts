import { expect, test } from 'vitest'
import { plainText } from './plain-text.js'

test.each([
  ['\\alpha_{1}', 'α₁'],
  ['k_1', 'k₁'],
  ['p_{x}', 'pₓ'],
  ['y^{2} + \\omega^{2} x^{2}', 'y² + ω² x²'],
  ['\\bar f', 'f̄'],
  ['\\hat{\\theta}', 'θ̂'],
  ['{\\dot \\theta}', 'θ̇'],
  ['m\\,{\\dot x}', 'mx\u0307'],
  ['\\mathcal{I}', 'I'],
  ['V_{c}', 'V_c'],
  ['u_{i,j}', 'uᵢⱼ'],
  ['\\frac{p_{1}}{p_{2}}', 'p₁/p₂'],
  ['\\frac{a + b}{2 c}', '(a + b)/(2 c)'],
])('%s is %s', (tex, text) => expect(plainText(tex)).toBe(text))

test.each(['\\frac{\\sqrt{x}}{2}', 'x^{y_{1}}', '\\sqrt{x}'])('%s is no line of text', (tex) =>
  expect(plainText(tex)).toBeUndefined(),
)
