/** A quantity is positive, nonnegative, ... wherever it is defined (for t >= 0, when it depends on the time). */
import type fc from 'fast-check'
import type { Claim, ClaimOptions, Part } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { type SignName, proveSign } from '../../kernel/proof.js'
import { checkSign } from '../../numeric/compare.js'
import type { Instance } from '../../numeric/instance.js'
import { layered } from '../layers.js'
import { indexChoices, instancesFor, numericFinding, overIndices, sampled, specialInstancesFor } from '../sampling.js'
import { type AttackBudget, type NumericFinding, type Relation, type Statement, line } from '../statement.js'
import { attackEquality } from './equality.js'

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

const STRICT: ReadonlySet<SignName> = new Set<SignName>(['positive', 'negative', 'nonzero'])

/** Claims a sign: `hasSign('z', 'positive')`. */
export function hasSign(expression: string, sign: SignName, options: SignOptions = {}): Claim<Statement> {
  return {
    kind: 'sign',
    options,
    state: (scope) => {
      if (!Object.hasOwn(RELATION, sign)) {
        throw new RangeError(`unknown sign ${JSON.stringify(sign)}; expected ${Object.keys(RELATION).join(', ')}`)
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

function signStatement(scope: Scope, e: Expr, sign: SignName, as: Expr | undefined): Statement {
  const zero = ast.rational(0)
  const parts = as ? [e, as] : [e]
  return {
    lines: [...(as ? [line(scope, e, '=', as)] : []), line(scope, e, RELATION[sign], zero)],
    prove: () =>
      layered(scope, parts, new Set(), ([f, form]) => proveSign(f as Expr, sign, form, scope.domains())).answer,
    attack: (budget) => {
      const full = scope.expand(e)
      const found = as && attackEquality(scope, full, scope.expand(as), budget, 'the expression and its form')
      return found && found.outcome !== 'agrees' ? found : attackSign(scope, full, sign, budget)
    },
  }
}

function attackSign(scope: Scope, e: Expr, sign: SignName, budget: AttackBudget): NumericFinding {
  const check = checkSign(sampled(scope, e), sign, budget.precise)
  const choices = indexChoices([e])
  const among = (instances: fc.Arbitrary<Instance>): NumericFinding =>
    numericFinding(
      instances,
      (instance) => overIndices(choices(instance.width), (indices) => check.at(instance, indices)),
      budget,
      ({ value, precise }) => ({ lhs: precise ?? `${value}`, rhs: '0', what: `the value, claimed ${sign}, and zero` }),
    )
  const found = among(instancesFor(scope, [e]))
  if (found.counterexample || !STRICT.has(sign)) return found
  // A strict sign may fail at isolated points only.
  const special = among(specialInstancesFor(scope, [e]))
  return special.counterexample ? special : found
}
