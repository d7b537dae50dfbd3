/** An expression in an engine's syntax: neutral names, exact quotients for decimals, the engine's functions only. */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { applied, spellingFor } from '../expr/spelling.js'
import { rewrite } from '../expr/substitute.js'
import { functionNamed } from '../functions/registry/registry.js'
import type { Engine } from './engine.js'
import { Refusal } from './failure.js'
import type { Naming } from './naming.js'

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
        const spelling = spellingFor(engine.name, node.fn)
        return typeof spelling === 'string' ? node : applied(spelling, node.argument)
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
  return print(neutral).replace(/[a-z]\w*(?=\()/g, (name) => {
    if (name === 'diff') return engine.diff
    const fn = functionNamed(name)
    const spelling = fn && spellingFor(engine.name, fn)
    return typeof spelling === 'string' ? spelling : name
  })
}
