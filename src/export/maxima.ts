import { WIDTH } from '../expr/ast.js'
import type { Declared, ExportSystem } from './system.js'

/** What Maxima can suppose of a symbol; of the others it supposes nothing. */
const FACTS: Readonly<Record<string, string>> = {
  positive: '> 0',
  nonnegative: '>= 0',
  negative: '< 0',
  nonpositive: '<= 0',
}

/** Maxima 5. */
export const MAXIMA: ExportSystem = {
  title: 'Maxima',
  pi: '%pi',
  nameOf: (name) => name,
  apply: (fn, argument) => `${fn}(${argument})`,
  power: (base, exponent) => `${base}^${exponent}`,
  quotient: (n, d) => `(${n}/${d})`,
  exact: (text) => text,
  sum: (body, index, from) => `sum(${body}, ${index}, ${from}, ${WIDTH})`,
  derivative: (body, by, order) => `diff(${body}, ${by}, ${order})`,
  place: (body, variable, value) => `at(${body}, ${variable} = ${value})`,
  relation: (lhs, relation, rhs) => (relation === '!=' ? `notequal(${lhs}, ${rhs})` : `${lhs} ${relation} ${rhs}`),
  infinity,
  limit: (body, variable, to) => {
    const at = typeof to === 'string' ? infinity(to) : to.at
    const side = typeof to === 'string' || !to.side ? '' : `, ${{ above: 'plus', below: 'minus' }[to.side]}`
    return `'limit(${body}, ${variable}, ${at}${side})`
  },
  program: (symbols, _, statement) => [...symbols.flatMap(supposed), `${statement};`].join('\n'),
}

function infinity(value: 'oo' | '-oo'): string {
  return value === 'oo' ? 'inf' : 'minf'
}

function supposed({ symbol: { name, indices }, domain }: Declared): string[] {
  const fact = domain && FACTS[domain]
  return fact && indices.length === 0 ? [`assume(${name} ${fact})$`] : []
}
