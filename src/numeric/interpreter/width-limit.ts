/**
 * Limits in the width of terms that count up to it: widths are whole numbers, and only so many terms can be gone through. The values at
 * widths that double are extrapolated as a series in 1/d; only where that settles is anything said.
 */
import type { Decimal } from 'decimal.js'
import { type Expr, children } from '../../expr/ast.js'
import type { Target } from '../../proposition/proposition.js'
import type { Indices } from '../instance.js'
import type { Double } from './doubles.js'
import { frame } from './environment.js'
import type { Evaluator } from './evaluate.js'
import { type Judgement, nothing } from './judge.js'
import type { Reading } from './reading.js'

/** Doublings of the width. */
const DOUBLINGS = 12
/** Terms of all widths together. */
const MOST_TERMS = 200_000
const SETTLED = 1e-7
const APART = 1e-3
const FADING = 0.75

/** A term that mentions members of a family has no limit that an instance could show: unknown. */
export function growingSum(
  evaluator: Evaluator<Double>,
  expr: Expr,
  indices: Indices,
  goal: Decimal | 'oo' | '-oo',
  target: Target,
): Judgement {
  if (target !== 'oo' || evaluator.instance.vectors.size > 0 || Object.keys(indices).length > 0)
    return nothing('unknown')
  const values: number[] = []
  for (let k = 0, terms = 0; k <= DOUBLINGS && terms <= MOST_TERMS; k++, terms += 2 ** k) {
    const count = 2 ** k
    const within = frame(evaluator.root, { width: { value: evaluator.series.whole(count), count } as never })
    const value = evaluator.evaluate(expr, within)
    if (value.kind === 'missing') {
      if (k > 4) break
      continue
    }
    values.push(value.value)
  }
  const last = values.at(-1)
  if (last === undefined || values.length < 6) return nothing('unknown')
  const [found, before] = extrapolated(values)
  const settled = Math.abs(found - before) <= SETTLED * (1 + Math.abs(found))
  const said = (outcome: Judgement['outcome'], error: number): Judgement => ({
    outcome,
    error,
    lhs: `${found}`,
    rhs: `${goal}`,
  })
  if (typeof goal === 'string') {
    // A part that grows without bound may be far too small to be seen.
    if (settled) return nothing('unknown')
    const way = goal === 'oo' ? 1 : -1
    const grows = values.slice(-4).every((v, k, list) => k === 0 || way * v > way * (list[k - 1] as number))
    return grows ? said('holds', 1) : nothing('unknown')
  }
  const claimed = goal.toNumber()
  // What halves, or nearly, with each doubling, and leaves nothing, goes to 0.
  const fades = values
    .slice(-5)
    .every((v, k, list) => k === 0 || Math.abs(v) <= FADING * Math.abs(list[k - 1] as number))
  if (claimed === 0 && fades && Math.abs(found) <= SETTLED) return said('holds', Math.abs(found))
  const error = Math.abs(found - claimed) / (Math.abs(found) + Math.abs(claimed) || 1)
  if (settled)
    return error <= 10 * SETTLED ? said('holds', error) : error > APART ? said('violated', error) : nothing('unknown')
  return nothing('unknown')
}

/** Richardson's extrapolation from all values, and from all but the last. */
function extrapolated(values: readonly number[]): readonly [number, number] {
  const tip = (list: readonly number[]): number => {
    let row = list.slice(-7)
    for (let power = 2; row.length > 1; power *= 2)
      row = row.slice(1).map((v, k) => v + (v - (row[k] as number)) / (power - 1))
    return row[0] as number
  }
  return [tip(values), tip(values.slice(0, -1))]
}

/** Whether the width does more in a term than be a number: something is counted up to it. */
export function isCounted(reading: Reading, e: Expr): boolean {
  const names = reading.facts(e).names
  const all = [e, ...[...names].flatMap((name) => reading.definition(name)?.by ?? [])]
  const counts = (node: Expr): boolean => {
    if (node.kind === 'sum') {
      const { indices } = reading.facts(node.body)
      return indices.has(node.index) || indices.has(node.below ?? node.index) || counts(node.body)
    }
    if (node.kind === 'symbol') return node.indices.length > 0
    return children(node).some(counts)
  }
  return all.some(counts)
}
