import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'

/** The hyperbolic cosine. */
export const cosh: ElementaryFunction = {
  tex: '\\cosh',
  squares: true,
  domain: [],
  derivative: 'sinh(x)',
  signs: ALWAYS_POSITIVE,
  lookAlikes: ['sinh', 'cos'],
}
