import type { ElementaryFunction } from './registry/function.js'

/** The arctangent, between -pi/2 and pi/2. */
export const atan: ElementaryFunction = {
  aliases: ['arctan'],
  tex: '\\arctan',
  squares: true,
  spellings: { algebrite: 'arctan' },
  domain: [],
  derivative: '1/(1 + x^2)',
  lookAlikes: ['atanh', 'tan'],
}
