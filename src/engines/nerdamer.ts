/**
 * nerdamer 1.1. Prints quotients as powers (x1^(-1)), exp(x) as e^x, roots as sqrt. Where it needs numbers it replaces
 * e and pi by rationals without a word, so an answer with those rationals is refused.
 */
import type { Engine, Request } from './engine.js'
import { loadAfresh } from './fresh-modules.js'

type Nerdamer = (text: string, values?: Record<string, string>) => { toString(): string }

export const NERDAMER: Engine = {
  name: 'nerdamer',
  package: 'nerdamer',
  diff: 'diff',
  extras: { sign: (argument) => `(abs(${argument})/(${argument}))` },
  refusal: /^()$|\b(?:325368125|119696244|245850922|78256779)\b/,
  differentiate: (e, by, order) => ({ text: `diff(${e}, ${by}, ${order})` }),
  expand: (e) => ({ text: `expand(${e})` }),
  simplify: (e) => ({ text: `simplify(${e})` }),
  partialFractions: (e, by) => ({ text: `partfrac(${e}, ${by})` }),
  integrate: (e, by) => ({ text: `integrate(${e}, ${by})` }),
  solve: (e, by) => ({ text: `solve(${e}, ${by})` }),
  substitute: (e, by, value) => ({ text: e, where: { symbol: by, value } }),
  load() {
    const parts = ['Algebra', 'Calculus', 'Solve'].map((part) => `nerdamer/${part}.js`)
    const [nerdamer] = loadAfresh(['nerdamer', ...parts]) as [Nerdamer]
    return ({ text, where }: Request): string =>
      nerdamer(text, where ? { [where.symbol]: where.value } : undefined).toString()
  },
}
