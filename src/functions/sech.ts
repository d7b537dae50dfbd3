import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The hyperbolic secant, 1/cosh(x). */
export const sech: ElementaryFunction = {
  tex: '\\operatorname{sech}',
  squares: true,
  spellings: { algebrite: '1/cosh(x)' },
  domain: [],
  derivative: '-sech(x)*tanh(x)',
  parity: 'even',
  signs: ALWAYS_POSITIVE,
  lookAlikes: ['csch', 'cosh'],
  exact: {
    reduce: (x, n) => {
      const grown = n.exponential(n.normalize(x))
      return n.fractions.invert(n.half(n.fractions.add(grown, n.fractions.invert(grown))))
    },
    enclose: (x, e) => e.divide(e.one, e.call('cosh', x)),
    byExponential: '2*x/(x^2 + 1)',
    farOut: { formula: '2/(exp(x) + exp(-x))', ready: true },
  },
  numeric: {
    double: (x) => 1 / Math.cosh(x),
    precise: {
      decimal: (x, D, by) => new D(1).div(by.call('cosh', x, D)),
      moves: ({ error, near }) => error / Math.cosh(Math.min(near, 300)),
      movesBy: ({ small, value, error }) => (small ? value + error + 0.25 : UNKNOWN),
      exact: [0],
    },
    jet: (u, s) => s.divide(s.one, s.call('cosh', u)),
  },
}
