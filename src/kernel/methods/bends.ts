/** What is bent in a term, and where: roots, absolute values and the like may have values without derivatives where an edge of theirs is 0. */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { placed } from '../../expr/print.js'
import { renameIndices, substitute } from '../../expr/substitute.js'
import { type Edge, edgesOf } from '../core/declared.js'

/** What a term is taken of that has edges. */
export const innerOf = (node: Expr): Expr =>
  node.kind === 'call' ? node.argument : node.kind === 'power' ? node.base : node

const bent = new WeakMap<Expr, boolean>()

/** Whether something in an expression may be bent. */
export function bends(e: Expr): boolean {
  const known = bent.get(e)
  if (known !== undefined) return known
  let found = false
  for (const node of ast.nodesOf(e)) found ||= edgesOf(node).length > 0
  bent.set(e, found)
  return found
}

/** Indices that sums bind are called here as the normal form calls them: #0 in the outermost, #1 in one within it. */
export interface Place {
  readonly names: ReadonlyMap<string, string>
  readonly depth: number
}
export const TOP: Place = { names: new Map(), depth: 0 }

function entered({ names, depth }: Place, { index, below }: ast.Sum): Place {
  const bound = below === undefined ? [index] : [index, below]
  return {
    names: new Map([...names, ...bound.map((name, k) => [name, `#${depth + k}`] as const)]),
    depth: depth + bound.length,
  }
}

/** Calls `see` with each node once, and where it is, as long as that goes on by answering true. */
export function walk(e: Expr, place: Place, see: (node: Expr, place: Place) => boolean, seen = new Set<Expr>()): void {
  if (seen.has(e)) return
  seen.add(e)
  if (!see(e, place)) return
  if (e.kind === 'sum') walk(e.body, entered(place, e), see)
  else for (const child of ast.children(e)) walk(child, place, see, seen)
}

/** A function of something, bent where an edge is 0. */
export interface Bend extends Edge {
  readonly inner: Expr
  /** The function, unless it stands in a sum or in another derivative. */
  readonly alone?: Expr
}

/** The bends in an expression, those under a derivative at a place as they are there. */
export function bendsIn(e: Expr, at: Place): Bend[] {
  const found: Bend[] = []
  walk(e, at, (node, place) => {
    if (node.kind === 'derivative') {
      const put = placing(node, place)
      found.push(
        ...bendsIn(node.body, place).map(({ edge, inner, root, ends }) => ({
          edge: put(edge),
          inner: put(inner),
          root,
          ends,
        })),
      )
      if (node.at) found.push(...bendsIn(node.at.by, place))
      return false
    }
    const inner = innerOf(node)
    for (const { edge, root, ends } of edgesOf(node)) {
      const own = { edge: renameIndices(edge, place.names), inner: renameIndices(inner, place.names), root, ends }
      found.push(place.depth === at.depth ? { ...own, alone: node } : own)
    }
    return true
  })
  return found
}

/** What a term in the body of a derivative is at the place of it. */
export function placing({ variable, at }: ast.Derivative, { names }: Place): (e: Expr) => Expr {
  if (!at) return (e) => e
  const symbol = renameIndices(placed(variable, at), names) as Sym
  const by = renameIndices(at.by, names)
  return (e) => substitute(e, [{ symbol, by }])
}
