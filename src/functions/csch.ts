import type { ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The hyperbolic cosecant, 1/sinh(x). */
export const csch: ElementaryFunction = {
  tex: '\\operatorname{csch}',
  squares: true,
  spellings: { algebrite: '1/sinh(x)' },
  domain: [{ must: 'nonzero', of: 'x' }],
  derivative: '-csch(x)*coth(x)',
  parity: 'odd',
  lookAlikes: ['sech', 'sinh'],
  exact: {
    reduce: (x, n) => {
      n.require(x, 'nonzero')
      const grown = n.exponential(n.normalize(x))
      return n.fractions.invert(n.half(n.fractions.subtract(grown, n.fractions.invert(grown))))
    },
    enclose: (x, e) => e.divide(e.one, e.call('sinh', x)),
    byExponential: '2*x/(x^2 - 1)',
    farOut: { formula: '2/(exp(x) - exp(-x))', ready: true },
  },
  numeric: {
    double: (x) => 1 / Math.sinh(x),
    precise: {
      decimal: (x, D, by) => new D(1).div(by.call('sinh', x, D)),
      moves: ({ error, near }) => (error * Math.cosh(near)) / Math.sinh(near) ** 2,
      movesBy: ({ small, inside, value, onePlus, error }) =>
        small && inside ? error + value + onePlus + 0.75 : UNKNOWN,
      room: { of: (x, { abs }) => abs(x), closed: false },
    },
    jet: (u, s) => s.divide(s.one, s.call('sinh', u)),
  },
}
