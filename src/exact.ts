/** What a library beside derivations computes with: exact numbers and formulas, in a browser too. */
export { type Expr, type Sum, WIDTH, constantValue } from './expr/ast.js'
export { parse } from './expr/parse.js'
export { print, printSymbol } from './expr/print.js'
export {
  ONE,
  type Rational,
  ZERO,
  add,
  compare,
  divide,
  fromDecimal,
  multiply,
  negate,
  ratio,
  subtract,
  toNumber,
} from './expr/rational.js'
export { symbolsOf } from './expr/substitute.js'
