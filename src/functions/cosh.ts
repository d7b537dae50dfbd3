import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The hyperbolic cosine. */
export const cosh: ElementaryFunction = {
  tex: '\\cosh',
  squares: true,
  domain: [],
  derivative: 'sinh(x)',
  signs: ALWAYS_POSITIVE,
  lookAlikes: ['sinh', 'cos'],
  numeric: {
    double: Math.cosh,
    precise: {
      decimal: (x, D, by) => {
        const grown = by.exp(x.abs(), D)
        return grown.plus(new D(1).div(grown)).div(2)
      },
      moves: ({ error, far }) => error * Math.cosh(far),
      movesBy: ({ small, value, error }) => (small ? value + error + 0.25 : UNKNOWN),
      exact: [0],
    },
    jet: (u, s) => s.pair(u, 'sinh', 'cosh', 1)[1],
  },
}
