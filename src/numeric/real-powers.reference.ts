/**
 * Powers with a symbolic exponent as the kernel means them: defined for a positive base, and for every nonzero base where the exponent is
 * an integer by its form. Floating-point powers are also defined where an exponent happens to be whole, and at a base of 0.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { isIntegerValued } from '../expr/integer-valued.js'
import { rewrite, symbolsOf } from '../expr/substitute.js'

/** The expression with a factor b/b or sqrt(b)/sqrt(b) at each power b^e with a symbol in e. */
export function withRealPowers(e: Expr, isInteger: (s: Sym) => boolean): Expr {
  return rewrite(e, (node) => {
    if (node.kind !== 'power' || symbolsOf(node.exponent).length === 0) return undefined
    const guard = isIntegerValued(node.exponent, isInteger) ? node.base : ast.call('sqrt', node.base)
    return ast.multiply(node, ast.divide(guard, guard))
  })
}
