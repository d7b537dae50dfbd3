/** The definitions of a context at work: unfolding them, and what rests on what. */
import type { Expr } from '../expr/ast.js'
import { differentiatedBy, namesOf, unfold } from '../expr/substitute.js'
import type { Context, Definition } from './proposition.js'

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

  /** The names that a defined name is made of, through all definitions; of a free one, itself. */
  madeOf(name: string): ReadonlySet<string> {
    const known = this.made.get(name)
    if (known) return known
    const definition = this.byName.get(name)
    const names = new Set([name])
    this.made.set(name, names)
    if (definition)
      for (const inner of namesOf(definition.by)) for (const deeper of this.madeOf(inner)) names.add(deeper)
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

  /** The expressions with those definitions unfolded that what is differentiated by, or `moving`, is hidden in. */
  opened(expressions: readonly Expr[], moving: ReadonlySet<string>): readonly Expr[] {
    // What unfolds may differentiate in turn, and then by other symbols.
    const namesIn = (list: readonly Expr[]): Set<string> =>
      new Set([...moving, ...list.flatMap((e) => [...differentiatedBy(e)])])
    let names = namesIn(expressions)
    for (let result = expressions; ; ) {
      const known = names
      // A name that is defined and differentiated by too is bound there, and known by its value elsewhere.
      result = result.map((e) =>
        this.expand(e, (name) => this.mentions(name, known) || (known.has(name) && !moving.has(name))),
      )
      names = new Set([...known, ...namesIn(result)])
      if (names.size === known.size) return result
    }
  }
}
