import { ALWAYS_POSITIVE, type ElementaryFunction } from './registry/function.js'

/** The arccotangent between 0 and pi, continuous at 0. Systems for which it lies between -pi/2 and pi/2 get a formula. */
export const acot: ElementaryFunction = {
  aliases: ['arccot'],
  tex: '\\operatorname{arccot}',
  squares: true,
  spellings: {
    sympy: 'pi/2 - atan(x)',
    maxima: 'pi/2 - atan(x)',
    nerdamer: 'pi/2 - atan(x)',
    algebrite: 'pi/2 - atan(x)',
  },
  domain: [],
  derivative: '-1/(1 + x^2)',
  signs: ALWAYS_POSITIVE,
  is: 'pi/2 - atan(x)',
  lookAlikes: ['atan', 'cot'],
  // The difference of nearly equal numbers would lose the digits of what is small.
  numeric: { double: (x) => Math.atan2(1, x) },
}
