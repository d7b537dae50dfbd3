/** d/dt of a quantity along the flow of the scope; conserved when it is zero. */
import { type Claim, type ClaimOptions, formulas } from '../../derivation/claim.js'
import type { FlowStatement, Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { FormulaError } from '../../expr/formula-error.js'
import { print } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import { freeIndices } from '../../expr/substitute.js'
import { derivativeAlongFlow, proveAlong } from '../../kernel/proof.js'
import { conservedFigure } from '../figure.js'
import { integrationFinding } from '../integration.js'
import { layered, once } from '../layers.js'
import { type Finding, type Line, type NumericFinding, type Statement, equationElsewhere } from '../statement.js'
import { ENGINE_WIDTHS, atConcreteWidth, engineDerivativeAlong, flowAtWidth, hasWidth, judged } from '../widths.js'
import { attackEquality } from './equality.js'

/** Claims d/dt expression = rate along the flow: `alongFlow('p[i]', 'k*p[i]')`. */
export function alongFlow(expression: string, rate: string, options: ClaimOptions = {}): Claim<Statement> {
  return {
    kind: 'derivative along the flow',
    options,
    state: (scope) => alongStatement(scope, scope.formula(expression), scope.formula(rate)),
    parts: () => formulas({ quantity: expression, rate }),
    edited: ([e = expression, r = rate]) => alongFlow(e, r, options),
  }
}

/** Claims that an expression never changes along the flow. */
export function conserved(expression: string, options: ClaimOptions = {}): Claim<Statement> {
  return {
    kind: 'conserved',
    options,
    state: (scope) => alongStatement(scope, scope.formula(expression), ast.rational(0)),
    parts: () => formulas({ quantity: expression }),
    edited: ([e = expression]) => conserved(e, options),
  }
}

/** The flow of a scope with its definitions unfolded as `unfold` does. Throws FormulaError where there is none. */
export function flowOf(scope: Scope, about: Expr, unfold: (e: Expr) => Expr): FlowStatement {
  if (!scope.flow) throw new FormulaError('this derivation has no flow to move along', print(about), 0)
  return {
    variable: scope.flow.variable,
    rates: scope.flow.rates.map(({ symbol, rate }) => ({ symbol, rate: unfold(rate) })),
  }
}

/** Names that move: the flow's symbols and its time. */
export const movingNames = (flow: FlowStatement): Set<string> =>
  new Set([flow.variable.name, ...flow.rates.map(({ symbol }) => symbol.name)])

/** d/dt expression = rate along the flow of the scope. */
export function alongStatement(scope: Scope, expression: Expr, rate: Expr): Statement {
  const flow = flowOf(scope, expression, (e) => e)
  const moving = movingNames(flow)
  const expanded = flowOf(scope, expression, (e) => scope.expand(e))
  const ratesOf = (unfolded: readonly Expr[]) =>
    flow.rates.map(({ symbol }, k) => ({ symbol, rate: unfolded[k] as Expr }))
  const proved = once(() =>
    layered(scope, [expression, rate, ...flow.rates.map((r) => r.rate)], moving, ([e, claimed, ...rates]) =>
      proveAlong({ variable: flow.variable, rates: ratesOf(rates) }, e as Expr, claimed as Expr, scope.domains()),
    ),
  )
  return {
    lines: [alongLine(scope, flow, expression, rate)],
    prove: () => proved().answer,
    ...(isZero(rate) && {
      figure: (seed: number) => conservedFigure(scope, expanded, expression, scope.expand(expression), seed),
    }),
    attack: (budget): NumericFinding => {
      const full = scope.expand(expression)
      const derivative = derivativeAlongFlow(expanded, full)
      const found = attackEquality(scope, derivative, scope.expand(rate), budget, 'the derivative and the claimed rate')
      if (found.outcome !== 'agrees' || budget.integrate === false) return found
      const integrated = integrationFinding(scope, expanded, [{ e: full, rate: scope.expand(rate) }], budget)
      const outcome = integrated.outcome === 'could not' ? 'agrees' : integrated.outcome
      return { ...integrated, outcome, detail: `${found.detail}; ${integrated.detail}`, defined: found.defined }
    },
    rederive: async (session: EngineSession): Promise<Finding> => {
      const [e, claimed, ...unfolded] = proved().unfolded as [Expr, Expr, ...Expr[]]
      const rates = ratesOf(unfolded)
      const names = [...new Set([e, claimed].flatMap(freeIndices))]
      const widths = [e, claimed, ...unfolded, ...rates.map((r) => r.symbol)].some(hasWidth) ? widthsFor(rate) : [1]
      let finding: Finding | undefined
      for (const width of widths) {
        const here = flowAtWidth({ variable: flow.variable, rates }, width)
        const total = await engineDerivativeAlong(session, atConcreteWidth(e, width, names), here)
        const at = widths.length > 1 ? ` at d = ${widths.join(' and ')}` : ''
        const detail = `differentiates by every moving symbol${at}`
        finding = judged(scope, total, atConcreteWidth(claimed, width, names), 'rederived', detail)
        if (finding.outcome !== 'agrees') return finding
      }
      return finding as Finding
    },
  }
}

/** Conserved quantities are re-derived at each width, other rates at the first. */
const widthsFor = (rate: Expr): readonly number[] => (isZero(rate) ? ENGINE_WIDTHS : ENGINE_WIDTHS.slice(0, 1))

const isZero = (e: Expr): boolean => ast.constantValue(e)?.n === 0n

function alongLine(scope: Scope, flow: FlowStatement, expression: Expr, rate: Expr): Line {
  const names = scope.texNames()
  const t = print(flow.variable)
  return {
    text: `d/d${t} (${print(expression)}) = ${print(rate)}`,
    tex: `${toTex(ast.derivative(expression, flow.variable), names)} = ${toTex(rate, names)}`,
    elsewhere: equationElsewhere(scope, ast.derivative(expression, flow.variable), rate),
  }
}
