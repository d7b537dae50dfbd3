/** How many members of a family of invariants are functionally independent at a generic point. */
import { type Call, claimed, formulaFor, formulasFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, type Part, argument, formulasOf, widthsOf } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import { type Expr, symbol } from '../../expr/ast.js'
import { toTex } from '../../expr/tex.js'
import { genericParameters, indicesApart } from '../../proposition/print.js'
import { type Proposition, type Widths, termsOf } from '../../proposition/proposition.js'
import { type Statement, linesOf } from '../statement.js'
import { hasWidth } from '../widths.js'
import { statedFlow, statedWidths } from '../foreign-flow.js'
import type { ForeignKind } from '../foreign-claim.js'
import { texNames } from '../../derivation/print-names.js'
import { closed } from '../../derivation/closed.js'

/** For which widths, for `hasRank`. */
export interface RankOptions extends ClaimOptions {
  /** Widths for which it is claimed; every width unless given. */
  readonly widths?: readonly number[]
}

const RANK: Call = {
  name: 'hasRank',
  kind: 'rank',
  takes: [formulasFor('a family'), formulaFor('a rank')],
  more: ['widths'],
}

/**
 * Claims that the family has rank `rank`, a formula in d, and that each member is conserved. A member with free indices stands for all its
 * instances in which these are different numbers.
 */
export function hasRank(...given: [family: readonly string[], rank: string, options?: RankOptions]): Claim<Statement> {
  return claimed(RANK, given, (family, rank, options = {}) => ({
    state: (scope) => {
      const members = formulasOf(scope, [0], family)
      return rankStatement(scope, members, argument(scope, 1, rank), widthsOf(options.widths))
    },
    parts: () => [
      ...family.map((text): Part => ({ role: 'member', text, is: 'formula' })),
      { role: 'rank', text: rank, is: 'count' },
    ],
    edited: (texts) => hasRank(texts.slice(0, family.length), texts[family.length] ?? rank, options),
  }))
}

function rankStatement(scope: Scope, family: readonly Expr[], rank: Expr, widths: Widths): Statement {
  const names = texNames(scope)
  const proposition = closed(scope, { kind: 'rank', family, rank, widths })
  const members = membersTex(family, names)
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [
        {
          tex: scopedTex(
            inRows('\\text{each conserved, } \\operatorname{rank}', members, `= ${toTex(rank, names)}`),
            widths,
            proposition,
            names,
          ),
        },
      ])
    },
  }
}

/** The members, each with what keeps its indices apart. */
export const membersTex = (family: readonly Expr[], names: ReadonlyMap<string, string>): string[] =>
  family.map((e) => {
    const apart = indicesApart(e).map((index) => toTex(symbol(index), names))
    const said = apart.length === 2 ? apart.join(' \\ne ') : `${apart.join(', ')} \\text{ all different}`
    return apart.length === 0 ? toTex(e, names) : `${toTex(e, names)} \\; (${said})`
  })

/** A set of members between what stands before and after it, each in a row: a claim that is cut short at the edge of a page would read as another. */
export const inRows = (before: string, members: readonly string[], after: string): string =>
  members.length === 1
    ? `${before}\\,\\bigl\\{${members[0]}\\bigr\\} ${after}`
    : `\\begin{aligned} ${before}\\,\\bigl\\{&${members.join(',\\\\ &')} \\\\ &\\bigr\\} ${after} \\end{aligned}`

/** A claim above the widths and the parameters for which it is claimed, where these are not all. */
export function scopedTex(
  claim: string,
  widths: Widths,
  proposition: Proposition,
  names: ReadonlyMap<string, string>,
): string {
  const { binders, flow } = proposition.context
  const generic = genericParameters(binders, flow).map((s) => toTex(s, names))
  const rows = [
    claim,
    ...widthsTex(widths, proposition),
    ...(generic.length > 0 ? [`\\text{for generic } ${generic.join(',\\, ')}`] : []),
  ]
  return rows.length === 1 ? claim : `\\begin{gathered} ${rows.join(' \\\\ ')} \\end{gathered}`
}

/** Widths other than all, for a reader, where something depends on the width. */
function widthsTex(widths: Widths, { assertion, context }: Proposition): string[] {
  const rates = (context.flow?.rates ?? []).flatMap(({ symbol, rate }) => [symbol, rate])
  if (widths === 'every' || ![...termsOf(assertion), ...rates].some(hasWidth)) return []
  return [`\\text{for } d = ${widths.join(', ')}`]
}

/** `{"kind": "rank", "flow": {"x": "0", "y": "0"}, "family": ["x", "y"], "rank": "2"}` */
export const RANK_LINE: ForeignKind = {
  authors: ['hasRank'],
  hasWidth: true,
  needs: ['flow', 'family', 'rank'],
  may: ['variable', 'widths'],
  state(claim) {
    const [family, rank] = [claim.list('family'), claim.formula('rank')]
    claim.known.move(statedFlow(claim))
    claim.declare()
    return rankStatement(claim.known, family, rank, statedWidths(claim))
  },
}
