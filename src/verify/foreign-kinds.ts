/** The kinds of claim that a line may make: its fields, and what they state. */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { FormulaError } from '../expr/formula-error.js'
import { print } from '../expr/print.js'
import { namesOf } from '../expr/substitute.js'
import type { SignName, Target, Widths } from '../proposition/proposition.js'
import { alongStatement } from './checks/along-flow.js'
import { spaceStatement } from './checks/darboux-space.js'
import { stepStatement } from './checks/each-step.js'
import { equality } from './checks/equality.js'
import { exponentStatement } from './checks/exponent.js'
import { limitStatement } from './checks/limit.js'
import { rankStatement } from './checks/rank.js'
import { asymptoticStatement } from './checks/asymptotic.js'
import { signStatement } from './checks/sign.js'
import { expandsToStatement } from './checks/expands-to.js'
import { ExactNumber } from './exact-json.js'
import { ForeignClaimError } from './foreign-error.js'
import { unknownKey } from './known-keys.js'
import type { Statement } from './statement.js'
import type { ForeignClaim } from './foreign.js'
import { SIGNS, distinct, flowOf, replacements } from './foreign-flow.js'
import { ordinaryEquation, system } from './foreign-equations.js'

export interface Kind {
  readonly needs: readonly string[]
  readonly may?: readonly string[]
  state(claim: ForeignClaim): Statement
}

/** Kinds under the names that authors of derivations give them. */
export const OTHER_WORDS: Readonly<Record<string, string>> = {
  equal: 'identity',
  equality: 'identity',
  hasSign: 'sign',
  alongFlow: 'along',
  conserved: 'invariant',
  tendsTo: 'limit',
  solves: 'ode or system',
  expandsTo: 'taylor',
  asymptotic: 'series',
  expansion: 'series',
  growsAs: 'growth',
  eachStep: 'step',
  hasRank: 'rank',
  spansAll: 'space',
}

export const KINDS: Readonly<Record<string, Kind>> = {
  identity: {
    needs: ['lhs', 'rhs'],
    state(claim) {
      const [lhs, rhs] = [claim.formula('lhs'), claim.formula('rhs')]
      claim.declare()
      return equality(claim.known, lhs, rhs)
    },
  },

  sign: {
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
  },

  ode: {
    needs: ['equation', 'function', 'variable'],
    may: ['solution', 'implicit', 'initial'],
    state: ordinaryEquation,
  },

  system: {
    needs: ['flow', 'variable', 'solution'],
    may: ['initial'],
    state: system,
  },

  invariant: {
    needs: ['flow', 'expression'],
    may: ['variable'],
    state(claim) {
      const e = claim.formula('expression')
      claim.known.move(flowOf(claim))
      claim.declare()
      return alongStatement(claim.known, e, ast.rational(0))
    },
  },

  along: {
    needs: ['flow', 'expression', 'rate'],
    may: ['variable'],
    state(claim) {
      const [e, rate] = [claim.formula('expression'), claim.formula('rate')]
      claim.known.move(flowOf(claim))
      claim.declare()
      return alongStatement(claim.known, e, rate)
    },
  },

  limit: {
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
  },

  taylor: {
    needs: ['expression', 'variable', 'coefficients'],
    state(claim) {
      const [e, t, coefficients] = [claim.formula('expression'), claim.variable(), claim.list('coefficients')]
      claim.declare()
      return expandsToStatement(claim.known, e, t, coefficients)
    },
  },

  series: {
    needs: ['expression', 'variable', 'coefficients'],
    may: ['from'],
    state(claim) {
      const [e, eps, coefficients] = [claim.formula('expression'), claim.variable(), claim.list('coefficients')]
      claim.declare()
      return asymptoticStatement(claim.known, e, eps, claim.whole('from') ?? 0, coefficients)
    },
  },

  growth: {
    needs: ['expression', 'exponent'],
    state(claim) {
      const e = claim.formula('expression')
      const { plus, minus } = exponentOf(claim)
      claim.declare()
      return exponentStatement(claim.known, e, plus, minus)
    },
  },

  step: {
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
  },

  rank: {
    needs: ['flow', 'family', 'rank'],
    may: ['variable', 'widths'],
    state(claim) {
      const [family, rank] = [claim.list('family'), claim.formula('rank')]
      claim.known.move(flowOf(claim))
      claim.declare()
      return rankStatement(claim.known, family, rank, widthsOf(claim))
    },
  },

  space: {
    needs: ['flow', 'family', 'dimension', 'degree'],
    may: ['variable', 'cofactor', 'widths'],
    state(claim) {
      const [family, dimension] = [claim.list('family'), claim.formula('dimension')]
      const cofactor = claim.has('cofactor') ? claim.formula('cofactor') : ast.rational(0)
      const degree = claim.whole('degree') ?? 0
      if (degree < 1) throw new ForeignClaimError('degree: expected a whole number from 1')
      claim.known.move(flowOf(claim))
      claim.declare()
      return spaceStatement(claim.known, family, dimension, cofactor, degree, widthsOf(claim))
    },
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

function widthsOf(claim: ForeignClaim): Widths {
  if (!claim.has('widths')) return 'every'
  return claim.list('widths').map((e) => {
    const value = ast.constantValue(e)
    if (value?.d === 1n && value.n >= 1n && value.n <= 12n) return Number(value.n)
    throw new ForeignClaimError(`widths: expected whole numbers from 1 to 12, found ${print(e)}`)
  })
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
