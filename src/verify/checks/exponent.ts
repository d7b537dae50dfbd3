/** The exact order of growth of a positive quantity in the width d. */
import { type Call, claimed, formulaFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, type Part, argument, formulasOf } from '../../derivation/claim.js'
import { isRecord, known } from '../../derivation/strict.js'
import { type Path, VALUE, within } from '../../expr/author-error.js'
import { Looks } from '../../derivation/looks.js'
import type { Scope } from '../../derivation/scope.js'
import type { Expr } from '../../expr/ast.js'
import { freeLetter } from '../../expr/free-letter.js'
import { toTex } from '../../expr/tex.js'
import { type Shown, type Statement, linesOf } from '../statement.js'
import { unknownKey } from '../known-keys.js'
import { ExactNumber } from '../exact-json.js'
import { ForeignClaimError } from '../foreign-error.js'
import type { ForeignKind, ForeignClaim } from '../foreign-claim.js'
import { texNames } from '../../derivation/print-names.js'
import { closed } from '../../derivation/closed.js'

/** Linear forms of which the largest counts, and those whose largest is subtracted. */
export interface MaxPlus {
  readonly max: readonly string[]
  readonly minusMax?: readonly string[]
}

const GROWS: Call = {
  name: 'growsAs',
  kind: 'leading exponent',
  takes: [
    formulaFor('a quantity'),
    {
      what: 'an exponent',
      as: 'a formula as a text, or { max, minusMax }',
      fits: (value) => typeof value === 'string' || isRecord(value),
    },
  ],
}

/** Claims quantity = Theta(d^x) as d -> infinity: `growsAs('d^a + d^b', { max: ['a', 'b'] })`; one form may be given as a text. */
export function growsAs(
  ...given: [quantity: string, exponent: string | MaxPlus, options?: ClaimOptions]
): Claim<Statement> {
  return claimed(GROWS, given, (quantity, exponent, options = {}) => {
    const { max, minusMax = [] } = typeof exponent === 'string' ? { max: [exponent] } : exponent
    return {
      state: (scope) => {
        if (typeof exponent !== 'string')
          within([1], () => known('the exponent of growsAs(...)', exponent, ['max', 'minusMax'], ['max']))
        const path = (field: string): Path => (typeof exponent === 'string' ? [] : [1, field, VALUE])
        const plus = typeof exponent === 'string' ? [argument(scope, 1, exponent)] : formulasOf(scope, path('max'), max)
        const minus = formulasOf(scope, path('minusMax'), minusMax)
        return exponentStatement(scope, argument(scope, 0, quantity), plus, minus)
      },
      parts: () => [
        { role: 'quantity', text: quantity, is: 'formula' },
        ...[...max, ...minusMax].map((text): Part => ({ role: 'exponent', text, is: 'count' })),
      ],
      edited: ([e = quantity, ...forms]) =>
        growsAs(e, { max: forms.slice(0, max.length), minusMax: forms.slice(max.length) }, options),
    }
  })
}

function exponentStatement(scope: Scope, e: Expr, plus: readonly Expr[], minus: readonly Expr[]): Statement {
  const proposition = closed(scope, { kind: 'growth', expr: e, plus, minus })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [exponentLine(scope, e, plus, minus)])
    },
  }
}

function exponentLine(scope: Scope, e: Expr, plus: readonly Expr[], minus: readonly Expr[]): Shown {
  const names = texNames(scope)
  const tex = (forms: readonly Expr[]): string => {
    const shown = forms.map((form) => toTex(form, names))
    return shown.length === 1 ? `${shown[0]}` : `\\max\\left(${shown.join(',\\, ')}\\right)`
  }
  const subtracted = minus.length > 0
  if (plus.length === 1 && !subtracted) return { tex: `${toTex(e, names)} = ${thetaTex(tex(plus))}` }
  const x = freeLetter(['x', 'y', 'z'], [e, ...plus, ...minus], new Looks(scope).letters())
  return {
    tex: `${toTex(e, names)} = ${thetaTex(`\\,${x}`)}, \\quad ${x} = ${tex(plus)}${subtracted ? ` - ${isSum(minus) ? `\\left(${tex(minus)}\\right)` : tex(minus)}` : ''}`,
  }
}

/** Whether it would not be subtracted as a whole without brackets. */
const isSum = (forms: readonly Expr[]): boolean =>
  forms.length === 1 && forms.some(({ kind }) => kind === 'add' || kind === 'negate')

const thetaTex = (exponent: string): string => {
  const power = exponent === '0' ? '1' : exponent === '1' ? 'd' : `d^{${exponent}}`
  return `\\Theta\\!\\left(${power}\\right) \\;\\; (d \\to \\infty)`
}

/** `{"kind": "growth", "expression": "d^2 + d", "exponent": "2"}` */
export const GROWTH_LINE: ForeignKind = {
  authors: ['growsAs'],
  hasWidth: true,
  needs: ['expression', 'exponent'],
  state(claim) {
    const e = claim.formula('expression')
    const { plus, minus } = exponentOf(claim)
    claim.declare()
    return exponentStatement(claim.known, e, plus, minus)
  },
}

function exponentOf(claim: ForeignClaim): { readonly plus: Expr[]; readonly minus: Expr[] } {
  const given = claim.value('exponent')
  if (typeof given !== 'object' || given === null || given instanceof ExactNumber)
    return { plus: [claim.formula('exponent')], minus: [] }
  const wrong = unknownKey(Object.keys(given), ['max', 'minusMax'])
  if (wrong) throw new ForeignClaimError(`exponent: ${wrong}`)
  const { max, minusMax } = given as Record<string, unknown>
  return {
    plus: claim.list('exponent.max', max),
    minus: minusMax === undefined ? [] : claim.list('exponent.minusMax', minusMax),
  }
}
