import type { ElementaryFunction } from './registry/function.js'

/** The secant, 1/cos(x). */
export const sec: ElementaryFunction = {
  tex: '\\sec',
  squares: true,
  spellings: { nerdamer: '1/cos(x)', algebrite: '1/cos(x)' },
  domain: [{ must: 'nonzero', of: 'cos(x)' }],
  derivative: 'sec(x)*tan(x)',
  parity: 'even',
  is: '1/cos(x)',
  lookAlikes: ['csc', 'sech', 'cos'],
  numeric: { double: (x) => 1 / Math.cos(x) },
}
