import type { ElementaryFunction } from './registry/function.js'
import { MOVES_NO_MORE } from './registry/numeric.js'

/** The cosine. */
export const cos: ElementaryFunction = {
  tex: '\\cos',
  squares: true,
  domain: [],
  derivative: '-sin(x)',
  lookAlikes: ['sin', 'cosh'],
  numeric: {
    double: Math.cos,
    precise: {
      decimal: (x, D, by) => by.cos(x, D),
      ...MOVES_NO_MORE,
      exact: [0],
    },
    jet: (u, s) => s.pair(u, 'sin', 'cos', -1)[1],
  },
}
