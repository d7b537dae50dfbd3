/** Symbols of an expression, and putting expressions in their place. */
import * as ast from './ast.js'
import { type Expr, type Index, type Sym, children, withChildren } from './ast.js'
import { printSymbol } from './print.js'

/** Rewrites bottom-up: `rule` sees each node after its children and returns its replacement, or undefined to keep it. Shared nodes are rewritten once. */
export function rewrite(e: Expr, rule: (node: Expr) => Expr | undefined): Expr {
  const done = new Map<Expr, Expr>()
  const visit = (node: Expr): Expr => {
    const known = done.get(node)
    if (known) return known
    const kept = node.kind === 'derivative' ? [visit(node.body), node.variable] : children(node).map(visit)
    const rebuilt = withChildren(node, kept)
    const result = rule(rebuilt) ?? rebuilt
    done.set(node, result)
    return result
  }
  return visit(e)
}

/** The distinct symbols of an expression (indices included: u[i] and u[j] are two), in order of first appearance. */
export function symbolsOf(e: Expr): Sym[] {
  const found = new Map<string, Sym>()
  const seen = new Set<Expr>()
  const visit = (node: Expr): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'symbol' && !found.has(printSymbol(node))) found.set(printSymbol(node), node)
    for (const child of children(node)) visit(child)
  }
  visit(e)
  return [...found.values()]
}

/** How many nodes an expression has when it is written out, shared ones as often as they occur. */
export function sizeOf(e: Expr): number {
  const sizes = new Map<Expr, number>()
  const size = (node: Expr): number => {
    const known = sizes.get(node)
    if (known !== undefined) return known
    const result = children(node).reduce((total, child) => total + size(child), 1)
    sizes.set(node, result)
    return result
  }
  return size(e)
}

/** The names that occur, without indices. */
export const namesOf = (e: Expr): Set<string> => new Set(symbolsOf(e).map((s) => s.name))

/** The index names that are free: not bound by a sum around them. In order of first appearance. */
export function freeIndices(e: Expr): string[] {
  const free = new Set<string>()
  // Nodes seen under the same bound names; shared nodes are visited once.
  const visit = (node: Expr, bound: ReadonlySet<string>, seen: Set<Expr>): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'symbol') {
      for (const index of node.indices) if (typeof index === 'string' && !bound.has(index)) free.add(index)
      return
    }
    if (node.kind === 'sum') visit(node.body, new Set([...bound, node.index, node.below ?? node.index]), new Set())
    else for (const child of children(node)) visit(child, bound, seen)
  }
  visit(e, new Set(), new Set())
  return [...free]
}

/** Puts index names or numbers in the place of free index names; bound indices are renamed where they would capture. */
export function renameIndices(e: Expr, by: ReadonlyMap<string, Index>): Expr {
  if (by.size === 0) return e
  switch (e.kind) {
    case 'number':
    case 'pi':
      return e
    case 'symbol':
      return e.indices.some((index) => typeof index === 'string' && by.has(index))
        ? ast.symbol(
            e.name,
            ...e.indices.map((index) => (typeof index === 'string' ? (by.get(index) ?? index) : index)),
          )
        : e
    case 'sum': {
      const inner = new Map(by)
      const bound = e.below === undefined ? [e.index] : [e.index, e.below]
      for (const index of bound) inner.delete(index)
      const incoming = new Set([...inner.values()])
      const taken = new Set<Index>([...incoming, ...bound])
      const renamed = bound.map((index) => {
        if (!incoming.has(index)) return index
        const name = freshIndex(`${index}1`, e.body, taken)
        taken.add(name)
        return name
      })
      bound.forEach((index, k) => {
        if (renamed[k] !== index) inner.set(index, renamed[k] as string)
      })
      const body = renameIndices(e.body, inner)
      return e.below === undefined
        ? ast.sum(renamed[0] as string, body)
        : ast.sumPairs(renamed[0] as string, renamed[1] as string, body)
    }
    case 'derivative':
      return ast.derivative(renameIndices(e.body, by), renameIndices(e.variable, by) as Sym, e.order)
    default:
      return withChildren(
        e,
        children(e).map((child) => renameIndices(child, by)),
      )
  }
}

/** `index`, or `index` with a number, such that it stands nowhere in the body, bound or free, and is not taken. */
export function freshIndex(index: string, body: Expr, taken: ReadonlySet<Index>): string {
  const used = new Set<Index>(taken)
  rewrite(body, (node) => {
    if (node.kind === 'symbol') for (const name of node.indices) used.add(name)
    if (node.kind === 'sum') used.add(node.index).add(node.below ?? node.index)
    return undefined
  })
  if (!used.has(index)) return index
  let k = 1
  while (used.has(`${index}${k}`)) k++
  return `${index}${k}`
}

/** A family of replacements: `u[i]` -> body says what u of any index is, `P` -> body what the plain symbol is. */
export interface Replacement {
  readonly symbol: Sym
  readonly by: Expr
}

/**
 * Replaces symbols by expressions, simultaneously. A replacement for `u[i]` (a named index) serves every index: u[j] becomes its
 * body with i renamed to j. A replacement for `u[3]` serves only u[3]. Bound indices never capture. Inside an unevaluated
 * diff(body, x) a replacement for x itself is not made.
 * Throws TypeError where a replacement for the one entry u[3] meets a sum over all u.
 */
export function substitute(e: Expr, replacements: readonly Replacement[]): Expr {
  if (replacements.length === 0) return e
  const exact = new Map<string, Replacement>()
  const general = new Map<string, Replacement>()
  for (const r of replacements) {
    if (r.symbol.indices.some((index) => typeof index === 'string')) general.set(r.symbol.name, r)
    else exact.set(printSymbol(r.symbol), r)
  }
  const entries = new Set(
    [...exact.values()].filter(({ symbol }) => symbol.indices.length > 0).map(({ symbol }) => symbol.name),
  )
  const incoming = new Set(replacements.flatMap((r) => freeIndices(r.by)))
  const done = new Map<Expr, Expr>()
  const instances = new Map<string, Expr>()
  const visit = (node: Expr): Expr => {
    const known = done.get(node)
    if (known) return known
    const result = replaced(node)
    done.set(node, result)
    return result
  }
  const replaced = (node: Expr): Expr => {
    if (node.kind === 'symbol') {
      const key = printSymbol(node)
      const one = exact.get(key)
      if (one) return one.by
      const family = general.get(node.name)
      if (!family || family.symbol.indices.length !== node.indices.length) return node
      const made = instances.get(key)
      if (made) return made
      const names = new Map<string, Index>()
      family.symbol.indices.forEach((index, k) => {
        if (typeof index === 'string') names.set(index, node.indices[k] as Index)
      })
      const instance = renameIndices(family.by, names)
      instances.set(key, instance)
      return instance
    }
    if (node.kind === 'derivative') return ast.derivative(visit(node.body), node.variable, node.order)
    if (node.kind === 'sum') {
      const single = entries.size > 0 && symbolsOf(node.body).find((s) => entries.has(s.name))
      if (single) throw new TypeError(`a sum over all ${single.name} contains the one entry that is replaced`)
      const bound = node.below === undefined ? [node.index] : [node.index, node.below]
      const clash = bound.filter((index) => incoming.has(index) && !familyIndex(index))
      if (clash.length > 0) {
        const taken = new Set<Index>([...incoming, ...bound])
        const names = new Map<string, string>()
        for (const index of clash) {
          const name = freshIndex(`${index}1`, node.body, taken)
          taken.add(name)
          names.set(index, name)
        }
        const body = renameIndices(node.body, names)
        const [i, j] = bound.map((index) => names.get(index) ?? index) as [string, string?]
        return j === undefined ? ast.sum(i, visit(body)) : ast.sumPairs(i, j, visit(body))
      }
    }
    return withChildren(node, children(node).map(visit))
  }
  // The index of a family (`u[i]` -> ... i ...) is always renamed to the index it is used at, so it cannot be captured.
  const familyIndex = (index: string): boolean =>
    replacements.every((r) => !freeIndices(r.by).includes(index) || r.symbol.indices.includes(index))
  return visit(e)
}

/** Writes every symbolic sum out at a concrete width: sum(i, f(i)) becomes f(1) + ... + f(width), and the symbol d the number. */
export function atWidth(e: Expr, width: number): Expr {
  const range = Array.from({ length: width }, (_, k) => k + 1)
  return rewrite(e, (node) => {
    if (node.kind === 'symbol' && node.name === ast.WIDTH && node.indices.length === 0) return ast.rational(width)
    if (node.kind !== 'sum') return undefined
    const { index, below, body } = node
    const terms =
      below === undefined
        ? range.map((i) => renameIndices(body, new Map([[index, i]])))
        : range.flatMap((i) =>
            range
              .filter((j) => i < j)
              .map((j) =>
                renameIndices(
                  body,
                  new Map([
                    [index, i],
                    [below, j],
                  ]),
                ),
              ),
          )
    if (terms.length === 0) return ast.rational(0)
    return terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
  })
}

/** Every symbol replaced by what `by` makes of it; variables of derivatives and bound indices stay. */
export function mapSymbols(e: Expr, by: (s: Sym) => Expr): Expr {
  return rewrite(e, (node) => (node.kind === 'symbol' ? by(node) : undefined))
}

/** Every instance of an expression at a concrete width: its free indices run over distinct values, its sums are written out. */
export function instancesAtWidth(e: Expr, width: number): Expr[] {
  const choose = (names: readonly string[], taken: readonly Index[]): Index[][] => {
    if (names.length === 0) return [[...taken]]
    const values = Array.from({ length: width }, (_, k) => k + 1).filter((k) => !taken.includes(k))
    return values.flatMap((k) => choose(names.slice(1), [...taken, k]))
  }
  const names = freeIndices(e)
  return choose(names, []).map((values) => {
    const by = new Map(names.map((name, k) => [name, values[k] as Index] as const))
    return atWidth(renameIndices(e, by), width)
  })
}
