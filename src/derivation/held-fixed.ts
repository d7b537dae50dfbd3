/** What a derivative holds fixed, where its page must say so. */
import { type Expr, type Sym, WIDTH, children } from '../expr/ast.js'
import type { Held, Place } from '../expr/tex.js'
import type { Scope } from './scope.js'

/**
 * The names that a derivative of `body` by a symbol holds fixed, where a reader could think of something else: all that the body is made of beside the symbol, where
 *
 * - the symbol also moves something that has a name of its own, and that is made of other things, too (with T = p V/R, the derivative of U(T) by V is one at fixed p), or the derivative
 *   is printed as a partial one, at which that name could be held;
 * - the symbol has itself a value here that is made of what was held;
 * - one of `places`, which are put around it, puts something that is made of the symbol for what was held.
 *
 * `total` where there is nothing that could be held.
 */
export function heldFixed(scope: Scope, body: Expr, by: Sym, places: readonly Place[]): readonly Held[] | 'total' {
  const named = heldNames(scope, body, by, places)
  return named === 'total' ? named : named.map((name) => ({ name, isFamily: (scope.entry(name)?.indices ?? 0) > 0 }))
}

function heldNames(scope: Scope, body: Expr, by: Sym, places: readonly Place[]): readonly string[] | 'total' {
  const { flow } = scope
  // Along a flow nothing is held.
  if (by.name === flow?.variable.name) return []
  const { made, between } = apartFrom(scope, body, by)
  const free = (names: Iterable<string>): readonly string[] =>
    [...names].filter((name) => name !== by.name && name !== WIDTH && scope.entry(name) && !scope.definition(name))
  const around = places
    .filter(({ variable: { name } }, k) => name !== by.name && made.has(name) && becomes(scope, places, k, by.name))
    .map(({ variable }) => variable.name)
  if (by.indices.length > 0) return around
  const time = flow && made.has(flow.variable.name) ? [flow.variable.name] : []
  const others = [...new Set([...free(scope.names().filter((name) => made.has(name))), ...time, ...around])]
  if (others.length === 0) return 'total'
  const own = scope.definition(by.name)
  const isValued = own !== undefined && free(madeOf(scope, own.by)).some((name) => made.has(name))
  const isBetween =
    between.length > 0 && (scope.isPartialBy(by.name) || between.some((names) => free(names).length > 0))
  return around.length > 0 || isValued || isBetween ? others : []
}

/** What a term is made of, and each name in it that moves with a symbol, where that is a symbol by itself whatever its value. */
function apartFrom(
  scope: Scope,
  body: Expr,
  by: Sym,
): { readonly made: ReadonlySet<string>; readonly between: readonly (readonly string[])[] } {
  const known = (): Map<string, ReadonlySet<string>> => new Map([[by.name, new Set([by.name])]])
  const top = body.kind === 'symbol' && body.name !== by.name ? (scope.definition(body.name)?.by ?? body) : body
  return { made: madeOf(scope, body, known()), between: namesBetween(scope, top, by, new Set(), known) }
}

/** Whether what the k-th of these places puts is made of a name when those around it have put theirs. */
function becomes(scope: Scope, places: readonly Place[], k: number, name: string): boolean {
  const made = scope.reachedFrom((places[k] as Place).by)
  return (
    made.has(name) ||
    places.slice(0, k).some(({ variable }, outer) => made.has(variable.name) && becomes(scope, places, outer, name))
  )
}

/** Of each name in a term that moves with a symbol, what it is made of; `taken` is put for there. */
function namesBetween(
  scope: Scope,
  e: Expr,
  by: Sym,
  taken: ReadonlySet<string>,
  known: () => Map<string, ReadonlySet<string>>,
): readonly (readonly string[])[] {
  if (e.kind === 'derivative' && e.at)
    return [
      ...namesBetween(scope, e.body, by, new Set([...taken, e.variable.name]), known),
      ...namesBetween(scope, e.at.by, by, taken, known),
    ]
  if (e.kind !== 'symbol') return children(e).flatMap((part) => namesBetween(scope, part, by, taken, known))
  if (e.name === by.name || !scope.definition(e.name)) return []
  const own = [...madeOf(scope, e, known())].filter((name) => !taken.has(name))
  return own.includes(by.name) ? [own] : []
}

/** The names that the value of a term depends on, through definitions: what something is put for is none of them. */
function madeOf(scope: Scope, e: Expr, known = new Map<string, ReadonlySet<string>>()): ReadonlySet<string> {
  if (e.kind === 'symbol') {
    const found = known.get(e.name)
    if (found) return found
    const definition = scope.definition(e.name)
    // What is defined in terms of itself, which is refused elsewhere, is made of itself.
    known.set(e.name, new Set([e.name]))
    if (definition) known.set(e.name, madeOf(scope, definition.by, known))
    return known.get(e.name) as ReadonlySet<string>
  }
  const isPut = e.kind === 'derivative' && e.at !== undefined
  const parts = new Set<string>()
  for (const part of isPut ? [e.body] : children(e)) for (const name of madeOf(scope, part, known)) parts.add(name)
  if (isPut) {
    // Of a family one member was put for something.
    if (e.variable.indices.length === 0) parts.delete(e.variable.name)
    for (const name of madeOf(scope, (e.at as Place).by, known)) parts.add(name)
  }
  return parts
}
