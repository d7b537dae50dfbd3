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
  parity: 'odd',
  lookAlikes: ['acosh', 'sinh'],
  exact: {
    reduce: (x, n) => n.logarithm(n.require(n.formula('x + sqrt(x^2 + 1)', x), 'positive')),
    enclose: (x, e) =>
      e.increasing(x, (y) => {
        const positive = y.lo >= 0n ? y : e.negate(y)
        const root = e.sqrt(e.add(e.multiply(positive, positive), e.one))
        const value = e.log(e.add(positive, root))
        return y.lo >= 0n ? value : e.negate(value)
      }),
    farOut: { formula: 'log(x + sqrt(x^2 + 1))' },
  },
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
