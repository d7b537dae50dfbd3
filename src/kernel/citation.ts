/**
 * The use of a theorem that functions solve a flow, where another claim speaks of these functions: by their names instead of their formulas, as
 * symbols that move as the theorem says. Its names must mean the same here. A constant of it may be something else here only if that does not
 * move, and is proved to lie in the constant's domain. That nothing binds what its functions are made of is asked by who uses it (`question.ts`).
 */
import * as ast from '../expr/ast.js'
import type { Sym } from '../expr/ast.js'
import { type Domain, intersection, sameDomain } from '../expr/domain.js'
import { printSymbol } from '../expr/print.js'
import { type AssertionOf, type Definition, type Proposition, treeText } from '../proposition/proposition.js'
import type { Condition } from './core/generators.js'
import type { Known } from './deciders/motions.js'
import { Setting } from './setting.js'

/** What is known of a proposition: that it is proved, under these conditions. */
export interface Established {
  readonly proposition: Proposition
  readonly conditions: readonly Condition[]
}

/** A cited solution of a flow: its functions, how they move and start, and what its use here rests on. */
export interface Lemma<Fact extends Established> extends Known {
  readonly names: readonly string[]
  readonly uses: readonly Fact[]
}

/**
 * A theorem as it may be used here, for functions of this variable; undefined where it is not about what its names mean here. `within` gives what shows that a definition lies in a domain,
 * undefined where nothing does.
 */
export function lemmaOf<Fact extends Established>(
  theorem: Fact,
  variable: Sym,
  { unfolding, context }: Setting,
  within: (definition: Definition, domain: Domain) => readonly Fact[] | undefined,
): Lemma<Fact> | undefined {
  const { assertion } = theorem.proposition
  if (assertion.kind !== 'solves') return undefined
  const { rates, solution, initial, variable: time } = assertion
  if (printSymbol(time) !== printSymbol(variable) || unfolding.definition(variable.name)) return undefined
  const names = solution.map(({ symbol }) => symbol.name)
  const same = solution.every(({ symbol, by }) => {
    const here = unfolding.definition(symbol.name)
    return here !== undefined && treeText([here.symbol, here.by]) === treeText([symbol, by])
  })
  if (!same) return undefined
  const there = new Setting(theorem.proposition.context)
  const moving = new Set([variable.name, ...names])
  const uses: Fact[] = [theorem]
  const made = there.reached(formulasOf(assertion))
  for (const name of new Set([...made, variable.name])) {
    if (names.includes(name) || (name === ast.WIDTH && !bindsWidth(context, theorem.proposition.context))) continue
    const defined = there.unfolding.definition(name)
    const here = unfolding.definition(name)
    if (defined) {
      if (!here || treeText([here.symbol, here.by]) !== treeText([defined.symbol, defined.by])) return undefined
      continue
    }
    const binder = theorem.proposition.context.binders.find((its) => its.name === name)
    if (!binder || (binder.members?.length ?? 0) > 0) return undefined
    if (here) {
      if ([...unfolding.madeOf(name)].some((inner) => moving.has(inner))) return undefined
      const shown = within(here, binder.domain)
      if (!shown) return undefined
      uses.push(...shown)
    } else {
      const own = context.binders.find((binder) => binder.name === name)
      if (!own || own.members || !isWithin(own.domain, binder.domain)) return undefined
    }
  }
  return { flow: { variable, rates }, initial, names, uses }
}

const formulasOf = ({ rates, solution, initial }: AssertionOf<'solves'>) => [
  ...rates.map(({ rate }) => rate),
  ...[...solution, ...initial].map(({ by }) => by),
]

/** Whether d is a symbol like others in one of these contexts. */
const bindsWidth = (...contexts: Setting['context'][]): boolean =>
  contexts.some(({ binders }) => binders.some(({ name }) => name === ast.WIDTH))

/** Whether all of one domain lies in the other. */
function isWithin(inner: Domain, outer: Domain): boolean {
  const both = intersection(inner, outer)
  return both !== undefined && sameDomain(both, inner)
}
