/** Random instances for a claim: which symbols to draw, which indices to try, and how a counterexample is told. */
import type fc from 'fast-check'
import type { Scope } from '../derivation/scope.js'
import { type Expr, WIDTH } from '../expr/ast.js'
import { REAL } from '../expr/domain.js'
import { freeIndices, symbolsOf } from '../expr/substitute.js'
import { type Attack, type Trial, attack } from '../numeric/attack.js'
import type { Indices, Instance } from '../numeric/instance.js'
import { withRealPowers } from '../numeric/real-powers.js'
import { type SampleOptions, type SampledSymbol, instances } from '../numeric/sample.js'
import { specialInstances } from '../numeric/special.js'
import type { Counterexample } from './report.js'
import type { AttackBudget, NumericFinding } from './statement.js'

/** The free symbols of expressions whose definitions are unfolded, with their domains; `also` adds names that only a flow mentions. */
function sampledSymbols(scope: Scope, expanded: readonly Expr[]): SampledSymbol[] {
  const found = new Map<string, SampledSymbol>()
  for (const s of expanded.flatMap(symbolsOf)) {
    if (s.name === WIDTH && s.indices.length === 0 && !scope.entry(WIDTH)) continue
    found.set(s.name, { name: s.name, indexed: s.indices.length > 0, domain: scope.entry(s.name)?.domain ?? REAL })
  }
  return [...found.values()]
}

/** An expression as it is evaluated at instances: symbolic powers only where the kernel has them defined. */
export function sampled(scope: Scope, e: Expr): Expr {
  return withRealPowers(e, ({ name, indices }) => {
    const entry = scope.entry(name)
    return entry ? entry.domain.integer : name === WIDTH && indices.length === 0
  })
}

/** Instances of a claim about these expressions. */
export function instancesFor(
  scope: Scope,
  expanded: readonly Expr[],
  options: SampleOptions = {},
): fc.Arbitrary<Instance> {
  return instances(sampledSymbols(scope, expanded), { minWidth: leastWidth(expanded), ...options })
}

/** The same of few simple values, for what differs only at isolated points. */
export function specialInstancesFor(scope: Scope, expanded: readonly Expr[]): fc.Arbitrary<Instance> {
  return specialInstances(sampledSymbols(scope, expanded), leastWidth(expanded))
}

/** The largest numeric index, at least 1. */
function leastWidth(expanded: readonly Expr[]): number {
  const numbers = expanded.flatMap(symbolsOf).flatMap((s) => s.indices.filter((index) => typeof index === 'number'))
  return Math.max(1, ...numbers)
}

/** Free indices that run independently of each other; each further one goes with one of these. */
const INDEPENDENT = 5

/** The index values to try at each width: all for one or two neurons, then first, middle and last. */
export function indexChoices(expressions: readonly Expr[]): (width: number) => readonly Indices[] {
  const names = [...new Set(expressions.flatMap(freeIndices))]
  const none: readonly Indices[] = [{}]
  if (names.length === 0) return () => none
  return (width) => {
    const values = [...new Set([1, Math.ceil(width / 2), width])]
    const choices = names
      .slice(0, INDEPENDENT)
      .reduce<number[][]>((chosen) => chosen.flatMap((choice) => values.map((value) => [...choice, value])), [[]])
    return choices.map((choice) =>
      Object.fromEntries(names.map((name, k) => [name, choice[k % INDEPENDENT] as number])),
    )
  }
}

/** The worst trial over the index choices: the first violation, else the largest error, undefined only if all are. */
export function overIndices<T extends Trial>(
  choices: readonly Indices[],
  trial: (indices: Indices) => T,
): T & { indices: Indices } {
  let worst: (T & { indices: Indices }) | undefined
  for (const indices of choices) {
    const result = { ...trial(indices), indices }
    if (result.outcome === 'different' || result.outcome === 'violated') return result
    if (!worst || worst.outcome === 'undefined' || (result.error ?? 0) > (worst.error ?? 0)) worst = result
  }
  return worst as T & { indices: Indices }
}

/** Runs the attack and puts it into words. `sides` says, of a counterexample and where it is, what its two numbers are. */
export function numericFinding<T extends Trial & { indices: Indices }>(
  arbitrary: fc.Arbitrary<Instance>,
  trial: (instance: Instance) => T,
  budget: AttackBudget,
  sides: (detail: T & { instance: Instance }) => { lhs: string; rhs: string; what: string },
): NumericFinding {
  const found: Attack<T> = attack(arbitrary, trial, budget)
  const { counterexample, defined, runs, worstError } = found
  if (counterexample) {
    const { instance, detail } = counterexample
    return {
      outcome: 'disagrees',
      mode: 'checked',
      defined,
      detail: `violated at random instance ${runs}, confirmed at 50 digits${budget.shrink === false ? '' : ' and shrunk'} (seed ${budget.seed}, path ${counterexample.path})`,
      counterexample: { values: valuesOf(instance, detail.indices), ...sides({ ...detail, instance }) },
    }
  }
  if (defined === 0) {
    return { outcome: 'could not', mode: 'checked', defined, detail: `defined at none of ${runs} random instances` }
  }
  const detail = `holds at ${defined} random instances, worst relative error ${worstError.toExponential(1)}`
  return { outcome: 'agrees', mode: 'checked', defined, detail }
}

function valuesOf(instance: Instance, indices: Indices): Counterexample['values'] {
  const vectors = [...instance.vectors].map(([name, values]) => [name, [...values]] as const)
  return Object.fromEntries([
    ...(vectors.length > 0 ? [[WIDTH, instance.width] as const] : []),
    ...instance.scalars,
    ...vectors,
    ...Object.entries(indices),
  ])
}
