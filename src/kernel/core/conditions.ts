/** Conditions in one spelling each. */
import { type Add, type Expr, add, constantValue } from '../../expr/ast.js'
import { brief, exactText } from '../../expr/print.js'
import { freeIndices, renameIndices, rewrite, symbolsOf } from '../../expr/substitute.js'
import type { Condition } from './generators.js'

/** Conditions in their plainest spelling, each once: what is not zero is neither its opposite, nor its size, nor a power of it. */
export function plainConditions(conditions: readonly Condition[]): Condition[] {
  const found = new Map<string, Condition>()
  for (const { expr, must } of conditions) {
    const said = asSaid(expr)
    const plain = plainest({ expr: must === 'nonzero' ? withSameZeros(said) : said, must })
    found.set(`${plain.must} ${exactText(plain.expr)}`, plain)
  }
  return [...found.values()]
}

/** Without what an expression asks beside its value, and without terms that are 0. Indices for each of whose values it is asked are called #0, #1, ..., and no other is. */
function asSaid(e: Expr): Expr {
  const value = rewrite(e, (node) =>
    node.kind === 'where' ? node.value : node.kind === 'add' ? shorter(node) : undefined,
  )
  const own = ofEach(value)
  return own.every((index, k) => index === `#${k}`)
    ? value
    : renameIndices(value, new Map(own.map((index, k) => [index, `#${k}`])))
}

function shorter(e: Add): Expr | undefined {
  const terms = e.terms.filter((term) => term.kind !== 'number' || term.value.n !== 0n)
  return terms.length === e.terms.length || terms.length === 0
    ? undefined
    : terms.length === 1
      ? terms[0]
      : add(...terms)
}

/** The indices of a condition for each of whose values it is asked. */
const ofEach = (e: Expr): readonly string[] => freeIndices(e).filter((index) => index.startsWith('#'))

/** A condition as it is said, with the letters for each of whose values it is asked. */
export interface Spoken extends Condition {
  readonly each: readonly string[]
}

/** Conditions with letters for such indices that are not taken. */
export const spoken = (conditions: readonly Condition[], taken: ReadonlySet<string>): Spoken[] =>
  conditions.map(({ expr, must }) => {
    const own = freeIndices(expr)
    const letters = [...'ijklmnpqrs'].filter((letter) => !taken.has(letter) && !own.includes(letter))
    const names = new Map(ofEach(expr).map((index, k) => [index, letters[k] ?? index]))
    return { expr: renameIndices(expr, names), must, each: [...names.values()] }
  })

/** One condition or term, with letters that are not its own symbols. */
function alone(condition: Condition): Spoken {
  const [one] = spoken([condition], new Set(symbolsOf(condition.expr).map(({ name }) => name)))
  return one as Spoken
}

/** A term within a sentence. */
export const said = (expr: Expr): string => brief(alone({ expr, must: 'nonzero' }).expr)

/** A condition in words, as a clause. */
export function inWords(condition: Condition): string {
  const [plain = condition] = plainConditions([condition])
  const { expr, must, each } = alone(plain)
  return `${brief(expr)} is ${must}${each.length === 0 ? '' : ` for each ${each.join(', ')}`}`
}

/** A root is not zero just where what it is taken of is positive. */
const plainest = ({ expr, must }: Condition): Condition =>
  must === 'nonzero' && expr.kind === 'call' && expr.fn === 'sqrt'
    ? { expr: expr.argument, must: 'positive' }
    : { expr, must }

/** Without those that another one of the same term says too. */
export function withoutWeaker(conditions: readonly Condition[]): Condition[] {
  const positive = new Set(conditions.flatMap(({ expr, must }) => (must === 'positive' ? [exactText(expr)] : [])))
  return conditions.filter(({ expr, must }) => must === 'positive' || !positive.has(exactText(expr)))
}

/** The simplest part of a term that is zero just where the term is, where both are defined. */
export function withSameZeros(e: Expr): Expr {
  if (e.kind === 'negate' || (e.kind === 'call' && e.fn === 'abs')) return withSameZeros(e.argument)
  if (e.kind === 'divide' && constantValue(e.denominator)?.n) return withSameZeros(e.numerator)
  if (e.kind === 'multiply') {
    const moving = e.factors.filter((factor) => !constantValue(factor)?.n)
    if (moving.length === 1) return withSameZeros(moving[0] as Expr)
  }
  const exponent = e.kind === 'power' ? constantValue(e.exponent) : undefined
  return e.kind === 'power' && exponent?.d === 1n && exponent.n > 0n ? withSameZeros(e.base) : e
}
