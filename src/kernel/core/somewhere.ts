/**
 * Conditions at points. What is not 0 at a point need not be shown to be 0 everywhere, and a condition that holds there not to fail everywhere:
 * both are looked for at length. Nothing is proved here; a proof is only not looked for where there can be none.
 */
import type { Expr } from '../../expr/ast.js'
import { type Domain, REAL } from '../../expr/domain.js'
import { type Rational, ZERO, add, compare, divide, ratio, subtract } from '../../expr/rational.js'
import { symbolsOf } from '../../expr/substitute.js'
import { definedSign } from './enclosure.js'
import type { Condition } from './generators.js'
import type { Domains } from './normalize.js'

/** Points that are tried. */
const TRIALS = { glance: 1, length: 2 } as const

/** Whether exact enclosures show, at a glance or at length, that a condition holds at a point of the domains. No says nothing. */
export function holdsSomewhere(
  { expr, must }: Condition,
  domains: Domains,
  looking: keyof typeof TRIALS = 'length',
): boolean {
  for (let trial = 0; trial < TRIALS[looking]; trial++) {
    const at = pointFor(expr, domains, trial)
    const sign = at && definedSign(expr, at, looking)
    if (sign === 1 || (sign === -1 && must === 'nonzero')) return true
  }
  return false
}

/** Values for the symbols of an expression, by name, unlike each other; undefined where one is an entry of a family, or none is found. */
function pointFor(e: Expr, domains: Domains, trial: number): Map<string, Rational> | undefined {
  const at = new Map<string, Rational>()
  for (const [k, { name, indices }] of symbolsOf(e).entries()) {
    const value = indices.length === 0 ? valueIn(domains.get(name) ?? REAL, k + 2 + trial * 3) : undefined
    if (!value) return undefined
    at.set(name, value)
  }
  return at
}

/** A value of a domain, which lies inside of its ends: a positive integer k decides how far. */
function valueIn({ low, high, integer, nonzero }: Domain, k: number): Rational | undefined {
  if (low && high && (integer || compare(low, high) === 0)) return undefined
  const steps = ratio(k)
  const value =
    low && high
      ? add(low, divide(subtract(high, low), add(steps, ratio(1))))
      : low
        ? add(low, steps)
        : high
          ? subtract(high, steps)
          : steps
  const allowed = (!integer || value.d === 1n) && !(nonzero && compare(value, ZERO) === 0)
  return allowed ? value : undefined
}
