import type { ElementaryFunction } from './registry/function.js'

/** The hyperbolic cosecant, 1/sinh(x). */
export const csch: ElementaryFunction = {
  tex: '\\operatorname{csch}',
  squares: true,
  spellings: { algebrite: '1/sinh(x)' },
  domain: [{ must: 'nonzero', of: 'x' }],
  derivative: '-csch(x)*coth(x)',
  lookAlikes: ['sech', 'sinh'],
}
