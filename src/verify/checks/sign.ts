/** A quantity is positive, nonnegative, ... wherever it is defined (for t >= 0, when it depends on the time). */
import { type Call, claimed, formulaFor, textFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, type Part, argument, formulaAt } from '../../derivation/claim.js'
import { AuthorError, VALUE, shown } from '../../expr/author-error.js'
import { nearest } from '../../expr/nearest.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { RELATION_OF } from '../../proposition/print.js'
import type { Assertion, SignName } from '../../proposition/proposition.js'
import { type Statement, line, linesOf } from '../statement.js'
import { SIGNS } from '../foreign-flow.js'
import { ForeignClaimError } from '../foreign-error.js'
import type { ForeignKind } from '../foreign-claim.js'
import { closed } from '../../derivation/closed.js'

/** How a sign may be seen, for `hasSign`. */
export interface SignOptions extends ClaimOptions {
  /** An equal form whose sign is plain, such as a sum of squares; the equality is proved too. */
  readonly as?: string
}

const SIGN: Call = {
  name: 'hasSign',
  kind: 'sign',
  takes: [formulaFor('a quantity'), textFor('a sign', `one of ${Object.keys(RELATION_OF).join(', ')} as a text`)],
  more: ['as'],
}

/** Claims a sign: `hasSign('z', 'positive')`. */
export function hasSign(...given: [expression: string, sign: SignName, options?: SignOptions]): Claim<Statement> {
  return claimed(SIGN, given, (expression, sign, options = {}) => ({
    state: (scope) => {
      if (!Object.hasOwn(RELATION_OF, sign)) {
        const signs = Object.keys(RELATION_OF)
        throw new AuthorError(`unknown sign ${shown(sign)}${nearest(sign, signs, 'expected one of')}`, { path: [1] })
      }
      const { as: form } = options
      const as = form === undefined ? undefined : formulaAt(scope, ['as', VALUE], form)
      return signStatement(scope, argument(scope, 0, expression), sign, as)
    },
    parts: () => [
      { role: 'quantity', text: expression, is: 'formula' },
      { role: 'sign', text: sign, is: 'sign' },
      ...(options.as === undefined ? [] : [{ role: 'form', text: options.as, is: 'formula' } satisfies Part]),
    ],
    edited: ([e = expression, word, as]) =>
      hasSign(e, word as SignName, { ...options, ...(as !== undefined && { as }) }),
  }))
}

export function signStatement(scope: Scope, e: Expr, sign: SignName, as?: Expr): Statement {
  const claimed: Assertion = { kind: 'sign', expr: e, sign }
  const proposition = closed(
    scope,
    as ? { kind: 'all', parts: [{ kind: 'equal', lhs: e, rhs: as }, claimed] } : claimed,
  )
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [
        ...(as ? [line(scope, e, '=', as)] : []),
        line(scope, e, RELATION_OF[sign], ast.rational(0)),
      ])
    },
  }
}

/** `{"kind": "sign", "expression": "x^2 + 1", "sign": "positive"}` */
export const SIGN_LINE: ForeignKind = {
  authors: ['hasSign'],
  needs: ['expression', 'sign'],
  may: ['as'],
  state(claim) {
    const e = claim.formula('expression')
    const as = claim.has('as') ? claim.formula('as') : undefined
    const sign = claim.text('sign')
    if (!SIGNS.includes(sign as SignName))
      throw new ForeignClaimError(`sign: unknown sign ${JSON.stringify(sign)}; expected ${SIGNS.join(', ')}`)
    claim.declare()
    return signStatement(claim.known, e, sign as SignName, as)
  },
}
