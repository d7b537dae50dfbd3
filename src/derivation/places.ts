/** Values at places are of what is declared: one for a number, one for all members of a family. */
import { type Expr, nodesOf } from '../expr/ast.js'
import { FormulaError } from '../expr/formula-error.js'
import { positionOf } from '../expr/parse.js'
import { placed } from '../expr/print.js'

/** Throws FormulaError in the text of an expression where a family is given a value as a number is, or a number as a family; `indicesOf` says how many indices a name has. */
export function requirePlaces(e: Expr, text: string, indicesOf: (name: string) => number | undefined): void {
  for (const node of nodesOf(e)) {
    if (node.kind !== 'derivative' || !node.at) continue
    const { name, indices } = placed(node.variable, node.at)
    const declared = indicesOf(name) ?? indices.length
    if (declared === indices.length) continue
    const [what, as] = declared === 0 ? ['a single number', name] : ['a family', `${name}[k]`]
    throw new FormulaError(`${name} is ${what}: give it a value as ${as} = ...`, text, positionOf(node) ?? 0)
  }
}
