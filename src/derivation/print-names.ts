/** How names and derivatives are printed in a scope. */
import { TexNames } from '../expr/tex.js'
import { heldFixed } from './held-fixed.js'
import type { Scope } from './scope.js'

/** TeX of bare symbols that have one of their own, and what derivatives hold fixed, listed where that could be mistaken or wherever something is. */
export function texNames(scope: Scope, listing: 'what could be mistaken' | 'all' = 'what could be mistaken'): TexNames {
  const own = scope.names().flatMap((name) => {
    const tex = scope.entry(name)?.declaration.tex
    return tex ? [[name, tex] as const] : []
  })
  const moving = new Set(scope.flow?.rates.map(({ symbol }) => symbol.name))
  return new TexNames(
    own,
    (name) => moving.has(name) || scope.definition(name) !== undefined,
    (body, by, places) => heldFixed(scope, body, by, places, listing),
  )
}
