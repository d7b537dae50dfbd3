/** Random instances of expressions in a scope, for figures and property tests. */
import type fc from 'fast-check'
import type { Scope } from '../derivation/scope.js'
import { type Expr, WIDTH } from '../expr/ast.js'
import { REAL } from '../expr/domain.js'
import { symbolsOf } from '../expr/substitute.js'
import type { Instance } from '../numeric/instance.js'
import { type SampleOptions, type SampledSymbol, instances } from '../numeric/sample.js'

/** The free symbols of expressions whose definitions are unfolded, with their domains. */
function sampledSymbols(scope: Scope, expanded: readonly Expr[]): SampledSymbol[] {
  const found = new Map<string, SampledSymbol>()
  for (const s of expanded.flatMap(symbolsOf)) {
    if (s.name === WIDTH && s.indices.length === 0 && !scope.entry(WIDTH)) continue
    found.set(s.name, { name: s.name, indexed: s.indices.length > 0, domain: scope.entry(s.name)?.domain ?? REAL })
  }
  return [...found.values()]
}

/** Instances of every symbol of these expressions, whose definitions are unfolded. */
export function instancesFor(
  scope: Scope,
  expanded: readonly Expr[],
  options: SampleOptions = {},
): fc.Arbitrary<Instance> {
  return instances(sampledSymbols(scope, expanded), { minWidth: leastWidth(expanded), ...options })
}

/** The largest numeric index, at least 1. */
function leastWidth(expanded: readonly Expr[]): number {
  const numbers = expanded.flatMap(symbolsOf).flatMap((s) => s.indices.filter((index) => typeof index === 'number'))
  return Math.max(1, ...numbers)
}
