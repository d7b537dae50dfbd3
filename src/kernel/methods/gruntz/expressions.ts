/** The expressions of one limit. Equal ones are one object, so that what is known of one is known of all. */
import * as ast from '../../../expr/ast.js'
import { type Expr, type Sym, children, withChildren } from '../../../expr/ast.js'
import { exactText } from '../../../expr/print.js'

/** Names of the symbols that stand for what oscillates; their domain is [-1, 1], and no formula can contain them. */
export const WAVES: readonly string[] = Array.from({ length: 6 }, (_, k) => `wave#${k}`)

export const ZERO = ast.rational(0)
export const ONE = ast.rational(1)

export class Expressions {
  /** The variable that grows without bound. */
  readonly x: Expr
  private readonly interned = new Map<string, Expr>()
  private readonly ids = new Map<Expr, number>()
  private readonly given = new Map<Expr, Expr>()
  private readonly moving = new Map<Expr, boolean>()

  constructor(variable: Sym) {
    this.x = this.intern(variable)
  }

  isAbout(e: Expr, names: readonly string[]): boolean {
    if (e.kind === 'symbol') return names.includes(e.name)
    return children(e).some((child) => this.isAbout(child, names))
  }

  /** The oscillations in an expression. */
  wavesIn(e: Expr): readonly string[] {
    return WAVES.filter((wave) => this.isAbout(e, [wave]))
  }

  intern(e: Expr): Expr {
    const known = this.given.get(e)
    if (known) return known
    const own = withChildren(
      e,
      children(e).map((child) => this.intern(child)),
    )
    const text = this.keyOf(own)
    const found = this.interned.get(text) ?? own
    if (found === own) {
      this.interned.set(text, own)
      this.ids.set(own, this.ids.size)
    }
    this.given.set(e, found)
    this.given.set(found, found)
    return found
  }

  /** Equal for expressions with equal parts that say the same of them. What is no such form of its parts is told by all that it is. */
  private keyOf(e: Expr): string {
    const parts = children(e)
    if (parts.length === 0 || e.kind === 'sum' || e.kind === 'derivative') return `${e.kind} ${exactText(e)}`
    return `${e.kind === 'call' ? e.fn : e.kind}(${parts.map((part) => this.ids.get(part)).join()})`
  }

  moves(e: Expr): boolean {
    const known = this.moving.get(e)
    if (known !== undefined) return known
    const result = e === this.x || (e.kind !== 'symbol' && children(e).some((child) => this.moves(child)))
    this.moving.set(e, result)
    return result
  }

  sum(a: Expr, b: Expr): Expr {
    if (isNumber(a, 0n)) return b
    return this.intern(isNumber(b, 0n) ? a : ast.add(a, b))
  }

  product(a: Expr, b: Expr): Expr {
    if (isNumber(a, 1n)) return b
    return this.intern(isNumber(b, 1n) ? a : ast.multiply(a, b))
  }

  hasSymbols(e: Expr): boolean {
    return (
      e.kind === 'symbol' ||
      e.kind === 'index' ||
      e.kind === 'sum' ||
      children(e).some((child) => this.hasSymbols(child))
    )
  }
}

const isNumber = (e: Expr, value: bigint): boolean => e.kind === 'number' && e.value.n === value && e.value.d === 1n
