/** All polynomials of bounded degree that a flow multiplies by a given cofactor: first integrals when it is zero. */
import { type Call, claimed, formulaFor, formulasFor } from '../../derivation/called.js'
import {
  type Claim,
  type ClaimOptions,
  type Part,
  argument,
  formulaAt,
  formulasOf,
  widthsOf,
} from '../../derivation/claim.js'
import { AuthorError, VALUE } from '../../expr/author-error.js'
import { found } from '../../expr/mistakes.js'
import { Looks } from '../../derivation/looks.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { freeLetter } from '../../expr/free-letter.js'
import { toTex } from '../../expr/tex.js'
import type { Proposition, Widths } from '../../proposition/proposition.js'
import { type Shown, type Statement, linesOf } from '../statement.js'
import { inRows, membersTex, scopedTex } from './rank.js'
import { statedFlow, statedWidths } from '../foreign-flow.js'
import { ForeignClaimError } from '../foreign-error.js'
import type { ForeignKind } from '../foreign-claim.js'
import { texNames } from '../../derivation/print-names.js'
import { closed } from '../../derivation/closed.js'

/** Which polynomials, for `spansAll`. */
export interface DarbouxSpaceOptions extends ClaimOptions {
  /** D f = cofactor * f; 0 unless given: first integrals. */
  readonly cofactor?: string
  /** Largest total degree. */
  readonly degree: number
  /** Widths for which it is claimed; every width unless given. */
  readonly widths?: readonly number[]
}

const SPANS: Call = {
  name: 'spansAll',
  kind: 'space of Darboux polynomials',
  takes: [formulasFor('a family'), formulaFor('a dimension')],
  more: ['cofactor', 'degree', 'widths'],
  required: ['degree'],
}

/** Claims that the family spans all of them, a space whose dimension is a formula in d. */
export function spansAll(
  ...given: [family: readonly string[], dimension: string, options: DarbouxSpaceOptions]
): Claim<Statement> {
  return claimed(SPANS, given, (family, dimension, options) => ({
    state: (scope) => {
      const { degree, widths } = options
      if (!Number.isInteger(degree) || degree < 1)
        throw new AuthorError(`degree is a whole number from 1, found ${found(degree, 'a number')}`, {
          path: ['degree', VALUE],
        })
      const members = formulasOf(scope, [0], family)
      const cofactor = formulaAt(scope, ['cofactor', VALUE], options.cofactor ?? '0')
      return spaceStatement(scope, members, argument(scope, 1, dimension), cofactor, degree, widthsOf(widths))
    },
    parts: () => [
      ...family.map((text): Part => ({ role: 'member', text, is: 'formula' })),
      { role: 'dimension', text: dimension, is: 'count' },
      { role: 'cofactor', text: options.cofactor ?? '0', is: 'formula' },
      { role: 'degree', text: `${options.degree}`, is: 'whole' },
    ],
    edited: (texts) => {
      const [count = dimension, cofactor = '0', degree] = texts.slice(family.length)
      return spansAll(texts.slice(0, family.length), count, { ...options, cofactor, degree: Number(degree) })
    },
  }))
}

function spaceStatement(
  scope: Scope,
  family: readonly Expr[],
  dimension: Expr,
  cofactor: Expr,
  degree: number,
  widths: Widths,
): Statement {
  const proposition = closed(scope, { kind: 'space', family, dimension, cofactor, degree, widths })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [spaceLine(scope, proposition, family, dimension, cofactor, degree, widths)])
    },
  }
}

function spaceLine(
  scope: Scope,
  proposition: Proposition,
  family: readonly Expr[],
  dimension: Expr,
  cofactor: Expr,
  degree: number,
  widths: Widths,
): Shown {
  const names = texNames(scope)
  const members = membersTex(family, names)
  const f = freeLetter(['f', 'g', 'h'], [...family, dimension, cofactor], new Looks(scope).letters())
  const multiple = ast.constantValue(cofactor)?.n === 0n ? '0' : `\\left(${toTex(cofactor, names)}\\right) ${f}`
  const space = `\\Bigl\\{ ${f} : \\deg ${f} \\le ${degree},\\; ${f}(0) = 0,\\; \\frac{\\mathrm{d} ${f}}{\\mathrm{d} t} = ${multiple} \\Bigr\\}`
  return {
    tex: scopedTex(
      `\\begin{gathered} ${space} \\\\ ${inRows('= \\operatorname{span}', members, `, \\quad \\dim = ${toTex(dimension, names)}`)} \\end{gathered}`,
      widths,
      proposition,
      names,
    ),
  }
}

/** `{"kind": "space", "flow": {"x": "y", "y": "-x"}, "family": ["x^2 + y^2"], "dimension": "1", "degree": 2}` */
export const SPACE_LINE: ForeignKind = {
  authors: ['spansAll'],
  hasWidth: true,
  needs: ['flow', 'family', 'dimension', 'degree'],
  may: ['variable', 'cofactor', 'widths'],
  state(claim) {
    const [family, dimension] = [claim.list('family'), claim.formula('dimension')]
    const cofactor = claim.has('cofactor') ? claim.formula('cofactor') : ast.rational(0)
    const degree = claim.whole('degree') ?? 0
    if (degree < 1) throw new ForeignClaimError('degree: expected a whole number from 1')
    claim.known.move(statedFlow(claim))
    claim.declare()
    return spaceStatement(claim.known, family, dimension, cofactor, degree, statedWidths(claim))
  },
}
