/** Formulas in the syntax of other systems, for a reader who wants to go on there. Sums keep their symbolic width. */
import { type Call, type Expr, type Index, type Sym, children } from '../expr/ast.js'
import { placed, printSymbol } from '../expr/print.js'
import { type Rational, divide } from '../expr/rational.js'
import { applied, spellingFor } from '../expr/spelling.js'
import { substitute } from '../expr/substitute.js'
import { EXPORTERS, type ExporterName } from './registry.js'

/** The text of `e`; its symbols keep their names, save those that are words of the language. */
export function formulaFor(name: ExporterName, e: Expr): string {
  const system = EXPORTERS[name]
  const quotient = ({ n, d }: Rational): string => (d === 1n ? String(n) : system.quotient(n, d))
  // A letter that counts may be a word of the other system as well as a name.
  const counted = (index: Index): Index => (typeof index === 'string' ? system.nameOf(index) : index)
  const symbol = (of: Sym): string =>
    printSymbol({ ...of, name: system.nameOf(of.name), indices: of.indices.map(counted) })
  const text = (node: Expr): string => {
    switch (node.kind) {
      case 'number':
        return quotient(node.value)
      case 'pi':
        return system.pi
      case 'symbol':
        return symbol(node)
      case 'index':
        return system.nameOf(node.name)
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
        return `(${system.power(exact(node.base, node.exponent), text(node.exponent))})`
      case 'call':
        return call(node)
      case 'sum': {
        const index = system.nameOf(node.index)
        if (node.below === undefined) return system.sum(text(node.body), index, '1')
        return system.sum(system.sum(text(node.body), system.nameOf(node.below), `${index}+1`), index, '1')
      }
      case 'where':
        return text(node.value)
      case 'derivative': {
        const { body, variable, order, at } = node
        // Other systems know no member of a family for any index: what is put for it is put in here.
        if (at?.index !== undefined && order === 0)
          return text(substitute(body, [{ symbol: placed(variable, at), by: at.by }]))
        const rate = order === 0 ? text(body) : system.derivative(text(body), text(variable), order)
        return at ? system.place(rate, text(placed(variable, at)), text(at.by)) : rate
      }
    }
  }
  const exact = (of: Expr, beside: Expr): string =>
    isConstant(of) && isConstant(beside) ? system.exact(text(of)) : text(of)
  const call = ({ fn, argument }: Call): string => {
    const spelling = spellingFor(name, fn)
    return typeof spelling === 'string' ? system.apply(spelling, text(argument)) : text(applied(spelling, argument))
  }
  const signed = (term: Expr, first: boolean): string => {
    if (first) return text(term)
    return term.kind === 'negate' ? ` - ${text(term.argument)}` : ` + ${text(term)}`
  }
  return bare(text(e))
}

/** Whether it has a value of its own. */
const isConstant = (e: Expr): boolean =>
  e.kind !== 'symbol' && e.kind !== 'index' && e.kind !== 'sum' && children(e).every(isConstant)

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
