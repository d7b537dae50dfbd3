import type { ElementaryFunction } from './registry/function.js'

/** The root that is not negative. */
export const sqrt: ElementaryFunction = {
  tex: { delimits: true, around: (x) => `\\sqrt{${x}}` },
  domain: [{ must: 'nonnegative', of: 'x' }],
  derivative: '1/(2*sqrt(x))',
  bends: ['x'],
  signs: { negative: 'none', zero: 'zero', positive: 'positive' },
  lookAlikes: ['nothing', 'abs'],
}
