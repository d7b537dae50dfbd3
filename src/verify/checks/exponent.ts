/** The exact order of growth of a positive quantity in the width d. */
import { Decimal } from 'decimal.js'
import type { Claim, ClaimOptions, Part } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import { type Expr, WIDTH } from '../../expr/ast.js'
import { print } from '../../expr/print.js'
import { toTex } from '../../expr/tex.js'
import { proveExponent } from '../../kernel/proof.js'
import type { Instance } from '../../numeric/instance.js'
import { evaluatePrecisely } from '../../numeric/precise.js'
import { layered } from '../layers.js'
import { instancesFor, numericFinding } from '../sampling.js'
import type { AttackBudget, Line, NumericFinding, Statement } from '../statement.js'

/** Linear forms of which the largest counts, and those whose largest is subtracted. */
export interface MaxPlus {
  readonly max: readonly string[]
  readonly minusMax?: readonly string[]
}

/** Claims quantity = Theta(d^x) as d -> infinity: `growsAs('d^a + d^b', { max: ['a', 'b'] })`; one form may be given as a text. */
export function growsAs(quantity: string, exponent: string | MaxPlus, options: ClaimOptions = {}): Claim<Statement> {
  const { max, minusMax = [] } = typeof exponent === 'string' ? { max: [exponent] } : exponent
  return {
    kind: 'leading exponent',
    options,
    state: (scope) => {
      const forms = (texts: readonly string[]): Expr[] => texts.map((text) => scope.formula(text))
      return exponentStatement(scope, scope.formula(quantity), forms(max), forms(minusMax))
    },
    parts: () => [
      { role: 'quantity', text: quantity, is: 'formula' },
      ...[...max, ...minusMax].map((text): Part => ({ role: 'exponent', text, is: 'count' })),
    ],
    edited: ([e = quantity, ...forms]) =>
      growsAs(e, { max: forms.slice(0, max.length), minusMax: forms.slice(max.length) }, options),
  }
}

function exponentStatement(scope: Scope, e: Expr, plus: readonly Expr[], minus: readonly Expr[]): Statement {
  const count = plus.length
  return {
    lines: [exponentLine(scope, e, plus, minus)],
    prove: () =>
      layered(scope, [e, ...plus, ...minus], new Set([WIDTH]), ([f, ...forms]) =>
        proveExponent(f as Expr, { plus: forms.slice(0, count), minus: forms.slice(count) }, scope.domains()),
      ).answer,
    attack: (budget) => {
      const expand = (forms: readonly Expr[]): Expr[] => forms.map((form) => scope.expand(form))
      return attackExponent(scope, scope.expand(e), expand(plus), expand(minus), budget)
    },
  }
}

/** Widths between which the slope is measured: so far out that all but the largest power is gone. */
const [NEAR, FAR] = [new Decimal(2).pow(20_000), new Decimal(2).pow(40_000)]
const DIGITS = 40
const TOLERANCE = 0.01

/** The slope of log quantity against log d, far out, at random exponents. */
function attackExponent(
  scope: Scope,
  e: Expr,
  plus: readonly Expr[],
  minus: readonly Expr[],
  budget: AttackBudget,
): NumericFinding {
  const largest = (forms: readonly Expr[], at: Instance): Decimal =>
    forms.length === 0 ? new Decimal(0) : Decimal.max(...forms.map((form) => evaluatePrecisely(form, at, {}, DIGITS)))
  const trial = (at: Instance) => {
    const value = (width: Decimal): Decimal => evaluatePrecisely(e, at, {}, DIGITS, new Map([[WIDTH, width]]))
    const [near, far] = [value(NEAR), value(FAR)]
    const claimed = largest(plus, at).minus(largest(minus, at))
    const slope = far.div(near).ln().div(FAR.div(NEAR).ln())
    const shown = { lhs: slope.toPrecision(12), rhs: claimed.toPrecision(12), indices: {} }
    if (near.isNegative() && far.isNegative())
      return { outcome: 'different' as const, error: 1, lhs: far.toPrecision(12), rhs: 'positive', indices: {} }
    if (!slope.isFinite() || !claimed.isFinite()) return { outcome: 'undefined' as const, error: 0, ...shown }
    const error = slope.minus(claimed).abs().toNumber()
    return { outcome: error > TOLERANCE ? ('different' as const) : ('equal' as const), error, ...shown }
  }
  const few = { ...budget, runs: Math.min(budget.runs, 40) }
  return numericFinding(instancesFor(scope, [e, ...plus, ...minus]), trial, few, ({ lhs, rhs }) => ({
    lhs,
    rhs,
    what: rhs === 'positive' ? 'the value far out and its claimed sign' : 'the slope far out and the claimed exponent',
  }))
}

function exponentLine(scope: Scope, e: Expr, plus: readonly Expr[], minus: readonly Expr[]): Line {
  const names = scope.texNames()
  const text = (forms: readonly Expr[]): string =>
    forms.length === 1 ? `${print(forms[0] as Expr)}` : `max(${forms.map(print).join(', ')})`
  const tex = (forms: readonly Expr[]): string => {
    const shown = forms.map((form) => toTex(form, names))
    return shown.length === 1 ? `${shown[0]}` : `\\max\\left(${shown.join(',\\, ')}\\right)`
  }
  const subtracted = minus.length > 0
  return {
    text: `${print(e)} = Theta(d^x), x = ${text(plus)}${subtracted ? ` - (${text(minus)})` : ''}`,
    tex: `${toTex(e, names)} = \\Theta\\!\\left(d^{\\,x}\\right), \\quad x = ${tex(plus)}${subtracted ? ` - \\left(${tex(minus)}\\right)` : ''}`,
  }
}
