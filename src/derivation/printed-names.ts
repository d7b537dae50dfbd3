/** What is declared, how it is printed, and what it rests on. */
import type { Expr } from '../expr/ast.js'
import { symbol } from '../expr/ast.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse } from '../expr/parse.js'
import { type Look, written } from './look.js'
import type { Scope } from './scope.js'
import { lookOf } from './tex-name.js'

export interface Printed {
  readonly name: string
  /** Which member of a family it is, where it is one. */
  readonly number?: number
  readonly indices: number
  readonly look: Look
  readonly tex: string
}

export class PrintedNames {
  readonly all: readonly Printed[]

  constructor(readonly scope: Scope) {
    this.all = scope.names().map((name) => {
      const { indices = 0, declaration } = scope.entry(name) ?? {}
      const look = lookOf(name, declaration?.tex)
      return { name, indices, look, tex: written(look) }
    })
  }

  /** What is written in a script, where it is a formula of digits and of what is declared. */
  expressionOf(items: readonly string[]): Expr | undefined {
    const parts = items.map((item) =>
      /^[\d+*/()-]$/.test(item) ? item : this.all.find((one) => one.indices === 0 && one.tex === item)?.name,
    )
    let text = ''
    for (const part of parts) {
      // A digit after a letter is no factor of it.
      if (part === undefined || (/^\d/.test(part) && /[A-Za-z_]\w*$/.test(text))) return undefined
      text += /[\w)]$/.test(text) && /^[A-Za-z(]/.test(part) ? `*${part}` : part
    }
    try {
      return parse(text)
    } catch (error) {
      if (error instanceof FormulaError) return undefined
      throw error
    }
  }

  varies(name: string): boolean {
    return (
      this.scope.definition(name) !== undefined ||
      !!this.scope.flow?.rates.some(({ symbol: moving }) => moving.name === name)
    )
  }

  isMadeOf(name: string, part: string): boolean {
    return this.scope.reachedFrom(symbol(name)).has(part)
  }

  /** Whether the rate of something is made of a name. */
  movesBy(name: string, part: string): boolean {
    const own = this.scope.flow?.rates.filter(({ symbol: moving }) => moving.name === name) ?? []
    return own.some(({ rate }) => this.scope.reachedFrom(rate).has(part))
  }

  isFamily(name: string): boolean {
    return (this.scope.entry(name)?.indices ?? 0) > 0
  }
}
