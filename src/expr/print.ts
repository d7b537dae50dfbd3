/** Expression to infix text, with the fewest parentheses that read back to the same tree: parse(print(e)) equals e. */
import { type Expr, type Place, type Sym, sizeOf } from './ast.js'
import { toDecimal } from './rational.js'

const enum Level {
  Sum,
  Product,
  Factor,
  Atom,
}

function level(e: Expr): Level {
  switch (e.kind) {
    case 'add':
    case 'negate':
      return Level.Sum
    case 'multiply':
    case 'divide':
      return Level.Product
    case 'power':
      return Level.Factor
    default:
      return Level.Atom
  }
}

const cache = new WeakMap<Expr, string>()

/** The text of a symbol with its indices: u[i], gamma. */
export const printSymbol = (s: Sym): string => (s.indices.length === 0 ? s.name : `${s.name}[${s.indices.join(',')}]`)

/** What a place says the value of: the name that is bound, with the index that it binds where it is a family's. */
export const placed = ({ name }: Sym, { index }: Place): Sym => ({
  kind: 'symbol',
  name,
  indices: index === undefined ? [] : [index],
})

/** Infix text of an expression. */
export function print(e: Expr): string {
  const known = cache.get(e)
  if (known !== undefined) return known
  const text = printed(e)
  cache.set(e, text)
  return text
}

/** Longer texts are not put into sentences. */
const LONGEST_IN_SENTENCE = 400

/** The text of an expression in a sentence: where it would be long, only how large it is. */
export function brief(e: Expr): string {
  const size = sizeOf(e)
  const text = size <= LONGEST_IN_SENTENCE ? print(e) : undefined
  return text !== undefined && text.length <= LONGEST_IN_SENTENCE ? text : `a term of ${size} parts`
}

const at = (e: Expr, least: Level): string => (level(e) < least ? `(${print(e)})` : print(e))

function printed(e: Expr): string {
  switch (e.kind) {
    case 'number':
      return toDecimal(e.value) as string
    case 'pi':
      return 'pi'
    case 'symbol':
      return printSymbol(e)
    case 'index':
      return e.name
    case 'negate':
      return `-${at(e.argument, Level.Product)}`
    case 'add':
      return e.terms
        .map((term, k) => {
          if (k === 0) return term.kind === 'add' ? `(${print(term)})` : print(term)
          return term.kind === 'negate' ? ` - ${at(term.argument, Level.Product)}` : ` + ${at(term, Level.Product)}`
        })
        .join('')
    case 'multiply':
      return e.factors
        .map((factor, k) => (k === 0 && factor.kind === 'divide' ? print(factor) : at(factor, Level.Factor)))
        .join('*')
    case 'divide':
      return `${at(e.numerator, Level.Product)}/${at(e.denominator, Level.Factor)}`
    case 'power':
      return `${at(e.base, Level.Atom)}^${at(e.exponent, Level.Factor)}`
    case 'call':
      return `${e.fn}(${print(e.argument)})`
    case 'sum':
      return `sum(${e.index}${e.below === undefined ? '' : `<${e.below}`}, ${print(e.body)})`
    case 'where':
      return `where(${print(e.value)}, ${print(e.defined)})`
    case 'derivative': {
      const { body, variable, order, at: place } = e
      const moved =
        order === 0 ? print(body) : `diff(${print(body)}, ${printSymbol(variable)}${order === 1 ? '' : `, ${order}`})`
      return place ? `at(${moved}, ${printSymbol(placed(variable, place))} = ${print(place.by)})` : moved
    }
  }
}

/** Whether two expressions are the same tree. */
export const same = (a: Expr, b: Expr): boolean => a === b || print(a) === print(b)
