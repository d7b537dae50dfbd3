/** What a derivative holds fixed, where its page must say so. */
import { type Expr, type Sym, WIDTH, children } from '../expr/ast.js'
import type { Held, Place } from '../expr/tex.js'
import { derivativesIn } from './closing.js'
import type { Scope } from './scope.js'

/**
 * The names that a derivative of `body` by a symbol holds fixed, where a reader could think of something else: where the symbol also moves something that has a name of its
 * own and is made of other things, too (with T = p V/R, the derivative of U(T) by V is one at fixed p), or where one of `places`, which are put around it, puts
 * something that is made of the symbol for what was held. Of what moves by a flow, the states; else all that is free.
 */
export function heldFixed(scope: Scope, body: Expr, by: Sym, places: readonly Place[]): readonly Held[] | 'total' {
  const named = heldNames(scope, body, by, places)
  return named === 'total' ? named : named.map((name) => ({ name, isFamily: (scope.entry(name)?.indices ?? 0) > 0 }))
}

function heldNames(scope: Scope, body: Expr, by: Sym, places: readonly Place[]): readonly string[] | 'total' {
  // Along a flow nothing is held.
  if (by.name === scope.flow?.variable.name) return []
  const made = madeOf(scope, body)
  const putFor = places
    .filter(({ variable: { name } }, k) => name !== by.name && made.has(name) && becomes(scope, places, k, by.name))
    .map(({ variable }) => variable.name)
  if (by.indices.length > 0) return putFor
  const free = (names: Iterable<string>): readonly string[] =>
    [...names].filter((name) => name !== by.name && name !== WIDTH && scope.entry(name) && !scope.definition(name))
  const top = body.kind === 'symbol' ? (scope.definition(body.name)?.by ?? body) : body
  const between = namesBetween(scope, top, by, new Set())
  if (!between.some((own) => free(own).length > 0)) {
    return scope.flow && between.length > 0 && putFor.length === 0 ? 'total' : putFor
  }
  if (!scope.flow) return free(scope.names().filter((name) => made.has(name)))
  const gone = new Set(derivativesIn([body]).flatMap(({ at, variable }) => (at ? [variable.name] : [])))
  const states = new Set(scope.flow.rates.map(({ symbol }) => symbol.name))
  return free([...states].filter((name) => made.has(name) || !gone.has(name)))
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
function namesBetween(scope: Scope, e: Expr, by: Sym, taken: ReadonlySet<string>): readonly (readonly string[])[] {
  if (e.kind === 'derivative' && e.at)
    return [
      ...namesBetween(scope, e.body, by, new Set([...taken, e.variable.name])),
      ...namesBetween(scope, e.at.by, by, taken),
    ]
  if (e.kind !== 'symbol') return children(e).flatMap((part) => namesBetween(scope, part, by, taken))
  if (!scope.definition(e.name)) return []
  const own = [...madeOf(scope, e)].filter((name) => !taken.has(name))
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
