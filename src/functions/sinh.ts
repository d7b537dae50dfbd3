import type { ElementaryFunction } from './registry/function.js'

/** The hyperbolic sine. */
export const sinh: ElementaryFunction = {
  tex: '\\sinh',
  squares: true,
  domain: [],
  derivative: 'cosh(x)',
  lookAlikes: ['cosh', 'sin'],
}
