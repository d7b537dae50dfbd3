import type { ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** The real cube root, of any sign; x^(1/3) has values for x >= 0 alone. */
export const cbrt: ElementaryFunction = {
  tex: { delimits: true, around: (x) => `\\sqrt[3]{${x}}` },
  spellings: {
    sympy: 'sign(x)*abs(x)^(1/3)',
    maxima: 'sign(x)*abs(x)^(1/3)',
    nerdamer: 'sign(x)*abs(x)^(1/3)',
    algebrite: 'sign(x)*abs(x)^(1/3)',
  },
  domain: [],
  derivative: '1/(3*cbrt(x)^2)',
  bends: ['x'],
  parity: 'odd',
  signs: { negative: 'negative', zero: 'zero', positive: 'positive' },
  lookAlikes: ['sqrt', 'nothing'],
  exact: {
    reduce: (x, n) => n.oddRoot('cbrt', n.normalize(x), 3),
    farOut: { negative: '-(-x)^(1/3)', positive: 'x^(1/3)' },
    enclose: (x, e) => e.increasing(x, (y) => (y.lo >= 0n ? e.root(y, 3) : e.negate(e.root(e.negate(y), 3)))),
  },
  numeric: {
    double: Math.cbrt,
    precise: {
      decimal: (x, D, by) => {
        if (x.isZero() || !x.isFinite()) return x
        const Wide = D.clone({ precision: D.precision + 6 })
        const size = by.exp(by.log(x.abs(), Wide).div(3), Wide)
        // One step of Newton's method from most of the digits.
        const root = size.minus(size.minus(new Wide(x.abs()).div(size.times(size))).div(3))
        return new D(x.isNegative() ? root.negated() : root).toSignificantDigits(D.precision)
      },
      moves: ({ error, near }) => (near > 0 ? error / (3 * Math.cbrt(near) ** 2) : Number.POSITIVE_INFINITY),
      // |a^(1/3) - b^(1/3)| is at most 4^(1/3) |a - b|^(1/3).
      movesBy: ({ inside, error, x }) =>
        inside ? error - (2 * x) / 3 + 0.1 : Number.isNaN(error) ? UNKNOWN : error / 3 + 0.21,
      exact: { rootOf: 3 },
    },
    jet: (u, s) => s.rootBy('cbrt', u, 3),
  },
}
