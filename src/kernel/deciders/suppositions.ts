/**
 * What a claim supposes: what must hold wherever its terms have values. A claim is shown where all of it is supposed, of derivatives and not of
 * their formulas, and under no condition that it does not itself ask for.
 */
import type { Expr } from '../../expr/ast.js'
import { type Motion, evaluateDerivatives } from '../../expr/differentiate.js'
import { asksMore } from '../../expr/where-defined.js'
import { exactText } from '../../expr/print.js'
import { differentiatedBy } from '../../expr/substitute.js'
import { type Finding, type NotShown, denied, shown } from './answer.js'
import { type Manner, attempt, attemptWith } from './attempt.js'
import { bends } from '../methods/bends.js'
import { inWords, plainConditions } from '../core/conditions.js'
import { ratesOf } from '../methods/flow-rates.js'
import { type Condition, type Knowledge, copied, nothingKnown } from '../core/generators.js'
import { type Kink, atKink, kinksOf } from '../methods/kinks.js'
import { type Supposed, flattened, leftToShow } from '../methods/left-to-show.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { isTried } from '../methods/methods.js'
import { ALLOWED } from '../core/noted-conditions.js'
import { suppositionsOf } from '../methods/opaque-derivatives.js'
import { NULL, within } from '../core/signs.js'

/** What a claim in some terms is about. */
export interface Matter {
  readonly flow?: Motion | undefined
  /** Answers the same claim in other terms; only of a claim that holds at a point if it does around it. */
  readonly again?: (terms: readonly Expr[]) => Finding
  /** Other terms that were differentiated for it. */
  readonly forms?: readonly Expr[]
}

/**
 * An answer about the formulas of derivatives, as one about the derivatives themselves; see left-to-show.ts. That a formula has no value says nothing
 * where its derivative may have one.
 */
export function ofDerivatives(
  answer: Finding,
  terms: readonly Expr[],
  domains: Domains,
  { flow, again, forms = [] }: Matter = {},
): Finding {
  if (!answer.proof && !answer.nowhere) return answer
  const rates = flow ? ratesOf(flow) : []
  if (![...terms, ...forms, ...rates].some(bends)) return answer
  const kinks = [
    ...[...terms, ...forms].flatMap((e) => kinksOf(e, flow)),
    // A rate is no term of the claim, which may go on where that does not.
    ...rates.flatMap((e) => kinksOf(e)).map(({ of: _, ...kink }): Kink => kink),
  ]
  if (kinks.length === 0) return answer
  const supposed = supposedBy(suppositionsOf(terms, flow), domains)
  if (supposed === 'nowhere') return { proof: undefined, why: 'it has a value nowhere', nowhere: true }
  if (!isTried('kinks')) return denied(`the kernel has no rule for ${atKink((kinks[0] as Kink).edge)}`)
  const left = leftToShow(supposed, domains, terms, kinks, again !== undefined)
  if (left === undefined) return answer
  const there = 'open' in left ? undefined : again?.(terms.map((e) => flattened(e, left.where, isZero)))
  return there?.proof || there?.nowhere
    ? answer
    : denied(`the kernel has no rule for ${atKink('open' in left ? left.open : left.vanishing)}`)
}

/** Whether a term has a value everywhere, which is 0. */
function isZero(e: Expr): boolean {
  if (asksMore(e) || differentiatedBy(e).size > 0) return false
  const answer = attempt(new Map(), (n) =>
    n.vanishes(n.normalize(e)) && n.conditions.length === 0
      ? shown('it reduces to 0', [])
      : denied('it is not 0 by its form'),
  )
  return answer.proof !== undefined
}

/** What is known wherever these have values; `nowhere` where one has none. */
function supposedBy(suppositions: readonly Expr[], domains: Domains): Supposed | 'nowhere' {
  let knowledge = nothingKnown(true, 'tanh')
  const usable: Expr[] = []
  const suppose = (n: Normalizer): void => {
    for (const e of usable) n.normalize(e)
  }
  for (const e of suppositions) {
    const trial = apart(knowledge)
    const work = (n: Normalizer): Finding => {
      suppose(n)
      n.normalize(e)
      return denied('nothing is asked')
    }
    const { answer } = attemptWith(domains, work, trial, undefined)
    if (answer.proof === undefined && answer.nowhere) return 'nowhere'
    // Of what is beyond the rules nothing is known: it may have been given up anywhere.
    if (answer.proof === undefined && answer.noRule) continue
    usable.push(e)
    knowledge = trial
  }
  return {
    conditions: [...knowledge.conditions.values()],
    has(e, sign, itself) {
      const asking = apart(knowledge)
      let found = false
      const ask = (n: Normalizer): Finding => {
        found = false
        suppose(n)
        // What is put at the place of a derivative may hold others.
        const asked = evaluateDerivatives(e)
        const known = n.vanishes(n.normalize(asked)) ? NULL : n.sign(asked)
        const asksMore = asking.conditions.size > knowledge.conditions.size
        found = within(known, sign) && (itself !== undefined || !asksMore)
        return denied('only a sign is asked for')
      }
      attemptWith(domains, ask, asking, undefined)
      return found
    },
  }
}

/** The first of these conditions that does not hold wherever some terms have values. `spelled` gives one spelling for what is one. */
export function firstNotSupposed(
  conditions: readonly Condition[],
  terms: readonly Expr[],
  domains: Domains,
  spelled: (e: Expr) => Expr,
): Condition | undefined {
  const supposed = supposedBy(suppositionsOf(terms), domains)
  if (supposed === 'nowhere') return undefined
  const textOf = ({ expr, must }: Condition): string =>
    plainConditions([{ expr: spelled(expr), must }])
      .map((plain) => `${plain.must} ${exactText(plain.expr)}`)
      .join()
  const known = new Set(supposed.conditions.map(textOf))
  return conditions.find(
    (condition) => !known.has(textOf(condition)) && !supposed.has(condition.expr, ALLOWED[condition.must]),
  )
}

/** The same, to be added to by itself. */
const apart = (knowledge: Knowledge): Knowledge => ({
  ...copied(knowledge),
  conditions: new Map(knowledge.conditions),
})

/** The conditions of what was shown in several parts, if a point may have them all. */
export function together(
  conditions: readonly Condition[],
  domains: Domains,
): NotShown | { readonly conditions: readonly Condition[] } {
  const answer = attempt(domains, (n) => {
    for (const { expr, must } of conditions) n.require(expr, must)
    return denied('only contradictions were asked for')
  })
  if (answer.proof || !answer.nowhere) return { conditions }
  return { ...answer, why: `its parts have values nowhere together: ${answer.why}` }
}

export const conditionText = ({ expr, must }: Condition): string => `${must} ${exactText(expr)}`

/** The answer, if its proof supposes no more than what `work` supposes: the claim speaks of all points where that is defined. */
export function askingOnly(
  answer: Finding,
  domains: Domains,
  work: (n: Normalizer) => void,
  manner: Manner = {},
): Finding {
  if (!answer.proof || answer.proof.conditions.length === 0) return answer
  let supposed = new Set<string>()
  attempt(
    domains,
    (n) => {
      work(n)
      supposed = new Set(plainConditions(n.conditions).map(conditionText))
      return denied('only conditions were asked for')
    },
    manner,
  )
  const more = plainConditions(answer.proof.conditions).find((condition) => !supposed.has(conditionText(condition)))
  return more ? denied(`it is shown only where ${inWords(more)}, which the claim does not suppose`) : answer
}
