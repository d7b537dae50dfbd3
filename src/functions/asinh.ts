import type { ElementaryFunction } from './registry/function.js'
import { MOVES_NO_MORE } from './registry/numeric.js'

/** The inverse of the hyperbolic sine. */
export const asinh: ElementaryFunction = {
  aliases: ['arcsinh'],
  tex: '\\operatorname{arsinh}',
  squares: true,
  spellings: { algebrite: 'arcsinh' },
  domain: [],
  derivative: '1/sqrt(x^2 + 1)',
  lookAlikes: ['acosh', 'sinh'],
  numeric: {
    double: Math.asinh,
    precise: {
      decimal: (x, D, by) => {
        const root = x.times(x).plus(1).sqrt()
        if (x.abs().lessThan(1)) return by.call('atanh', x.div(root), D)
        const value = by.log(x.abs().plus(root), D)
        return x.isNegative() ? value.negated() : value
      },
      ...MOVES_NO_MORE,
      exact: [0],
    },
    slope: (u, s) => s.divide(s.one, s.call('sqrt', s.add(s.one, s.multiply(u, u)))),
    pace: 'logarithm',
  },
}
