import type { ElementaryFunction } from './registry/function.js'

/** The cosecant, 1/sin(x). */
export const csc: ElementaryFunction = {
  tex: '\\csc',
  squares: true,
  spellings: { nerdamer: '1/sin(x)', algebrite: '1/sin(x)' },
  domain: [{ must: 'nonzero', of: 'sin(x)' }],
  derivative: '-csc(x)*cot(x)',
  parity: 'odd',
  is: '1/sin(x)',
  lookAlikes: ['sec', 'csch', 'sin'],
  numeric: { double: (x) => 1 / Math.sin(x) },
}
