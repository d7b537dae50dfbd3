/** Where an expression is defined and analytic: what its divisions, roots, logarithms and arc functions ask of their arguments. */
import * as ast from '../expr/ast.js'
import { type Expr, constantValue } from '../expr/ast.js'
import { Unsupported } from './outcome.js'

/**
 * `expr` must have the sign for the whole to be defined; for 'kink' (an absolute value) it need not, but the whole is analytic only where it
 * is not zero. An expression is continuous wherever it is defined, and analytic wherever each `expr` is moreover nonzero.
 */
export interface Requirement {
  readonly expr: Expr
  readonly must: 'nonzero' | 'positive' | 'nonnegative' | 'kink'
}

const ONE = ast.rational(1)
const oneMinusSquare = (x: Expr): Expr => ast.subtract(ONE, ast.power(x, ast.rational(2)))

/** The requirements, those of inner parts first. Throws Unsupported for sums, unevaluated derivatives and exponents that are not literal. */
export function requirementsOf(e: Expr): Requirement[] {
  return [...ast.nodesOf(e)].flatMap(own)
}

function own(e: Expr): Requirement[] {
  switch (e.kind) {
    case 'divide':
      return [{ expr: e.denominator, must: 'nonzero' }]
    case 'power':
      return ofPower(e)
    case 'call':
      return ofCall(e)
    case 'symbol':
      if (e.indices.length > 0) throw new Unsupported('an entry of a family')
      return []
    case 'where':
      return []
    case 'index':
    case 'sum':
    case 'derivative':
      throw new Unsupported(`a ${e.kind}`)
    default:
      return []
  }
}

function ofPower({ base, exponent }: ast.Pow): Requirement[] {
  const k = constantValue(exponent)
  if (!k) throw new Unsupported('an exponent that is no literal number')
  if (k.d === 1n) return k.n < 0n ? [{ expr: base, must: 'nonzero' }] : []
  return [{ expr: base, must: k.n < 0n ? 'positive' : 'nonnegative' }]
}

function ofCall({ fn, argument: x }: ast.Call): Requirement[] {
  switch (fn) {
    case 'log':
      return [{ expr: x, must: 'positive' }]
    case 'sqrt':
      return [{ expr: x, must: 'nonnegative' }]
    case 'abs':
      return [{ expr: x, must: 'kink' }]
    case 'tan':
      return [{ expr: ast.call('cos', x), must: 'nonzero' }]
    case 'csch':
    case 'coth':
      return [{ expr: x, must: 'nonzero' }]
    case 'asin':
    case 'acos':
      return [{ expr: oneMinusSquare(x), must: 'nonnegative' }]
    case 'acosh':
      return [{ expr: ast.subtract(x, ONE), must: 'nonnegative' }]
    case 'atanh':
      return [{ expr: oneMinusSquare(x), must: 'positive' }]
    case 'exp':
    case 'sin':
    case 'cos':
    case 'atan':
    case 'sinh':
    case 'cosh':
    case 'tanh':
    case 'sech':
    case 'asinh':
      return []
  }
}
