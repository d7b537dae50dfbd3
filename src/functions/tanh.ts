import type { ElementaryFunction } from './registry/function.js'

/** The hyperbolic tangent. */
export const tanh: ElementaryFunction = {
  tex: '\\tanh',
  squares: true,
  domain: [],
  derivative: '1 - tanh(x)^2',
  lookAlikes: ['coth', 'tan', 'sinh'],
}
