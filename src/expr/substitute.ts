/**
 * Names in trees: which are free, and what is put in their place. No other module rewrites a tree by name.
 *
 * Two ways to replace a name. A *definition* says what a name stands for, a quantity that may depend on anything around it: unfolding it
 * under d/dx lets the derivative see the x in it. A *value* is put where a name is read: under d/dx the x of the body is bound and
 * stays, the place at which the derivative is taken changes, and no x of a value is ever caught by it.
 */
import * as ast from './ast.js'
import { type Expr, type Index, type Place, type Sym, children, nodesOf, withChildren } from './ast.js'
import { freshIndex, freshName } from './fresh.js'
import { printSymbol } from './print.js'

/** Rewrites bottom-up: `rule` sees each node after its children and returns its replacement, or undefined to keep it. Shared nodes are rewritten once. */
export function rewrite(e: Expr, rule: (node: Expr) => Expr | undefined): Expr {
  const done = new Map<Expr, Expr>()
  const visit = (node: Expr): Expr => {
    const parts = children(node)
    if (parts.length === 0) return rule(node) ?? node
    const known = done.get(node)
    if (known) return known
    const kept =
      node.kind === 'derivative'
        ? [visit(node.body), node.variable, ...(node.at ? [visit(node.at.by)] : [])]
        : parts.map(visit)
    const rebuilt = withChildren(node, kept)
    const result = rule(rebuilt) ?? rebuilt
    done.set(node, result)
    return result
  }
  return visit(e)
}

/**
 * The distinct free symbols of an expression (indices included: u[i] and u[j] are two), in order of first appearance. What a place gives a
 * value to is bound.
 */
export function symbolsOf(e: Expr): Sym[] {
  const found = new Map<string, Sym>()
  const visit = (node: Expr, bound: ReadonlySet<string>, seen: Set<Expr>): void => {
    if (node.kind === 'symbol') {
      if (bound.has(node.name)) return
      const text = printSymbol(node)
      if (!found.has(text)) found.set(text, node)
      return
    }
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'derivative' && node.at) {
      visit(node.body, new Set([...bound, node.variable.name]), new Set())
      visit(node.at.by, bound, seen)
    } else for (const child of children(node)) visit(child, bound, seen)
  }
  visit(e, new Set(), new Set())
  return [...found.values()]
}

/** Whether a symbol occurs free. */
export function hasSymbols(e: Expr): boolean {
  const seen = new Set<Expr>()
  const visit = (node: Expr): boolean => {
    if (node.kind === 'symbol') return true
    if (node.kind === 'derivative') return symbolsOf(node).length > 0
    const parts = children(node)
    if (parts.length === 0 || seen.has(node)) return false
    seen.add(node)
    return parts.some(visit)
  }
  return visit(e)
}

/** The names that occur free, without indices. */
export const namesOf = (e: Expr): Set<string> => new Set(symbolsOf(e).map((s) => s.name))

/** Names that derivatives in an expression are taken by. */
export function differentiatedBy(e: Expr): Set<string> {
  const found = new Set<string>()
  for (const node of nodesOf(e)) if (node.kind === 'derivative') found.add(node.variable.name)
  return found
}

/** The index names that are free: not bound by a sum around them. In order of first appearance. */
export function freeIndices(e: Expr): string[] {
  const free = new Set<string>()
  // Nodes seen under the same bound names; shared nodes are visited once.
  const visit = (node: Expr, bound: ReadonlySet<string>, seen: Set<Expr>): void => {
    if (seen.has(node)) return
    seen.add(node)
    const note = (index: Index): void => {
      if (typeof index === 'string' && !bound.has(index)) free.add(index)
    }
    if (node.kind === 'symbol') for (const index of node.indices) note(index)
    else if (node.kind === 'index') note(node.name)
    else if (node.kind === 'sum') visit(node.body, new Set([...bound, node.index, node.below ?? node.index]), new Set())
    else if (node.kind === 'derivative') {
      visit(node.body, bound, seen)
      visit(node.variable, bound, seen)
      if (node.at?.index !== undefined) visit(node.at.by, new Set([...bound, node.at.index]), new Set())
      else if (node.at) visit(node.at.by, bound, seen)
    } else for (const child of children(node)) visit(child, bound, seen)
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
    case 'index':
      return by.has(e.name) ? ast.index(by.get(e.name) as Index) : e
    case 'symbol':
      return e.indices.some((index) => typeof index === 'string' && by.has(index))
        ? ast.symbol(
            e.name,
            ...e.indices.map((index) => (typeof index === 'string' ? (by.get(index) ?? index) : index)),
          )
        : e
    case 'sum': {
      const bound = e.below === undefined ? [e.index] : [e.index, e.below]
      const { names, inner } = withoutCapture(bound, e.body, by)
      const body = renameIndices(e.body, inner)
      return e.below === undefined
        ? ast.sum(names[0] as string, body)
        : ast.sumPairs(names[0] as string, names[1] as string, body)
    }
    case 'derivative':
      return ast.derivative(
        renameIndices(e.body, by),
        renameIndices(e.variable, by) as Sym,
        e.order,
        e.at && renamedPlace(e.at, by),
      )
    default:
      return withChildren(
        e,
        children(e).map((child) => renameIndices(child, by)),
      )
  }
}

/** New names for bound indices that would catch what is put for others, and the renaming that holds in the body. */
function withoutCapture(
  bound: readonly string[],
  body: Expr,
  by: ReadonlyMap<string, Index>,
): { readonly names: readonly string[]; readonly inner: ReadonlyMap<string, Index> } {
  const inner = new Map(by)
  for (const index of bound) inner.delete(index)
  const incoming = new Set([...inner.values()])
  const taken = new Set<Index>([...incoming, ...bound])
  const names = bound.map((index) => {
    if (!incoming.has(index)) return index
    const name = freshIndex(`${index}1`, body, taken)
    taken.add(name)
    inner.set(index, name)
    return name
  })
  return { names, inner }
}

function renamedPlace({ by: value, index }: Place, by: ReadonlyMap<string, Index>): Place {
  if (index === undefined) return { by: renameIndices(value, by) }
  const { names, inner } = withoutCapture([index], value, by)
  return { index: names[0] as string, by: renameIndices(value, inner) }
}

/** A family of replacements: `u[i]` -> body says what u of any index is, `P` -> body what the plain symbol is. */
export interface Replacement {
  readonly symbol: Sym
  readonly by: Expr
}

/**
 * Puts values for symbols, simultaneously. A value for `u[i]` (a named index) serves every index: u[j] becomes its body with i renamed to j.
 * A value for `u[3]` serves only u[3]. Nothing is captured: not by the index of a sum, and not by a derivative, whose place changes instead.
 * Throws Undecided where a value for one member meets a u[i] that may or may not be that member.
 */
export const substitute = (e: Expr, values: readonly Replacement[]): Expr => replaced(e, values, false)

/** Unfolds definitions: what they are made of is seen by the derivatives around them. Otherwise like `substitute`. */
export const unfold = (e: Expr, definitions: readonly Replacement[]): Expr => replaced(e, definitions, true)

/** It depends on the value of an index whether two symbols are the same. */
export class Undecided extends Error {
  override readonly name = 'Undecided'
}

const isFamily = (s: Sym): boolean => s.indices.some((index) => typeof index === 'string')

function replaced(e: Expr, replacements: readonly Replacement[], defines: boolean): Expr {
  if (replacements.length === 0) return e
  const exact = new Map<string, Replacement>()
  const general = new Map<string, Replacement>()
  for (const r of replacements) {
    if (isFamily(r.symbol)) general.set(r.symbol.name, r)
    else exact.set(printSymbol(r.symbol), r)
  }
  const members = new Set(
    [...exact.values()].filter(({ symbol }) => symbol.indices.length > 0).map(({ symbol }) => symbol.name),
  )
  const named = new Set(replacements.map(({ symbol }) => symbol.name))
  // The index of a family (`u[i]` -> ... i ...) is always renamed to the index it is used at, so it cannot be captured.
  const incoming = new Set(
    replacements.flatMap((r) => freeIndices(r.by).filter((index) => !r.symbol.indices.includes(index))),
  )
  const done = new Map<Expr, Expr>()
  const instances = new Map<string, Expr>()
  const visit = (node: Expr): Expr => {
    const known = done.get(node)
    if (known) return known
    const result = one(node)
    done.set(node, result)
    return result
  }
  const one = (node: Expr): Expr => {
    switch (node.kind) {
      case 'symbol':
        return symbol(node)
      case 'derivative':
        return derivative(node)
      case 'sum': {
        const bound = node.below === undefined ? [node.index] : [node.index, node.below]
        const clash = bound.filter((index) => incoming.has(index))
        if (clash.length === 0) break
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
      default:
    }
    return withChildren(node, children(node).map(visit))
  }
  const symbol = (node: Sym): Expr => {
    const key = printSymbol(node)
    const own = exact.get(key)
    if (own) return own.by
    if (members.has(node.name) && isFamily(node)) {
      throw new Undecided(`whether ${key} is the one member that is replaced`)
    }
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
  const derivative = (node: ast.Derivative): Expr => {
    const { name } = node.variable
    const at = placeOf(node)
    const inner = replacements.filter((r) => r.symbol.name !== name)
    const present = inner.length === 0 ? new Set<string>() : namesOf(node.body)
    const used = inner.filter((r) => present.has(r.symbol.name))
    const caught = !defines && used.some((r) => namesOf(r.by).has(name))
    if (!caught) return ast.derivative(replaced(node.body, used, defines), node.variable, node.order, at)
    // The bound name gets another, so that it catches nothing of the values.
    const fresh = freshName(name, [node.body, ...used.map((r) => r.by)])
    const renamed = ast.symbol(fresh, ...node.variable.indices)
    return ast.derivative(
      replaced(renameSymbol(node.body, name, fresh), used, defines),
      renamed,
      node.order,
      at ?? ownPlace(node.variable),
    )
  }
  /** Where a derivative is taken once the replacements are made; undefined while that is at the name's own value. */
  const placeOf = ({ variable, at }: ast.Derivative): Place | undefined => {
    if (at) {
      if (at.index === undefined) return { by: visit(at.by) }
      const clash = incoming.has(at.index)
      const index = clash ? freshIndex(`${at.index}1`, at.by, incoming) : at.index
      return { index, by: visit(clash ? renameIndices(at.by, new Map([[at.index, index]])) : at.by) }
    }
    if (!named.has(variable.name)) return undefined
    if (variable.indices.length === 0) return { by: visit(variable) }
    const index = freshIndex('n', variable, incoming)
    return { index, by: visit(ast.symbol(variable.name, index)) }
  }
  return visit(e)
}

/** The name itself as the value at which a derivative by it is taken; of a family, at an index that it binds. */
const ownPlace = (variable: Sym): Place =>
  variable.indices.length === 0 ? { by: variable } : { index: 'n', by: ast.symbol(variable.name, 'n') }

/** A name in the place of another, wherever it is free. */
export function renameSymbol(e: Expr, name: string, to: string): Expr {
  const visit = (node: Expr): Expr => {
    if (node.kind === 'symbol') return node.name === name ? ast.symbol(to, ...node.indices) : node
    if (node.kind === 'derivative' && node.variable.name === name) {
      // Its name is bound; only its place can speak of the one outside.
      const at = node.at ?? ownPlace(node.variable)
      return ast.derivative(node.body, node.variable, node.order, { ...at, by: visit(at.by) })
    }
    if (node.kind === 'derivative' && node.variable.name === to && namesOf(node.body).has(name)) {
      const fresh = freshName(to, [node.body, ast.symbol(to), ast.symbol(name)])
      const at = node.at ?? ownPlace(node.variable)
      const body = visit(renameSymbol(node.body, to, fresh))
      return ast.derivative(body, ast.symbol(fresh, ...node.variable.indices), node.order, { ...at, by: visit(at.by) })
    }
    return withChildren(node, children(node).map(visit))
  }
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
