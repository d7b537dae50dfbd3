/**
 * Limits at infinity of functions built with exp, log, powers and functions analytic at the limit of their argument, by Gruntz's algorithm
 * (D. Gruntz, "On Computing Limits in a Symbolic Manipulation System", thesis, ETH Zurich 1996).
 *
 * One limit through the steps, exp(x + exp(-x)) - exp(x) as x grows without bound:
 * 1. `preparation`: tanh and its like become exponentials, and all is defined for large x. Here nothing is to be done.
 * 2. `mrv`: the most rapidly varying subexpressions are exp(x + exp(-x)), exp(-x) and exp(x), since (x + exp(-x))/x tends to 1 and (x + exp(-x))/(-x)
 *    to -1: they are of one comparability class, and x/log(x) tends to oo: that of x is lower. The smallest is exp(x), so that omega = exp(-x) and g = x.
 * 3. `rewriting`: exp(x) = omega^-1 and exp(-x) = omega, as -x/g tends to -1. The argument x + exp(-x) is x + omega, and its exponential
 *    omega^-1 exp(omega) = omega^-1 + 1 + O(omega). The difference is 1 + O(omega).
 * 4. `lead-terms`: the leading term is 1 omega^0. Its exponent is 0, so the limit is that of its coefficient: 1.
 *
 * Each limit that a step asks for is found in the same way. Where x is in the mrv set, as in x/log(x), the thesis puts exp(x) for x, to move up. Here
 * omega = 1/x and g = log x, which the coefficients call x: x/log(x) is (1/x) omega^-1, so that each stage is about something simpler.
 * What oscillates without a limit is a parameter in [-1, 1], a wave; the expansion holds uniformly in it, because nothing is divided by
 * that may vanish on that closed interval.
 *
 * Every sign and every comparison is exact. Where one is not decided, as for a parameter of unknown sign, the limit is Unsupported.
 */
import * as ast from '../../../expr/ast.js'
import type { Expr, Sym } from '../../../expr/ast.js'
import { type Rational, ratio } from '../../../expr/rational.js'
import { brief } from '../../../expr/print.js'
import { substitute } from '../../../expr/substitute.js'
import type { Limit } from '../../core/limit.js'
import type { Domains, Normalizer } from '../../core/normalize.js'
import { Oscillates, Unsupported } from '../../core/outcome.js'
import { type Sign, within } from '../../core/signs.js'
import { holdsSomewhere } from '../../core/somewhere.js'
import { LeadTerms } from './lead-terms.js'

/**
 * The limit of `e` as `x` grows without bound. `beside` is what else has to be defined where there is said to be none. Throws Unsupported where it is not decided, Oscillates where there is none, and NowhereDefined when e
 * is undefined for all large x.
 */
export function gruntzLimit(n: Normalizer, e: Expr, x: Sym, beside: readonly Expr[] = []): Limit {
  const limits = new LeadTerms(n, x)
  const prepared = limits.preparation.prepared(e)
  // Somewhere far out: there it must be defined for the values of the parameters for which it is seen to change.
  const farOut = [e, ...beside]
    .map((part) => substitute(part, [{ symbol: x, by: ast.rational(SOMEWHERE) }]))
    .reduce(ast.where)
  const found = limitOf(n, limits, prepared, x, farOut)
  if (typeof found === 'string') return found
  // In a normal form a wave that is not there has no influence.
  const settled = n.readable(n.normalize(found))
  const waves = limits.exprs.wavesIn(settled)
  if (waves.length === 0) return limits.exprs.wavesIn(found).length === 0 ? found : settled
  if (
    waves.length === 1 &&
    waves.every((wave) => limits.isUnbounded(wave) && changesWith(settled, wave, n.domains, farOut))
  )
    throw new Oscillates('it oscillates without a limit')
  throw new Unsupported('the limit of what may oscillate')
}

const SOMEWHERE = 200

/** The limit of what is prepared. What grows with a wave that takes 1 and -1 again and again, and both signs with them, has none. */
function limitOf(n: Normalizer, limits: LeadTerms, prepared: Expr, x: Sym, farOut: Expr): Limit {
  try {
    return limits.limit(prepared)
  } catch (error) {
    const factor = error instanceof Unsupported ? limits.growsWith(prepared) : undefined
    const [wave, ...others] = factor ? limits.exprs.wavesIn(factor) : []
    if (factor && wave !== undefined && others.length === 0 && limits.takesBoth(wave)) {
      const at = (value: bigint): Expr => substitute(factor, [{ symbol: ast.symbol(wave), by: ast.rational(value) }])
      const apart = ast.negate(ast.multiply(at(1n), at(-1n)))
      if (holdsSomewhere({ expr: ast.where(apart, farOut), must: 'positive' }, n.domains))
        throw new Oscillates('it oscillates without a limit, beyond all bounds', n.isInteger(x))
    }
    throw error
  }
}

/** Values that sin and cos take again and again. */
const TAKEN = [
  [ratio(0n), ratio(1n)],
  [ratio(1n, 2n), ratio(-1n, 3n)],
] as const

/** Whether a term is shown to have, somewhere, two values for two values of a wave. That the wave stands in it shows nothing. */
function changesWith(e: Expr, wave: string, domains: Domains, defined: Expr): boolean {
  const at = (value: Rational): Expr => substitute(e, [{ symbol: ast.symbol(wave), by: ast.rational(value) }])
  return TAKEN.some(([one, other]) =>
    holdsSomewhere({ expr: ast.where(ast.subtract(at(one), at(other)), defined), must: 'nonzero' }, domains),
  )
}

/** The signs that `e` may have for all large x. Throws Unsupported where it may have those allowed, and others, again and again. */
export function signFarOut(n: Normalizer, e: Expr, x: Sym, allowed: Sign): Sign {
  const limits = new LeadTerms(n, x)
  const prepared = limits.preparation.prepared(e)
  const sign = limits.sign(prepared)
  const isDecided = within(sign, allowed) || (sign & allowed) === 0
  if (!isDecided && limits.exprs.wavesIn(prepared).length > 0)
    throw new Unsupported(`the sign of ${brief(e)}, which may change again and again`)
  return sign
}
