import type { ElementaryFunction } from './registry/function.js'
import { HALF, UNKNOWN } from './registry/numeric.js'

/** The natural logarithm. */
export const log: ElementaryFunction = {
  aliases: ['ln'],
  tex: '\\log',
  domain: [{ must: 'positive', of: 'x' }],
  derivative: '1/x',
  lookAlikes: ['exp', 'nothing'],
  exact: {
    reduce: (x, n) => n.logarithm(n.require(x, 'positive')),
    enclose: (x, e) => e.increasing(x, (y) => e.log(y)),
  },
  numeric: {
    double: Math.log,
    precise: {
      decimal: (x, D, by) => by.log(x, D),
      moves: ({ error, near }) => error / near,
      movesBy: ({ inside, error, x }) => (inside ? error - x + HALF : UNKNOWN),
      room: { of: (x) => x, closed: false },
      exact: [1],
    },
    slope: (u, s) => s.divide(s.one, u),
    pace: 'logarithm',
  },
}
