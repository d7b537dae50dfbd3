/** What a law of one step supposes, to be a law of many. */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { type Domain, REAL, printDomain, sameDomain } from '../expr/domain.js'
import { isIntegerValued } from '../expr/integer-valued.js'
import { printSymbol } from '../expr/print.js'
import type { AssertionOf, SignName } from '../proposition/proposition.js'
import { Unsupported } from './core/outcome.js'
import type { Setting } from './setting.js'

/** What must be shown, under no condition; and what there is no rule for where it is not. */
export interface Supposition {
  readonly assertion: AssertionOf<'sign'>
  readonly otherwise: string
}

const SIGN_NAMES: readonly SignName[] = ['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero']

/** The sign that a domain is; undefined where it is something else. */
export const signNameOf = (domain: Domain): SignName | undefined =>
  SIGN_NAMES.find((name) => name === printDomain(domain))

/** That each step stays in the domains that are supposed. Throws Unsupported where what is drawn anew at each step is in the quantity, and where a step is seen to leave a domain. */
export function stepSuppositions(
  setting: Setting,
  { step, quantity, fresh }: AssertionOf<'step'>,
): readonly Supposition[] {
  const { binders, flow } = setting.context
  // What moves by a flow depends on what its rate is made of, where it is asked how it moves.
  const reached = setting.reached([quantity, ...(flow?.rates ?? []).map(({ rate }) => rate)])
  const anew = fresh.find((name) => reached.has(name) || step.some(({ symbol }) => symbol.name === name))
  if (anew !== undefined) throw new Unsupported(`a quantity that depends on ${anew}, which is another at each step`)
  const isInteger = ({ name, indices }: Sym): boolean =>
    indices.length === 0 && !!binders.find((binder) => binder.name === name)?.domain.integer
  return step.flatMap(({ symbol, by }) => {
    const binder = binders.find(({ name }) => name === symbol.name)
    if (!binder || (sameDomain(binder.domain, REAL) && !binder.members)) return []
    const otherwise = `steps that may take ${printSymbol(symbol)} out of its domain`
    if (binder.members || (binder.domain.integer && !isIntegerValued(by, isInteger))) throw new Unsupported(otherwise)
    return staying(by, binder.domain).map((assertion) => ({ assertion, otherwise }))
  })
}

/** The signs by which the values of a term lie in a domain, but for being whole numbers. */
function staying(e: Expr, domain: Domain): AssertionOf<'sign'>[] {
  const has = (expr: Expr, sign: SignName): AssertionOf<'sign'> => ({ kind: 'sign', expr, sign })
  const name = signNameOf(domain)
  if (name) return [has(e, name)]
  const { low, high, lowOpen, highOpen, nonzero } = domain
  return [
    ...(low ? [has(ast.subtract(e, ast.rational(low)), lowOpen ? 'positive' : 'nonnegative')] : []),
    ...(high ? [has(ast.subtract(ast.rational(high), e), highOpen ? 'positive' : 'nonnegative')] : []),
    ...(nonzero ? [has(e, 'nonzero')] : []),
  ]
}
