import { WIDTH } from '../expr/ast.js'
import type { Declared, ExportSystem, Relation } from './system.js'

/** Words that cannot be a name in Python, and what the text itself needs of SymPy. */
const WORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass ' +
    'raise return try while with yield Symbol IndexedBase Rational Sum Derivative Subs Limit Eq Ne Gt Ge Lt Le Abs sympify pi oo exp log sqrt'
  ).split(' '),
)

const RELATIONS: Record<Relation, string> = { '=': 'Eq', '!=': 'Ne', '>': 'Gt', '>=': 'Ge', '<': 'Lt', '<=': 'Le' }

const nameOf = (name: string): string => (WORDS.has(name.replace(/_+$/, '')) ? `${name}_` : name)

/** SymPy 1.14, in Python. */
export const SYMPY: ExportSystem = {
  title: 'SymPy',
  pi: 'pi',
  nameOf,
  apply: (fn, argument) => `${fn}(${argument})`,
  power: (base, exponent) => `${base}**${exponent}`,
  quotient: (n, d) => `Rational(${n}, ${d})`,
  // In Python 3/2 and 2**(-1) are floats.
  exact: (text) => `sympify(${text})`,
  sum: (body, index, from) => `Sum(${body}, (${index}, ${from}, ${WIDTH}))`,
  derivative: (body, by, order) => `Derivative(${body}, (${by}, ${order}))`,
  place: (body, variable, value) => `Subs(${body}, ${variable}, ${value})`,
  relation: (lhs, relation, rhs) => `${RELATIONS[relation]}(${lhs}, ${rhs}, evaluate=False)`,
  infinity: (value) => value,
  limit: (body, variable, to) => {
    if (typeof to === 'string') return `Limit(${body}, ${variable}, ${to}, '-')`
    return `Limit(${body}, ${variable}, ${to.at}, '${{ above: '+', below: '-', both: '+-' }[to.side ?? 'both']}')`
  },
  program: (symbols, indices, statement) =>
    [
      'from sympy import *',
      ...indices.map((index) => `${nameOf(index)} = Symbol('${index}', integer=True, positive=True)`),
      ...symbols.map(declaration),
      statement,
    ].join('\n'),
}

function declaration({ symbol: { name, indices }, domain }: Declared): string {
  if (indices.length > 0) return `${nameOf(name)} = IndexedBase('${name}', real=True)`
  return `${nameOf(name)} = Symbol('${name}', real=True${domain ? `, ${domain}=True` : ''})`
}
