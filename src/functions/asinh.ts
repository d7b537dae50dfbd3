import type { ElementaryFunction } from './registry/function.js'

/** The inverse of the hyperbolic sine. */
export const asinh: ElementaryFunction = {
  aliases: ['arcsinh'],
  tex: '\\operatorname{arsinh}',
  squares: true,
  spellings: { algebrite: 'arcsinh' },
  domain: [],
  derivative: '1/sqrt(x^2 + 1)',
  lookAlikes: ['acosh', 'sinh'],
}
