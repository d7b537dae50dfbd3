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

/** The text of a symbol with its indices: u[i], gamma. */
export const printSymbol = (s: Sym): string => (s.indices.length === 0 ? s.name : `${s.name}[${s.indices.join(',')}]`)

/** What a place says the value of: the name that is bound, with the index that it binds where it is a family's. */
export const placed = ({ name }: Sym, { index }: Place): Sym => ({
  kind: 'symbol',
  name,
  indices: index === undefined ? [] : [index],
})

/** Infix text of an expression. */
export const print = (e: Expr): string => PLAIN.text(e)

/** Text that two expressions have in common where they are the same tree, and nowhere else: an index that is a number and a symbol of its name are two. */
export const exactText = (e: Expr): string => EXACT.text(e)

/** Whether two expressions are the same tree. */
export const same = (a: Expr, b: Expr): boolean => a === b || exactText(a) === exactText(b)

/** Longer texts are not put into sentences. */
const LONGEST_IN_SENTENCE = 400

/** The text of an expression in a sentence: where it would be long, only how large it is. */
export function brief(e: Expr): string {
  const size = sizeOf(e)
  const text = size <= LONGEST_IN_SENTENCE ? print(e) : undefined
  return text !== undefined && text.length <= LONGEST_IN_SENTENCE ? text : `a term of ${size} parts`
}

/** Texts of expressions, with a spelling of its own for an index that stands for the number that it counts. */
class Printer {
  private readonly known = new WeakMap<Expr, string>()

  constructor(private readonly index: (name: string) => string) {}

  text(e: Expr): string {
    const known = this.known.get(e)
    if (known !== undefined) return known
    const text = this.printed(e)
    this.known.set(e, text)
    return text
  }

  private at(e: Expr, least: Level): string {
    return level(e) < least ? `(${this.text(e)})` : this.text(e)
  }

  private printed(e: Expr): string {
    switch (e.kind) {
      case 'number':
        return toDecimal(e.value) as string
      case 'pi':
        return 'pi'
      case 'symbol':
        return printSymbol(e)
      case 'index':
        return this.index(e.name)
      case 'negate':
        return `-${this.at(e.argument, Level.Product)}`
      case 'add':
        return e.terms
          .map((term, k) => {
            if (k === 0) return term.kind === 'add' ? `(${this.text(term)})` : this.text(term)
            return term.kind === 'negate'
              ? ` - ${this.at(term.argument, Level.Product)}`
              : ` + ${this.at(term, Level.Product)}`
          })
          .join('')
      case 'multiply':
        return e.factors
          .map((factor, k) => (k === 0 && factor.kind === 'divide' ? this.text(factor) : this.at(factor, Level.Factor)))
          .join('*')
      case 'divide':
        return `${this.at(e.numerator, Level.Product)}/${this.at(e.denominator, Level.Factor)}`
      case 'power':
        return `${this.at(e.base, Level.Atom)}^${this.at(e.exponent, Level.Factor)}`
      case 'call':
        return `${e.fn}(${this.text(e.argument)})`
      case 'sum':
        return `sum(${e.index}${e.below === undefined ? '' : `<${e.below}`}, ${this.text(e.body)})`
      case 'where':
        return `where(${this.text(e.value)}, ${this.text(e.defined)})`
      case 'derivative': {
        const { body, variable, order, at: place } = e
        const moved =
          order === 0
            ? this.text(body)
            : `diff(${this.text(body)}, ${printSymbol(variable)}${order === 1 ? '' : `, ${order}`})`
        return place ? `at(${moved}, ${printSymbol(placed(variable, place))} = ${this.text(place.by)})` : moved
      }
    }
  }
}

const PLAIN = new Printer((name) => name)
const EXACT = new Printer((name) => `index ${name}`)
