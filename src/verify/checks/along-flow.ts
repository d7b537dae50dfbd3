/** d/dt of a quantity along the flow of the scope; conserved when it is zero. */
import { type Call, claimed, formulaFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, argument, formulas } from '../../derivation/claim.js'
import type { FlowStatement, Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { mistakeAbout } from '../../expr/written.js'
import { toTex } from '../../expr/tex.js'
import { freeIndices } from '../../expr/substitute.js'
import { type FigureRequest, conservedFigure } from '../figure.js'
import { type Compare, type Finding, type Shown, type Statement, equationElsewhere, linesOf } from '../statement.js'
import { ENGINE_WIDTHS, atConcreteWidth, engineDerivativeAlong, hasWidth, judged, motionAtWidth } from '../widths.js'
import type { ForeignKind } from '../foreign-claim.js'
import { statedFlow } from '../foreign-flow.js'
import { texNames } from '../../derivation/print-names.js'
import { closed } from '../../derivation/closed.js'

const ALONG: Call = {
  name: 'alongFlow',
  kind: 'derivative along the flow',
  takes: [formulaFor('a quantity'), formulaFor('a rate')],
}

/** Claims d/dt expression = rate along the flow: `alongFlow('p[i]', 'k*p[i]')`. */
export function alongFlow(...given: [expression: string, rate: string, options?: ClaimOptions]): Claim<Statement> {
  return claimed(ALONG, given, (expression, rate, options = {}) => ({
    state: (scope) => alongStatement(scope, argument(scope, 0, expression), argument(scope, 1, rate)),
    parts: () => formulas({ quantity: expression, rate }),
    edited: ([e = expression, r = rate]) => alongFlow(e, r, options),
  }))
}

const CONSERVED: Call = { name: 'conserved', kind: 'conserved', takes: [formulaFor('a quantity')] }

/** Claims that an expression never changes along the flow. */
export function conserved(...given: [expression: string, options?: ClaimOptions]): Claim<Statement> {
  return claimed(CONSERVED, given, (expression, options = {}) => ({
    state: (scope) => alongStatement(scope, argument(scope, 0, expression), ast.rational(0)),
    parts: () => formulas({ quantity: expression }),
    edited: ([e = expression]) => conserved(e, options),
  }))
}

/** The flow of a scope with its definitions unfolded as `unfold` does. Throws FormulaError where there is none. */
function flowOf(scope: Scope, about: Expr, unfold: (e: Expr) => Expr): FlowStatement {
  if (!scope.flow) throw mistakeAbout(about, 'this derivation has no flow to move along')
  return {
    variable: scope.flow.variable,
    rates: scope.flow.rates
      .filter(({ symbol }) => !scope.definition(symbol.name))
      .map(({ symbol, rate }) => ({ symbol, rate: unfold(rate) })),
  }
}

/** d/dt expression = rate along the flow of the scope. */
function alongStatement(scope: Scope, expression: Expr, rate: Expr): Statement {
  const proposition = closed(scope, { kind: 'along', expr: expression, rate })
  const flow = proposition.context.flow as FlowStatement
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [alongLine(scope, flow, expression, rate)])
    },
    ...(isZero(rate) && {
      figure: (asked: FigureRequest) =>
        conservedFigure(
          scope,
          flowOf(scope, expression, (e) => scope.expand(e)),
          expression,
          scope.expand(expression),
          asked,
        ),
    }),
    rederive: async (session: EngineSession, terms: readonly Expr[], compare: Compare): Promise<Finding> => {
      const [e, claimed, ...unfolded] = terms as [Expr, Expr, ...Expr[]]
      const rates = flow.rates.map(({ symbol, rate: stated }, k) => ({
        symbol,
        rate: unfolded[k] ?? scope.expand(stated),
      }))
      const names = [...new Set([e, claimed].flatMap(freeIndices))]
      const widths = [e, claimed, ...rates.flatMap((r) => [r.symbol, r.rate])].some(hasWidth) ? widthsFor(rate) : [1]
      let finding: Finding | undefined
      for (const width of widths) {
        const here = motionAtWidth({ variable: flow.variable, rates }, width)
        const total = await engineDerivativeAlong(session, atConcreteWidth(e, width, names), here)
        const at = widths.length > 1 ? ` at d = ${widths.join(' and ')}` : ''
        const detail = `differentiates by every moving symbol${at}`
        finding = await judged(compare, total, atConcreteWidth(claimed, width, names), 'rederived', detail)
        if (finding.outcome !== 'agrees') return finding
      }
      return finding as Finding
    },
  }
}

/** Conserved quantities are re-derived at each width, other rates at the first. */
const widthsFor = (rate: Expr): readonly number[] => (isZero(rate) ? ENGINE_WIDTHS : ENGINE_WIDTHS.slice(0, 1))

const isZero = (e: Expr): boolean => ast.constantValue(e)?.n === 0n

function alongLine(scope: Scope, flow: FlowStatement, expression: Expr, rate: Expr): Shown {
  const names = texNames(scope)
  return {
    tex: `${toTex(ast.derivative(expression, flow.variable), names)} = ${toTex(rate, names)}`,
    elsewhere: equationElsewhere(scope, ast.derivative(expression, flow.variable), rate),
  }
}

/** `{"kind": "invariant", "flow": {"x": "y", "y": "-x"}, "expression": "x^2 + y^2"}` */
export const INVARIANT_LINE: ForeignKind = {
  authors: ['conserved'],
  needs: ['flow', 'expression'],
  may: ['variable'],
  state(claim) {
    const e = claim.formula('expression')
    claim.known.move(statedFlow(claim))
    claim.declare()
    return alongStatement(claim.known, e, ast.rational(0))
  },
}

/** `{"kind": "along", "flow": {"x": "-x"}, "expression": "x^2", "rate": "-2*x^2"}` */
export const ALONG_LINE: ForeignKind = {
  authors: ['alongFlow'],
  needs: ['flow', 'expression', 'rate'],
  may: ['variable'],
  state(claim) {
    const [e, rate] = [claim.formula('expression'), claim.formula('rate')]
    claim.known.move(statedFlow(claim))
    claim.declare()
    return alongStatement(claim.known, e, rate)
  },
}
