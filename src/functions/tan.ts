import type { ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The tangent. */
export const tan: ElementaryFunction = {
  tex: '\\tan',
  squares: true,
  domain: [{ must: 'nonzero', of: 'cos(x)' }],
  derivative: '1 + tan(x)^2',
  parity: 'odd',
  lookAlikes: ['tanh', 'sin'],
  exact: {
    reduce: (x, n) => {
      const sine = n.circular('sin', n.normalize(x))
      return n.fractions.divide(sine, n.require(n.formula('cos(x)', x), 'nonzero'))
    },
    enclose: (x, e) => e.divide(e.sine(x), e.call('cos', x)),
    byTurn: (cosine, sine, divide) => divide(sine, cosine),
    farOut: { formula: 'sin(x)/cos(x)' },
  },
  numeric: {
    double: Math.tan,
    precise: {
      decimal: (x, D, by) => by.sin(x, D).div(by.cos(x, D)),
      moves: ({ x, error }) => {
        const cosine = Math.abs(Math.cos(x)) - error
        return cosine > 1e-6 ? error / (cosine * cosine) : Number.POSITIVE_INFINITY
      },
      movesBy: ({ error, onePlus, value, plus }) => (error + onePlus < -1 ? error + plus(0, 2 * value) + 0.2 : UNKNOWN),
      exact: [0],
    },
    slope: (u, s) => s.divide(s.one, s.wholePower(s.call('cos', u), 2)),
  },
}
