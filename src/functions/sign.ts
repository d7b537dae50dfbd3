import type { ElementaryFunction } from './registry/function.js'
import { UNKNOWN } from './registry/numeric.js'

/** -1, 0 or 1, as the argument is negative, zero or positive. */
export const sign: ElementaryFunction = {
  aliases: ['sgn'],
  tex: '\\operatorname{sgn}',
  spellings: { maxima: 'signum', algebrite: 'sgn' },
  domain: [],
  // It has no value at 0, where there is no derivative.
  derivative: '0/x',
  bends: ['x'],
  jumps: true,
  parity: 'odd',
  signs: { negative: 'negative', zero: 'zero', positive: 'positive' },
  lookAlikes: ['abs', 'nothing'],
  exact: {
    reduce: (x, n) => {
      const signs = n.signs(x)
      if (signs.includes('zero')) return n.indeterminate('sign', x)
      const value = n.normalize(x)
      return n.fractions.divide(value, n.size(x))
    },
    farOut: { negative: '-1', positive: '1' },
    enclose: (x, e) => {
      if (x.lo > 0n) return e.one
      if (x.hi < 0n) return e.negate(e.one)
      return { lo: x.lo < 0n ? -e.unit : 0n, hi: x.hi > 0n ? e.unit : 0n }
    },
  },
  numeric: {
    double: Math.sign,
    precise: {
      decimal: (x, D) => new D(x.isZero() ? 0 : x.isNegative() ? -1 : 1),
      moves: ({ near }) => (near > 0 ? 0 : Number.POSITIVE_INFINITY),
      movesBy: ({ error, x }) => (error < x ? Number.NEGATIVE_INFINITY : UNKNOWN),
      exact: [0],
    },
    jet: (u, s) => s.divide(s.absolute(u), u),
  },
}
