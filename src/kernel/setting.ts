/** A context as it stands before any proof: what its names are made of, in which domains its free symbols are, and what moves. */
import type { Expr } from '../expr/ast.js'
import * as ast from '../expr/ast.js'
import type { Domain } from '../expr/domain.js'
import { printSymbol } from '../expr/print.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import type { Context, Proposition, SignName } from '../proposition/proposition.js'
import { Unfolding, namesWithWidth } from '../proposition/unfolding.js'
import type { Flow } from './deciders/motions.js'
import { Unsupported } from './core/outcome.js'

export class Setting {
  readonly unfolding: Unfolding

  constructor(readonly context: Context) {
    this.unfolding = new Unfolding(context)
  }

  /** The flow of the context. Throws Unsupported where none is stated. */
  flow(): Flow {
    const { flow } = this.context
    if (!flow) throw new Unsupported('a flow where none is stated')
    return flow
  }

  /** Throws Unsupported where what moves has a value. */
  requireFreeMotion(): void {
    const { flow } = this.context
    const moving = flow ? [flow.variable, ...flow.rates.map(({ symbol }) => symbol)] : []
    const defined = moving.find(({ name }) => this.unfolding.definition(name))
    if (defined) throw new Unsupported(`${printSymbol(defined)}, which moves and is defined`)
  }

  /** The names that terms are made of, through all definitions, the names of these included. */
  reached(terms: readonly Expr[]): Set<string> {
    return new Set(terms.flatMap((e) => [...namesOf(e)].flatMap((name) => [...this.unfolding.madeOf(name)])))
  }

  /**
   * What derivatives and places bind in terms and in what these are made of. A name that stands there for something made of one of these would not
   * change with it, as what it stands for does.
   */
  boundIn(terms: readonly Expr[]): Set<string> {
    const bodies = [...this.reached(terms)].flatMap((name) => this.unfolding.definition(name)?.by ?? [])
    return new Set([...terms, ...bodies].flatMap((e) => [...differentiatedBy(e)]))
  }

  /** That a formula has a sign, in as much of the context as it reaches. */
  signOf(expr: Expr, sign: SignName): Proposition {
    const { context, unfolding } = this
    const reached = new Set([...namesWithWidth(expr)].flatMap((name) => [...unfolding.madeOf(name)]))
    return {
      context: {
        ...context,
        binders: context.binders.filter(({ name }) => reached.has(name)),
        definitions: context.definitions.filter(({ symbol }) => reached.has(symbol.name)),
      },
      assertion: { kind: 'sign', expr, sign },
    }
  }

  /** What moves with the flow's time, the time included, where a term is differentiated by it; else nothing. */
  movingIn(terms: readonly Expr[]): readonly string[] {
    const { flow } = this.context
    if (!flow) return []
    const full = terms.map((e) => this.unfolding.expand(e))
    const differentiates = (e: Expr): boolean =>
      (e.kind === 'derivative' && e.variable.name === flow.variable.name) || ast.children(e).some(differentiates)
    return full.some(differentiates) ? namesIn(flow) : []
  }

  /** Throws Unsupported for a derivative by a name that has a value here, and stands in a rate, which would lose it with the value. */
  requireValuesApartFromRates(terms: readonly Expr[]): void {
    const rates = this.reached((this.context.flow?.rates ?? []).map(({ rate }) => rate))
    const name = [...this.boundIn(terms)].find((by) => rates.has(by) && this.unfolding.definition(by))
    if (name) throw new Unsupported(`a derivative by ${name}, which has a value here, beside a rate with ${name} in it`)
  }
}

/** The time of a flow, and what moves by it. */
export const namesIn = ({ variable, rates }: Flow): readonly string[] => [
  variable.name,
  ...rates.map(({ symbol }) => symbol.name),
]

/** The domains of the symbols that a context binds. */
export function boundDomains({ binders }: Context): Map<string, Domain> {
  const domains = new Map<string, Domain>()
  for (const { name, domain, members } of binders) {
    domains.set(name, domain)
    for (const member of members ?? []) domains.set(printSymbol(ast.symbol(name, member.index)), member.domain)
  }
  return domains
}
