import type { ElementaryFunction } from './registry/function.js'
import { MOVES_NO_MORE } from './registry/numeric.js'

/** The sine. */
export const sin: ElementaryFunction = {
  tex: '\\sin',
  squares: true,
  domain: [],
  derivative: 'cos(x)',
  parity: 'odd',
  lookAlikes: ['cos', 'sinh'],
  exact: {
    reduce: (x, n) => n.circular('sin', n.normalize(x)),
    enclose: (x, e) => e.sine(x),
    byTurn: (_, sine) => sine,
  },
  numeric: {
    double: Math.sin,
    precise: {
      decimal: (x, D, by) => by.sin(x, D),
      ...MOVES_NO_MORE,
      exact: [0],
    },
    jet: (u, s) => s.pair(u, 'sin', 'cos', -1)[0],
  },
}
