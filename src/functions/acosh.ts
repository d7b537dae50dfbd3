import { larger } from './registry/exact.js'
import type { ElementaryFunction } from './registry/function.js'

/** The inverse of the hyperbolic cosine that is not negative. */
export const acosh: ElementaryFunction = {
  aliases: ['arccosh'],
  tex: '\\operatorname{arcosh}',
  squares: true,
  spellings: { algebrite: 'arccosh' },
  domain: [{ must: 'nonnegative', of: 'x - 1', otherwise: 'acosh below 1' }],
  derivative: '1/(sqrt(x - 1)*sqrt(x + 1))',
  bends: ['x - 1'],
  lookAlikes: ['asinh', 'cosh'],
  exact: {
    reduce: (x, n) => {
      n.require(n.formula('x - 1', x), 'nonnegative')
      return n.logarithm(n.require(n.formula('x + sqrt(x^2 - 1)', x), 'positive'))
    },
    enclose: (x, e) => {
      if ((e.strict ? x.lo : x.hi) < e.unit) return e.none('acosh below 1')
      const value = (end: bigint) => {
        const point = { lo: end, hi: end }
        return e.log(e.add(point, e.sqrt(e.subtract(e.multiply(point, point), e.one))))
      }
      const { lo } = value(larger(x.lo, e.unit))
      return { lo: larger(lo, 0n), hi: value(x.hi).hi }
    },
    farOut: { formula: 'log(x + sqrt(x^2 - 1))' },
  },
  numeric: {
    double: Math.acosh,
    precise: {
      // Twice the inverse of sinh at the root of (x - 1)/2, which keeps the digits near one.
      decimal: (x, D, by) => by.call('asinh', x.minus(1).div(2).sqrt(), D).times(2),
      moves: ({ error, near }) => (near > 1 ? error / Math.sqrt((near - 1) * (near + 1)) : Number.POSITIVE_INFINITY),
      room: { of: (x, { one, subtract }) => subtract(x, one), closed: true },
      exact: [1],
    },
    slope: (u, s) => s.divide(s.one, s.call('sqrt', s.subtract(s.multiply(u, u), s.one))),
    pace: 'logarithm',
  },
}
