/** What names and indices stand for at a place: what the terms around it bind them to, the innermost first. */
import type { Index, Sym } from '../../expr/ast.js'
import { MissingValue } from '../instance.js'
import { type Bound, type Frame, type Width, frame, indexIn } from './environment.js'
import type { Known, Value } from './value.js'

export class Names<N extends Known> {
  constructor(
    /** The width of the instance. */
    private readonly count: number,
    private readonly whole: (n: number) => Value<N>,
  ) {}

  /** The number that an index stands for. Throws MissingValue. */
  index(index: Index, within: Frame<N>): number {
    if (typeof index === 'number') return index
    const bound = indexIn(within, index)
    if (bound === undefined) throw new MissingValue(`the free index ${index} has no value`, false)
    return bound
  }

  /** The width, as it is bound or as the instance says. */
  width(within: Frame<N>): Width<N> {
    for (let at: Frame<N> | undefined = within; at; at = at.parent) if (at.width) return at.width
    return { value: this.whole(this.count), count: this.count }
  }

  /** What a symbol is bound to by the terms around it. */
  bound(s: Sym, within: Frame<N>): Bound<N> | undefined {
    for (let at: Frame<N> | undefined = within; at; at = at.parent) {
      for (const bound of at.symbols?.get(s.name) ?? []) {
        if (bound.kind !== 'member') return bound
        if (s.indices.length !== 1 || this.index(s.indices[0] as Index, within) === bound.index) return bound
      }
    }
    return undefined
  }

  /** The environment of a definition of a family where a member of it stands. */
  entered(head: Sym, { indices }: Sym, at: Frame<N>): Frame<N> {
    const own = head.indices.flatMap((index, k) =>
      typeof index === 'string' && indices[k] !== undefined ? [[index, this.index(indices[k], at)] as const] : [],
    )
    return own.length === 0 ? at : frame(at, { own: new Map(own) })
  }
}
