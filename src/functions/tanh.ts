import type { ElementaryFunction } from './registry/function.js'

/** The hyperbolic tangent. */
export const tanh: ElementaryFunction = {
  tex: '\\tanh',
  squares: true,
  domain: [],
  derivative: '1 - tanh(x)^2',
  parity: 'odd',
  lookAlikes: ['coth', 'tan', 'sinh'],
  exact: {
    reduce: (x, n) => n.hyperbolicTangent(x),
    enclose: (x, e) =>
      e.increasing(x, (y) => {
        // 1 - 2/(exp(2 |y|) + 1), odd in y.
        const positive = y.lo >= 0n ? y : e.negate(y)
        const value =
          positive.lo > e.largestExponent
            ? { lo: e.unit - 1n, hi: e.unit }
            : e.subtract(e.one, e.divide(e.double(e.one), e.add(e.exp(e.double(positive)), e.one)))
        return y.lo >= 0n ? value : e.negate(value)
      }),
    byExponential: '(x^2 - 1)/(x^2 + 1)',
    farOut: { formula: '1 - 2/(exp(2*x) + 1)', ready: true },
  },
  numeric: {
    double: Math.tanh,
    precise: {
      decimal: (x, D, by) => {
        if (x.abs().lessThan(1)) return by.call('sinh', x, D).div(by.call('cosh', x, D))
        const saturated = x.e > 15
        const value = saturated ? new D(1) : new D(1).minus(new D(2).div(by.exp(x.abs().times(2), D).plus(1)))
        return x.isNegative() ? value.negated() : value
      },
      moves: ({ error, near }) => error / Math.cosh(Math.min(near, 300)) ** 2,
      movesBy: ({ error }) => error,
      exact: [0],
    },
    slope: (u, s) => s.divide(s.one, s.wholePower(s.call('cosh', u), 2)),
  },
}
