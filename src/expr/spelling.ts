/** What other systems call our functions. */
import { FUNCTIONS, type FunctionName } from '../functions/registry/registry.js'
import { type Expr, symbol } from './ast.js'
import { parse } from './parse.js'
import { substitute } from './substitute.js'

const ARGUMENT = symbol('x')

/** The value of a formula in x at an argument. */
export const applied = (formula: Expr, argument: Expr): Expr =>
  substitute(formula, [{ symbol: ARGUMENT, by: argument }])

/** The name of a function in a system, or a formula in x where it has none. */
export function spellingFor(system: string, fn: FunctionName): string | Expr {
  const spelling = FUNCTIONS[fn].spellings?.[system] ?? fn
  return /^\w+$/.test(spelling) ? spelling : parse(spelling)
}
