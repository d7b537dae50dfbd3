import type { ElementaryFunction } from './registry/function.js'

/** The arcsine, from -pi/2 to pi/2. */
export const asin: ElementaryFunction = {
  aliases: ['arcsin'],
  tex: '\\arcsin',
  squares: true,
  spellings: { algebrite: 'arcsin' },
  domain: [{ must: 'nonnegative', of: '1 - x^2' }],
  derivative: '1/sqrt(1 - x^2)',
  parity: 'odd',
  bends: ['1 - x', '1 + x'],
  lookAlikes: ['acos', 'asinh'],
  exact: {
    reduce: (x, n) => {
      n.require(n.formula('1 - x^2', x), 'nonnegative')
      return n.inverseCircular('asin', n.normalize(x))
    },
    enclose: (x, e) => e.arcsine(x),
  },
  numeric: {
    double: Math.asin,
    precise: {
      // What is infinite comes from ends of the domain, and means a right angle.
      decimal: (x, D, by) => by.atan(x.div(new D(1).minus(x).times(new D(1).plus(x)).sqrt()), D),
      moves: ({ error, far }) => (far < 1 ? error / Math.sqrt((1 - far) * (1 + far)) : Number.POSITIVE_INFINITY),
      room: { of: (x, { one, subtract, abs }) => subtract(one, abs(x)), closed: true },
      exact: [0],
    },
    slope: (u, s) => s.divide(s.one, s.call('sqrt', s.subtract(s.one, s.multiply(u, u)))),
  },
}
