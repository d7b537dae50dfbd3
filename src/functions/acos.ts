import type { ElementaryFunction } from './registry/function.js'

/** The arccosine, from 0 to pi. */
export const acos: ElementaryFunction = {
  aliases: ['arccos'],
  tex: '\\arccos',
  squares: true,
  spellings: { algebrite: 'arccos' },
  domain: [{ must: 'nonnegative', of: '1 - x^2' }],
  derivative: '-1/sqrt(1 - x^2)',
  bends: ['1 - x', '1 + x'],
  lookAlikes: ['asin'],
}
