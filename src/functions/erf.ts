import type { ElementaryFunction } from './registry/function.js'

/** Beyond this it is 1 to the last place of a double. */
const FAR = 6
/** Up to this its series is summed. */
const NEAR = 2.5

/** The error function, the integral of 2 exp(-t^2)/sqrt(pi) from 0. The kernel knows of it what its derivative says. */
export const erf: ElementaryFunction = {
  tex: '\\operatorname{erf}',
  domain: [],
  derivative: '2*exp(-x^2)/sqrt(pi)',
  parity: 'odd',
  signs: { negative: 'negative', zero: 'zero', positive: 'positive' },
  lookAlikes: ['exp', 'tanh', 'nothing'],
  numeric: {
    double: (x) => {
      const size = Math.abs(x)
      if (!(size < FAR)) return size === Number.POSITIVE_INFINITY || size >= FAR ? Math.sign(x) : Number.NaN
      const square = x * x
      const scale = Math.exp(-square) / Math.sqrt(Math.PI)
      if (size < NEAR) {
        // 2 x exp(-x^2) (1 + 2 x^2/3 + (2 x^2)^2/(3*5) + ...) / sqrt(pi)
        let term = 1
        let sum = 1
        for (let k = 1; term > sum * 2 ** -55; k++) {
          term *= square / (k + 0.5)
          sum += term
        }
        return 2 * x * scale * sum
      }
      // 1 - erf(x) by its continued fraction.
      let below = size
      for (let k = 60; k > 0; k--) below = size + k / 2 / below
      return Math.sign(x) * (1 - scale / below)
    },
    precise: {
      decimal: (x, D, by) => {
        if (x.isZero() || x.isNaN()) return x
        // 1 - erf(x) is less than exp(-x^2).
        if (x.abs().greaterThan(Math.sqrt((D.precision + 5) * Math.log(10)))) return new D(x.isNegative() ? -1 : 1)
        const Wide = D.clone({ precision: D.precision + 10 })
        const square = new Wide(x).times(x)
        let term = new Wide(1)
        let sum = term
        for (let k = 1; term.e > sum.e - Wide.precision; k++) {
          term = term.times(square).div(k + 0.5)
          sum = sum.plus(term)
        }
        const scale = by
          .exp(square.negated(), Wide)
          .times(2)
          .div(by.sqrt(Wide.acos(-1), Wide))
        return sum.times(scale).times(x).toSignificantDigits(D.precision)
      },
      moves: ({ error, near }) => (error * 2 * Math.exp(-near * near)) / Math.sqrt(Math.PI),
      // The slope is at most 2/sqrt(pi).
      movesBy: ({ error }) => error + 0.06,
      exact: [0],
    },
  },
}
