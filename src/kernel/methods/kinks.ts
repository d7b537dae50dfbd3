/**
 * Kinks: where a derivative may exist though its formula has no value. The rules of differentiation divide by what a root or an absolute value is taken
 * of: the formula for the derivative of x*abs(x) has none at 0, where there is one, and that of sqrt((x + abs(x))^2) none at any negative x. A
 * claim about a derivative speaks of these points too; left-to-show.ts says what is still to be shown of it.
 *
 * Invariant: where a derivative has a value and its formula has none, the edge of one of its kinks is 0.
 */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, constantValue } from '../../expr/ast.js'
import { type Motion, TooLarge, evaluateDerivatives } from '../../expr/differentiate.js'
import { asksMore } from '../../expr/where-defined.js'
import { exactText } from '../../expr/print.js'
import { freshName } from '../../expr/fresh.js'
import {
  Undecided,
  differentiatedBy,
  freeIndices,
  namesOf,
  renameIndices,
  rewrite,
  substitute,
  symbolsOf,
} from '../../expr/substitute.js'
import { said } from '../core/conditions.js'
import { type Place, TOP, bendsIn, placing, walk } from './bends.js'
import { isTotal, ratesOf } from './flow-rates.js'

/** What the kernel has no rule for where a derivative may exist at a kink of its formula. */
export const atKink = (edge: Expr): string =>
  constantValue(edge)?.n === 0n
    ? 'a derivative just where its formula has a kink'
    : `a derivative where ${said(edge)} may be 0`

export interface Kink {
  /** What the formula of the derivative divides by. */
  readonly edge: Expr
  /** Whether the function has no value where the edge is negative, and one where it is 0. */
  readonly root: boolean
  /** Whether that may be so. */
  readonly ends: boolean
  /** The first derivatives of the edge in the direction of differentiation; none where they are not had. */
  slopes(): readonly Expr[]
  /** Of an absolute value: its factor where it vanishes, if the rest has no kinks. Where neither that nor the slope is 0, there is no derivative. */
  factor(): Expr | undefined
  /** The derivative of which it is a kink; undefined where that is in a sum, along a flow, at another place, or in a formula that is differentiated again. */
  readonly of?: ast.Derivative
}

/** Derivatives of an edge that are looked at for one that does not vanish with it. */
const MOST_DERIVATIVES = 3

/** Where the derivatives in an expression may exist without their formulas. With a motion, those by its variable are total. */
export function kinksOf(e: Expr, motion?: Motion, at: Place = TOP): Kink[] {
  const found: Kink[] = []
  walk(e, at, (node, place) => {
    if (node.kind !== 'derivative') return true
    found.push(...kinksHere(node, motion, place))
    if (node.at) found.push(...kinksOf(node.at.by, motion, place))
    return false
  })
  return found
}

function kinksHere(node: ast.Derivative, motion: Motion | undefined, place: Place): Kink[] {
  const total = motion && isTotal(node, motion) ? motion : undefined
  const moving = new Set([node.variable.name, ...(total?.rates ?? []).map(({ symbol }) => symbol.name)])
  const variable = renameIndices(node.variable, place.names) as Sym
  const deeper = kinksOf(node.body, motion, place).map(({ of: _, ...kink }): Kink => kink)
  const lone = place.depth === 0 && deeper.length === 0 && !node.at && !total
  const own = (node.order === 0 ? [] : bendsIn(node.body, place))
    .filter(({ inner }) => [...namesOf(inner)].some((name) => moving.has(name)))
    .flatMap(({ edge, root, ends, alone }) =>
      membersMeant(edge, total ? undefined : variable).map(
        (one): Kink => ({
          edge: one,
          root,
          ends,
          slopes: () => slopesOf(one, variable, total),
          factor: () => {
            const factor = alone && factorOf(alone, node, total)
            return factor && renameIndices(factor, place.names)
          },
          ...(lone && { of: node }),
        }),
      ),
    )
  const put = placing(node, place)
  const here = [...own, ...deeper].map((kink) => ({
    ...kink,
    edge: put(kink.edge),
    slopes: () => kink.slopes().map(put),
    factor: () => {
      const known = kink.factor()
      return known && put(known)
    },
  }))
  return total && movesTwice(node, total) ? [...here, ...bendsOfRates(total)] : here
}

/** Whether the rates themselves are differentiated along their flow. */
function movesTwice({ order, body }: ast.Derivative, motion: Motion): boolean {
  if (order > 1) return true
  let found = false
  walk(body, TOP, (node) => {
    found ||= node.kind === 'derivative' && isTotal(node, motion)
    return !found
  })
  return found || motion.rates.some(({ rate }) => differentiatedBy(rate).has(motion.variable.name))
}

const bendsOfRates = (motion: Motion): Kink[] =>
  ratesOf(motion).flatMap((rate) =>
    bendsIn(rate, TOP).map(({ edge, root, ends }) => ({ edge, root, ends, slopes: () => [], factor: () => undefined })),
  )

/** An edge in a sum, for each member of it that moves when the variable, one of a family, does. */
function membersMeant(edge: Expr, variable: Sym | undefined): readonly Expr[] {
  if (!variable || variable.indices.length === 0) return [edge]
  const members = symbolsOf(edge).filter((s) => s.name === variable.name)
  return members.map((s) => {
    const names = s.indices.flatMap((index, k) =>
      typeof index === 'string' && index.startsWith('#') ? [[index, variable.indices[k] as ast.Index] as const] : [],
    )
    return renameIndices(edge, new Map(names))
  })
}

/** The first derivatives of an edge by a variable; none where it has kinks itself. */
function slopesOf(edge: Expr, variable: Sym, motion: Motion | undefined): Expr[] {
  try {
    if (kinksOf(ast.derivative(edge, variable), motion).length > 0) return []
    // Those of higher order along a flow would be about the rates, too.
    const orders = Array.from({ length: motion ? 1 : MOST_DERIVATIVES }, (_, k) => k + 1)
    return orders.map((order) => evaluateDerivatives(ast.derivative(edge, variable, order), motion))
  } catch (error) {
    if (error instanceof Undecided || error instanceof TooLarge) return []
    throw error
  }
}

/** What an absolute value is multiplied by, to first order where it is 0, if all else has a derivative. */
function factorOf(bent: Expr, { body, variable }: ast.Derivative, motion: Motion | undefined): Expr | undefined {
  if (bent.kind !== 'call' || bent.fn !== 'abs') return undefined
  // Another one of that text may be meant in a sum that binds its index.
  if (differentiatedBy(body).size > 0 || freeIndices(bent).length > 0) return undefined
  const size = ast.symbol(freshName('size', [body]))
  const text = exactText(bent)
  const rest = rewrite(body, (node) => (node.kind === bent.kind && exactText(node) === text ? size : undefined))
  if (kinksOf(ast.derivative(rest, variable), motion).length > 0) return undefined
  try {
    const factor = substitute(evaluateDerivatives(ast.derivative(rest, size), motion), [
      { symbol: size, by: ast.rational(0) },
    ])
    return asksMore(factor) ? undefined : factor
  } catch (error) {
    if (error instanceof Undecided || error instanceof TooLarge) return undefined
    throw error
  }
}
