import type { ElementaryFunction } from './registry/function.js'

/** The arccosine, from 0 to pi. */
export const acos: ElementaryFunction = {
  aliases: ['arccos'],
  tex: '\\arccos',
  squares: true,
  spellings: { algebrite: 'arccos' },
  domain: [{ must: 'nonnegative', of: '1 - x^2' }],
  derivative: '-1/sqrt(1 - x^2)',
  bends: ['1 - x', '1 + x'],
  lookAlikes: ['asin'],
  exact: {
    reduce: (x, n) => n.fractions.subtract(n.halfPi(), n.normalize(n.formula('asin(x)', x))),
    enclose: (x, e) => e.subtract(e.half(e.pi()), e.arcsine(x)),
    farOut: { formula: '0.5*pi - asin(x)' },
  },
  numeric: {
    double: Math.acos,
    precise: {
      decimal: (x, D, by) => by.atan(new D(1).minus(x).div(new D(1).plus(x)).sqrt(), D).times(2),
      moves: ({ error, far }) => (far < 1 ? error / Math.sqrt((1 - far) * (1 + far)) : Number.POSITIVE_INFINITY),
      room: { of: (x, { one, subtract, abs }) => subtract(one, abs(x)), closed: true },
      exact: [1],
    },
    slope: (u, s) => s.negate(s.divide(s.one, s.call('sqrt', s.subtract(s.one, s.multiply(u, u))))),
  },
}
