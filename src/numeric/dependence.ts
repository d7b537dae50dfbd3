/** Which index names the value of an expression depends on. */
import { type Expr, children } from '../expr/ast.js'

const NONE: ReadonlySet<string> = new Set()
const cache = new WeakMap<Expr, ReadonlySet<string>>()

/** The free index names of `e`; the cost is linear in the number of distinct nodes. */
export function dependence(e: Expr): ReadonlySet<string> {
  const known = cache.get(e)
  if (known) return known
  const names = new Set<string>()
  if (e.kind === 'symbol') for (const index of e.indices) if (typeof index === 'string') names.add(index)
  if (e.kind === 'index') names.add(e.name)
  for (const child of children(e)) for (const name of dependence(child)) names.add(name)
  if (e.kind === 'sum') {
    names.delete(e.index)
    if (e.below !== undefined) names.delete(e.below)
  }
  const result = names.size === 0 ? NONE : names
  cache.set(e, result)
  return result
}
