/** A quantity is positive, nonnegative, ... wherever it is defined (for t >= 0, when it depends on the time). */
import type { Claim, ClaimOptions, Part } from '../../derivation/claim.js'
import { FormulaError } from '../../expr/formula-error.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import type { Assertion, SignName } from '../../proposition/proposition.js'
import { type Relation, type Statement, line } from '../statement.js'

export interface SignOptions extends ClaimOptions {
  /** An equal form whose sign is plain, such as a sum of squares; the equality is proved too. */
  readonly as?: string
}

const RELATION: Record<SignName, Relation> = {
  positive: '>',
  nonnegative: '>=',
  negative: '<',
  nonpositive: '<=',
  nonzero: '!=',
}

/** Claims a sign: `hasSign('z', 'positive')`. */
export function hasSign(expression: string, sign: SignName, options: SignOptions = {}): Claim<Statement> {
  return {
    kind: 'sign',
    options,
    state: (scope) => {
      if (!Object.hasOwn(RELATION, sign)) {
        const expected = Object.keys(RELATION).join(', ')
        throw new FormulaError(`unknown sign ${JSON.stringify(sign)}; expected ${expected}`, `${sign}`, 0)
      }
      const as = options.as === undefined ? undefined : scope.formula(options.as)
      return signStatement(scope, scope.formula(expression), sign, as)
    },
    parts: () => [
      { role: 'quantity', text: expression, is: 'formula' },
      { role: 'sign', text: sign, is: 'sign' },
      ...(options.as === undefined ? [] : [{ role: 'form', text: options.as, is: 'formula' } satisfies Part]),
    ],
    edited: ([e = expression, word, as]) =>
      hasSign(e, word as SignName, { ...options, ...(as !== undefined && { as }) }),
  }
}

export function signStatement(scope: Scope, e: Expr, sign: SignName, as?: Expr): Statement {
  const zero = ast.rational(0)
  const claimed: Assertion = { kind: 'sign', expr: e, sign }
  return {
    proposition: scope.close(as ? { kind: 'all', parts: [{ kind: 'equal', lhs: e, rhs: as }, claimed] } : claimed),
    lines: [...(as ? [line(scope, e, '=', as)] : []), line(scope, e, RELATION[sign], zero)],
  }
}
