/** Numbers for expressions, the same for equal trees, so that equal parts written twice are evaluated once. */
import { type Expr, children } from '../expr/ast.js'
import { printSymbol } from '../expr/print.js'

export class Identity {
  private readonly known = new Map<Expr, number>()
  private readonly numbers = new Map<string, number>()

  /** Equal for two expressions exactly when they are the same tree; linear in the number of distinct nodes. */
  of(e: Expr): number {
    const known = this.known.get(e)
    if (known !== undefined) return known
    const key = `${own(e)} ${children(e)
      .map((child) => this.of(child))
      .join()}`
    const number = this.numbers.get(key) ?? this.numbers.size
    this.numbers.set(key, number)
    this.known.set(e, number)
    return number
  }
}

/** What a node says beside its children. */
function own(e: Expr): string {
  switch (e.kind) {
    case 'number':
      return `${e.value.n}/${e.value.d}`
    case 'symbol':
      return `symbol ${printSymbol(e)}`
    case 'index':
      return `index ${e.name}`
    case 'call':
      return e.fn
    case 'sum':
      return `sum ${e.index}${e.below === undefined ? '' : `<${e.below}`}`
    case 'derivative':
      return `diff ${e.order} ${e.at ? (e.at.index ?? '=') : ''}`
    default:
      return e.kind
  }
}
