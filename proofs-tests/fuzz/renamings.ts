/** Other forms of a term that mean the same, made here by hand: bound names and indices renamed, definitions written out. And one that need not. */
import * as ast from '../../src/expr/ast.js'
import type { Expr, Index } from '../../src/expr/ast.js'
import type { Definition } from './reading.js'

type Indices = ReadonlyMap<string, Index>
const named = (index: Index, by: Indices): Index => (typeof index === 'string' ? (by.get(index) ?? index) : index)

/** Every sum and place has an index of its own. Free indices are renamed as told. */
export function withOwnIndices(e: Expr, fresh: () => string, by: Indices = new Map()): Expr {
  const inner = (part: Expr, more: Indices = by): Expr => withOwnIndices(part, fresh, more)
  switch (e.kind) {
    case 'index':
      return ast.index(by.get(e.name) ?? e.name)
    case 'symbol':
      return ast.symbol(e.name, ...e.indices.map((index) => named(index, by)))
    case 'sum': {
      const index = fresh()
      if (e.below === undefined) return ast.sum(index, inner(e.body, new Map([...by, [e.index, index]])))
      const below = fresh()
      const both = new Map([...by, [e.index, index], [e.below, below]] as const)
      return ast.sumPairs(index, below, inner(e.body, both))
    }
    case 'derivative': {
      const variable = ast.symbol(e.variable.name, ...e.variable.indices.map((index) => named(index, by)))
      if (e.at?.index === undefined)
        return ast.derivative(inner(e.body), variable, e.order, e.at && { by: inner(e.at.by) })
      const index = fresh()
      const place = inner(e.at.by, new Map([...by, [e.at.index, index]]))
      return ast.derivative(inner(e.body), variable, e.order, { by: place, index })
    }
    default:
      return ast.withChildren(
        e,
        ast.children(e).map((child) => inner(child)),
      )
  }
}

/** Definitions written out where they are read; what is bound there is none of them, and what they are made of is bound by what stands around. */
export function writtenOut(
  e: Expr,
  definitions: ReadonlyMap<string, Definition>,
  fresh: () => string,
  bound: ReadonlySet<string> = new Set(),
): Expr {
  const inner = (part: Expr, more = bound): Expr => writtenOut(part, definitions, fresh, more)
  if (e.kind === 'symbol') {
    const definition = bound.has(e.name) ? undefined : definitions.get(e.name)
    if (!definition) return e
    const [own] = definition.symbol.indices
    const at = new Map(typeof own === 'string' ? [[own, e.indices[0] as Index] as const] : [])
    return inner(withOwnIndices(definition.by, fresh, at))
  }
  if (e.kind === 'derivative') {
    const within = inner(e.body, new Set([...bound, e.variable.name]))
    return ast.derivative(within, e.variable, e.order, e.at && { ...e.at, by: inner(e.at.by) })
  }
  return ast.withChildren(
    e,
    ast.children(e).map((child) => inner(child)),
  )
}

/** Free occurrences of a name under another. */
function underName(e: Expr, from: string, to: string): Expr {
  if (e.kind === 'symbol') return e.name === from ? ast.symbol(to, ...e.indices) : e
  if (e.kind === 'derivative' && e.variable.name === from) {
    const at = e.at && { ...e.at, by: underName(e.at.by, from, to) }
    if (at) return ast.derivative(e.body, e.variable, e.order, at)
    const index = e.variable.indices.length > 0 ? 'n9' : undefined
    const by = ast.symbol(to, ...(index === undefined ? [] : [index]))
    return ast.derivative(e.body, e.variable, e.order, { by, ...(index !== undefined && { index }) })
  }
  return ast.withChildren(
    e,
    ast.children(e).map((child) => underName(child, from, to)),
  )
}

/**
 * Every derivative by a number has a name of its own, `name()`. The same where that name stands nowhere else; where it does, it may catch what
 * it did not. Only for terms in which no name is defined.
 */
export function withOwnVariables(e: Expr, name: (old: string) => string): Expr {
  const inner = (part: Expr): Expr => withOwnVariables(part, name)
  if (e.kind === 'derivative' && e.variable.indices.length === 0) {
    const to = name(e.variable.name)
    const place = e.at ? inner(e.at.by) : e.variable
    return ast.derivative(underName(inner(e.body), e.variable.name, to), ast.symbol(to), e.order, { by: place })
  }
  return ast.withChildren(
    e,
    ast.children(e).map((child) => inner(child)),
  )
}

/** How many indices run within each other; instances take as many powers of the width. */
export const depthOfSums = (e: Expr): number =>
  Math.max(0, ...ast.children(e).map(depthOfSums)) + (e.kind === 'sum' ? (e.below === undefined ? 1 : 2) : 0)
