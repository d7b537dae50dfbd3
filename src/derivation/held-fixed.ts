/** What a derivative holds fixed, where its page must say so. */
import { type Expr, type Sym, WIDTH, children } from '../expr/ast.js'
import type { Held, Place } from '../expr/tex.js'
import type { Scope } from './scope.js'

/**
 * The names that a derivative of `body` by a symbol holds fixed, where a reader could think of something else: all that the body is made of beside the symbol, where
 *
 * - the symbol also moves something that has a name of its own, or a rate (with T = p V/R, the derivative of U(T) by V is one at fixed p);
 * - the symbol has itself a value here that is made of what was held;
 * - one of `places`, which are put around it, puts something that is made of the symbol for what was held.
 *
 * Of a member of a family only the last is told. `total` where there is nothing else that could be held, and along a flow.
 */
export function heldFixed(
  scope: Scope,
  body: Expr,
  by: Sym,
  places: readonly Place[],
  listing: 'what could be mistaken' | 'all' = 'what could be mistaken',
): readonly Held[] | 'total' {
  const found = heldNames(scope, body, by, places)
  const named = found === 'total' || listing !== 'all' ? found : [...new Set([...found, ...allHeld(scope, body, by)])]
  return named === 'total' ? named : named.map((name) => ({ name, isFamily: (scope.entry(name)?.indices ?? 0) > 0 }))
}

/** All that a derivative of `body` by a symbol holds fixed. */
export const allHeld = (scope: Scope, body: Expr, by: Sym): readonly string[] =>
  by.name === scope.flow?.variable.name ? [] : freeBeside(scope, by, madeApart(scope, body, by))

function heldNames(scope: Scope, body: Expr, by: Sym, places: readonly Place[]): readonly string[] | 'total' {
  if (by.name === scope.flow?.variable.name) return 'total'
  const made = madeApart(scope, body, by)
  const around = places
    .filter(({ variable: { name } }, k) => name !== by.name && made.has(name) && becomes(scope, places, k, by.name))
    .map(({ variable }) => variable.name)
  if (by.indices.length > 0) return around
  const others = [...new Set([...freeBeside(scope, by, made), ...around])]
  if (others.length === 0) return 'total'
  const own = scope.definition(by.name)
  const isValued = own !== undefined && freeBeside(scope, by, madeOf(scope, own.by)).some((name) => made.has(name))
  const top = body.kind === 'symbol' && body.name !== by.name ? (scope.definition(body.name)?.by ?? body) : body
  return around.length > 0 || isValued || movesOther(scope, top, by) ? others : []
}

/** The names without a formula among these, but for a symbol. */
function freeBeside(scope: Scope, by: Sym, made: ReadonlySet<string>): readonly string[] {
  const time = scope.flow?.variable.name
  const names = [...scope.names(), ...(time === undefined ? [] : [time])]
  return [...new Set(names)].filter(
    (name) => made.has(name) && name !== by.name && name !== WIDTH && !scope.definition(name),
  )
}

/** What a term is made of, where a symbol is one by itself whatever its value. */
const madeApart = (scope: Scope, e: Expr, by: Sym): ReadonlySet<string> =>
  madeOf(scope, e, new Map([[by.name, new Set([by.name])]]))

/** Whether what the k-th of these places puts is made of a name when those around it have put theirs. */
function becomes(scope: Scope, places: readonly Place[], k: number, name: string): boolean {
  const made = scope.reachedFrom((places[k] as Place).by)
  return (
    made.has(name) ||
    places.slice(0, k).some(({ variable }, outer) => made.has(variable.name) && becomes(scope, places, outer, name))
  )
}

/** Whether a name or a rate in a term moves with a symbol; `taken` is put for there. */
function movesOther(scope: Scope, e: Expr, by: Sym, taken: ReadonlySet<string> = new Set()): boolean {
  const moves = (): boolean => !taken.has(by.name) && madeApart(scope, e, by).has(by.name)
  if (e.kind === 'derivative' && e.at)
    return movesOther(scope, e.body, by, new Set([...taken, e.variable.name])) || movesOther(scope, e.at.by, by, taken)
  if (isRate(scope, e)) return moves()
  if (e.kind !== 'symbol') return children(e).some((part) => movesOther(scope, part, by, taken))
  return e.name !== by.name && scope.definition(e.name) !== undefined && moves()
}

/** Whether a term is a derivative by the time of the flow. */
const isRate = (scope: Scope, e: Expr): boolean =>
  e.kind === 'derivative' && e.order > 0 && e.variable.name === scope.flow?.variable.name

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
  const inner = e.kind === 'derivative' && (isPut || isRate(scope, e)) ? [e.body] : children(e)
  for (const part of inner) for (const name of madeOf(scope, part, known)) parts.add(name)
  // How something moves is made of what its rate is; how that moves, of what those rates are.
  if (isRate(scope, e) && e.kind === 'derivative') {
    const rated = new Set<string>()
    for (let k = 0; k < e.order; k++)
      for (const { symbol, rate } of scope.flow?.rates ?? []) {
        const key = `the rate of ${symbol.name}`
        if (!parts.has(symbol.name) || scope.definition(symbol.name) || rated.has(key)) continue
        rated.add(key)
        // A rate that has itself in it, which is refused elsewhere, is made of nothing more.
        if (!known.has(key)) known.set(key, new Set()).set(key, madeOf(scope, rate, known))
        for (const name of known.get(key) as ReadonlySet<string>) parts.add(name)
      }
  }
  if (isPut) {
    // Of a family one member was put for something.
    if (e.variable.indices.length === 0) parts.delete(e.variable.name)
    for (const name of madeOf(scope, (e.at as Place).by, known)) parts.add(name)
  }
  return parts
}
