import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'

/** The hyperbolic secant, 1/cosh(x). */
export const sech: ElementaryFunction = {
  tex: '\\operatorname{sech}',
  squares: true,
  spellings: { algebrite: '1/cosh(x)' },
  domain: [],
  derivative: '-sech(x)*tanh(x)',
  signs: ALWAYS_POSITIVE,
  lookAlikes: ['csch', 'cosh'],
}
