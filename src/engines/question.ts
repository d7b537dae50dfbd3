/** An expression in an engine's syntax: neutral names, exact quotients for decimals, the engine's functions only. */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { rewrite, substitute } from '../expr/substitute.js'
import type { Engine } from './engine.js'
import { Refusal } from './failure.js'
import type { Naming } from './naming.js'

const ARGUMENT = ast.symbol('x')

/** The text of `e` for the engine. Throws Refusal for symbolic sums and named indices; engines have no such form. */
export function question(engine: Engine, naming: Naming, e: Expr): string {
  const neutral = rewrite(e, (node) => {
    switch (node.kind) {
      case 'number':
        return node.value.d === 1n ? node : ast.divide(ast.rational(node.value.n), ast.rational(node.value.d))
      case 'symbol':
        return naming.hide(node)
      case 'derivative':
        if (node.at) throw new Refusal('it has the value of something at a place')
        return ast.derivative(node.body, naming.hide(node.variable), node.order)
      case 'call': {
        const form = engine.lacks[node.fn]
        return form === undefined ? node : substitute(parse(form), [{ symbol: ARGUMENT, by: node.argument }])
      }
      case 'where':
        return node.value
      case 'index':
      case 'sum':
        throw new Refusal('it has a symbolic sum; write sums out at a concrete width first')
      default:
        return undefined
    }
  })
  return print(neutral).replace(/[a-z]+(?=\()/g, (fn) => engine.spellings[fn] ?? fn)
}
