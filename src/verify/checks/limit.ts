/** An expression tends to a value, or without bound, as a variable grows, falls, or comes near a place. */
import { type Call, claimed, formulaFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, type Part, argument, formulaAt } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import { type Expr, type Sym, WIDTH, constantValue } from '../../expr/ast.js'
import { REAL, printDomain } from '../../expr/domain.js'
import { AuthorError, type Path, VALUE, shown, within } from '../../expr/author-error.js'
import { FormulaError } from '../../expr/formula-error.js'
import { limitElsewhere } from '../../export/line.js'
import { print } from '../../expr/print.js'
import { compare } from '../../expr/rational.js'
import { toTex } from '../../expr/tex.js'
import { onlySide } from '../../proposition/print.js'
import type { Target } from '../../proposition/proposition.js'
import { type Shown, type Statement, domainsIn, linesOf } from '../statement.js'
import { namesOf } from '../../expr/substitute.js'
import { ForeignClaimError } from '../foreign-error.js'
import type { ForeignKind, ForeignClaim } from '../foreign-claim.js'
import { texNames } from '../../derivation/print-names.js'
import { closed } from '../../derivation/closed.js'

/** What goes where, for `tendsTo`; `t` goes to infinity unless something else is given. */
export interface LimitOptions extends ClaimOptions {
  /** What moves; `t` unless given. */
  readonly as?: string
  /** Where it goes: `oo`, `-oo` or a formula; `oo` unless given. */
  readonly to?: string
  /** The side from which it comes to a place; unless given, every side that its domain allows and where the expression is defined. */
  readonly from?: 'above' | 'below'
}

const TENDS: Call = {
  name: 'tendsTo',
  kind: 'limit',
  takes: [formulaFor('a quantity'), { ...formulaFor('a value'), as: "a formula as a text, 'oo' or '-oo'" }],
  more: ['as', 'to', 'from'],
}

/** Claims that an expression tends to a value as t -> infinity, or as another variable goes elsewhere; the value may be `oo` or `-oo`. */
export function tendsTo(...given: [expression: string, value: string, options?: LimitOptions]): Claim<Statement> {
  return claimed(TENDS, given, (expression, value, options = {}) => ({
    state: (scope) => {
      const variable = within(['as', VALUE], () => symbolOf(scope, options.as ?? 't'))
      return limitStatement(
        scope,
        argument(scope, 0, expression),
        variable,
        isInfinite(value) ? value : argument(scope, 1, value),
        targetOf(scope, options),
        options.to !== undefined ? ['to', VALUE] : options.as !== undefined ? ['as', VALUE] : [],
      )
    },
    parts: () => [
      { role: 'quantity', text: expression, is: 'formula' },
      { role: 'limit', text: value, is: 'limit' },
      ...(options.from === undefined && (options.to ?? 'oo') === 'oo'
        ? []
        : ([{ role: 'target', text: options.to ?? 'oo', is: 'target' }] satisfies Part[])),
    ],
    edited: ([e = expression, limit = value, to]) => tendsTo(e, limit, { ...options, ...(to !== undefined && { to }) }),
  }))
}

const isInfinite = (text: string): text is 'oo' | '-oo' => text === 'oo' || text === '-oo'

/** The symbol that a text names. Throws FormulaError for any other formula. */
export function symbolOf(scope: Scope, text: string): Sym {
  const e = scope.formula(text)
  if (e.kind !== 'symbol') throw new FormulaError('expected a symbol', text, 0)
  return e
}

function targetOf(scope: Scope, { to = 'oo', from }: LimitOptions): Target {
  if (from !== undefined && from !== 'above' && from !== 'below')
    throw new AuthorError(`expected above or below, found ${shown(from)}`, { path: ['from', VALUE] })
  if (!isInfinite(to)) {
    const place = formulaAt(scope, ['to', VALUE], to)
    return { place, ...(from && { side: from }) }
  }
  if (from) throw new AuthorError(`there is one side only from which ${to} is reached`, { path: ['from', VALUE] })
  return to
}

/** The limit of an expression. Throws FormulaError where its variable cannot come near the target. */
export function limitStatement(
  scope: Scope,
  e: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  target: Target = 'oo',
  at: Path = [],
): Statement {
  within(at, () => requireReach(scope, variable, target))
  const proposition = closed(scope, { kind: 'limit', expr: e, variable, target, value })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [limitLine(scope, e, variable, value, target)])
    },
  }
}

/** Throws AuthorError where the variable's domain keeps it away from the target. */
export function requireReach(scope: Scope, variable: Sym, target: Target): void {
  const domain = scope.entry(variable.name)?.domain ?? REAL
  const from = typeof target === 'object' && target.side ? ` from ${target.side}` : ''
  const fail = (goal: string): never => {
    throw new AuthorError(`${print(variable)} is ${printDomain(domain)}, and does not come near ${goal}${from}`)
  }
  if (typeof target === 'string') {
    if (target === 'oo' ? domain.high : domain.low) fail(target)
    return
  }
  const { place, side } = target
  if (domain.integer || (variable.name === WIDTH && !scope.entry(WIDTH))) fail(print(place))
  const at = constantValue(place)
  if (!at) return
  const above = side !== 'below' && !(domain.high && compare(at, domain.high) >= 0)
  const below = side !== 'above' && !(domain.low && compare(at, domain.low) <= 0)
  const inside = !(domain.low && compare(at, domain.low) < 0) && !(domain.high && compare(at, domain.high) > 0)
  if (!inside || !(above || below)) fail(print(place))
}

/** A place with the mark of the side from which it is reached; one with a script of its own, or of several parts, stands in brackets. */
function reachedFrom(place: Expr, tex: string, side: 'above' | 'below' | undefined): string {
  // A mark of its own would be read as a side.
  if (side === undefined) return /\^\{[+-]+\}$/.test(tex) ? `\\left(${tex}\\right)` : tex
  const isSimple = (place.kind === 'number' || place.kind === 'symbol' || place.kind === 'pi') && !tex.includes('^')
  return `${isSimple ? tex : `\\left(${tex}\\right)`}${side === 'above' ? '^{+}' : '^{-}'}`
}

function limitLine(scope: Scope, e: Expr, variable: Sym, value: Expr | 'oo' | '-oo', target: Target): Shown {
  const names = texNames(scope)
  const side = onlySide(target, scope.entry(variable.name)?.domain)
  const infinite = typeof value === 'string'
  const to =
    typeof target === 'string' ? infinityTex(target) : reachedFrom(target.place, toTex(target.place, names), side)
  const quantity = e.kind === 'add' || e.kind === 'negate' ? `\\left(${toTex(e, names)}\\right)` : toTex(e, names)
  return {
    tex: `\\lim_{${toTex(variable, names)} \\to ${to}} ${quantity} = ${infinite ? infinityTex(value) : toTex(value, names)}`,
    elsewhere: () => {
      const to = typeof target === 'string' ? target : { place: target.place, side }
      return limitElsewhere({ expr: e, variable, target: to, value }, domainsIn(scope))
    },
  }
}

const infinityTex = (text: 'oo' | '-oo'): string => text.replace('oo', '\\infty')

/** `{"kind": "limit", "expression": "sin(x)/x", "variable": "x", "to": "0", "value": "1"}` */
export const LIMIT_LINE: ForeignKind = {
  authors: ['tendsTo'],
  needs: ['expression', 'variable', 'to', 'value'],
  may: ['from'],
  state(claim) {
    const e = claim.formula('expression')
    const t = claim.variable()
    const to = infinityOr(claim, 'to')
    const value = infinityOr(claim, 'value')
    const from = claim.has('from') ? claim.text('from') : undefined
    if (from !== undefined && from !== 'above' && from !== 'below')
      throw new ForeignClaimError(`from: expected above or below, found ${from}`)
    if (from !== undefined && typeof to === 'string')
      throw new ForeignClaimError(`from: ${to} is reached from one side`)
    for (const [field, part] of [
      ['to', to],
      ['value', value],
    ] as const) {
      if (typeof part !== 'string' && namesOf(part).has(t.name))
        throw new ForeignClaimError(`${field}: ${print(t)} is the variable and has no value`)
    }
    claim.declare()
    const target: Target = typeof to === 'string' ? to : { place: to, ...(from && { side: from }) }
    try {
      return limitStatement(claim.known, e, t, value, target)
    } catch (error) {
      if (error instanceof FormulaError) throw new ForeignClaimError(`to: ${error.problem}`)
      throw error
    }
  },
}

/** A formula, or an infinity as text, +oo as oo. Other names of infinity, which would be read as symbols, are told. */
function infinityOr(claim: ForeignClaim, field: 'to' | 'value'): Expr | 'oo' | '-oo' {
  const text = claim
    .text(field)
    .trim()
    .replace(/^\+\s*oo$/, 'oo')
  if (/^[+-]?\s*(inf|infinity|infty)$/i.test(text)) {
    throw new ForeignClaimError(`${field}: infinity is written oo or -oo, found ${text}`, 1)
  }
  return text === 'oo' || text === '-oo' ? text : claim.formula(field, text)
}
