import type { ElementaryFunction } from './registry/function.js'
import { MOVES_NO_MORE } from './registry/numeric.js'

/** The arctangent, between -pi/2 and pi/2. */
export const atan: ElementaryFunction = {
  aliases: ['arctan'],
  tex: '\\arctan',
  squares: true,
  spellings: { algebrite: 'arctan' },
  domain: [],
  derivative: '1/(1 + x^2)',
  parity: 'odd',
  lookAlikes: ['atanh', 'tan'],
  exact: {
    reduce: (x, n) => n.inverseCircular('atan', n.normalize(x)),
    enclose: (x, e) => e.increasing(x, (y) => e.arctangent(y)),
  },
  numeric: {
    double: Math.atan,
    precise: {
      decimal: (x, D, by) => by.atan(x, D),
      ...MOVES_NO_MORE,
      exact: [0],
    },
    slope: (u, s) => s.divide(s.one, s.add(s.one, s.multiply(u, u))),
  },
}
