import type { ElementaryFunction } from './registry/function.js'

/** The tangent. */
export const tan: ElementaryFunction = {
  tex: '\\tan',
  squares: true,
  domain: [{ must: 'nonzero', of: 'cos(x)' }],
  derivative: '1 + tan(x)^2',
  lookAlikes: ['tanh', 'sin'],
}
