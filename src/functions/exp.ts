import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** e^x. */
export const exp: ElementaryFunction = {
  tex: {
    delimits: false,
    around: (x, { tall, long }) => (tall ? `\\exp\\!\\left(${x}\\right)` : long ? `\\exp(${x})` : `\\mathrm{e}^{${x}}`),
  },
  domain: [],
  derivative: 'exp(x)',
  signs: ALWAYS_POSITIVE,
  lookAlikes: ['log', 'nothing'],
  exact: {
    reduce: (x, n) => n.exponential(n.normalize(x)),
    enclose: (x, e) => e.increasing(x, (y) => e.exp(y)),
    byExponential: 'x',
  },
  numeric: {
    double: Math.exp,
    precise: {
      decimal: (x, D, by) => by.exp(x, D),
      moves: ({ value, error }) => value * Math.expm1(error),
      movesBy: ({ small, value, error }) => (small ? value + error + 0.25 : UNKNOWN),
      exact: [0],
    },
    jet: (u, s) => s.exponential(u),
    pace: 'exponential',
  },
}
