/** Derivatives as quantities of which no more is known than where they have values. */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import type { Motion } from '../../expr/differentiate.js'
import { atPlace } from '../../expr/where-defined.js'
import { exactText, placed } from '../../expr/print.js'
import { freeIndices } from '../../expr/substitute.js'
import { isTotal, ratesIn } from './flow-rates.js'

/**
 * What terms themselves suppose: the same with a symbol for each of their derivatives, which has a value where what is differentiated has one. A
 * derivative that occurs twice has one symbol. One along a flow has a value only where the rates of what moves in it have values.
 */
export function suppositionsOf(terms: readonly Expr[], motion?: Motion): Expr[] {
  let count = 0
  /** With the symbols of the derivatives at one and the same place. */
  const opened = (e: Expr, symbols: Map<string, Sym>): Expr => {
    const done = new Map<Expr, Expr>()
    const visit = (node: Expr): Expr => {
      const known = done.get(node)
      if (known) return known
      const made = node.kind === 'derivative' ? opaque(node) : ast.withChildren(node, ast.children(node).map(visit))
      done.set(node, made)
      return made
    }
    const opaque = (node: ast.Derivative): Expr => {
      const { body, variable, at } = node
      // A derivative in what is differentiated is another one at each place: its symbol is of its own.
      const inside = opened(body, new Map())
      const asked = at ? atPlace(inside, placed(variable, at), visit(at.by)) : inside
      const moved = motion && isTotal(node, motion) ? ratesIn(node.body, motion) : []
      const key = exactText(node)
      const symbol = symbols.get(key) ?? ast.symbol(`#derivative${count++}`, ...freeIndices(node))
      symbols.set(key, symbol)
      return ast.where(symbol, [asked, ...moved.map((rate) => opened(rate, new Map()))].reduce(ast.where))
    }
    return visit(e)
  }
  const symbols = new Map<string, Sym>()
  return terms.map((e) => opened(e, symbols))
}
