/** Claims at a concrete width, for engines that know no symbolic sums. */
import type { FlowStatement } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr, Index, Sym } from '../expr/ast.js'
import { atWidth, freeIndices, renameIndices, rewrite, symbolsOf } from '../expr/substitute.js'
import { EngineFailure } from '../engines/failure.js'
import type { EngineSession } from '../engines/session.js'
import type { Compare, Finding } from './statement.js'

/** Widths at which engines re-derive what the kernel proves for all. */
export const ENGINE_WIDTHS: readonly number[] = [2, 3]

/** The expression with free indices i, j, ... set to 1, 2, ... and its sums written out. */
export function atConcreteWidth(e: Expr, width: number, names: readonly string[] = freeIndices(e)): Expr {
  const values = new Map<string, Index>(names.map((name, k) => [name, (k % width) + 1]))
  return atWidth(renameIndices(e, values), width)
}

/** Whether an expression has sums or indices, so that its meaning depends on a width. */
export const hasWidth = (e: Expr): boolean => {
  let found = false
  rewrite(e, (node) => {
    if (node.kind === 'sum' || (node.kind === 'symbol' && (node.indices.length > 0 || node.name === ast.WIDTH)))
      found = true
    return undefined
  })
  return found
}

/** The flow's moving symbols and rates at a width. */
export function flowAtWidth(flow: FlowStatement, width: number): { symbol: Sym; rate: Expr }[] {
  return flow.rates.flatMap(({ symbol, rate }) => {
    const [index] = symbol.indices
    if (typeof index !== 'string') return [{ symbol, rate: atWidth(rate, width) }]
    return Array.from({ length: width }, (_, k) => {
      const one = new Map([[index, k + 1]])
      return { symbol: renameIndices(symbol, one) as Sym, rate: atWidth(renameIndices(rate, one), width) }
    })
  })
}

/** The engine's own derivative of `e` along the flow: it differentiates by each moving symbol and by the time. */
export async function engineDerivativeAlong(
  session: EngineSession,
  e: Expr,
  rates: readonly { symbol: Sym; rate: Expr }[],
): Promise<Expr> {
  const terms: Expr[] = []
  for (const { symbol, rate } of rates) {
    const partial = await session.differentiate(e, symbol)
    const vanishes = partial.kind === 'number' && partial.value.n === 0n
    if (!vanishes) terms.push(ast.multiply(partial, rate))
  }
  if (terms.length === 0) return ast.rational(0)
  return terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
}

/** How things move at a width: the time first, at the rate 1. */
export const motionAtWidth = (flow: FlowStatement, width: number): { symbol: Sym; rate: Expr }[] => [
  { symbol: flow.variable, rate: ast.rational(1) },
  ...flowAtWidth(flow, width),
]

/**
 * Every diff(...) and at(...) replaced by what the engine makes of it, from the inside. A derivative by the time of what moves is the total one. Throws
 * EngineFailure for a place of a whole family, which no engine knows.
 */
export async function engineDerivatives(
  session: EngineSession,
  e: Expr,
  motion: readonly { readonly symbol: Sym; readonly rate: Expr }[] = [],
): Promise<Expr> {
  const moving = new Set(motion.slice(1).map(({ symbol }) => symbol.name))
  const visit = async (node: Expr): Promise<Expr> => {
    if (node.kind !== 'derivative') {
      const parts: Expr[] = []
      for (const child of ast.children(node)) parts.push(await visit(child))
      return parts.length === 0 ? node : ast.withChildren(node, parts)
    }
    const { variable, order, at } = node
    if (at?.index !== undefined) throw new EngineFailure(session.engine, 'substitute', 'a place of a whole family')
    let value = await visit(node.body)
    const total = variable.name === motion[0]?.symbol.name && symbolsOf(value).some(({ name }) => moving.has(name))
    if (total) for (let k = 0; k < order; k++) value = await engineDerivativeAlong(session, value, motion)
    else if (order > 0) value = await session.differentiate(value, variable, order)
    return at ? session.substitute(value, variable, await visit(at.by)) : value
  }
  return visit(e)
}

/** num / den of an expression, put together structurally: nothing is simplified or cancelled. */
function quotient(e: Expr): { num: Expr; den: Expr | undefined } {
  switch (e.kind) {
    case 'add': {
      const parts = e.terms.map(quotient)
      const dens = parts.flatMap(({ den }) => (den ? [den] : []))
      if (dens.length === 0) return { num: e, den: undefined }
      const lifted = parts.map(({ num }, k) => {
        const others = parts.flatMap(({ den }, l) => (l !== k && den ? [den] : []))
        return others.length === 0 ? num : ast.multiply(num, ...others)
      })
      return { num: ast.add(...lifted), den: dens.length === 1 ? dens[0] : ast.multiply(...dens) }
    }
    case 'negate': {
      const { num, den } = quotient(e.argument)
      return { num: ast.negate(num), den }
    }
    case 'multiply': {
      const parts = e.factors.map(quotient)
      const dens = parts.flatMap(({ den }) => (den ? [den] : []))
      const num = ast.multiply(...parts.map((part) => part.num))
      return { num, den: dens.length === 0 ? undefined : dens.length === 1 ? dens[0] : ast.multiply(...dens) }
    }
    case 'divide': {
      const above = quotient(e.numerator)
      const below = quotient(e.denominator)
      return {
        num: below.den ? ast.multiply(above.num, below.den) : above.num,
        den: above.den ? ast.multiply(above.den, below.num) : below.num,
      }
    }
    case 'power': {
      const k = ast.constantValue(e.exponent)
      const { num, den } = quotient(e.base)
      if (!den || k?.d !== 1n || k.n <= 0n) return { num: e, den: undefined }
      return { num: ast.power(num, e.exponent), den: ast.power(den, e.exponent) }
    }
    default:
      return { num: e, den: undefined }
  }
}

/** A polynomial-looking expression that vanishes when lhs = rhs: both sides brought over their denominators, crosswise. */
export function crossMultiplied(lhs: Expr, rhs: Expr): Expr {
  const l = quotient(lhs)
  const r = quotient(rhs)
  const left = r.den ? ast.multiply(l.num, r.den) : l.num
  const right = l.den ? ast.multiply(r.num, l.den) : r.num
  return ast.subtract(left, right)
}

/** Whether an engine's result is what it should be: the kernel decides; where it cannot, random instances tell false from undecided. */
export async function judged(
  compare: Compare,
  result: Expr,
  expected: Expr,
  mode: Finding['mode'],
  detail: string,
): Promise<Finding> {
  const { found, defined } = await compare(result, expected)
  if (found === 'equal') return { outcome: 'agrees', mode, detail }
  if (found === 'different')
    return { outcome: 'disagrees', mode, detail: `${detail}; its result differs from the claim at random instances` }
  return {
    outcome: 'could not',
    mode,
    detail: `${detail}; the kernel does not recognize the result, which is equal at ${defined} random instances`,
  }
}
