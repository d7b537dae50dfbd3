/** Attacks on equalities and signs, which most kinds of claims come down to. */
import type { Expr } from '../../expr/ast.js'
import type { SignName } from '../../proposition/proposition.js'
import type { Indices, Instance } from '../instance.js'
import { Judge, type Judgement, type Look, type Quantity } from './judge.js'
import type { Reading } from './reading.js'
import { type Budget, Space, type WitnessFinding, search, worst } from './search.js'

/** Instances that are looked at in decimals though doubles agree. */
const CLOSE_RUNS = 5
/** Instances of simple values. */
const SPECIAL_RUNS = 20
/** Instances at which decimals may decide what doubles leave open, of one search; after that their agreement is enough. */
const MOST_CLOSELY = 25
const MOST_CLOSELY_PROVED = 2

type Verdict = (judge: Judge, indices: Indices) => Judgement

/** Judges at random instances, some of them of simple values, some in decimals throughout. */
function attackTerms(
  reading: Reading,
  terms: readonly Expr[],
  verdict: Verdict,
  budget: Budget,
  what: string,
  bound: readonly string[] = [],
): WitnessFinding {
  const space = new Space(reading, terms, bound)
  let closely = 0
  const at = (look: Look) => (instance: Instance, quickly: boolean) => {
    const spent = look === 'doubles first' && closely >= (budget.proved ? MOST_CLOSELY_PROVED : MOST_CLOSELY)
    const judge = new Judge(
      reading,
      instance,
      spent ? 'doubles only' : quickly && look !== 'decimals' ? 'doubles suffice' : look,
    )
    const judged = worst(space.choices(instance.width), (indices) => verdict(judge, indices))
    if (judge.closely > 0 && judged.outcome === 'holds') closely++
    return judged
  }
  const look = budget.precise ? 'decimals' : 'doubles first'
  const random = budget.widths ? space.atWidths(budget.widths) : space.instances()
  if (space.isConstant) return search(random, at('decimals'), budget, what, 1)
  const found = search(random, at(look), budget, what)
  if (found.outcome === 'disagrees' || budget.proved) return found
  const close = search(random, at('decimals'), { ...budget, timeLimitMs: 500 }, what, Math.min(budget.runs, CLOSE_RUNS))
  if (close.outcome === 'disagrees') return close
  if (budget.widths) return found
  const special = search(
    space.special(),
    at(look),
    { ...budget, timeLimitMs: 500 },
    what,
    Math.min(budget.runs, SPECIAL_RUNS),
  )
  if (special.outcome === 'disagrees') return special
  return found.outcome === 'agrees' || special.outcome === 'could not' ? found : special
}

export const attackEqual = (
  reading: Reading,
  terms: readonly Expr[],
  [lhs, rhs]: readonly [Quantity, Quantity],
  budget: Budget,
  what = 'the two sides',
  bound: readonly string[] = [],
): WitnessFinding =>
  attackTerms(reading, terms, (judge, indices) => judge.equal(lhs, rhs, indices), budget, what, bound)

export const attackSign = (
  reading: Reading,
  term: Expr,
  value: Quantity,
  sign: SignName,
  budget: Budget,
): WitnessFinding => {
  const what = `the value, claimed ${sign}, and zero`
  return attackTerms(reading, [term], (judge, indices) => judge.sign(value, sign, indices), budget, what)
}
