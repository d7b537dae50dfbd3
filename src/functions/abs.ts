import { larger } from './registry/exact.js'
import type { ElementaryFunction } from './registry/function.js'
import { MOVES_NO_MORE } from './registry/numeric.js'

/** The absolute value. */
export const abs: ElementaryFunction = {
  tex: {
    delimits: true,
    // Bars within bars do not say which of them begin.
    around: (x) => (x.includes('|') ? `\\left|\\left(${x}\\right)\\right|` : `\\left|${x}\\right|`),
  },
  spellings: { sympy: 'Abs' },
  domain: [],
  derivative: 'abs(x)/x',
  parity: 'even',
  bends: ['x'],
  signs: { negative: 'positive', zero: 'zero', positive: 'positive' },
  lookAlikes: ['nothing'],
  exact: {
    reduce: (x, n) => n.size(x),
    enclose: (x, e) => {
      if (x.lo >= 0n) return x
      return x.hi <= 0n ? e.negate(x) : { lo: 0n, hi: larger(-x.lo, x.hi) }
    },
  },
  numeric: {
    double: Math.abs,
    precise: {
      decimal: (x) => x.abs(),
      ...MOVES_NO_MORE,
      exact: 'always',
    },
    jet: (u, s) => s.absolute(u),
  },
}
