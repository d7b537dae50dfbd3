/** Where an expression has a value, as far as its parts show it. */
import { FUNCTIONS } from '../functions/registry/registry.js'
import * as ast from './ast.js'
import { type Expr, type Sym, constantValue } from './ast.js'
import { printSymbol } from './print.js'
import { rewrite, substitute } from './substitute.js'

/** Whether it may be undefined somewhere. */
export function asksMore(e: Expr): boolean {
  const seen = new Set<Expr>()
  const visit = (node: Expr): boolean => {
    const parts = ast.children(node)
    if (parts.length === 0 || seen.has(node)) return false
    seen.add(node)
    if (node.kind === 'divide') return !constantValue(node.denominator)?.n || visit(node.numerator)
    if (node.kind === 'where' || node.kind === 'derivative') return true
    if (node.kind === 'power') {
      const k = constantValue(node.exponent)
      if (!(k?.d === 1n && k.n >= 0n)) return true
    }
    return (node.kind === 'call' && FUNCTIONS[node.fn].domain.length > 0) || parts.some(visit)
  }
  return visit(e)
}

/** Without what an expression asks for beside its value, for which formulas have no word. */
export const valueAlone = (e: Expr): Expr => rewrite(e, (node) => (node.kind === 'where' ? node.value : undefined))

/** What an expression is where a symbol is a place, which must have a value, also where nothing of it is left. */
export function atPlace(e: Expr, symbol: Sym, place: Expr): Expr {
  const value = substitute(e, [{ symbol, by: place }])
  return asksMore(place) && !isAskedFor(symbol, e) ? ast.where(value, place) : value
}

/** Whether an expression has a value only where a symbol has one. A sum over pairs has one without any. */
function isAskedFor(symbol: Sym, e: Expr): boolean {
  const name = printSymbol(symbol)
  const seen = new Set<Expr>()
  const visit = (node: Expr): boolean => {
    if (node.kind === 'symbol') return printSymbol(node) === name
    if (seen.has(node) || (node.kind === 'sum' && node.below !== undefined)) return false
    seen.add(node)
    return ast.children(node).some(visit)
  }
  return visit(e)
}
