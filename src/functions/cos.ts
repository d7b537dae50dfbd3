import type { ElementaryFunction } from './registry/function.js'
import { MOVES_NO_MORE } from './registry/numeric.js'

/** The cosine. */
export const cos: ElementaryFunction = {
  tex: '\\cos',
  squares: true,
  domain: [],
  derivative: '-sin(x)',
  parity: 'even',
  lookAlikes: ['sin', 'cosh'],
  exact: {
    reduce: (x, n) => n.circular('cos', n.normalize(x)),
    enclose: (x, e) => e.sine(e.add(x, e.half(e.pi()))),
    byTurn: (cosine) => cosine,
  },
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
