import type { ElementaryFunction } from './registry/function.js'

/** The sine. */
export const sin: ElementaryFunction = {
  tex: '\\sin',
  squares: true,
  domain: [],
  derivative: 'cos(x)',
  lookAlikes: ['cos', 'sinh'],
}
