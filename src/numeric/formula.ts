/**
 * Formulas in x that functions say of themselves, read for the interpreter: a second reading, as all of it is, in which the parser of the language has
 * no part. A formula is carried out in whatever arithmetic it is given.
 */
import type { Arithmetic } from '../functions/registry/numeric.js'

/** With the numbers that stand in formulas, and powers to them. */
export interface FormulaArithmetic<V> extends Arithmetic<V> {
  readonly pi: V
  whole(n: number): V
  realPower(a: V, y: V): V
}

export type Formula = <V>(x: V, a: FormulaArithmetic<V>) => V

const known = new Map<string, Formula>()

/** What a text says: sums, products, quotients, powers and calls of whole numbers, pi and x. Throws TypeError for any other. */
export function formulaOf(text: string): Formula {
  let formula = known.get(text)
  if (!formula) {
    formula = new Reader(text).whole()
    known.set(text, formula)
  }
  return formula
}

class Reader {
  private readonly tokens: string[]
  private at = 0

  constructor(private readonly text: string) {
    this.tokens = text.match(/\d+|\w+|[^\s\w]/g) ?? []
  }

  whole(): Formula {
    const formula = this.sum()
    return this.at === this.tokens.length ? formula : this.fail()
  }

  private fail(): never {
    throw new TypeError(`${this.text} cannot be read at ${this.tokens[this.at] ?? 'its end'}`)
  }
  private accept(token: string): boolean {
    if (this.tokens[this.at] !== token) return false
    this.at++
    return true
  }

  private sum(): Formula {
    let left = this.product()
    for (;;) {
      const before = left
      if (this.accept('+')) {
        const right = this.product()
        left = (x, a) => a.add(before(x, a), right(x, a))
      } else if (this.accept('-')) {
        const right = this.product()
        left = (x, a) => a.subtract(before(x, a), right(x, a))
      } else return left
    }
  }

  private product(): Formula {
    let left = this.factor()
    for (;;) {
      const before = left
      if (this.accept('*')) {
        const right = this.factor()
        left = (x, a) => a.multiply(before(x, a), right(x, a))
      } else if (this.accept('/')) {
        const right = this.factor()
        left = (x, a) => a.divide(before(x, a), right(x, a))
      } else return left
    }
  }

  private factor(): Formula {
    if (this.accept('-')) {
      const inner = this.factor()
      return (x, a) => a.negate(inner(x, a))
    }
    const base = this.atom()
    if (!this.accept('^')) return base
    const whole = Number(this.tokens[this.at])
    if (Number.isInteger(whole)) {
      this.at++
      return (x, a) => a.wholePower(base(x, a), whole)
    }
    const exponent = this.factor()
    return (x, a) => a.realPower(base(x, a), exponent(x, a))
  }

  private atom(): Formula {
    const token = this.tokens[this.at++] ?? ''
    if (/^\d+$/.test(token)) return (_, a) => a.whole(Number(token))
    if (token === 'x') return (x) => x
    if (token === 'pi') return (_, a) => a.pi
    if (token === '(') return this.closed(this.sum())
    if (!/^[a-z]/.test(token) || !this.accept('(')) return this.fail()
    const argument = this.closed(this.sum())
    return (x, a) => a.call(token, argument(x, a))
  }

  private closed(inner: Formula): Formula {
    return this.accept(')') ? inner : this.fail()
  }
}
