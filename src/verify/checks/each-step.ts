/** A discrete law: every step of a map multiplies a quantity by a factor, so that after n steps it has been multiplied by their product. */
import { type Call, claimed, formulaFor } from '../../derivation/called.js'
import {
  type Claim,
  type ClaimOptions,
  argument,
  formulas,
  formulasOf,
  replacementsOf,
} from '../../derivation/claim.js'
import { Looks } from '../../derivation/looks.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import type { Replacement } from '../../expr/substitute.js'
import { AuthorError, VALUE } from '../../expr/author-error.js'
import { print } from '../../expr/print.js'
import { freeLetter } from '../../expr/free-letter.js'
import { toTex } from '../../expr/tex.js'
import { type Shown, type Statement, linesOf } from '../statement.js'
import { distinct, replacements } from '../foreign-flow.js'
import { ForeignClaimError } from '../foreign-error.js'
import type { ForeignKind } from '../foreign-claim.js'
import { texNames } from '../../derivation/print-names.js'
import { closed } from '../../derivation/closed.js'

/** What a step does, for `eachStep`. */
export interface EachStepOptions extends ClaimOptions {
  /** What the step puts for each moving symbol, in terms of the state before it: `{ 'u[i]': 'u[i] + ...' }`. */
  readonly step: Readonly<Record<string, string>>
  /** Free symbols that are drawn anew for each step, such as a residual of any loss on any batch. */
  readonly fresh?: readonly string[]
}

const STEP: Call = {
  name: 'eachStep',
  kind: 'induction over steps',
  takes: [formulaFor('a quantity'), formulaFor('a factor')],
  more: ['step', 'fresh'],
  required: ['step'],
}

/** Claims quantity(n) = quantity(0) * product of the factors of the n steps: `eachStep('p[i]', '1 + e', { step })`. */
export function eachStep(...given: [quantity: string, factor: string, options: EachStepOptions]): Claim<Statement> {
  return claimed(STEP, given, (quantity, factor, options) => ({
    state: (scope) => {
      const step = replacementsOf(scope, 'step', options.step)
      const fresh = formulasOf(scope, ['fresh', VALUE], options.fresh ?? []).map((e) => {
        if (e.kind !== 'symbol') throw new AuthorError(`fresh holds symbols, found ${print(e)}`, { path: ['fresh'] })
        return e.name
      })
      return stepStatement(scope, argument(scope, 0, quantity), argument(scope, 1, factor), step, fresh)
    },
    parts: () => [...formulas({ quantity, factor }), ...formulas(options.step)],
    edited: ([q = quantity, f = factor, ...steps]) => {
      const step = Object.fromEntries(Object.keys(options.step).map((head, k) => [head, steps[k] as string]))
      return eachStep(q, f, { ...options, step })
    },
  }))
}

function stepStatement(
  scope: Scope,
  quantity: Expr,
  factor: Expr,
  step: readonly Replacement[],
  fresh: readonly string[],
): Statement {
  const proposition = closed(scope, { kind: 'step', step, quantity, factor, fresh })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, stepLines(scope, quantity, factor, step, fresh))
    },
  }
}

function stepLines(
  scope: Scope,
  quantity: Expr,
  factor: Expr,
  step: readonly Replacement[],
  fresh: readonly string[],
): Shown[] {
  const names = texNames(scope)
  const tex = (e: Expr): string => toTex(e, names)
  const q = tex(quantity)
  const taken = new Looks(scope).letters()
  const terms = [quantity, factor, ...step.flatMap(({ symbol, by }) => [symbol, by])]
  const [k, n] = [freeLetter(['k', 'j', 'l'], terms, taken), freeLetter(['n', 'm', 'N'], terms, taken)]
  const one = ast.constantValue(factor)
  const kept = one?.n === one?.d && one !== undefined
  const product = kept ? '' : `\\; \\prod_{${k}=0}^{${n}-1} \\left[${tex(factor)}\\right]_{${k}}`
  return [
    ...step.map(({ symbol, by }) => ({ tex: `${tex(symbol)} \\mapsto ${tex(by)}` })),
    ...(fresh.length > 0
      ? [
          {
            tex: `${fresh.map((name) => tex({ kind: 'symbol', name, indices: [] })).join(',\\, ')} \\text{ drawn anew at each step}`,
          },
        ]
      : []),
    {
      tex: `\\left[${q}\\right]_{${n}} = \\left[${q}\\right]_{0}${product}, \\quad ${n} \\ge 0`,
    },
  ]
}

/** `{"kind": "step", "step": {"x": "x/2"}, "quantity": "x^2", "factor": "1/4"}` */
export const STEP_LINE: ForeignKind = {
  authors: ['eachStep'],
  needs: ['step', 'quantity', 'factor'],
  may: ['fresh'],
  state(claim) {
    const step = distinct('step', replacements(claim, 'step'))
    const [quantity, factor] = [claim.formula('quantity'), claim.formula('factor')]
    const drawn = claim.has('fresh') ? claim.list('fresh') : []
    const fresh = drawn.map((e) => {
      if (e.kind !== 'symbol') throw new ForeignClaimError(`fresh: expected symbols, found ${print(e)}`)
      return e.name
    })
    claim.declare()
    return stepStatement(claim.known, quantity, factor, step, fresh)
  },
}
