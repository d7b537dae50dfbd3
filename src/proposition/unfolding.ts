/** The definitions of a context at work: unfolding them, and what rests on what. */
import { type Expr, WIDTH, children, nodesOf } from '../expr/ast.js'
import { same } from '../expr/print.js'
import { differentiatedBy, namesOf, rewrite, unfold } from '../expr/substitute.js'
import type { Context, Definition } from './proposition.js'

/** The free names of an expression, the width among them where it sums over the width, counts to it or has a family of that many members. */
export const namesWithWidth = (e: Expr): Set<string> => {
  const names = namesOf(e)
  return hasWidth(e) ? names.add(WIDTH) : names
}

const hasWidth = (e: Expr): boolean =>
  e.kind === 'sum' || e.kind === 'index' || (e.kind === 'symbol' && e.indices.length > 0) || children(e).some(hasWidth)

export class Unfolding {
  private readonly byName: ReadonlyMap<string, Definition>
  private readonly made = new Map<string, ReadonlySet<string>>()

  constructor(readonly context: Context) {
    this.byName = new Map(context.definitions.map((definition) => [definition.symbol.name, definition]))
  }

  definition(name: string): Definition | undefined {
    return this.byName.get(name)
  }

  /** All definitions unfolded, or those that `only` allows. */
  expand(e: Expr, only?: (name: string) => boolean): Expr {
    let result = e
    for (const definition of this.context.definitions)
      if (only?.(definition.symbol.name) ?? true) result = unfold(result, [definition])
    return result
  }

  /** A term with names for what they stand for, where that is a formula without indices. */
  folded(e: Expr): Expr {
    const named = [...this.context.definitions]
      .reverse()
      .filter(({ symbol, by }) => children(by).length > 0 && symbol.indices.length === 0)
    return named.reduce((term, { symbol, by }) => rewrite(term, (node) => (same(node, by) ? symbol : undefined)), e)
  }

  /** The names that a defined name is made of, through all definitions; of a free one, itself. */
  madeOf(name: string): ReadonlySet<string> {
    const known = this.made.get(name)
    if (known) return known
    const definition = this.byName.get(name)
    const names = new Set([name])
    this.made.set(name, names)
    if (definition)
      for (const inner of namesWithWidth(definition.by)) for (const deeper of this.madeOf(inner)) names.add(deeper)
    return names
  }

  /** Whether the meaning of a name depends, through definitions, on a free symbol among these. */
  dependsOn(name: string, symbols: ReadonlySet<string>): boolean {
    return [...this.madeOf(name)].some((inner) => symbols.has(inner) && !this.byName.has(inner))
  }

  /** Whether the formula of a defined name mentions one of `names`, directly or through definitions. */
  mentions(name: string, names: ReadonlySet<string>): boolean {
    return this.byName.has(name) && [...this.madeOf(name)].some((inner) => inner !== name && names.has(inner))
  }

  /**
   * The expressions with those definitions unfolded that what is differentiated by, or `moving`, is hidden in, and those in exponents, whose form
   * says where a power has a value; `held` names stay, as what stands for something that moves.
   */
  opened(
    expressions: readonly Expr[],
    moving: ReadonlySet<string>,
    held: ReadonlySet<string> = new Set(),
  ): readonly Expr[] {
    // What unfolds may differentiate in turn, and then by other symbols, and have exponents of its own.
    const namesIn = (list: readonly Expr[]): Set<string> =>
      new Set([...moving, ...list.flatMap((e) => [...differentiatedBy(e)])])
    let names = namesIn(expressions)
    for (let result = expressions; ; ) {
      const known = names
      const before = result
      const exponents = new Set(
        result.flatMap((e) => [...inExponents(e)]).filter((name) => this.byName.has(name) && !held.has(name)),
      )
      result = result.map((e) =>
        this.expand(e, (name) => !held.has(name) && (exponents.has(name) || this.mentions(name, known))),
      )
      names = new Set([...known, ...namesIn(result)])
      // A name that a place binds stays in its exponent.
      const done = exponents.size === 0 || result.every((e, k) => same(e, before[k] as Expr))
      if (names.size === known.size && done) return result
    }
  }
}

/** The names in the exponents of powers, those in values that are put for them included. */
export function inExponents(e: Expr): Set<string> {
  const found = new Set<string>()
  for (const node of nodesOf(e)) {
    if (node.kind === 'power') for (const name of namesOf(node.exponent)) found.add(name)
    if (node.kind === 'derivative' && node.at && inExponents(node.body).has(node.variable.name))
      for (const name of namesOf(node.at.by)) found.add(name)
  }
  return found
}
