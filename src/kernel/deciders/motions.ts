/** Claims about what moves: along a flow, by a solution of it, or step by step. */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { type Motion, evaluateDerivatives, isInstance } from '../../expr/differentiate.js'
import { printSymbol } from '../../expr/print.js'
import { sharing } from '../../expr/share.js'
import { type Replacement, namesOf, substitute } from '../../expr/substitute.js'
import { type Finding, denied, shown } from './answer.js'
import { POINTWISE, attempt } from './attempt.js'
import type { Condition } from '../core/generators.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { Unsupported } from '../core/outcome.js'
import { ofDerivatives, together } from './suppositions.js'
import { DIFFER, differSomewhere, once, showEqual, zero } from './values.js'

/** An autonomous or time-dependent first-order flow: each symbol (`u[i]` for a family) and its rate. */
export type Flow = Motion

/** d/dt of `expr` along the flow equals `rate`. */
export function showAlong(flow: Flow, expr: Expr, rate: Expr, domains: Domains): Finding {
  const share = sharing()
  const sides = once((): [Expr, Expr] => [movedAlong(flow, share(expr)), evaluateDerivatives(share(rate), flow)])
  if (differSomewhere(sides, domains, 'glance')()) return DIFFER
  const answer = attempt(
    domains,
    (n) =>
      zero(n, ...sides(), 'the derivative along the flow minus the rate') ??
      shown('the derivative along the flow minus the rate reduces to 0', n.conditions),
    { pointwise: true, fails: differSomewhere(sides, domains, 'length') },
  )
  return ofDerivatives(answer, [ast.derivative(expr, flow.variable), rate], domains, {
    flow,
    again: ([moved, r]) => showEqual(moved as Expr, r as Expr, domains, flow),
  })
}

/** d/dt of `expr` along the flow, as an expression that is defined only where `expr` is. */
const movedAlong = (flow: Flow, expr: Expr): Expr => {
  requireOneRule(flow.rates.map(({ symbol }) => symbol))
  return evaluateDerivatives(ast.derivative(expr, flow.variable), flow)
}

export const carriedOut = (rates: Flow['rates']): Flow['rates'] =>
  rates.map(({ symbol, rate }) => ({ symbol, rate: evaluateDerivatives(rate) }))

/** One rule for each symbol: a family, or single members of it. */
function requireOneRule(symbols: readonly Sym[]): void {
  for (const [k, symbol] of symbols.entries()) {
    const other = symbols.findIndex((s) => isInstance(s, symbol) || isInstance(symbol, s))
    if (other < k) throw new Unsupported(`two rules for ${printSymbol(symbol)}`)
  }
}

/** Functions of the flow's variable that are known to solve a flow of their own, and their values where it is 0. */
export interface Known {
  readonly flow: Flow
  readonly initial: readonly Replacement[]
}

/**
 * The functions that are given of the variable satisfy the flow, and take the initial values at variable = 0. They may be given in terms of
 * functions that are already known: those move by their own flow and start at their own values.
 */
export function showSolves(
  flow: Flow,
  given: readonly Replacement[],
  initial: readonly Replacement[],
  domains: Domains,
  known?: Known,
): Finding {
  const share = sharing()
  const solution = given.map(({ symbol, by }) => ({ symbol, by: share(by) }))
  const motion: Flow = { variable: flow.variable, rates: known?.flow.rates ?? [] }
  const others: Flow = {
    variable: flow.variable,
    rates: motion.rates.filter(({ symbol }) => !flow.rates.some((own) => own.symbol.name === symbol.name)),
  }
  // Before anything is put: what is known moves under a derivative, and what a rate is about does not.
  const parts = once(() => {
    requireOneRule(solution.map(({ symbol }) => symbol))
    const functions = solution.map(({ symbol, by }) => ({ symbol, by: evaluateDerivatives(by, motion) }))
    const start: Replacement[] = [
      ...(known?.initial ?? []).map(({ symbol, by }) => ({ symbol, by: evaluateDerivatives(by, motion) })),
      { symbol: flow.variable, by: ast.rational(0) },
    ]
    return { functions, start }
  })
  const moves = flow.rates.map(({ symbol, rate }) => (n: Normalizer): Finding | undefined => {
    const { functions } = parts()
    const by = functions.find((r) => printSymbol(r.symbol) === printSymbol(symbol))?.by
    if (!by) return denied(`no solution is given for ${printSymbol(symbol)}`)
    const what = `d/d${printSymbol(flow.variable)} of ${printSymbol(symbol)} minus its rate`
    const moved = evaluateDerivatives(ast.derivative(by, flow.variable), motion)
    return zero(n, moved, share(substitute(evaluateDerivatives(rate, others), functions)), what)
  })
  const begins = initial.map(({ symbol, by }) => (n: Normalizer): Finding | undefined => {
    const { functions, start } = parts()
    const first = substitute(substitute(symbol, functions), start)
    const open = motion.rates.find((r) => namesOf(first).has(r.symbol.name))?.symbol
    if (open) throw new Unsupported(`the start of ${printSymbol(open)}, of which no start is known`)
    return zero(
      n,
      first,
      evaluateDerivatives(by, motion),
      `${printSymbol(symbol)} at the start minus its initial value`,
    )
  })
  const what =
    initial.length > 0 ? 'every rate and every initial value reduces to 0 = 0' : 'every rate reduces to 0 = 0'
  const names = motion.rates.map((r) => printSymbol(r.symbol)).join(', ')
  const method = known ? `${what}, by the cited solution for ${names}` : what
  // Each equation is a claim of its own: what one supposes, another does not.
  const conditions: Condition[] = []
  for (const equation of [...moves, ...begins]) {
    const found = attempt(domains, (n) => equation(n) ?? shown(method, n.conditions), POINTWISE)
    if (!found.proof) return found
    conditions.push(...found.proof.conditions)
  }
  const whole = together(conditions, domains)
  if (!('conditions' in whole)) return whole
  const answer: Finding = shown(method, whole.conditions)
  const begin = [{ symbol: flow.variable, by: ast.rational(0) }]
  const starts = [...initial, ...(initial.length > 0 ? solution : [])].map(({ by }) => substitute(by, begin))
  return flow.rates.reduce(
    (known, { symbol, rate }) => {
      const equation = [ast.derivative(substitute(symbol, solution), flow.variable), substitute(rate, solution)]
      return ofDerivatives(known, equation, domains, {
        flow: motion,
        again: ([l, r]) => showEqual(l as Expr, r as Expr, domains, motion),
      })
    },
    ofDerivatives(answer, starts, domains, { flow: motion }),
  )
}

/**
 * A step that replaces the moving symbols multiplies `quantity` by `factor`, at every state. By induction the quantity after n steps is its
 * start times the product of the n factors, each taken at the state before its step.
 */
export function showEachStep(step: readonly Replacement[], quantity: Expr, factor: Expr, domains: Domains): Finding {
  const answer = attempt(
    domains,
    (n) => {
      requireOneRule(step.map(({ symbol }) => symbol))
      const put = step.map(({ symbol, by }) => ({ symbol, by: evaluateDerivatives(by) }))
      // A step is one of the whole state, also of what is not in the quantity.
      for (const { by } of put) n.normalize(by)
      const before = evaluateDerivatives(quantity)
      const bad = zero(
        n,
        substitute(before, put),
        ast.multiply(evaluateDerivatives(factor), before),
        'one step minus the factor times the quantity',
      )
      const method = 'one step multiplies it by the factor, at every state; by induction on the steps'
      return bad ?? shown(method, n.conditions)
    },
    POINTWISE,
  )
  if (!answer.proof && !answer.nowhere) return answer
  return ofDerivatives(answer, [quantity, factor, ...step.map(({ by }) => by), substitute(quantity, step)], domains)
}
