/** Claims about values at each point: that two are equal, or that one has a sign. */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { type Motion, evaluateDerivatives } from '../../expr/differentiate.js'
import { brief } from '../../expr/print.js'
import { sharing } from '../../expr/share.js'
import type { SignName } from '../../proposition/proposition.js'
import { type Finding, denied, shown } from './answer.js'
import { POINTWISE, attempt, withinBudget, withinReach } from './attempt.js'
import { combinationsVanish } from '../methods/constant-relations.js'
import { isTried } from '../methods/methods.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { vanishesByPieces } from '../methods/piecewise-constant.js'
import type { Reduction, SignOracle } from '../core/reduction.js'
import { NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, NULL, POSITIVE, type Sign, within } from '../core/signs.js'
import { holdsSomewhere } from '../core/somewhere.js'
import { askingOnly, ofDerivatives } from './suppositions.js'
import { vanishesOtherwise } from '../methods/vanishing.js'
import type { Work } from '../core/work.js'

/** Most of what is false is so at a glance, for far less than a reduction to normal forms costs. */
export const DIFFER = denied('the sides differ at a point where both are defined')

const LARGEST_SQUARED = 60

export function zero(n: Normalizer, lhs: Expr, rhs: Expr, what: string): Finding | undefined {
  const [left, right] = [n.normalize(lhs), n.normalize(rhs)]
  const difference = n.fractions.subtract(left, right)
  if (n.vanishes(difference)) return undefined
  if (isTried('constant relations') && combinationsVanish(n, difference)) return undefined
  // Two quantities that are never negative are equal when their squares are.
  if (isTried('squares') && left.num.terms.size + right.num.terms.size <= LARGEST_SQUARED) {
    if (within(n.sign(lhs), NONNEGATIVE) && within(n.sign(rhs), NONNEGATIVE)) {
      const squares = n.fractions.subtract(n.fractions.power(left, 2), n.fractions.power(right, 2))
      if (n.vanishes(squares)) return undefined
    }
  }
  if (isTried('powers and exponentials') && vanishesOtherwise(n, difference)) return undefined
  const { size } = difference.num.terms
  return denied(`${what} leaves ${size <= 12 ? brief(n.readable(difference)) : `${size} terms`} after reduction`)
}

/** lhs = rhs wherever both sides are defined. With a flow, a derivative by its time is the total one. */
export function showEqual(lhs: Expr, rhs: Expr, domains: Domains, flow?: Motion): Finding {
  return ofDerivatives(formulasEqual(lhs, rhs, domains, flow), [lhs, rhs], domains, {
    flow,
    again: ([l, r]) => showEqual(l as Expr, r as Expr, domains, flow),
  })
}

function formulasEqual(lhs: Expr, rhs: Expr, domains: Domains, flow: Motion | undefined): Finding {
  const share = sharing()
  const sides = once(() => [lhs, rhs].map((side) => evaluateDerivatives(share(side), flow)) as [Expr, Expr])
  if (differSomewhere(sides, domains, 'glance')()) return DIFFER
  const fails = differSomewhere(sides, domains, 'length')
  const direct = attempt(
    domains,
    (n) => zero(n, ...sides(), 'lhs - rhs') ?? shown('lhs - rhs reduces to 0', n.conditions),
    { pointwise: true, fails },
  )
  if (direct.proof || direct.nowhere || fails()) return direct
  const difference = isTried('pieces') ? differenceOf(sides) : undefined
  const constancy = difference && withinBudget(() => vanishesByPieces(difference, domains, REDUCTION))
  return constancy ? shown(constancy.method, constancy.conditions) : direct
}

/** lhs - rhs; undefined where the sides cannot be had. */
const differenceOf = (sides: () => [Expr, Expr]): Expr | undefined => withinReach(() => ast.subtract(...sides()))

/** Whether a point of the domains is found at which both sides are defined and differ. */
export function differSomewhere(
  sides: () => [Expr, Expr],
  domains: Domains,
  looking: 'glance' | 'length',
): () => boolean {
  const found = once(() => {
    const expr = differenceOf(sides)
    return { differ: expr && withinReach(() => holdsSomewhere({ expr, must: 'nonzero' }, domains, looking)) }
  })
  return () => found().differ ?? false
}

/** What `make` gives, made when it is first asked for. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** The kernel's reductions, for proofs that build on several of them. */
const REDUCTION: Reduction = {
  compute<T>(domains: Domains, work: (n: Normalizer) => T, oracle?: SignOracle): T | undefined {
    let found: { readonly value: T } | undefined
    attempt(
      domains,
      (n) => {
        found = undefined
        found = { value: work(n) }
        return denied('only a value was asked for')
      },
      { hyperbolic: 'exp', oracle },
    )
    return found?.value
  },
  vanishes(e, domains, oracle) {
    const answer = attempt(
      domains,
      (n) =>
        zero(n, e, ast.rational(0), 'it') ??
        (n.conditions.length > 0 ? denied('conditions are left') : shown('it reduces to 0', n.conditions)),
      { hyperbolic: 'exp', oracle },
    )
    return answer.proof !== undefined
  },
}

const SIGNS: Record<SignName, Sign> = {
  positive: POSITIVE,
  nonnegative: NONNEGATIVE,
  negative: NEGATIVE,
  nonpositive: NONPOSITIVE,
  nonzero: NONZERO,
}

/** `expr` has the sign wherever it is defined. With `as`, the kernel first proves expr = as and then the sign of that form. */
export function showSign(
  expr: Expr,
  sign: SignName,
  as: Expr | undefined,
  domains: Domains,
  flow?: Motion,
  work?: Work,
): Finding {
  const share = sharing()
  const answer = attempt(
    domains,
    (n) => {
      const left = evaluateDerivatives(share(expr), flow)
      const form = as && evaluateDerivatives(share(as), flow)
      if (form) {
        const bad = zero(n, left, form, 'the expression minus its rewritten form')
        if (bad) return bad
      } else n.normalize(left)
      if (within(n.sign(form ?? left), SIGNS[sign])) {
        return shown(`exact signs show it ${sign}`, n.conditions)
      }
      return denied(`the kernel's sign rules do not show that it is ${sign}`)
    },
    { ...POINTWISE, ...(work && { work }) },
  )
  // The other form may ask for no more than the expression does: where only that is defined, the sign is claimed too.
  const asked = as
    ? askingOnly(answer, domains, (n) => n.normalize(evaluateDerivatives(share(expr), flow)), POINTWISE)
    : answer
  const again = ([e]: readonly Expr[]): Finding => showSign(e as Expr, sign, undefined, domains, flow)
  return ofDerivatives(asked, [expr], domains, {
    flow,
    ...(within(NULL, SIGNS[sign]) && { again }),
    forms: as && [as],
  })
}
