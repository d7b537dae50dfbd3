/** Where an expression is defined and analytic: what its divisions, roots, logarithms and arc functions ask of their arguments. */
import * as ast from '../../expr/ast.js'
import { type Expr, constantValue } from '../../expr/ast.js'
import { applied } from '../../expr/spelling.js'
import { FUNCTIONS } from '../../functions/registry/registry.js'
import { askedBy, formulaOf } from '../core/declared.js'
import { Unsupported } from '../core/outcome.js'
import { ANY, NONNEGATIVE, NONZERO, POSITIVE, type Sign } from '../core/signs.js'

/**
 * `expr` must have the sign for the whole to be defined; for 'kink' (an absolute value) it need not, but the whole is analytic only where it
 * is not zero. An expression is continuous wherever it is defined, and analytic wherever each `expr` is moreover nonzero.
 */
export interface Requirement {
  readonly expr: Expr
  readonly must: 'nonzero' | 'positive' | 'nonnegative' | 'kink'
}

/** The signs that a requirement leaves. */
export const ALLOWED: Record<Requirement['must'], Sign> = {
  nonzero: NONZERO,
  positive: POSITIVE,
  nonnegative: NONNEGATIVE,
  kink: ANY,
}

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

function ofCall(call: ast.Call): Requirement[] {
  const { fn, argument } = call
  const { domain, bends = [], is, jumps } = FUNCTIONS[fn]
  if (jumps) throw new Unsupported(`${fn}, which jumps`)
  const at = (text: string): Expr => applied(formulaOf(text), argument)
  if (is !== undefined) return requirementsOf(at(is))
  const required: readonly Requirement[] = askedBy(call)
  const ends = domain.some(({ must }) => must === 'nonnegative')
  return ends ? [...required] : [...required, ...bends.map((bend): Requirement => ({ expr: at(bend), must: 'kink' }))]
}
