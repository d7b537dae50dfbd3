import type { ElementaryFunction } from './registry/function.js'

/** The hyperbolic cotangent, 1/tanh(x). */
export const coth: ElementaryFunction = {
  tex: '\\coth',
  squares: true,
  spellings: { algebrite: 'cosh(x)/sinh(x)' },
  domain: [{ must: 'nonzero', of: 'x' }],
  derivative: '1 - coth(x)^2',
  lookAlikes: ['tanh'],
}
