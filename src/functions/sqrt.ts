import type { ElementaryFunction } from './registry/function.js'

/** The root that is not negative. */
export const sqrt: ElementaryFunction = {
  tex: { delimits: true, around: (x) => `\\sqrt{${x}}` },
  domain: [{ must: 'nonnegative', of: 'x' }],
  derivative: '1/(2*sqrt(x))',
  bends: ['x'],
  signs: { negative: 'none', zero: 'zero', positive: 'positive' },
  lookAlikes: ['nothing', 'abs'],
  exact: {
    reduce: (x, n) => n.root(n.require(x, 'nonnegative'), 2),
    enclose: (x, e) => e.sqrt(x),
  },
  numeric: {
    double: Math.sqrt,
    precise: {
      decimal: (x, D, by) => by.sqrt(x, D),
      moves: ({ error, near }) => (near > 0 ? error / (2 * Math.sqrt(near)) : Number.POSITIVE_INFINITY),
      room: { of: (x) => x, closed: true },
      exact: { rootOf: 2 },
    },
    jet: (u, s) => s.root(u),
  },
}
