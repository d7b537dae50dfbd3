import type { ElementaryFunction } from './registry/function.js'

/** The inverse of the hyperbolic tangent. */
export const atanh: ElementaryFunction = {
  aliases: ['arctanh'],
  tex: '\\operatorname{artanh}',
  squares: true,
  spellings: { algebrite: 'arctanh' },
  domain: [{ must: 'positive', of: '1 - x^2' }],
  derivative: '1/(1 - x^2)',
  lookAlikes: ['tanh', 'atan'],
}
