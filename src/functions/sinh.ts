import type { ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The hyperbolic sine. */
export const sinh: ElementaryFunction = {
  tex: '\\sinh',
  squares: true,
  domain: [],
  derivative: 'cosh(x)',
  parity: 'odd',
  lookAlikes: ['cosh', 'sin'],
  exact: {
    reduce: (x, n) => {
      const grown = n.exponential(n.normalize(x))
      return n.half(n.fractions.subtract(grown, n.fractions.invert(grown)))
    },
    enclose: (x, e) => e.increasing(x, (y) => e.half(e.subtract(e.exp(y), e.exp(e.negate(y))))),
    byExponential: '(x^2 - 1)/(2*x)',
    farOut: { formula: '0.5*(exp(x) - exp(-x))', ready: true },
  },
  numeric: {
    double: Math.sinh,
    precise: {
      decimal: (x, D, by) => {
        if (x.abs().lessThan(1)) return by.smallSinh(x, D)
        const grown = by.exp(x.abs(), D)
        const value = grown.minus(new D(1).div(grown)).div(2)
        return x.isNegative() ? value.negated() : value
      },
      moves: ({ error, far }) => error * Math.cosh(far),
      movesBy: ({ small, onePlus, error }) => (small ? onePlus + error + 0.25 : UNKNOWN),
      exact: [0],
    },
    jet: (u, s) => s.pair(u, 'sinh', 'cosh', 1)[0],
  },
}
