import type { ElementaryFunction } from './registry/function.js'

/** The natural logarithm. */
export const log: ElementaryFunction = {
  aliases: ['ln'],
  tex: '\\log',
  domain: [{ must: 'positive', of: 'x' }],
  derivative: '1/x',
  lookAlikes: ['exp', 'nothing'],
}
