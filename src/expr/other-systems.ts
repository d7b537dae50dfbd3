/** Expressions as text for SymPy and Maxima, for a reader who wants to go on there. Sums keep their symbolic width. */
import { type Call, type Expr, type Sym, WIDTH, children } from './ast.js'
import { applied, spellingFor } from './spelling.js'
import { placed, printSymbol } from './print.js'
import { type Rational, divide } from './rational.js'

export type OtherSystem = 'sympy' | 'maxima'

interface Syntax {
  readonly power: string
  readonly pi: string
  quotient(n: bigint, d: bigint): string
  sum(body: string, index: string, from: string): string
  derivative(body: string, by: string, order: number): string
  place(body: string, variable: string, value: string): string
}

const SYNTAX: Record<OtherSystem, Syntax> = {
  sympy: {
    power: '**',
    pi: 'pi',
    quotient: (n, d) => `Rational(${n}, ${d})`,
    sum: (body, index, from) => `Sum(${body}, (${index}, ${from}, ${WIDTH}))`,
    derivative: (body, by, order) => `Derivative(${body}, (${by}, ${order}))`,
    place: (body, variable, value) => `Subs(${body}, ${variable}, ${value})`,
  },
  maxima: {
    power: '^',
    pi: '%pi',
    quotient: (n, d) => `(${n}/${d})`,
    sum: (body, index, from) => `sum(${body}, ${index}, ${from}, ${WIDTH})`,
    derivative: (body, by, order) => `diff(${body}, ${by}, ${order})`,
    place: (body, variable, value) => `at(${body}, ${variable} = ${value})`,
  },
}

/** Words that cannot be a name in Python, and what the text itself needs of SymPy. */
const PYTHON_WORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass ' +
    'raise return try while with yield Symbol IndexedBase Rational Sum Derivative Subs Limit Eq Ne Gt Ge Lt Le Abs sympify pi oo exp log sqrt'
  ).split(' '),
)

/** A symbol's name in that system: no two have one. */
const nameIn = (system: OtherSystem, name: string): string =>
  system === 'sympy' && PYTHON_WORDS.has(name.replace(/_+$/, '')) ? `${name}_` : name

/** Whether it has a value of its own. */
const isConstant = (e: Expr): boolean =>
  e.kind !== 'symbol' && e.kind !== 'index' && e.kind !== 'sum' && children(e).every(isConstant)

/** The text of `e` in the system's syntax; its symbols keep their names, save those that are words of the language. */
export function printFor(system: OtherSystem, e: Expr): string {
  const syntax = SYNTAX[system]
  const quotient = ({ n, d }: Rational): string => (d === 1n ? String(n) : syntax.quotient(n, d))
  const text = (node: Expr): string => {
    switch (node.kind) {
      case 'number':
        return quotient(node.value)
      case 'pi':
        return syntax.pi
      case 'symbol':
        return printSymbol({ ...node, name: nameIn(system, node.name) })
      case 'index':
        return node.name
      case 'add':
        return `(${node.terms.map((term, k) => signed(term, k === 0)).join('')})`
      case 'negate':
        return `(-${text(node.argument)})`
      case 'multiply':
        return `(${node.factors.map(text).join('*')})`
      case 'divide':
        if (node.numerator.kind === 'number' && node.denominator.kind === 'number' && node.denominator.value.n !== 0n)
          return quotient(divide(node.numerator.value, node.denominator.value))
        return `(${exact(node.numerator, node.denominator)}/${text(node.denominator)})`
      case 'power':
        return `(${exact(node.base, node.exponent)}${syntax.power}${text(node.exponent)})`
      case 'call':
        return call(node)
      case 'sum': {
        if (node.below === undefined) return syntax.sum(text(node.body), node.index, '1')
        return syntax.sum(syntax.sum(text(node.body), node.below, `${node.index}+1`), node.index, '1')
      }
      case 'where':
        return text(node.value)
      case 'derivative': {
        const { body, variable, order, at } = node
        const rate = order === 0 ? text(body) : syntax.derivative(text(body), text(variable), order)
        return at ? syntax.place(rate, text(placed(variable, at)), text(at.by)) : rate
      }
    }
  }
  /** In Python 3/2 and 2**(-1) are floats. */
  const exact = (of: Expr, beside: Expr): string =>
    system === 'sympy' && isConstant(of) && isConstant(beside) ? `sympify(${text(of)})` : text(of)
  const call = ({ fn, argument }: Call): string => {
    const spelling = spellingFor(system, fn)
    return typeof spelling === 'string' ? `${spelling}(${text(argument)})` : text(applied(spelling, argument))
  }
  const signed = (term: Expr, first: boolean): string => {
    if (first) return text(term)
    return term.kind === 'negate' ? ` - ${text(term.argument)}` : ` + ${text(term)}`
  }
  return bare(text(e))
}

/** Without the outermost parentheses, when they belong together. */
function bare(text: string): string {
  if (!text.startsWith('(')) return text
  let depth = 0
  for (let k = 0; k < text.length - 1; k++) {
    if (text[k] === '(') depth++
    else if (text[k] === ')') depth--
    if (depth === 0) return text
  }
  return text.slice(1, -1)
}

const RELATIONS: Record<OtherSystem, Readonly<Record<string, (l: string, r: string) => string>>> = {
  sympy: {
    '=': (l, r) => `Eq(${l}, ${r}, evaluate=False)`,
    '!=': (l, r) => `Ne(${l}, ${r}, evaluate=False)`,
    '>': (l, r) => `Gt(${l}, ${r}, evaluate=False)`,
    '>=': (l, r) => `Ge(${l}, ${r}, evaluate=False)`,
    '<': (l, r) => `Lt(${l}, ${r}, evaluate=False)`,
    '<=': (l, r) => `Le(${l}, ${r}, evaluate=False)`,
  },
  maxima: {
    '=': (l, r) => `${l} = ${r}`,
    '!=': (l, r) => `notequal(${l}, ${r})`,
    '>': (l, r) => `${l} > ${r}`,
    '>=': (l, r) => `${l} >= ${r}`,
    '<': (l, r) => `${l} < ${r}`,
    '<=': (l, r) => `${l} <= ${r}`,
  },
}

/** A relation between two texts in the system's syntax. */
export const relationFor = (system: OtherSystem, lhs: string, relation: string, rhs: string): string =>
  (RELATIONS[system][relation] as (l: string, r: string) => string)(lhs, rhs)

/** The limit of a text, unevaluated where the system has such a form. `to` is infinite, or a place in the system's syntax. */
export const limitFor = (
  system: OtherSystem,
  body: string,
  variable: string,
  to: string,
  side?: 'above' | 'below',
): string => {
  if (system === 'sympy')
    return `Limit(${body}, ${variable}, ${to}, '${{ above: '+', below: '-', both: '+-' }[to === 'oo' || to === '-oo' ? 'below' : (side ?? 'both')]}')`
  const goal = to === 'oo' ? 'inf' : to === '-oo' ? 'minf' : to
  return `'limit(${body}, ${variable}, ${goal}${side ? `, ${{ above: 'plus', below: 'minus' }[side]}` : ''})`
}

/** Statements that declare these symbols, one a line; `domainOf` gives the sign words of a symbol's name. */
export function declarationsFor(
  system: OtherSystem,
  symbols: readonly Sym[],
  domainOf: (name: string) => string,
): string[] {
  const heads = new Map(symbols.map((s) => [s.name, s]))
  const indices = new Set(symbols.flatMap((s) => s.indices.filter((index) => typeof index === 'string')))
  if (system === 'maxima') {
    const facts = [...heads.values()].flatMap(({ name, indices: own }) => {
      const fact = { positive: '> 0', nonnegative: '>= 0', negative: '< 0', nonpositive: '<= 0' }[domainOf(name)]
      return fact && own.length === 0 ? [`assume(${name} ${fact})$`] : []
    })
    return facts
  }
  const flag = (name: string): string =>
    ['positive', 'negative', 'nonnegative', 'nonpositive', 'nonzero', 'integer'].includes(domainOf(name))
      ? `, ${domainOf(name)}=True`
      : ''
  return [
    'from sympy import *',
    ...[...indices].map((index) => `${index} = Symbol('${index}', integer=True, positive=True)`),
    ...[...heads.values()].map(({ name, indices: own }) => {
      const called = nameIn('sympy', name)
      return own.length > 0
        ? `${called} = IndexedBase('${name}', real=True)`
        : `${called} = Symbol('${name}', real=True${flag(name)})`
    }),
  ]
}

export const infinityFor = (system: OtherSystem, value: 'oo' | '-oo'): string =>
  system === 'sympy' ? value : value === 'oo' ? 'inf' : 'minf'
