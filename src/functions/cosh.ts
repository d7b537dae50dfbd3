import { larger } from './registry/exact.js'
import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The hyperbolic cosine. */
export const cosh: ElementaryFunction = {
  tex: '\\cosh',
  squares: true,
  domain: [],
  derivative: 'sinh(x)',
  parity: 'even',
  signs: ALWAYS_POSITIVE,
  lookAlikes: ['sinh', 'cos'],
  exact: {
    reduce: (x, n) => {
      const grown = n.exponential(n.normalize(x))
      return n.half(n.fractions.add(grown, n.fractions.invert(grown)))
    },
    enclose: (x, e) => {
      const y = e.call('abs', x)
      const at = (end: bigint) => {
        const power = e.exp({ lo: end, hi: end })
        return e.half(e.add(power, e.divide(e.one, power)))
      }
      const { lo } = at(y.lo)
      return { lo: larger(lo, e.unit), hi: at(y.hi).hi }
    },
    byExponential: '(x^2 + 1)/(2*x)',
    farOut: { formula: '0.5*(exp(x) + exp(-x))', ready: true },
  },
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
