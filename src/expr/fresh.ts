/** Names that stand nowhere. Indices and symbols have one stock of names, so that a text tells one from the other. */
import { type Expr, type Index, nodesOf } from './ast.js'

/** All names of indices and symbols in an expression, bound or free. */
const namesOf = (e: Expr): Index[] => [...nodesOf(e)].flatMap(namesIn)

function namesIn(node: Expr): readonly Index[] {
  if (node.kind === 'symbol') return [node.name, ...node.indices]
  if (node.kind === 'index') return [node.name]
  if (node.kind === 'sum') return [node.index, ...(node.below === undefined ? [] : [node.below])]
  if (node.kind !== 'derivative') return []
  const { variable, at } = node
  return [variable.name, ...variable.indices, ...(at?.index === undefined ? [] : [at.index])]
}

/** `index`, or `index` with a number, such that nothing in the body is called so, bound or free, and is not taken. */
export function freshIndex(index: string, body: Expr, taken: ReadonlySet<Index>): string {
  const used = new Set<Index>(taken)
  for (const name of namesOf(body)) used.add(name)
  return numbered(index, used)
}

/** The wish, or the wish with a number, that is not used. */
function numbered(wish: string, used: ReadonlySet<unknown>): string {
  if (!used.has(wish)) return wish
  let k = 1
  while (used.has(`${wish}${k}`)) k++
  return `${wish}${k}`
}

/** `wish`, or it with a number: nothing in these expressions is called so, bound or free. */
export function freshName(wish: string, expressions: readonly Expr[]): string {
  const used = new Set<Index>()
  for (const e of expressions) for (const name of namesOf(e)) used.add(name)
  return numbered(wish, used)
}
