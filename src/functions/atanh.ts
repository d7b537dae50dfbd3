import type { ElementaryFunction } from './registry/function.js'
import { HALF, UNKNOWN } from './registry/numeric.js'

/** The inverse of the hyperbolic tangent. */
export const atanh: ElementaryFunction = {
  aliases: ['arctanh'],
  tex: '\\operatorname{artanh}',
  squares: true,
  spellings: { algebrite: 'arctanh' },
  domain: [{ must: 'positive', of: '1 - x^2' }],
  derivative: '1/(1 - x^2)',
  parity: 'odd',
  lookAlikes: ['tanh', 'atan'],
  exact: {
    reduce: (x, n) => {
      const above = n.logarithm(n.require(n.formula('1 + x', x), 'positive'))
      return n.half(n.fractions.subtract(above, n.logarithm(n.require(n.formula('1 - x', x), 'positive'))))
    },
    enclose: (x, e) => e.increasing(x, (y) => e.half(e.log(e.divide(e.add(e.one, y), e.subtract(e.one, y))))),
    farOut: { formula: '0.5*(log(1 + x) - log(1 - x))' },
  },
  numeric: {
    double: Math.atanh,
    precise: {
      decimal: (x, D, by) => {
        if (!x.abs().lessThan(1)) return new D(Number.NaN)
        if (x.isZero() || x.e < -D.precision) return x
        // Near zero the quotient is as near to one.
        const Wide = D.clone({ precision: D.precision - x.e + 5 })
        const quotient = new Wide(1).plus(x).div(new Wide(1).minus(x))
        return by.log(quotient, Wide).div(2).toSignificantDigits(D.precision)
      },
      moves: ({ error, far }) => (far < 1 ? error / ((1 - far) * (1 + far)) : Number.POSITIVE_INFINITY),
      movesBy: ({ error, room }) => (error < room - HALF ? error - room + HALF : UNKNOWN),
      room: { of: (x, { one, subtract, abs }) => subtract(one, abs(x)), closed: false },
      exact: [0],
    },
    slope: (u, s) => s.divide(s.one, s.subtract(s.one, s.multiply(u, u))),
  },
}
