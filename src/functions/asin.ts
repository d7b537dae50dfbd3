import type { ElementaryFunction } from './registry/function.js'

/** The arcsine, from -pi/2 to pi/2. */
export const asin: ElementaryFunction = {
  aliases: ['arcsin'],
  tex: '\\arcsin',
  squares: true,
  spellings: { algebrite: 'arcsin' },
  domain: [{ must: 'nonnegative', of: '1 - x^2' }],
  derivative: '1/sqrt(1 - x^2)',
  bends: ['1 - x', '1 + x'],
  lookAlikes: ['acos', 'asinh'],
}
