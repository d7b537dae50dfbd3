/** Equal sub-expressions as one object, so that whatever is made of each part of a tree is made once. */
import { type Expr, children, withChildren } from './ast.js'
import { printSymbol } from './print.js'

/** What is not in the children of a node. */
function own(e: Expr): string {
  switch (e.kind) {
    case 'number':
      return `${e.value.n}/${e.value.d}`
    case 'symbol':
      return printSymbol(e)
    case 'index':
      return e.name
    case 'call':
      return e.fn
    case 'sum':
      return `${e.index}<${e.below ?? ''}`
    case 'derivative':
      return `${e.order}@${e.at?.index ?? ''}`
    default:
      return ''
  }
}

/** A function that gives equal trees, of all that it is asked for, as one object. */
export function sharing(): (e: Expr) => Expr {
  const numbers = new Map<Expr, number>()
  const known = new Map<string, Expr>()
  const done = new Map<Expr, Expr>()
  const share = (e: Expr): Expr => {
    const before = done.get(e)
    if (before) return before
    const parts = children(e)
    let key = `${e.kind} ${own(e)}`
    let node = e
    if (parts.length > 0) {
      const shared = parts.map(share)
      for (const part of shared) key += ` ${numbers.get(part)}`
      node = withChildren(e, shared)
    }
    const first = known.get(key)
    if (!first) {
      known.set(key, node)
      numbers.set(node, numbers.size)
    }
    done.set(e, first ?? node)
    return first ?? node
  }
  return share
}
