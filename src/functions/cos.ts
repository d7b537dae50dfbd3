import type { ElementaryFunction } from './registry/function.js'

/** The cosine. */
export const cos: ElementaryFunction = {
  tex: '\\cos',
  squares: true,
  domain: [],
  derivative: '-sin(x)',
  lookAlikes: ['sin', 'cosh'],
}
