/** The rates of a flow, as far as a derivative along it is about them. */
import type * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import type { Motion } from '../../expr/differentiate.js'
import { printSymbol } from '../../expr/print.js'
import { differentiatedBy, namesOf, renameIndices } from '../../expr/substitute.js'

/** Whether a derivative is the total one along the flow. */
export const isTotal = ({ variable }: ast.Derivative, motion: Motion): boolean =>
  printSymbol(motion.variable) === printSymbol(variable)

/** The rates of a flow, those of families for any member, which is none that a claim speaks of. */
export const ratesOf = ({ rates }: Motion): Expr[] =>
  rates.map(({ symbol, rate }) =>
    renameIndices(
      rate,
      new Map(symbol.indices.flatMap((index) => (typeof index === 'string' ? [[index, MEMBER]] : []))),
    ),
  )

/** The index of any member of a family that moves. */
const MEMBER = '#member'

/** The rates of what moves in a term, but those of families and those that speak of themselves. */
export const ratesIn = (e: Expr, { variable, rates }: Motion): Expr[] =>
  rates
    .filter(({ symbol, rate }) => symbol.indices.length === 0 && !differentiatedBy(rate).has(variable.name))
    .filter(({ symbol }) => namesOf(e).has(symbol.name))
    .map(({ rate }) => rate)
