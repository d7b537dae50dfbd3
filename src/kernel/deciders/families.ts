/** Claims about families of conserved quantities: how many are independent, and what space they span. */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { evaluateDerivatives } from '../../expr/differentiate.js'
import { brief, printSymbol } from '../../expr/print.js'
import { namesOf, symbolsOf } from '../../expr/substitute.js'
import { type Finding, type NotShown, denied, shown } from './answer.js'
import { attempt } from './attempt.js'
import { type DarbouxClaim, type DarbouxSpace, darbouxSpace } from './darboux-space.js'
import { type EveryWidthRank, type EveryWidthSpace, rankOpen, spaceOpen } from './every-width.js'
import type { Condition } from '../core/generators.js'
import { type Flow, carriedOut, showAlong } from './motions.js'
import type { Domains } from '../core/normalize.js'
import { type RankClaim, exactRank, requireManyValues, symbolicRank } from './rank.js'
import { conditionText, ofDerivatives, together } from './suppositions.js'

/**
 * The polynomials of bounded degree with D f = cofactor * f, constants not counted, form a space of exactly this dimension at each width, spanned
 * by the family. From below: each member satisfies the condition, at the symbolic width, and so many are independent. From
 * above: the exact nullity of the linear condition.
 */
export function showDarbouxSpace(stated: DarbouxClaim, stating: Flow, domains: Domains): Finding {
  if (stated.dimensions.length === 0) return denied('a dimension at no width')
  const claim = {
    ...stated,
    cofactor: evaluateDerivatives(stated.cofactor, stating),
    family: stated.family.map((member) => evaluateDerivatives(member, stating)),
  }
  const flow = { ...stating, rates: carriedOut(stating.rates) }
  const parts = eachAlong(flow, claim.family, claim.cofactor, domains)
  if (!('conditions' in parts)) return parts
  const names = namesIn([...claim.family, claim.cofactor], flow.rates)
  if (names.has(flow.variable.name)) return denied('a space of polynomials along a flow that depends on the time')
  const answer = attempt(domains, (n) => {
    requireManyValues(names, domains)
    for (const { width, dimension } of claim.dimensions) {
      const { lower, upper } = darbouxSpace(n, claim, flow, width)
      if (lower !== dimension || upper !== dimension) {
        return denied(`at width ${width} the dimension is at least ${lower} and at most ${upper}; claimed ${dimension}`)
      }
    }
    const widths = claim.dimensions.map(({ width }) => width).join(', ')
    return shown(`exact linear algebra at d = ${widths}; each member satisfies it at every d`, [
      ...parts.conditions,
      ...n.conditions,
    ])
  })
  return ofDerivatives(answer, [...stated.family, stated.cofactor], domains, { flow: stating })
}

/** The family spans the polynomials of bounded degree that the flow multiplies by the cofactor, at every width; see every-width.ts. */
export function showSpaceAtEveryWidth(stated: EveryWidthSpace, stating: Flow, domains: Domains): Finding {
  const parts = eachAlong(stating, stated.family, stated.cofactor, domains)
  if (!('conditions' in parts)) return parts
  const answer = attempt(domains, (n) => {
    const claim = {
      ...stated,
      cofactor: evaluateDerivatives(stated.cofactor),
      family: stated.family.map((member) => evaluateDerivatives(member)),
    }
    const open = spaceOpen(n, claim, { ...stating, rates: carriedOut(stating.rates) }, domains)
    if (open !== undefined) return denied(open)
    const method = `exact linear algebra on the polynomials in the states of 1 to ${claim.degree} neurons, for every d by exchange; each member satisfies it at every d`
    return shown(method, [...parts.conditions, ...n.conditions])
  })
  return ofDerivatives(answer, [...stated.family, stated.cofactor], domains, { flow: stating })
}

/** What must hold for the members to move at `cofactor` times themselves, or why that is not shown. */
function eachAlong(
  flow: Flow,
  family: readonly Expr[],
  cofactor: Expr | undefined,
  domains: Domains,
): NotShown | { readonly conditions: readonly Condition[] } {
  const conditions = new Map<string, Condition>()
  for (const member of family) {
    const rate = cofactor ? ast.multiply(cofactor, member) : ast.rational(0)
    const holds = showAlong(flow, member, rate, domains)
    if (!holds.proof) {
      const what = cofactor ? 'satisfy the condition' : 'be conserved'
      return { ...holds, why: `${brief(member)} is not shown to ${what}: ${holds.why}` }
    }
    for (const condition of holds.proof.conditions) conditions.set(conditionText(condition), condition)
  }
  return together([...conditions.values()], domains)
}

/** Exact bounds of that dimension at one width; undefined where the kernel cannot compute them. The lower one counts the family. */
export function boundDarbouxSpace(
  claim: DarbouxClaim,
  flow: Flow,
  width: number,
  domains: Domains,
): DarbouxSpace | undefined {
  let bounds: DarbouxSpace | undefined
  attempt(domains, (n) => {
    bounds = darbouxSpace(n, claim, flow, width)
    return denied('only bounds were asked for')
  })
  return bounds
}

/** The names in some terms and in rates. */
const namesIn = (terms: readonly Expr[], rates: Flow['rates']): ReadonlySet<string> =>
  new Set([...terms, ...rates.flatMap(({ symbol, rate }) => [symbol, rate])].flatMap((e) => [...namesOf(e)]))

/**
 * The family has exactly this rank (number of functionally independent members at a generic point) at each width. From below: the exact rank
 * of the Jacobian at a rational point. From above: no more than its members, and no more than the dimension less one
 * when every member is conserved along a flow that does not vanish identically and is no function of the time, which is proved here for the
 * symbolic width.
 */
export function showRank(claim: RankClaim, flow: Flow, domains: Domains): Finding {
  if (claim.ranks.length === 0 || claim.family.length === 0) return denied('a rank of nothing, or at no width')
  const parts = eachAlong(flow, claim.family, undefined, domains)
  if (!('conditions' in parts)) return parts
  const answer = attempt(domains, (n) => {
    const family = claim.family.map((member) => evaluateDerivatives(member, flow))
    const rates = carriedOut(flow.rates)
    requireManyValues(namesIn(family, rates), domains)
    const timed = [...family, ...rates.map(({ rate }) => rate)].some((e) =>
      symbolsOf(e).some((s) => printSymbol(s) === printSymbol(flow.variable)),
    )
    for (const { width, rank } of claim.ranks) {
      const { lower, members, dimension, moving } = exactRank({ ...claim, family }, { ...flow, rates }, width)
      const counted = Math.min(members, moving && !timed ? dimension - 1 : dimension)
      const upper = counted > lower ? Math.min(counted, symbolicRank(n, family, flow, width)) : counted
      if (lower !== rank || upper < rank) {
        return denied(
          `at width ${width} the Jacobian has rank ${lower}, and at most ${upper} can be independent; claimed ${rank}`,
        )
      }
      if (upper > rank)
        return denied(`at width ${width} the rank is at least ${lower} and at most ${upper}: not decided`)
    }
    const widths = claim.ranks.map(({ width }) => width).join(', ')
    return shown(`exact Jacobian rank at d = ${widths}; each member conserved at every d`, [
      ...parts.conditions,
      ...n.conditions,
    ])
  })
  return ofDerivatives(answer, claim.family, domains, { flow })
}

/** The family has that rank, a formula in d, at every width; see every-width.ts. */
export function showRankAtEveryWidth(claim: EveryWidthRank, flow: Flow, domains: Domains): Finding {
  if (claim.family.length === 0) return denied('a rank of nothing')
  const parts = eachAlong(flow, claim.family, undefined, domains)
  if (!('conditions' in parts)) return parts
  const answer = attempt(domains, (n) => {
    const family = claim.family.map((member) => evaluateDerivatives(member))
    const open = rankOpen({ ...claim, family }, { ...flow, rates: carriedOut(flow.rates) }, domains)
    if (open !== undefined) return denied(open)
    const method =
      'exact rank of the blocks of the Jacobian, one for each neuron, for every d by exchange; each member conserved at every d'
    return shown(method, [...parts.conditions, ...n.conditions])
  })
  return ofDerivatives(answer, claim.family, domains, { flow: flow })
}
