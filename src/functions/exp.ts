import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'

/** e^x. */
export const exp: ElementaryFunction = {
  tex: {
    delimits: false,
    around: (x, { tall, long }) => (tall ? `\\exp\\!\\left(${x}\\right)` : long ? `\\exp(${x})` : `\\mathrm{e}^{${x}}`),
  },
  domain: [],
  derivative: 'exp(x)',
  signs: ALWAYS_POSITIVE,
  lookAlikes: ['log', 'nothing'],
}
