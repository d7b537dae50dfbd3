/** What members of sums up to a width that grows presuppose: of each up to the last one, which goes with the width. */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { differentiate } from '../../expr/differentiate.js'
import { freeIndices, rewrite, symbolsOf } from '../../expr/substitute.js'
import type { Condition } from '../core/generators.js'
import type { Domains } from '../core/normalize.js'
import { attempt } from './attempt.js'
import { denied, shown } from './answer.js'

/** What each running index is: a number from 1 to the width. */
type Ends = ReadonlyMap<string, Expr>

/** A condition at the ends of all running indices, but for all of them at 1 where that is said otherwise. */
export function atEnds(
  { expr, must }: Condition,
  running: readonly string[],
  width: Sym,
  withFirst: boolean,
): Condition[] {
  const found: Condition[] = []
  for (let chosen = withFirst ? 0 : 1; chosen < 2 ** running.length; chosen++) {
    const ends: Ends = new Map(running.map((index, k) => [index, chosen & (2 ** k) ? width : ast.rational(1)]))
    found.push({ expr: put(expr, ends), must })
  }
  return found
}

/**
 * Whether a condition that has the width and running indices in it holds for all of them where it does so at their ends: for a sign of what is affine in
 * each. What is not 0 at its ends may be 0 between them.
 */
export const isDecidedAtEnds = ({ expr, must }: Condition, running: readonly string[], domains: Domains): boolean =>
  must !== 'nonzero' && running.every((index) => isAffine(expr, index, domains))

function isAffine(e: Expr, index: string, domains: Domains): boolean {
  // A function may jump without a slope, as a sign does.
  if (isInCall(e, index)) return false
  const x = ast.symbol('#member')
  const slope = differentiate(put(e, new Map([[index, x]])), x)
  const answer = attempt(domains, (n) =>
    symbolsOf(n.readable(n.normalize(slope))).some(({ name }) => name === x.name)
      ? denied('its slope depends on the index')
      : shown('its slope does not depend on the index', []),
  )
  return answer.proof !== undefined
}

const isInCall = (e: Expr, index: string): boolean =>
  e.kind === 'call' ? freeIndices(e).includes(index) : ast.children(e).some((part) => isInCall(part, index))

const put = (e: Expr, ends: Ends): Expr =>
  rewrite(e, (node) => (node.kind === 'index' ? ends.get(String(node.name)) : undefined))
