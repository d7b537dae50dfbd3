/**
 * Algebrite 1.4. Prints roots as powers ((1 - x1)^(1/2)), vectors as [a,b] and a single root bare; an error is an
 * answer that says "Stop:". It expands every polynomial it reads, so to expand is to evaluate; its own `expand` is
 * partial fractions. An operation it cannot carry out comes back as it was written (d(sech(x1),x1)).
 */
import type { Engine, Request } from './engine.js'
import { loadAfresh } from './fresh-modules.js'

/**
 * Every sum copies Algebrite's whole evaluation stack, which has 100,000 places. With 10,000 the same answers come 10 to 100
 * times sooner; an expression that needs more places ends with its "stack overflow". A version without this line runs as it is.
 */
const smallerStack = (source: string): string => source.replace('TOS = 100000;', 'TOS = 10000;')

export const ALGEBRITE: Engine = {
  name: 'algebrite',
  package: 'algebrite',
  diff: 'd',
  extras: { sgn: (argument) => `(abs(${argument})/(${argument}))` },
  refusal: /Stop: (.*)|^$|\bnil\b/,
  differentiate: (e, by, order) => ({ text: `d(${e}, ${by}, ${order})` }),
  expand: (e) => ({ text: e }),
  simplify: (e) => ({ text: `simplify(${e})` }),
  partialFractions: (e, by) => ({ text: `expand(${e}, ${by})` }),
  integrate: (e, by) => ({ text: `integral(${e}, ${by})` }),
  solve: (e, by) => ({ text: `roots(${e}, ${by})` }),
  substitute: (e, by, value) => ({ text: `subst(${value}, ${by}, ${e})` }),
  load() {
    const [algebrite] = loadAfresh(['algebrite'], smallerStack) as [{ run(text: string): string }]
    return ({ text }: Request): string => algebrite.run(text)
  },
}
