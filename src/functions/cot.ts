import type { ElementaryFunction } from './registry/function.js'

/** The cotangent, cos(x)/sin(x), which is 0 where the tangent has no value. */
export const cot: ElementaryFunction = {
  tex: '\\cot',
  squares: true,
  spellings: { nerdamer: 'cos(x)/sin(x)', algebrite: 'cos(x)/sin(x)' },
  domain: [{ must: 'nonzero', of: 'sin(x)' }],
  derivative: '-1 - cot(x)^2',
  parity: 'odd',
  is: 'cos(x)/sin(x)',
  lookAlikes: ['tan', 'coth'],
  numeric: { double: (x) => 1 / Math.tan(x) },
}
