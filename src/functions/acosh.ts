import type { ElementaryFunction } from './registry/function.js'

/** The inverse of the hyperbolic cosine that is not negative. */
export const acosh: ElementaryFunction = {
  aliases: ['arccosh'],
  tex: '\\operatorname{arcosh}',
  squares: true,
  spellings: { algebrite: 'arccosh' },
  domain: [{ must: 'nonnegative', of: 'x - 1' }],
  derivative: '1/(sqrt(x - 1)*sqrt(x + 1))',
  bends: ['x - 1'],
  lookAlikes: ['asinh', 'cosh'],
}
