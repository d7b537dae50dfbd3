/**
 * Neutral names. Engines give names a meaning (E, I, e, constructor), so every symbol goes in as x1, x2, ... in order
 * of first use and comes back as itself.
 */
import { type Sym, symbol } from '../expr/ast.js'
import { printSymbol } from '../expr/print.js'
import { Refusal } from './failure.js'

export class Naming {
  private readonly neutral = new Map<string, Sym>()
  /** Neutral name to the symbol it stands for. */
  readonly legend = new Map<string, Sym>()

  /** The neutral symbol for a symbol. Throws Refusal for a symbol with a named index. */
  hide(s: Sym): Sym {
    const key = printSymbol(s)
    const known = this.neutral.get(key)
    if (known) return known
    if (s.indices.some((index) => typeof index === 'string')) {
      throw new Refusal(`${key} has a named index; write sums out at a concrete width first`)
    }
    const made = symbol(`x${this.neutral.size + 1}`)
    this.neutral.set(key, made)
    this.legend.set(made.name, s)
    return made
  }
}
