import type { ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The hyperbolic cotangent, 1/tanh(x). */
export const coth: ElementaryFunction = {
  tex: '\\coth',
  squares: true,
  spellings: { algebrite: 'cosh(x)/sinh(x)' },
  domain: [{ must: 'nonzero', of: 'x' }],
  derivative: '1 - coth(x)^2',
  parity: 'odd',
  lookAlikes: ['tanh'],
  exact: {
    reduce: (x, n) => {
      n.require(x, 'nonzero')
      return n.fractions.invert(n.hyperbolicTangent(x))
    },
    enclose: (x, e) => e.divide(e.one, e.call('tanh', x)),
    byExponential: '(x^2 + 1)/(x^2 - 1)',
    farOut: { formula: '1 + 2/(exp(2*x) - 1)', ready: true },
  },
  numeric: {
    double: (x) => 1 / Math.tanh(x),
    precise: {
      decimal: (x, D, by) => new D(1).div(by.call('tanh', x, D)),
      moves: ({ error, near }) => error / Math.sinh(near) ** 2,
      movesBy: ({ small, inside, value, error }) => (small && inside ? error + 2 * value + 0.75 : UNKNOWN),
      room: { of: (x, { abs }) => abs(x), closed: false },
    },
    slope: (u, s) => s.negate(s.divide(s.one, s.wholePower(s.call('sinh', u), 2))),
  },
}
