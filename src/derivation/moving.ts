/** How things move in a derivation: by the flow that it states or inherits, and what flows before that one moved and it leaves out. */
import type { Sym } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { printSymbol } from '../expr/print.js'

export class Moving<Where> {
  private current: Motion | undefined
  /** Flows in whose place another is stated. */
  private readonly before = new Set<Motion>()
  /** What any of them moves, by name: all of it, or single members of a family. */
  private readonly heads = new Map<string, ReadonlySet<string>>()
  /** The last scope in which a name moved by the flow in force. */
  private readonly scopes = new Map<string, Where>()
  private rivals = false
  /** Where the flow in force was stated. */
  home: Where | undefined

  get flow(): Motion | undefined {
    return this.current
  }

  /** Whether what this builds on moves in two ways, and nobody states a flow in place of both. */
  get isTwofold(): boolean {
    return this.rivals
  }

  /** Takes over how things move in a parent, beside what is taken over from others. */
  adopt(parent: Moving<Where>, scope: Where): void {
    const { current } = parent
    for (const [name, known] of parent.scopes) this.scopes.set(name, known)
    for (const { symbol } of current?.rates ?? []) this.scopes.set(symbol.name, scope)
    this.rivals ||= parent.rivals
    if (current && this.current && this.current !== current && !parent.before.has(this.current)) this.rivals = true
    for (const flow of parent.before) this.before.add(flow)
    for (const [name, heads] of parent.heads) this.heads.set(name, new Set([...(this.heads.get(name) ?? []), ...heads]))
    if (current) this.home = parent.home
    this.current = current ?? this.current
  }

  /** States a flow in place of what was known. What is declared beside it, by these names, is another thing than what moved so far. */
  state(flow: Motion, declared: Iterable<string>, home: Where): void {
    if (this.current) this.before.add(this.current)
    for (const name of declared) this.heads.delete(name)
    for (const { symbol } of flow.rates)
      this.heads.set(symbol.name, new Set([...(this.heads.get(symbol.name) ?? []), headOf(symbol)]))
    this.current = flow
    this.home = home
    this.rivals = false
  }

  /** Names of all that moves in this flow or moved in one before. */
  get names(): ReadonlySet<string> {
    return new Set(this.heads.keys())
  }

  /** The last scope of those that this builds on in which a name moved by the flow in force. */
  scopeOf(name: string): Where | undefined {
    return this.scopes.get(name)
  }

  /** What moved under that name in a flow before, and is left out of the one that is stated now; undefined where nothing is. */
  leftOut(name: string): string | undefined {
    const moved = this.heads.get(name)
    if (!moved) return undefined
    const said = new Set(
      (this.current?.rates ?? []).flatMap(({ symbol }) => (symbol.name === name ? headOf(symbol) : [])),
    )
    if (said.has(name) || said.has(`${name}[i]`)) return undefined
    return [...moved].find((head) => !said.has(head))
  }
}

/** One text for all ways of naming the index of a whole family. */
const headOf = (symbol: Sym): string =>
  printSymbol({ ...symbol, indices: symbol.indices.map((index) => (typeof index === 'string' ? 'i' : index)) })
